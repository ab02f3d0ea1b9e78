//! English: words that rules ask for.

use super::super::facts::NameKind;
use super::Lists;
use super::flag::{
    ADVERB, AMBIGUOUS, AUXILIARY, BODY, CALLING, COMMON, CONJUNCTION, COPULA, DETERMINER,
    FUNCTION, FUTURE, GROUP, HE, HONORIFIC, LOCATIVE, MODIFIER, MONTH, NEGATION, NUMBER,
    PARTICIPLE, PARTICLE, PLACE_WORD, PORTFOLIO, PREPOSITION, PRONOUN, ROLE, SAYING, SHE,
    SPEECH_NOUN, STATING, SUFFIX, TELLING, THING, TIME, VENUE, WEEKDAY,
};

pub(super) static LISTS: Lists = Lists {
    words: &[
        (
            FUNCTION | DETERMINER,
            "the a an this that these those his her its their our my your every each some any no
             another both either neither all many several few most such what whose which much
             other more less",
        ),
        (
            FUNCTION | PREPOSITION,
            "of for from by with about against between among amid amidst into onto upon over
             under through throughout during before after since until till without within despite
             beyond along alongside toward towards per via like unlike except including regarding
             concerning following according as than due ahead because off out up down across
             behind beside besides above below beneath aboard given",
        ),
        (FUNCTION | PREPOSITION | LOCATIVE, "in at near to outside inside around"),
        (FUNCTION | PREPOSITION, "on"),
        (
            FUNCTION | CONJUNCTION,
            "and or but nor so yet while although though if unless whether when whenever where
             wherever because once",
        ),
        (
            FUNCTION | AUXILIARY,
            "be been being am do does did has have had having can could may might must shall
             should would will won’t can’t don’t didn’t doesn’t isn’t wasn’t aren’t weren’t
             hasn’t haven’t hadn’t wouldn’t couldn’t shouldn’t won't can't don't didn't doesn't
             isn't wasn't aren't weren't hasn't haven't hadn't wouldn't couldn't shouldn't",
        ),
        (FUNCTION | AUXILIARY | COPULA, "is was are were been became becomes remains"),
        (FUTURE, "will shall would expected scheduled planned plans intends expects hopes"),
        (FUNCTION | PRONOUN | HE, "he he’s he's he’d he'd he’ll he'll"),
        (FUNCTION | PRONOUN | SHE, "she she’s she's she’d she'd she’ll she'll"),
        (FUNCTION | PRONOUN, "they it i we you they’re they're they’ve they've"),
        (
            FUNCTION,
            "him them us me who whom himself herself itself themselves ourselves myself yourself
             there here it’s it's that’s that's there’s there's i’m i'm we’re we're we’ve we've
             i’ve i've i’ll i'll i’d i'd you’ll you'll you’d you'd you’ve you've we’ll we'll we’d
             we'd they’ll they'll they’d they'd it’ll it'll it’d it'd that’ll that'll there’ll
             there'll there’d there'd who’ll who'll who’d who'd what’ll what'll you’re you're let’s let's who’s who's what’s what's here’s here's how why
             nothing something anything everything nobody somebody anybody everybody everyone
             someone anyone none one ones mine yours ours theirs yes please oh well hello dear
             let its",
        ),
        (
            FUNCTION | ADVERB,
            "also later earlier then now again already still just only even ever always often
             sometimes recently reportedly meanwhile however moreover furthermore therefore thus
             instead indeed perhaps maybe separately previously repeatedly publicly privately
             clearly simply further subsequently similarly finally first firstly second secondly
             lastly once twice too very quite rather almost nearly soon there together apparently
             allegedly consistently explicitly immediately initially originally ultimately
             eventually currently today yesterday tomorrow tonight overnight concurrently
             afterward afterwards nonetheless nevertheless otherwise additionally likewise
             elsewhere hence accordingly specifically notably importantly equally angrily quietly
             bluntly formally officially famously briefly openly merely subsequently since
             reiteratedly jokingly flatly sharply strongly firmly",
        ),
        (TIME, "today yesterday tomorrow tonight overnight week month year morning evening night
                afternoon weekend earlier late early last next this day days weeks months ago
                recently noon midnight"),
        (NEGATION, "not never didn’t doesn’t don’t hasn’t haven’t hadn’t didn't doesn't don't
                    hasn't haven't hadn't won’t won't cannot can’t can't wouldn’t wouldn't declined
                    declines refused refuses refusing declining without nor couldn’t couldn't
                    failed stopped refrained"),
        (
            HONORIFIC,
            "mr mrs ms miss dr prof sir dame lord lady mr. mrs. ms. dr. prof. madam",
        ),
        (SUFFIX, "jr jr. sr sr. ii iii iv"),
        (
            ROLE,
            "president premier chancellor minister secretary chief head leader envoy ambassador
             adviser advisor spokesman spokeswoman spokesperson negotiator governor mayor senator
             sen sen. rep rep. representative congressman congresswoman lawmaker deputy official
             general gen gen. colonel col col. lieutenant lt lt. major captain capt capt. admiral
             marshal sergeant sgt sgt. commander commissioner director chairman chairwoman chair
             chairperson ceo founder co-founder owner king queen prince princess emperor pope
             bishop archbishop cardinal patriarch rabbi imam sheikh judge justice prosecutor
             attorney lawyer counsel professor economist analyst historian scientist researcher
             author writer journalist reporter editor correspondent photographer actor actress
             singer director-general coach manager player striker midfielder goalkeeper captain
             doctor physician nurse teacher principal student soldier officer detective inspector
             sheriff policeman diplomat aide delegate mp mep baron duke earl count speaker
             treasurer vice-president inspector-general son daughter father mother brother sister
             wife husband widow uncle cousin nephew niece son-in-law father-in-law brother-in-law
             grandson banker investor billionaire businessman businesswoman entrepreneur
             executive activist dissident candidate nominee successor predecessor resident farmer
             engineer pilot novelist poet philosopher archaeologist winner champion boss
             strategist pollster undersecretary co-chair councillor councilor magistrate
             superintendent pastor priest reverend rev rev. fm pm gov gov. monsignor ombudsman
             ombudswoman veteran mediator commentator blogger presenter host lecturer neighbor
             neighbour witness victim suspect defendant leader’s partner",
        ),
        (
            GROUP,
            "officials negotiators diplomats sources authorities leaders ministers lawmakers
             analysts experts critics envoys advisers advisors representatives delegates
             prosecutors investigators police witnesses residents aides allies members presidents
             senators spokespeople scientists researchers economists lawyers reporters journalists
             soldiers generals commanders governors mayors people side sides parties capitals
             team delegation delegations source observers supporters opponents organisers
             organizers doctors teachers students voters officers troops families relatives
             friends colleagues executives investors activists campaigners campaign group
             groups agency
             department ministry office government administration council committee commission
             company court party union mission embassy army military navy regime union",
        ),
        (
            MODIFIER,
            "foreign defense defence interior finance prime vice deputy acting former current
             senior top special chief head national security military intelligence army navy
             presidential political economic white house state general press communications
             policy new late longtime veteran powerful influential then outgoing incoming
             executive managing assistant associate joint supreme first second interim permanent
             regional local federal human rights trade energy health justice culture education
             environment transport labor labour agriculture culture opposition party campaign
             nuclear armed forces air force legal budget media chief-of-staff ex-president
             lead co-lead principal private public parliamentary congressional diplomatic peace
             climate science police city county district provincial far-right left-wing right-wing
             conservative liberal socialist communist democratic republican independent retired
             ruling billionaire real estate tech technology financial lead long-time self-styled
             unnamed young old young veteran ranking minority majority",
        ),
        (
            PORTFOLIO,
            "state war defense defence treasury interior commerce labor labour energy education
             transportation agriculture army navy staff homeland health veterans foreign finance
             justice affairs intelligence security culture economy trade environment operations
             parliament government police mission protocol media information",
        ),
        (
            BODY,
            "ministry department council committee commission agency office bureau administration
             government parliament senate congress assembly court tribunal army navy force forces
             guard police corps command staff party union alliance league organization
             organisation association federation foundation institute institution university
             college school academy hospital church bank fund company corporation corp corp. inc
             inc. ltd ltd. llc plc co co. group holdings media press times post journal news
             network television radio broadcasting service services board authority cabinet
             directorate inspectorate embassy mission delegation club united society center centre
             museum library team airlines airways motors industries systems technologies
             laboratories partners brothers house register tribune herald gazette guardian
             telegraph observer magazine chronicle agencies rada duma bundestag knesset treasury
             exchange trust coalition front movement brigade regiment battalion division fleet
             commissariat consortium conservatives democrats republicans secretariat orchestra
             theatre theater studios records chamber airlines reserve",
        ),
        (
            PLACE_WORD,
            "region province oblast county district city town village street avenue road square
             river lake sea ocean bay gulf strait mountain mountains valley island islands
             peninsula desert coast beach port harbor harbour airport station bridge park forest
             republic kingdom emirates states territory territories hills heights canal plaza
             boulevard lane territory kray krai raion borough parish palace castle cathedral
             stadium arena hotel tower strip bank east west north south",
        ),
        (
            THING,
            "plan agreement agreements accord accords treaty pact act deal war summit conference
             convention protocol article memorandum resolution initiative framework declaration
             proposal programme program project operation campaign championship cup olympics games
             festival prize award medal election revolution day law bill amendment constitution
             charter crisis scandal conflict battle award series league’s open masters strategy
             process format doctrine report index package fund’s road century age movement’s
             spirit",
        ),
        (WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat
                   sun mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
        (
            MONTH,
            "january february march april may june july august september october november december
             jan jan. feb feb. aug aug. sept sept. sep oct oct. nov nov. dec dec.",
        ),
        // Saying: a clause may follow without `that`.
        (SAYING, "said say wrote write added add noted insisted insist claimed suggested indicated
                  argued believed believes estimated predicted reiterated recalled observed
                  remarked conceded admitted replied responded answered joked quipped tweeted
                  posted continued concluded acknowledged maintains maintained asserted cautioned
                  vowed pledged promised hoped hopes explained testified commented asked shouted
                  whispered cried exclaimed muttered murmured"),
        (SAYING | AMBIGUOUS, "argue believe claim think hope note indicate says adds writes notes insists claims suggests indicates argues
                              estimates predicts thinks reckons admits"),
        (SAYING | TELLING, "told tell tells telling informed assured reminded"),
        (SAYING | PARTICIPLE, "saying adding noting insisting claiming suggesting indicating
                               arguing writing predicting explaining observing remarking telling
                               quipping joking"),
        (STATING, "stated announced declared stressed emphasized emphasised confirmed warned
                   reported revealed denied alleged contended affirmed disclosed proclaimed
                   underscored underlined pointed highlighted complained lamented signaled
                   signalled boasted ruled agreed acknowledges stressed repeated"),
        (STATING | AMBIGUOUS, "caution warn acknowledge confirm deny emphasize emphasise stress insist
                               states announces declares stresses emphasizes emphasises confirms
                               warns reports reveals denies alleges contends affirms underscores
                               underlines points highlights complains signals suggest claim stress
                               repeats"),
        (STATING | PARTICIPLE, "stating announcing declaring stressing emphasizing emphasising
                                confirming warning reporting revealing denying alleging contending
                                underscoring underlining highlighting pointing complaining
                                cautioning acknowledging asserting"),
        (CALLING, "called described dubbed labeled labelled termed branded characterized
                   characterised hailed praised denounced condemned dismissed slammed criticized
                   criticised blasted played downplayed referred cited quoted accused urged demanded
                   welcomed rejected thanked spoke voiced expressed defended likened compared
                   credited blamed backed decried deplored mocked derided lauded touted invoked
                   used promised vowed pledged offered proposed signed asked appealed supported
                   endorsed portrayed framed depicted credited congratulated named pressed wanted intended
                   counted saw mentioned found considered"),
        (CALLING | AMBIGUOUS, "calls describes dubs labels terms brands hails praises denounces
                               condemns dismisses slams blasts demands refers cites quotes urges
                               rejects welcomes thanks speaks sees wants expects intends mentions
                               finds considers"),
        (CALLING | PARTICIPLE, "calling describing dubbing labeling labelling terming branding
                                characterizing characterising hailing praising denouncing condemning
                                dismissing slamming criticizing blasting referencing referring
                                citing quoting accusing urging demanding vowing promising invoking
                                mocking thanking portraying mentioning"),
        (
            SPEECH_NOUN,
            "declaration statement claim remark remarks comment comments assertion announcement
             warning suggestion insistence statements claims allegation accusation promise pledge
             vow call demand assurance message words admission view belief assessment conclusion
             reply response explanation testimony speech tweet post verdict formula wording phrase
             line answer account description summary caveat reproach rebuke quip retort phrasing",
        ),
        (
            VENUE,
            "post posts address speech statement statements interview briefing conference remarks
             comments letter tweet message video broadcast television tv radio telegram facebook
             twitter instagram x tiktok youtube social truth podcast column article op-ed
             newspaper press call hearing testimony debate rally ceremony summit meeting session
             report memo email e-mail note threads bluesky linkedin channel website site blog
             magazine documentary monologue sermon livestream",
        ),
        (
            NUMBER,
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen
             fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
             eighty ninety hundred thousand million billion trillion hundreds thousands millions
             billions dozen dozens",
        ),
        (
            PARTICLE,
            "de da di del della la le las los van von der den ter ten du dos das do bin ibn al el zu
             zur af y e",
        ),
        (
            COMMON,
            "officials diplomats negotiators reports discussions talks earlier contentious public
             american leaders sources people government presidents residents authorities rescue
             workers police analysts experts critics observers investigators prosecutors
             lawmakers western eastern northern southern international european official
             military political economic social foreign national local regional federal global
             world led asked speaking addressing citing despite diplomatic overnight air missile
             drone drones peace war security economy energy climate health education work
             working business company companies markets stocks shares prices oil gas new old big
             small long short high low good bad great major minor main key top senior former
             current next last next following early late recent real true false right left
             north south east west men women children families students teachers doctors
             scientists researchers economists investors traders shoppers voters fans players
             supporters opponents protesters demonstrators soldiers troops forces rebels
             militants allies members ministers generals commanders back home photo image
             video watch read related share click subscribe sign breaking update updated exclusive
             opinion analysis editorial news sport sports culture letters letter question answer
             summary note notes credit source author date page figure table chapter section part
             volume thank thanks nothing trade tax taxes inflation growth interest rates central
             private higher lower better worse best worst much little enough plenty half
             three-quarters dozens hundreds thousands millions billions final only never ever deal
             free open general special russian ukrainian war’s led facing seeking calling saying
             hours days weeks months years time today tonight chief head state city town area
             number group team side sides both negotiations conversations meetings allies pressure
             relations sanctions fighting strikes attacks attack strike tensions hopes fears
             concerns details questions efforts progress ultimately",
        ),
    ],
    names: &[
        (
            NameKind::Organisation,
            "White House
             Kremlin
             Pentagon
             Capitol
             Downing Street
             Elysee
             Élysée
             NATO|Nato|North Atlantic Treaty Organization|North Atlantic Alliance
             European Union|EU|E.U.
             United Nations|UN|U.N.|U.N
             European Commission
             European Parliament
             European Council
             European Central Bank|ECB
             World Bank
             World Health Organization|WHO
             International Monetary Fund|IMF
             International Criminal Court|ICC
             International Atomic Energy Agency|IAEA
             OSCE
             OPEC
             ASEAN
             UNESCO
             UNICEF
             UNHCR
             WTO|World Trade Organization
             Red Cross
             Amnesty International
             Human Rights Watch
             Greenpeace
             State Department
             Justice Department
             Defense Department
             Treasury Department
             Treasury
             Commerce Department
             Supreme Court
             Security Council|U.N. Security Council|UN Security Council
             Congress
             Senate
             House of Representatives
             House of Commons
             House of Lords
             Parliament
             Verkhovna Rada|Rada
             State Duma|Duma
             Bundestag
             Bundesrat
             Knesset
             Hamas
             Hezbollah
             Taliban
             Hamas-run Health Ministry
             Islamic State|ISIS|ISIL
             al-Qaeda|al-Qaida|Al-Qaeda|al Qaeda
             FBI
             CIA
             NSA
             FSB
             SBU
             Mossad
             Interpol
             Europol
             Federal Reserve|Fed
             Wall Street
             Republican Party|GOP|Republicans
             Democratic Party|Democrats
             Labour Party
             Conservative Party|Tories
             Labour
             BBC
             CNN
             CBS|CBS News
             NBC|NBC News
             ABC|ABC News
             Fox News
             MSNBC
             NPR
             PBS
             Sky News
             ITV
             Al Jazeera
             Al Arabiya
             AP|Associated Press|The Associated Press
             Reuters
             AFP|Agence France-Presse
             dpa
             TASS|Tass
             Interfax
             RIA Novosti|RIA
             Xinhua
             Bloomberg
             Axios
             Politico
             New York Times|The New York Times
             Washington Post|The Washington Post
             Wall Street Journal|The Wall Street Journal
             Financial Times
             The Guardian
             The Economist
             The Times
             Der Spiegel
             Le Monde
             Kyiv Independent|The Kyiv Independent
             Google
             Microsoft
             Apple
             Amazon
             Facebook
             Meta
             Twitter
             X
             Truth Social
             Telegram
             YouTube
             Instagram
             TikTok
             OpenAI
             Tesla
             SpaceX
             Boeing
             Airbus
             Gazprom
             Rosneft
             Lukoil
             Rosatom
             Naftogaz
             Energoatom
             Ukrenergo
             Wagner|Wagner Group
             BRICS
             G7|Group of Seven
             G20|Group of 20
             NABU|National Anti-Corruption Bureau
             SAPO
             Manchester United
             Real Madrid",
        ),
        (
            NameKind::Other,
            "World War II|Second World War|World War Two
             World War I|First World War
             Cold War
             Holocaust
             Brexit
             Christmas
             Easter
             Ramadan
             Olympics|Olympic Games
             World Cup
             Nobel Peace Prize
             Nobel Prize",
        ),
    ],
};
