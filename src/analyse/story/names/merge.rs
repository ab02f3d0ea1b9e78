//! One person, one entry: the mentions of all documents go in, names and the
//! name of each mention come out.
//!
//! 1. Mentions of one spelling are a *form*; its kind is what most of them
//!    tell.
//! 2. Full names of people are joined where surname and given name agree, by
//!    spelling or by a key that forgives transliteration. Given names that are
//!    only alike need a shared role, and never meet in one document (Andriy is
//!    not Andrii); otherwise the pair becomes a suggestion. `Jr.` parts.
//! 3. A surname alone is the person of that surname in its document, or the
//!    only one in the corpus. Where two fit it stays a name of its own: a
//!    wrong merge is worse than none.
//! 4. Everything else is joined by its listed or folded form, and by the
//!    abbreviations that the texts explain.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::settings::{NameEntry, NameSettings};
use super::spelling::{folded, is_near, key};
use super::{LocalMention, LocalNames};
use crate::analyse::story::facts::{Name, NameKind, Rule, Suggestion};

/// What a mention is: its name's number and the rule that tells.
pub(crate) type Resolved = Option<(u32, Rule)>;

/// The names of a corpus, and the name of every mention by document.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    pub(crate) names: Vec<Name>,
    pub(crate) mentions: Vec<Vec<Resolved>>,
    pub(crate) suggestions: Vec<Suggestion>,
}

/// People of one surname that are compared with each other.
const MOST_OF_A_SURNAME: usize = 200;

/// All mentions of one spelling.
#[derive(Debug, Default)]
struct Form {
    text: String,
    votes: [u32; 4],
    count: u32,
    documents: Vec<u32>,
    languages: BTreeSet<String>,
    roles: BTreeSet<String>,
    canonical: Option<&'static str>,
    given: bool,
}

impl Form {
    fn kind(&self) -> Option<NameKind> {
        let best = *self.votes.iter().max()?;
        // Of equals the first: person, organisation, place.
        NameKind::ALL.into_iter().find(|&kind| best > 0 && self.votes[kind as usize] == best)
    }

    fn words(&self) -> Vec<&str> {
        self.text.split(' ').filter(|word| !is_suffix(word)).collect()
    }

    fn suffix(&self) -> Option<String> {
        self.text
            .split(' ')
            .find(|word| is_suffix(word))
            .map(|word| word.trim_end_matches('.').to_lowercase())
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

/// Merges the mentions of a corpus.
pub(crate) fn merge(locals: &[LocalNames], settings: &NameSettings) -> Merged {
    let (forms, of_mention) = forms(locals);
    let mut merger = Merger {
        groups: (0..forms.len()).collect(),
        full: forms
            .iter()
            .map(|f| f.kind() == Some(NameKind::Person) && f.words().len() > 1)
            .collect(),
        forms: &forms,
        suggested: BTreeSet::new(),
        explained: BTreeSet::new(),
        configured: BTreeSet::new(),
        roles: HashMap::new(),
    };
    merger.take_kinds(settings);
    merger.join_people(settings);
    merger.join_others(locals, &of_mention, settings);
    merger.join_configured(settings);
    merger.collect_roles();
    let surnames = merger.surnames();
    let mut groups: Vec<Vec<Option<(usize, Rule)>>> = Vec::with_capacity(locals.len());
    for (local, numbers) in locals.iter().zip(&of_mention) {
        groups.push(merger.resolve(local, numbers, &surnames));
    }
    merger.finish(&groups, settings)
}

fn forms(locals: &[LocalNames]) -> (Vec<Form>, Vec<Vec<usize>>) {
    let mut forms: Vec<Form> = Vec::new();
    let mut number_of: HashMap<&str, usize> = HashMap::new();
    let mut of_mention = Vec::with_capacity(locals.len());
    for (document, local) in (0_u32..).zip(locals) {
        let mut numbers = Vec::with_capacity(local.mentions.len());
        for mention in &local.mentions {
            let number = *number_of.entry(&mention.form).or_insert_with(|| {
                forms.push(Form { text: mention.form.clone(), ..Form::default() });
                forms.len() - 1
            });
            let form = &mut forms[number];
            form.count += 1;
            if form.documents.last() != Some(&document) {
                form.documents.push(document);
            }
            if let Some(vote) = mention.vote {
                form.votes[vote.kind as usize] += vote.weight;
            }
            if let Some(language) = &local.language {
                form.languages.insert(language.clone());
            }
            form.roles.extend(mention.role.clone());
            form.canonical = form.canonical.or(mention.canonical);
            form.given |= mention.given;
            numbers.push(number);
        }
        of_mention.push(numbers);
    }
    (forms, of_mention)
}

struct Merger<'f> {
    forms: &'f [Form],
    /// Whether a form is a person's given name and surname.
    full: Vec<bool>,
    /// Union and find: the form that stands for a form's group.
    groups: Vec<usize>,
    suggested: BTreeSet<(usize, usize)>,
    /// Abbreviations that the texts explain.
    explained: BTreeSet<usize>,
    /// Spellings that the settings know.
    configured: BTreeSet<usize>,
    /// Words for roles by group.
    roles: HashMap<usize, BTreeSet<String>>,
}

/// People by the key of their surname.
type Surnames = HashMap<String, Vec<usize>>;

impl Merger<'_> {
    fn group(&self, form: usize) -> usize {
        let mut at = form;
        while self.groups[at] != at {
            at = self.groups[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.group(a), self.group(b));
        let (low, high) = (a.min(b), a.max(b));
        self.groups[high] = low;
    }

    /// A spelling that the settings give a kind is a full name or none by that.
    fn take_kinds(&mut self, settings: &NameSettings) {
        if settings.entries.is_empty() {
            return;
        }
        for (number, form) in self.forms.iter().enumerate() {
            if let Some(kind) = settings.entry(&form.text).and_then(|entry| entry.kind) {
                self.full[number] = kind == NameKind::Person && form.words().len() > 1;
            }
        }
    }

    fn join_people(&mut self, settings: &NameSettings) {
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, form) in self.forms.iter().enumerate() {
            if self.full[number] {
                let surname = form.words().last().map(|w| key(w)).unwrap_or_default();
                by_surname.entry(surname).or_default().push(number);
            }
        }
        for people in by_surname.values() {
            let people = &people[..people.len().min(MOST_OF_A_SURNAME)];
            for (at, &a) in people.iter().enumerate() {
                for &b in &people[at + 1..] {
                    if settings.are_apart(&self.forms[a].text, &self.forms[b].text) {
                        continue;
                    }
                    match self.same_person(a, b) {
                        Some(true) => self.join(a, b),
                        Some(false) => {
                            self.suggested.insert((a, b));
                        }
                        None => {}
                    }
                }
            }
        }
    }

