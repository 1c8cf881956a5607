//! `rolefit store verify`: checks every byte of the store and of the search index.

use std::path::Path;

use rolefit::explain::words;
use serde::Serialize;

use super::super::exit::Exit;
use super::super::options::StoreOptions;
use super::super::output::Output;
use super::super::search_index::{self, IndexState};
use super::with_store;

/// The findings, as JSON.
#[derive(Serialize)]
struct Verified {
    schema: &'static str,
    store: Option<VerifiedStore>,
    search: Option<IndexState>,
}

#[derive(Serialize)]
struct VerifiedStore {
    whole: bool,
    /// The reason why the whole store could not be used.
    problem: Option<String>,
    /// Undamaged records.
    kept: usize,
    removed: usize,
}

/// Runs the command.
pub(super) fn run(folder: &Path, options: &StoreOptions, output: Output) -> anyhow::Result<Exit> {
    let store = with_store(folder, options, true, |store| {
        let Some(store) = store else { return Ok(None) };
        let (rewritten, troubles) = (store.verify()?, store.troubles());
        let whole = rewritten.removed == 0 && troubles.rebuilt.is_none() && troubles.failure.is_none();
        let problem = troubles.rebuilt.map(|fault| fault.of_store());
        Ok(Some(VerifiedStore { whole, problem, kept: rewritten.kept, removed: rewritten.removed }))
    })?;
    let verified = Verified {
        schema: "rolefit.verified/1",
        store,
        search: search_index::verify(&search_index::beside(folder), options)?,
    };
    output.report(|| verdict(&verified), &verified)?;
    let is_whole =
        verified.store.is_none_or(|store| store.whole) && verified.search.is_none_or(|index| index.is_whole());
    Ok(if is_whole { Exit::Success } else { Exit::Failed })
}

fn verdict(verified: &Verified) -> String {
    let records = |count| words::count(count, "record");
    let store = verified.store.iter().map(|VerifiedStore { whole, problem, kept, removed }| match (problem, whole) {
        (Some(problem), _) => format!("{problem}; it was replaced by an empty one, and the next run fills it\n"),
        (None, true) => format!("the store is undamaged: {}\n", records(*kept)),
        (None, false) => {
            let (damaged, whole) = (records(*removed), records(*kept));
            format!("the store was damaged: {damaged} removed, {whole} left; the next run rebuilds the rest\n")
        }
    });
    store.chain(verified.search.iter().map(|state| format!("{state}\n"))).collect()
}
