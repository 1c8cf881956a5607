//! A catalog compiled for scoring, with the settings of a run.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use rayon::prelude::*;
use rolefit::ingest::worker::WorkerPool;
use rolefit::ingest::{self, Limits};
use rolefit::session::{self, Options, ResumeReader, Session};

use crate::catalog::Catalog;
use crate::errors::{Error, raised};
use crate::ranking::RankedFiles;
use crate::stream::{Columns, ScoredBatches};

/// The argument that makes the program `rolefit` a worker process.
const WORKER: &str = "__read-files";

/// Scores resumes for the roles of a catalog.
#[pyclass(frozen, module = "rolefit._rolefit")]
pub(crate) struct Engine {
    session: Arc<Session>,
}

#[pymethods]
impl Engine {
    /// Compiles `catalog`. `program` is the command `rolefit`, whose processes read the files; without it files are
    /// read in this process.
    #[new]
    #[pyo3(signature = (catalog, roles, as_of=None, blind=false, jobs=None, program=None))]
    fn new(
        py: Python<'_>,
        catalog: &Catalog,
        roles: Vec<String>,
        as_of: Option<&str>,
        blind: bool,
        jobs: Option<NonZeroUsize>,
        program: Option<PathBuf>,
    ) -> PyResult<Engine> {
        let as_of = as_of.map(|day| day.parse().map_err(|_| day_error(day))).transpose()?;
        let reader = match program {
            Some(program) => in_workers(program).map_err(|error| Error::new_err(error.to_string()))?,
            None => ResumeReader::default(),
        };
        let opened = Some(catalog.inner.clone());
        let options = Options { opened, roles, as_of, blind, jobs, reader, ..Options::default() };
        let session = py.detach(|| Session::open(options)).map_err(raised)?;
        Ok(Engine { session: Arc::new(session) })
    }

    /// The day that "present" means.
    #[getter]
    fn as_of(&self) -> String {
        self.session.as_of().to_string()
    }

    /// The ids of the roles.
    #[getter]
    fn roles(&self) -> Vec<String> {
        self.session.catalog().roles.iter().map(|role| role.id.clone()).collect()
    }

    /// Reads and scores every resume under `paths`. Ctrl-C stops it.
    fn rank(&self, py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<RankedFiles> {
        let session = self.session.clone();
        py.detach(move || {
            let threads = session::threads(session.options().jobs).map_err(raised)?;
            let (mut candidates, mut interrupted) = (Vec::new(), None);
            let take = |candidate| {
                if let Err(error) = Python::attach(|py| py.check_signals()) {
                    interrupted = Some(error);
                    return Err(io::Error::other("interrupted"));
                }
                candidates.push(candidate);
                Ok(())
            };
            let done = session.stream(ingest::walk(&paths), &threads, |candidate| candidate, || {}, take);
            match (interrupted, done) {
                (Some(error), _) => Err(error),
                (None, Err(error)) => Err(Error::new_err(error.to_string())),
                (None, Ok(_)) => Ok(RankedFiles::new(session.clone(), candidates)),
            }
        })
    }

    /// Scores resumes in memory, each an id and the bytes of a file.
    fn rank_contents(&self, py: Python<'_>, mut contents: Vec<(String, Vec<u8>)>) -> PyResult<RankedFiles> {
        contents.sort_by(|(one, _), (other, _)| one.as_bytes().cmp(other.as_bytes()));
        let session = self.session.clone();
        py.detach(move || {
            let threads = session::threads(session.options().jobs).map_err(raised)?;
            let score = |(id, bytes): &(String, Vec<u8>)| session.score_bytes(id, bytes);
            let candidates = threads.install(|| contents.par_iter().map(score).collect());
            Ok(RankedFiles::new(session.clone(), candidates))
        })
    }

    /// Scores the batches of an Arrow stream as they come, and returns a stream.
    fn score(&self, reader: PyRecordBatchReader, content: &str, id: &str) -> PyResult<PyRecordBatchReader> {
        let reader = reader.into_reader()?;
        let columns = Columns::find(&reader.schema(), content, id).map_err(Error::new_err)?;
        let threads = session::threads(self.session.options().jobs).map_err(raised)?;
        let batches = ScoredBatches::new(reader, columns, self.session.clone(), threads);
        Ok(PyRecordBatchReader::new(Box::new(batches)))
    }
}

fn in_workers(program: PathBuf) -> io::Result<ResumeReader> {
    let limits = Limits::default();
    let workers = WorkerPool::prepare(program, WORKER, limits)?;
    Ok(ResumeReader::new(Arc::new(workers), limits))
}

fn day_error(day: &str) -> PyErr {
    Error::new_err(format!("as_of: \"{day}\" is no day; write it as 2026-11-21"))
}
