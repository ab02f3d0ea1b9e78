//! The interface in Ukrainian.

use super::{Meanings, Texts};

/// 1, 21, 31 … take the first form, 2 to 4, 22 to 24 … the second, all others
/// (0, 5 to 20 …) the third.
fn counted(count: u64, number: String, one: &str, few: &str, many: &str) -> String {
    let form = match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{number} {form}")
}

/// A distance, in the genitive.
fn words_of(count: u32) -> String {
    let one = count % 10 == 1 && count % 100 != 11;
    format!("{count} {}", if one { "слова" } else { "слів" })
}

pub(super) static TEXTS: Texts = Texts {
    tag: "uk",
    separators: ("\u{a0}", ","),
    quotes: ("«", "»"),
    months: [
        [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
        [
            "січень",
            "лютий",
            "березень",
            "квітень",
            "травень",
            "червень",
            "липень",
            "серпень",
            "вересень",
            "жовтень",
            "листопад",
            "грудень",
        ],
    ],
    full_date: |day, month, year| format!("{day} {month} {year}"),

    documents: "Документи",
    about: "Про цей корпус",
    views: "Розділи",
    search: "Пошук",
    search_placeholder: "Слова, \"вислів\", -без, початок*",
    any_or_all: "У документі мають бути",
    all_words: "Усі слова",
    any_word: "Будь-яке слово",
    sort: "Порядок",
    sort_relevance: "За відповідністю",
    sort_newest: "Спершу новіші",
    sort_oldest: "Спершу старіші",
    sort_title: "За назвою",
    sort_path: "За шляхом",
    help: "Довідка",
    close: "Закрити",
    back: "Назад до результатів",
    theme: |theme| format!("Кольори: {theme}"),
    theme_auto: "як у системі",
    theme_light: "світлі",
    theme_dark: "темні",
    loading: |percent| format!("Корпус відкривається, {percent} %"),
    engine_failed: "Корпус не вдалося відкрити",

    n_documents: |count, number| counted(count, number, "документ", "документи", "документів"),
    n_hits: |count, number| counted(count, number, "збіг", "збіги", "збігів"),
    of_corpus: |part, whole| format!("{part} з {whole}"),
    results: "Результати",
    undated: "Без дати",
    no_value: "Не вказано",
    unknown_language: "Не визначено",
    language: "Мова",
    date: "Дата",

    try_instead: |text| format!("Спробуйте {text}"),
    substituted: |typed, used| format!("Для {typed} збігів немає, показано {used}."),
    meaning: |said| format!("Шукаємо: {said}."),
    meanings: Meanings {
        everything: "усі документи",
        and: "і",
        or: "або",
        not: |what| format!("не {what}"),
        phrase: |words| format!("вислів {words}"),
        this_form: |word| format!("{word} у цій формі"),
        exactly: |word| format!("точно {word}"),
        pattern: |pattern| format!("слово на взірець {pattern}"),
        similar: |word, errors| {
            let number = errors.to_string();
            let errors = counted(errors.into(), number, "помилка", "помилки", "помилок");
            format!("{word}, щонайбільше {errors}")
        },
        together: |words, within| {
            format!("{words} на відстані щонайбільше {}", words_of(within))
        },
        near: |left, right, within| {
            format!("{left} і {right} на відстані щонайбільше {}", words_of(within))
        },
        before: |left, right, within| {
            format!("{left} і потім {right} на відстані щонайбільше {}", words_of(within))
        },
        in_title: |what| format!("{what} у назві"),
        present: |field| format!("{field}: вказано"),
    },
    searched_forms: "Шукані форми слів",
    forms_of: |word, count| format!("{word}, у корпусі {count}:"),
    more_forms: |count| format!("і ще {count}"),

    nothing_found: "Нічого не знайдено",
    nothing_hint: "Перевірте написання, візьміть менше слів або загальніші, чи початок слова \
                   із зірочкою: перегов*.",
    search_any: "Шукати будь-яке зі слів",
    without_filters: "Зняти всі фільтри",
    empty_corpus: "У цьому корпусі немає документів.",
    odd_link: |parts| format!("Частину посилання не вдалося зрозуміти, її пропущено: {parts}"),

    filters: "Фільтри",
    active_filters: "Увімкнені фільтри",
    clear_filters: "Зняти всі",
    show_results: "Показати результати",
    include: |value| format!("Лише {value}"),
    exclude: |value| format!("Без {value}"),
    not: "не",
    remove_filter: |filter| format!("Зняти фільтр {filter}"),
    show_all: |count| format!("Показати всі {count}"),
    show_fewer: "Показати менше",
    narrow_values: |field| format!("Знайти в полі {field}"),
    values_cut: |shown, all| format!("Найчастіші {shown} з {all}"),
    from: "Від",
    to: "До",
    date_form: "РРРР-ММ-ДД",
    date_hint: "Рік, рік-місяць або рік-місяць-день",
    since: |date| format!("від {date}"),
    until: |date| format!("до {date}"),
    bad_from: "Початок не є датою: напишіть 2025, 2025-11 або 2025-11-30.",
    bad_to: "Кінець не є датою: напишіть 2025, 2025-11 або 2025-11-30.",
    bad_order: "Початок пізніший за кінець.",
    histogram: "Документи в часі",
    first_bar: "Початок проміжку",
    last_bar: "Кінець проміжку",
    all_dates: "Усі дати",
    partial_dates: |count, number| {
        let documents = counted(count, number, "документ", "документи", "документів");
        format!("{documents} лише з роком чи місяцем, враховано на його початку")
    },

    reader: "Документ",
    hit_of: |hit, hits| format!("Збіг {hit} з {hits}"),
    no_hits_here: "Збігів немає",
    next_hit: "Наступний збіг",
    previous_hit: "Попередній збіг",
    next_document: "Наступний документ",
    previous_document: "Попередній документ",
    result_of: |at, all| format!("{at} з {all}"),
    copy_citation: "Копіювати цитування",
    copy_link: "Копіювати посилання",
    citation_copied: "Цитування скопійовано",
    link_copied: "Посилання скопійовано",
    copy_by_hand: "Браузер не дозволяє копіювати. Ось текст:",
    boilerplate: "Не власний текст документа: не враховано в пошуку й підрахунках",
    no_document: "Посилання вказує на документ, який не можна показати",
    metadata: "Про цей документ",
    path: "Шлях",
    opening: "Документ відкривається",

    contents: "Що в ньому є",
    words: "Слова",
    tokens: "Слова й розділові знаки",
    types: "Різні слова",
    text_size: "Обсяг тексту",
    index_size: "Обсяг індексу",
    dates: "Дати",
    languages: "Мови",
    stemmed: "Слова знаходяться в усіх формах",
    unstemmed: "Слова знаходяться, як написано",
    fields: "Поля",
    field: "Поле",
    values: "Різні значення",
    facet: "Фільтр",
    yes: "так",
    no: "ні",
    sections: "З чого складається індекс",
    section: "Частина",
    codec: "Кодування",
    size: "Обсяг",
    share: "Частка",
    warnings: "Попередження під час побудови",
    no_warnings: "Немає.",
    warnings_cut: |shown, all| format!("Перші {shown} з {all}."),
    line: |number| format!("рядок {number}"),
    analysis: "Як його проаналізовано",
    made_by: |generator, format| {
        format!("Створено програмою {generator}, формат індексу {format}.")
    },
    built: |date| format!("Побудовано {date}."),
    private: "Усе залишається на цьому комп’ютері: сторінка не звертається до жодного сервера.",

    help_title: "Довідка",
    how_to_search: "Як шукати",
    keys: "Клавіші",
    syntax: &[
        ("мирний план", "обидва слова, у будь-якому порядку"),
        ("\"мирний план\"", "саме ці форми поруч, у цьому порядку"),
        ("мир -план", "без слова план; також NOT план, -\"мирний план\""),
        ("мир OR перемир’я", "хоча б одне з них; групи в дужках ( )"),
        ("перегов* пл?н", "будь-які літери, одна літера; також *ція"),
        ("зеленський~", "з однією помилкою; ~2 з двома"),
        ("=Рада", "саме так написане, з великими літерами"),
        ("\"мир план\"~5", "слова щонайбільше за п’ять слів одне від одного"),
        ("мир NEAR/5 план", "так само, у будь-якому порядку; BEFORE/5 у цьому"),
        ("title:мир", "у назві; будь-яке поле, як-от source:редакція"),
        ("date:2025-11..2025-12", "з такою датою; також date:>2025-11-20"),
        ("", "порожнє поле показує всі документи"),
    ],
    syntax_notes: "Великі літери, наголоси й вид лапок не мають значення. «Будь-яке слово» \
                   знаходить документи хоча б з одним зі слів. Слово без жодного збігу \
                   замінюється найподібнішим, і сторінка про це каже.",
    key_list: &[
        ("/", "до поля пошуку"),
        ("↓ ↑", "результатами вниз і вгору"),
        ("Enter", "відкрити документ"),
        ("Escape", "назад"),
        ("n p", "наступний і попередній збіг"),
        ("Alt+↓ Alt+↑", "наступний і попередній збіг"),
        ("j k", "наступний і попередній документ"),
        ("?", "ця довідка"),
        ("← →", "посунути край проміжку дат, на діаграмі"),
    ],
    letter_keys: "Окремі літери й знаки є командами",
    known_fields: &[
        ("source", "Джерело"),
        ("author", "Автор"),
        ("date", "Дата"),
        ("language", "Мова"),
        ("tags", "Мітки"),
        ("place", "Місце"),
        ("title", "Назва"),
        ("url", "Посилання"),
        ("kind", "Вид"),
        ("type", "Вид"),
    ],
};
