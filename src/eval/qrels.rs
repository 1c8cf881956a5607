//! Reads TREC relevance judgements, one `query 0 doc relevance` per line.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result, fault};

/// A higher relevance is a typing error. Its gain, a power of 2, would outweigh all others.
const MOST_RELEVANT: i64 = 30;
const FORM: &str = "write `query 0 doc relevance`: a role's id, 0, a candidate's id, and a whole number";

/// Relevance judgements, by query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qrels {
    /// File name for error messages.
    pub file: String,
    /// The judged documents (candidates) of each query (a role's id).
    pub queries: BTreeMap<String, Vec<Judgement>>,
}

/// The relevance of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Line number of the judgement.
    pub line: usize,
    /// The document: a candidate's id as written by [`name`], or the file name without extension.
    pub doc: String,
    /// Relevance; 0 is not relevant. Negative values in the file (TREC's spam) become 0.
    pub relevance: u32,
}

impl Qrels {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the faulty line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        Self::parse(&path.display().to_string(), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Self> {
        let mut lines = BTreeMap::new();
        let mut queries: BTreeMap<String, Vec<Judgement>> = BTreeMap::new();
        for (text, line) in text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()) {
            let columns: Vec<&str> = text.split_whitespace().collect();
            let [query, _, doc, relevance] = columns.as_slice() else {
                return Err(fault(file, line, format!("{} columns instead of 4", columns.len()), FORM));
            };
            let level = relevance.parse().ok().filter(|level| *level <= MOST_RELEVANT);
            let level: i64 =
                level.ok_or_else(|| fault(file, line, format!("`{relevance}` is not a relevance"), FORM))?;
            if let Some(first) = lines.insert(((*query).to_owned(), (*doc).to_owned()), line) {
                let message = format!("{doc} was judged for {query} on line {first} already");
                return Err(fault(file, line, message, "keep one of the lines"));
            }
            let relevance = u32::try_from(level).unwrap_or(0);
            queries.entry((*query).to_owned()).or_default().push(Judgement { line, doc: (*doc).to_owned(), relevance });
        }
        if queries.is_empty() {
            return Err(fault(file, 0, "no candidate is judged here", FORM));
        }
        Ok(Self { file: file.to_owned(), queries })
    }
}

/// Returns a candidate's id as TREC files write it. White space separates their columns, so white space in an id
/// becomes `%XX`.
///
/// `%` is already `%25` in every id, so two ids never become equal.
///
/// ```
/// assert_eq!(rolefit::eval::qrels::name("sales/ana lopez.pdf"), "sales/ana%20lopez.pdf");
/// ```
pub fn name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter.is_whitespace() {
            let mut bytes = [0; 4];
            let bytes = letter.encode_utf8(&mut bytes).bytes();
            bytes.for_each(|byte| name.push_str(&format!("%{byte:02X}")));
        } else {
            name.push(letter);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn spaces_and_tabs_part_columns_and_spam_is_irrelevant() {
        let qrels = Qrels::parse("q", "baker 0 a.txt 2\n\nbaker\t0\tb.txt\t-2\n").unwrap();
        let judged: Vec<_> = qrels.queries["baker"].iter().map(|it| (it.line, it.doc.as_str(), it.relevance)).collect();
        assert_eq!(judged, [(1, "a.txt", 2), (3, "b.txt", 0)]);
    }

    #[test]
    fn a_wrong_line_is_named_with_what_to_do() {
        let error = |text: &str| Qrels::parse("qrels.tsv", text).unwrap_err().to_string();
        assert!(error("a 0 b 1\na 0 b").starts_with("qrels.tsv:2: 3 columns instead of 4; write `query 0 doc "));
        assert!(error("a 0 b high").starts_with("qrels.tsv:1: `high` is not a relevance; "));
        assert!(error("a 0 b 99").contains("`99` is not a relevance"));
        assert!(error("a 0 b 1\na 0 b 0").contains("qrels.tsv:2: b was judged for a on line 1 already; keep one"));
        assert!(error("\n").starts_with("qrels.tsv: no candidate is judged here; "));
    }
}
