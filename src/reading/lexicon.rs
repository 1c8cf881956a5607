//! The vocabulary's words and phrases, numbered once so that a document is read with one look-up per word.

use rustc_hash::{FxHashMap, FxHashSet};

use super::date_words::{DateWord, DateWords};
use super::words::TextWord;
use crate::catalog::{Label, Vocabulary};
use rolefit_document::SectionKind;

/// The roles that a word can play, as bits of a [`Marks`].
pub(crate) mod mark {
    /// The noun of a title: manager.
    pub(crate) const NOUN: u16 = 1;
    /// The subject of a title: marketing.
    pub(crate) const SUBJECT: u16 = 1 << 1;
    /// A little word inside titles and names: of.
    pub(crate) const LINK: u16 = 1 << 2;
    /// Opens a duty: managed.
    pub(crate) const OPENER: u16 = 1 << 3;
    /// A full stop after it ends no sentence: dept.
    pub(crate) const ABBREVIATION: u16 = 1 << 4;
    /// A kind of school: university.
    pub(crate) const INSTITUTION: u16 = 1 << 5;
    /// A word that grades how well a language is spoken: fluent.
    pub(crate) const LANGUAGE_LEVEL: u16 = 1 << 6;
    /// A word of rank: senior.
    pub(crate) const RANK: u16 = 1 << 7;
    /// A word of a named language: spanish.
    pub(crate) const LANGUAGE: u16 = 1 << 8;
    /// The first word of at least one phrase.
    pub(crate) const PHRASE: u16 = 1 << 9;
    /// The first word of a degree.
    pub(crate) const DEGREE: u16 = 1 << 10;
    /// The first word of a certificate.
    pub(crate) const CERTIFICATE: u16 = 1 << 11;
    /// The first word of a phrase of dates.
    pub(crate) const DATE: u16 = 1 << 12;
    /// A short form in titles: acct.
    pub(crate) const SHORT_FORM: u16 = 1 << 13;
    /// Says that the contact after it is another person's: referee.
    pub(crate) const OTHER_PERSON: u16 = 1 << 14;
    /// The first word of time that is no job: sabbatical.
    pub(crate) const AWAY: u16 = 1 << 15;
}

/// A set of [`mark`] bits.
pub(crate) type Marks = u16;

/// The meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A degree, by index in the vocabulary.
    Degree(u16),
    /// A field of study, by index in the order of ids.
    Field(u16),
    /// A degree still under way.
    InProgress,
    /// A degree that was left.
    Unfinished,
    /// Denies the degree right behind it.
    DegreeDenied,
    /// Says that the degree behind it is not the candidate's, or not yet.
    DegreeNotHeld,
    /// Says that the degree before it is asked for.
    DegreeDemanded,
    /// A degree that was reached after all.
    Reached,
    /// Courses, perhaps without a degree.
    Courses,
    /// A certificate or licence.
    Certificate,
    /// A language.
    Language,
    /// A sign that a language is spoken.
    LanguageSign,
    /// A sign of an employer's name.
    Employer,
    /// A state or country.
    Place,
    /// An honour.
    Honour,
    /// How much or on what terms somebody works: part-time.
    Terms,
    /// A word of a duration: months.
    Unit,
    /// A sign that nobody holds the title beside it: wanted.
    Unheld,
    /// The name of the document itself: curriculum vitae.
    DocumentName,
    /// A little word inside names: van.
    Particle,
    /// A word before names: Dr.
    Honorific,
    /// A given name before a surname that is a trade: Greg, of Greg Baker.
    GivenName,
    /// Words that are in no name: application form.
    NoName,
    /// A verb before a title in a sentence: worked as a.
    HeldAs,
    /// A verb of employment: joined.
    Employed,
    /// A word between "I" and such a verb: have.
    BesideVerb,
    /// A sign that a sentence tells of nothing that was: would.
    NotTold,
    /// Time that is no job: a career break.
    Away,
    /// Time that is no job unless an employer is named: care.
    PerhapsAway,
    /// Work without pay.
    Unpaid,
    /// Study as an entry of its own.
    Study,
}