    /// Whether two full names of one surname are one person: surely, perhaps
    /// (`false`), or not at all (`None`).
    fn same_person(&self, a: usize, b: usize) -> Option<bool> {
        let (a, b) = (&self.forms[a], &self.forms[b]);
        if a.suffix() != b.suffix() {
            return None;
        }
        let (first, second) = (a.words(), b.words());
        let (given_a, given_b) = (folded(first.first()?), folded(second.first()?));
        if given_a == given_b {
            // John F. Kennedy is John Kennedy, but not John G. Kennedy.
            let middle = |words: &[&str]| {
                words[1..words.len() - 1].iter().map(|w| folded(w)).collect::<Vec<_>>()
            };
            let (middle_a, middle_b) = (middle(&first), middle(&second));
            let fits = middle_a.is_empty()
                || middle_b.is_empty()
                || middle_a == middle_b
                || middle_a.iter().zip(&middle_b).all(|(x, y)| {
                    x.chars().next() == y.chars().next()
                        && (x.ends_with('.') || y.ends_with('.'))
                });
            return Some(fits);
        }
        let initial = |short: &str, long: &str| {
            short.ends_with('.') && short.chars().next() == long.chars().next()
        };
        let meet = a.documents.iter().any(|d| b.documents.binary_search(d).is_ok());
        let shared_role = a.roles.intersection(&b.roles).next().is_some();
        if initial(&given_a, &given_b) || initial(&given_b, &given_a) {
            return Some(shared_role && !meet);
        }
        let languages = !a.languages.is_empty() && a.languages.is_disjoint(&b.languages);
        if key(first.first()?) == key(second.first()?) {
            return Some(!meet && (shared_role || languages));
        }
        let near = is_near(&given_a, &given_b);
        near.then_some(!meet && shared_role)
    }

    fn join_others(
        &mut self,
        locals: &[LocalNames],
        of_mention: &[Vec<usize>],
        settings: &NameSettings,
    ) {
        let mut by_key: HashMap<String, usize> = HashMap::new();
        for (number, form) in self.forms.iter().enumerate() {
            let known = settings.entry(&form.text);
            if form.kind() == Some(NameKind::Person) || known.is_some() {
                continue;
            }
            let key = match form.canonical {
                Some(canonical) => folded(canonical),
                None => plain(&form.text),
            };
            match by_key.get(&key) {
                Some(&other) => self.join(other, number),
                None => {
                    by_key.insert(key, number);
                }
            }
        }
        // An abbreviation that is explained in two ways is no one's.
        let mut explained: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (local, numbers) in locals.iter().zip(of_mention) {
            for &(short, long) in &local.explained {
                explained.entry(numbers[short]).or_default().insert(self.group(numbers[long]));
            }
        }
        for (short, long) in explained {
            if let (Some(&long), 1) = (long.first(), long.len()) {
                self.join(short, long);
                self.explained.insert(short);
            }
        }
    }

