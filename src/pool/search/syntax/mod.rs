//! Boolean strings as recruiters write them for job boards and LinkedIn.
//!
//! `AND`, `OR` and `NOT` in capitals are operators, and so are `|` and a `-` before a word; words that stand side by side must all be
//! there. `NOT` binds closest, then `AND`, then `OR`; brackets say otherwise. Quotation marks of any shape make a phrase, a `*`
//! after a word stands for any ending, and `title:`, `tool:`, `degree:`, `language:`, `certificate:` and `years:` look into facts.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod years;

use rolefit_document::Span;

pub use years::Years;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// All of these.
    All(Vec<Query>),
    /// Any of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// A word or a phrase.
    Term(Term),
    /// Years of experience.
    Years(Years),
}

/// A word, or words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it is looked for.
    pub field: TermField,
    /// The words as written; never empty, and one if the ending is open.
    pub words: Vec<String>,
    /// Whether the word may go on.
    pub is_open: bool,
}

/// Where a word can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermField {
    /// The whole text.
    Text,
    /// Positions held and the headline.
    Title,
    /// Software, as the vocabulary calls it or as it is written.
    Tool,
    /// Levels of degrees and their fields.
    Degree,
    /// Languages spoken.
    Language,
    /// Certificates and licences.
    Certificate,
}

/// Where a query breaks off, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// What is wrong and how to mend it.
    pub message: String,
    /// The bytes of the query that are meant; it may be empty at the end.
    pub span: Span,
}

impl Query {
    /// Reads a query.
    ///
    /// ```
    /// use rolefit::pool::search::Query;
    /// assert!(Query::parse(r#"salesforce AND ("key account" OR "major account") NOT retail"#).is_ok());
    /// let error = Query::parse(r#"salesforce AND ("key account""#).unwrap_err();
    /// assert_eq!((error.message.as_str(), error.span.start), ("this bracket is not closed; add `)`", 15));
    /// ```
    ///
    /// # Errors
    /// A [`SyntaxError`] that says where.
    pub fn parse(query: &str) -> Result<Query, SyntaxError> {
        parser::parse(query)
    }

    /// The words and phrases that what is found may show: those that no `NOT` stands before.
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

    /// The query on one line, and marks under what is meant.
    pub fn shown(&self, query: &str) -> String {
        let tame: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let width = |to: usize| query.get(..to).unwrap_or(query).chars().count();
        let (start, end) = (width(self.span.start), width(self.span.end));
        format!("  {tame}\n  {}{}", " ".repeat(start), "^".repeat(end.saturating_sub(start).max(1)))
    }
}
