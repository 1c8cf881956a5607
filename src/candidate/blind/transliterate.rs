//! Spells names in Latin letters without accents, in the ways in which their owners do.

use super::words::words;

/// Returns the folded `word` itself and its spellings in Latin letters.
pub(super) fn spellings(word: &str) -> Vec<String> {
    let mut spellings = vec![word.to_owned()];
    if !word.is_ascii() {
        let spelled = |second: bool| {
            let letter = |c: char| {
                let known = words().letters.get(&c);
                known.map_or_else(|| c.to_string(), |[one, other]| if second { other } else { one }.clone())
            };
            word.chars().map(letter).collect::<String>()
        };
        spellings.extend([spelled(false), spelled(true)]);
    }
    spellings
}

/// Returns the spellings of a word with its accents, in lower case, in which the accent is a letter.
pub(super) fn paired(word: &str) -> Option<String> {
    let pairs = &words().pairs;
    let has_pair = word.chars().any(|c| pairs.contains_key(&c));
    let letter = |c: char| pairs.get(&c).cloned().unwrap_or_else(|| c.to_string());
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
