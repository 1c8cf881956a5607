//! `rolefit audit verify`: repeats the runs that `rank --record` recorded, and reports every difference.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rolefit::audit::run_record::{FileRecord, RunRecord, read};
use rolefit::document::{content_of, named_hash};
use rolefit::explain::words;
use rolefit::output::v1::ENGINE;
use rolefit::session::Options;
use serde::Serialize;

use super::super::exit::Exit;
use super::super::job::Job;
use super::super::options::{CatalogDir, Common, Jobs, OutputFile, Results, StoreOptions};
use super::super::reading::CliReader;
use super::super::record::{Entry, Recorder};
use super::super::session::CliSession;

/// Files listed per difference.
const MOST_LISTED: usize = 5;

/// Arguments of `rolefit audit verify`.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// The file that `rank --record` wrote. Run this where `rank` was run, because paths are as they were typed there
    record: PathBuf,
    /// Verify only the last run
    #[arg(long)]
    last: bool,
    #[command(flatten)]
    store: StoreOptions,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    results: Results,
}

/// The outcome for one run.
#[derive(Serialize)]
struct Verified {
    line: usize,
    recorded_at: jiff::Timestamp,
    files: usize,
    /// True if the results are the same to the byte.
    equal: bool,
    differences: Vec<String>,
}

impl Verify {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let name = self.record.display().to_string();
        let text = fs::read_to_string(&self.record)
            .with_context(|| format!("{name} cannot be read; give a file that `rank --record` wrote"))?;
        let mut runs = read(&name, &text)?;
        if self.last {
            runs.drain(..runs.len().saturating_sub(1));
        }
        let output = self.results.open_apart(&[&self.record])?;
        let mut all = Vec::new();
        for (line, run) in runs {
            let differences = self.differences(&run, common).unwrap_or_else(|error| vec![format!("{error:#}")]);
            let (recorded_at, files, equal) = (run.recorded_at, run.files.len(), differences.is_empty());
            all.push(Verified { line, recorded_at, files, equal, differences });
        }
        output.report(|| report(&name, &all), &all)?;
        Ok(if all.iter().all(|run| run.equal) { Exit::Success } else { Exit::Failed })
    }

    /// The differences between `recorded` and the same run today. Empty if there is none.
    fn differences(&self, recorded: &RunRecord, common: &Common) -> anyhow::Result<Vec<String>> {
        let mut differences: Vec<String> = output_difference(recorded).into_iter().collect();
        if recorded.engine != ENGINE {
            differences
                .push(format!("it ran with {}, and this is {ENGINE}; repeat it with that version", recorded.engine));
            return Ok(differences);
        }
        let asked = &recorded.asked;
        if asked.paths.iter().chain(&asked.job).any(|path| path == "-") {
            differences.push("it read standard input, which cannot be repeated".to_owned());
            return Ok(differences);
        }
        let named = asked.paths.iter().chain(&asked.job).chain(&asked.catalog);
        let mut gone = named.filter(|path| !Path::new(path).exists()).peekable();
        if gone.peek().is_some() {
            differences.extend(gone.map(|path| format!("{path} is not here; verify in the folder of the run")));
            return Ok(differences);
        }
        let paths: Vec<PathBuf> = asked.paths.iter().map(PathBuf::from).collect();
        let inputs: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let catalog = CatalogDir { catalog: asked.catalog.as_ref().map(PathBuf::from) };
        let opened = Job::of(asked.job.as_ref().map(PathBuf::from), asked.confirm).catalog(&catalog, &inputs, true)?;
        let options = Options {
            cache: catalog.cache(),
            catalog: catalog.catalog,
            opened,
            roles: asked.roles.clone(),
            as_of: Some(recorded.as_of),
            blind: asked.blind,
            top_roles: asked.top_roles,
            jobs: self.jobs.jobs,
            ..Options::default()
        };
        let session = CliSession::open(CliReader::start(&self.store, false)?, options)?;
        if session.catalog().hash != recorded.catalog {
            differences.push("the roles or the vocabulary have changed".to_owned());
        }
        let quiet = Common { quiet: true, verbose: common.verbose };
        let run = session.run();
        let mut recorder = Recorder::default();
        session.batch(&paths, &OutputFile { output: None }, &quiet)?.each(
            |candidate| Entry::new(&run, &candidate),
            |entry| {
                recorder.add(entry);
                Ok::<(), io::Error>(())
            },
        )?;
        let (files, results) = (recorder.files, named_hash(recorder.results.finalize()));
        differences.extend(file_differences(&recorded.files, &files));
        if differences.is_empty() && results != recorded.results {
            differences.push("the same files give other results".to_owned());
        }
        Ok(differences)
    }
}

/// The difference between the output as it was written and the file as it is.
fn output_difference(recorded: &RunRecord) -> Option<String> {
    let path = recorded.output.path.as_ref()?;
    match fs::read(path) {
        Ok(bytes) if content_of(&bytes) == recorded.output.content => None,
        Ok(_) => Some(format!("{path} has changed since, or a later run wrote it")),
        Err(_) => Some(format!("{path} is gone")),
    }
}

/// The files that were added, taken away or changed since.
fn file_differences(before: &[FileRecord], now: &[FileRecord]) -> Vec<String> {
    let by_id = |files: &[FileRecord]| -> BTreeMap<String, FileRecord> {
        files.iter().map(|file| (file.id.clone(), file.clone())).collect()
    };
    let (before, now) = (by_id(before), by_id(now));
    let ids = |from: &BTreeMap<String, FileRecord>, wanted: &dyn Fn(&FileRecord) -> bool| -> Vec<String> {
        from.values().filter(|file| wanted(file)).map(|file| file.id.clone()).collect()
    };
    let gone = ids(&before, &|file| !now.contains_key(&file.id));
    let new = ids(&now, &|file| !before.contains_key(&file.id));
    let changed = ids(&before, &|file| now.get(&file.id).is_some_and(|now| now != file));
    let kinds = [("gone", gone), ("new", new), ("changed", changed)];
    kinds.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(kind, ids)| listed(kind, &ids)).collect()
}

/// "2 files gone: a.pdf, b.pdf".
fn listed(kind: &str, ids: &[String]) -> String {
    let shown: Vec<String> = ids.iter().take(MOST_LISTED).map(|id| words::one_line(id)).collect();
    let more = match ids.len().saturating_sub(MOST_LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} {kind}: {}{more}", words::count(ids.len(), "file"), shown.join(", "))
}

fn report(name: &str, all: &[Verified]) -> String {
    let mut text = String::new();
    for run in all {
        let outcome = if run.equal { "the same results" } else { "different" };
        let files = words::count(run.files, "file");
        text.push_str(&format!("{name}:{}: {}, {files}: {outcome}\n", run.line, run.recorded_at));
        text.extend(run.differences.iter().map(|difference| format!("  {difference}\n")));
    }
    text
}
