//! Finds the files of a person by a name that a user gives, and refuses a name that may stand for several persons.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rolefit_ingest::escape_path;

use crate::candidate::PersonKeys;
use crate::pool::store::{Matches, People, PersonFile};
use crate::pool::{ContentHash, Location};

/// Fewest hexadecimal digits of a content hash. Fewer could match another content tomorrow.
pub const LEAST_DIGITS: usize = 8;

/// The files to find, if the person has others beside the named one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The named file; refused if the same person has others.
    #[default]
    Unambiguous,
    /// The named file only.
    OneFile,
    /// All files of the person.
    Person,
}

/// The reason why a name finds no files.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file with this name cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// The name begins with `blake3:`, but fewer than [`LEAST_DIGITS`] hexadecimal digits follow.
    #[error("the content hash is too short or not hexadecimal")]
    BadHash,
    /// Nothing is known under the name.
    #[error("there is no entry under this name")]
    Unknown,
    /// The name stands for several files, perhaps of several persons.
    #[error("several files have this name")]
    SeveralFiles(Vec<PersonFile>),
    /// Over time the file was several persons', or files of several persons state the e-mail address.
    #[error("the file or address has belonged to several persons")]
    SeveralPersons(Vec<PersonFile>),
    /// The named file is one of several of the same person, given here, and the scope is [`Scope::Unambiguous`].
    #[error("the person has several files")]
    MoreFiles(Vec<PersonFile>),
    /// Several files of one person, given here, state the e-mail address, and the scope is not [`Scope::Person`].
    #[error("several files state this address")]
    SeveralWithAddress(Vec<PersonFile>),
}

/// Finds the files that `name` stands for. It is one of:
///
/// - the path of a file;
/// - a content hash, `blake3:` and at least [`LEAST_DIGITS`] digits;
/// - the id of a candidate in an earlier run, or the end of a path;
/// - an e-mail address.
///
/// # Errors
/// A [`Refusal`] if the name stands for no file, or may stand for several persons.
pub fn find(people: &mut People, name: &Path, scope: Scope) -> Result<Vec<PersonFile>, Refusal> {
    let named = named(people, name, scope)?;
    let all = people.same_person(&named);
    let is_named = |file: &PersonFile| named.contains(&file.content);
    match scope {
        Scope::Person => Ok(all),
        Scope::OneFile => Ok(all.into_iter().filter(is_named).collect()),
        Scope::Unambiguous if all.iter().all(is_named) => Ok(all),
        Scope::Unambiguous => Err(Refusal::MoreFiles(all)),
    }
}

/// Returns the contents that `name` stands for: those of one file or archive, or those that state one e-mail address.
fn named(people: &mut People, path: &Path, scope: Scope) -> Result<BTreeSet<ContentHash>, Refusal> {
    if path.is_file() {
        return of_existing_file(people, path);
    }
    let name = path.to_string_lossy();
    if let Some(digits) = name.strip_prefix("blake3:") {
        if digits.len() < LEAST_DIGITS || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(Refusal::BadHash);
        }
        let contents = people.with_digits(digits);
        let as_match = |content: &ContentHash| (content.to_string(), [(String::new(), *content)].into());
        return single(people, &contents.iter().map(as_match).collect());
    }
    // Outputs escape unusual letters in ids; the user may write them either way.
    let names = BTreeSet::from([name.to_string(), escape_path(path)]);
    let mut by_id = Matches::new();
    for (path, contents) in names.iter().flat_map(|name| people.with_id(name)) {
        by_id.entry(path).or_default().extend(contents);
    }
    if is_single(&by_id) {
        return of_one_person(people, &by_id);
    }
    let ends: BTreeSet<String> = names.iter().flat_map(|name| [name.clone(), without_number(name)]).collect();
    let by_path = people.at(|path| ends.iter().any(|end| Path::new(path).ends_with(end)));
    if by_path.is_empty() && name.contains('@') {
        return with_address(people, &name, scope);
    }
    single(people, &by_path)
}

