//! Patterns of tokens as an automaton without empty steps.
//!
//! An *atom* is one token of the pattern; it knows which atoms may follow it,
//! and under which *guards*: places between tokens that must be the begin of a
//! sentence, say. All guards of a step are about the place between its two
//! tokens, so loops of empty parts cost nothing when matching.
//!
//! Made by position sets (Glushkov). `X{0,n}` nests, `(X(X)?)?`, so that a gap
//! of n tokens takes 2 n steps.
use crate::sorting;

/// Atoms of a query.
pub(super) const MOST_ATOMS: usize = 20_000;
/// Steps between atoms.
const MOST_STEPS: usize = 400_000;
/// Guards of a query: each is a bit.
pub(super) const MOST_GUARDS: usize = 64;
/// Ways to be empty of one part.
const MOST_EMPTIES: usize = 64;

/// Guards as bits.
pub(super) type Guards = u64;

/// A token of the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// What the token must be, whatever the labels.
    pub(super) test: u32,
    /// What it must be with regard to labels.
    pub(super) check: Option<u32>,
    pub(super) label: Option<u32>,
}

/// A step to an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) atom: u32,
    pub(super) guards: Guards,
}

/// Atoms and the steps between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Automaton {
    pub(super) atoms: Vec<Atom>,
    /// Steps behind each atom.
    pub(super) after: Vec<Vec<Step>>,
    /// Steps into each atom, by the atom they come from.
    pub(super) before: Vec<Vec<Step>>,
    /// Atoms that a match may begin with.
    pub(super) first: Vec<Step>,
    /// For each atom the guards under which a match may begin with it.
    pub(super) begins: Vec<Vec<Guards>>,
    /// Atoms that a match may end with; the guards are about what is behind.
    pub(super) last: Vec<Step>,
    /// For each atom the guards under which a match may end with it.
    pub(super) ends: Vec<Vec<Guards>>,
    steps: usize,
}

/// A part of a pattern while the automaton is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    first: Vec<Step>,
    last: Vec<Step>,
    /// The sets of guards under which the part may be empty.
    empty: Vec<Guards>,
}

impl Part {
    /// No token, under guards.
    pub(super) fn empty(guards: Guards) -> Self {
        Self { empty: vec![guards], ..Self::default() }
    }
}

impl Automaton {
    /// Whether it grew too large to be used.
    pub(super) fn is_too_large(&self) -> bool {
        self.atoms.len() > MOST_ATOMS || self.steps > MOST_STEPS
    }

    pub(super) fn atom(&mut self, atom: Atom) -> Part {
        if self.is_too_large() {
            return Part::default();
        }
        let number = u32::try_from(self.atoms.len()).unwrap_or(u32::MAX);
        self.atoms.push(atom);
        self.after.push(Vec::new());
        let step = Step { atom: number, guards: 0 };
        Part { first: vec![step], last: vec![step], empty: Vec::new() }
    }

    pub(super) fn sequence(&mut self, one: Part, other: Part) -> Part {
        self.join(&one.last, &other.first);
        let mut first = one.first;
        first.extend(guarded(&other.first, &one.empty));
        let mut last = other.last;
        last.extend(guarded(&one.last, &other.empty));
        let mut empty = Vec::new();
        for guards in &one.empty {
            empty.extend(other.empty.iter().map(|more| guards | more));
        }
        // Atoms of two parts differ; only several ways to be empty repeat one.
        if one.empty.len() > 1 {
            first = tidy(first);
        }
        if other.empty.len() > 1 {
            last = tidy(last);
        }
        self.part(first, last, empty)
    }

    pub(super) fn choice(&mut self, parts: Vec<Part>) -> Part {
        let mut all = Part::default();
        for part in parts {
            all.first.extend(part.first);
            all.last.extend(part.last);
            all.empty.extend(part.empty);
        }
        self.part(all.first, all.last, all.empty)
    }

