//! The matches of patterns and their classes.

use serde::{Deserialize, Serialize};

use super::scan::LexicalId;
use super::words::WordPlace;
use crate::catalog::{Context, Entry};
use rolefit_document::{Span, Word};

/// The class of a pattern, which decides how much a match counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// A thing done.
    Deed,
    /// A thing done, if the sentence names an object of business, else asserted.
    Act,
    /// The thing itself, named.
    Name,
    /// Asserted.
    Claim,
    /// An indirect sign.
    Hint,
    /// Words of a demand that has no patterns. They are found as places of words, not as matches.
    Words,
    /// Looks like it and is not.
    Not,
    /// Denies what follows closely.
    Negation,
    /// Takes back what follows closely, and denies nothing.
    Reservation,
    /// Denies what is right before it.
    Denial,
    /// Says that the work did without the tool or licence right before it.
    Absence,
    /// Looks like a denial and is none.
    Affirmation,
    /// Says that a certificate or licence ended.
    Lapse,
    /// Takes a lapse back.
    Renewal,
    /// Leads to the day on which a certificate or licence ends.
    End,
    /// Says that a certificate or licence is not there yet.
    Pending,
    /// Deals in the skills of others.
    Recruiting,
    /// Deals with the certificates of others.
    Dealing,
    /// Teaches.
    Teaching,
    /// Says that the tool next to it is hardly known.
    Beginner,
    /// Says that the writer only helped with the rest of the sentence.
    Helper,
    /// Wishes for what follows.
    Wish,
    /// Says that somebody else did it.
    Other,
    /// A customer, a market or another object of business.
    Object,
    /// A person or company that may be somebody else.
    Person,
    /// People or firms behind the name of a certificate that they have, or want.
    Holder,
    /// A word that opens a noun phrase: the, my.
    Determiner,
    /// A verb that does not end in "ed".
    Verb,
    /// A word that templates put into brackets: number, company.
    Prompt,
    /// The label of a line in a form: telephone.
    Label,
    /// Leads to a list: "clients include". Alone it is a heading.
    LeadIn,
    /// Is the language of job advertisements.
    Posting,
    /// Is about affiliation, religion, family or health.
    Private,
}

impl Class {
    /// The classes that an entry has patterns of, or words.
    pub(crate) const ALL: [Self; 6] = [Self::Deed, Self::Name, Self::Claim, Self::Hint, Self::Words, Self::Not];

    /// The classes whose patterns decide what the matches near them are worth, with their patterns.
    pub(crate) fn in_context(context: &Context) -> [(Self, &[String]); 26] {
        [
            (Self::Negation, &context.negations),
            (Self::Reservation, &context.reservations),
            (Self::Denial, &context.denials),
            (Self::Absence, &context.absences),
            (Self::Affirmation, &context.affirmations),
            (Self::Lapse, &context.lapses),
            (Self::Renewal, &context.renewals),
            (Self::End, &context.ends),
            (Self::Pending, &context.pending),
            (Self::Recruiting, &context.recruiting),
            (Self::Dealing, &context.dealings),
            (Self::Teaching, &context.teaching),
            (Self::Beginner, &context.beginners),
            (Self::Helper, &context.helpers),
            (Self::Wish, &context.wishes),
            (Self::Other, &context.others),
            (Self::Object, &context.objects),
            (Self::Person, &context.people),
            (Self::Holder, &context.holders),
            (Self::Determiner, &context.determiners),
            (Self::Verb, &context.verbs),
            (Self::Prompt, &context.prompts),
            (Self::Label, &context.labels),
            (Self::LeadIn, &context.lead_ins),
            (Self::Posting, &context.postings),
            (Self::Private, &context.private),
        ]
    }

    /// True if a match of the class may support a demand. A match of any other class cancels matches near it.
    pub(crate) fn supports(self) -> bool {
        matches!(self, Self::Deed | Self::Act | Self::Name | Self::Claim | Self::Hint | Self::Words)
    }

    /// The key under which the corpus lists such patterns.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Deed => "deeds",
            Self::Name => "names",
            Self::Claim => "claims",
            Self::Hint => "hints",
            Self::Words => "words",
            Self::Not => "not",
            _ => "context",
        }
    }

    /// An entry's patterns of this class.
    pub(crate) fn of(self, entry: &Entry) -> &[String] {
        match self {
            Self::Deed => &entry.deeds,
            Self::Name => &entry.names,
            Self::Claim => &entry.claims,
            Self::Hint => &entry.hints,
            Self::Words => &entry.words,
            Self::Not => &entry.not,
            _ => &[],
        }
    }
}

/// A pattern found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the entry in [`Matcher::entries`](crate::matcher::Matcher::entries); meaningless in classes that only
    /// cancel.
    pub entry: usize,
    /// The class of the pattern.
    pub class: Class,
    /// From the pattern's first word to its last.
    pub span: Span,
    /// True if a word was recognised despite a typing error.
    pub approximate: bool,
}

/// What was found in a text.
pub(crate) struct Scan {
    /// The words.
    pub words: Vec<Word>,
    /// The stem of each word: [`LITTLE`](super::LITTLE), [`UNKNOWN`](super::UNKNOWN) or one that the catalog uses.
    pub stems: Vec<LexicalId>,
    /// Every match of every pattern, by start.
    pub hits: Vec<Hit>,
    /// The places of the words of demands.
    pub places: Vec<WordPlace>,
}
