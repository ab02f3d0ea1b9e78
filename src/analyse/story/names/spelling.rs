//! Spellings of one name: words go in, keys that forgive the ways of writing
//! foreign names in Latin letters come out.

/// Lower case, without accents, in Latin letters.
pub(crate) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        match latin(character) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(character),
        }
    }
    folded
}

/// What a letter becomes; `None` where it stays.
fn latin(character: char) -> Option<&'static str> {
    Some(match character {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => "ye",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' => "i",
        'ї' => "yi",
        'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' | '’' | '\'' | 'ʼ' => "",
        'ы' => "y",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

/// A key that spellings of one foreign name share: Zelenskyy, Zelensky,
/// Zelenskiy, Selenskyj, Зеленський.
pub(crate) fn key(word: &str) -> String {
    let mut rest = folded(word);
    for (from, to) in REWRITES {
        if rest.contains(from) {
            rest = rest.replace(from, to);
        }
    }
    let mut key = String::with_capacity(rest.len());
    for character in rest.chars() {
        let plain = match character {
            'w' => 'v',
            'y' | 'j' => 'i',
            'q' | 'c' => 'k',
            other => other,
        };
        // Doubled letters count once.
        if !key.ends_with(plain) {
            key.push(plain);
        }
    }
    key
}

/// In this order: longer before shorter.
const REWRITES: [(&str, &str); 20] = [
    ("shch", "s"),
    ("schtsch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("zh", "z"),
    ("sh", "s"),
    ("ch", "k"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("ks", "x"),
    ("yev", "ev"),
    ("jew", "ev"),
    ("iev", "ev"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("z", "s"),
];

/// Whether two words differ by one letter put in, left out or changed.
pub(crate) fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 || short.len() < 4 {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let skip = usize::from(long.len() == short.len());
    short.get(same + skip..) == long.get(same + 1..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) {
        let keys: Vec<String> = words.iter().map(|word| key(word)).collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} gave {keys:?}");
    }

    #[test]
    fn spellings_share_a_key() {
        check(&["Zelenskyy", "Zelensky", "Zelenskiy", "Zelenskii", "Selenskyj", "Зеленський"]);
        check(&["Volodymyr", "Wolodymyr", "Володимир"]);
        check(&["Yermak", "Jermak"]);
        check(&["Dmitriev", "Dmitriyev", "Dmitrijew"]);
        check(&["Sergey", "Sergei", "Sergej"]);
        check(&["Noël", "Noel"]);
    }

    #[test]
    fn different_names_keep_their_keys() {
        assert_ne!(key("Putin"), key("Patin"));
        assert_ne!(key("Hnatov"), key("Ignatov"));
        assert!(is_near("dmitry", "dimitry"));
        assert!(!is_near("ana", "anna"));
        assert!(!is_near("jared", "jordan"));
    }
}
