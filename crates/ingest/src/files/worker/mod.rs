//! Worker processes: a file that hangs, eats memory or crashes its reader ends one worker, and all other files are
//! read.
//!
//! A program gives [`WorkerPool`] the command that calls [`serve`], usually itself with a hidden argument. The pool is
//! then a [`Reader`](crate::Reader) like [`InProcess`](crate::InProcess), with the same results to the byte.
//!
//! # What happens to a file
//!
//! 1. **Request.** `worker_pool` takes an idle worker or starts one (`worker_process`). It sets a deadline with the
//!    `watchdog` and sends name and bytes through a pipe (`protocol`).
//! 2. **Limits.** A worker has lowered its own limits before its first file (`process_limits`): memory to
//!    [`max_memory_bytes`](crate::Limits::max_memory_bytes), no files, no core dumps. For each file it allows itself
//!    [`max_seconds`](crate::Limits::max_seconds) on a processor. Most bad files end earlier, at the counts in
//!    [`Limits`](crate::Limits).
//! 3. **Answer.** The worker (`worker_main`) reads the file in a thread with a large stack and sends back the document
//!    or problem. A panic becomes a problem already here. The worker then waits for the next file.
//! 4. **No answer.** A file that computes too long is ended by the system (`SIGXCPU`). A file that waits for something
//!    is ended by the watchdog, after six times as long by the clock. Too much memory, too deep a stack or an abort end
//!    the worker at once.
//! 5. **Cause.** `exit_cause` tells the cause by the watchdog, the exit status, and the last lines of standard error.
//! 6. **Second try.** Memory, silence, crashes, and workers that end before they are ready may come from the machine's
//!    load or from an earlier file. The pool then reads the file once more, in a fresh worker, while no other file is
//!    read. Processor time and stack overflow depend on the file alone, so there is no second try.
//! 7. **Problem.** If that fails too, the file has a problem: `limit-time`, `limit-memory`, `limit-depth` (stack) or
//!    `crashed`. The first, second and last may depend on the machine, so no cache keeps them. The next file gets a new
//!    worker.
//!
//! Workers end with their pool, even if its process is killed: their standard input closes. `tests/workers.rs` tries
//! all of this with files that hang, abort, overflow the stack and so on.

mod exit_cause;
mod process_limits;
mod protocol;
mod watchdog;
mod worker_main;
mod worker_pool;
mod worker_process;

pub use worker_main::{serve, serve_with};
pub use worker_pool::WorkerPool;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex whose contents are valid even if a thread panicked while it held the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
