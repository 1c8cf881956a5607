//! The words by which titles are recognised and told apart.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words that mark a line as a title.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TitleWords {
    /// Words that titles write in lower case: of.
    pub small: Vec<String>,
    /// Nouns that titles end in or turn on: manager, engineer, nurse.
    pub nouns: Vec<String>,
    /// Words of rank: senior, junior, lead, vice.
    pub ranks: Vec<String>,
    /// Words that make a title that of an assistant or a learner: assistant, intern, trainee.
    pub lesser: Vec<String>,
    /// Words before a title in running text that make it a title held: "worked as a".
    pub leads: Vec<String>,
    /// Words before the title of somebody else: secretary `to` a manager.
    pub serving_words: Vec<String>,
    /// Nouns behind the title of somebody else: manager's `secretary`.
    pub serving_nouns: Vec<String>,
    /// Words before a `to` that leads to a title of one's own: `promoted`.
    pub rising: Vec<String>,
    /// Things and groups that are named after a title: manager's `office`.
    pub things: Vec<String>,
    /// Words that say that nobody holds the title: `wanted`.
    pub unheld: Vec<String>,
    /// Nouns of other trades. Beside them a field ("key accounts") is no title: it says where they work.
    pub strangers: Vec<String>,
    /// Words before "accounts" that make them customers: `key`.
    pub account_kinds: Vec<String>,
    /// Words in a title that make its "accounts" books: `payroll`.
    pub book_words: Vec<String>,
    /// Abbreviations and their meaning: `sr` is `senior`.
    pub short_forms: BTreeMap<String, String>,
}

impl TitleWords {
    /// Adds the words of another file.
    pub(super) fn extend(&mut self, other: Self) {
        self.small.extend(other.small);
        self.nouns.extend(other.nouns);
        self.ranks.extend(other.ranks);
        self.lesser.extend(other.lesser);
        self.leads.extend(other.leads);
        self.serving_words.extend(other.serving_words);
        self.serving_nouns.extend(other.serving_nouns);
        self.rising.extend(other.rising);
        self.things.extend(other.things);
        self.unheld.extend(other.unheld);
        self.strangers.extend(other.strangers);
        self.account_kinds.extend(other.account_kinds);
        self.book_words.extend(other.book_words);
        self.short_forms.extend(other.short_forms);
    }
}
