//! How the program was called: its arguments, and the command that starts its workers. They are given, because the
//! Python package calls the program, too, in the process of Python.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::worker;

/// The invocation of this process. It is set once, at the start.
static INVOCATION: OnceLock<Invocation> = OnceLock::new();

/// How the program was called.
#[derive(Debug)]
pub(crate) struct Invocation {
    /// The arguments behind the name of the program.
    pub arguments: Vec<OsString>,
    /// The program that reads files, and its arguments. `None` for this program itself.
    pub worker: Option<(PathBuf, Vec<OsString>)>,
}

impl Invocation {
    /// The invocation of the binary `rolefit`.
    pub(crate) fn of_binary() -> Invocation {
        Invocation { arguments: std::env::args_os().skip(1).collect(), worker: None }
    }

    /// Makes this the invocation of the process. Only the first counts.
    pub(crate) fn set(self) -> &'static Invocation {
        INVOCATION.get_or_init(|| self)
    }

    /// The invocation of the process.
    pub(crate) fn get() -> &'static Invocation {
        INVOCATION.get_or_init(Invocation::of_binary)
    }

    /// The program that reads files, and its arguments.
    ///
    /// # Errors
    /// The error of the operating system if this program does not find itself.
    pub(crate) fn worker(&self) -> io::Result<(PathBuf, Vec<OsString>)> {
        match &self.worker {
            Some(worker) => Ok(worker.clone()),
            None => Ok((std::env::current_exe()?, vec![worker::ARGUMENT.into()])),
        }
    }
}
