//! `rolefit store`: looks into the store, checks it, prunes it, and forgets people.

mod forget;

use std::path::Path;
use std::time::Duration;

use clap::Subcommand;
use rolefit::explain::words;
use rolefit::store::{Count, Rewritten, Stats};

use super::exit::{self, Exit};
use super::kept;
use super::options::{Format, Shared};
use super::output::Output;

/// What is done with the store, which `--store` or `ROLEFIT_STORE` names.
#[derive(Debug, Subcommand)]
pub enum Store {
    /// Count what it holds
    Stats,
    /// Check every page and record, and put away what is damaged; status 1 if anything was
    Verify,
    /// Remove what other versions made, and what is known of files that are gone
    Prune,
    /// Remove every trace of a person
    Forget(forget::Forget),
}

impl Store {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let folder = shared.store().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
        let output = Output::open(shared)?;
        match self {
            Store::Stats => {
                let stats = with_store(&folder, shared, false, |store| Ok(store.stats()?))?;
                let report = report(&folder, &stats, output.format_or(Format::Table))?;
                output.write(|out| out.write_all(report.as_bytes()))?;
                Ok(Exit::Success)
            }
            Store::Verify => verify(&folder, shared, output),
            Store::Prune => {
                let rewritten = with_store(&folder, shared, false, |store| Ok(store.prune()?))?;
                output.write(|out| writeln!(out, "{}", removed(&rewritten)))?;
                Ok(Exit::Success)
            }
            Store::Forget(forget) => forget.run(&folder, shared, output),
        }
    }
}

/// Opens the store in `folder`, `closely` if every page of it is to be looked at, and tells what is wrong with it.
fn with_store<T>(
    folder: &Path,
    shared: &Shared,
    closely: bool,
    work: impl FnOnce(&mut rolefit::store::Store) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if !rolefit::store::Store::is_in(folder) {
        anyhow::bail!("{}: there is no store; a run with --store begins one", folder.display());
    }
    let lock = kept::wait(folder, "store", Duration::from_secs(shared.store_wait))?;
    let lock =
        lock.ok_or_else(|| anyhow::anyhow!("{}: the store is still in use; try again later", folder.display()))?;
    let mut store = match closely {
        true => rolefit::store::Store::open_closely(folder, lock),
        false => rolefit::store::Store::open(folder, lock),
    };
    let done = work(&mut store);
    kept::tell(folder, &store.close());
    // What the system says names no file.
    done.map_err(|error| match error.is::<std::io::Error>() {
        true => error.context(folder.display().to_string()),
        false => error,
    })
}

fn verify(folder: &Path, shared: &Shared, output: Output) -> anyhow::Result<Exit> {
    let (rewritten, troubles) = with_store(folder, shared, true, |store| Ok((store.verify()?, store.troubles())))?;
    let is_whole = rewritten.removed == 0 && !troubles.rebuilt && troubles.failure.is_none();
    let records = |count| words::count(count, "record");
    let verdict = match is_whole {
        true => format!("the store is whole: {}", records(rewritten.kept)),
        false => {
            let (damaged, whole) = (records(rewritten.removed), records(rewritten.kept));
            format!("the store was damaged: {damaged} removed, {whole} left; the next run makes the rest anew")
        }
    };
    output.write(|out| writeln!(out, "{verdict}"))?;
    Ok(if is_whole { Exit::Success } else { Exit::Failed })
}

/// What a rewriting did, in words.
fn removed(rewritten: &Rewritten) -> String {
    let Rewritten { kept, removed, bytes_before, bytes_after } = rewritten;
    let records = words::count(*removed, "record");
    format!("{records} removed, {kept} left; {bytes_before} bytes before, {bytes_after} now")
}

fn report(folder: &Path, stats: &Stats, format: Format) -> anyhow::Result<String> {
    let Stats { bytes, records } = stats;
    Ok(match format {
        Format::Json | Format::Jsonl => serde_json::to_string(stats)? + "\n",
        Format::Table | Format::Csv => {
            let line = |count: &Count| {
                let Count { kind, records, current, bytes } = count;
                format!("{kind:<12} {records:>9} {current:>9} {bytes:>13}\n")
            };
            let head = format!("{}: {bytes} bytes on the disk\n", folder.display());
            let columns = format!("{:<12} {:>9} {:>9} {:>13}\n", "", "records", "usable", "bytes");
            head + &columns + &records.iter().map(line).collect::<String>()
        }
    })
}
