//! Work that Ctrl-C stops.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::errors::Error;

/// The time between two looks for Ctrl-C. People take a twentieth of a second for at once.
const LOOK: Duration = Duration::from_millis(50);

/// Does `work` on a thread of its own, without Python's lock, and returns its result.
///
/// Ctrl-C ends the wait at once, whatever a file is doing, and sets the flag that `work` looks at. Python handles
/// signals in the main thread only; in another thread nothing ends the wait.
pub(crate) fn interruptible<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
) -> PyResult<T> {
    py.detach(|| {
        let stop = Arc::new(AtomicBool::new(false));
        let (done, result) = sync_channel(1);
        let flag = stop.clone();
        // The receiver is gone after Ctrl-C. Nobody wants the result then.
        let run = move || drop(done.send(work(&flag)));
        thread::Builder::new().name("rolefit".into()).spawn(run)?;
        loop {
            match result.recv_timeout(LOOK) {
                Ok(value) => return Ok(value),
                Err(RecvTimeoutError::Disconnected) => return Err(Error::new_err("rolefit failed; report this bug")),
                Err(RecvTimeoutError::Timeout) => {
                    let signals = Python::attach(|py| py.check_signals());
                    signals.inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                }
            }
        }
    })
}
