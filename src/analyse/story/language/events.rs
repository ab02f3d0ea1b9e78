//! Words that tell an event, one list a kind and language: verbs in the past,
//! which tell it by themselves, and nouns, which do where a date or a name
//! stands with them; and words that say something of an event near them: that
//! it did not happen, is to come, where it was, where another clause begins.

use crate::analyse::story::facts::{EventKind, EventSign, EventWord};

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

const fn sign(sign: EventSign) -> EventWord {
    EventWord::Sign(sign)
}

const ENGLISH: List = &[
    (
        verb(EventKind::Meeting),
        "met meet meets convened convene conferred confer received receive see",
    ),
    (
        noun(EventKind::Meeting),
        "meeting meetings talks summit session sessions consultations negotiations conference \
         discussions",
    ),
    (
        verb(EventKind::Visit),
        "visited arrived arrive arrives travelled traveled travel travels flew fly flies \
         toured landed left departed",
    ),
    (noun(EventKind::Visit), "visit trip arrival"),
    (verb(EventKind::Call), "phoned telephoned"),
    (noun(EventKind::Call), "phone"),
    (
        verb(EventKind::Attack),
        "attacked struck shelled bombed bombarded downed intercepted invaded ambushed raided \
         hits",
    ),
    (
        noun(EventKind::Attack),
        "attack attacks strike strikes airstrike airstrikes shelling bombardment explosion \
         explosions raid",
    ),
    (verb(EventKind::Death), "killed died murdered assassinated drowned perished kills dies"),
    (noun(EventKind::Death), "death deaths killing assassination funeral"),
    (verb(EventKind::Resignation), "resigned resign resigns resigning quit sacked ousted"),
    (noun(EventKind::Resignation), "resignation dismissal ouster"),
    (verb(EventKind::Appointment), "appointed appoint appoints nominated inaugurated"),
    (noun(EventKind::Appointment), "appointment nomination inauguration"),
    (
        verb(EventKind::Arrest),
        "arrested detained jailed imprisoned indicted convicted sentenced extradited",
    ),
    (noun(EventKind::Arrest), "arrest arrests indictment conviction"),
    (verb(EventKind::Agreement), "signed sign signs agreed ratified ratify"),
    (noun(EventKind::Agreement), "signing ratification ceasefire truce"),
    (verb(EventKind::Sanction), "sanctioned blacklisted"),
    (noun(EventKind::Sanction), "sanctions embargo"),
    (verb(EventKind::Vote), "voted vote elected"),
    (noun(EventKind::Vote), "referendum election elections"),
    (verb(EventKind::Announcement), "announced announces unveiled unveils"),
    (noun(EventKind::Announcement), "announcement"),
    (
        sign(EventSign::Deny),
        "not never no without nor neither could may might should must can cannot if unless \
         whether didn't didn’t wasn't wasn’t weren't weren’t hasn't hasn’t haven't haven’t won't \
         won’t wouldn't wouldn’t don't don’t doesn't doesn’t isn't isn’t aren't aren’t refused \
         refuses declined failed nobody none possible potential avoid cancelled canceled \
         postponed scrapped interrupted off denied denies deny reportedly allegedly supposedly \
         rumoured rumored hoped hopes hope wants wanted want wish wishes urged asked proposed \
         suggested demanded offered ready willing likely unlikely instead like only",
    ),
    (sign(EventSign::At), "in at near outside inside aboard"),
    (
        sign(EventSign::Plan),
        "will would shall due plans planned planning expected expects expect scheduled \
         upcoming set directed directs ordered orders instructed sent send sends sending intends intend tomorrow next future to we'll we’ll he'll he’ll she'll she’ll \
         they'll they’ll",
    ),
    (
        sign(EventSign::Clause),
        "after before when while that which whom whose because since although though but \
         as whereas where once amid ahead following if unless whether",
    ),
    (
        sign(EventSign::Base),
        "meet convene confer receive see visit arrive travel fly attack strike resign appoint sign ratify \
         vote be hold host resume continue begin start take attend lead",
    ),
    (
        sign(EventSign::Now),
        "meets arrives travels flies hits kills dies resigns appoints signs announces unveils",
    ),
    (sign(EventSign::Toward), "to into for toward towards"),
    (sign(EventSign::Bound), "by until till since from through before ahead"),
    (sign(EventSign::Be), "is are was were been being be got get"),
    (
        sign(EventSign::Hold),
        "held hosted attended completed led took concluded opened began ended resumed \
         continued lasted",
    ),
    (sign(EventSign::Topic), "about regarding concerning results result outcome agenda"),
    (sign(EventSign::Article), "the a an his her its their"),
    (sign(EventSign::On), "on over against"),
    (sign(EventSign::Weak), "received receive see"),
    (sign(EventSign::Away), "left departed"),
];

const GERMAN: List = &[
    (verb(EventKind::Meeting), "traf trafen"),
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
        sign(EventSign::Deny),
        "nicht nie kein keine keinen ohne würde würden könnte könnten wenn falls angeblich \
         hofft wünscht möchte abgesagt verschoben",
    ),
    (sign(EventSign::At), "in im bei nach aus"),
    (
        sign(EventSign::Plan),
        "wird werden soll sollen will wollen plant planen geplant geplante geplanten erwartet",
    ),
    (sign(EventSign::Clause), "nachdem bevor während dass weil wenn als obwohl falls"),
    (sign(EventSign::Bound), "bis seit vor ab"),
    (sign(EventSign::Be), "wurde wurden worden ist sind war waren wird werden"),
    (sign(EventSign::Hold), "hielt hielten fand fanden stattgefunden dauerte dauerten"),
    (sign(EventSign::Topic), "über"),
    (sign(EventSign::Article), "der die das dem den des ein eine einem einer einen"),
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
    (sign(EventSign::Deny), "не ні без якщо може можуть щоб би нібито"),
    (sign(EventSign::At), "у в під на біля"),
    (sign(EventSign::Plan), "буде будуть має мають планує планують очікується"),
    (sign(EventSign::Clause), "що який яка яке які коли якщо бо щоб"),
    (sign(EventSign::Toward), "до"),
    (sign(EventSign::Bound), "до перед від"),
    (sign(EventSign::Hold), "провів провела провели відбулася відбулися відбувся тривали"),
    (sign(EventSign::Topic), "про"),
];
