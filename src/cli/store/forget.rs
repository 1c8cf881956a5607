//! `rolefit store forget`: removes every trace of a person, once it is clear which files belong to the person.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::explain::words;
use rolefit::pool::ContentHash;
use rolefit::pool::forget::{self, LEAST_DIGITS, Refusal, RemoveError, Removed, Scope};
use rolefit::pool::store::{People, PersonFile, Store};
use serde::Serialize;

use super::super::exit::{self, Exit};
use super::super::options::CatalogDir;
use super::super::output::Output;
use super::super::search_index;
use super::{StoreArgs, removed_words, with_store};

/// Arguments of `rolefit store forget`.
#[derive(Args, Debug)]
pub(crate) struct Forget {
    /// A file, the id or the end of the path under which it was read, an e-mail address, or a content hash from an
    /// output (blake3:…). For an archive, all files in it are forgotten
    candidate: PathBuf,
    /// Forget every file of the same person, by e-mail address or telephone number
    #[arg(long)]
    group: bool,
    /// Forget only this file, even if the same person has others
    #[arg(long, conflicts_with = "group")]
    only: bool,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    pub args: StoreArgs,
}

/// The forgotten files and the counts, as JSON.
#[derive(Serialize)]
struct Forgotten {
    schema: &'static str,
    files: Vec<File>,
    #[serde(flatten)]
    removed: Removed,
}

#[derive(Serialize)]
struct File {
    content: String,
    /// The paths where the file was last seen.
    paths: Vec<String>,
}

impl Forget {
    /// Runs the command.
    pub(crate) fn run(&self, folder: &Path, output: Output) -> anyhow::Result<Exit> {
        let forgotten = with_store(folder, &self.args.store, false, |store| self.forget(folder, store))?;
        output.report(|| forgotten.words(), &forgotten)?;
        Ok(Exit::Success)
    }

    /// Finds the files and forgets them.
    fn forget(&self, folder: &Path, store: Option<&mut Store>) -> anyhow::Result<Forgotten> {
        let options = &self.args.store;
        let index = search_index::beside(folder);
        let mut people = store.as_ref().map_or_else(|| Ok(People::default()), |store| store.people())?;
        search_index::add_people(&index, &mut people, &self.catalog, options)?;
        let files =
            forget::find(&mut people, &self.candidate, self.scope()).map_err(|refusal| self.refused(refusal))?;
        let contents: BTreeSet<ContentHash> = files.iter().map(|file| file.content).collect();
        let removed = forget::forget(store, search_index::lock(&index, options)?, &contents);
        let removed = removed.map_err(|error| failed(&index, error))?;
        let files = files.into_iter().map(|file| File { content: file.content.to_string(), paths: file.paths });
        Ok(Forgotten { schema: "rolefit.forgotten/1", files: files.collect(), removed })
    }

    fn scope(&self) -> Scope {
        match (self.group, self.only) {
            (true, _) => Scope::Person,
            (false, true) => Scope::OneFile,
            (false, false) => Scope::Unambiguous,
        }
    }

    /// Words a refusal and its remedy.
    fn refused(&self, refusal: Refusal) -> anyhow::Error {
        let shown = words::one_line(&self.candidate.to_string_lossy());
        match refusal {
            Refusal::Unreadable(error) => anyhow::Error::from(error)
                .context(format!("{} cannot be read; name it by its content hash", self.candidate.display())),
            Refusal::BadHash => {
                exit::usage(format!("a content hash is `blake3:` and at least {LEAST_DIGITS} hexadecimal digits"))
            }
            Refusal::Unknown => {
                let remedy = "name a file, the id or path under which it was read, an e-mail address or a content hash";
                anyhow::anyhow!("the store has no entry for {shown}; {remedy}")
            }
            Refusal::SeveralFiles(files) => {
                let remedy = "name one by its content hash or by more of its path";
                exit::usage(format!("several files are named {shown}\n{}{remedy}", lines(&files)))
            }
            Refusal::SeveralPersons(files) => {
                let remedy = "name one by its content hash";
                exit::usage(format!("{shown} has belonged to several persons\n{}{remedy}", lines(&files)))
            }
            Refusal::MoreFiles(files) => choose(&files, "--only to forget only this one"),
            Refusal::SeveralWithAddress(files) => choose(&files, "name one by its content hash with --only"),
        }
    }
}

/// Returns the error that asks the user to choose between the files of one person.
fn choose(files: &[PersonFile], remedy: &str) -> anyhow::Error {
    let message = format!("nothing was forgotten: these {} files belong to one person", files.len());
    exit::usage(format!("{message}\n{}add --group to forget all, or {remedy}", lines(files)))
}

/// Words an error of the index in the folder `index`. An error of the store gets its words from [`with_store`].
pub(super) fn failed(index: &Path, error: RemoveError) -> anyhow::Error {
    match error {
        RemoveError::Index(fault) => search_index::unusable(index, &fault),
        RemoveError::Store(fault) => fault.into(),
    }
}

impl Forgotten {
    fn words(&self) -> String {
        let files = self.files.iter().map(|file| line(&file.content, &file.paths)).collect::<String>();
        "forgotten:\n".to_owned() + &files + &removed_words(&self.removed)
    }
}

/// One line per file.
fn lines(files: &[PersonFile]) -> String {
    files.iter().map(|file| line(&file.content.to_string(), &file.paths)).collect()
}

/// A line with a content and its paths.
fn line(content: &str, paths: &[String]) -> String {
    let paths = paths.iter().map(|path| format!("  {}", words::one_line(path))).collect::<String>();
    format!("  {content}{paths}\n")
}
