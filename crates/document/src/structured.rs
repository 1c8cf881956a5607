//! Facts that a file states in fields, such as those of JSON Resume, each with its span in the text.

use serde::{Deserialize, Serialize};

use crate::section::SectionKind;
use crate::span::Span;

/// The fields of a resume that has some, in text order. Every span lies in the document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structured {
    /// The candidate's name.
    pub name: Option<Span>,
    /// The professional title that the resume opens with.
    pub headline: Option<Span>,
    /// E-mail addresses.
    pub emails: Vec<Span>,
    /// Telephone numbers.
    pub telephones: Vec<Span>,
    /// Sections; the text before the first section is the opening.
    pub sections: Vec<StructuredSection>,
    /// Positions held, paid or not.
    pub positions: Vec<StructuredPosition>,
    /// Studies.
    pub education: Vec<StructuredEducation>,
    /// Languages spoken.
    pub languages: Vec<Span>,
    /// Certificates and licences.
    pub certificates: Vec<Span>,
    /// Lines that only name an entry, and are no deed: title and employer, a project's name.
    pub heads: Vec<Span>,
}

/// Where a section begins; it lasts until the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructuredSection {
    /// The kind of section.
    pub kind: SectionKind,
    /// Its heading.
    pub heading: Span,
}

/// A position held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructuredPosition {
    /// Its title.
    pub title: Span,
    /// The employer.
    pub employer: Option<Span>,
    /// From when to when, as written.
    pub dates: Option<Span>,
    /// Head and duties.
    pub span: Span,
}

/// A course of study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructuredEducation {
    /// The degree with its field of study.
    pub degree: Span,
    /// The field of study.
    pub field: Option<Span>,
}

impl Structured {
    /// Keeps the facts that lie within the first `length` bytes of the text.
    pub fn within(mut self, length: usize) -> Self {
        let lies = |span: &Span| span.end <= length;
        self.name = self.name.filter(lies);
        self.headline = self.headline.filter(lies);
        for spans in [&mut self.emails, &mut self.telephones, &mut self.languages, &mut self.certificates] {
            spans.retain(lies);
        }
        self.heads.retain(lies);
        self.sections.retain(|section| lies(&section.heading));
        self.education.retain(|study| lies(&study.degree));
        let is_begun =
            |position: &StructuredPosition| lies(&position.title.join(position.dates.unwrap_or(position.title)));
        self.positions.retain(|position| is_begun(position) && position.employer.is_none_or(|span| lies(&span)));
        for position in &mut self.positions {
            position.span.end = position.span.end.min(length);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_past_a_cut_is_gone_and_a_position_ends_there() {
        let position = |start: usize| StructuredPosition {
            title: Span::new(start, start + 5),
            employer: None,
            dates: None,
            span: Span::new(start, start + 20),
        };
        let structured = Structured { positions: vec![position(0), position(30)], ..Structured::default() };
        let cut = structured.within(12);
        assert_eq!(cut.positions.len(), 1);
        assert_eq!(cut.positions[0].span, Span::new(0, 12));
    }
}
