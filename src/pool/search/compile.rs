//! Compiles a query into a Tantivy query.

use std::ops::Bound;

use jiff::civil::Date;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query as TantivyQuery, RangeQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term as TantivyTerm};

use super::facts::month_of;
use super::schema::Fields;
use super::stems::Stems;
use super::syntax::{Query, Term, TermField, Years};
use super::tokenizer::WRITTEN;
use crate::pool::Fault;

type Compiled = Box<dyn TantivyQuery>;

/// Compiles `query`. Current positions count until the day `as_of`.
pub(super) fn compile(query: &Query, fields: &Fields, as_of: Date) -> Result<Compiled, Fault> {
    Compiler { fields, as_of, stems: Stems::default() }.query(query)
}

struct Compiler<'a> {
    fields: &'a Fields,
    as_of: Date,
    stems: Stems,
}

impl Compiler<'_> {
    fn query(&mut self, query: &Query) -> Result<Compiled, Fault> {
        match query {
            Query::All(queries) => {
                let mut clauses = Vec::with_capacity(queries.len());
                for query in queries {
                    clauses.push(match query {
                        Query::Not(query) => (Occur::MustNot, self.query(query)?),
                        query => (Occur::Must, self.query(query)?),
                    });
                }
                Ok(boolean(clauses))
            }
            Query::Any(queries) => {
                let clauses = queries.iter().map(|query| Ok((Occur::Should, self.query(query)?)));
                Ok(boolean(clauses.collect::<Result<_, Fault>>()?))
            }
            Query::Not(query) => Ok(boolean(vec![(Occur::MustNot, self.query(query)?)])),
            Query::Term(term) => self.term(term),
            Query::Years(years) => Ok(self.years(years)),
        }
    }

    fn term(&mut self, term: &Term) -> Result<Compiled, Fault> {
        let field = self.field(term.field);
        match term.words.as_slice() {
            [word] if term.is_open => open(field, self.stems.of(word).0),
            [word] => {
                let term = TantivyTerm::from_field_text(field, self.stems.of(word).1);
                Ok(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
            }
            words => {
                let terms = words.iter().map(|word| TantivyTerm::from_field_text(field, self.stems.of(word).1));
                Ok(Box::new(PhraseQuery::new(terms.collect())))
            }
        }
    }

    fn field(&self, field: TermField) -> Field {
        match field {
            TermField::Text => self.fields.text,
            TermField::Title => self.fields.title,
            TermField::Tool => self.fields.tool,
            TermField::Degree => self.fields.degree,
            TermField::Language => self.fields.language,
            TermField::Certificate => self.fields.certificate,
        }
    }

    /// Compiles years into months: 5 years are 60 to 71 months.
    fn years(&self, years: &Years) -> Compiled {
        let least = u64::from(years.least) * 12;
        let most = years.most.map(|most| u64::from(most) * 12 + 11);
        let next_month = u64::from(month_of(self.as_of)) + 1;
        let ended = range(self.fields.months, least, most);
        let since = most.map_or(0, |most| next_month.saturating_sub(most));
        // A position that began after `as_of` has no years yet, so 0 years have no lower bound.
        let until = (least > 0).then(|| next_month.saturating_sub(least));
        let goes_on = range(self.fields.since, since, until);
        unscored(Box::new(BooleanQuery::union(vec![ended, goes_on])))
    }
}

/// Combines clauses. If all of them exclude, they exclude from all resumes.
fn boolean(mut clauses: Vec<(Occur, Compiled)>) -> Compiled {
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn range(field: Field, least: u64, most: Option<u64>) -> Compiled {
    let bound = |number| Bound::Included(TantivyTerm::from_field_u64(field, number));
    Box::new(RangeQuery::new(bound(least), most.map_or(Bound::Unbounded, bound)))
}

/// Wraps a query that filters without adding to the relevance.
fn unscored(query: Compiled) -> Compiled {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Matches words that begin with `start`, by their stem or as they are written.
fn open(field: Field, start: &str) -> Result<Compiled, Fault> {
    let mut pattern = format!("{WRITTEN}?");
    for letter in start.chars() {
        if !letter.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push_str(".*");
    let query = RegexQuery::from_pattern(&pattern, field);
    Ok(Box::new(query.map_err(|error| Fault::Failed(format!("{start}* cannot be searched for: {error}")))?))
}
