//! Recognises the titles that roles ask for in titles as people write them.

mod lexicon;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::catalog::{Title, Vocabulary};
use lexicon::{TitleLexicon, WordId};

pub(crate) use lexicon::title_key;

/// How a held title stands to the one that is asked for. The order is from far to near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kinship {
    /// Its time counts, it does not.
    Family,
    /// Next to it; or next to it if the condition with this index, of [`Title::adjacent_if`], holds.
    Adjacent(Option<usize>),
    /// The same; or the same if the condition with this index, of [`Title::same_if`], holds.
    Same(Option<usize>),
}

/// A kinship, and whether it took forgiving a typing error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleMatch {
    /// How near.
    pub kinship: Kinship,
    /// Whether a word was recognised in spite of a typing error.
    pub approximate: bool,
}

/// The titles of a vocabulary, cut into words; what it recognises, it recognises in one pass over a title.
#[derive(Serialize, Deserialize)]
pub struct TitleMatcher {
    words: TitleLexicon,
    /// Numbers of the titles by id.
    titles: FxHashMap<String, usize>,
    /// By number: the titles, and the entries that are held by titles.
    targets: Vec<Target>,
    phrases: Vec<Phrase>,
    /// By a phrase's first word: the phrases.
    by_first: FxHashMap<WordId, Vec<usize>>,
    lesser: Vec<WordId>,
    ranks: Vec<WordId>,
}

/// What a title may be recognised as, by id.
#[derive(Serialize, Deserialize)]
enum Target {
    /// A title of the vocabulary.
    Title(String),
    /// An entry that holders of the title do by nature.
    Held(String),
}

/// A title that is recognised.
#[derive(Serialize, Deserialize)]
struct Phrase {
    target: usize,
    /// `None` for a title that looks like the target and is not.
    kinship: Option<Kinship>,
    words: Vec<WordId>,
    /// Words that must not stand in the same title.
    unless: Vec<WordId>,
}

/// What a held title was recognised as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleReadings(Vec<(usize, TitleMatch)>);

/// A title's words in one order, and whether a typing error was forgiven in each.
type Reading = [(WordId, bool)];

