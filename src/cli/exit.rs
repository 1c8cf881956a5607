//! The end of a run: exit statuses, which scripts rely on, and the message of an error.

use std::io;
use std::process::ExitCode;

use rolefit::candidate::Candidate;

/// The exit statuses, for `--help`.
pub(crate) const HELP: &str = "Exit status: 0 all scored; 1 no file scored, a bad catalog, or output that cannot be written; \
    2 wrong usage; 3 done, but some files could not be read.";

/// The exit status of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done, or the reader of a pipe has left.
    Success = 0,
    /// No file was scored, the catalog is bad, or the output cannot be written.
    Failed = 1,
    /// The arguments are wrong. Clap exits with the same status.
    Usage = 2,
    /// Done, but some files could not be read. Each was named with reason and remedy.
    SomeUnreadable = 3,
}

impl Exit {
    /// The status for the result of a command. Prints an error on standard error.
    pub fn of(result: anyhow::Result<Exit>) -> Exit {
        let error = match result {
            Ok(exit) => return exit,
            Err(error) => error,
        };
        if error.chain().any(is_closed_pipe) {
            return Exit::Success;
        }
        if let Some(usage) = error.downcast_ref::<clap::Error>() {
            // If standard error is closed, nobody can read the message.
            let _ = usage.print();
            return Exit::Usage;
        }
        say!("rolefit: {error:#}");
        Exit::Failed
    }

    /// The status after scoring `candidates`.
    pub(crate) fn of_candidates(candidates: &[Candidate]) -> Exit {
        let scored = candidates.iter().filter(|candidate| candidate.as_scored().is_some()).count();
        Exit::after(scored, candidates.len() - scored)
    }

    /// The status of a run that scored `scored` files, and could not read `unreadable` files.
    pub fn after(scored: usize, unreadable: usize) -> Exit {
        match (scored, unreadable) {
            (0, _) => Exit::Failed,
            (_, 0) => Exit::Success,
            _ => Exit::SomeUnreadable,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// A usage error that clap cannot see, for example a role that the catalog lacks.
pub(crate) fn usage(message: impl std::fmt::Display) -> anyhow::Error {
    clap::Error::raw(clap::error::ErrorKind::InvalidValue, format!("{message}\n")).into()
}

/// Makes a write past the limit on the size of files (`ulimit -f`) an error, as on a full disk. Without a handler of
/// its signal the system ends the program.
pub(crate) fn report_full_disks() {
    #[cfg(unix)]
    if let Err(error) = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()) {
        tracing::debug!("no handler for writes past the limit on the size of files: {error}");
    }
}

fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_scored_is_a_failure_whatever_else() {
        assert_eq!(Exit::after(0, 0), Exit::Failed);
        assert_eq!(Exit::after(0, 2), Exit::Failed);
        assert_eq!(Exit::after(2, 1), Exit::SomeUnreadable);
        assert_eq!(Exit::after(2, 0), Exit::Success);
    }

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let error = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("standard output");
        assert_eq!(Exit::of(Err(error)), Exit::Success);
    }
}
