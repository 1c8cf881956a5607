//! `rolefit store stats`: counts the records of the store and the resumes of the search index.

use std::path::Path;

use rolefit::pool::store::{Count, Stats};
use serde::Serialize;

use super::super::exit::Exit;
use super::super::options::StoreOptions;
use super::super::output::Output;
use super::super::search_index::{self, IndexState};
use super::with_store;

/// The counts, as JSON.
#[derive(Serialize)]
struct Counted {
    schema: &'static str,
    #[serde(flatten)]
    store: Option<Stats>,
    search: Option<IndexState>,
}

/// Runs the command.
pub(super) fn run(folder: &Path, options: &StoreOptions, output: Output) -> anyhow::Result<Exit> {
    let store = with_store(folder, options, false, |store| Ok(store.map(|store| store.stats()).transpose()?))?;
    let counted =
        Counted { schema: "rolefit.stats/1", store, search: search_index::stats(&search_index::beside(folder))? };
    output.report(|| table(folder, &counted), &counted)?;
    Ok(Exit::Success)
}

fn table(folder: &Path, counted: &Counted) -> String {
    let store = counted.store.as_ref().map(|Stats { bytes, records }| {
        let line = |count: &Count| {
            let Count { kind, records, current, bytes } = count;
            format!("{kind:<12} {records:>9} {current:>9} {bytes:>13}\n")
        };
        let head = format!("{}: {bytes} bytes on disk\n", folder.display());
        let columns = format!("{:<12} {:>9} {:>9} {:>13}\n", "", "records", "usable", "bytes");
        head + &columns + &records.iter().map(line).collect::<String>()
    });
    store.unwrap_or_default() + &counted.search.iter().map(|state| format!("{state}\n")).collect::<String>()
}
