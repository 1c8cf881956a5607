//! One worker as its pool sees it: a process that is sent files and answers with documents, until it dies.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::exit_cause::ExitCause;
use super::protocol::{self, Answer, Ready, Request};
use super::watchdog::{Watchdog, Watched};
use crate::formats::Limits;

/// Answers up to this arrive in one piece: the text of a resume is a tenth of it.
const ANSWER_BYTES: usize = 64 << 10;

/// How much is kept of what a worker last wrote to its standard error: a few lines tell why it died.
const LAST_WORDS_BYTES: usize = 4 << 10;

/// What is started as a worker.
#[derive(Debug)]
pub(super) struct Program {
    pub path: PathBuf,
    pub argument: OsString,
}

/// A worker that runs.
#[derive(Debug)]
pub(super) struct Worker {
    watched: Arc<Watched>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    errors: Option<JoinHandle<Vec<u8>>>,
    is_ready: bool,
}

impl Worker {
    /// Starts a worker, and does not wait until it is ready.
    ///
    /// # Errors
    /// What the operating system says when it does not start it.
    pub fn start(program: &Program, limits: &Limits, watchdog: &Watchdog) -> io::Result<Worker> {
        let mut command = Command::new(&program.path);
        command.arg(&program.argument).env_clear();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        tracing::debug!("a process to read files in is started");
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let watched = Arc::new(Watched::new(child));
        let (Some(input), Some(output), Some(errors)) = pipes else {
            watched.end();
            return Err(io::Error::other("it has no pipes"));
        };
        watchdog.watch(&watched);
        // A worker that writes much must not stop for want of a listener.
        let errors = thread::Builder::new().spawn(move || last_words(errors)).ok();
        let output = BufReader::with_capacity(ANSWER_BYTES, output);
        let mut worker = Worker { watched, input, output, errors, is_ready: false };
        // One that has already ended is found out when it should be ready.
        let _ = protocol::send(&mut worker.input, limits, b"");
        Ok(worker)
    }

    /// Waits until it can read.
    ///
    /// # Errors
    /// What went wrong when it ended instead, or was none of ours.
    pub fn ready(&mut self, watchdog: &Watchdog) -> io::Result<()> {
        if !self.is_ready {
            self.watched.give_until(Instant::now().checked_add(watchdog.patience));
            let ready: Option<(Ready, _)> = protocol::receive(&mut self.output, 0)?;
            ready.ok_or_else(|| io::Error::other("it ended at once"))?;
            self.watched.give_until(None);
            self.is_ready = true;
        }
        Ok(())
    }

    /// Reads a file; the worker comes back with the answer, for the next.
    ///
    /// # Errors
    /// Why it died instead.
    pub fn read(
        mut self,
        bytes: &[u8],
        file_name: Option<&str>,
        limits: &Limits,
        watchdog: &Watchdog,
    ) -> Result<(Answer, Worker), ExitCause> {
        self.watched.give_until(Instant::now().checked_add(watchdog.patience));
        let sent = protocol::send(&mut self.input, &Request { file_name: file_name.map(Cow::from) }, bytes);
        match sent.and_then(|()| protocol::receive_answer(&mut self.output, limits.max_text_bytes)) {
            Ok(answer) => {
                self.watched.give_until(None);
                Ok((answer, self))
            }
            Err(_) => Err(self.died()),
        }
    }

    /// Why it died; it is ended if it only spoke nonsense.
    fn died(mut self) -> ExitCause {
        let (is_late, status) = self.watched.end_of();
        let last_words = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        ExitCause::of(is_late, status, &last_words)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.watched.end();
    }
}

/// Listens to the end, and keeps what was said last.
fn last_words(mut errors: ChildStderr) -> Vec<u8> {
    let (mut words, mut piece) = (Vec::new(), [0; LAST_WORDS_BYTES]);
    while let Ok(count @ 1..) = errors.read(&mut piece) {
        words.extend_from_slice(piece.get(..count).unwrap_or_default());
        words.drain(..words.len().saturating_sub(LAST_WORDS_BYTES));
    }
    words
}
