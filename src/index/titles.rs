//! Recognises the titles that roles ask for in titles as people write them.

use std::collections::BTreeMap;

use super::title_lexicon::{TitleLexicon, WordId};
use crate::catalog::{Title, Vocabulary};

/// How a held title stands to the one that is asked for. The order is from far to near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The titles of a vocabulary, cut into words.
pub struct TitleMatcher {
    words: TitleLexicon,
    targets: BTreeMap<String, Targets>,
    lesser: Vec<WordId>,
    ranks: Vec<WordId>,
}

/// What one title is recognised by.
#[derive(Default)]
struct Targets {
    phrases: Vec<Phrase>,
    not: Vec<Vec<WordId>>,
}

/// A title that is recognised.
struct Phrase {
    kinship: Kinship,
    words: Vec<WordId>,
    /// Words that must not stand in the same title.
    unless: Vec<WordId>,
}

impl TitleMatcher {
    /// Cuts all titles of `vocabulary`, and those that entries are held by, into words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut words = TitleLexicon::new(vocabulary.title_words.short_forms.clone());
        let mut targets = BTreeMap::new();
        for (id, title) in &vocabulary.titles {
            targets.insert(id.clone(), Targets::of_title(title, &mut words));
        }
        for (id, entry) in vocabulary.entries.iter().filter(|(_, entry)| !entry.held.is_empty()) {
            let mut held = Targets::default();
            held.add(&entry.held, Kinship::Adjacent(None), &[], &mut words);
            targets.insert(held_id(id), held);
        }
        let lesser = words.learn(&vocabulary.title_words.lesser).into_iter().flatten().collect();
        let ranks = words.learn(&vocabulary.title_words.ranks).into_iter().flatten().collect();
        Self { words, targets, lesser, ranks }
    }

    /// The ways a held title can be read: as written, turned round at commas and "of", split at slashes.
    pub fn read(&self, title: &str) -> TitleReadings {
        TitleReadings(self.words.read(title))
    }

    /// Every way in which a held title stands to the title `id`, nearest first.
    pub fn matches(&self, id: &str, readings: &TitleReadings) -> Vec<TitleMatch> {
        self.targets.get(id).map_or_else(Vec::new, |targets| self.matches_of(targets, readings))
    }

    /// Whether holders of the title do by nature what the vocabulary's entry `id` is about.
    pub fn implies(&self, id: &str, readings: &TitleReadings) -> bool {
        self.targets.get(&held_id(id)).is_some_and(|targets| !self.matches_of(targets, readings).is_empty())
    }

    fn matches_of(&self, targets: &Targets, readings: &TitleReadings) -> Vec<TitleMatch> {
        let is = |phrase: &[WordId]| readings.0.iter().filter_map(|reading| self.contains(reading, phrase)).min();
        if targets.not.iter().any(|phrase| is(phrase) == Some(false)) {
            return Vec::new();
        }
        let lesser = readings.0.iter().flatten().any(|(word, _)| self.lesser.contains(word));
        let found = targets.phrases.iter().filter_map(|Phrase { kinship, words, unless }| {
            let approximate = is(words).filter(|_| unless.iter().all(|word| is(&[*word]).is_none()))?;
            let kinship = if lesser { kinship.lessened()? } else { *kinship };
            Some(TitleMatch { kinship, approximate })
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by(|a, b| b.kinship.cmp(&a.kinship).then(a.approximate.cmp(&b.approximate)));
        found.dedup_by_key(|found| found.kinship);
        found
    }

    /// As [`contains`]; a word of rank may stand further ahead: a "senior national account manager" is a senior account manager.
    fn contains(&self, reading: &[(WordId, bool)], phrase: &[WordId]) -> Option<bool> {
        contains(reading, phrase).or_else(|| {
            let (rank, rest) =
                phrase.split_first().filter(|(rank, rest)| self.ranks.contains(rank) && !rest.is_empty())?;
            let at = reading.iter().position(|(word, _)| word == rank)?;
            contains(reading.get(at + 1..)?, rest)
        })
    }
}

/// Where the titles that an entry is held by stand among titles; no title's id has a colon.
fn held_id(entry: &str) -> String {
    format!("held:{entry}")
}

impl Targets {
    fn of_title(title: &Title, words: &mut TitleLexicon) -> Self {
        let mut targets = Self { phrases: Vec::new(), not: words.learn(&title.not) };
        targets.add(&title.same, Kinship::Same(None), &[], words);
        for (at, condition) in title.same_if.iter().enumerate() {
            targets.add(&condition.titles, Kinship::Same(Some(at)), &condition.unless, words);
        }
        targets.add(&title.adjacent, Kinship::Adjacent(None), &[], words);
        for (at, condition) in title.adjacent_if.iter().enumerate() {
            targets.add(&condition.titles, Kinship::Adjacent(Some(at)), &condition.unless, words);
        }
        targets.add(&title.family, Kinship::Family, &[], words);
        targets
    }

    fn add(&mut self, titles: &[String], kinship: Kinship, unless: &[String], lexicon: &mut TitleLexicon) {
        let unless: Vec<WordId> = lexicon.learn(unless).into_iter().flatten().collect();
        let phrases = lexicon.learn(titles).into_iter();
        self.phrases.extend(phrases.map(|words| Phrase { kinship, words, unless: unless.clone() }));
    }
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

/// The readings of a held title, each a run of words and whether a typing error was forgiven in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleReadings(Vec<Vec<(WordId, bool)>>);

/// Whether `phrase` stands in `reading`, and if so whether a typing error had to be forgiven.
fn contains(reading: &[(WordId, bool)], phrase: &[WordId]) -> Option<bool> {
    let same = |window: &&[(WordId, bool)]| window.iter().zip(phrase).all(|((word, _), asked)| word == asked);
    let windows = reading.windows(phrase.len().max(1)).filter(same);
    windows.map(|window| window.iter().any(|(_, approximate)| *approximate)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher() -> TitleMatcher {
        let strings = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        vocabulary.title_words.short_forms.insert("sr".into(), "senior".into());
        vocabulary.title_words.lesser = strings(&["assistant"]);
        vocabulary.title_words.ranks = strings(&["senior"]);
        let title = Title {
            same: strings(&["key account manager"]),
            adjacent: strings(&["account manager", "sales manager", "senior buyer"]),
            not: strings(&["bank account"]),
            ..Title::default()
        };
        vocabulary.titles.insert("key".into(), title);
        TitleMatcher::new(&vocabulary)
    }

    fn nearest(title: &str) -> Option<TitleMatch> {
        let matcher = matcher();
        matcher.matches("key", &matcher.read(title)).first().copied()
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
        assert_eq!(kinship("Senior Timber Buyer"), Some(Kinship::Adjacent(None)));
        assert_eq!(kinship("Timber Buyer to Senior Staff"), None);
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
