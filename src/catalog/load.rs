//! Parses catalog files, merges them into one catalog and computes its hash.

use std::path::Path;

use serde::de::DeserializeOwned;

use super::cached::CachedCatalog;
use super::merge::merge;
use super::raw::{RawRole, RawVocabulary};
use super::resolve::resolve;
use super::toml_files::{self, SourceFile, Sources};
use super::vocabulary::Vocabulary;
use super::{Catalog, Role};
use super::{check, check_vocabulary};
use crate::cache::Cache;
use crate::error::{Error, Finding, Result};
use rolefit_document::TOKENIZER;

/// A catalog of more roles is a collection; comparing every line of a resume with all of them would take too long.
const MOST_WORDINGS: usize = 50;

impl Catalog {
    /// Returns the embedded catalog: five account-manager roles.
    ///
    /// # Errors
    ///
    /// Never in a release, because a test loads it.
    pub fn embedded() -> Result<Self> {
        build(&toml_files::embedded())
    }

    /// Loads a catalog directory, or one role file with the embedded vocabulary.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read; [`Error::Catalog`] with every finding if it is wrong.
    pub fn load(path: &Path) -> Result<Self> {
        Self::open(Some(path), &Cache::off())
    }

    /// Opens the catalog in a directory or file, or the embedded one without a path. Uses `cache` if the files have not
    /// changed.
    ///
    /// # Errors
    ///
    /// As for [`Catalog::load`].
    pub fn open(path: Option<&Path>, cache: &Cache) -> Result<Self> {
        let sources = sources(path)?;
        let key = sources.key();
        if let Some(kept) = cache.load::<CachedCatalog>(&key) {
            return Ok(kept.into_catalog());
        }
        let catalog = build(&sources)?;
        if cache.is_on() {
            cache.keep(&key, &CachedCatalog::of(&catalog));
        }
        Ok(catalog)
    }

    /// Returns the catalog of `roles`, each an id and the text of a role file, with the vocabulary of the catalog at
    /// `path`, or the embedded vocabulary without a path.
    ///
    /// ```
    /// use rolefit::catalog::Catalog;
    /// let embedded = Catalog::embedded_files();
    /// let (_, text) = embedded.iter().find(|(path, _)| path == "roles/account-manager.toml").unwrap();
    /// let catalog = Catalog::of_roles(vec![("account-manager".into(), (*text).into())], None)?;
    /// assert_eq!(catalog.roles.len(), 1);
    /// # Ok::<(), rolefit::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Catalog::load`].
    pub fn of_roles(roles: Vec<(String, String)>, path: Option<&Path>) -> Result<Self> {
        let vocabulary = sources(path)?.vocabulary;
        let file = |(stem, text): (String, String)| SourceFile { name: format!("{stem}.toml"), stem, text };
        build(&Sources { roles: roles.into_iter().map(file).collect(), vocabulary })
    }

    /// Returns the files of the embedded catalog, each with its path in a catalog directory and its text: roles,
    /// vocabulary, and the pages that describe them.
    pub fn embedded_files() -> Vec<(String, &'static str)> {
        toml_files::embedded_files()
    }

    /// Checks the text of the role file `id` against a vocabulary.
    ///
    /// # Errors
    ///
    /// [`Error::Catalog`] with every finding.
    pub(crate) fn check_role(id: &str, text: &str, vocabulary: &Vocabulary) -> Result<()> {
        let file = SourceFile { name: format!("{id}.toml"), stem: id.to_owned(), text: text.to_owned() };
        let mut findings = Vec::new();
        if let Some(raw) = parse::<RawRole>(&file, &mut findings) {
            check::schema(&file, &raw.schema, "rolefit.role/1", &mut findings);
            check::role(&file, &raw, vocabulary, &mut findings);
        }
        if findings.is_empty() { Ok(()) } else { Err(Error::Catalog(findings)) }
    }

    /// Returns the index of the role `id` in [`Catalog::roles`].
    pub fn role_index(&self, id: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.id == id)
    }
}

