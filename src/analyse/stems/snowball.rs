//! The Snowball stemmers: a word in lower case and a language go in, the stem
//! comes out. Only the command has them.

use pagefind_stem::{Algorithm, Stemmer};

use super::LONGEST_STEMMED;

/// A language that has a stemmer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Snowball {
    /// Primary subtag.
    pub(crate) language: &'static str,
    algorithm: fn() -> Algorithm,
    /// Endings that stems of the language often lack. A small corpus does not
    /// show them all.
    endings: &'static str,
}

impl Snowball {
    /// The stemmer for documents in a language, given by its primary subtag.
    pub(crate) fn of(language: &str) -> Option<Self> {
        let language = match language {
            "nb" | "nn" => "no",
            other => other,
        };
        let found = LANGUAGES.iter().find(|(code, ..)| *code == language)?;
        Some(Self { language: found.0, algorithm: found.1, endings: found.2 })
    }

    /// The stem of a word in lower case.
    pub(crate) fn stem(self, word: &str) -> String {
        if word.chars().nth(LONGEST_STEMMED).is_some() {
            return word.to_owned();
        }
        Stemmer::create((self.algorithm)()).stem(word).into_owned()
    }

    /// Common endings, in no order.
    pub(crate) fn endings(self) -> impl Iterator<Item = &'static str> {
        self.endings.split_whitespace()
    }
}

type Language = (&'static str, fn() -> Algorithm, &'static str);

/// Every language with a stemmer.
const LANGUAGES: [Language; 30] = [
    (
        "en",
        || Algorithm::English,
        "s es 's ed d ing ings er ers or ors y ies ied ying ly e ation ations ion ions ment \
         ments ness al ally able ive ful ate ates ated ating ize izes ized izing est",
    ),
    (
        "de",
        || Algorithm::German,
        "e en er ern es em n s st t te ten ter test tes end ende enden ung ungen in innen \
         lich liche lichen isch ische ischen ig ige igen keit heit",
    ),
    (
        "fr",
        || Algorithm::French,
        "s e es é ée és ées er ez ent ant ante ants ais ait aient ion ions ment ements eur \
         eurs euse if ive ation ations ir it ra rait ons",
    ),
    (
        "es",
        || Algorithm::Spanish,
        "s es a as o os ar er ir ado ada ados adas ido ida idos idas ando iendo an en ó aron \
         ieron aba aban ción ciones mente idad idades ará arán",
    ),
    (
        "it",
        || Algorithm::Italian,
        "a e i o are ere ire ato ata ati ate ito ita iti ite ando endo ano ono ava avano \
         zione zioni mente ità ista isti ò erà",
    ),
    (
        "pt",
        || Algorithm::Portuguese,
        "s es a as o os ar er ir ado ada ados adas ido ida idos idas ando endo am em ou aram \
         ava avam ção ções mente idade idades ará",
    ),
    (
        "nl",
        || Algorithm::Dutch,
        "e en s t d de den te ten er ers end ende ing ingen heid heden lijk lijke ig ige \
         isch ische je jes",
    ),
    (
        "ru",
        || Algorithm::Russian,
        "а я о е и ы у ю ой ей ом ем ам ям ами ями ах ях ов ев ий ый ая яя ое ее ые ие ого \
         его ому ему ым им их ых ть ет ит ут ют ят ал ала али ил ила или ся ость ости ция ции",
    ),
    (
        "sv",
        || Algorithm::Swedish,
        "a ar arna arnas ade at e en ens er erna et ets or orna s t te as ande ing ingar \
         ingen het heten lig liga ligt",
    ),
    (
        "da",
        || Algorithm::Danish,
        "e en ens er erne ernes et ets ede ende s t te ing inger ingen hed heden lig lige ligt",
    ),
    (
        "no",
        || Algorithm::Norwegian,
        "a e en ens er ene enes et ets ede ende s t te ing inger ingen het heten lig lige",
    ),
    (
        "fi",
        || Algorithm::Finnish,
        "n a ä t i en in an än ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi ja jä iden \
         ista istä issa issä nsa nsä ko kö kin",
    ),
    (
        "hu",
        || Algorithm::Hungarian,
        "a e i k t ak ek ok ök at et ot öt ban ben ba be ból ből nak nek val vel ra re ról ről \
         tól től hoz hez höz ja je ai ei i unk ünk ok",
    ),
    (
        "ro",
        || Algorithm::Romanian,
        "a ă e i u ul ului le lor ii ilor ele elor ea at ată ate ați ez ează are ere ire ând \
         ind ție ții iune iuni",
    ),
    (
        "tr",
        || Algorithm::Turkish,
        "ı i u ü lar ler ın in un ün da de ta te dan den tan ten a e ya ye ı yı yi sı si nın \
         nin ları leri la le dır dir",
    ),
    ("ar", || Algorithm::Arabic, "ة ات ون ين ان ها هم ه ك ي نا"),
    ("el", || Algorithm::Greek, "α ας ες η ης ο ος ου οι ους ων ει εις ω ουν ια ιας ιες ματα"),
    (
        "ca",
        || Algorithm::Catalan,
        "s es a o os ar er ir at ada ats ades it ida ant ent ció cions ment",
    ),
    ("eu", || Algorithm::Basque, "a ak ek en ean ekin era etan ko tik tzen tu"),
    ("ga", || Algorithm::Irish, "a anna adh e í í acht aí ach ann"),
    ("hi", || Algorithm::Hindi, "ा ी े ें ों ियों ियाँ ना ने नी ता ते ती"),
    ("hy", || Algorithm::Armenian, "ը ն եր ներ ի ու ում ից ով ություն ել ած"),
    ("id", || Algorithm::Indonesian, "i an kan nya lah kah ku mu"),
    ("lt", || Algorithm::Lithuanian, "as is us a ė o os ai ų ams e i ą ę ti ė"),
    ("ne", || Algorithm::Nepali, "ले लाई को का की मा बाट हरु हरू"),
    ("sr", || Algorithm::Serbian, "a e i o u om ama ima og oj ih im ti la li lo"),
    ("ta", || Algorithm::Tamil, "கள் ஐ இல் உக்கு ஆல்"),
    ("yi", || Algorithm::Yiddish, "ן ען ער ס ט טע טן ונג ונגען"),
    ("et", || Algorithm::Estonian, "d e i a l le lt s st sse ks ga ta te de ed id"),
    (
        "pl",
        || Algorithm::Polish,
        "a ą e ę i o u y ów om ami ach em iem ie ego emu ej ym ymi ych ć ał ała ali ało ią \
         ość ości owy owa owe",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::stems::stemmable;

    fn check(language: &str, words: &[&str]) {
        let stemmer = Snowball::of(language).expect("a stemmer");
        let stems: Vec<String> =
            words.iter().map(|word| stemmer.stem(&stemmable(word))).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} gave {stems:?}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("en", &["negotiate", "Negotiated", "negotiating", "negotiates"]);
        check("en", &["Ukraine", "Ukraine's", "Ukraine’s"]);
        check("de", &["Verhandlung", "Verhandlungen"]);
        check("fr", &["publié", "publiée", "publiées"]);
        check("ru", &["переговоры", "переговоров"]);
    }

    #[test]
    fn languages_without_a_stemmer_say_so() {
        assert!(Snowball::of("uk").is_none());
        assert!(Snowball::of("").is_none());
        assert_eq!(Snowball::of("nb").map(|s| s.language), Some("no"));
    }
}
