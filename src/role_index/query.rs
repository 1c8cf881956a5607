//! Finds roles by words, in Tantivy's query language.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{TantivyDocument, Value};
use tantivy::tokenizer::TextAnalyzer;

use super::build::Index;
use crate::catalog::{Catalog, Criterion, Role, Vocabulary};
use crate::error::{Error, Result};
use rolefit_document::TOKENIZER;

/// Most reasons per role. Nobody would read more.
const MOST_REASONS: usize = 3;

/// A role that a query found.
pub struct FoundRole<'a> {
    /// The role.
    pub role: &'a Role,
    /// At most three places that match: titles, then criteria, those with most query words first.
    pub hits: Vec<MatchedText<'a>>,
}

/// A place in a role that contains words of a query.
#[derive(Clone, Copy)]
pub enum MatchedText<'a> {
    /// A title of the role, another title of it, or a related title.
    Title(&'a str),
    /// A criterion.
    Criterion(&'a Criterion),
}

impl Index {
    /// Returns the roles of `catalog` that match `query`, best first. `catalog` must be the indexed one.
    ///
    /// Words without a field are searched in titles (`title:`, with the titles that count in full) and in texts
    /// (`text:`: summary, labels and texts of criteria, related titles), in any inflection. Parts have fields too:
    /// `kind:tool`, `priority:must`, `names:salesforce`.
    ///
    /// ```
    /// # fn main() -> rolefit::Result<()> {
    /// let catalog = rolefit::catalog::Catalog::embedded()?;
    /// let index = rolefit::role_index::Index::build(&catalog)?;
    /// let found = index.search(&catalog, "title:\"key account\" AND negotiate")?;
    /// assert_eq!(found[0].role.id, "key-account-manager");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Query`] if the query cannot be read; [`Error::Index`] if the index cannot.
    pub fn search<'a>(&self, catalog: &'a Catalog, query: &str) -> Result<Vec<FoundRole<'a>>> {
        let parser = QueryParser::for_index(&self.index, vec![self.fields.title, self.fields.text]);
        let parsed = parser.parse_query(query);
        let parsed = parsed
            .map_err(|error| Error::Query { query: query.to_owned(), message: error.to_string().to_lowercase() })?;
        let mut words = BTreeMap::<_, BTreeSet<String>>::new();
        parsed.query_terms(&mut |term, _| {
            let text = term.value().as_str().map(str::to_owned);
            words.entry(term.field()).or_default().extend(text);
        });
        let all = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX).max(1);
        let top = self.searcher.search(&parsed, &TopDocs::with_limit(all).order_by_score())?;
        let none = BTreeSet::new();
        let of = |field| words.get(&field).unwrap_or(&none);
        let roles: FxHashMap<&str, &Role> = catalog.roles.iter().map(|role| (role.id.as_str(), role)).collect();
        let analyzer = self.index.tokenizers().get(TOKENIZER);
        debug_assert!(analyzer.is_some(), "the tokenizer is not registered");
        let mut analyzer = analyzer.unwrap_or_default();
        let (mut order, mut hits) = (Vec::new(), FxHashMap::<&str, Vec<MatchedText<'a>>>::default());
        for (_, address) in top {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
            let role = roles.get(text(self.fields.role));
            debug_assert!(role.is_some(), "the catalog is not the indexed one");
            let Some(&role) = role else { continue };
            let hits = hits.entry(&role.id).or_insert_with(|| {
                order.push(role);
                Vec::new()
            });
            match text(self.fields.criterion) {
                "" => {
                    let words = (of(self.fields.title), of(self.fields.text));
                    hits.extend(in_role(role, &catalog.vocabulary, words, &mut analyzer));
                }
                id => {
                    hits.extend(role.criteria.iter().find(|criterion| criterion.id == id).map(MatchedText::Criterion))
                }
            }
        }
        let found = order.into_iter().map(|role| {
            let mut hits = hits.remove(role.id.as_str()).unwrap_or_default();
            let mut seen = BTreeSet::new();
            hits.retain(|hit| seen.insert(hit.label()));
            hits.truncate(MOST_REASONS);
            FoundRole { role, hits }
        });
        Ok(found.collect())
    }
}

impl<'a> MatchedText<'a> {
    /// Returns the title, or the label of the criterion.
    pub fn label(self) -> &'a str {
        match self {
            Self::Title(title) => title,
            Self::Criterion(criterion) => &criterion.label,
        }
    }

    /// Returns the id of the criterion; `None` for a title.
    pub fn criterion(self) -> Option<&'a str> {
        match self {
            Self::Title(_) => None,
            Self::Criterion(criterion) => Some(&criterion.id),
        }
    }
}

