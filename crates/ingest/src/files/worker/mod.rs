//! Reads files in processes of their own, so that one that hangs, eats memory or kills its reader takes nothing else along.
//!
//! A program gives [`WorkerPool`] the command that calls [`serve`], usually itself with an argument; the pool is then a
//! [`Reader`](super::Reader) like any other, with the same results to the byte.

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

/// Locks what stays whole even if a thread died while it held the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
