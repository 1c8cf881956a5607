//! What a worker does: it confines itself, then reads files that its pool sends until the pool is gone.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::mpsc;
use std::thread;

use super::{process_limits, protocol};
use crate::formats::{InProcess, Limits, Reader};
use protocol::{Ready, Request};

/// The stack that files are read on: parsers that recurse get through nesting that would overflow the usual 2 MiB. Only
/// what is used of it takes memory.
pub(super) const STACK_BYTES: usize = 64 << 20;

/// The exit status of a worker whose reading thread ended; its pool only sees that it is gone.
const FAILED: i32 = 1;

/// Reads what a [`WorkerPool`](super::WorkerPool) sends over standard input. The process that the pool starts calls this first, but for
/// a silent panic hook, and ends when it returns.
///
/// # Errors
/// What the operating system says, or a message that is none; the pool is gone or is not one.
pub fn serve() -> io::Result<()> {
    serve_with(InProcess)
}

/// Does as [`serve`] does, with a reader made from the limits that the pool sends.
///
/// # Errors
/// What the operating system says, or a message that is none; the pool is gone or is not one.
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
        for (Request { file_name }, bytes) in queue {
            process_limits::allow_cpu_seconds(limits.max_seconds);
            let answer = reader.read(&bytes, file_name.as_deref());
            protocol::send_answer(&mut output, answer)?;
        }
        io::Result::Ok(())
    };
    thread::Builder::new().stack_size(STACK_BYTES).spawn(|| {
        // Whatever ended it, nothing is read any more, and the pool must see that.
        let _ = catch_unwind(AssertUnwindSafe(answer));
        process::exit(FAILED);
    })?;
    process_limits::lower_limits(&limits);
    // While a file is read this thread waits for the next, and so sees at once that the pool is gone. When it returns,
    // the process ends, even if the reading would not.
    while let Some(request) = protocol::receive::<Request<'static>>(&mut input, limits.max_bytes)? {
        if requests.send(request).is_err() {
            break;
        }
    }
    Ok(())
}
