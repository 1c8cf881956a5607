//! Messages for people on standard error.

use std::fmt::Arguments;
use std::io::{self, Write as _};

/// Prints a line on standard error, as `eprintln!` does, but without a panic if nobody reads it.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::say::line(format_args!($($words)*)) };
}

/// Prints `words` and a line break on standard error. A closed standard error must not cost the result of the run, so
/// errors are ignored.
pub(super) fn line(words: Arguments) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}
