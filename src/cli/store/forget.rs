//! `rolefit store forget`: removes every trace of a person, once it is clear which files are theirs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rolefit::explain::words;
use rolefit::ingest;
use rolefit::pool::search;
use rolefit::pool::store::{Content, Found, Meant, People, Rewritten, Store, Whereabouts};
use serde::Serialize;

use super::super::exit::{self, Exit};
use super::super::options::Shared;
use super::super::output::Output;
use super::super::pool;
use super::{removed, with_store};

/// Fewer hexadecimal digits than these could be another content's tomorrow.
const LEAST_DIGITS: usize = 8;

/// Arguments of `rolefit store forget`.
#[derive(Args, Debug)]
pub struct Forget {
    /// A file, its id or the end of its path when it was read, an e-mail address, or a content as outputs name it (blake3:…); of a
    /// package, all that is in it is forgotten
    candidate: PathBuf,
    /// Forget every file of the same person, by e-mail address or telephone number
    #[arg(long)]
    group: bool,
    /// Forget this file only, though the same person has others
    #[arg(long, conflicts_with = "group")]
    only: bool,
}

/// What was forgotten, for programs.
#[derive(Serialize)]
struct Forgotten {
    schema: &'static str,
    files: Vec<File>,
    store: Option<Rewritten>,
    search: Option<search::Forgotten>,
}

#[derive(Serialize)]
struct File {
    content: String,
    /// Where it was last seen.
    paths: Vec<String>,
}

impl Forget {
    /// Runs the command.
    pub fn run(&self, folder: &Path, shared: &Shared, output: Output) -> anyhow::Result<Exit> {
        let forgotten = with_store(folder, shared, false, |store| self.forgotten(folder, store, shared))?;
        output.report(|| forgotten.words(), &forgotten)?;
        Ok(Exit::Success)
    }

    /// Forgets whoever is meant.
    fn forgotten(&self, folder: &Path, store: Option<&mut Store>, shared: &Shared) -> anyhow::Result<Forgotten> {
        let mut people = store.as_ref().map_or_else(|| Ok(People::default()), |store| store.people())?;
        pool::add_held(folder, &mut people, shared)?;
        let named = self.named(&mut people)?;
        let all = people.same_person(&named);
        let is_named = |found: &Found| named.contains(&found.content);
        if all.iter().all(is_named) || self.group {
            return forget(folder, store, all, shared);
        }
        if self.only {
            return forget(folder, store, all.into_iter().filter(is_named).collect(), shared);
        }
        Err(asked(&all, "--only for this one"))
    }

    /// The contents that the candidate is known by: one file's, all of a package's, or those that state one e-mail address.
    fn named(&self, people: &mut People) -> anyhow::Result<BTreeSet<Content>> {
        let path = self.candidate.as_path();
        let name = path.to_string_lossy();
        if path.is_file() {
            // What stood there when it was last seen is meant as well; the store and the index may have seen it at other times.
            let places = [std::path::absolute(path), path.canonicalize()].into_iter().flatten();
            let places: Vec<String> = places.map(|path| ingest::escape_path(&path)).collect();
            let bytes = std::fs::read(path);
            let bytes = bytes.with_context(|| format!("{} cannot be read; name it by its content", path.display()))?;
            let (now, id) = (Content::of(&bytes), ingest::escape_path(path));
            // What stands there now is perhaps only known from elsewhere.
            if let Some(file) = places.first().filter(|_| people.knows(now)).cloned() {
                people.add(now, Whereabouts { id, file, inside: String::new() }, &[]);
            }
            return self.of_one(people, &people.at(|path| places.iter().any(|place| place == path)));
        }
        if name.starts_with("blake3:") {
            let contents = people.with_digits(&digits(&name)?);
            let of_its_own = |content: &Content| (content.to_string(), [(String::new(), *content)].into());
            return self.one(people, &contents.iter().map(of_its_own).collect());
        }
        // Outputs write out what is no plain letter; people may name it as it is.
        let names = BTreeSet::from([name.to_string(), ingest::escape_path(path)]);
        let mut ids = Meant::new();
        for (path, contents) in names.iter().flat_map(|name| people.with_id(name)) {
            ids.entry(path).or_default().extend(contents);
        }
        if is_one(&ids) {
            return self.of_one(people, &ids);
        }
        // A number in front tells two files of a run apart, not what they are called.
        let unnumbered = |name: &String| match name.split_once(':') {
            Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest.to_owned(),
            _ => name.clone(),
        };
        let ends: BTreeSet<String> = names.iter().flat_map(|name| [name.clone(), unnumbered(name)]).collect();
        let by_path = people.at(|path| ends.iter().any(|end| Path::new(path).ends_with(end)));
        if by_path.is_empty() && name.contains('@') {
            return self.of_address(people, &name);
        }
        self.one(people, &by_path)
    }

