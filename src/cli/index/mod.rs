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
use super::options::{Format, Shared};
use super::output::{Output, must_lie_apart};
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
}

impl Index {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(exit::usage("standard input cannot be found again; name files or folders to index"));
        }
        if shared.format() == Some(Format::Csv) {
            return Err(exit::usage(
                "`rolefit index` writes a line or json; change --format, or the extension after -o",
            ));
        }
        let folder = pool::folder(shared)?;
        let inputs: Vec<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        let output = Output::open_apart(shared, &inputs)?;
        let unusable = |fault: Fault| pool::unusable(&folder, &fault);
        let reading = Reading::start(shared)?;
        let recogniser = Recogniser::new(&session::open_catalog(shared)?)?;
        reading.ready()?;
        let lock = pool::wait(&folder, shared)?;
        let mut writer = Writer::open(&folder, lock, &recogniser).map_err(unusable)?;
        if let Some(fault) = writer.was_unusable() {
            eprintln!("rolefit: {}: {fault}; it is made anew from these paths", folder.display());
        }
        let mut counts = self.read(&mut writer, &reading, shared).map_err(|error| match error.downcast::<Fault>() {
            Ok(fault) => unusable(fault),
            Err(error) => error,
        })?;
        // What lies behind a folder that cannot be opened, or on a drive that is not there, is not gone.
        for path in self.paths.iter().filter(|_| !counts.is_in_part) {
            counts.gone += writer.drop_unseen(&ingest::escape_path(&settled(path))).map_err(unusable)?;
        }
        if counts.is_in_part && !shared.quiet {
            eprintln!("rolefit: nothing was dropped from the index, since not all of the paths can be opened");
        }
        counts.resumes = writer.finish().map_err(unusable)?;
        // Nothing but a summary comes of it, which is a result only if it is asked for.
        if shared.format().is_some() || shared.output.is_some() {
            output.report(|| format!("{counts}\n"), &counts)?;
        } else if !shared.quiet {
            eprintln!("rolefit: {counts}");
        }
        Ok(Exit::after(counts.readable(), counts.unreadable))
    }

    /// Reads what is new under the paths, and puts it into the index.
    fn read(&self, writer: &mut Writer, reading: &Reading, shared: &Shared) -> anyhow::Result<Counts> {
        let walk = ingest::walk(&self.paths);
        shared.output.iter().try_for_each(|output| must_lie_apart(output, &walk.inputs))?;
        let threads = session::threads(shared)?;
        let progress = session::progress(shared, walk.inputs.len());
        let mut counts = Counts::new(!walk.problems.is_empty());
        let indexing = Indexing { reading, before: writer.before() };
        let skipped = ingest::stream(
            walk,
            &reading.limits(),
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
        if skipped.total() > 0 && !shared.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(counts)
    }
}
