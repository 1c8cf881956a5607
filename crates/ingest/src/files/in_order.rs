//! Runs many jobs on several threads and delivers their results in order, with few results waiting.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::ThreadPool;

/// The number of jobs that may run ahead of the last delivered result. Enough that one slow file delays no other file.
/// Few enough that the waiting results (rows or records of some 20 KiB) take a small part of the memory of a run.
const MAX_AHEAD: usize = 256;

/// Runs the jobs 0 to `count` and passes each result to `deliver`, in the order of the jobs.
pub(super) fn in_order<T: Send>(
    pool: &ThreadPool,
    count: usize,
    job: &(impl Fn(usize) -> T + Sync),
    mut deliver: impl FnMut(usize, T) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, results) = mpsc::channel();
    let has_ended = AtomicBool::new(false);
    pool.in_place_scope_fifo(|scope| {
        let mut begun = 0;
        let mut waiting = BTreeMap::new();
        let mut turns = 0..count;
        let result = turns.try_for_each(|turn| {
            while begun < count.min(turn + MAX_AHEAD) {
                let (number, sender, has_ended) = (begun, sender.clone(), &has_ended);
                scope.spawn_fifo(move |_| {
                    if !has_ended.load(Ordering::Relaxed) {
                        // Fails only if an error has ended the work, so that no result is needed.
                        let _ = sender.send((number, catch_unwind(AssertUnwindSafe(|| job(number)))));
                    }
                });
                begun += 1;
            }
            let outcome = loop {
                if let Some(outcome) = waiting.remove(&turn) {
                    break outcome;
                }
                let (number, outcome) = results.recv().map_err(io::Error::other)?;
                waiting.insert(number, outcome);
            };
            deliver(turn, outcome.unwrap_or_else(|panic| resume_unwind(panic)))
        });
        has_ended.store(true, Ordering::Relaxed);
        result
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use super::*;

    fn pool() -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap()
    }

    #[test]
    fn results_come_in_order_whichever_job_ends_first() {
        let job = |number: usize| {
            std::thread::sleep(Duration::from_micros(number as u64 * 7919 % 300));
            number * 2
        };
        let mut delivered = Vec::new();
        in_order(&pool(), 1000, &job, |number, outcome| {
            delivered.push((number, outcome));
            Ok(())
        })
        .unwrap();
        assert_eq!(delivered, (0..1000).map(|number| (number, number * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn no_job_runs_far_ahead_of_the_last_delivered_result() {
        let (begun, delivered) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let farthest = AtomicUsize::new(0);
        let job = |_| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst)
                - delivered.load(Ordering::SeqCst).min(begun.load(Ordering::SeqCst));
            farthest.fetch_max(ahead, Ordering::SeqCst);
        };
        in_order(&pool(), 5 * MAX_AHEAD, &job, |_, ()| {
            delivered.fetch_add(1, Ordering::SeqCst);
            Ok(())
        })
        .unwrap();
        assert!(farthest.into_inner() <= MAX_AHEAD);
    }

    #[test]
    fn an_error_ends_the_work() {
        let done = AtomicUsize::new(0);
        let result =
            in_order(&pool(), 100 * MAX_AHEAD, &|_| done.fetch_add(1, Ordering::SeqCst), |number, _| match number {
                3 => Err(io::ErrorKind::BrokenPipe.into()),
                _ => Ok(()),
            });
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(done.into_inner() <= 3 + MAX_AHEAD);
    }

    #[test]
    #[should_panic(expected = "job 7")]
    fn a_job_that_panics_does_not_hang_the_others() {
        let job = |number: usize| assert!(number != 7, "job {number}");
        in_order(&pool(), 10, &job, |_, ()| Ok(())).unwrap();
    }
}
