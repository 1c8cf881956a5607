//! Records a run as it goes: the files, the results and the output.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rolefit::audit::run_record::{Asked, Counts, FileRecord, OutputRecord, RunRecord, SCHEMA, line_after};
use rolefit::candidate::Candidate;
use rolefit::document::named_hash;
use rolefit::output::jsonl::Jsonl;
use rolefit::output::v1::ENGINE;
use rolefit::output::{Exporter, Run};

/// The files and results of a run so far.
#[derive(Default)]
pub(super) struct Recorder {
    pub files: Vec<FileRecord>,
    /// The hash of the results so far.
    pub results: blake3::Hasher,
}

/// One resume for a [`Recorder`], made on any thread.
pub(super) struct Entry {
    file: FileRecord,
    lines: Vec<Vec<u8>>,
}

impl Entry {
    /// The entry of `candidate`. `run` has no history, because decisions are no results.
    pub(super) fn new(run: &Run, candidate: &Candidate) -> Entry {
        let (id, content) = (candidate.id.clone(), candidate.content.clone());
        let status = candidate.status().as_str().to_owned();
        Entry { file: FileRecord { id, content, status }, lines: Jsonl.rows(run, candidate) }
    }
}

impl Recorder {
    /// Adds a resume. Resumes come in the order of their ids.
    pub(super) fn add(&mut self, entry: Entry) {
        self.files.push(entry.file);
        for line in entry.lines {
            self.results.update(&line).update(b"\n");
        }
    }

    /// The record of the run.
    pub(super) fn finish(self, run: &Run, asked: Asked, skipped: usize, output: OutputRecord) -> RunRecord {
        let unreadable = self.files.iter().filter(|file| file.status == "unreadable").count();
        RunRecord {
            schema: SCHEMA.to_owned(),
            recorded_at: now(),
            engine: ENGINE.to_owned(),
            catalog: run.catalog.hash.clone(),
            as_of: run.as_of,
            asked,
            counts: Counts { scored: self.files.len() - unreadable, unreadable, skipped },
            files: self.files,
            results: named_hash(self.results.finalize()),
            output,
            previous: None,
        }
    }
}

/// The time of the record: that of the clock, or of SOURCE_DATE_EPOCH, which makes records reproducible.
fn now() -> jiff::Timestamp {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let given = given.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    given.unwrap_or_else(jiff::Timestamp::now)
}

/// Refuses a record file that is damaged, before any work is done.
pub(super) fn check(path: &Path) -> anyhow::Result<()> {
    let name = path.display().to_string();
    rolefit::audit::run_record::read(&name, &content(path)?).map(drop).map_err(Into::into)
}

/// Appends `record` to the file at `path`.
pub(super) fn append(path: &Path, record: RunRecord) -> anyhow::Result<()> {
    let line = line_after(&path.display().to_string(), &content(path)?, record)?;
    let append = || fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(line.as_bytes());
    append().with_context(|| format!("{} cannot be written; name a file where you may write", path.display()))
}

/// The content of the record file, empty if there is none yet.
fn content(path: &Path) -> anyhow::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => {
            read.with_context(|| format!("{} cannot be read; give a file that `rank --record` wrote", path.display()))
        }
    }
}

/// Passes an output on, and hashes it if the run is recorded.
pub(super) struct Watched<'a> {
    pub out: &'a mut dyn Write,
    pub hasher: Option<&'a mut blake3::Hasher>,
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(bytes.get(..written).unwrap_or_default());
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Paths as they were typed.
pub(super) fn typed(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}
