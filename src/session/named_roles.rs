//! Finds roles by the names that people give them: an id, a title, or a part of either.

use crate::catalog::{Catalog, Role};
use crate::error::{Error, Result};

/// An error lists the ids of all roles up to this number. A longer list helps nobody.
const MOST_ROLES_LISTED: usize = 10;

/// The similarity from which a name is taken for a misspelled one: "acount-manager" has .98 to "account-manager".
const LEAST_SIMILAR: f64 = 0.93;

/// An error about a larger catalog lists only so many ids: those that are most similar to the unknown name.
const SIMILAR_ROLES: usize = 3;

/// The ids of the roles of `catalog` that `name` names, without repetition: an id, a title, another title, a part of
/// an id or a title that only one role has, or several of these with commas between them. Case does not count, and a
/// hyphen is a space: "Key Account Manager", "key", "sales,senior".
///
/// # Errors
/// [`Error::UnknownRole`] if a name is that of no role, or of several.
pub fn roles_named(catalog: &Catalog, name: &str) -> Result<Vec<String>> {
    if let Some(role) = one_role(catalog, name)? {
        return Ok(vec![role.id.clone()]);
    }
    let mut ids: Vec<String> = Vec::new();
    let names: Vec<&str> = name.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    for name in names.iter().copied().chain(names.is_empty().then_some(name)) {
        let role = one_role(catalog, name)?.ok_or_else(|| unknown_role(catalog, name))?;
        if !ids.contains(&role.id) {
            ids.push(role.id.clone());
        }
    }
    Ok(ids)
}

/// The one role that `name` names.
///
/// # Errors
/// [`Error::UnknownRole`] if `name` is that of no role, or of several.
pub fn role_named<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Role> {
    one_role(catalog, name)?.ok_or_else(|| unknown_role(catalog, name))
}

/// The role that `name` names. `None` if it names none.
fn one_role<'a>(catalog: &'a Catalog, name: &str) -> Result<Option<&'a Role>> {
    let name_words = words(name);
    if name_words.is_empty() {
        return Ok(None);
    }
    // The nearest reading decides. A role's own title comes before the other titles of its siblings.
    let readings: [&dyn Fn(&Role) -> bool; 4] = [
        &|role| role.id == name,
        &|role| [&role.id, &role.title].iter().any(|own| words(own) == name_words),
        &|role| role.other_titles.iter().any(|title| words(title) == name_words),
        &|role| format!(" {} {} ", words(&role.id), words(&role.title)).contains(&format!(" {name_words} ")),
    ];
    for reading in readings {
        let found: Vec<&Role> = catalog.roles.iter().filter(|role| reading(role)).collect();
        match found.as_slice() {
            [] => {}
            [role] => return Ok(Some(role)),
            several => return Err(ambiguous(name, several)),
        }
    }
    Ok(None)
}

/// `name` in lower case, its words parted by one space.
fn words(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '_');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The error for a name that several roles have.
fn ambiguous(name: &str, roles: &[&Role]) -> Error {
    let ids: Vec<&str> = roles.iter().map(|role| role.id.as_str()).take(MOST_ROLES_LISTED).collect();
    Error::UnknownRole {
        id: name.to_owned(),
        remedy: format!("several names hold it; name one of: {}", ids.join(", ")),
    }
}

/// The error for a name that no role of `catalog` has. It names the ids there are, or the most similar ids of a large
/// catalog.
pub fn unknown_role(catalog: &Catalog, name: &str) -> Error {
    let ids: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
    let asked = name.to_lowercase();
    let remedy = match ids.len() > MOST_ROLES_LISTED {
        false => {
            let all = ids.join(", ");
            let meant = most_similar(ids, &asked).into_iter().next();
            let meant = meant.filter(|id| strsim::jaro_winkler(id, &asked) >= LEAST_SIMILAR);
            let hint = meant.map(|id| format!("did you mean `{id}`? Else ")).unwrap_or_default();
            format!("{hint}name one of: {all}")
        }
        true => {
            let similar = most_similar(ids, &asked).join(", ");
            format!("similar roles are {similar}; `rolefit roles search` finds roles by words")
        }
    };
    Error::UnknownRole { id: name.to_owned(), remedy }
}

/// The ids most similar to `id`, best first.
fn most_similar<'a>(ids: Vec<&'a str>, id: &str) -> Vec<&'a str> {
    let mut ids: Vec<(f64, &str)> = ids.into_iter().map(|known| (strsim::jaro_winkler(known, id), known)).collect();
    ids.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
    ids.into_iter().take(SIMILAR_ROLES).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cache::Cache;

    #[test]
    fn a_role_is_found_by_id_title_other_title_or_a_part_that_no_other_role_has() {
        let catalog = crate::posting::open_catalog(None, &Cache::off()).unwrap();
        for (name, ids) in [
            ("key-account-manager", "key-account-manager"),
            ("Key Account Manager", "key-account-manager"),
            ("account manager", "account-manager"),
            ("KEY", "key-account-manager"),
            ("sales, strategic", "sales-account-manager strategic-account-manager"),
            ("senior,Senior Account Manager", "senior-account-manager"),
        ] {
            assert_eq!(roles_named(&catalog, name).unwrap().join(" "), ids, "{name}");
        }
        for (name, remedy) in [
            ("account", "several names hold it; name one of: account-manager, key-account-manager,"),
            ("key,butcher", "no role `butcher`"),
            ("sal", "name one of: account-manager,"),
            ("acount-manager", "did you mean `account-manager`? Else name one of: account-manager,"),
            ("", "no role ``"),
            (",", "no role `,`"),
        ] {
            let error = roles_named(&catalog, name).unwrap_err().to_string();
            assert!(error.contains(remedy), "{name}: {error}");
        }
    }

    #[test]
    fn the_nearest_ids_are_the_likest_first() {
        let ids = vec!["bakers", "miller", "sales-managers", "sales-engineers", "potters"];
        let near = most_similar(ids, "sales-manager");
        assert_eq!((near.len(), near.first().copied()), (3, Some("sales-managers")), "{near:?}");
    }
}
