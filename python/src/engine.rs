//! A catalog compiled for scoring, with the settings of a run.

use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use rayon::ThreadPool;
use rayon::prelude::*;
use rolefit::explain::remarks;
use rolefit::ingest::worker::WorkerPool;
use rolefit::ingest::{self, Limits};
use rolefit::session::{self, Options, ResumeReader, Session};

use crate::catalog::Catalog;
use crate::errors::{Error, raised};
use crate::interrupt::interruptible;
use crate::ranking::RankedFiles;
use crate::stream::{Columns, ScoredBatches};

/// Scores resumes for the roles of a catalog.
#[pyclass(frozen, module = "rolefit._rolefit")]
pub(crate) struct Engine {
    session: Arc<Session>,
}

#[pymethods]
impl Engine {
    /// Compiles `catalog`. `worker` is a program, and its arguments, that calls `read_files`; without it files are read in
    /// this process.
    #[new]
    #[pyo3(signature = (catalog, roles, as_of=None, blind=false, jobs=None, worker=None))]
    fn new(
        py: Python<'_>,
        catalog: &Catalog,
        roles: Vec<String>,
        as_of: Option<&str>,
        blind: bool,
        jobs: Option<NonZeroUsize>,
        worker: Option<(PathBuf, Vec<OsString>)>,
    ) -> PyResult<Engine> {
        let as_of = as_of.map(|day| day.parse().map_err(|_| day_error(day))).transpose()?;
        let reader = match worker {
            Some((program, arguments)) => {
                in_workers(program, arguments).map_err(|error| Error::new_err(error.to_string()))?
            }
            None => ResumeReader::default(),
        };
        let opened = Some(catalog.inner.clone());
        // A page shows who the candidates are; no other output does.
        let options = Options { opened, roles, as_of, blind, jobs, reader, who: true, ..Options::default() };
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
        let candidates = interruptible(py, move |stop| {
            let walk = ingest::walk(&paths);
            if let Some(missing) = walk.missing.first() {
                return Err(rolefit::Error::Missing(missing.clone()).to_string());
            }
            if walk.inputs.is_empty() && walk.problems.is_empty() {
                let typed: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
                return Err(remarks::nothing_found(&typed, &walk.skipped));
            }
            let threads = threads(&session).map_err(|error| error.to_string())?;
            let mut candidates = Vec::new();
            let take = |candidate| {
                candidates.push(candidate);
                if stop.load(Ordering::Relaxed) { Err(io::Error::other("interrupted")) } else { Ok(()) }
            };
            let done = session.stream(walk, &threads, |candidate| candidate, || {}, take);
            done.map(|_| candidates).map_err(|error| error.to_string())
        })?;
        Ok(RankedFiles::new(self.session.clone(), candidates.map_err(Error::new_err)?))
    }

    /// Scores resumes in memory, each an id and the bytes of a file. Ctrl-C stops it.
    fn rank_contents(&self, py: Python<'_>, mut contents: Vec<(String, Vec<u8>)>) -> PyResult<RankedFiles> {
        contents.sort_by(|(one, _), (other, _)| one.as_bytes().cmp(other.as_bytes()));
        let same = contents.windows(2).find_map(|pair| match pair {
            [(id, _), (other, _)] if id == other => Some(id),
            _ => None,
        });
        if let Some(id) = same {
            return Err(Error::new_err(format!("the id \"{id}\" is given twice; give each resume an id of its own")));
        }
        let session = self.session.clone();
        let candidates = interruptible(py, move |stop| {
            let score = |(id, bytes): &(String, Vec<u8>)| {
                // The result is dropped then.
                let bytes = if stop.load(Ordering::Relaxed) { &[] } else { bytes.as_slice() };
                session.score_bytes(id, bytes)
            };
            Ok(threads(&session)?.install(|| contents.par_iter().map(score).collect()))
        })?;
        Ok(RankedFiles::new(self.session.clone(), candidates.map_err(raised)?))
    }

    /// Scores the resumes of an Arrow stream that is read to its end.
    fn rank_table(
        &self,
        py: Python<'_>,
        reader: PyRecordBatchReader,
        content: &str,
        id: &str,
    ) -> PyResult<RankedFiles> {
        let reader = reader.into_reader()?;
        let columns = Columns::find(&reader.schema(), content, id).map_err(Error::new_err)?;
        let batches: Result<Vec<_>, _> = py.detach(|| reader.collect());
        let batches = batches.map_err(|error| Error::new_err(error.to_string()))?;
        let owned = |(id, bytes): (&str, &[u8])| (id.to_owned(), bytes.to_vec());
        self.rank_contents(py, batches.iter().flat_map(|batch| columns.resumes(batch)).map(owned).collect())
    }

    /// Scores the batches of an Arrow stream as they come, and returns a stream.
    fn score(&self, reader: PyRecordBatchReader, content: &str, id: &str) -> PyResult<PyRecordBatchReader> {
        let reader = reader.into_reader()?;
        let columns = Columns::find(&reader.schema(), content, id).map_err(Error::new_err)?;
        let threads = threads(&self.session).map_err(raised)?;
        let batches = ScoredBatches::new(reader, columns, self.session.clone(), threads);
        Ok(PyRecordBatchReader::new(Box::new(batches)))
    }
}

fn threads(session: &Session) -> rolefit::Result<ThreadPool> {
    session::threads(session.options().jobs)
}

fn in_workers(program: PathBuf, arguments: Vec<OsString>) -> io::Result<ResumeReader> {
    let limits = Limits::default();
    let workers = WorkerPool::prepare(program, arguments, limits)?;
    Ok(ResumeReader::new(Arc::new(workers), limits))
}

fn day_error(day: &str) -> PyErr {
    Error::new_err(format!("as_of: invalid value '{day}': write a date as 2026-11-21"))
}
