//! Ends workers that take too long: one thread a pool, which sleeps as long as all keep their time.

use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::lock;

/// How long a process may take from closing its pipes to its end before it is ended, whereupon its status says nothing.
/// Where a processor is free it takes less than a millisecond.
const DYING: Duration = Duration::from_millis(500);

/// A running worker and the time by which it must answer.
#[derive(Debug)]
pub(super) struct Watched(Mutex<Running>);

#[derive(Debug)]
struct Running {
    child: Child,
    /// When it is ended; `None` while nothing is asked of it.
    deadline: Option<Instant>,
    is_late: bool,
}

impl Watched {
    pub(super) fn new(child: Child) -> Watched {
        Watched(Mutex::new(Running { child, deadline: None, is_late: false }))
    }

    /// Gives the worker until `deadline`, or all the time there is.
    pub(super) fn give_until(&self, deadline: Option<Instant>) {
        lock(&self.0).deadline = deadline;
    }

    /// Ends the worker.
    pub(super) fn end(&self) {
        let mut running = lock(&self.0);
        let _ = running.child.kill();
        let _ = running.child.wait();
    }

    /// Sees off a worker that fell silent: whether it was ended for its time, and its status if it ended by itself.
    pub(super) fn end_of(&self) -> (bool, Option<ExitStatus>) {
        let mut running = lock(&self.0);
        let silent = Instant::now();
        while silent.elapsed() < DYING {
            if let Ok(Some(status)) = running.child.try_wait() {
                return (running.is_late, Some(status));
            }
            thread::sleep(Duration::from_millis(1));
        }
        let _ = running.child.kill();
        let _ = running.child.wait();
        (running.is_late, None)
    }

    /// Ends the worker if its time is over by `now`; else says when that will be.
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

/// The thread that watches.
#[derive(Debug)]
pub(super) struct Watchdog {
    watch: Arc<Watch>,
    /// How long a worker is given for one file.
    pub patience: Duration,
}

#[derive(Debug, Default)]
struct Watch {
    /// `None` once the pool is gone.
    workers: Mutex<Option<Vec<Weak<Watched>>>>,
    is_over: Condvar,
}

impl Watchdog {
    /// # Errors
    /// What the operating system says when it has no more threads.
    pub(super) fn start(patience: Duration) -> std::io::Result<Watchdog> {
        let watch = Arc::new(Watch { workers: Mutex::new(Some(Vec::new())), is_over: Condvar::new() });
        let watching = Arc::clone(&watch);
        thread::Builder::new().spawn(move || watching.run(patience))?;
        Ok(Watchdog { watch, patience })
    }

    /// Watches one more worker.
    pub(super) fn watch(&self, worker: &Arc<Watched>) {
        if let Some(workers) = lock(&self.watch.workers).as_mut() {
            workers.retain(|known| known.strong_count() > 0);
            workers.push(Arc::downgrade(worker));
        }
    }
}

impl Watch {
    fn run(&self, patience: Duration) {
        let mut workers = lock(&self.workers);
        while let Some(watched) = workers.as_ref() {
            let now = Instant::now();
            let deadlines = watched.iter().filter_map(Weak::upgrade).filter_map(|worker| worker.check(now));
            // A deadline that is set from now on comes after this wait: nobody need wake this thread for it.
            let wait = deadlines.min().map_or(patience, |deadline| deadline - now);
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
    fn only_a_worker_whose_time_is_over_is_ended() {
        let watchdog = Watchdog::start(Duration::from_millis(100)).unwrap();
        let [asked, idle] = [sleeper(&watchdog), sleeper(&watchdog)];
        asked.give_until(Instant::now().checked_add(watchdog.patience));
        let start = Instant::now();
        while !lock(&asked.0).is_late {
            assert!(start.elapsed() < Duration::from_secs(30));
            thread::sleep(Duration::from_millis(10));
        }
        assert!(start.elapsed() >= watchdog.patience);
        assert!(asked.end_of().1.is_some());
        assert_eq!(lock(&idle.0).child.try_wait().unwrap(), None);
        assert_eq!(idle.end_of(), (false, None));
    }
}
