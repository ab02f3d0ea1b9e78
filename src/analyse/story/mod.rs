//! The story in a corpus: who is in it, who said what, which figures, when.
//!
//! ```text
//! documents ──► text ──► names: candidates ──► merge over all documents
//!                                                   │
//!                     roles, statements, figures, dates of each document
//! ```
//!
//! Rules over tokens, no statistical model: the same text gives the same facts,
//! each with the [`Rule`](facts::Rule) that found it, at some MB of text a
//! second on one core. English has all the rules; what a language needs are the
//! word lists in [`language`]. A wrong name on a quotation is worse than none:
//! where the text leaves a speaker open, it stays open.
//!
//! [`facts`] is plain data and is all that the engine knows of this.

pub(crate) mod calendar;
pub(crate) mod facts;

#[cfg(feature = "cli")]
pub(crate) mod dates;
#[cfg(feature = "cli")]
pub(crate) mod figures;
#[cfg(feature = "cli")]
pub(crate) mod language;
#[cfg(feature = "cli")]
pub(crate) mod names;
#[cfg(feature = "cli")]
mod quotes;
#[cfg(feature = "cli")]
mod statements;
#[cfg(feature = "cli")]
pub(crate) mod text;

#[cfg(all(test, feature = "cli"))]
mod hostile;
#[cfg(all(test, feature = "cli"))]
mod tests;

#[cfg(feature = "cli")]
pub(crate) use compiled::analyse;

#[cfg(feature = "cli")]
mod compiled {
    //! All steps over all documents.

    use rayon::prelude::*;

    use super::facts::{DocumentFacts, Mention, Role, Story};
    use super::names::evidence::Evidence;
    use super::names::merge::{self, Resolved};
    use super::names::settings::NameSettings;
    use super::names::{self, LocalNames, Named};
    use super::statements::{self, FoundRole, KnownRoles, RoleWords};
    use super::text::{Source, Text};
    use super::{dates, figures};

    /// Analyses a corpus.
    pub(crate) fn analyse(sources: &[Source<'_>], settings: &NameSettings) -> Story {
        let texts: Vec<Text<'_>> = sources.par_iter().map(Text::new).collect();
        let evidence =
            texts.par_iter().map(Evidence::of).reduce(Evidence::default, Evidence::joined);
        let locals: Vec<LocalNames> = texts
            .par_iter()
            .zip(sources)
            .map(|(text, source)| names::local(text, &evidence, settings, source.language))
            .collect();
        let merged = merge::merge(&locals, settings);
        let known = texts
            .par_iter()
            .zip(&locals)
            .zip(&merged.mentions)
            .map(|((text, local), resolved)| named(text, local, resolved, &merged))
            .collect::<Vec<Known>>();
        let mut roles = KnownRoles::new();
        for document in &known {
            for (name, words) in &document.role_words {
                roles.entry(*name).or_default().push(words.clone());
            }
        }
        let mut documents: Vec<DocumentFacts> = texts
            .par_iter()
            .zip(known)
            .map(|(text, known)| facts(text, known, &roles, &merged))
            .collect();
        let contents: Vec<&str> = sources.iter().map(|source| source.text).collect();
        statements::clusters::number(&mut documents, &contents);
        Story { names: merged.names, documents, suggestions: merged.suggestions }
    }

    /// A document whose names are known.
    struct Known {
        mentions: Vec<Mention>,
        named: Vec<Named>,
        roles: Vec<FoundRole>,
        role_words: Vec<(u32, RoleWords)>,
    }

    fn named(
        text: &Text<'_>,
        local: &LocalNames,
        resolved: &[Resolved],
        merged: &merge::Merged,
    ) -> Known {
        let mut mentions = Vec::with_capacity(resolved.len());
        let mut named = Vec::with_capacity(resolved.len());
        for (mention, found) in local.mentions.iter().zip(resolved) {
            let Some((name, rule)) = *found else { continue };
            let kind = merged.names[name as usize].kind;
            mentions.push(Mention { span: mention.span.clone(), name, rule });
            named.push(Named { tokens: mention.tokens.clone(), name, kind });
        }
        let roles = names::roles(text, &named);
        let role_words = statements::words_of_roles(text, &roles);
        Known { mentions, named, roles, role_words }
    }

    fn facts(
        text: &Text<'_>,
        known: Known,
        roles: &KnownRoles,
        merged: &merge::Merged,
    ) -> DocumentFacts {
        let Known { mentions, named, roles: found, .. } = known;
        let (statements, spoken) = statements::find(text, &merged.names, &named, &found, roles);
        let mut found = found;
        found.extend(spoken);
        found.sort_by_key(|(span, name, _)| (span.start, span.end, *name));
        found.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
        let roles =
            found.into_iter().map(|(span, name, rule)| Role { span, name, rule }).collect();
        let figures = figures::find(text, &statements);
        let dates = dates::find(text);
        DocumentFacts { mentions, roles, statements, figures, dates }
    }
}
