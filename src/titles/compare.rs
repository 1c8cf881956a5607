//! Compares a title that somebody held with the titles of a vocabulary.

use super::kinship::TitleMatch;
use super::matcher::{Phrase, Target, TitleMatcher};
use super::words::WordId;

/// The targets that a held title was recognised as, each with its kinship.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleReadings(Vec<(usize, TitleMatch)>);

/// The words of a held title in one order, each with true if a typing error was forgiven.
type TitleReading = [(WordId, bool)];

impl TitleMatcher {
    /// Recognises what is held of a title, in each of its readings: as written, turned round at commas and "of", split
    /// at slashes.
    pub fn read(&self, title: &str) -> TitleReadings {
        let readings = self.words.read(&self.heads.held(title));
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

    /// Returns every kinship of a held title to the title `id`, nearest first.
    pub fn matches<'a>(&self, id: &str, readings: &'a TitleReadings) -> impl Iterator<Item = &'a TitleMatch> {
        let asked = self.titles.get(id).copied();
        readings.0.iter().filter(move |(target, _)| Some(*target) == asked).map(|(_, found)| found)
    }

    /// Ids of the titles that a held title has any kinship to.
    pub fn recognised(&self, readings: &TitleReadings) -> impl Iterator<Item = &str> {
        self.targets_of(readings).filter_map(|target| match target {
            Target::Title(id) => Some(id.as_str()),
            Target::Held(_) => None,
        })
    }

    /// Ids of the vocabulary's entries that the work of the held title always includes.
    pub fn implied(&self, readings: &TitleReadings) -> impl Iterator<Item = &str> {
        self.targets_of(readings).filter_map(|target| match target {
            Target::Held(id) => Some(id.as_str()),
            Target::Title(_) => None,
        })
    }

    /// Each target of the readings once; readings are sorted by target.
    fn targets_of(&self, readings: &TitleReadings) -> impl Iterator<Item = &Target> {
        let mut before = None;
        let once = readings.0.iter().map(|(target, _)| *target).filter(move |at| before.replace(*at) != Some(*at));
        once.filter_map(|target| {
            let found = self.targets.get(target);
            debug_assert!(found.is_some(), "no target {target}");
            found
        })
    }

    /// Adds to `hits` the phrases of a reading, each with true if a typing error was forgiven.
    fn phrases_in<'a>(&'a self, reading: &TitleReading, hits: &mut Vec<(&'a Phrase, bool)>) {
        for (at, (word, _)) in reading.iter().enumerate() {
            let tail = reading.get(at..).unwrap_or_default();
            for phrase in self.by_first.get(word).into_iter().flatten().filter_map(|&phrase| self.phrases.get(phrase)) {
                hits.extend(self.find(tail, &phrase.words).map(|approximate| (phrase, approximate)));
            }
        }
    }

    /// Finds `phrase` in `tail`, which begins with the phrase's first word; true if a typing error was forgiven.
    ///
    /// Other words may follow a word of rank: a "senior national account manager" is a senior account manager. They may
    /// not if the rest of the phrase is one word: a "regional IT manager" is no "regional manager".
    fn find(&self, tail: &TitleReading, phrase: &[WordId]) -> Option<bool> {
        begins(tail, phrase).or_else(|| {
            let is_ranked = |(rank, rest): &(&WordId, &[WordId])| rest.len() > 1 && self.ranks.contains(*rank);
            let (_, rest) = phrase.split_first().filter(is_ranked)?;
            (1..tail.len()).find_map(|at| begins(tail.get(at..)?, rest))
        })
    }
}

/// Compares the beginning of `reading` with `phrase`; `None` if they differ, true if a typing error was forgiven.
fn begins(reading: &TitleReading, phrase: &[WordId]) -> Option<bool> {
    let mut head = reading.iter();
    let mut forgiven = false;
    for asked in phrase {
        let (_, approximate) = head.next().filter(|(word, _)| word == asked)?;
        forgiven |= approximate;
    }
    Some(forgiven)
}

#[cfg(test)]
mod tests {
    use super::super::Kinship;
    use super::*;
    use crate::catalog::{Title, Vocabulary};

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
