//! `rolefit index`: builds or updates the search index of the resumes under some paths, for `rolefit search`.

use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::document::{Document, Problem};
use rolefit::explain::remarks::{self, Remark};
use rolefit::explain::words;
use rolefit::ingest::{self};
use rolefit::pool::Fault;
use rolefit::pool::search::{Counts, Recogniser, Update, Updated, Writer};
use serde::Serialize;

use super::exit::{self, Exit};
use super::options::{CatalogDir, Common, Format, Jobs, Results, StoreOptions, TrustMtime};
use super::output::must_lie_apart;
use super::reading::{CliReader, tell};
use super::{search_index, session};

/// Arguments of `rolefit index`.
#[derive(Args, Debug)]
pub(crate) struct Index {
    /// Resumes or folders of resumes; files that no longer exist are removed from the index
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    store: StoreOptions,
    #[command(flatten)]
    trust_mtime: TrustMtime,
    #[command(flatten)]
    results: Results,
}

/// The counts of an update as JSON.
#[derive(Serialize)]
struct Indexed {
    schema: &'static str,
    #[serde(flatten)]
    counts: Counts,
}

impl Index {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(exit::usage(
                "standard input cannot be indexed, because it cannot be found again; name files or folders",
            ));
        }
        if self.results.format()? == Some(Format::Csv) {
            return Err(exit::usage(
                "`rolefit index` writes a line or json; change --format, or the extension after -o",
            ));
        }
        let folder = search_index::folder(&self.store.dir)?;
        let inputs: Vec<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        let output = self.results.open_apart(&inputs)?;
        let unusable = |fault: Fault| search_index::unusable(&folder, &fault);
        let reading = CliReader::start(&self.store, self.trust_mtime.trust_mtime)?;
        let recogniser = Recogniser::new(&self.catalog.open()?)?;
        reading.ready()?;
        let lock = search_index::wait(&folder, &self.store)?;
        let writer = Writer::open(&folder, lock, &recogniser).map_err(unusable)?;
        if let Some(fault) = writer.rebuilt() {
            say!("rolefit: {}: {}; it is rebuilt from these paths", folder.display(), fault.of_index());
        }
        let Updated { counts, skipped } = self.update(writer, &reading, common)?.map_err(unusable)?;
        if skipped.total() > 0 && !common.quiet {
            say!("rolefit: {}", remarks::skipped(&skipped, false));
        }
        if counts.is_in_part && !common.quiet {
            say!("rolefit: no entries were removed from the index, because some paths cannot be opened");
        }
        // The summary counts as a result only if the user asks for one.
        if self.results.format()?.is_some() || self.results.file.path().is_some() {
            let indexed = Indexed { schema: "rolefit.indexed/1", counts };
            output.report(|| format!("{}\n", summary(&counts)), &indexed)?;
        } else if !common.quiet {
            say!("rolefit: {}", summary(&counts));
        }
        Ok(Exit::after(counts.readable(), counts.unreadable.max(usize::from(counts.is_in_part))))
    }

    /// Brings the index up to date, with a progress bar, and prints remarks on files.
    fn update(&self, writer: Writer, reading: &CliReader, common: &Common) -> anyhow::Result<Result<Updated, Fault>> {
        let walk = ingest::walk(&self.paths);
        walk.missing.iter().for_each(|missing| tell(&missing.typed, &[remarks::problem(&missing.problem)]));
        self.results.file.path().iter().try_for_each(|output| must_lie_apart(output, &walk.inputs))?;
        let threads = session::threads(self.jobs.jobs)?;
        let progress = session::progress(common.quiet, walk.inputs.len());
        let update = Update { reader: &reading.reader, limits: reading.reader.limits(), threads: &threads };
        let print = |id: &str, remarks: Vec<Remark>| {
            if !remarks.is_empty() {
                progress.suspend(|| tell(id, &remarks));
            }
        };
        let updated = update.run(writer, walk, &self.paths, remarks_on, || progress.inc(1), print);
        progress.finish_and_clear();
        Ok(updated)
    }
}

/// The remarks on a resume that was read.
fn remarks_on(document: &Result<Document, Problem>) -> Vec<Remark> {
    match document {
        Ok(document) => remarks::of_document(document),
        Err(problem) => vec![remarks::problem(problem)],
    }
}

/// Words the counts of an update.
fn summary(counts: &Counts) -> String {
    let Counts { resumes, new, changed, anew, known, gone, unreadable, .. } = counts;
    let resumes = words::count(*resumes, "resume");
    let unreadable = match unreadable {
        0 => String::new(),
        _ => format!("; {} could not be read", words::count(*unreadable, "file")),
    };
    format!(
        "{resumes} in the index: {new} new, {changed} changed, {anew} moved or checked again, {known} unchanged, {gone} removed{unreadable}"
    )
}
