//! `rolefit index`: keeps an index of the resumes under the paths, for `rolefit search`.

mod counts;
mod made;

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::explain::remarks;
use rolefit::ingest;
use rolefit::pool::search::{Fault, Recogniser, Writer};

use super::exit::{self, Exit};
use super::options::{CatalogDir, Common, Format, Jobs, Results, StoreOptions, TrustMtime};
use super::output::must_lie_apart;
use super::reading::{Reading, tell};
use super::{pool, session};
use counts::Counts;
use made::{Indexing, settled};

/// Arguments of `rolefit index`.
#[derive(Args, Debug)]
pub struct Index {
    /// Resumes, or folders of resumes; what is gone from there leaves the index
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

impl Index {
    /// Runs the command.
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(exit::usage("standard input cannot be found again; name files or folders to index"));
        }
        if self.results.format() == Some(Format::Csv) {
            return Err(exit::usage(
                "`rolefit index` writes a line or json; change --format, or the extension after -o",
            ));
        }
        let folder = pool::folder(&self.store.dir)?;
        let inputs: Vec<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        let output = self.results.open_apart(&inputs)?;
        let unusable = |fault: Fault| pool::unusable(&folder, &fault);
        let reading = Reading::start(&self.store, self.trust_mtime.trust_mtime)?;
        let recogniser = Recogniser::new(&self.catalog.open()?)?;
        reading.ready()?;
        let lock = pool::wait(&folder, &self.store)?;
        let mut writer = Writer::open(&folder, lock, &recogniser).map_err(unusable)?;
        if let Some(fault) = writer.was_unusable() {
            eprintln!("rolefit: {}: {fault}; it is made anew from these paths", folder.display());
        }
        let mut counts = self.read(&mut writer, &reading, common).map_err(|error| match error.downcast::<Fault>() {
            Ok(fault) => unusable(fault),
            Err(error) => error,
        })?;
        // What lies behind a folder that cannot be opened, or on a drive that is not there, is not gone.
        for path in self.paths.iter().filter(|_| !counts.is_in_part) {
            counts.gone += writer.drop_unseen(&ingest::escaped(&settled(path))).map_err(unusable)?;
        }
        if counts.is_in_part && !common.quiet {
            eprintln!("rolefit: nothing was dropped from the index, since not all of the paths can be opened");
        }
        counts.resumes = writer.finish().map_err(unusable)?;
        // Nothing but a summary comes of it, which is a result only if it is asked for.
        if self.results.format().is_some() || self.results.file.path().is_some() {
            output.report(|| format!("{counts}\n"), &counts)?;
        } else if !common.quiet {
            eprintln!("rolefit: {counts}");
        }
        Ok(Exit::after(counts.readable(), counts.unreadable))
    }

    /// Reads what is new under the paths, and puts it into the index.
    fn read(&self, writer: &mut Writer, reading: &Reading, common: &Common) -> anyhow::Result<Counts> {
        let walk = ingest::walk(&self.paths);
        self.results.file.path().iter().try_for_each(|output| must_lie_apart(output, &walk.inputs))?;
        let threads = session::threads(self.jobs.jobs)?;
        let progress = session::progress(common.quiet, walk.inputs.len());
        let mut counts = Counts::new(!walk.problems.is_empty());
        let indexing = Indexing { reader: &reading.reader, before: writer.before() };
        let skipped = ingest::stream(
            walk,
            &reading.reader.limits(),
            &threads,
            &indexing,
            || progress.inc(1),
            |made| {
                if !made.remarks.is_empty() {
                    progress.suspend(|| tell(&made.sighting.id, &made.remarks));
                }
                counts.take(made, writer).map_err(io::Error::other)
            },
        );
        progress.finish_and_clear();
        let skipped = skipped.map_err(|error| match error.downcast::<Fault>() {
            Ok(fault) => anyhow::Error::from(fault),
            Err(error) => error.into(),
        })?;
        if skipped.total() > 0 && !common.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(counts)
    }
}
