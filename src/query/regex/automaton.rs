//! A tree goes in, an automaton that decides in linear time comes out.
//!
//! 1. The tree becomes a nondeterministic automaton (Thompson): one state for
//!    each set of characters, one for each fork.
//! 2. Characters that no set of the pattern tells apart are one class.
//! 3. Sets of states become states of a deterministic automaton when a value
//!    first leads there. The table is emptied when it is full.
//!
//! A character costs one look-up, about 4 ns; one that leads to a new state
//! costs at most the number of states. Work of that kind is counted, and ends
//! at [`MOST_WORK`]: a dictionary of 80,000 words and the worst pattern there
//! is then take half a second.

use std::collections::BTreeMap;

use super::parse::{Node, Parsed};
use super::sets::Set;
use crate::sorting;

/// State numbers that the table holds before it is emptied.
const MOST_CACHED: usize = 1 << 20;
/// Visits to states of the nondeterministic automaton.
const MOST_WORK: u64 = 100_000_000;
/// Characters whose class is looked up directly: Latin, Greek, Cyrillic …
const DIRECT: usize = 0x800;

const UNKNOWN: u32 = u32::MAX;
const NO_CLASS: u16 = u16::MAX;
/// The state that nothing leads out of.
const DEAD: u32 = 0;
const START: u32 = 1;

#[derive(Clone, Debug)]
enum State {
    Set { set: usize, next: u32 },
    Fork(u32, u32),
    End,
}

/// A pattern that decides.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    states: Vec<State>,
    start: u32,
    sets: Vec<Set>,
    ignore_case: bool,

    /// Class of each character that was met.
    direct: Vec<u16>,
    other: BTreeMap<char, u16>,
    /// Which sets the characters of a class are in, as bits.
    classes: Vec<Vec<u64>>,
    class_of: BTreeMap<Vec<u64>, u16>,

    /// Where each state leads on each class.
    table: Vec<u32>,
    /// Classes that a row of the table has room for.
    width: usize,
    /// The states that a state stands for, and whether a value may end there.
    members: Vec<(Vec<u32>, bool)>,
    number_of: BTreeMap<Vec<u32>, u32>,
    cached: usize,

    /// States seen while following forks, by the round.
    seen: Vec<u32>,
    round: u32,
    work: u64,
}

impl Automaton {
    pub(super) fn new(parsed: &Parsed) -> Self {
        let mut states = vec![State::End];
        let start = add(&parsed.node, 0, &mut states);
        let mut automaton = Self {
            seen: vec![0; states.len()],
            states,
            start,
            sets: parsed.sets.clone(),
            ignore_case: parsed.ignore_case,
            direct: vec![NO_CLASS; DIRECT],
            other: BTreeMap::new(),
            classes: Vec::new(),
            class_of: BTreeMap::new(),
            table: Vec::new(),
            width: 16,
            members: Vec::new(),
            number_of: BTreeMap::new(),
            cached: 0,
            round: 0,
            work: 0,
        };
        automaton.reset();
        automaton
    }

    /// Whether the work ran out; answers after that mean nothing.
    pub(super) fn is_exhausted(&self) -> bool {
        self.work >= MOST_WORK
    }

    pub(super) fn is_match(&mut self, value: &str) -> bool {
        let mut state = START;
        for letter in value.chars() {
            let class = match self.direct.get(letter as usize) {
                Some(&class) if class != NO_CLASS => class,
                _ => self.classify(letter),
            };
            let known = self.table[state as usize * self.width + usize::from(class)];
            state = if known == UNKNOWN { self.advance(state, class) } else { known };
            if state == DEAD {
                return false;
            }
        }
        self.members[state as usize].1
    }

    #[cold]
    fn classify(&mut self, letter: char) -> u16 {
        if let Some(&class) = self.other.get(&letter) {
            return class;
        }
        let mut bits = vec![0_u64; self.sets.len().div_ceil(64)];
        for (number, set) in self.sets.iter().enumerate() {
            if set.has(letter, self.ignore_case) {
                bits[number / 64] |= 1 << (number % 64);
            }
        }
        // There are at most as many classes as characters in use; should they
        // ever reach the limit, the last one is found again by its bits.
        let next = u16::try_from(self.classes.len()).unwrap_or(NO_CLASS - 1);
        let class = *self.class_of.entry(bits.clone()).or_insert(next);
        if usize::from(class) == self.classes.len() {
            self.classes.push(bits);
            if self.classes.len() > self.width {
                self.widen();
            }
        }
        match self.direct.get_mut(letter as usize) {
            Some(slot) => *slot = class,
            None => {
                self.other.insert(letter, class);
            }
        }
        class
    }

