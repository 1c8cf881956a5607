//! A job reads all files and scores them for one role, on threads of its own. Its candidates are there as they come.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rolefit_ingest::KeptFile;
use serde::Serialize;
use tokio::sync::watch;

use super::app::{App, lock};
use super::failure::{Answer, Failure};
use crate::candidate::{Candidate, CandidateStatus};
use crate::error::Result;
use crate::output::Run;
use crate::output::history::{DecisionFile, RunHistory};
use crate::session::{self, Session};

/// The time that a job gets to end at the end of the server. It ends with the next file that was read.
const TIME_TO_END: Duration = Duration::from_secs(3);

/// The settings of a job.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub role: String,
    pub blind: bool,
    pub as_of: Option<Date>,
}

/// A run over all files.
pub(super) struct Job {
    pub number: u64,
    pub order: Order,
    /// Set once the role is compiled.
    session: OnceLock<Session>,
    progress: watch::Sender<Progress>,
    /// The candidates so far, in the order of their ids.
    candidates: Mutex<Vec<Candidate>>,
    is_cancelled: AtomicBool,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// How far a job is.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Progress {
    pub state: JobState,
    /// Files that were read.
    read: usize,
    /// Files in all.
    total: usize,
    /// Candidates that a person must read.
    need_you: usize,
    /// Grows with every change of the candidates.
    pub revision: u64,
    /// Why it failed.
    message: Option<String>,
}

/// The state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum JobState {
    Reading,
    Done,
    Cancelled,
    Failed,
}

/// The answer about a job.
#[derive(Serialize)]
pub(super) struct JobReport<'a> {
    id: String,
    role: &'a str,
    blind: bool,
    #[serde(flatten)]
    progress: Progress,
}

impl Job {
    /// Starts the job over all files that `app` has now.
    pub(super) fn start(app: &Arc<App>, number: u64, order: Order) -> Arc<Job> {
        let state = JobState::Reading;
        let progress = Progress { state, read: 0, total: 0, need_you: 0, revision: 0, message: None };
        let job = Arc::new(Job {
            number,
            order,
            session: OnceLock::new(),
            progress: watch::Sender::new(progress),
            candidates: Mutex::default(),
            is_cancelled: AtomicBool::new(false),
            thread: Mutex::default(),
        });
        let (running, app, kept) = (Arc::clone(&job), Arc::clone(app), lock(&app.files).kept());
        let run = move || {
            // A panic must not leave a job that seems to read.
            let outcome = catch_unwind(AssertUnwindSafe(|| running.run(&app, &kept)));
            running.finish(outcome.unwrap_or_else(|_| Err("rolefit failed while it ranked; report this bug".into())));
        };
        match thread::Builder::new().spawn(run) {
            Ok(thread) => *lock(&job.thread) = Some(thread),
            Err(error) => job.finish(Err(format!("no thread can be started: {error}"))),
        }
        job
    }

    fn run(&self, app: &App, kept: &[KeptFile]) -> std::result::Result<(), String> {
        let opened = self.open(app).map_err(|error| error.to_string())?;
        let session = self.session.get_or_init(|| opened);
        let threads = session::threads(None).map_err(|error| error.to_string())?;
        let walk = rolefit_ingest::walk_with(&app.paths, kept);
        tracing::info!(job = self.number, files = walk.inputs.len(), "job started");
        self.progress.send_modify(|progress| progress.total = walk.inputs.len());
        let take = |candidate: Candidate| {
            if self.is_cancelled.load(Ordering::Relaxed) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let needs_you = candidate.status() != CandidateStatus::Scored;
            lock(&self.candidates).push(candidate);
            self.progress.send_modify(|progress| {
                progress.need_you += usize::from(needs_you);
                progress.revision += 1;
            });
            Ok(())
        };
        let read = || self.progress.send_modify(|progress| progress.read += 1);
        match session.stream(walk, &threads, |candidate| candidate, read, take) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(error.to_string()),
            _ => Ok(()),
        }
    }

    fn open(&self, app: &App) -> Result<Session> {
        let Order { role, blind, as_of } = &self.order;
        let opened = Some(lock(&app.roles).catalog(role, app)?);
        let (cache, reader) = (app.cache.clone(), app.reader.clone());
        let roles = vec![role.clone()];
        let (blind, as_of) = (*blind, *as_of);
        Session::open(session::Options { opened, roles, as_of, blind, who: true, cache, reader, ..Default::default() })
    }

    fn finish(&self, outcome: std::result::Result<(), String>) {
        self.progress.send_modify(|progress| {
            progress.revision += 1;
            progress.state = match &outcome {
                Err(_) => JobState::Failed,
                // A job that was cancelled keeps that state, whatever it has read meanwhile.
                Ok(()) if progress.state == JobState::Reading => JobState::Done,
                Ok(()) => progress.state,
            };
            progress.message = outcome.err();
        });
        tracing::info!(job = self.number, candidates = lock(&self.candidates).len(), "job ended");
    }

    /// Ends the job. Its candidates stay.
    pub(super) fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
        self.progress.send_if_modified(|progress| {
            let reads = progress.state == JobState::Reading;
            if reads {
                progress.state = JobState::Cancelled;
            }
            reads
        });
    }

    /// Waits until the job has ended, but not for a file that takes long.
    pub(super) fn wait(&self) {
        let Some(thread) = lock(&self.thread).take() else { return };
        let start = Instant::now();
        while !thread.is_finished() && start.elapsed() < TIME_TO_END {
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(super) fn id(&self) -> String {
        format!("job-{}", self.number)
    }

    /// The progress, and every change of it.
    pub(super) fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    pub(super) fn report(&self) -> JobReport<'_> {
        let Order { role, blind, .. } = &self.order;
        JobReport { id: self.id(), role, blind: *blind, progress: self.progress.borrow().clone() }
    }

    /// Calls `work` with the run and the candidates so far, who carry the decisions of now.
    pub(super) fn with<T>(
        &self,
        decisions: &Mutex<DecisionFile>,
        work: impl FnOnce(&Session, &Run<'_>, &[Candidate], u64) -> Answer<T>,
    ) -> Answer<T> {
        let Some(session) = self.session.get() else {
            let remedy = "ask again when its state is no longer `reading`";
            return Err(Failure::new(
                axum::http::StatusCode::CONFLICT,
                "not-ready",
                "the role is being prepared",
                remedy,
            ));
        };
        let history = RunHistory::of_decisions(lock(decisions).decisions(self.order.blind)?);
        let run = Run { history: history.columns(), ..session.run() };
        let mut candidates = lock(&self.candidates);
        let revision = self.progress.borrow().revision;
        candidates.iter_mut().for_each(|candidate| {
            history.attach(candidate);
        });
        work(session, &run, &candidates, revision)
    }
}
