//! Turns the panic of a parser into an error of the one file that it read.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// True while this thread is inside [`catch_panics`]. A program's panic hook need not show such a panic to users,
/// because it becomes a [`Problem`](rolefit_document::Problem). The library itself sets no hook.
pub fn is_catching_panics() -> bool {
    IS_CATCHING.get()
}

/// Runs `work` and returns its result, or its panic as an error.
///
/// # Errors
/// The payload of the panic.
pub fn catch_panics<T>(work: impl FnOnce() -> T) -> std::thread::Result<T> {
    let outer = IS_CATCHING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    IS_CATCHING.set(outer);
    outcome
}