/// Words that decide whether time is no job, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct AwayWords {
    /// May be beside words of care, leave and travel: "elderly", "two".
    pub(crate) details: FxHashSet<u32>,
    /// Make work of them: "leave administration".
    pub(crate) work: FxHashSet<u32>,
    /// Make a paid title of "volunteer": "coordinator".
    pub(crate) staff: FxHashSet<u32>,
    /// May be beside words of study: "full", "university".
    pub(crate) study_details: FxHashSet<u32>,
}

/// The entry of a word in a [`Lexicon`]; the default is the entry of a word that the lexicon does not hold.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LexiconEntry {
    pub(crate) number: u32,
    pub(crate) marks: Marks,
}

/// A heading that is known by its last word has at most so many.
const LONGEST_OPEN_HEADING: usize = 3;

/// The number of a word that the vocabulary does not hold.
pub(crate) const UNKNOWN: u32 = 0;

#[derive(Debug)]
struct Phrase {
    words: Box<[u32]>,
    meaning: Meaning,
}

/// A compiled vocabulary; build it once per catalog and share it.
///
/// ```
/// use rolefit::catalog::Vocabulary;
/// use rolefit::profile::Lexicon;
/// let lexicon = Lexicon::new(&Vocabulary::default());
/// ```
#[derive(Debug, Default)]
pub struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    marks: Vec<Marks>,
    /// Phrases by the number of their first word, longest first.
    phrases: Vec<Vec<Phrase>>,
    headings: FxHashMap<Box<str>, SectionKind>,
    /// Headings that are items in a list.
    weak_headings: FxHashMap<Box<str>, SectionKind>,
    /// Weak headings by their last word: "* experience".
    heading_ends: Vec<(Box<str>, SectionKind)>,
    dates: DateWords,
    labels: FxHashMap<Box<str>, Label>,
    pub(crate) degrees: Vec<crate::catalog::Degree>,
    pub(crate) field_ids: Vec<String>,
    pub(crate) away: AwayWords,
}

impl Lexicon {
    /// Numbers every word that profiles are read by.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self { marks: vec![0], phrases: vec![Vec::new()], ..Self::default() };
        lexicon.add_words(vocabulary);
        lexicon.add_phrases(vocabulary);
        lexicon.add_dates(vocabulary);
        lexicon.away = lexicon.away_words(vocabulary);
        for (&kind, headings) in &vocabulary.headings.0 {
            for heading in headings {
                let mut key = String::new();
                push_heading_key(heading, &mut key);
                match heading.chars().next() {
                    Some('*') => lexicon.heading_ends.push((key.into(), kind)),
                    Some('-') => drop(lexicon.weak_headings.insert(key.into(), kind)),
                    _ => drop(lexicon.headings.insert(key.into(), kind)),
                }
            }
        }
        for (&kind, labels) in &vocabulary.labels.0 {
            for label in labels {
                let mut key = String::new();
                push_heading_key(label, &mut key);
                lexicon.labels.insert(key.into(), kind);
            }
        }
        for phrases in &mut lexicon.phrases {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        lexicon
    }

    fn add_words(&mut self, vocabulary: &Vocabulary) {
        let lists = [
            ("title_subjects", mark::SUBJECT),
            ("title_links", mark::LINK),
            ("duty_openers", mark::OPENER),
            ("abbreviations", mark::ABBREVIATION),
            ("institutions", mark::INSTITUTION),
            ("language_levels", mark::LANGUAGE_LEVEL),
            ("other_persons", mark::OTHER_PERSON),
        ];
        for (list, bit) in lists {
            for word in vocabulary.words.get(list).into_iter().flatten() {
                self.mark_last(word, bit);
            }
        }
        for noun in &vocabulary.title_words.nouns {
            self.mark_last(noun, mark::NOUN);
        }
        for rank in &vocabulary.title_words.ranks {
            self.mark_last(rank, mark::RANK);
        }
        for short in vocabulary.title_words.short_forms.keys() {
            self.mark_last(short, mark::SHORT_FORM);
        }
    }

