//! Spells names in Latin letters without accents, in the ways in which their owners do.

/// Two spellings of letters that have no accent to drop: Greek, Cyrillic and some Latin ones.
const LETTERS: &[(char, &str, &str)] = &[
    ('ß', "ss", "ss"),
    ('ø', "o", "oe"),
    ('æ', "ae", "ae"),
    ('œ', "oe", "oe"),
    ('ł', "l", "l"),
    ('đ', "d", "dj"),
    ('ı', "i", "i"),
    ('ð', "d", "d"),
    ('þ', "th", "th"),
    ('α', "a", "a"),
    ('β', "v", "b"),
    ('γ', "g", "y"),
    ('δ', "d", "d"),
    ('ε', "e", "e"),
    ('ζ', "z", "z"),
    ('η', "i", "e"),
    ('θ', "th", "th"),
    ('ι', "i", "i"),
    ('κ', "k", "c"),
    ('λ', "l", "l"),
    ('μ', "m", "m"),
    ('ν', "n", "n"),
    ('ξ', "x", "ks"),
    ('ο', "o", "o"),
    ('π', "p", "p"),
    ('ρ', "r", "r"),
    ('σ', "s", "s"),
    ('ς', "s", "s"),
    ('τ', "t", "t"),
    ('υ', "y", "u"),
    ('φ', "f", "ph"),
    ('χ', "ch", "h"),
    ('ψ', "ps", "ps"),
    ('ω', "o", "o"),
    ('а', "a", "a"),
    ('б', "b", "b"),
    ('в', "v", "w"),
    ('г', "g", "h"),
    ('д', "d", "d"),
    ('е', "e", "ye"),
    ('ж', "zh", "j"),
    ('з', "z", "z"),
    ('и', "i", "y"),
    ('й', "y", "i"),
    ('к', "k", "k"),
    ('л', "l", "l"),
    ('м', "m", "m"),
    ('н', "n", "n"),
    ('о', "o", "o"),
    ('п', "p", "p"),
    ('р', "r", "r"),
    ('с', "s", "s"),
    ('т', "t", "t"),
    ('у', "u", "ou"),
    ('ф', "f", "f"),
    ('х', "kh", "h"),
    ('ц', "ts", "c"),
    ('ч', "ch", "tch"),
    ('ш', "sh", "sch"),
    ('щ', "shch", "sch"),
    ('ъ', "", ""),
    ('ы', "y", "i"),
    ('ь', "", ""),
    ('э', "e", "e"),
    ('ю', "yu", "iu"),
    ('я', "ya", "ia"),
    ('і', "i", "i"),
    ('є', "ye", "ie"),
];

/// German and Scandinavian letters that are written as two where the accent cannot be: Jörg, Joerg.
const PAIRS: [(char, &str); 4] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('å', "aa")];

/// Returns the folded `word` itself and its spellings in Latin letters.
pub(super) fn spellings(word: &str) -> Vec<String> {
    let mut spellings = vec![word.to_owned()];
    if !word.is_ascii() {
        let spelled = |second: bool| {
            let letter = |c: char| {
                let known = LETTERS.iter().find(|(letter, ..)| *letter == c);
                known.map_or_else(|| c.to_string(), |(_, a, b)| if second { b } else { a }.to_string())
            };
            word.chars().map(letter).collect::<String>()
        };
        spellings.extend([spelled(false), spelled(true)]);
    }
    spellings
}

/// Returns the spellings of a word with its accents, in lower case, in which the accent is a letter.
pub(super) fn paired(word: &str) -> Option<String> {
    let has_pair = word.chars().any(|c| PAIRS.iter().any(|(letter, _)| *letter == c));
    let letter = |c: char| {
        PAIRS.iter().find(|(letter, _)| *letter == c).map_or_else(|| c.to_string(), |(_, two)| (*two).to_owned())
    };
    has_pair.then(|| word.chars().map(letter).collect())
}

/// Returns the consonants of a word, spelled alike however the word was brought into Latin letters.
pub(super) fn skeleton(word: &str) -> String {
    let latin = spellings(word).into_iter().nth(1).unwrap_or_else(|| word.to_owned());
    let alike = [
        ("ph", "f"),
        ("kh", "h"),
        ("ch", "h"),
        ("ks", "x"),
        ("sch", "s"),
        ("sh", "s"),
        ("ts", "c"),
        ("zh", "j"),
        ("ck", "k"),
        ("b", "v"),
        ("w", "v"),
        ("q", "k"),
    ];
    let mut word = latin;
    for (from, to) in alike {
        word = word.replace(from, to);
    }
    let mut skeleton = String::new();
    for c in word.chars().filter(|c| !"aeiouyjh".contains(*c)) {
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}
