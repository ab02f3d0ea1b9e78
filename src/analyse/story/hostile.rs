//! Bad input: texts that no rule was made for go in; no crash, no flood of
//! nonsense and no runaway time may come out.

use std::time::{Duration, Instant};

use super::facts::{DocumentFacts, StatementKind};
use super::tests::story_of;
use crate::analyse::story::names::settings::NameSettings;

const NEWS: &str = "The harbour council met on Monday to talk about the second mole. Ida Berg, \
    the minister, said that nobody would wait for the ice. “We have to build it now,” she \
    said. Otto Falk of the pilots asked for 40 boats and 3 million kroner. The talks went on \
    for hours, and in the evening the fishermen of Vardø left without a word.";

const VERSE: &str = "The winds that over water walk\nHave carried all the ships away,\nAnd \
    Hope, that used to stand and talk,\nIs sitting silent by the bay;\nO Night! O Sea! what \
    have you done\nWith every mother, every son?";

const TABLE: &str = "Port\tBoats\tTons\tChange\nNorth Quay\t12\t1,204\t+3%\nSouth Quay\t7\t\
    913\t-1%\nOuter Mole\t31\t12,000\t0\nTotal\t50\t14,117\t+2%";

const CODE: &str = "fn main() {\n    let Some(first) = items.first() else { return };\n    \
    println!(\"{first:?}\", Vec::<String>::new());\n    // TODO: read the Config\n    \
    if (HarbourMaster.isOpen()) { return Err(Error::Closed); }\n}\nconst MAX_SIZE = 42;";

const CHAT: &str = "[12:01] ada: hi all\n[12:01] Otto: LOL ok\n[12:02] ada: did u see \
    the new thing??\n[12:03] Otto: yep, \"great stuff\" haha :D\n[12:03] * ada has left";

const FINNISH: &str = "Satama oli suljettu maanantaina. Luotsit eivät lähteneet laiturista, \
    sanoi kaupunginjohtaja Aino Virtanen. Jää oli tullut Helsinkiin asti, ja kalastajat \
    odottivat kevättä.";

const TURKISH: &str = "Liman pazartesi günü kapalıydı. İstanbul Valisi Ayşe Yılmaz, \
    “Beklemek zorundayız,” dedi. Balıkçılar baharı bekledi.";

const CHINESE: &str = "港口星期一关闭。市长王伟说：“我们必须等待。”渔民等到了春天。";

const ARABIC: &str =
    "أغلق الميناء يوم الاثنين. وقال الوزير: «علينا أن ننتظر». وانتظر الصيادون الربيع.";

/// Names and statements of a thousand words each, and the facts themselves.
fn found(text: &str, language: Option<&str>) -> (usize, usize, DocumentFacts) {
    let text = vec![text; 20].join("\n\n");
    let story = story_of(&[(&text, language, None)], &NameSettings::default());
    let words = text.split_whitespace().count();
    let facts = story.documents[0].clone();
    let spoken = facts.statements.iter().filter(|s| s.kind != StatementKind::Label).count();
    (facts.mentions.len() * 1000 / words, spoken * 1000 / words, facts)
}

/// At most so many names and statements in a thousand words.
fn check(name: &str, text: &str, language: Option<&str>, names: usize, statements: usize) {
    let (of_names, of_statements, facts) = found(text, language);
    assert!(
        of_names <= names && of_statements <= statements,
        "{name}: {of_names} names and {of_statements} statements in a thousand words"
    );
    let wrong = facts.figures.iter().filter(|figure| !figure.value.is_finite()).count();
    assert_eq!(wrong, 0, "{name}: figures that are no numbers");
}

#[test]
fn no_flood_of_nonsense() {
    check("news", NEWS, Some("en"), 60, 60);
    check("capitals only", &NEWS.to_uppercase(), Some("en"), 0, 20);
    check("lower case only", &NEWS.to_lowercase(), Some("en"), 0, 20);
    check("verse", VERSE, Some("en"), 80, 0);
    check("a table", TABLE, Some("en"), 140, 0);
    check("code", CODE, Some("en"), 40, 0);
    check("a chat", CHAT, Some("en"), 100, 20);
    check("Finnish", FINNISH, Some("fi"), 100, 0);
    check("Turkish", TURKISH, Some("tr"), 130, 40);
    check("Chinese", CHINESE, Some("zh"), 0, 1000);
    check("Arabic", ARABIC, Some("ar"), 0, 80);
}

#[test]
fn unmatched_marks_leave_the_rest_alone() {
    let clean = found(NEWS, Some("en"));
    for mark in ["“", "\"", "«", "„", "‘", "''", "”"] {
        let text = format!("{}\n\n{NEWS}", format!("{mark} odd ").repeat(2_000));
        let story = story_of(&[(&text, Some("en"), None)], &NameSettings::default());
        let speakers =
            story.documents[0].statements.iter().filter(|it| it.speaker.is_some()).count();
        assert!(clean.1 > 0 && speakers >= 2, "{mark}: {speakers} with a speaker");
        let longest = story.documents[0].statements.iter().map(|s| s.span.len()).max();
        assert!(longest < Some(4_000), "{mark}: a statement of {longest:?} bytes");
    }
}

/// Twice the text takes about twice the time: hostile texts are no exception.
#[test]
fn hostile_texts_take_linear_time() {
    let pieces = [
        "\" ",
        "“a ",
        "A B C D ",
        "“x” “y ",
        "Mr. ",
        "said ",
        "1,",
        "Ada Holm, ",
        "- - ",
        "((",
        "President ",
        "of the ",
        "who said ",
        "He said, ",
        "“a,” he said, ",
        "June ",
        "Ada Holm said Bo Lind said ",
        "X: “y” ",
        "' ",
        "’s ",
        "A-",
        "U.S. ",
        "\u{300}",
        "Bank of ",
        "; and ",
        "and Ada of “x”, ",
        "as Ada put it ",
        "\n\n“a",
    ];
    for piece in pieces {
        let text = piece.repeat(60_000 / piece.len());
        let started = Instant::now();
        story_of(&[(&text, None, None)], &NameSettings::default());
        let taken = started.elapsed();
        assert!(taken < Duration::from_secs(8), "{piece:?} took {taken:?}");
    }
}