    /// Empties the table.
    fn reset(&mut self) {
        self.table.clear();
        self.members.clear();
        self.number_of.clear();
        self.cached = 0;
        self.intern(Vec::new(), false);
        let (members, ends) = self.closure([self.start]);
        // No row of forks is without a set or the end behind it, so this is
        // not the dead state again.
        self.intern(members, ends);
    }

    /// The number of a set of states; a set that ends has [`State::End`].
    fn intern(&mut self, members: Vec<u32>, ends: bool) -> u32 {
        if let Some(&number) = self.number_of.get(&members) {
            return number;
        }
        let number = u32::try_from(self.members.len()).unwrap_or(DEAD);
        self.cached += members.len() + self.width;
        self.number_of.insert(members.clone(), number);
        self.members.push((members, ends));
        self.table.resize(self.members.len() * self.width, UNKNOWN);
        number
    }

    /// Doubles the classes that a row has room for.
    fn widen(&mut self) {
        let mut table = Vec::with_capacity(self.table.len() * 2);
        for row in self.table.chunks(self.width) {
            table.extend_from_slice(row);
            table.resize(table.len() + self.width, UNKNOWN);
        }
        self.table = table;
        self.cached += self.members.len() * self.width;
        self.width *= 2;
    }

    #[cold]
    fn advance(&mut self, state: u32, class: u16) -> u32 {
        if self.is_exhausted() {
            return DEAD;
        }
        let bits = &self.classes[usize::from(class)];
        let (members, _) = &self.members[state as usize];
        let next: Vec<u32> = members
            .iter()
            .filter_map(|&member| match self.states[member as usize] {
                State::Set { set, next } if bits[set / 64] >> (set % 64) & 1 == 1 => Some(next),
                _ => None,
            })
            .collect();
        self.work += members.len() as u64 + 1;
        let (members, ends) = self.closure(next);
        if self.cached + members.len() > MOST_CACHED && self.members.len() > 2 {
            self.reset();
            return self.intern(members, ends);
        }
        let target = self.intern(members, ends);
        self.table[state as usize * self.width + usize::from(class)] = target;
        target
    }

    /// The states behind all forks, sorted, and whether the end is among them.
    fn closure(&mut self, from: impl IntoIterator<Item = u32>) -> (Vec<u32>, bool) {
        self.round = self.round.wrapping_add(1);
        let mut members = Vec::new();
        let mut ends = false;
        let mut open: Vec<u32> = from.into_iter().collect();
        while let Some(state) = open.pop() {
            let seen = &mut self.seen[state as usize];
            if *seen == self.round {
                continue;
            }
            *seen = self.round;
            self.work += 1;
            match self.states[state as usize] {
                State::Set { .. } => members.push(state),
                State::Fork(one, other) => open.extend([one, other]),
                State::End => {
                    ends = true;
                    members.push(state);
                }
            }
        }
        sorting::sort(&mut members);
        (members, ends)
    }
}

/// Adds the states of a tree that lead on to `next`; the first one's number.
fn add(node: &Node, next: u32, states: &mut Vec<State>) -> u32 {
    let push = |state: State, states: &mut Vec<State>| {
        states.push(state);
        u32::try_from(states.len() - 1).expect("the size of a pattern is bounded")
    };
    match node {
        Node::Set(set) => push(State::Set { set: *set, next }, states),
        Node::Sequence(nodes) => {
            nodes.iter().rev().fold(next, |at, node| add(node, at, states))
        }
        Node::Choice(nodes) => {
            let mut choices = nodes.iter().rev().map(|node| add(node, next, states));
            let starts: Vec<u32> = choices.by_ref().collect();
            let mut starts = starts.into_iter();
            let last = starts.next().unwrap_or(next);
            starts.fold(last, |rest, one| push(State::Fork(one, rest), states))
        }
        Node::Repeat { node, least, most } => {
            let mut at = match most {
                None => {
                    let fork = push(State::Fork(next, next), states);
                    let body = add(node, fork, states);
                    states[fork as usize] = State::Fork(body, next);
                    fork
                }
                Some(most) => (*least..*most).fold(next, |at, _| {
                    let body = add(node, at, states);
                    push(State::Fork(body, next), states)
                }),
            };
            for _ in 0..*least {
                at = add(node, at, states);
            }
            at
        }
    }
}