    fn add_phrases(&mut self, vocabulary: &Vocabulary) {
        for (index, degree) in vocabulary.degrees.iter().enumerate() {
            for form in &degree.forms {
                self.add_phrase(form, Meaning::Degree(u16::try_from(index).unwrap_or(u16::MAX)));
            }
        }
        self.degrees.clone_from(&vocabulary.degrees);
        for (index, (id, field)) in vocabulary.fields.iter().enumerate() {
            self.field_ids.push(id.clone());
            for name in &field.names {
                self.add_phrase(name, Meaning::Field(u16::try_from(index).unwrap_or(u16::MAX)));
            }
        }
        for language in &vocabulary.languages {
            for number in self.add_phrase(language, Meaning::Language) {
                self.add_mark(number, mark::LANGUAGE);
            }
        }
        let lists = [
            ("degree_in_progress", Meaning::InProgress),
            ("degree_unfinished", Meaning::Unfinished),
            ("degree_denied", Meaning::DegreeDenied),
            ("degree_not_held", Meaning::DegreeNotHeld),
            ("degree_demanded", Meaning::DegreeDemanded),
            ("degree_reached", Meaning::Reached),
            ("degree_courses", Meaning::Courses),
            ("certificates", Meaning::Certificate),
            ("language_signs", Meaning::LanguageSign),
            ("employer_signs", Meaning::Employer),
            ("places", Meaning::Place),
            ("honours", Meaning::Honour),
            ("terms_of_work", Meaning::Terms),
            ("units_of_time", Meaning::Unit),
            ("document_names", Meaning::DocumentName),
            ("name_particles", Meaning::Particle),
            ("honorifics", Meaning::Honorific),
            ("given_names", Meaning::GivenName),
            ("no_names", Meaning::NoName),
            ("held_as", Meaning::HeldAs),
            ("employed_verbs", Meaning::Employed),
            ("beside_verbs", Meaning::BesideVerb),
            ("not_told", Meaning::NotTold),
            ("away", Meaning::Away),
            ("away_perhaps", Meaning::PerhapsAway),
            ("unpaid", Meaning::Unpaid),
            ("study", Meaning::Study),
        ];
        for (list, meaning) in lists {
            for phrase in vocabulary.words.get(list).into_iter().flatten() {
                self.add_phrase(phrase, meaning);
            }
        }
        for phrase in &vocabulary.title_words.unheld {
            self.add_phrase(phrase, Meaning::Unheld);
        }
    }

    fn add_dates(&mut self, vocabulary: &Vocabulary) {
        let mut dates = DateWords::default();
        for first in dates.learn(&vocabulary.dates, |name| self.number_all(name)) {
            self.add_mark(first, mark::DATE);
        }
        self.dates = dates;
    }

    /// What `wanted` makes of the longest phrase of dates that `words` begin with; with its number of words.
    pub(crate) fn date_word<T>(
        &self,
        words: &[TextWord],
        wanted: impl Fn(DateWord) -> Option<T>,
    ) -> Option<(usize, T)> {
        self.dates.find(words, wanted)
    }

    /// What `wanted` makes of a single word of dates that is part of a word of the text.
    pub(crate) fn date_word_of<T>(&self, word: &str, wanted: impl Fn(DateWord) -> Option<T>) -> Option<T> {
        let mut key = String::new();
        super::words::key(word, &mut key);
        self.dates.find_one(self.number(&key), wanted)
    }

    /// True if `word`, a part of a word of the text, is a unit of time.
    pub(crate) fn is_unit(&self, word: &str) -> bool {
        let number = self.number(&word.to_lowercase()) as usize;
        let phrases = self.phrases.get(number).map_or(&[][..], Vec::as_slice);
        phrases.iter().any(|phrase| phrase.meaning == Meaning::Unit && phrase.words.len() == 1)
    }

    fn away_words(&mut self, vocabulary: &Vocabulary) -> AwayWords {
        let mut numbers = |list: &str| {
            let words = vocabulary.words.get(list).into_iter().flatten();
            words.flat_map(|word| self.number_all(word)).collect()
        };
        AwayWords {
            details: numbers("away_details"),
            work: numbers("away_work"),
            staff: numbers("volunteer_staff"),
            study_details: numbers("study_details"),
        }
    }

    /// Marks the last word of `entry`: "co-founder" is known by "founder".
    fn mark_last(&mut self, entry: &str, bit: Marks) {
        if let Some(&number) = self.number_all(entry).last() {
            self.add_mark(number, bit);
        }
    }

    fn add_mark(&mut self, number: u32, bit: Marks) {
        if let Some(marks) = self.marks.get_mut(number as usize) {
            *marks |= bit;
        }
    }