    /// The contents of the one file that states this e-mail address, with what stood in its place before. Those of several are
    /// only meant together.
    fn of_address(&self, people: &People, address: &str) -> anyhow::Result<BTreeSet<Content>> {
        let stating = self.some(people.with_email(address))?;
        let all = people.same_person(&stating);
        let places = all.iter().filter(|found| stating.contains(&found.content)).map(|found| found.paths.as_slice());
        let places: BTreeSet<&[String]> = places.collect();
        // Contents that came from standard input were nowhere, which is no place that they share.
        let are_in_one_place = places.len() == 1 && places.iter().all(|paths| !paths.is_empty());
        if stating.len() > 1 && !are_in_one_place && !self.group {
            return Err(asked(&all, "name one by its content with --only"));
        }
        let is_there = |path: &String| places.iter().any(|paths| paths.contains(path));
        let meant = all.iter().filter(|found| stating.contains(&found.content) || found.paths.iter().any(is_there));
        Ok(meant.map(|found| found.content).collect())
    }

    fn some(&self, contents: BTreeSet<Content>) -> anyhow::Result<BTreeSet<Content>> {
        if contents.is_empty() {
            let remedy = "name a file, its id or path when it was read, an e-mail address or a content";
            anyhow::bail!("the store knows nothing of {}; {remedy}", self.shown());
        }
        Ok(contents)
    }

    /// Refuses a name of several files, which may be several persons'.
    fn one(&self, people: &People, meant: &Meant) -> anyhow::Result<BTreeSet<Content>> {
        if is_one(meant) {
            return self.of_one(people, meant);
        }
        let contents = self.some(all(meant))?;
        Err(self.refused(
            people,
            &contents,
            "is the name of several files",
            "name one by its content or more of its path",
        ))
    }

    /// Refuses a file in whose place another person's was put.
    fn of_one(&self, people: &People, meant: &Meant) -> anyhow::Result<BTreeSet<Content>> {
        let contents = self.some(all(meant))?;
        if people.are_of_several(meant) {
            return Err(self.refused(people, &contents, "was several persons' over time", "name one by its content"));
        }
        Ok(contents)
    }

    fn refused(&self, people: &People, contents: &BTreeSet<Content>, why: &str, remedy: &str) -> anyhow::Error {
        let mut found = people.same_person(contents);
        found.retain(|found| contents.contains(&found.content));
        exit::usage(format!("{} {why}\n{}{remedy}", self.shown(), listed(&found)))
    }

    fn shown(&self) -> String {
        words::one_line(&self.candidate.to_string_lossy())
    }
}

/// Asks which of a person's files are to be forgotten.
fn asked(all: &[Found], remedy: &str) -> anyhow::Error {
    let message = format!("nothing is forgotten yet: these {} files are one person's", all.len());
    exit::usage(format!("{message}\n{}add --group to forget all, or {remedy}", listed(all)))
}

/// All contents that a name means.
fn all(meant: &Meant) -> BTreeSet<Content> {
    meant.values().flatten().map(|(_, content)| *content).collect()
}

/// Whether a name stands for one file, whatever stood in it over time, or for one package with all that is in it.
fn is_one(meant: &Meant) -> bool {
    let all: BTreeSet<_> = meant.values().flatten().collect();
    meant.values().any(|seen| seen.len() == all.len())
}

/// Forgets `found` in the store in `folder`, if there is one, and in the search index beside it.
fn forget(folder: &Path, store: Option<&mut Store>, found: Vec<Found>, shared: &Shared) -> anyhow::Result<Forgotten> {
    let contents: BTreeSet<Content> = found.iter().map(|found| found.content).collect();
    // The index first: what the store still knows can be named again, should this fail.
    let search = pool::forget(folder, &contents.iter().map(Content::to_string).collect(), shared)?;
    let store = store.map(|store| store.forget(&contents)).transpose()?;
    let files = found.into_iter().map(|found| File { content: found.content.to_string(), paths: found.paths });
    Ok(Forgotten { schema: "rolefit.forgotten/1", files: files.collect(), store, search })
}

impl Forgotten {
    fn words(&self) -> String {
        let files = self.files.iter().map(|file| line(&file.content, &file.paths));
        let store = self.store.iter().map(|store| removed(store, "record") + "\n");
        let search = self.search.iter().map(|search| format!("search index: {}\n", pool::forgotten(search)));
        "forgotten:\n".to_owned() + &files.chain(store).chain(search).collect::<String>()
    }
}

/// The files of `found`, one a line.
fn listed(found: &[Found]) -> String {
    found.iter().map(|found| line(&found.content.to_string(), &found.paths)).collect()
}

/// A content and where it was seen.
fn line(content: &str, paths: &[String]) -> String {
    let paths = paths.iter().map(|path| format!("  {}", words::one_line(path))).collect::<String>();
    format!("  {content}{paths}\n")
}

/// The hexadecimal digits of a content.
fn digits(content: &str) -> anyhow::Result<String> {
    let digits = content.strip_prefix("blake3:").unwrap_or(content);
    match digits.len() >= LEAST_DIGITS && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        true => Ok(digits.to_owned()),
        false => Err(exit::usage(format!("a content is `blake3:` and at least {LEAST_DIGITS} hexadecimal digits"))),
    }
}
