//! The cause why a worker ended while it read a file, and the problem of the file that follows from it.

use std::process::ExitStatus;

use memchr::memmem;

use crate::formats::{Limits, problem};
use rolefit_document::{Problem, ProblemCode};

/// The cause why a worker ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitCause {
    /// The file took more than [`Limits::max_seconds`] on a processor.
    CpuTime,
    /// The watchdog ended the worker after the deadline: it waited for something, or the machine is overloaded.
    NoAnswer,
    /// The file needs more than [`Limits::max_memory_bytes`], or the system had no memory left.
    Memory,
    /// The file is nested so deeply that the stack overflowed.
    StackOverflow,
    /// Anything else: the worker aborted, or its answer was not valid.
    Crash,
}

/// The message of Rust if an allocation fails.
const NO_MEMORY: &[u8] = b"memory allocation of ";
/// The message of Rust if a stack overflows.
const NO_STACK: &[u8] = b"has overflowed its stack";

impl ExitCause {
    /// Tells the cause. `is_late` is true if the watchdog ended the worker, `status` is there if the worker ended by
    /// itself, and `stderr_tail` is the end of its standard error.
    pub(super) fn of(is_late: bool, status: Option<ExitStatus>, stderr_tail: &[u8]) -> ExitCause {
        let signal = status.and_then(signal);
        if signal == Some(Signal::OutOfTime) {
            ExitCause::CpuTime
        } else if is_late {
            ExitCause::NoAnswer
        } else if memmem::find(stderr_tail, NO_STACK).is_some() {
            ExitCause::StackOverflow
        } else if memmem::find(stderr_tail, NO_MEMORY).is_some() || signal == Some(Signal::Kill) {
            ExitCause::Memory
        } else {
            ExitCause::Crash
        }
    }

    /// True if the cause may be the load of the machine, or an earlier file that the worker read, rather than this
    /// file.
    pub(super) fn is_worth_a_retry(self) -> bool {
        !matches!(self, ExitCause::StackOverflow | ExitCause::CpuTime)
    }

    /// The problem of the file that the worker was reading.
    pub(super) fn problem(self, limits: &Limits) -> Problem {
        match self {
            ExitCause::CpuTime | ExitCause::NoAnswer => {
                let message = format!("reading it takes more than {} seconds", limits.max_seconds);
                problem(ProblemCode::LimitTime, message, "print it to a new PDF, or save it as plain text")
            }
            ExitCause::Memory => {
                let message = format!("reading it takes more than {} MiB of memory", limits.max_memory_bytes >> 20);
                problem(ProblemCode::LimitMemory, message, "save it without pictures, or as plain text")
            }
            ExitCause::StackOverflow => problem(
                ProblemCode::LimitDepth,
                "it is nested too deeply",
                "save it as plain text, or print it to a new PDF",
            ),
            ExitCause::Crash => {
                problem(ProblemCode::Crashed, "the reader failed on this file", "save it again as PDF or DOCX")
            }
        }
    }
}

/// The signals that tell a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code))]
enum Signal {
    /// The process used up its time on a processor.
    OutOfTime,
    /// Killed, and not by its pool: systems that run out of memory do so.
    Kill,
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<Signal> {
    use rustix::process::Signal as Number;
    let number = std::os::unix::process::ExitStatusExt::signal(&status)?;
    [(Number::XCPU, Signal::OutOfTime), (Number::KILL, Signal::Kill)]
        .into_iter()
        .find_map(|(known, signal)| (known.as_raw() == number).then_some(signal))
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<Signal> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stderr_tail_tell_memory_from_stack_and_both_from_faults() {
        let words = "memory allocation of 4096 bytes failed\n";
        assert_eq!(ExitCause::of(false, None, words.as_bytes()), ExitCause::Memory);
        let words = "\nthread '<unnamed>' has overflowed its stack\nfatal runtime error: stack overflow, aborting\n";
        assert_eq!(ExitCause::of(false, None, words.as_bytes()), ExitCause::StackOverflow);
        assert_eq!(ExitCause::of(false, None, b"free(): invalid pointer"), ExitCause::Crash);
        assert_eq!(ExitCause::of(true, None, b"memory allocation of 1 bytes failed"), ExitCause::NoAnswer);
    }

    #[cfg(unix)]
    #[test]
    fn the_signal_tells_who_ended_a_worker() {
        use std::os::unix::process::ExitStatusExt;
        let death =
            |number: rustix::process::Signal| ExitCause::of(false, Some(ExitStatus::from_raw(number.as_raw())), b"");
        assert_eq!(death(rustix::process::Signal::KILL), ExitCause::Memory);
        assert_eq!(death(rustix::process::Signal::XCPU), ExitCause::CpuTime);
        assert_eq!(death(rustix::process::Signal::SEGV), ExitCause::Crash);
    }
}
