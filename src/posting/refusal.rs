//! Opens catalogs, and refuses roles that ask for a protected trait. A role file written by hand may not ask for one
//! either.

use std::path::Path;

use super::corpus::PostingWords;
use super::recognise::PatternReader;
use crate::cache::{Cache, Key};
use crate::catalog::{Catalog, Criterion, Role, Vocabulary, embedded_text};
use crate::error::{Error, Finding, Result};

/// Opens the catalog at `path`, or the embedded one, as [`Catalog::open`] does.
///
/// # Errors
/// As for [`Catalog::open`], and [`Error::Catalog`] with a finding for each criterion that names a protected trait.
pub fn open_catalog(path: Option<&Path>, cache: &Cache) -> Result<Catalog> {
    let catalog = Catalog::open(path, cache)?;
    // The embedded roles are checked by a test.
    let Some(path) = path else { return Ok(catalog) };
    let key = Key::new("lawful", [catalog.hash.as_bytes()]);
    if cache.load::<bool>(&key).is_some() {
        return Ok(catalog);
    }
    let source = |role: &Role| role_source(Some(path), &role.id);
    lawful(&catalog, |role| source(role).unwrap_or_else(|| (path.display().to_string(), String::new())))?;
    cache.keep(&key, &true);
    Ok(catalog)
}

/// Opens the catalog of `roles`, as [`Catalog::of_roles`] does.
///
/// # Errors
/// As for [`open_catalog`].
pub fn open_roles(roles: Vec<(String, String)>, path: Option<&Path>) -> Result<Catalog> {
    let catalog = Catalog::of_roles(roles.clone(), path)?;
    lawful(&catalog, |role| {
        let text = roles.iter().find(|(id, _)| *id == role.id).map(|(_, text)| text.clone());
        (format!("{}.toml", role.id), text.unwrap_or_default())
    })?;
    Ok(catalog)
}

/// Refuses roles that ask for a protected trait. `file` returns name and text of the file of a role.
fn lawful(catalog: &Catalog, file: impl Fn(&Role) -> (String, String)) -> Result<()> {
    let reader = PatternReader::of_traits(&catalog.vocabulary, &PostingWords::embedded()?)?;
    let findings: Vec<Finding> =
        catalog.roles.iter().flat_map(|role| findings(role, catalog, &reader, &file)).collect();
    if findings.is_empty() { Ok(()) } else { Err(Error::Catalog(findings)) }
}

fn findings(
    role: &Role,
    catalog: &Catalog,
    reader: &PatternReader,
    file: &impl Fn(&Role) -> (String, String),
) -> Vec<Finding> {
    let named = role.criteria.iter().filter_map(|criterion| {
        let label = named_trait(criterion, &catalog.vocabulary, reader)?;
        Some((criterion, label))
    });
    let named: Vec<(&Criterion, String)> = named.collect();
    if named.is_empty() {
        return Vec::new();
    }
    let (file, text) = file(role);
    let finding = |(criterion, label): (&Criterion, String)| {
        let quoted = format!("\"{}\"", criterion.id);
        Finding {
            file: file.clone(),
            line: text.lines().position(|line| line.contains(&quoted)).map_or(0, |at| at + 1),
            message: format!("criterion `{}` names {label}, a protected trait", criterion.id),
            remedy: "ask for what the work needs, or take the criterion out".into(),
        }
    };
    named.into_iter().map(finding).collect()
}

/// Returns name and text of the file of role `id` in the catalog at `path`, or in the embedded catalog. `None` if there
/// is no such file.
pub(crate) fn role_source(path: Option<&Path>, id: &str) -> Option<(String, String)> {
    let file = format!("{id}.toml");
    let Some(path) = path else {
        let name = format!("roles/{file}");
        let text = embedded_text(&name);
        return (!text.is_empty()).then(|| (name, text.to_owned()));
    };
    // The catalog may be one role file.
    let mut places = [path.join(&file), path.join("roles").join(&file), path.to_owned()].into_iter();
    places.find_map(|place| Some((place.display().to_string(), std::fs::read_to_string(place).ok()?)))
}

/// Returns the label of the protected trait that a criterion names, in its words or in phrases of its own.
fn named_trait(criterion: &Criterion, vocabulary: &Vocabulary, reader: &PatternReader) -> Option<String> {
    let entries = criterion.parts.iter().flat_map(|part| part.entries(vocabulary));
    let own = entries.into_iter().filter(|(id, _)| id.contains('#'));
    // A pattern marks exact words by `=`.
    let own =
        own.flat_map(|(_, entry)| entry.names.iter().chain(&entry.claims)).map(|pattern| pattern.replace('=', ""));
    let texts = [criterion.label.clone(), criterion.text.clone()].into_iter().chain(own);
    texts.into_iter().find_map(|text| reader.read(&text).refused_trait())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn opened(text: &str) -> Result<Catalog> {
        let folder = tempfile::tempdir().unwrap();
        let role = format!(
            "schema = \"rolefit.role/1\"\ntitle = \"Baker\"\n\n[[criterion]]\nid = \"baker/req-1\"\nkind = \"competency\"\n\
             priority = \"should\"\nweight = 1.0\nlabel = \"Suits the shop\"\ntext = \"{text}\"\nparts = [{{ use = \"sales\" }}]\n"
        );
        std::fs::create_dir(folder.path().join("roles")).unwrap();
        std::fs::write(folder.path().join("roles/baker.toml"), role).unwrap();
        open_catalog(Some(folder.path()), &Cache::off())
    }

    #[test]
    fn a_role_that_asks_for_a_protected_trait_is_refused_with_file_line_and_remedy() {
        let message = opened("Between 20 and 30 years old.").unwrap_err().to_string();
        assert!(message.contains("roles/baker.toml:5: "), "{message}");
        assert!(message.contains("names age, a protected trait; ask for what the work needs"), "{message}");
    }

    #[test]
    fn work_that_only_looks_like_a_trait_is_accepted() {
        for text in [
            "Observes residents for changes of skin color.",
            "Checks the identification of guests for their age.",
            "Sells bread to young families and to people of every faith.",
        ] {
            assert!(opened(text).is_ok(), "{text}");
        }
        assert!(open_catalog(None, &Cache::off()).is_ok());
    }

    #[test]
    fn the_embedded_roles_ask_for_no_trait() {
        let catalog = Catalog::embedded().unwrap();
        assert!(lawful(&catalog, |_| Default::default()).is_ok());
    }
}