fn sources(path: Option<&Path>) -> Result<Sources> {
    match path {
        None => Ok(toml_files::embedded()),
        Some(path) if path.is_file() => toml_files::single(path),
        Some(path) => toml_files::folder(path),
    }
}

/// Gives a vocabulary that was made before the words of dates and of grammar were data the embedded ones.
fn complete(vocabulary: &mut Vocabulary, findings: &mut Vec<Finding>) {
    let embedded = toml_files::embedded().vocabulary;
    let mut lacking = |stem: &str, lacks: bool| -> Option<RawVocabulary> {
        parse(embedded.iter().find(|file| lacks && file.stem == stem)?, findings)
    };
    if let Some(dates) = lacking("dates", vocabulary.dates.months.is_empty()).and_then(|raw| raw.dates) {
        vocabulary.dates = dates;
    }
    if let Some(grammar) = lacking("grammar", vocabulary.grammar.past_forms.is_empty()).and_then(|raw| raw.grammar) {
        vocabulary.grammar = grammar;
    }
}

fn build(sources: &Sources) -> Result<Catalog> {
    let mut findings = Vec::new();
    let mut vocabulary = Vocabulary::default();
    for file in &sources.vocabulary {
        if let Some(raw) = parse::<RawVocabulary>(file, &mut findings) {
            check::schema(file, &raw.schema, "rolefit.vocabulary/1", &mut findings);
            merge(file, raw, &mut vocabulary, &mut findings);
        }
    }
    complete(&mut vocabulary, &mut findings);
    // With parts of the vocabulary missing, every role would seem wrong.
    if !findings.is_empty() {
        return Err(Error::Catalog(findings));
    }
    let mut roles = Vec::new();
    for file in &sources.roles {
        if let Some(raw) = parse::<RawRole>(file, &mut findings) {
            check::schema(file, &raw.schema, "rolefit.role/1", &mut findings);
            check::role(file, &raw, &vocabulary, &mut findings);
            roles.push(resolve(file, raw, &mut vocabulary));
        }
    }
    check_vocabulary::vocabulary(&sources.vocabulary, &vocabulary, &mut findings);
    roles.sort_by(|a, b| a.id.cmp(&b.id));
    if !findings.is_empty() {
        return Err(Error::Catalog(findings));
    }
    let wordings = if roles.len() > MOST_WORDINGS { Vec::new() } else { roles.iter().map(wording).collect() };
    let mut catalog = Catalog { roles, vocabulary, wordings, hash: String::new() };
    catalog.hash = hash(&catalog);
    Ok(catalog)
}

fn parse<T: DeserializeOwned>(file: &SourceFile, findings: &mut Vec<Finding>) -> Option<T> {
    toml::from_str(&file.text)
        .map_err(|error| {
            let line = error.span().map_or(0, |span| file.line_of(span.start));
            let message = error.message().replace('\n', ", ");
            findings.push(file.finding(line, message, "see corpus/README.md for the form of this file"));
        })
        .ok()
}

/// The texts of the criteria of a role.
fn wording(role: &Role) -> Vec<String> {
    role.criteria.iter().map(|criterion| format!("{} {}", criterion.label, criterion.text)).collect()
}

/// Hashes the parsed content and the tokenizer's version, but not the layout of the files.
fn hash(catalog: &Catalog) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(TOKENIZER.as_bytes());
    let content = serde_json::to_vec(catalog);
    debug_assert!(content.is_ok(), "a catalog has only string keys");
    hasher.update(&content.unwrap_or_default());
    rolefit_document::named_hash(hasher.finalize())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(stem: &str, text: &str) -> SourceFile {
        SourceFile { name: format!("{stem}.toml"), stem: stem.into(), text: text.into() }
    }

    fn catalog(role: &str) -> Result<Catalog> {
        build(&Sources { roles: vec![file("driver", role)], vocabulary: toml_files::embedded().vocabulary })
    }

    fn role(criterion: &str) -> String {
        format!("schema = \"rolefit.role/1\"\ntitle = \"Driver\"\n\n[[criterion]]\n{criterion}\n")
    }

    const GOOD: &str = r#"id = "driver/req-1"