    fn join_configured(&mut self, settings: &NameSettings) {
        let number_of: HashMap<&str, usize> =
            self.forms.iter().enumerate().map(|(n, f)| (f.text.as_str(), n)).collect();
        for entry in settings.entries.iter().filter(|entry| !entry.is_none) {
            let numbers: Vec<usize> =
                entry.spellings().filter_map(|alias| number_of.get(alias).copied()).collect();
            for pair in numbers.windows(2) {
                self.join(pair[0], pair[1]);
            }
            self.configured.extend(&numbers);
        }
        self.suggested.retain(|&(a, b)| {
            let mut at = (a, b);
            while self.groups[at.0] != at.0 {
                at.0 = self.groups[at.0];
            }
            while self.groups[at.1] != at.1 {
                at.1 = self.groups[at.1];
            }
            at.0 != at.1
        });
    }

    fn surnames(&self) -> Surnames {
        let mut surnames = Surnames::new();
        for (number, form) in self.forms.iter().enumerate() {
            if !self.full[number] {
                continue;
            }
            let words = form.words();
            // `von der Leyen` is a surname of three words.
            let mut tails = vec![key(words.last().copied().unwrap_or_default())];
            let particle = words.iter().position(|w| w.chars().all(char::is_lowercase));
            tails.extend(particle.filter(|&p| p > 0).map(|p| key(&words[p..].join(" "))));
            for tail in tails {
                surnames.entry(tail).or_default().push(number);
            }
        }
        surnames
    }

    /// The group of each mention of a document.
    fn resolve(
        &self,
        local: &LocalNames,
        numbers: &[usize],
        surnames: &Surnames,
    ) -> Vec<Option<(usize, Rule)>> {
        let here: BTreeSet<usize> = numbers.iter().copied().filter(|&n| self.full[n]).collect();
        local
            .mentions
            .iter()
            .zip(numbers)
            .map(|(mention, &number)| self.resolve_one(mention, number, &here, surnames))
            .collect()
    }

    fn resolve_one(
        &self,
        mention: &LocalMention,
        number: usize,
        here: &BTreeSet<usize>,
        surnames: &Surnames,
    ) -> Option<(usize, Rule)> {
        let form = &self.forms[number];
        let own_rule = if self.explained.contains(&number) {
            Rule::Explained
        } else {
            mention.vote.map_or(Rule::Capitals, |vote| vote.rule)
        };
        if self.configured.contains(&number) {
            return Some((self.group(number), Rule::Configured));
        }
        if self.full[number] {
            return Some((self.group(number), own_rule));
        }
        let listed = mention.canonical.is_some();
        let kind = form.kind();
        let may_be_person = match kind {
            None | Some(NameKind::Person) => true,
            Some(NameKind::Place) => !mention.in_place,
            Some(_) => !listed,
        };
        if may_be_person {
            let key = key(&form.text);
            let of_surname = surnames.get(&key).map(Vec::as_slice).unwrap_or_default();
            let person = |numbers: &mut dyn Iterator<Item = usize>| -> BTreeSet<usize> {
                numbers.map(|n| self.group(n)).collect()
            };
            let near = person(&mut of_surname.iter().copied().filter(|n| here.contains(n)));
            match near.len() {
                1 => return near.first().map(|&group| (group, Rule::Surname)),
                0 => {}
                _ => {
                    // The title tells which: President Trump, not his son.
                    let titled: BTreeSet<usize> = near
                        .iter()
                        .copied()
                        .filter(|&g| self.has_role(g, mention.role.as_deref()))
                        .collect();
                    if let (Some(&group), 1) = (titled.first(), titled.len()) {
                        return Some((group, Rule::Surname));
                    }
                }
            }
            let far = person(&mut of_surname.iter().copied());
            let role = mention.role.as_deref().filter(|_| self.is_english(number));
            let role_fits = role.is_none()
                || far.first().is_some_and(|&g| self.has_role(g, role) || self.has_no_role(g));
            if near.is_empty() && far.len() == 1 && !listed && role_fits {
                return far.first().map(|&group| (group, Rule::Surname));
            }
            if mention.given && near.is_empty() {
                let fits = |n: &usize| {
                    let words = self.forms[*n].words();
                    words.first().is_some_and(|given| *given == form.text)
                };
                let given = person(&mut here.iter().copied().filter(fits));
                if let (Some(&group), 1, false) = (given.first(), given.len(), listed) {
                    return Some((group, Rule::GivenName));
                }
            }
        }
        match kind {
            // A single capital that nothing supports is no name.
            None if !form.text.contains(' ') && form.count < 2 => None,
            None if form.given => None,
            _ => Some((self.group(number), own_rule)),
        }
    }