    fn add_phrase(&mut self, phrase: &str, meaning: Meaning) -> Vec<u32> {
        let words = self.number_all(phrase);
        if let Some(&first) = words.first() {
            let kind = match meaning {
                Meaning::Degree(_) => mark::DEGREE,
                Meaning::Certificate => mark::CERTIFICATE,
                Meaning::Away | Meaning::PerhapsAway | Meaning::Unpaid | Meaning::Study => mark::AWAY,
                _ => 0,
            };
            self.add_mark(first, mark::PHRASE | kind);
            if let Some(phrases) = self.phrases.get_mut(first as usize) {
                phrases.push(Phrase { words: words.clone().into(), meaning });
            }
        }
        words
    }

    fn number_all(&mut self, text: &str) -> Vec<u32> {
        let mut key = String::new();
        let mut numbers = Vec::new();
        for span in super::words::spans(text) {
            super::words::key(span.slice(text), &mut key);
            let next = u32::try_from(self.marks.len()).unwrap_or(UNKNOWN);
            let number = *self.numbers.entry(key.as_str().into()).or_insert(next);
            if number == next {
                self.marks.push(0);
                self.phrases.push(Vec::new());
            }
            numbers.push(number);
        }
        numbers
    }

    /// The word's number, or [`UNKNOWN`].
    #[inline]
    pub(crate) fn number(&self, key: &str) -> u32 {
        self.numbers.get(key).copied().unwrap_or(UNKNOWN)
    }

    /// The entry of a word in lower case without dots and apostrophes.
    #[inline]
    pub(crate) fn entry(&self, key: &str) -> LexiconEntry {
        let number = self.number(key);
        LexiconEntry { number, marks: self.marks(number) }
    }

    #[inline]
    pub(crate) fn marks(&self, number: u32) -> Marks {
        let marks = self.marks.get(number as usize);
        // The default lexicon is empty.
        debug_assert!(marks.is_some() || self.marks.is_empty(), "no word {number}");
        marks.copied().unwrap_or_default()
    }

    /// The longest phrase that `numbers` begins with and `wanted` accepts: its number of words and its meaning.
    pub(crate) fn phrase(&self, numbers: &[TextWord], wanted: impl Fn(Meaning) -> bool) -> Option<(usize, Meaning)> {
        let first = numbers.first()?;
        let phrases = self.phrases.get(first.number as usize)?;
        let fits = |phrase: &&Phrase| {
            wanted(phrase.meaning)
                && numbers
                    .get(..phrase.words.len())
                    .is_some_and(|words| words.iter().map(|word| word.number).eq(phrase.words.iter().copied()))
        };
        phrases.iter().find(fits).map(|phrase| (phrase.words.len(), phrase.meaning))
    }

    /// The same outside lists, where more headings count; `words` is how many the line has.
    pub(crate) fn weak_heading(&self, key: &str, words: usize) -> Option<SectionKind> {
        let ends = if words <= LONGEST_OPEN_HEADING { self.heading_ends.as_slice() } else { &[] };
        let open = || ends.iter().find(|(end, _)| key.ends_with(&**end)).map(|&(_, kind)| kind);
        self.weak_headings.get(key).copied().or_else(open)
    }

    /// The kind of fact that a label of this [heading key](push_heading_key) announces.
    pub(crate) fn label(&self, key: &str) -> Option<Label> {
        self.labels.get(key).copied()
    }

    /// The kind of section that a line of this [heading key](push_heading_key) opens.
    pub(crate) fn heading(&self, key: &str) -> Option<SectionKind> {
        self.headings.get(key).copied()
    }
}

/// Appends the letters and digits of `heading` in lower case; "&" reads "and".
pub(crate) fn push_heading_key(heading: &str, key: &mut String) {
    for character in heading.chars() {
        match character {
            '&' => key.push_str("and"),
            _ if character.is_ascii_alphanumeric() => key.push(character.to_ascii_lowercase()),
            _ if !character.is_ascii() && character.is_alphanumeric() => key.extend(character.to_lowercase()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_however_it_is_set() {
        for heading in ["WORK HISTORY:", "W o r k  H i s t o r y", "Work history"] {
            let mut key = String::new();
            push_heading_key(heading, &mut key);
            assert_eq!(key, "workhistory");
        }
    }
}
