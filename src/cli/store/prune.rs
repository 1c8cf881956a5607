//! `rolefit store prune`: removes records of other versions, and records of files that no longer exist.

use std::path::Path;

use rolefit::pool::forget::{self, Removed};
use serde::Serialize;

use super::super::exit::Exit;
use super::super::options::StoreOptions;
use super::super::output::Output;
use super::super::search_index;
use super::forget::failed;
use super::{removed_words, with_store};

/// The counts, as JSON.
#[derive(Serialize)]
struct Pruned {
    schema: &'static str,
    #[serde(flatten)]
    removed: Removed,
}

/// Runs the command.
pub fn run(folder: &Path, options: &StoreOptions, output: Output) -> anyhow::Result<Exit> {
    let (store, search) = with_store(folder, options, false, |store| {
        let gone = store.as_ref().map(|store| store.gone()).transpose()?.unwrap_or_default();
        // The index first: what it holds of files that are gone is still known to be so, should this fail.
        let search = pool::prune(folder, &gone.iter().map(Content::to_string).collect(), options)?;
        Ok((store.map(|store| store.prune()).transpose()?, search))
    })?;
    let pruned = Pruned { schema: "rolefit.pruned/1", removed };
    output.report(|| removed_words(&pruned.removed), &pruned)?;
    Ok(Exit::Success)
}
