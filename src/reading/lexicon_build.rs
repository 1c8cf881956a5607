//! Numbers the words and phrases of a vocabulary.

use super::date_words::DateWords;
use super::lexicon::{AwayWords, Lexicon, Phrase, UNKNOWN, push_heading_key};
use super::meaning::{Marks, Meaning, mark};
use crate::catalog::Vocabulary;

impl Lexicon {
    /// Numbers every word that profiles are read by.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self { marks: vec![0], phrases: vec![Vec::new()], ..Self::default() };
        lexicon.add_words(vocabulary);
        lexicon.add_phrases(vocabulary);
        lexicon.add_dates(vocabulary);
        lexicon.grammar = vocabulary.grammar.clone();
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
            ("degree_events", Meaning::DegreeEvent),
            ("theses", Meaning::Thesis),
            ("no_titles", Meaning::NoTitle),
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
            ("greetings", Meaning::Greeting),
            ("closings", Meaning::Closing),
            ("senders", Meaning::Sender),
            ("passed_on", Meaning::PassedOn),
            ("place_openings", Meaning::PlaceOpening),
            ("towns", Meaning::NoName),
            ("given_names", Meaning::GivenName),
            ("no_names", Meaning::NoName),
            ("held_as", Meaning::HeldAs),
            ("own_posts", Meaning::OwnPost),
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
}
