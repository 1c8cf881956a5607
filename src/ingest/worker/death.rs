//! Tells why a worker ended while it read a file, and words it as the file's problem.

use std::process::ExitStatus;

use memchr::memmem;

use super::super::{Limits, problem};
use crate::document::{Problem, ProblemCode};

/// Why a worker ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Death {
    /// It took longer than [`Limits::max_seconds`] and was ended.
    Time,
    /// It needed more than [`Limits::max_memory_bytes`], or the system had no more.
    Memory,
    /// It went deeper into nested parts than its stack allows.
    Stack,
    /// Anything else: it aborted, or said what makes no sense.
    Fault,
}

/// What Rust writes when an allocation fails.
const NO_MEMORY: &[u8] = b"memory allocation of ";
/// What Rust writes when a stack overflows.
const NO_STACK: &[u8] = b"has overflowed its stack";

/// The signal by which Linux ends a process when the machine is out of memory.
#[cfg(unix)]
const SIGKILL: i32 = 9;

impl Death {
    /// Why a worker ended, by whether it was for its time, by its status if it ended by itself, and by what it wrote last.
    pub fn of(is_late: bool, status: Option<ExitStatus>, last_words: &[u8]) -> Death {
        if is_late {
            Death::Time
        } else if memmem::find(last_words, NO_STACK).is_some() {
            Death::Stack
        } else if memmem::find(last_words, NO_MEMORY).is_some() || status.is_some_and(is_killed) {
            Death::Memory
        } else {
            Death::Fault
        }
    }

    /// Whether it may have been the machine's load or an earlier file rather than this one.
    pub fn may_be_chance(self) -> bool {
        self != Death::Stack
    }

    /// The problem of the file that it died on.
    pub fn problem(self, limits: &Limits) -> Problem {
        match self {
            Death::Time => {
                let message = format!("reading it takes more than {} seconds", limits.max_seconds);
                problem(ProblemCode::LimitTime, message, "print it to a new PDF, or save it as plain text")
            }
            Death::Memory => {
                let message = format!("reading it takes more than {} MiB of memory", limits.max_memory_bytes >> 20);
                problem(ProblemCode::LimitMemory, message, "save it without pictures, or as plain text")
            }
            Death::Stack => problem(
                ProblemCode::LimitDepth,
                "it is nested too deeply",
                "save it as plain text, or print it to a new PDF",
            ),
            Death::Fault => {
                problem(ProblemCode::Crashed, "the reader failed on this file", "save it again as PDF or DOCX")
            }
        }
    }
}

#[cfg(unix)]
fn is_killed(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(SIGKILL)
}

#[cfg(not(unix))]
fn is_killed(_: ExitStatus) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_tell_memory_from_stack_and_both_from_faults() {
        let words = "memory allocation of 4096 bytes failed\n";
        assert_eq!(Death::of(false, None, words.as_bytes()), Death::Memory);
        let words = "\nthread '<unnamed>' has overflowed its stack\nfatal runtime error: stack overflow, aborting\n";
        assert_eq!(Death::of(false, None, words.as_bytes()), Death::Stack);
        assert_eq!(Death::of(false, None, b"free(): invalid pointer"), Death::Fault);
        assert_eq!(Death::of(true, None, b"memory allocation of 1 bytes failed"), Death::Time);
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_the_system_killed_was_out_of_memory() {
        use std::os::unix::process::ExitStatusExt;
        assert_eq!(Death::of(false, Some(ExitStatus::from_raw(SIGKILL)), b""), Death::Memory);
        assert_eq!(Death::of(false, Some(ExitStatus::from_raw(11)), b""), Death::Fault);
    }
}
