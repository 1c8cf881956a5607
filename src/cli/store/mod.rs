//! `rolefit store`: counts, checks and prunes the store and the search index beside it, and forgets persons.

mod forget;
mod prune;
mod stats;
mod verify;

use std::path::Path;
use std::time::Duration;

use clap::{Args, Subcommand};
use rolefit::explain::words;
use rolefit::pool::forget::Removed;
use rolefit::pool::store::Store as Opened;
use rolefit::pool::{Fault, Rewritten};

use super::exit::{self, Exit};
use super::options::{Format, Results, StoreOptions};
use super::{open_store, search_index};

/// Commands on the store that `--store` or `ROLEFIT_STORE` names, and on the search index beside it.
#[derive(Debug, Subcommand)]
pub(crate) enum Store {
    /// Show the size of the store and the search index
    Stats(StoreArgs),
    /// Check every record and remove the damaged ones; the exit status is 1 if there were any
    Verify(StoreArgs),
    /// Remove entries of other versions and of deleted files, from the search index too
    Prune(StoreArgs),
    /// Remove every trace of a person, from the search index too
    Forget(forget::Forget),
}

/// The options of every command on a store.
#[derive(Args, Clone, Debug)]
pub(crate) struct StoreArgs {
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    store: StoreOptions,
}

impl Store {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let StoreArgs { results, store } = match self {
            Store::Stats(args) | Store::Verify(args) | Store::Prune(args) => args,
            Store::Forget(forget) => &forget.args,
        };
        let folder = store.dir.path().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
        if results.format()? == Some(Format::Csv) {
            let remedy = "change --format, or the extension after -o";
            return Err(exit::usage(format!("`rolefit store` writes a table or json; {remedy}")));
        }
        let output = results.open()?;
        match self {
            Store::Stats(_) => stats::run(&folder, store, output),
            Store::Verify(_) => verify::run(&folder, store, output),
            Store::Prune(_) => prune::run(&folder, store, output),
            Store::Forget(forget) => forget.run(&folder, output),
        }
    }
}

/// Opens the store in `folder` for `work` and prints its problems; `checked` checks every page. `work` gets `None` if
/// the folder holds only a search index.
fn with_store<T>(
    folder: &Path,
    options: &StoreOptions,
    checked: bool,
    work: impl FnOnce(Option<&mut Opened>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if !Opened::is_in(folder) {
        if rolefit::pool::search::is_in(&search_index::beside(folder)) {
            return work(None);
        }
        let there = if folder.is_file() { "this is a file, not a store" } else { "there is no store" };
        anyhow::bail!("{}: {there}; a run with --store creates one", folder.display());
    }
    let lock = open_store::wait(folder, "store", Duration::from_secs(options.store_wait));
    let lock = lock.map_err(|error| {
        let remedy = "check that you may write there";
        anyhow::anyhow!("{}: the store cannot be locked: {error}; {remedy}", folder.display())
    })?;
    let lock =
        lock.ok_or_else(|| anyhow::anyhow!("{}: the store is still in use; try again later", folder.display()))?;
    let mut store = match checked {
        true => Opened::open_checked(folder, lock),
        false => Opened::open(folder, lock),
    };
    let done = work(Some(&mut store));
    open_store::report(folder, &store.close());
    // A fault of the store names no file.
    done.map_err(|error| match error.downcast_ref::<Fault>() {
        Some(fault) => {
            let remedy = "check that the disk is not full and that you may write there";
            anyhow::anyhow!("{}: {}; {remedy}", folder.display(), fault.of_store())
        }
        None => error,
    })
}

/// Words the counts of a rewrite; `unit` is "record" or "resume".
pub(super) fn removed(rewritten: &Rewritten, unit: &str) -> String {
    let Rewritten { kept, removed, bytes_before, bytes_after } = rewritten;
    let removed = words::count(*removed, unit);
    format!("{removed} removed, {kept} left; {bytes_before} bytes before, {bytes_after} now")
}

/// Words the results for store and index, one line each.
fn removed_words(results: &Removed) -> String {
    let store = results.store.iter().map(|store| removed(store, "record") + "\n");
    let search = results.search.iter().map(|search| format!("search index: {}\n", search_index::forgotten(search)));
    store.chain(search).collect()
}
