//! Parses catalog files, merges them into one catalog and computes its hash.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::cached::CachedCatalog;
use super::check;
use super::raw::{RawBands, RawCriterion, RawPart, RawRole, RawVocabulary};
use super::toml_files::{self, SourceFile, Sources};
use super::vocabulary::{Title, Vocabulary};
use super::{Bands, Catalog, Criterion, Part, Role};
use crate::cache::Cache;
use crate::error::{Error, Finding, Result};
use crate::units::Score;
use rolefit_document::TOKENIZER;

/// A catalog of more roles is a collection; comparing every line of a resume with all of them would take too long.
const MOST_WORDINGS: usize = 50;

/// Factor on the weight of a defining criterion. With perfect labels, factors of 3 to 5 order candidates for similar
/// roles about equally well. Below 3, similar roles are not told apart; above 5, the other criteria hardly count.
const DEFINING_FACTOR: u64 = 4;

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

/// Gives a vocabulary that was made before the words of dates were data the embedded ones.
fn complete(vocabulary: &mut Vocabulary, findings: &mut Vec<Finding>) {
    let embedded = toml_files::embedded().vocabulary;
    let dates = embedded.iter().find(|file| file.stem == "dates");
    let raw = dates.filter(|_| vocabulary.dates.months.is_empty()).and_then(|file| parse(file, findings));
    if let Some(dates) = raw.and_then(|raw: RawVocabulary| raw.dates) {
        vocabulary.dates = dates;
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
    check::vocabulary(&sources.vocabulary, &vocabulary, &mut findings);
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

fn merge(file: &SourceFile, raw: RawVocabulary, vocabulary: &mut Vocabulary, findings: &mut Vec<Finding>) {
    for (id, words) in raw.words {
        let line = || file.line_of(words.span().start);
        check::unique(file, line, "word list", &id, &vocabulary.words, findings);
        vocabulary.words.insert(id, words.into_inner());
    }
    for (id, entry) in raw.entries {
        let line = || file.line_of(entry.span().start);
        check::unique(file, line, "entry", &id, &vocabulary.entries, findings);
        vocabulary.entries.insert(id, entry.into_inner());
    }
    for (id, title) in raw.titles {
        let line = || file.line_of(title.span().start);
        check::unique(file, line, "title", &id, &vocabulary.titles, findings);
        vocabulary.titles.insert(id, title.into_inner());
    }
    for (id, field) in raw.fields {
        check::unique(file, || 0, "field", &id, &vocabulary.fields, findings);
        vocabulary.fields.insert(id, field);
    }
    for (kind, headings) in raw.headings.0 {
        vocabulary.headings.0.entry(kind).or_default().extend(headings);
    }
    if let Some(words) = raw.title_words {
        vocabulary.title_words.nouns.extend(words.nouns);
        vocabulary.title_words.ranks.extend(words.ranks);
        vocabulary.title_words.lesser.extend(words.lesser);
        vocabulary.title_words.leads.extend(words.leads);
        vocabulary.title_words.serving_words.extend(words.serving_words);
        vocabulary.title_words.serving_nouns.extend(words.serving_nouns);
        vocabulary.title_words.rising.extend(words.rising);
        vocabulary.title_words.things.extend(words.things);
        vocabulary.title_words.unheld.extend(words.unheld);
        vocabulary.title_words.short_forms.extend(words.short_forms);
    }
    for (kind, labels) in raw.labels.0 {
        vocabulary.labels.0.entry(kind).or_default().extend(labels);
    }
    if let Some(dates) = raw.dates {
        check::dates(file, &dates, findings);
        vocabulary.dates = dates;
    }
    vocabulary.time = raw.time.unwrap_or(vocabulary.time);
    vocabulary.degrees.extend(raw.degrees);
    vocabulary.languages.extend(raw.languages);
    for (level, words) in raw.language_levels {
        vocabulary.language_levels.entry(level).or_default().extend(words);
    }
    vocabulary.context.extend(raw.context);
}

/// Converts a role file. Phrases and titles of a part's own become entries and titles with the id `<criterion>#<part>`.
fn resolve(file: &SourceFile, raw: RawRole, vocabulary: &mut Vocabulary) -> Role {
    let criteria = raw.criteria.into_iter().map(|criterion| resolve_criterion(criterion.into_inner(), vocabulary));
    let criteria = criteria.collect();
    let RawRole { title, other_titles, summary, bands, vacancy, .. } = raw;
    let bands = bands.map(|bands| bands.into_inner()).map(|RawBands { strong, possible }| Bands {
        strong: Score::points(strong),
        possible: Score::points(possible),
    });
    let vacancy = vacancy.map(Spanned::into_inner);
    let role = Role { id: file.stem.clone(), title, other_titles, summary, bands, vacancy, criteria };
    let asked = role.asked_title(vocabulary).map(str::to_owned);
    if let Some((id, title)) = asked.and_then(|id| Some((id.clone(), vocabulary.titles.get_mut(&id)?))) {
        name_as_the_role(&role, title, id.contains('#'));
    }
    role
}

/// Adds the other names that a role gives itself to the title that it asks for, except names that a shorter one
/// recognises. A title of the role's own (`is_own`) says itself which names are only related.
fn name_as_the_role(role: &Role, title: &mut Title, is_own: bool) {
    let holds = |name: &str, same: &str| {
        let (name, same) = (format!(" {} ", name.to_lowercase()), same.to_lowercase());
        name.contains(&format!(" {} ", same.trim_end_matches('s')))
    };
    for name in &role.other_titles {
        let is_known = title.same.iter().any(|same| holds(name, same));
        let is_related = is_own && title.adjacent.contains(name);
        if !is_known && !is_related {
            title.same.push(name.clone());
        }
    }
}

fn resolve_criterion(raw: RawCriterion, vocabulary: &mut Vocabulary) -> Criterion {
    let id = raw.id.into_inner();
    let parts =
        raw.parts.into_inner().into_iter().map(|part| resolve_part(&id, part.into_inner(), vocabulary)).collect();
    let factor = if raw.defining { DEFINING_FACTOR } else { 1 };
    Criterion {
        weight: check::weight(*raw.weight.get_ref()).unwrap_or_default() * factor,
        kind: raw.kind,
        priority: raw.priority,
        confirmed: raw.confirmed.is_none_or(Spanned::into_inner),
        defining: raw.defining,
        label: raw.label,
        text: raw.text,
        parts,
        id,
    }
}

fn resolve_part(criterion: &str, raw: RawPart, vocabulary: &mut Vocabulary) -> Part {
    let name = check::part_name(&raw);
    let own = format!("{criterion}#{name}");
    let entry = match (raw.own_entry(&name), raw.own_title(&name)) {
        (Some(entry), _) => vocabulary.entries.insert(own.clone(), entry).map_or(Some(own), |_| None),
        (None, Some(title)) => vocabulary.titles.insert(own.clone(), title).map_or(Some(own), |_| None),
        (None, None) => raw.entry,
    };
    let RawPart { degree, fields, related_fields, min_months, full_months, level, weight, .. } = raw;
    let full_months = full_months.map(|months| months.into_inner());
    let weight = weight.and_then(|weight| check::part_weight(weight.into_inner()));
    Part { name, entry, degree, fields, related_fields, min_months, full_months, level, weight }
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
    format!("blake3:{}", hasher.finalize().to_hex())
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

    fn finding(criterion: &str) -> String {
        catalog(&role(criterion)).unwrap_err().to_string()
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
    fn an_unknown_key_is_named_with_its_line() {
        assert!(
            finding(&GOOD.replace("label", "lable")).contains("driver.toml:9"),
            "{}",
            finding(&GOOD.replace("label", "lable"))
        );
    }

    #[test]
    fn a_weight_below_zero_or_too_fine_is_an_error() {
        assert!(finding(&GOOD.replace("1.5", "-1.0")).contains("driver.toml:8: the weight -1"));
        assert!(finding(&GOOD.replace("1.5", "1.2345")).contains("three decimals"));
    }

    #[test]
    fn a_part_that_nothing_can_recognise_is_an_error() {
        let message = finding(&GOOD.replace("deeds = [\"drive ... truck\"]", "use = \"no_such_entry\""));
        assert!(message.contains("driver.toml:10") && message.contains("no_such_entry"), "{message}");
    }

    #[test]
    fn a_search_term_that_no_search_box_takes_is_an_error() {
        let starred = GOOD.replace("deeds =", "search = [\"driv*\"], deeds =");
        assert!(finding(&starred).contains("driver.toml:10: `driv*` cannot be searched for"), "{}", finding(&starred));
        assert!(catalog(&role(&starred.replace("driv*", "driving"))).is_ok());
    }

    #[test]
    fn an_id_used_twice_is_an_error() {
        let twice = format!("{GOOD}\n\n[[criterion]]\n{GOOD}");
        assert!(finding(&twice).contains("driver.toml:13: the id `driver/req-1` is used twice"), "{}", finding(&twice));
    }

    #[test]
    fn an_unknown_word_list_is_an_error() {
        let message = finding(&GOOD.replace("truck", "<no_such_list>"));
        assert!(message.contains("driver.toml:10") && message.contains("no_such_list"), "{message}");
    }
}
