//! German: the words that keep rules from doing harm, and those of speech.
//!
//! Nouns have capitals in German, so capitals alone make no name here: without
//! a given name, a title or a gazetteer nothing is found.

use super::super::facts::NameKind;
use super::Lists;
use super::flag::{
    AUXILIARY, CALLING, CONJUNCTION, COPULA, DETERMINER, FUNCTION, GROUP, HE, HONORIFIC,
    LOCATIVE, MODIFIER, MONTH, NEGATION, NUMBER, PARTICLE, PREPOSITION, PRONOUN, ROLE, SAYING,
    SHE, STATING, VENUE, WEEKDAY,
};

pub(super) static LISTS: Lists = Lists {
    words: &[
        (
            FUNCTION | DETERMINER,
            "der die das den dem des ein eine einen einem einer eines dieser diese dieses kein
             keine sein seine ihr ihre unser alle beide jede jeder mehrere viele einige",
        ),
        (
            FUNCTION | PREPOSITION,
            "von vom für mit ohne über unter durch gegen um an am auf bei beim bis vor nach seit
             während wegen trotz zwischen neben hinter laut zufolge gegenüber",
        ),
        (FUNCTION | PREPOSITION | LOCATIVE, "in im nach aus"),
        (FUNCTION | CONJUNCTION, "und oder aber sondern denn weil wenn ob dass als wie doch"),
        (
            FUNCTION | AUXILIARY,
            "sein hat haben hatte hatten wird werden wurde wurden würde kann können konnte muss
             müssen soll sollen sollte will wollen darf dürfen",
        ),
        (FUNCTION | AUXILIARY | COPULA, "ist war sind waren"),
        (FUNCTION | PRONOUN | HE, "er"),
        (FUNCTION | PRONOUN | SHE, "sie"),
        (FUNCTION | PRONOUN, "es wir ich ihr"),
        (
            FUNCTION,
            "darauf damit dazu dabei davon danach zudem auch noch nur schon nun jetzt dann hier
             dort so sehr mehr nicht zunächst unterdessen demnach jedoch allerdings außerdem
             zuvor später heute gestern morgen",
        ),
        (NEGATION, "nicht nie kein keine"),
        (HONORIFIC, "herr frau dr prof dr. prof."),
        (
            ROLE,
            "präsident präsidentin kanzler kanzlerin minister ministerin außenminister
             außenministerin verteidigungsminister verteidigungsministerin finanzminister
             innenminister ministerpräsident ministerpräsidentin us-präsident us-außenminister
             sprecher sprecherin kremlsprecher regierungssprecher gesandte gesandter sondergesandte
             sondergesandter botschafter botschafterin chef chefin leiter leiterin vorsitzende
             vorsitzender sekretär sekretärin berater beraterin beauftragte eu-außenbeauftragte
             außenbeauftragte bürgermeister bürgermeisterin general abgeordnete abgeordneter
             staatschef regierungschef vizepräsident heeresstaatssekretär staatssekretär
             stabschef unterhändler chefunterhändler schwiegersohn",
        ),
        (GROUP, "beamte vertreter unterhändler quellen behörden"),
        (
            MODIFIER,
            "der ukrainische ukrainischer russische russischer amerikanische französische deutsche
             nationale ehemalige frühere neue leitende",
        ),
        (
            SAYING,
            "sagte sagt erklärte erklärt schrieb schreibt betonte meinte fügte teilte berichtete
             ergänzte antwortete fragte",
        ),
        (STATING, "bestätigte kündigte warnte bekräftigte versicherte mitteilte hinwies"),
        (CALLING, "nannte bezeichnete sprach forderte"),
        (VENUE, "x telegram facebook fernsehen interview rede erklärung ansprache mitteilung"),
        (
            WEEKDAY,
            "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
        ),
        (
            MONTH,
            "januar februar märz april mai juni juli august september oktober november dezember",
        ),
        (NUMBER, "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend
                  million millionen milliarde milliarden"),
        (PARTICLE, "von zu van de der"),
    ],
    names: &[
        (
            NameKind::Place,
            "Ukraine
             Russia|Russland
             United States|Vereinigte Staaten|Vereinigten Staaten|USA|US
             United Arab Emirates|Vereinigte Arabische Emirate|Vereinigten Arabischen Emiraten
             Kyiv|Kiew|Kyjiw
             Moscow|Moskau
             Geneva|Genf
             Turkey|Türkei
             France|Frankreich
             Germany|Deutschland
             Europe|Europa
             Donbas|Donbass
             India|Indien
             Alaska
             Washington
             Brussels|Brüssel",
        ),
        (
            NameKind::Organisation,
            "Kremlin|Kreml
             White House|Weißes Haus|Weiße Haus|Weißen Haus|Weißen Hauses
             European Union|Europäische Union|EU
             NATO|Nato
             X
             Truth Social
             Bundestag
             Bundesregierung",
        ),
    ],
};
