//! Reads the files that a command names: in worker processes of this same binary, and by way of the store.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use rolefit::explain::remarks::{self, Remark};
use rolefit::explain::words;
use rolefit::ingest::Limits;
use rolefit::ingest::worker::WorkerPool;
use rolefit::session::{NotOneResume, OneResume, Resume, ResumeReader};

use super::open_store::OpenStore;
use super::options::StoreOptions;
use super::{Invocation, exit};

/// The error if no worker starts. Reading without workers would give up their protection in silence.
const NO_WORKERS: &str = "the process that reads files cannot be started; check that rolefit may run itself and is where it was, \
    and that there is memory left";

/// A reader with its workers and its store.
pub(super) struct CliReader {
    /// The reader. Dropped before the store, which it shares.
    pub reader: ResumeReader,
    workers: Arc<WorkerPool>,
    store: Option<OpenStore>,
}

impl CliReader {
    /// Opens the store and starts a worker, which gets ready while the caller does other things, until
    /// [`CliReader::ready`]. With a store the worker starts with the first file that must be read, because there may be
    /// none.
    pub(super) fn start(store: &StoreOptions, trust_mtime: bool) -> anyhow::Result<CliReader> {
        let (program, arguments) = Invocation::get().worker().context(NO_WORKERS)?;
        let limits = Limits::default();
        let open = OpenStore::open(store);
        let workers = match open {
            Some(_) => WorkerPool::prepare(program, arguments, limits),
            None => WorkerPool::start(program, arguments, limits),
        };
        let workers = Arc::new(workers.context(NO_WORKERS)?);
        let mut reader = ResumeReader::new(workers.clone(), limits);
        if let Some(store) = open.as_ref().and_then(OpenStore::store) {
            reader = reader.with_store(store, trust_mtime);
        }
        Ok(CliReader { reader, workers, store: open })
    }

    /// Waits until files can be read.
    pub(super) fn ready(&self) -> anyhow::Result<()> {
        match self.store {
            Some(_) => Ok(()),
            None => self.workers.ready().context(NO_WORKERS),
        }
    }

    /// Reads the one resume that `path` leads to, or standard input, and names other problems of its package.
    pub(super) fn one(&self, path: &Path) -> anyhow::Result<Resume> {
        let OneResume { resume, problems } = self.reader.one(path).map_err(|error| match error {
            NotOneResume::Nothing(_) | NotOneResume::Missing(_) => error.into(),
            NotOneResume::Directory(_) | NotOneResume::Several { .. } => exit::usage(error),
        })?;
        problems.iter().for_each(|(id, problem)| tell(id, &[remarks::problem(problem)]));
        Ok(resume)
    }
}

/// Prints the remarks about a file on standard error, one per line.
pub(super) fn tell(id: &str, remarks: &[Remark]) {
    for remark in remarks {
        say!("rolefit: {}: {remark}", words::one_line(id));
    }
}
