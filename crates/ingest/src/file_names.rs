//! The names of files: how ids spell them, and which are hidden.

#[cfg(unix)]
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use rolefit_document::changes_direction;

use crate::percent_encoding::percent_decoded;

/// The directory that macOS adds to archives, with metadata of each file.
const RESOURCE_FORKS: &[u8] = b"__MACOSX";

/// True if a file or directory of this name is hidden. `.` and `..`, which occur in the paths of archives, are not.
pub(crate) fn is_hidden(name: &[u8]) -> bool {
    (name.starts_with(b".") && !matches!(name, b"." | b"..")) || name == RESOURCE_FORKS
}

/// The id of a file given by itself.
pub(crate) fn id_of_file(path: &Path) -> String {
    path.file_name().map_or_else(|| id_of_path(path), |name| escape(name.as_encoded_bytes()))
}

/// The id of a path inside a directory.
pub(crate) fn id_of_path(relative: &Path) -> String {
    relative.iter().map(|name| escape(name.as_encoded_bytes())).collect::<Vec<_>>().join("/")
}

/// The id of an entry of an archive or message, which may bear any name: without parent directories, a drive, and a
/// slash in front.
pub(crate) fn id_of_entry(name: &[u8]) -> String {
    let parts = name.split(|byte| matches!(byte, b'/' | b'\\'));
    let parts = parts.enumerate().map(|(at, part)| match part {
        [letter, b':', rest @ ..] if at == 0 && letter.is_ascii_alphabetic() => rest,
        part => part,
    });
    let parts: Vec<String> = parts.filter(|part| !matches!(*part, b"" | b"." | b"..")).map(escape).collect();
    if parts.is_empty() { "unnamed".into() } else { parts.join("/") }
}

/// The whole path as UTF-8, escaped as in ids.
pub fn escape_path(path: &Path) -> String {
    escape(path.as_os_str().as_encoded_bytes())
}

/// The path that [`escape_path`] escaped.
pub fn unescape_path(path: &str) -> PathBuf {
    let bytes = percent_decoded(path);
    #[cfg(unix)]
    return std::ffi::OsString::from_vec(bytes).into();
    #[cfg(not(unix))]
    return String::from_utf8_lossy(&bytes).into_owned().into();
}

/// The name as UTF-8. Bytes that are not UTF-8 become `%XX`, and `%` becomes `%25`.
///
/// Control characters are escaped too, because ids are printed in lines and tables: a line break would split the line,
/// an escape sequence would control the terminal, and a mark of direction would show another name.
pub(crate) fn escape(name: &[u8]) -> String {
    let mut escaped = String::new();
    for chunk in name.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '%' => escaped.push_str("%25"),
                _ if letter.is_control() || changes_direction(letter) => {
                    push_escaped(letter.encode_utf8(&mut [0; 4]).as_bytes(), &mut escaped)
                }
                _ => escaped.push(letter),
            }
        }
        push_escaped(chunk.invalid(), &mut escaped);
    }
    escaped
}

fn push_escaped(bytes: &[u8], escaped: &mut String) {
    escaped.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_with_a_dot_are_hidden_but_parent_directories_are_not() {
        assert!(is_hidden(b".cv.pdf") && is_hidden(b"__MACOSX"));
        assert!(!is_hidden(b"..") && !is_hidden(b".") && !is_hidden(b"cv.pdf"));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_escaped() {
        assert_eq!(escape(b"100%z\xe9.txt"), "100%25z%E9.txt");
    }

    #[cfg(unix)]
    #[test]
    fn an_escaped_name_is_unescaped_to_itself() {
        use std::os::unix::ffi::OsStrExt;
        for name in [&b"100%z\xe9.txt"[..], b"a\nb\x1b.txt", "caf\u{e9}".as_bytes(), b"%", b"%41"] {
            assert_eq!(unescape_path(&escape(name)).as_os_str().as_bytes(), name);
        }
        assert_eq!(unescape_path("5%x%").as_os_str(), "5%x%");
    }

    #[test]
    fn an_entry_leads_nowhere_outside_its_archive() {
        for name in ["../../cv.pdf", "/cv.pdf", "C:\\cv.pdf", "c:cv.pdf", "./cv.pdf"] {
            assert_eq!(id_of_entry(name.as_bytes()), "cv.pdf", "{name}");
        }
        assert_eq!((id_of_entry(b"a/b..c.pdf"), id_of_entry(b"..")), ("a/b..c.pdf".into(), "unnamed".into()));
        assert_eq!(escape("a\u{202e}fdp.exe".as_bytes()), "a%E2%80%AEfdp.exe");
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(escape(b"a\x1b[31mred\nnext\x7f.txt"), "a%1B[31mred%0Anext%7F.txt");
        assert_eq!(escape("caf\u{e9}\u{85}".as_bytes()), "caf\u{e9}%C2%85");
    }
}
