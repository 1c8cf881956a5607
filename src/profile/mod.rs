//! The facts that a resume states, each with its place in the text.

mod anchors;
mod apart;
mod away;
mod calendar;
mod contact;
mod credentials;
mod dated;
mod datepoint;
pub mod dates;
mod datescan;
mod degrees;
mod details;
mod education;
mod extract;
mod fields;
mod header;
mod infer;
mod known_dates;
mod labelled;
mod labelled_name;
mod labels;
pub(crate) mod language_level;
mod letter;
mod name_shape;
mod names;
mod people;
mod periods;
mod personal;
mod positions;
mod prose;
mod repeated;
mod schools;
mod sections;
mod segments;
mod slots;
mod spell;
mod stated_length;
mod structured;
mod study;
pub(crate) mod telephone;
mod terms;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod undated;
mod wrapped;

use rolefit_document::SectionKind;
use serde::{Deserialize, Serialize};

use crate::catalog::DegreeLevel;

use rolefit_document::Span;

pub use crate::reading::{Fact, Lexicon};
pub use extract::extract;
pub(crate) use extract::extract_with;

/// The facts found in a document, independent of roles and of today's date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The text cut into list items and sentences, in text order, without headings.
    pub segments: Vec<Segment>,
    /// Sections in text order; together they cover the text.
    pub sections: Vec<Section>,
    /// The professional title that the resume opens with.
    pub headline: Option<Fact>,
    /// Positions held, in text order.
    pub positions: Vec<Position>,
    /// Degrees and schooling, in text order.
    pub education: Vec<Education>,
    /// Languages spoken, in text order.
    pub languages: Vec<Fact>,
    /// Certificates and licences, in text order.
    pub certificates: Vec<Fact>,
    /// Who the candidate is; never enters a score.
    pub contact: Contact,
    /// The newest date that the text states, in positions, education or anywhere else.
    pub newest_date: Option<Date>,
    /// The number of people whose resumes the text holds.
    pub people: usize,
    /// How many positions were left out because they repeat earlier ones.
    pub repeated: usize,
    /// The names of schools in sections about education.
    pub schools: Vec<Span>,
    /// Passages that could not be understood, in plain words ("2019 to 2016 is not a range").
    pub notes: Vec<String>,
}

impl Profile {
    /// Returns the segment that contains `span`, with its index.
    pub(crate) fn segment_of(&self, span: Span) -> Option<(usize, &Segment)> {
        let at = self.segments.partition_point(|segment| segment.span.start <= span.start).checked_sub(1)?;
        self.segments.get(at).filter(|segment| segment.span.covers(span)).map(|segment| (at, segment))
    }
}

/// A list item or a sentence of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The span, trimmed and without its bullet; within one line.
    pub span: Span,
    /// The section around it.
    pub section: SectionKind,
    /// Index of the position whose duties it is part of.
    pub position: Option<usize>,
}

/// A stretch of the resume under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The kind that its heading names.
    pub kind: SectionKind,
    /// The heading; `None` before the first heading, or where structure was inferred.
    pub heading: Option<Span>,
    /// The whole stretch, heading included.
    pub span: Span,
}

/// A position held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The title as written.
    pub title: Fact,
    /// The employer as written.
    pub employer: Option<Fact>,
    /// When it was held, if that was stated and possible; the latest of several stretches.
    pub dates: Option<DateRange>,
    /// The other stretches in which it was held.
    pub more_dates: Vec<DateRange>,
    /// The span of the dates.
    pub dates_span: Option<Span>,
    /// Title line, dates and duties.
    pub span: Span,
}

impl Position {
    /// Returns every stretch in which it was held.
    pub fn ranges(&self) -> impl Iterator<Item = DateRange> {
        self.dates.iter().chain(&self.more_dates).copied()
    }

    fn set_dates(&mut self, dates: &datescan::Dates) {
        let mut ranges: Vec<DateRange> = dates.range.iter().chain(&dates.more).copied().collect();
        let end = |range: &DateRange| match range.end {
            End::Open => (true, range.start.year, None),
            End::At(date) => (false, date.year, date.month),
        };
        ranges.sort_by_key(end);
        self.dates = ranges.pop();
        self.more_dates = ranges;
        self.dates_span = Some(dates.span);
    }
}

/// From when to when; both ends are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// When it began.
    pub start: Date,
    /// When it ended.
    pub end: End,
}

/// How a range ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// In a stated month or year.
    At(Date),
    /// "Current", "present": resolved by as-of when scoring.
    Open,
}

/// A year, with its month where given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// Calendar year.
    pub year: i16,
    /// Month from 1 to 12.
    pub month: Option<u8>,
}

/// A degree, or schooling without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// Its level.
    pub level: DegreeLevel,
    /// Its completion.
    pub state: DegreeState,
    /// The dates beside it, if any.
    pub dates: Option<DateRange>,
    /// Ids of the fields of study, from the vocabulary.
    pub fields: Vec<String>,
    /// The degree as written, with its field.
    pub degree: Fact,
    /// The span of the field, if a field is named.
    pub field_span: Option<Span>,
}

impl Education {
    /// Its completion as of a day: a degree that ends later is in progress. `None` if the study has not begun.
    pub fn state_as_of(&self, as_of: jiff::civil::Date) -> Option<DegreeState> {
        let is_later = |date: Date| {
            (date.year, date.month.unwrap_or(1)) > (as_of.year(), u8::try_from(as_of.month()).unwrap_or(1))
        };
        if self.state == DegreeState::NotHeld {
            return None;
        }
        let Some(DateRange { start, end }) = self.dates else { return Some(self.state) };
        match end {
            // A single date is the end.
            End::At(end) if end == start && is_later(end) => Some(self.state.max(DegreeState::InProgress)),
            _ if is_later(start) => None,
            End::At(end) if is_later(end) => Some(self.state.max(DegreeState::InProgress)),
            End::At(_) | End::Open => Some(self.state),
        }
    }
}

/// The completion of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeState {
    /// Nothing says otherwise.
    Completed,
    /// Expected, in progress.
    InProgress,
    /// Coursework only, left, incomplete.
    Unfinished,
    /// Denied, planned, asked for, or somebody else's.
    NotHeld,
}

/// Who the candidate is and how to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name, only where it is certain.
    pub name: Option<Fact>,
    /// A likely name. It is never shown, and withheld wherever the candidate must not be identified.
    pub likely_name: Option<Fact>,
    /// E-mail addresses, lower case.
    pub emails: Vec<Fact>,
    /// Telephone numbers, digits only.
    pub telephones: Vec<Fact>,
}
