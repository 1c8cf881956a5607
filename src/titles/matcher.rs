//! Compiles the titles of a vocabulary.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::accounts::AccountWords;
use super::head::HeadWords;
use super::kinship::Kinship;
use super::words::{TitleLexicon, WordId};
use crate::catalog::{Grammar, Title, Vocabulary};

/// The titles of a vocabulary, compiled so that one pass over a held title recognises them all.
#[derive(Serialize, Deserialize)]
pub struct TitleMatcher {
    pub(super) words: TitleLexicon,
    /// Words that tell whose title a part of a title is.
    pub(super) heads: HeadWords,
    /// Words that tell customers from books.
    pub(super) accounts: AccountWords,
    /// Index of each title in `targets`, by the title's id.
    pub(super) titles: FxHashMap<String, usize>,
    /// The titles, and the entries that holders of titles are credited with.
    pub(super) targets: Vec<Target>,
    pub(super) phrases: Vec<Phrase>,
    /// The number of words of the longest phrase.
    pub(super) longest: usize,
    /// Indices of the phrases, by their first word.
    pub(super) by_first: FxHashMap<WordId, Vec<usize>>,
    /// Words of helpers and learners: assistant.
    pub(super) lesser: FxHashSet<WordId>,
    /// Words of rank: senior.
    pub(super) ranks: FxHashSet<WordId>,
    /// Words that tell whose title stands in running text.
    pub(super) grammar: Grammar,
    /// Nouns of other trades.
    strangers: Vec<WordId>,
}

/// The title or the entry that a phrase is recognised as, by id.
#[derive(Serialize, Deserialize)]
pub(super) enum Target {
    /// A title of the vocabulary.
    Title(String),
    /// An entry that the work of the title always includes.
    Held(String),
}

/// A title as it is recognised.
#[derive(Serialize, Deserialize)]
pub(super) struct Phrase {
    /// Index of the target.
    pub target: usize,
    /// `None` for a title that looks like the target and is another.
    pub kinship: Option<Kinship>,
    pub words: Vec<WordId>,
    /// Words that rule the phrase out if the held title has one of them.
    pub unless: Vec<WordId>,
}

impl TitleMatcher {
    /// Compiles all titles of `vocabulary`, and the titles whose holders are credited with entries.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut words = TitleLexicon::new(vocabulary.title_words.short_forms.clone());
        let lesser = words.learn(&vocabulary.title_words.lesser).into_iter().flatten().collect();
        let ranks = words.learn(&vocabulary.title_words.ranks).into_iter().flatten().collect();
        let strangers = words.learn(&vocabulary.title_words.strangers).into_iter().flatten().collect();
        let (titles, targets, phrases, longest, by_first) = Default::default();
        let heads = HeadWords::new(&vocabulary.title_words);
        let accounts = AccountWords::new(&vocabulary.title_words);
        let grammar = vocabulary.grammar.clone();
        let mut matcher = Self {
            words,
            heads,
            accounts,
            titles,
            targets,
            phrases,
            longest,
            by_first,
            lesser,
            ranks,
            grammar,
            strangers,
        };
        for (id, title) in &vocabulary.titles {
            matcher.add_title(id, title);
        }
        for (id, entry) in vocabulary.entries.iter().filter(|(_, entry)| !entry.held.is_empty()) {
            let target = matcher.target(Target::Held(id.clone()));
            matcher.add(target, false, Some(Kinship::Adjacent(None)), &entry.held, &[]);
        }
        matcher
    }

    fn add_title(&mut self, id: &str, title: &Title) {
        let target = self.target(Target::Title(id.to_owned()));
        let is_of_accounts = title.books.is_some();
        self.titles.insert(id.to_owned(), target);
        self.add(target, is_of_accounts, Some(Kinship::Same(None)), &title.same, &[]);
        for (at, condition) in title.same_if.iter().enumerate() {
            self.add(target, is_of_accounts, Some(Kinship::Same(Some(at))), &condition.titles, &condition.unless);
        }
        self.add(target, is_of_accounts, Some(Kinship::Adjacent(None)), &title.adjacent, &[]);
        for (at, condition) in title.adjacent_if.iter().enumerate() {
            self.add(target, is_of_accounts, Some(Kinship::Adjacent(Some(at))), &condition.titles, &condition.unless);
        }
        self.add(target, is_of_accounts, Some(Kinship::Family), &title.family, &[]);
        self.add(target, is_of_accounts, None, &title.not, &[]);
    }

    fn target(&mut self, target: Target) -> usize {
        self.targets.push(target);
        self.targets.len() - 1
    }

    fn add(
        &mut self,
        target: usize,
        is_of_accounts: bool,
        kinship: Option<Kinship>,
        titles: &[String],
        unless: &[String],
    ) {
        let unless: Vec<WordId> = self.words.learn(unless).into_iter().flatten().collect();
        for title in titles {
            // "Key accounts" beside "clerk" says where the clerk works.
            let is_field = is_of_accounts && kinship.is_some() && !self.heads.has_noun(title);
            for words in self.words.learn(std::slice::from_ref(title)) {
                if let Some(&first) = words.first() {
                    let strangers = self.strangers.iter().filter(|noun| is_field && !words.contains(noun));
                    let unless = unless.iter().chain(strangers).copied().collect();
                    self.longest = self.longest.max(words.len());
                    self.by_first.entry(first).or_default().push(self.phrases.len());
                    self.phrases.push(Phrase { target, kinship, words, unless });
                }
            }
        }
    }
}