/// Returns the contents of a file that exists, and its older versions.
fn of_existing_file(people: &mut People, path: &Path) -> Result<BTreeSet<ContentHash>, Refusal> {
    // Store and index may have seen the file at different times, and under its path with or without links.
    let paths = [std::path::absolute(path), path.canonicalize()].into_iter().flatten();
    let paths: Vec<String> = paths.map(|path| escape_path(&path)).collect();
    let current = ContentHash::of(&fs::read(path).map_err(Refusal::Unreadable)?);
    // The bytes may be known from another place only.
    if let Some(file) = paths.first().filter(|_| people.contains(current)).cloned() {
        people.add(current, Location { id: escape_path(path), file, inside: String::new() }, &PersonKeys::default());
    }
    of_one_person(people, &people.at(|path| paths.iter().any(|known| known == path)))
}

/// Removes the number in front of an id, as in `2:cv.pdf`. It only tells apart two files of one run.
fn without_number(id: &str) -> String {
    match id.split_once(':') {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest.to_owned(),
        _ => id.to_owned(),
    }
}

/// Returns the contents of the one file that states this e-mail address, and its older versions. Several files are
/// returned only with [`Scope::Person`].
fn with_address(people: &People, address: &str, scope: Scope) -> Result<BTreeSet<ContentHash>, Refusal> {
    let stating = some(people.with_email(address))?;
    if people.are_several(&stating) {
        return Err(Refusal::SeveralPersons(files(people, &stating)));
    }
    let all = people.same_person(&stating);
    let paths = all.iter().filter(|file| stating.contains(&file.content)).map(|file| file.paths.as_slice());
    let paths: BTreeSet<&[String]> = paths.collect();
    // Contents from standard input have no path, so they do not share one.
    let share_path = paths.len() == 1 && paths.iter().all(|paths| !paths.is_empty());
    if stating.len() > 1 && !share_path && scope != Scope::Person {
        return Err(Refusal::SeveralWithAddress(all));
    }
    let is_there = |path: &String| paths.iter().any(|paths| paths.contains(path));
    let found = all.iter().filter(|file| stating.contains(&file.content) || file.paths.iter().any(is_there));
    Ok(found.map(|file| file.content).collect())
}

fn some(contents: BTreeSet<ContentHash>) -> Result<BTreeSet<ContentHash>, Refusal> {
    if contents.is_empty() { Err(Refusal::Unknown) } else { Ok(contents) }
}

/// Returns the contents of `matches`, unless these are several files, which may be several persons'.
fn single(people: &People, matches: &Matches) -> Result<BTreeSet<ContentHash>, Refusal> {
    if is_single(matches) {
        return of_one_person(people, matches);
    }
    let contents = some(contents(matches))?;
    Err(Refusal::SeveralFiles(files(people, &contents)))
}

/// Returns the contents of `matches`, a single file, unless one person's file replaced another's there.
fn of_one_person(people: &People, matches: &Matches) -> Result<BTreeSet<ContentHash>, Refusal> {
    let contents = some(contents(matches))?;
    match people.has_several_persons(matches) {
        true => Err(Refusal::SeveralPersons(files(people, &contents))),
        false => Ok(contents),
    }
}

/// Returns the files of `contents`, without other files of the same persons.
fn files(people: &People, contents: &BTreeSet<ContentHash>) -> Vec<PersonFile> {
    let mut files = people.same_person(contents);
    files.retain(|file| contents.contains(&file.content));
    files
}

/// All contents of `matches`.
fn contents(matches: &Matches) -> BTreeSet<ContentHash> {
    matches.values().flatten().map(|(_, content)| *content).collect()
}

/// True if the matches are one file with its older versions, or one archive with everything inside it.
fn is_single(matches: &Matches) -> bool {
    let all: BTreeSet<_> = matches.values().flatten().collect();
    matches.values().any(|contents| contents.len() == all.len())
}
