//! Tells why a worker ended while it read a file, and words it as the file's problem.

use std::process::ExitStatus;

use memchr::memmem;

use crate::formats::{Limits, problem};
use rolefit_document::{Problem, ProblemCode};

/// Why a worker ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitCause {
    /// It used up [`Limits::max_seconds`] on the processor.
    CpuTime,
    /// It did not answer for so long that it was ended: it waits for something, or the machine is overloaded.
    NoAnswer,
    /// It needed more than [`Limits::max_memory_bytes`], or the system had no more.
    Memory,
    /// It went deeper into nested parts than its stack allows.
    StackOverflow,
    /// Anything else: it aborted, or said what makes no sense.
    Crash,
}

/// What Rust writes when an allocation fails.
const NO_MEMORY: &[u8] = b"memory allocation of ";
/// What Rust writes when a stack overflows.
const NO_STACK: &[u8] = b"has overflowed its stack";

impl ExitCause {
    /// Why a worker ended, by whether it was for its time, by its status if it ended by itself, and by what it wrote last.
    pub fn of(is_late: bool, status: Option<ExitStatus>, last_words: &[u8]) -> ExitCause {
        let signal = status.and_then(signal);
        if signal == Some(Signal::OutOfTime) {
            ExitCause::CpuTime
        } else if is_late {
            ExitCause::NoAnswer
        } else if memmem::find(last_words, NO_STACK).is_some() {
            ExitCause::StackOverflow
        } else if memmem::find(last_words, NO_MEMORY).is_some() || signal == Some(Signal::Kill) {
            ExitCause::Memory
        } else {
            ExitCause::Crash
        }
    }

    /// Whether it may have been the machine's load or an earlier file rather than this one.
    pub fn is_worth_a_retry(self) -> bool {
        !matches!(self, ExitCause::StackOverflow | ExitCause::CpuTime)
    }

    /// The problem of the file that it died on.
    pub fn problem(self, limits: &Limits) -> Problem {
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

/// The signals that tell why a process was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code))]
enum Signal {
    /// It used up its time on the processor.
    OutOfTime,
    /// Nobody but a system that is out of memory kills a worker whose pool has not.
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
    fn the_last_words_tell_memory_from_stack_and_both_from_faults() {
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
