//! Boolean queries as recruiters write them for job boards and LinkedIn.
//!
//! `AND`, `OR` and `NOT` in capitals are operators, and so are `|` and a `-` before a word. Words side by side are
//! joined by `AND`. `NOT` binds closest, then `AND`, then `OR`; brackets group. Quotation marks of any shape make a
//! phrase, and a `*` after a word stands for any ending. `title:`, `tool:`, `degree:`, `language:`, `certificate:` and
//! `years:` search in facts.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod years;

use rolefit_document::Span;

pub use years::Years;

/// A query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// All of these queries match.
    All(Vec<Query>),
    /// At least one of these queries matches.
    Any(Vec<Query>),
    /// The query does not match.
    Not(Box<Query>),
    /// A word or a phrase.
    Term(Term),
    /// Years of experience.
    Years(Years),
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field to search.
    pub field: TermField,
    /// The words as written; at least one, and exactly one if `is_open`.
    pub words: Vec<String>,
    /// True if the word may have any ending, i.e. was written with a `*`.
    pub is_open: bool,
}

/// A field that can be searched for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermField {
    /// The whole text.
    Text,
    /// Titles of positions and the headline.
    Title,
    /// Tools, by their label in the vocabulary or as written.
    Tool,
    /// Levels of degrees and their fields.
    Degree,
    /// Languages spoken.
    Language,
    /// Certificates and licences.
    Certificate,
}

/// An error in a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// The error and how to correct it.
    pub message: String,
    /// The wrong part of the query, in bytes; empty if something is missing at the end.
    pub span: Span,
}

impl Query {
    /// Parses a query.
    ///
    /// ```
    /// use rolefit::pool::search::Query;
    /// assert!(Query::parse(r#"salesforce AND ("key account" OR "major account") NOT retail"#).is_ok());
    /// let error = Query::parse(r#"salesforce AND ("key account""#).unwrap_err();
    /// assert_eq!((error.message.as_str(), error.span.start), ("this parenthesis is not closed; add `)`", 15));
    /// ```
    ///
    /// # Errors
    /// A [`SyntaxError`] with its place in the query.
    pub fn parse(query: &str) -> Result<Query, SyntaxError> {
        parser::parse(query)
    }

    /// Returns the words and phrases that are not under a `NOT`; a matching resume may show them.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Query::All(queries) | Query::Any(queries) => queries.iter().flat_map(Query::terms).collect(),
            Query::Term(term) => vec![term],
            Query::Not(_) | Query::Years(_) => Vec::new(),
        }
    }
}

impl SyntaxError {
    fn new(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError { message: message.into(), span }
    }

    /// Returns the query on one line, and marks under the wrong part on the next.
    pub fn shown(&self, query: &str) -> String {
        let tame: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let width = |to: usize| query.get(..to).unwrap_or(query).chars().count();
        let (start, end) = (width(self.span.start), width(self.span.end));
        format!("  {tame}\n  {}{}", " ".repeat(start), "^".repeat(end.saturating_sub(start).max(1)))
    }
}
