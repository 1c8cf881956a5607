//! Reads the words that name one certificate.

use super::Context;
use super::certificate_names::Piece;

/// Capitals of a short form that is a name by itself: CSCS. Two capitals are too common: IT, UK.
const LEAST_CAPITALS: usize = 3;

/// Words of a name that stands without a sign: "CCNP Enterprise", "Class A CDL".
const MOST_UNSIGNED: usize = 3;

/// A name of more words is a sentence.
pub(super) const MOST_WORDS: usize = 6;

/// A sign is strong if any name makes it a certificate ("forklift licence"), and weak if only a short form does ("CSCS
/// card", but not "score card").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    Weak,
    Strong,
}

/// The words of one certificate.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase<'a> {
    pub sign: Option<Sign>,
    /// The pattern of the sign in a resume.
    pub sign_pattern: String,
    /// True if a word of validity comes before the name: "valid", "in-date".
    pub is_valid: bool,
    /// The words of the name.
    pub name: Vec<&'a str>,
    /// The short sign that belongs to the name: "Cert CII".
    pub short_sign: Option<&'a str>,
    /// True if the name comes behind the sign and a little word: "type rating on A320". It names no certificate alone.
    pub is_behind: bool,
    /// The topic behind "in": "NVQ Level 3 in Catering".
    pub topic: Vec<&'a str>,
    pub brackets: Vec<&'a str>,
}

/// Reads phrases by the words of postings.
pub(super) struct Reading<'a, 'b> {
    pub context: &'a Context<'b>,
}

