//! The worker's side: sets its own limits, then reads the files that the pool sends until the pool is gone.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::mpsc;
use std::thread;

use super::{process_limits, protocol};
use crate::formats::{InProcess, Limits, Reader};
use protocol::{Ready, Request};

/// The stack of the reading thread. Parsers that recurse need more than the usual 2 MiB for deep nesting. Unused stack
/// takes no memory.
pub(super) const STACK_BYTES: usize = 64 << 20;

/// The exit status of a worker whose reading thread ended. The pool only looks at signals.
const FAILED: i32 = 1;

/// Reads the files that a [`WorkerPool`](super::WorkerPool) sends over standard input. The worker process calls this
/// first, except for setting a silent panic hook, and ends when it returns.
///
/// # Errors
/// The error of the operating system, or a message that is not valid: the pool is gone, or the other process is not a
/// pool.
pub fn serve() -> io::Result<()> {
    serve_with(InProcess)
}

/// As [`serve`], with a reader of the caller's, built from the limits that the pool sends.
///
/// # Errors
/// As [`serve`].
pub fn serve_with<R>(reader: impl FnOnce(Limits) -> R) -> io::Result<()>
where
    R: Reader + Send + 'static,
{
    let mut input = io::stdin().lock();
    let Some((limits, _)) = protocol::receive::<Limits>(&mut input, 0)? else { return Ok(()) };
    let mut output = process_limits::take_stdout()?;
    let (requests, queue) = mpsc::channel::<(Request<'static>, Vec<u8>)>();
    let reader = reader(limits);
    let answer = move || {
        protocol::send(&mut output, &Ready, b"")?;
        for (Request { file_name, page }, bytes) in queue {
            process_limits::allow_cpu_seconds(limits.max_seconds);
            match page {
                None => protocol::send_answer(&mut output, reader.read(&bytes, file_name.as_deref()))?,
                Some(page) => protocol::send_answer(&mut output, reader.draw(&bytes, page))?,
            }
        }
        io::Result::Ok(())
    };
    thread::Builder::new().stack_size(STACK_BYTES).spawn(|| {
        // After a panic no file is read any more. The pool must see that.
        let _ = catch_unwind(AssertUnwindSafe(answer));
        process::exit(FAILED);
    })?;
    process_limits::lower_limits(&limits);
    // While the other thread reads a file, this thread waits for the next, so that it notices at once if the pool is
    // gone. When it returns the process ends, even if the other thread hangs.
    while let Some(request) = protocol::receive::<Request<'static>>(&mut input, limits.max_bytes)? {
        if requests.send(request).is_err() {
            break;
        }
    }
    Ok(())
}
