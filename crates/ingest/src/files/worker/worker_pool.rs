//! Keeps as many workers as there are callers at once, and reads each file in one of them.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::exit_cause::ExitCause;
use super::lock;
use super::watchdog::Watchdog;
use super::worker_process::{Program, Worker};
use crate::formats::{Limits, Reader, problem, read};
use rolefit_document::{Document, Problem, ProblemCode};

/// How long a worker is waited for, as a multiple of the time that it may take on a processor: one that neither works nor
/// answers is the exception, and one that shares its processor with a few other programs is not to be ended for it.
/// Where the system does not count a process's time on the processor, waiting is all there is.
const PATIENCE: u32 = if cfg!(unix) { 6 } else { 1 };

/// Worker processes that read files; they are reused, replaced when one dies, and ended with the pool.
///
/// A file that takes too long, takes too much memory or kills its reader is read once more while nothing else is read,
/// in a fresh worker. If that fails too, the file's [`Problem`] has the code `limit-time`, `limit-memory` or `crashed`: an
/// outcome that may be the machine's and is not to be stored. Nesting that overflows the stack is `limit-depth` at once.
#[derive(Debug)]
pub struct WorkerPool {
    program: Program,
    limits: Limits,
    /// Workers that nobody uses now.
    idle: Mutex<Vec<Worker>>,
    /// Shared by those that read; held alone for a second try.
    turn: RwLock<()>,
    watchdog: Watchdog,
}

/// Why there is no answer.
enum Failure {
    Died(ExitCause),
    NotStarted(io::Error),
}

impl WorkerPool {
    /// Starts a pool with its first worker. `path` is run with `argument` alone, in an empty environment, and must then
    /// call [`serve`](super::serve).
    ///
    /// # Errors
    /// What the operating system says when it does not start the worker.
    pub fn start(path: impl Into<PathBuf>, argument: impl Into<OsString>, limits: Limits) -> io::Result<WorkerPool> {
        let pool = WorkerPool::prepare(path, argument, limits)?;
        let first = Worker::start(&pool.program, &limits, &pool.watchdog)?;
        lock(&pool.idle).push(first);
        Ok(pool)
    }

    /// As [`WorkerPool::start`], but no worker runs before there is a file to read: for callers that may have none.
    ///
    /// # Errors
    /// What the operating system says when it does not give a thread.
    pub fn prepare(path: impl Into<PathBuf>, argument: impl Into<OsString>, limits: Limits) -> io::Result<WorkerPool> {
        let program = Program { path: path.into(), argument: argument.into() };
        let watchdog = Watchdog::start(Duration::from_secs(limits.max_seconds).saturating_mul(PATIENCE))?;
        Ok(WorkerPool { program, limits, idle: Mutex::default(), turn: RwLock::new(()), watchdog })
    }

    /// Waits until a worker can read. Whoever asks before the first file learns once, instead of from every file, that
    /// workers do not start here.
    ///
    /// # Errors
    /// What went wrong when the worker ended instead, or is none.
    pub fn ready(&self) -> io::Result<()> {
        let worker = self.worker()?;
        lock(&self.idle).push(worker);
        Ok(())
    }

    /// A worker that can read: an idle one, or a new one.
    fn worker(&self) -> io::Result<Worker> {
        let idle = lock(&self.idle).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.program, &self.limits, &self.watchdog)?,
        };
        worker.ready(&self.watchdog)?;
        Ok(worker)
    }

    fn attempt(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Result<Document, Problem>, Failure> {
        let worker = self.worker().map_err(Failure::NotStarted)?;
        let (answer, worker) = worker.read(bytes, file_name, &self.limits, &self.watchdog).map_err(Failure::Died)?;
        lock(&self.idle).push(worker);
        Ok(answer)
    }

    /// Reads as many at once as there are callers.
    fn beside_others(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Result<Document, Problem>, Failure> {
        let _turn = self.turn.read().unwrap_or_else(PoisonError::into_inner);
        self.attempt(bytes, file_name)
    }

    /// Reads while nothing else is read, with no other worker that holds memory.
    fn alone(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Result<Document, Problem>, Failure> {
        let _turn = self.turn.write().unwrap_or_else(PoisonError::into_inner);
        lock(&self.idle).clear();
        self.attempt(bytes, file_name)
    }
}

impl Reader for WorkerPool {
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        if bytes.is_empty() || bytes.len() > self.limits.max_bytes {
            // Its length alone says what it is.
            return read(bytes, file_name, &self.limits);
        }
        let outcome = match self.beside_others(bytes, file_name) {
            Err(Failure::Died(death)) if death.is_worth_a_retry() => self.alone(bytes, file_name),
            outcome => outcome,
        };
        outcome.unwrap_or_else(|failure| match failure {
            Failure::Died(death) => Err(death.problem(&self.limits)),
            Failure::NotStarted(error) => {
                let message = format!("there is no process to read it in: {error}").to_lowercase();
                Err(problem(ProblemCode::Io, message, "end other programs, or lower --jobs"))
            }
        })
    }
}
