//! `rolefit store prune`: removes what no run will ask for, and what is known of files that are gone.

use std::path::Path;

use rolefit::pool::search::Forgotten;
use rolefit::pool::store::{Content, Rewritten};
use serde::Serialize;

use super::super::exit::Exit;
use super::super::options::StoreOptions;
use super::super::output::Output;
use super::super::pool;
use super::{removed, with_store};

/// What was done, for programs.
#[derive(Serialize)]
struct Pruned {
    schema: &'static str,
    store: Option<Rewritten>,
    search: Option<Forgotten>,
}

/// Runs the command.
pub fn run(folder: &Path, options: &StoreOptions, output: Output) -> anyhow::Result<Exit> {
    let (store, search) = with_store(folder, options, false, |store| {
        let gone = store.as_ref().map(|store| store.gone()).transpose()?.unwrap_or_default();
        // The index first: what it holds of files that are gone is still known to be so, should this fail.
        let search = pool::prune(folder, &gone.iter().map(Content::to_string).collect(), options)?;
        Ok((store.map(|store| store.prune()).transpose()?, search))
    })?;
    let pruned = Pruned { schema: "rolefit.pruned/1", store, search };
    let words = || {
        let store = pruned.store.iter().map(|store| removed(store, "record") + "\n");
        let search = pruned.search.iter().map(|search| format!("search index: {}\n", pool::forgotten(search)));
        store.chain(search).collect()
    };
    output.report(words, &pruned)?;
    Ok(Exit::Success)
}