    /// Any number of repetitions, at least one.
    pub(super) fn plus(&mut self, part: Part) -> Part {
        let (last, first) = (part.last.clone(), part.first.clone());
        self.join(&last, &first);
        part
    }

    pub(super) fn optional(&mut self, mut part: Part) -> Part {
        part.empty = vec![0];
        part
    }

    /// Forbids, on all steps inside the atoms from `from` on, what the guard
    /// forbids.
    pub(super) fn guard_inside(&mut self, from: usize, guard: Guards) {
        for step in self.after.iter_mut().skip(from).flatten() {
            step.guards |= guard;
        }
    }

    /// Adds guards to the beginning of a part. What was empty stays so under
    /// the guards.
    pub(super) fn guard_first(&mut self, mut part: Part, guards: Guards) -> Part {
        part.first.iter_mut().for_each(|step| step.guards |= guards);
        part.empty.iter_mut().for_each(|empty| *empty |= guards);
        part
    }

    fn part(&mut self, first: Vec<Step>, last: Vec<Step>, empty: Vec<Guards>) -> Part {
        let mut empty = fewest(empty);
        if empty.len() > MOST_EMPTIES {
            empty.truncate(MOST_EMPTIES);
            self.steps = usize::MAX;
        }
        // Lists as long as the limit of steps only come of patterns beyond it.
        if first.len().max(last.len()) > MOST_STEPS {
            self.steps = usize::MAX;
        }
        Part { first, last, empty }
    }

    fn join(&mut self, last: &[Step], first: &[Step]) {
        let added = last.len().saturating_mul(first.len());
        self.steps = self.steps.saturating_add(added);
        if self.is_too_large() {
            return;
        }
        for from in last {
            let after = &mut self.after[from.atom as usize];
            after.extend(
                first.iter().map(|to| Step { atom: to.atom, guards: from.guards | to.guards }),
            );
        }
    }

    /// Closes the automaton: the whole pattern is this part.
    pub(super) fn finish(&mut self, whole: Part) {
        if self.is_too_large() {
            self.atoms.clear();
            self.after.clear();
        } else {
            self.first = whole.first;
            self.last = whole.last;
        }
        let count = self.atoms.len();
        self.before = vec![Vec::new(); count];
        self.begins = vec![Vec::new(); count];
        self.ends = vec![Vec::new(); count];
        for (from, after) in (0_u32..).zip(&mut self.after) {
            *after = tidy(std::mem::take(after));
            for step in after.iter() {
                let back = Step { atom: from, guards: step.guards };
                self.before[step.atom as usize].push(back);
            }
        }
        for step in &self.first {
            self.begins[step.atom as usize].push(step.guards);
        }
        for step in &self.last {
            self.ends[step.atom as usize].push(step.guards);
        }
    }
}

fn guarded(steps: &[Step], empty: &[Guards]) -> Vec<Step> {
    let mut all = Vec::with_capacity(steps.len() * empty.len());
    for guards in empty {
        all.extend(
            steps.iter().map(|step| Step { atom: step.atom, guards: step.guards | guards }),
        );
    }
    all
}

/// Sorted, without steps that a less guarded one makes needless.
fn tidy(mut steps: Vec<Step>) -> Vec<Step> {
    sorting::sort(&mut steps);
    steps.dedup();
    if steps.windows(2).all(|pair| pair[0].atom != pair[1].atom) {
        return steps;
    }
    let mut kept: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        let same = kept.iter().rev().take_while(|other| other.atom == step.atom);
        let needless = same.into_iter().any(|other| other.guards & step.guards == other.guards);
        if !needless {
            kept.push(step);
        }
    }
    kept
}

/// The sets of guards that no smaller one makes needless.
fn fewest(mut empty: Vec<Guards>) -> Vec<Guards> {
    sorting::sort_by_key(&mut empty, |guards| (guards.count_ones(), *guards));
    let mut kept: Vec<Guards> = Vec::new();
    for guards in empty {
        if !kept.iter().any(|fewer| fewer & guards == *fewer) {
            kept.push(guards);
        }
    }
    kept
}
