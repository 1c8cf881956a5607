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
pub(super) fn run(folder: &Path, options: &StoreOptions, output: Output) -> anyhow::Result<Exit> {
    let index = search_index::beside(folder);
    let removed = with_store(folder, options, false, |store| {
        forget::prune(store, search_index::lock(&index, options)?).map_err(|error| failed(&index, error))
    })?;
    let pruned = Pruned { schema: "rolefit.pruned/1", removed };
    output.report(|| removed_words(&pruned.removed), &pruned)?;
    Ok(Exit::Success)
}
