//! Does many jobs on several threads and hands what comes of them over in order, never far ahead of what was handed over.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::ThreadPool;

/// So many jobs may be begun and not handed over: enough that one slow file holds up nobody, few enough that what waits
/// behind it is a small part of what a run needs anyway (a hundred rows or records of some 20 KiB).
const WINDOW: usize = 256;

/// Does `count` jobs, which are known by their number, and hands each outcome over in the order of numbers.
///
/// # Errors
/// The first error of `hand_over`, after which no job is begun.
pub(super) fn in_order<T: Send>(
    pool: &ThreadPool,
    count: usize,
    job: &(impl Fn(usize) -> T + Sync),
    mut hand_over: impl FnMut(usize, T) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, outcomes) = mpsc::channel();
    let is_over = AtomicBool::new(false);
    pool.in_place_scope_fifo(|scope| {
        let mut begun = 0;
        let mut waiting = BTreeMap::new();
        let mut turns = 0..count;
        let result = turns.try_for_each(|turn| {
            while begun < count.min(turn + WINDOW) {
                let (number, sender, is_over) = (begun, sender.clone(), &is_over);
                scope.spawn_fifo(move |_| {
                    if !is_over.load(Ordering::Relaxed) {
                        // Nobody waits for it any more once an error has ended the work.
                        let _ = sender.send((number, catch_unwind(AssertUnwindSafe(|| job(number)))));
                    }
                });
                begun += 1;
            }
            let outcome = loop {
                if let Some(outcome) = waiting.remove(&turn) {
                    break outcome;
                }
                let (number, outcome) = outcomes.recv().map_err(io::Error::other)?;
                waiting.insert(number, outcome);
            };
            hand_over(turn, outcome.unwrap_or_else(|panic| resume_unwind(panic)))
        });
        is_over.store(true, Ordering::Relaxed);
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
    fn outcomes_come_in_order_whichever_is_done_first() {
        let job = |number: usize| {
            std::thread::sleep(Duration::from_micros(number as u64 * 7919 % 300));
            number * 2
        };
        let mut handed = Vec::new();
        in_order(&pool(), 1000, &job, |number, outcome| {
            handed.push((number, outcome));
            Ok(())
        })
        .unwrap();
        assert_eq!(handed, (0..1000).map(|number| (number, number * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn no_job_is_begun_far_ahead_of_what_was_handed_over() {
        let (begun, handed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let farthest = AtomicUsize::new(0);
        let job = |_| {
            let ahead =
                begun.fetch_add(1, Ordering::SeqCst) - handed.load(Ordering::SeqCst).min(begun.load(Ordering::SeqCst));
            farthest.fetch_max(ahead, Ordering::SeqCst);
        };
        in_order(&pool(), 5 * WINDOW, &job, |_, ()| {
            handed.fetch_add(1, Ordering::SeqCst);
            Ok(())
        })
        .unwrap();
        assert!(farthest.into_inner() <= WINDOW);
    }

    #[test]
    fn an_error_ends_the_work() {
        let done = AtomicUsize::new(0);
        let result =
            in_order(&pool(), 100 * WINDOW, &|_| done.fetch_add(1, Ordering::SeqCst), |number, _| match number {
                3 => Err(io::ErrorKind::BrokenPipe.into()),
                _ => Ok(()),
            });
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(done.into_inner() <= 3 + WINDOW);
    }

    #[test]
    #[should_panic(expected = "job 7")]
    fn a_job_that_panics_does_not_hang_the_others() {
        let job = |number: usize| assert!(number != 7, "job {number}");
        in_order(&pool(), 10, &job, |_, ()| Ok(())).unwrap();
    }
}
