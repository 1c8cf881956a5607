//! Paths that the user gave and at which there is nothing.

use std::path::Path;

use crate::formats::problem;
use rolefit_document::{Problem, ProblemCode};

/// The beginnings of web addresses.
const WEB: [&str; 4] = ["http://", "https://", "ftp://", "www."];

/// A path at which there is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path as it was typed.
    pub typed: String,
    /// What may be wrong with it, and what to do.
    pub problem: Problem,
}

impl Missing {
    pub(super) fn new(path: &Path) -> Missing {
        let typed = path.display().to_string();
        let (message, remedy) = why(&typed);
        Missing { problem: problem(ProblemCode::Io, message, remedy), typed }
    }
}

fn why(typed: &str) -> (&'static str, &'static str) {
    let starts = |start: &str| typed.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    match () {
        () if WEB.into_iter().any(starts) => {
            ("a web address, and rolefit reads files only", "download it, and give the path of the file")
        }
        () if starts("file:") => ("an address and no path", "leave out file:// and give the path behind it"),
        () if is_windows_path(typed) => {
            let remedy = "write it as this system does: under WSL, C:\\cv\\ana.pdf is /mnt/c/cv/ana.pdf";
            ("a path of Windows, which this system does not know", remedy)
        }
        () if typed.starts_with('~') => ("~ stands for no folder inside quotes", "leave ~ outside of the quotes"),
        () if typed.contains(['*', '?']) => ("no file has such a name", "check the pattern and the folder"),
        () => ("there is no such file or folder", "check the path"),
    }
}

/// "C:\cv\ana.pdf", "cv\ana.pdf", "\\server\cv".
fn is_windows_path(typed: &str) -> bool {
    let mut letters = typed.chars();
    let is_drive = letters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && letters.next() == Some(':');
    !cfg!(windows) && (typed.contains('\\') || (is_drive && letters.next().is_none_or(|next| next == '/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_none_gets_its_own_hint() {
        for (typed, hint) in [
            ("https://example.com/cv.pdf", "download it"),
            ("WWW.example.com", "download it"),
            ("file:///home/ana/cv.pdf", "leave out file://"),
            ("~/cv.pdf", "outside of the quotes"),
            ("cv/*.pdf", "check the pattern"),
            ("cv/ana.pdf", "check the path"),
        ] {
            let missing = Missing::new(Path::new(typed));
            assert_eq!(missing.typed, typed);
            assert!(missing.problem.remedy.contains(hint), "{typed}: {}", missing.problem.remedy);
        }
    }

    #[cfg(not(windows))]
    #[test]
    fn a_path_of_windows_is_told() {
        for typed in ["C:\\cv\\ana.pdf", "d:/cv", "cv\\ana.pdf", "\\\\server\\cv"] {
            assert!(Missing::new(Path::new(typed)).problem.message.contains("Windows"), "{typed}");
        }
        assert!(!Missing::new(Path::new("a:b.pdf")).problem.message.contains("Windows"));
    }
}
