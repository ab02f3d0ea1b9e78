//! Words that tell an event, one list a kind and language: verbs in the past,
//! which tell it by themselves, and nouns, which do where a date or place
//! stands with them; words that say it did not or may not happen; and words
//! after which a place is where it happened.

use crate::analyse::story::facts::{EventKind, EventWord};

/// The words of some languages, each with what it tells.
pub(crate) fn words(languages: &[String]) -> Vec<(EventWord, &'static str)> {
    let lists = [("en", ENGLISH), ("de", GERMAN), ("uk", UKRAINIAN)];
    // Documents whose language is not known are read as English.
    let wanted = |code: &str| code == "en" || languages.iter().any(|it| it == code);
    let mut found = Vec::new();
    for (_, list) in lists.iter().filter(|(code, _)| wanted(code)) {
        for (sort, words) in *list {
            found.extend(words.split_whitespace().map(|word| (*sort, word)));
        }
    }
    found
}

type List = &'static [(EventWord, &'static str)];

const fn verb(kind: EventKind) -> EventWord {
    EventWord::Verb(kind)
}

const fn noun(kind: EventKind) -> EventWord {
    EventWord::Noun(kind)
}

const ENGLISH: List = &[
    (verb(EventKind::Meeting), "met convened"),
    (
        noun(EventKind::Meeting),
        "meeting meetings talks summit session sessions consultations negotiations conference",
    ),
    (verb(EventKind::Visit), "visited arrived travelled traveled flew toured landed returned"),
    (noun(EventKind::Visit), "visit trip arrival"),
    (verb(EventKind::Call), "phoned telephoned"),
    (noun(EventKind::Call), "phone"),
    (
        verb(EventKind::Attack),
        "attacked struck shelled bombed bombarded downed intercepted invaded ambushed raided",
    ),
    (
        noun(EventKind::Attack),
        "attack attacks strike strikes airstrike airstrikes shelling bombardment explosion \
         explosions invasion raid",
    ),
    (verb(EventKind::Death), "killed died murdered assassinated drowned perished"),
    (noun(EventKind::Death), "death deaths killing assassination funeral"),
    (verb(EventKind::Resignation), "resigned quit sacked ousted"),
    (noun(EventKind::Resignation), "resignation dismissal ouster"),
    (verb(EventKind::Appointment), "appointed nominated inaugurated"),
    (noun(EventKind::Appointment), "appointment nomination inauguration"),
    (
        verb(EventKind::Arrest),
        "arrested detained jailed imprisoned indicted convicted sentenced searched extradited",
    ),
    (noun(EventKind::Arrest), "arrest arrests indictment conviction"),
    (verb(EventKind::Agreement), "signed agreed ratified"),
    (noun(EventKind::Agreement), "signing ratification ceasefire truce"),
    (verb(EventKind::Sanction), "sanctioned blacklisted"),
    (noun(EventKind::Sanction), "sanctions embargo"),
    (verb(EventKind::Vote), "voted elected"),
    (noun(EventKind::Vote), "vote referendum election elections"),
    (verb(EventKind::Announcement), "announced unveiled"),
    (noun(EventKind::Announcement), "announcement"),
    (
        EventWord::Deny,
        "not never no without nor neither would could may might should must can cannot will \
         shall to if unless whether didn't didn’t wasn't wasn’t weren't weren’t hasn't hasn’t \
         haven't haven’t refused declined failed nobody none planned expected possible potential \
         future next before until avoid",
    ),
    (EventWord::At, "in at near outside inside to into from"),
];

const GERMAN: List = &[
    (verb(EventKind::Meeting), "traf trafen getroffen"),
    (noun(EventKind::Meeting), "treffen gipfel gespräche sitzung konferenz verhandlungen"),
    (verb(EventKind::Visit), "besuchte besuchten reiste reisten landete gereist"),
    (noun(EventKind::Visit), "besuch reise"),
    (verb(EventKind::Call), "telefonierte telefonierten"),
    (noun(EventKind::Call), "telefonat"),
    (verb(EventKind::Attack), "griff angegriffen beschoss beschossen bombardierte"),
    (noun(EventKind::Attack), "angriff angriffe angriffen explosion"),
    (verb(EventKind::Death), "starb starben getötet ermordet gestorben"),
    (verb(EventKind::Resignation), "zurückgetreten entlassen"),
    (noun(EventKind::Resignation), "rücktritt entlassung"),
    (verb(EventKind::Arrest), "festgenommen verhaftet verurteilt"),
    (noun(EventKind::Arrest), "festnahme verhaftung"),
    (verb(EventKind::Agreement), "unterzeichnete unterzeichneten unterzeichnet"),
    (noun(EventKind::Sanction), "sanktionen"),
    (noun(EventKind::Vote), "abstimmung wahl wahlen referendum"),
    (
        EventWord::Deny,
        "nicht nie kein keine keinen ohne würde würden könnte könnten soll sollen wird werden \
         wenn falls will wollen plant",
    ),
    (EventWord::At, "in im bei nach aus"),
];

const UKRAINIAN: List = &[
    (verb(EventKind::Meeting), "зустрівся зустрілася зустрілися зустріли"),
    (noun(EventKind::Meeting), "зустріч зустрічі переговори переговорів саміт"),
    (verb(EventKind::Visit), "відвідав відвідала відвідали прибув прибула прибули прилетів"),
    (noun(EventKind::Visit), "візит візиту"),
    (verb(EventKind::Attack), "атакував атакувала атакували обстріляла обстріляли збила збили"),
    (noun(EventKind::Attack), "атака атаки атаку обстріл удар удару"),
    (verb(EventKind::Death), "загинув загинула загинули помер померла вбито"),
    (noun(EventKind::Resignation), "відставка відставку відставки"),
    (verb(EventKind::Arrest), "затримали заарештували затримано"),
    (verb(EventKind::Agreement), "підписав підписала підписали"),
    (noun(EventKind::Sanction), "санкції санкцій"),
    (EventWord::Deny, "не ні без якщо може можуть має мають щоб би буде будуть"),
    (EventWord::At, "у в під до на біля"),
];
