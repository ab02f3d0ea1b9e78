//! Roles: what stands before or behind a mention and tells what the named are;
//! coded with the nearest mention of the name.

use super::mixer::{Mixer, Side, mixed};
use super::names::{Names, rule_of};
use super::section::{on, since};
use super::tokens::Tokens;
use crate::analyse::story::facts::{Mention, Role};

mod kind {
    pub(super) const HERE: u32 = 16;
    pub(super) const BEFORE: u32 = 17;
    pub(super) const AWAY: u32 = 18;
    pub(super) const BEHIND: u32 = 19;
    pub(super) const SINCE: u32 = 20;
    pub(super) const ON: u32 = 21;
    pub(super) const RULE: u32 = 22;
    pub(super) const FREE: u32 = 23;
    pub(super) const NAME: u32 = 24;
}

/// Roles at one mention.
const MOST: u32 = 12;

/// Codes the roles of a document; they come out in order.
pub(super) fn roles<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    names: &Names,
    mentions: &[Mention],
    told: &[Role],
) -> Vec<Role> {
    let mut at_mention: Vec<Vec<&Role>> = S::told(|| vec![Vec::new(); mentions.len()]);
    let mut free: Vec<&Role> = Vec::new();
    for role in S::told(|| told) {
        match nearest(mentions, role) {
            Some(place) if at_mention[place].len() < MOST as usize => {
                at_mention[place].push(role);
            }
            _ => free.push(role),
        }
    }
    let mut found = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let (start, end) = (mention.span.start, mention.span.end);
        let before = start.wrapping_sub(1);
        let mut count = 0;
        while count < MOST && mixer.side.is_sound() {
            let given = S::told(|| at_mention[place].get(count as usize).copied());
            let of_name = names.kind(mention.name);
            let here = mixer.bit(
                kind::HERE,
                &[
                    mixed(&[tokens.at(before), count]),
                    mixed(&[tokens.at(end), tokens.at(end + 1), count]),
                    mixed(&[mention.rule as u32, of_name, count]),
                    mixed(&[tokens.class(before), of_name, count]),
                    mixed(&[tokens.shapes(end), mention.rule as u32, count]),
                ],
                given.is_some(),
            );
            if !here {
                break;
            }
            found.push(role(mixer, tokens, mention, given));
            count += 1;
        }
    }
    let count = mixer.number(kind::FREE, &[], u32::try_from(free.len()).unwrap_or(0));
    for place in 0..count {
        if !mixer.side.is_sound() {
            break;
        }
        let given = free.get(place as usize);
        let start = mixer.number(kind::AWAY, &[u32::MAX], given.map_or(0, |it| it.span.start));
        let start = start.min(tokens.len().saturating_sub(1));
        let end =
            on(mixer, tokens, kind::ON, start, u32::MAX, given.map_or(0, |it| it.span.end));
        let name = mixer.number(kind::NAME, &[], given.map_or(0, |it| it.name));
        let rule = mixer.symbol(kind::RULE, &[u32::MAX], given.map_or(0, |it| it.rule as u32));
        if names.total() > 0 {
            let span = super::section::within(tokens, start, end);
            found.push(Role { span, name: names.bounded(name), rule: rule_of(rule) });
        }
    }
    in_order(&mut found);
    found
}

/// The order in which roles stand.
pub(super) fn in_order(roles: &mut [Role]) {
    crate::sorting::sort_by_key(roles, |it| (it.span.start, it.span.end, it.name, it.rule));
}

fn role<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    mention: &Mention,
    given: Option<&Role>,
) -> Role {
    let (start, end) = (mention.span.start, mention.span.end);
    let before = start.wrapping_sub(1);
    let rule = mixer.symbol(
        kind::RULE,
        &[
            mention.rule as u32,
            tokens.at(before),
            tokens.at(end),
            mixed(&[
                tokens.shape(before).into(),
                tokens.shape(end).into(),
                mention.rule as u32,
            ]),
        ],
        S::told(|| given.map_or(0, |it| it.rule as u32)),
    );
    let precedes = mixer.bit(
        kind::BEFORE,
        &[rule, mixed(&[tokens.at(before), tokens.at(end), rule])],
        S::told(|| given.is_some_and(|it| it.span.end <= start)),
    );
    let span = if precedes {
        let away = mixer.number(
            kind::AWAY,
            &[
                mixed(&[rule, tokens.at(before)]),
                mixed(&[rule, tokens.at(before), tokens.at(start.wrapping_sub(2))]),
            ],
            S::told(|| given.map_or(0, |it| start - it.span.end)),
        );
        let last = start.saturating_sub(away).max(1);
        since(
            mixer,
            tokens,
            kind::SINCE,
            last,
            rule,
            S::told(|| given.map_or(0, |it| it.span.start)),
        )..last
    } else {
        let away = mixer.signed(
            kind::BEHIND,
            &[
                mixed(&[rule, tokens.at(end)]),
                mixed(&[rule, tokens.at(end), tokens.at(end + 1)]),
            ],
            S::told(|| given.map_or(0, |it| it.span.start.cast_signed() - end.cast_signed())),
        );
        let first = end.saturating_add_signed(away).min(tokens.len().saturating_sub(1));
        first
            ..on(
                mixer,
                tokens,
                kind::ON,
                first,
                rule,
                S::told(|| given.map_or(0, |it| it.span.end)),
            )
    };
    Role { span, name: mention.name, rule: rule_of(rule) }
}

/// The mention of a role's name that is nearest to it.
fn nearest(mentions: &[Mention], role: &Role) -> Option<usize> {
    let away = |mention: &Mention| {
        let (before, behind) = (
            mention.span.start.checked_sub(role.span.end),
            role.span.start.checked_sub(mention.span.end),
        );
        before.or(behind).unwrap_or(0)
    };
    let own = mentions.iter().enumerate().filter(|(_, it)| it.name == role.name);
    own.min_by_key(|(_, it)| away(it)).map(|(place, _)| place)
}
