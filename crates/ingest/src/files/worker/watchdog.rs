//! The watchdog: one thread per pool that ends workers after their deadline.

use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::lock;

/// The time that a process gets from closing its pipes to its end. It usually takes less than a millisecond. After this
/// time the process is killed, and its exit status tells no cause.
const EXIT_TIME: Duration = Duration::from_millis(500);

/// A running worker and the time by which it must answer.
#[derive(Debug)]
pub(super) struct Watched(Mutex<Running>);

#[derive(Debug)]
struct Running {
    child: Child,
    /// The time at which the worker is ended; `None` while it has no request.
    deadline: Option<Instant>,
    /// True if the watchdog ended the worker.
    is_late: bool,
}

impl Watched {
    pub(super) fn new(child: Child) -> Watched {
        Watched(Mutex::new(Running { child, deadline: None, is_late: false }))
    }

    /// Sets the deadline; `None` for no deadline.
    pub(super) fn set_deadline(&self, deadline: Option<Instant>) {
        lock(&self.0).deadline = deadline;
    }

    /// Ends the worker.
    pub(super) fn kill(&self) {
        let mut running = lock(&self.0);
        let _ = running.child.kill();
        let _ = running.child.wait();
    }

    /// Waits for the end of a worker that gave no answer. Returns true if the watchdog ended it, and the exit status if
    /// the process ends within [`EXIT_TIME`]. A process that still runs is killed.
    pub(super) fn wait_for_exit(&self) -> (bool, Option<ExitStatus>) {
        let mut running = lock(&self.0);
        let start = Instant::now();
        while start.elapsed() < EXIT_TIME {
            if let Ok(Some(status)) = running.child.try_wait() {
                return (running.is_late, Some(status));
            }
            thread::sleep(Duration::from_millis(1));
        }
        let _ = running.child.kill();
        let _ = running.child.wait();
        (running.is_late, None)
    }

    /// Ends the worker if its deadline has passed at `now`; else returns the deadline.
    fn check(&self, now: Instant) -> Option<Instant> {
        let mut running = lock(&self.0);
        let deadline = running.deadline?;
        if deadline > now {
            return Some(deadline);
        }
        running.is_late = true;
        running.deadline = None;
        let _ = running.child.kill();
        None
    }
}

/// The thread that watches the workers of a pool.
#[derive(Debug)]
pub(super) struct Watchdog {
    watch: Arc<Watch>,
    /// The time for one file.
    pub time_per_file: Duration,
}

#[derive(Debug, Default)]
struct Watch {
    /// `None` once the pool is gone.
    workers: Mutex<Option<Vec<Weak<Watched>>>>,
    is_over: Condvar,
}

impl Watchdog {
    /// Starts the thread.
    pub(super) fn start(time_per_file: Duration) -> std::io::Result<Watchdog> {
        let watch = Arc::new(Watch { workers: Mutex::new(Some(Vec::new())), is_over: Condvar::new() });
        let watching = Arc::clone(&watch);
        thread::Builder::new().spawn(move || watching.run(time_per_file))?;
        Ok(Watchdog { watch, time_per_file })
    }

    /// Adds a worker.
    pub(super) fn watch(&self, worker: &Arc<Watched>) {
        if let Some(workers) = lock(&self.watch.workers).as_mut() {
            workers.retain(|known| known.strong_count() > 0);
            workers.push(Arc::downgrade(worker));
        }
    }
}

impl Watch {
    fn run(&self, time_per_file: Duration) {
        let mut workers = lock(&self.workers);
        while let Some(watched) = workers.as_ref() {
            let now = Instant::now();
            let deadlines = watched.iter().filter_map(Weak::upgrade).filter_map(|worker| worker.check(now));
            // A deadline that is set during the wait is later than its end, so setting it need not wake this thread.
            let wait = deadlines.min().map_or(time_per_file, |deadline| deadline - now);
            workers = self.is_over.wait_timeout(workers, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        *lock(&self.watch.workers) = None;
        self.watch.is_over.notify_all();
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::process::Command;

    use super::*;

    fn sleeper(watchdog: &Watchdog) -> Arc<Watched> {
        let worker = Arc::new(Watched::new(Command::new("sleep").arg("60").spawn().unwrap()));
        watchdog.watch(&worker);
        worker
    }

    #[test]
    fn only_a_worker_past_its_deadline_is_ended() {
        let watchdog = Watchdog::start(Duration::from_millis(100)).unwrap();
        let [asked, idle] = [sleeper(&watchdog), sleeper(&watchdog)];
        asked.set_deadline(Instant::now().checked_add(watchdog.time_per_file));
        let start = Instant::now();
        while !lock(&asked.0).is_late {
            assert!(start.elapsed() < Duration::from_secs(30));
            thread::sleep(Duration::from_millis(10));
        }
        assert!(start.elapsed() >= watchdog.time_per_file);
        assert!(asked.wait_for_exit().1.is_some());
        assert_eq!(lock(&idle.0).child.try_wait().unwrap(), None);
        assert_eq!(idle.wait_for_exit(), (false, None));
    }
}