impl TitleMatcher {
    /// Cuts all titles of `vocabulary`, and those that entries are held by, into words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut words = TitleLexicon::new(vocabulary.title_words.short_forms.clone());
        let lesser = words.learn(&vocabulary.title_words.lesser).into_iter().flatten().collect();
        let ranks = words.learn(&vocabulary.title_words.ranks).into_iter().flatten().collect();
        let (titles, targets, phrases, by_first) = Default::default();
        let mut matcher = Self { words, titles, targets, phrases, by_first, lesser, ranks };
        for (id, title) in &vocabulary.titles {
            matcher.add_title(id, title);
        }
        for (id, entry) in vocabulary.entries.iter().filter(|(_, entry)| !entry.held.is_empty()) {
            let target = matcher.target(Target::Held(id.clone()));
            matcher.add(target, Some(Kinship::Adjacent(None)), &entry.held, &[]);
        }
        matcher
    }

    fn add_title(&mut self, id: &str, title: &Title) {
        let target = self.target(Target::Title(id.to_owned()));
        self.titles.insert(id.to_owned(), target);
        self.add(target, Some(Kinship::Same(None)), &title.same, &[]);
        for (at, condition) in title.same_if.iter().enumerate() {
            self.add(target, Some(Kinship::Same(Some(at))), &condition.titles, &condition.unless);
        }
        self.add(target, Some(Kinship::Adjacent(None)), &title.adjacent, &[]);
        for (at, condition) in title.adjacent_if.iter().enumerate() {
            self.add(target, Some(Kinship::Adjacent(Some(at))), &condition.titles, &condition.unless);
        }
        self.add(target, Some(Kinship::Family), &title.family, &[]);
        self.add(target, None, &title.not, &[]);
    }

    fn target(&mut self, target: Target) -> usize {
        self.targets.push(target);
        self.targets.len() - 1
    }

    fn add(&mut self, target: usize, kinship: Option<Kinship>, titles: &[String], unless: &[String]) {
        let unless: Vec<WordId> = self.words.learn(unless).into_iter().flatten().collect();
        for words in self.words.learn(titles) {
            if let Some(&first) = words.first() {
                self.by_first.entry(first).or_default().push(self.phrases.len());
                self.phrases.push(Phrase { target, kinship, words, unless: unless.clone() });
            }
        }
    }

    /// Recognises a held title in every way it can be read: as written, turned round at commas and "of", split at slashes.
    pub fn read(&self, title: &str) -> TitleReadings {
        let readings = self.words.read(title);
        let words = || readings.iter().flatten().map(|(word, _)| word);
        let lesser = words().any(|word| self.lesser.contains(word));
        let mut hits: Vec<(&Phrase, bool)> = Vec::new();
        readings.iter().for_each(|reading| self.phrases_in(reading, &mut hits));
        let is_not = |target| hits.iter().any(|(it, loose)| it.target == target && it.kinship.is_none() && !loose);
        let mut found = Vec::new();
        for (phrase, approximate) in &hits {
            let kinship = phrase.kinship.and_then(|kinship| if lesser { kinship.lessened() } else { Some(kinship) });
            let spoken_against = || {
                let unless = !phrase.unless.is_empty() && words().any(|word| phrase.unless.contains(word));
                unless || is_not(phrase.target)
            };
            if let Some(kinship) = kinship.filter(|_| !spoken_against()) {
                found.push((phrase.target, TitleMatch { kinship, approximate: *approximate }));
            }
        }
        found.sort_by_key(|(target, it)| (*target, std::cmp::Reverse(it.kinship), it.approximate));
        found.dedup_by_key(|(target, it)| (*target, it.kinship));
        TitleReadings(found)
    }

    /// Every way in which a held title stands to the title `id`, nearest first.
    pub fn matches<'a>(&self, id: &str, readings: &'a TitleReadings) -> impl Iterator<Item = &'a TitleMatch> {
        let asked = self.titles.get(id).copied();
        readings.0.iter().filter(move |(target, _)| Some(*target) == asked).map(|(_, found)| found)
    }

    /// Ids of the titles that a held title stands to in any way.
    pub fn recognised(&self, readings: &TitleReadings) -> impl Iterator<Item = &str> {
        self.targets_of(readings).filter_map(|target| match target {
            Target::Title(id) => Some(id.as_str()),
            Target::Held(_) => None,
        })
    }

    /// Ids of the vocabulary's entries that holders of the title do by nature.
    pub fn implied(&self, readings: &TitleReadings) -> impl Iterator<Item = &str> {
        self.targets_of(readings).filter_map(|target| match target {
            Target::Held(id) => Some(id.as_str()),
            Target::Title(_) => None,
        })
    }

    /// Each target of the readings once; those of one target stand together.
    fn targets_of(&self, readings: &TitleReadings) -> impl Iterator<Item = &Target> {
        let mut before = None;
        let once = readings.0.iter().map(|(target, _)| *target).filter(move |at| before.replace(*at) != Some(*at));
        once.filter_map(|target| self.targets.get(target))
    }

    /// Adds to `hits` the phrases that stand in a reading, and whether a typing error had to be forgiven.
    fn phrases_in<'a>(&'a self, reading: &Reading, hits: &mut Vec<(&'a Phrase, bool)>) {
        for (at, (word, _)) in reading.iter().enumerate() {
            let tail = reading.get(at..).unwrap_or_default();
            for phrase in self.by_first.get(word).into_iter().flatten().filter_map(|&phrase| self.phrases.get(phrase)) {
                hits.extend(self.stands(tail, &phrase.words).map(|approximate| (phrase, approximate)));
            }
        }
    }

    /// Whether `phrase`, whose first word begins `tail`, stands there, and if so whether a typing error had to be forgiven.
    /// A word of rank may stand further ahead: a "senior national account manager" is a senior account manager. Where a noun is
    /// all there is besides, it may not: a "regional IT manager" is no "regional manager".
    fn stands(&self, tail: &Reading, phrase: &[WordId]) -> Option<bool> {
        begins(tail, phrase).or_else(|| {
            let (rank, rest) = phrase.split_first().filter(|(_, rest)| rest.len() > 1)?;
            let ahead = (1..tail.len()).find_map(|at| begins(tail.get(at..)?, rest))?;
            self.ranks.contains(rank).then_some(ahead)
        })
    }
}

