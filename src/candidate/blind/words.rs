//! The words of `corpus/blind`, by which attributes of a person are found.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::catalog::merged;
use crate::error::Result;

const SCHEMA: &str = "rolefit.blind/1";

/// The lists, ready to look up words in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlindWords {
    /// Labels whose value is withheld.
    pub labels: Phrases,
    /// Labels that a name follows.
    pub name_labels: Phrases,
    /// Words that are withheld wherever they occur.
    pub words: Phrases,
    /// Phrases that are withheld wherever they occur.
    pub phrases: Phrases,
    pub after_nation: FxHashSet<String>,
    pub before_nation: Phrases,
    pub streets: FxHashSet<String>,
    /// Words of mail addresses that are no names.
    pub no_names: FxHashSet<String>,
    /// Names that stay where they are written in lower case.
    pub common_words: FxHashSet<String>,
    /// Words before the name that somebody was born with.
    pub birth_names: FxHashSet<String>,
    /// Words of parents, before the number of their children.
    pub parents: FxHashSet<String>,
    /// Words of children, behind their number.
    pub children: FxHashSet<String>,
    /// Numbers of children, as words.
    pub few: FxHashSet<String>,
    /// Verbs of deeds that do not end in "ed".
    pub deeds: FxHashSet<String>,
    /// Pronouns of those who write that these are theirs.
    pub plural_pronouns: FxHashSet<String>,
    /// Two spellings of letters that have no accent to drop.
    pub letters: FxHashMap<char, [String; 2]>,
    /// Letters that are written as two where their accent cannot be.
    pub pairs: FxHashMap<char, String>,
}

/// Phrases of one to a few words.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    phrases: FxHashSet<Vec<String>>,
    longest: usize,
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let words = |phrase: &String| phrase.split([' ', '\'']).map(str::to_owned).collect();
        let phrases: FxHashSet<Vec<String>> = phrases.iter().map(words).collect();
        Phrases { longest: phrases.iter().map(Vec::len).max().unwrap_or(0), phrases }
    }
}

impl Phrases {
    /// Returns the number of words of the longest phrase that `words` begin with.
    pub(super) fn starting<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<usize> {
        let (mut so_far, mut found) = (Vec::new(), None);
        for word in words.take(self.longest) {
            so_far.push(word.to_owned());
            if self.phrases.contains(&so_far) {
                found = Some(so_far.len());
            }
        }
        found
    }
}

/// Returns the embedded lists; empty ones if they cannot be read, which a test rules out.
pub(super) fn words() -> &'static BlindWords {
    static WORDS: LazyLock<BlindWords> = LazyLock::new(|| read().unwrap_or_default());
    &WORDS
}

fn read() -> Result<BlindWords> {
    merged("blind", SCHEMA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_can_be_read() {
        let words = read().map_err(|error| error.to_string());
        assert!(words.is_ok_and(|words| words.phrases.starting(["parental", "leave"].into_iter()) == Some(2)));
    }
}