    fn is_english(&self, form: usize) -> bool {
        let languages = &self.forms[form].languages;
        languages.is_empty() || languages.contains("en")
    }

    fn has_role(&self, group: usize, role: Option<&str>) -> bool {
        let roles = self.roles.get(&group);
        role.is_some_and(|role| roles.is_some_and(|roles| roles.contains(role)))
    }

    fn has_no_role(&self, group: usize) -> bool {
        self.roles.get(&group).is_none_or(BTreeSet::is_empty)
    }

    /// The words for roles of each group of people.
    fn collect_roles(&mut self) {
        for (number, form) in self.forms.iter().enumerate() {
            if self.full[number] && !form.roles.is_empty() {
                let group = self.group(number);
                self.roles.entry(group).or_default().extend(form.roles.iter().cloned());
            }
        }
    }

    fn finish(self, groups: &[Vec<Option<(usize, Rule)>>], settings: &NameSettings) -> Merged {
        let mut used: BTreeMap<usize, [u32; 4]> = BTreeMap::new();
        for &(group, _) in groups.iter().flatten().flatten() {
            used.entry(group).or_default();
        }
        // The spelling that stands for the group: full, frequent, long.
        let mut best: BTreeMap<usize, (bool, u32, usize, &str)> = BTreeMap::new();
        for (number, form) in self.forms.iter().enumerate() {
            let group = self.group(number);
            let Some(votes) = used.get_mut(&group) else { continue };
            for (sum, votes) in votes.iter_mut().zip(form.votes) {
                *sum += votes;
            }
            let text = match form.canonical {
                Some(canonical) if self.is_english(number) => canonical,
                _ => form.text.as_str(),
            };
            let rank = (self.full[number], form.count, text.chars().count(), text);
            let better = best.get(&group).is_none_or(|known| {
                (rank.0, rank.1, rank.2, std::cmp::Reverse(rank.3))
                    > (known.0, known.1, known.2, std::cmp::Reverse(known.3))
            });
            if better {
                best.insert(group, rank);
            }
        }
        let mut entries: BTreeMap<usize, &NameEntry> = BTreeMap::new();
        for &number in &self.configured {
            if let Some(entry) = settings.entry(&self.forms[number].text) {
                entries.entry(self.group(number)).or_insert(entry);
            }
        }
        let mut names: Vec<(String, NameKind, usize)> = used
            .iter()
            .map(|(&group, votes)| {
                let most = *votes.iter().max().unwrap_or(&0);
                let kind = NameKind::ALL
                    .into_iter()
                    .find(|&kind| most > 0 && votes[kind as usize] == most)
                    .unwrap_or(NameKind::Other);
                let text = best.get(&group).map_or("", |(_, _, _, text)| *text);
                let entry = entries.get(&group);
                let name = entry.map_or(text, |entry| entry.name.as_str());
                let kind = entry.and_then(|entry| entry.kind).unwrap_or(kind);
                (name.to_owned(), kind, group)
            })
            .collect();
        names.sort();
        let number_of: BTreeMap<usize, u32> =
            (0_u32..).zip(&names).map(|(n, (_, _, group))| (*group, n)).collect();
        let mentions = groups
            .iter()
            .map(|document| {
                let number =
                    |&(group, rule): &(usize, Rule)| Some((*number_of.get(&group)?, rule));
                document.iter().map(|found| found.as_ref().and_then(number)).collect()
            })
            .collect();
        let mut suggestions: Vec<Suggestion> = self
            .suggested
            .iter()
            .filter_map(|&(a, b)| {
                let first = *number_of.get(&self.group(a))?;
                let second = *number_of.get(&self.group(b))?;
                Some(Suggestion { first: first.min(second), second: first.max(second) })
            })
            .filter(|pair| pair.first != pair.second)
            .collect();
        suggestions.sort_unstable();
        suggestions.dedup();
        let names = names.into_iter().map(|(name, kind, _)| Name { name, kind }).collect();
        Merged { names, mentions, suggestions }
    }
}

/// A body's name as it is compared: folded, without article, in one spelling.
fn plain(text: &str) -> String {
    let mut plain = folded(text);
    for (british, american) in
        [("defence", "defense"), ("centre", "center"), ("organisation", "organization")]
    {
        if plain.contains(british) {
            plain = plain.replace(british, american);
        }
    }
    match plain.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => plain,
    }
}
