//! The pool: one worker per concurrent caller, a second try for files that may have failed by chance.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::exit_cause::ExitCause;
use super::protocol::{Answer, Answered, Request};
use super::watchdog::Watchdog;
use super::worker_process::{Program, Worker};
use super::{lock, process_limits};
use crate::files::input::is_out_of_descriptors;
use crate::formats::{Limits, PageImage, Reader, problem, read};
use rolefit_document::{Document, Problem, ProblemCode};

/// The time until a worker must answer, as a multiple of its time on a processor. A worker may share the processor with
/// a few other programs and must not be ended for that; a worker that only waits is rare. Where the system does not
/// limit time on a processor, this deadline is the only limit.
const DEADLINE_FACTOR: u32 = if cfg!(unix) { 6 } else { 1 };

/// Worker processes that read files. They are reused, replaced when they die, and ended with the pool. The page of this
/// [module](super) follows a file that hangs through all steps.
///
/// A [`Problem`] with code `limit-time`, `limit-memory` or `crashed` may depend on the machine and must not be cached.
#[derive(Debug)]
pub struct WorkerPool {
    program: Program,
    limits: Limits,
    staff: Mutex<Staff>,
    /// Told whenever a worker has read its file, or has ended.
    is_free: Condvar,
    /// The most workers at a time.
    most: usize,
    /// Held shared while a file is read, and exclusively for a second try.
    exclusive: RwLock<()>,
    watchdog: Watchdog,
}

/// The workers of a pool.
#[derive(Debug, Default)]
struct Staff {
    /// Workers that read no file now.
    idle: Vec<Worker>,
    /// The number of workers that read a file now.
    busy: usize,
}

/// The reason why there is no answer.
enum Failure {
    Died(ExitCause),
    NotStarted(io::Error),
}

impl WorkerPool {
    /// Starts a pool with its first worker. A worker is the program `path`, run with `arguments` and an empty
    /// environment. It must call [`serve`](super::serve).
    ///
    /// # Errors
    /// The error of the operating system if the worker does not start.
    pub fn start<A: Into<OsString>>(
        path: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = A>,
        limits: Limits,
    ) -> io::Result<WorkerPool> {
        let pool = WorkerPool::prepare(path, arguments, limits)?;
        let first = Worker::start(&pool.program, &limits, &pool.watchdog)?;
        lock(&pool.staff).idle.push(first);
        Ok(pool)
    }

    /// As [`WorkerPool::start`], but the first worker starts with the first file. For callers that may have no file to
    /// read.
    ///
    /// # Errors
    /// The error of the operating system if the watchdog's thread does not start.
    pub fn prepare<A: Into<OsString>>(
        path: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = A>,
        limits: Limits,
    ) -> io::Result<WorkerPool> {
        let program = Program { path: path.into(), arguments: arguments.into_iter().map(Into::into).collect() };
        let watchdog = Watchdog::start(Duration::from_secs(limits.max_seconds).saturating_mul(DEADLINE_FACTOR))?;
        let most = process_limits::most_workers();
        let (staff, is_free, exclusive) = (Mutex::default(), Condvar::new(), RwLock::new(()));
        Ok(WorkerPool { program, limits, staff, is_free, most, exclusive, watchdog })
    }

    /// Waits until a worker is ready to read. Callers that wait before the first file learn once that workers do not
    /// start; otherwise every file would have that problem.
    ///
    /// # Errors
    /// The error of the operating system, or the worker ended, or the program is not a worker.
    pub fn ready(&self) -> io::Result<()> {
        let worker = self.worker()?;
        self.release(Some(worker));
        Ok(())
    }

    /// An idle worker, or else a new worker. Where the system has no descriptors or processes for a further worker,
    /// waits for one that reads.
    fn worker(&self) -> io::Result<Worker> {
        let mut staff = lock(&self.staff);
        let mut worker = loop {
            if let Some(worker) = staff.idle.pop() {
                break worker;
            }
            if staff.busy < self.most {
                match Worker::start(&self.program, &self.limits, &self.watchdog) {
                    Ok(worker) => break worker,
                    Err(error) if staff.busy == 0 || !is_scarcity(&error) => return Err(error),
                    Err(_) => {}
                }
            }
            staff = self.is_free.wait(staff).unwrap_or_else(PoisonError::into_inner);
        };
        staff.busy += 1;
        drop(staff);
        worker.ready(&self.watchdog).inspect_err(|_| self.release(None))?;
        Ok(worker)
    }

    /// Ends the work of a worker, which is `None` if it has ended.
    fn release(&self, worker: Option<Worker>) {
        let mut staff = lock(&self.staff);
        staff.busy -= 1;
        staff.idle.extend(worker);
        self.is_free.notify_one();
    }

    fn attempt<T: Answered>(&self, bytes: &[u8], request: &Request<'_>) -> Result<Answer<T>, Failure> {
        let worker = self.worker().map_err(Failure::NotStarted)?;
        match worker.ask(bytes, request, &self.limits, &self.watchdog) {
            Ok((answer, worker)) => {
                self.release(Some(worker));
                Ok(answer)
            }
            Err(cause) => {
                self.release(None);
                Err(Failure::Died(cause))
            }
        }
    }

    /// Sends a request while other threads send theirs.
    fn ask_beside_others<T: Answered>(&self, bytes: &[u8], request: &Request<'_>) -> Result<Answer<T>, Failure> {
        let _guard = self.exclusive.read().unwrap_or_else(PoisonError::into_inner);
        self.attempt(bytes, request)
    }

    /// Sends a request to a fresh worker while no other file is read and no other worker exists.
    fn ask_alone<T: Answered>(&self, bytes: &[u8], request: &Request<'_>) -> Result<Answer<T>, Failure> {
        let _guard = self.exclusive.write().unwrap_or_else(PoisonError::into_inner);
        lock(&self.staff).idle.clear();
        self.attempt(bytes, request)
    }

    /// Sends a request, a second time if the first failure may be chance.
    fn ask<T: Answered>(&self, bytes: &[u8], request: &Request<'_>) -> Answer<T> {
        let outcome = match self.ask_beside_others(bytes, request) {
            // Also a worker that was ended before it was ready, such as by a system that is short of memory.
            Err(Failure::NotStarted(_)) => self.ask_alone(bytes, request),
            Err(Failure::Died(death)) if death.is_worth_a_retry() => self.ask_alone(bytes, request),
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

/// True for an error that passes when another worker ends.
fn is_scarcity(error: &io::Error) -> bool {
    is_out_of_descriptors(error) || matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::OutOfMemory)
}

impl Reader for WorkerPool {
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        if bytes.is_empty() || bytes.len() > self.limits.max_bytes {
            // Refused by its length, without a worker.
            return read(bytes, file_name, &self.limits);
        }
        self.ask(bytes, &Request { file_name: file_name.map(Cow::from), page: None })
    }

    fn draw(&self, bytes: &[u8], page: usize) -> Result<PageImage, Problem> {
        self.ask(bytes, &Request { file_name: None, page: Some(page) })
    }
}
