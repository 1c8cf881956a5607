//! The words of `corpus/blind`, by which attributes of a person are found.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::catalog::merged;
use crate::error::Result;

const SCHEMA: &str = "rolefit.blind/1";

/// The lists as they are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    labels: Vec<String>,
    name_labels: Vec<String>,
    words: Vec<String>,
    phrases: Vec<String>,
    after_nation: Vec<String>,
    before_nation: Vec<String>,
    streets: Vec<String>,
    no_names: Vec<String>,
    common_words: Vec<String>,
    birth_names: Vec<String>,
    parents: Vec<String>,
    children: Vec<String>,
    few: Vec<String>,
    deeds: Vec<String>,
    plural_pronouns: Vec<String>,
}

/// The lists, ready to look up words in.
#[derive(Debug, Default)]
pub(super) struct BlindWords {
    /// Labels whose value is withheld.
    pub labels: Phrases,
    /// Labels that a name follows.
    pub name_labels: Phrases,
    /// Words and phrases that are withheld wherever they occur.
    pub withheld: Phrases,
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
}

/// Phrases of one to a few words.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    phrases: FxHashSet<Vec<String>>,
    longest: usize,
}

impl Phrases {
    fn new<'a>(phrases: impl IntoIterator<Item = &'a String>) -> Phrases {
        let words = |phrase: &String| phrase.split([' ', '\'']).map(str::to_owned).collect();
        let phrases: FxHashSet<Vec<String>> = phrases.into_iter().map(words).collect();
        Phrases { longest: phrases.iter().map(Vec::len).max().unwrap_or(0), phrases }
    }

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
    let lists: Lists = merged("blind", SCHEMA)?;
    let set = |list: Vec<String>| list.into_iter().collect();
    Ok(BlindWords {
        labels: Phrases::new(&lists.labels),
        name_labels: Phrases::new(&lists.name_labels),
        withheld: Phrases::new(lists.words.iter().chain(&lists.phrases)),
        after_nation: set(lists.after_nation),
        before_nation: Phrases::new(&lists.before_nation),
        streets: set(lists.streets),
        no_names: set(lists.no_names),
        common_words: set(lists.common_words),
        birth_names: set(lists.birth_names),
        parents: set(lists.parents),
        children: set(lists.children),
        few: set(lists.few),
        deeds: set(lists.deeds),
        plural_pronouns: set(lists.plural_pronouns),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_can_be_read() {
        let words = read().map_err(|error| error.to_string());
        assert!(words.is_ok_and(|words| words.withheld.starting(["parental", "leave"].into_iter()) == Some(2)));
    }
}