impl Reading<'_, '_> {
    /// Reads the words of `piece`.
    pub(super) fn phrase<'a>(&self, piece: &Piece<'a>) -> Phrase<'a> {
        let certificates = &self.context.posting_words().certificates;
        let words: Vec<&str> = piece.words.iter().map(|(_, word)| *word).collect();
        let from = words.iter().position(|word| !self.says_nothing(word)).unwrap_or(words.len());
        let lead = words.get(..from).unwrap_or_default();
        let is_valid = lead.iter().any(|word| certificates.valid.contains(&word.to_lowercase()));
        let sign = (0..words.len()).find_map(|at| Some((at, self.sign_at(&words, at)?)));
        let mut phrase = Phrase { is_valid, brackets: piece.brackets.clone(), ..Phrase::default() };
        let Some((at, (sign, width))) = sign else {
            let (name, topic) = self.named(words.get(from..).unwrap_or_default());
            return Phrase { name, topic, ..phrase };
        };
        phrase.sign = Some(sign);
        let pair = words.get((at + 1).saturating_sub(width)..=at).unwrap_or_default().join(" ").to_lowercase();
        phrase.sign_pattern = if width > 1 { pair } else { "<certificate_sign>".into() };
        let first = (at + 1).saturating_sub(width);
        let before = self.names_in(words.get(from.min(first)..first).unwrap_or_default());
        let behind = words.get(at + 1..).unwrap_or_default();
        let abbreviation = words.get(at).filter(|word| certificates.abbreviations.contains_key(&word.to_lowercase()));
        let level = self.level(behind).filter(|_| !before.is_empty());
        (phrase.name, phrase.topic) = match level {
            Some(level) => (before.into_iter().chain(level.iter().copied()).collect(), Vec::new()),
            None if before.is_empty() || self.are_levels(&before) => {
                let start = behind.iter().position(|word| !self.is_little(word)).unwrap_or(behind.len());
                phrase.is_behind = start > 0;
                let (name, topic) = self.named(behind.get(start..).unwrap_or_default());
                (before.into_iter().chain(name).collect(), topic)
            }
            None => (before, Vec::new()),
        };
        phrase.short_sign = abbreviation.copied();
        phrase
    }

    /// True if the phrase begins with the name of a certificate that postings name without a sign.
    pub(super) fn opens_with_name(&self, phrase: &Phrase<'_>) -> bool {
        let names = &self.context.posting_words().certificates.names;
        let is_known = |word: &str| word.split(['/', '-']).any(|half| names.contains(half)) || names.contains(word);
        let levels = phrase.name.iter().take_while(|word| self.is_level_word(word) || is_value(word)).count();
        phrase.name.get(levels..).unwrap_or_default().first().is_some_and(|word| is_known(word))
    }

    /// True if the phrase asks for a certificate. `sign` is the sign that it has or shares.
    pub(super) fn is_certificate(&self, phrase: &Phrase<'_>, sign: Option<Sign>) -> bool {
        let words = phrase.name.len() + phrase.topic.len();
        let certificates = &self.context.posting_words().certificates;
        let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
        let is_listed = phrase.name.len() <= MOST_UNSIGNED
            && phrase.name.iter().all(|word| capitals(word) > 0 || is_value(word) || self.is_level_word(word));
        let is_compound = |word: &str| {
            let lower = word.to_lowercase();
            certificates.compounds.iter().any(|end| lower.len() > end.len() && lower.ends_with(end.as_str()))
        };
        // "No more than 6 points on the licence" is no name.
        let opens_with_number = phrase.name.first().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
        (1..=MOST_WORDS).contains(&words)
            && !opens_with_number
            && match sign {
                Some(Sign::Strong) => true,
                Some(Sign::Weak) => {
                    (phrase.is_valid && phrase.sign.is_some())
                        || !self.split_levels(&phrase.name).0.is_empty()
                        || phrase.name.iter().any(|word| self.is_own(word))
                }
                None if self.opens_with_name(phrase) => is_listed,
                None if phrase.name.len() > 1 => false,
                None => phrase
                    .name
                    .first()
                    .is_some_and(|word| is_compound(word) || (phrase.is_valid && capitals(word) >= LEAST_CAPITALS)),
            }
    }

    /// True if the word is a short form of a certificate. Schools and countries have short forms too.
    fn is_own(&self, word: &str) -> bool {
        is_shaped(word) && !self.context.posting_words().degrees.schools.contains(word)
    }

    /// Returns the levels of a name, as pairs of word and value ("Level", "3"), and its other words.
    pub(super) fn split_levels<'a>(&self, name: &[&'a str]) -> (Vec<(&'a str, &'a str)>, Vec<&'a str>) {
        let (mut levels, mut others) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(word) = name.get(at) {
            match name.get(at + 1) {
                Some(value) if self.is_level_word(word) && is_value(value) => {
                    levels.push((*word, *value));
                    at += 1;
                }
                _ if is_value(word) && !others.is_empty() => levels.push(("", *word)),
                _ => others.push(*word),
            }
            at += 1;
        }
        (levels, others)
    }

    /// True if the words are levels alone: "Level 3".
    fn are_levels(&self, words: &[&str]) -> bool {
        let (levels, others) = self.split_levels(words);
        !levels.is_empty() && others.is_empty()
    }

    /// Returns the level that `words` begin with: "Class B", "C1".
    fn level<'a, 'c>(&self, words: &'c [&'a str]) -> Option<&'c [&'a str]> {
        let is_level = self.is_level_word(words.first()?) && words.get(1).is_some_and(|value| is_value(value));
        words.get(..2).filter(|_| is_level)
    }

    /// Returns the name that `words` begin with, and the topic behind its "in".
    fn named<'a>(&self, words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
        let ends =
            |at: &usize| words.get(*at).is_some_and(|word| self.is_little(word)) && !self.is_of_level(words, *at);
        let end = (0..words.len()).find(ends).unwrap_or(words.len());
        let name = self.names_in(words.get(..end).unwrap_or_default());
        let behind = words.get(end..).unwrap_or_default().split_first();
        let topic = behind.filter(|(joint, _)| matches!(joint.to_lowercase().as_str(), "in" | "of"));
        let topic = topic.map_or(&[][..], |(_, topic)| topic);
        let is_name = |word: &&&str| !self.says_nothing(word) && !self.is_little(word);
        let joins = |word: &&&str| word.eq_ignore_ascii_case("and") || is_name(word);
        (name, topic.iter().take_while(joins).filter(is_name).copied().collect())
    }

    /// Returns the words that belong to a name.
    fn names_in<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        let is_name = |at: &usize| {
            self.is_of_level(words, *at)
                || words.get(*at).is_some_and(|word| !self.says_nothing(word) && !self.is_little(word))
        };
        // "Advanced Life Support": within a name in capitals a filler belongs to the name.
        let first = (0..words.len()).find(is_name).unwrap_or(words.len());
        let is_capital = |at: usize| words.get(at).is_some_and(|word| word.starts_with(char::is_uppercase));
        let belongs = |at: &usize| is_name(at) || (*at > first && (*at - 1..=*at).all(is_capital));
        (0..words.len()).filter(belongs).filter_map(|at| words.get(at).copied()).collect()
    }

    /// True if the word at `at` is the first or second word of a level such as "Class A".
    fn is_of_level(&self, words: &[&str], at: usize) -> bool {
        let is_pair = |at: usize| self.level(words.get(at..).unwrap_or_default()).is_some();
        is_pair(at) || at.checked_sub(1).is_some_and(is_pair)
    }

    /// Returns the sign at `at`, if it is the head of its words.
    fn sign_at(&self, words: &[&str], at: usize) -> Option<(Sign, usize)> {
        let certificates = &self.context.posting_words().certificates;
        let lower = words.get(at)?.to_lowercase();
        let pair =
            || format!("{} {lower}", at.checked_sub(1).and_then(|at| words.get(at)).unwrap_or(&"").to_lowercase());
        let found = match () {
            () if certificates.strong.contains(&lower) => (Sign::Strong, 1),
            () if certificates.weak.contains(&pair()) => (Sign::Weak, 2),
            () if certificates.weak.contains(&lower) => (Sign::Weak, 1),
            () => return None,
        };
        let is_abbreviation = certificates.abbreviations.contains_key(&lower);
        let goes_on = |next: &str| {
            self.is_little(next)
                || self.says_nothing(next)
                || self.is_level_word(next)
                || is_abbreviation
                || is_value(next)
        };
        // "Points on the licence", "copies of your licence".
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.to_lowercase());
        let is_object = before.is_some_and(|word| certificates.prepositions.contains(&word));
        (!is_object && words.get(at + 1).is_none_or(|next| goes_on(next))).then_some(found)
    }

    fn is_little(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let certificates = &self.context.posting_words().certificates;
        self.context.importer.vocabulary.context.little_words.contains(&lower) || certificates.joints.contains(&lower)
    }

    fn is_level_word(&self, word: &str) -> bool {
        self.context.posting_words().certificates.levels.contains(&word.to_lowercase())
    }

    /// True if the word says nothing about the certificate: "valid", "current", "required".
    fn says_nothing(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let posting_words = self.context.posting_words();
        posting_words.certificates.valid.contains(&lower)
            || matches!(lower.as_str(), "a" | "an" | "the" | "your")
            || (posting_words.similar.fillers.contains(&lower) && !is_shaped(word))
            || posting_words.certificates.asides.contains(&lower)
    }
}

/// True for a word whose capitals, or digits beside letters, make it a name: CSCS, TechIOSH, B1.1, A320.
pub(super) fn is_shaped(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let mixed = word.chars().any(char::is_alphabetic) && word.chars().any(|c| c.is_ascii_digit() || c == '+');
    word.chars().count() > 1 && (inner || mixed)
}

/// True for the value of a level: a number, a single capital, or a Roman number.
fn is_value(word: &str) -> bool {
    let is_number = word.chars().all(|c| c.is_ascii_digit());
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !word.is_empty() && (is_number || is_letter || matches!(word, "II" | "III" | "IV"))
}