/// Returns the places in a role that match: one title, because more titles add nothing, and criteria, those with most
/// query words first.
fn in_role<'a>(
    role: &'a Role,
    vocabulary: &'a Vocabulary,
    (in_title, in_text): (&BTreeSet<String>, &BTreeSet<String>),
    analyzer: &mut TextAnalyzer,
) -> Vec<MatchedText<'a>> {
    let mut titles: Vec<(usize, MatchedText)> = Vec::new();
    for (words, title) in role.titles(vocabulary).map(|title| (in_title, title)) {
        titles.push((shared([title], words, analyzer), MatchedText::Title(title)));
    }
    for (words, title) in role.adjacent_titles(vocabulary).map(|title| (in_text, title)) {
        titles.push((shared([title], words, analyzer), MatchedText::Title(title)));
    }
    let criteria = role.criteria.iter();
    let criteria = criteria.map(|it| (shared([&it.label, &it.text], in_text, analyzer), MatchedText::Criterion(it)));
    let mut criteria: Vec<(usize, MatchedText)> = criteria.collect();
    titles.sort_by_key(|(shared, _)| Reverse(*shared));
    criteria.sort_by_key(|(shared, _)| Reverse(*shared));
    let hits = titles.into_iter().take(1).chain(criteria);
    hits.filter(|(shared, _)| *shared > 0).map(|(_, hit)| hit).collect()
}

/// Returns the number of distinct `words` in the texts.
fn shared<const N: usize>(texts: [&String; N], words: &BTreeSet<String>, analyzer: &mut TextAnalyzer) -> usize {
    let mut shared = BTreeSet::new();
    for text in texts {
        analyzer.token_stream(text).process(&mut |token| shared.extend(words.get(&token.text)));
    }
    shared.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Returns the ids of the roles found, with the labels of their matches.
    fn found(query: &str) -> Result<Vec<(String, Vec<String>)>> {
        let catalog = Catalog::embedded().unwrap();
        let found = Index::build(&catalog).unwrap().search(&catalog, query)?;
        let labels = |found: &FoundRole| found.hits.iter().map(|hit| hit.label().to_owned()).collect();
        Ok(found.iter().map(|found| (found.role.id.clone(), labels(found))).collect())
    }

    fn roles(query: &str) -> Vec<String> {
        found(query).unwrap().into_iter().map(|(role, _)| role).collect()
    }

    #[test]
    fn phrases_and_fields_are_understood_in_any_inflection() {
        assert_eq!(roles("title:\"key accounts\"").first().unwrap(), "key-account-manager");
        assert_eq!(roles("title:key AND title:nurse").len(), 0);
        assert_eq!(roles("account NOT title:senior").iter().filter(|id| id.starts_with("senior")).count(), 0);
    }

    #[test]
    fn titles_that_roles_are_matched_by_are_titles() {
        let role = r#"
            schema = "rolefit.role/1"
            title = "Sales Managers"
            [[criterion]]
            id = "sales-managers/req-1"
            kind = "title"
            priority = "must"
            weight = 5.0
            label = "Sales Managers"
            parts = [{ name = "title", titles = ["Account Manager"], adjacent_titles = ["Store Buyer"] }]
        "#;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sales-managers.toml"), role).unwrap();
        let catalog = Catalog::load(folder.path()).unwrap();
        let index = Index::build(&catalog).unwrap();
        let labels = |query| -> Vec<String> {
            let found = index.search(&catalog, query).unwrap();
            found.iter().flat_map(|found| &found.hits).map(|hit| hit.label().to_owned()).collect()
        };
        assert_eq!(labels("title:\"account manager\""), ["Account Manager"]);
        assert_eq!(labels("\"store buyer\""), ["Store Buyer"]);
        assert!(labels("title:\"store buyer\"").is_empty());
    }

    #[test]
    fn the_reason_is_the_title_or_the_criterion_that_has_the_words() {
        let hits = &found("text:forecasts").unwrap()[0].1;
        assert!(!hits.is_empty() && hits.len() <= MOST_REASONS);
        assert_eq!(found("title:key").unwrap()[0].1, ["Key Account Manager"]);
        let (_, labels) = &found("names:salesforce").unwrap()[0];
        assert!(labels.iter().any(|label| label.contains("CRM")), "{labels:?}");
    }

    #[test]
    fn a_query_that_cannot_be_read_is_told() {
        for query in ["title:(", "NOT sales", "color:red", "\"key account\""] {
            let told = found(query).map_err(|error| error.to_string());
            assert_eq!(told.is_err(), query != "\"key account\"", "{query}: {told:?}");
        }
    }
}
