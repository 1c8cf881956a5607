//! One worker as the pool sees it: a process that gets files and answers with documents until it ends.

use std::ffi::OsString;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::exit_cause::ExitCause;
use super::protocol::{self, Answer, Answered, Ready, Request};
use super::watchdog::{Watchdog, Watched};
use crate::formats::Limits;

/// The size of the buffer for answers. The text of a resume takes a tenth.
const ANSWER_BYTES: usize = 64 << 10;

/// The number of bytes kept of a worker's standard error. The last few lines tell why it died.
const STDERR_TAIL_BYTES: usize = 4 << 10;

/// The command that starts a worker.
#[derive(Debug)]
pub(super) struct Program {
    pub path: PathBuf,
    pub arguments: Vec<OsString>,
}

/// How much address space mimalloc, the allocator of the `rolefit` binary, reserves at a time. Left to itself it
/// reserves 1 GiB at the start, which no limit of the worker takes back: a file could use it all. Other allocators
/// ignore the variable.
const ALLOCATOR_RESERVE: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "32M");

/// A running worker.
#[derive(Debug)]
pub(super) struct Worker {
    watched: Arc<Watched>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    errors: Option<JoinHandle<Vec<u8>>>,
    is_ready: bool,
}

impl Worker {
    /// Starts a worker without waiting until it is ready.
    pub(super) fn start(program: &Program, limits: &Limits, watchdog: &Watchdog) -> io::Result<Worker> {
        let mut command = Command::new(&program.path);
        command.args(&program.arguments).env_clear().env(ALLOCATOR_RESERVE.0, ALLOCATOR_RESERVE.1);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        tracing::debug!("a process to read files in is started");
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let watched = Arc::new(Watched::new(child));
        let (Some(input), Some(output), Some(errors)) = pipes else {
            watched.kill();
            return Err(io::Error::other("it has no pipes"));
        };
        watchdog.watch(&watched);
        // A full pipe would stop a worker that writes many messages.
        let errors = thread::Builder::new().spawn(move || read_tail(errors)).ok();
        let output = BufReader::with_capacity(ANSWER_BYTES, output);
        let mut worker = Worker { watched, input, output, errors, is_ready: false };
        // An error here means that the worker has ended. `ready` will report it.
        let _ = protocol::send(&mut worker.input, limits, b"");
        Ok(worker)
    }

    /// Waits until the worker is ready to read.
    pub(super) fn ready(&mut self, watchdog: &Watchdog) -> io::Result<()> {
        if !self.is_ready {
            self.watched.set_deadline(Instant::now().checked_add(watchdog.time_per_file));
            let ready: Option<(Ready, _)> = protocol::receive(&mut self.output, 0)?;
            ready.ok_or_else(|| io::Error::other("it ended at once"))?;
            self.watched.set_deadline(None);
            self.is_ready = true;
        }
        Ok(())
    }

    /// Sends a request about the file `bytes`. Returns the answer, and the worker for the next request.
    ///
    /// # Errors
    /// The cause why the worker ended.
    pub(super) fn ask<T: Answered>(
        mut self,
        bytes: &[u8],
        request: &Request<'_>,
        limits: &Limits,
        watchdog: &Watchdog,
    ) -> Result<(Answer<T>, Worker), ExitCause> {
        self.watched.set_deadline(Instant::now().checked_add(watchdog.time_per_file));
        let sent = protocol::send(&mut self.input, request, bytes);
        match sent.and_then(|()| protocol::receive_answer(&mut self.output, limits)) {
            Ok(answer) => {
                self.watched.set_deadline(None);
                Ok((answer, self))
            }
            Err(_) => Err(self.exit_cause()),
        }
    }

    /// The cause why the worker ended. A worker that runs but gave no valid answer is ended here.
    fn exit_cause(mut self) -> ExitCause {
        let (is_late, status) = self.watched.wait_for_exit();
        let stderr_tail = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        ExitCause::of(is_late, status, &stderr_tail)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.watched.kill();
    }
}

/// Reads a worker's standard error to its end and returns the last bytes.
fn read_tail(mut errors: ChildStderr) -> Vec<u8> {
    let (mut tail, mut piece) = (Vec::new(), [0; STDERR_TAIL_BYTES]);
    while let Ok(count @ 1..) = errors.read(&mut piece) {
        tail.extend_from_slice(piece.get(..count).unwrap_or_default());
        tail.drain(..tail.len().saturating_sub(STDERR_TAIL_BYTES));
    }
    tail
}
