//! The words around a match that decide what it is worth: denials, other people, forms and job advertisements.

use serde::{Deserialize, Serialize};

/// Patterns and words that decide what the matches near them are worth.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Context {
    /// Patterns that deny the next words: `no`, `lack of`, `without`.
    pub negations: Vec<String>,
    /// Patterns that take back the next words and deny nothing: `instead of`.
    pub reservations: Vec<String>,
    /// Patterns that deny the words right before them: `none`, `never used`.
    pub denials: Vec<String>,
    /// Patterns that say of the tool or licence right before them that the work did without: `was not needed`.
    pub absences: Vec<String>,
    /// Patterns that look like a denial and are none: `not only`, `no gaps`.
    pub affirmations: Vec<String>,
    /// Patterns that say that a certificate or licence ended: `revoked`.
    pub lapses: Vec<String>,
    /// Words that take a lapse back: `renewed`.
    pub renewals: Vec<String>,
    /// Patterns before the day on which a certificate or licence ends: `valid until`.
    pub ends: Vec<String>,
    /// Patterns that say that a certificate or licence is not there yet: `in progress`.
    pub pending: Vec<String>,
    /// Verbs of those who deal in the skills of others: `recruit`.
    pub recruiting: Vec<String>,
    /// Verbs of those who deal with the certificates of others: `schedule`.
    pub dealings: Vec<String>,
    /// Verbs of those who teach what they may have: `taught`.
    pub teaching: Vec<String>,
    /// Words that say of a tool next to them that it is hardly known: `basic`, `beginner`.
    pub beginners: Vec<String>,
    /// Patterns that say that the writer only helped with the rest of the sentence: `assisted in`.
    pub helpers: Vec<String>,
    /// Patterns that wish for the rest of the sentence: `seeking to learn`.
    pub wishes: Vec<String>,
    /// Patterns that ascribe the sentence to somebody else: `not by me`.
    pub others: Vec<String>,
    /// Customers, markets and other things of business, one of which some entries' deeds need.
    pub objects: Vec<String>,
    /// Nouns for people and companies that may do the work of a sentence in place of the writer: `manager`.
    pub people: Vec<String>,
    /// Nouns behind a certificate that others have or want: `firms`, `applicants`.
    pub holders: Vec<String>,
    /// Words that open a noun phrase: `the`, `my`.
    pub determiners: Vec<String>,
    /// Verbs that follow a subject and do not end in "ed": `led`, `has`.
    pub verbs: Vec<String>,
    /// Words that templates put into brackets, for the writer to replace: `number`, `company`.
    pub prompts: Vec<String>,
    /// Labels of lines in forms, which say nothing of the writer: `telephone`, `supervisor`.
    pub labels: Vec<String>,
    /// Words that lead to a list and say nothing without it: `clients include`.
    pub lead_ins: Vec<String>,
    /// Phrases of job advertisements: `we are looking for`.
    pub postings: Vec<String>,
    /// Patterns of affiliation, religion, family and health. Evidence comes from such sentences only if there is no
    /// other.
    pub private: Vec<String>,
    /// Words that a match may have between adjacent words of its pattern: `the`, `of`.
    pub little_words: Vec<String>,
}

impl Context {
    /// Adds the words of another file.
    pub(super) fn extend(&mut self, other: Self) {
        self.negations.extend(other.negations);
        self.reservations.extend(other.reservations);
        self.denials.extend(other.denials);
        self.absences.extend(other.absences);
        self.affirmations.extend(other.affirmations);
        self.lapses.extend(other.lapses);
        self.renewals.extend(other.renewals);
        self.ends.extend(other.ends);
        self.pending.extend(other.pending);
        self.recruiting.extend(other.recruiting);
        self.dealings.extend(other.dealings);
        self.teaching.extend(other.teaching);
        self.beginners.extend(other.beginners);
        self.helpers.extend(other.helpers);
        self.wishes.extend(other.wishes);
        self.others.extend(other.others);
        self.objects.extend(other.objects);
        self.people.extend(other.people);
        self.holders.extend(other.holders);
        self.determiners.extend(other.determiners);
        self.verbs.extend(other.verbs);
        self.prompts.extend(other.prompts);
        self.labels.extend(other.labels);
        self.lead_ins.extend(other.lead_ins);
        self.postings.extend(other.postings);
        self.private.extend(other.private);
        self.little_words.extend(other.little_words);
    }
}