/// Whether `reading` begins with `phrase`, and if so whether a typing error had to be forgiven.
fn begins(reading: &Reading, phrase: &[WordId]) -> Option<bool> {
    let mut head = reading.iter();
    let mut forgiven = false;
    for asked in phrase {
        let (_, approximate) = head.next().filter(|(word, _)| word == asked)?;
        forgiven |= approximate;
    }
    Some(forgiven)
}

impl Kinship {
    /// What the title of a helper or a learner ("assistant account manager") is to the same position.
    fn lessened(self) -> Option<Self> {
        match self {
            Self::Same(None) => Some(Self::Adjacent(None)),
            Self::Family => Some(Self::Family),
            Self::Same(Some(_)) | Self::Adjacent(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher() -> TitleMatcher {
        let strings = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        vocabulary.title_words.short_forms.insert("sr".into(), "senior".into());
        vocabulary.title_words.lesser = strings(&["assistant"]);
        vocabulary.title_words.ranks = strings(&["senior", "regional"]);
        let title = Title {
            same: strings(&["key account manager"]),
            adjacent: strings(&["account manager", "sales manager", "senior timber buyer", "regional manager"]),
            not: strings(&["bank account"]),
            ..Title::default()
        };
        vocabulary.titles.insert("key".into(), title);
        TitleMatcher::new(&vocabulary)
    }

    fn nearest(title: &str) -> Option<TitleMatch> {
        let matcher = matcher();
        matcher.matches("key", &matcher.read(title)).next().copied()
    }

    fn kinship(title: &str) -> Option<Kinship> {
        nearest(title).map(|found| found.kinship)
    }

    #[test]
    fn word_order_and_plurals_do_not_matter() {
        for title in
            ["Key Account Manager", "Manager, Key Accounts", "Sr. Key Accounts Manager II", "Manager of Key Accounts"]
        {
            assert_eq!(kinship(title), Some(Kinship::Same(None)), "{title}");
        }
    }

    #[test]
    fn both_halves_of_a_compound_title_count() {
        assert_eq!(kinship("Sales/Account Manager"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Sales & Marketing Manager"), Some(Kinship::Adjacent(None)));
    }

    #[test]
    fn a_word_of_rank_may_stand_ahead() {
        assert_eq!(kinship("Senior Export Timber Buyer"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Timber Buyer to Senior Staff"), None);
    }

    #[test]
    fn a_word_of_rank_and_a_noun_stand_together() {
        assert_eq!(kinship("Regional Manager"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Senior Regional Manager"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Regional IT Manager"), None);
    }

    #[test]
    fn a_helper_stands_next_to_the_position() {
        assert_eq!(kinship("Assistant Key Account Manager"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Assistant Account Manager"), None);
    }

    #[test]
    fn lookalikes_never_count() {
        assert_eq!(kinship("Bank Account Manager"), None);
        assert_eq!(kinship("Accounting Manager"), None);
    }

    #[test]
    fn a_typing_error_is_forgiven_and_said() {
        let found = nearest("Key Acount Manger");
        assert_eq!(found, Some(TitleMatch { kinship: Kinship::Same(None), approximate: true }));
    }
}