kind = "competency"
priority = "must"
weight = 1.5
label = "Driving"
parts = [{ name = "driving", deeds = ["drive ... truck"] }]"#;

    #[test]
    fn a_catalog_comes_back_from_its_cached_form_as_it_was() {
        // Entries with and without optional fields.
        for phrases in [r#"deeds = ["drive ... truck"]"#, r#"similar = ["drive trucks over mountain passes"]"#] {
            let catalog = catalog(&role(&GOOD.replace(r#"deeds = ["drive ... truck"]"#, phrases))).unwrap();
            let bytes = postcard::to_stdvec(&CachedCatalog::of(&catalog)).unwrap();
            let kept: CachedCatalog = postcard::from_bytes(&bytes).unwrap();
            assert_eq!(format!("{:?}", kept.into_catalog()), format!("{catalog:?}"));
        }
    }

    #[test]
    fn the_embedded_catalog_loads() {
        let catalog = Catalog::embedded().unwrap();
        assert_eq!(catalog.roles.len(), 5);
        let criteria = || catalog.roles.iter().flat_map(|role| &role.criteria);
        assert_eq!(criteria().filter(|criterion| !criterion.is_tenure()).count(), 87);
        assert_eq!(criteria().filter(|criterion| criterion.is_tenure()).count(), 5);
    }

    #[test]
    fn layout_does_not_change_the_hash() {
        let plain = catalog(&role(GOOD)).unwrap();
        let spaced = catalog(&role(&GOOD.replace("weight = 1.5", "# half as much again\nweight   =  1.500"))).unwrap();
        assert_eq!(plain.hash, spaced.hash);
        assert_ne!(plain.hash, catalog(&role(&GOOD.replace("1.5", "1.6"))).unwrap().hash);
    }

    #[test]
    fn a_fault_in_the_words_of_grammar_is_named_with_its_line_and_remedy() {
        for (right, wrong, message) in [
            ("peers = [\"colleagues\"", "peers = [\"my colleagues\"", "`my colleagues` is not one word in lower case"),
            ("\"miss\"", "\"Miss\"", "`Miss` is not one word in lower case"),
            ("peers =", "pears =", "unknown field `pears`"),
        ] {
            let mut sources = Sources { roles: Vec::new(), vocabulary: toml_files::embedded().vocabulary };
            let grammar = sources.vocabulary.iter_mut().find(|file| file.stem == "grammar").unwrap();
            assert!(grammar.text.contains(right), "{right}");
            grammar.text = grammar.text.replace(right, wrong);
            let line = grammar.line_holding(wrong, 0);
            let found = build(&sources).unwrap_err().to_string();
            assert!(found.contains(&format!("corpus/vocabulary/grammar.toml:{line}: {message}")), "{found}");
            assert!(found.contains("see corpus/README.md"), "{found}");
        }
    }

    #[test]
    fn a_fault_is_named_with_its_line_and_what_is_wrong() {
        for (right, wrong, messages) in [
            ("label", "lable", &["driver.toml:9"][..]),
            ("1.5", "-1.0", &["driver.toml:8: the weight -1"]),
            ("1.5", "1.2345", &["three decimals"]),
            ("deeds = [\"drive ... truck\"]", "use = \"no_such_entry\"", &["driver.toml:10", "no_such_entry"]),
            ("deeds =", "search = [\"driv*\"], deeds =", &["driver.toml:10: `driv*` cannot be searched for"]),
            (
                GOOD,
                &format!("{GOOD}\n\n[[criterion]]\n{GOOD}"),
                &["driver.toml:13: the id `driver/req-1` is used twice"],
            ),
            ("truck", "<no_such_list>", &["driver.toml:10", "no_such_list"]),
        ] {
            let found = catalog(&role(&GOOD.replace(right, wrong))).unwrap_err().to_string();
            assert!(messages.iter().all(|message| found.contains(message)), "{wrong}: {found}");
        }
        assert!(catalog(&role(&GOOD.replace("deeds =", "search = [\"driving\"], deeds ="))).is_ok());
    }
}
