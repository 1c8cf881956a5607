//! The names of files: which of them resumes have, and how they become the ids of candidates.

use std::path::Path;

/// Extensions of resumes and of what resumes come in.
const EXTENSIONS: &[&str] = &[
    "pdf", "docx", "doc", "odt", "rtf", "html", "htm", "mht", "mhtml", "md", "markdown", "txt", "text", "json", "eml",
    "zip",
];

/// What macOS puts into archives beside the files that people put there.
const RESOURCE_FORKS: &[u8] = b"__MACOSX";

/// Whether a file of this name may be a resume.
pub(super) fn is_resume(name: &[u8]) -> bool {
    let Some(dot) = name.iter().rposition(|&byte| byte == b'.').filter(|&dot| dot > 0) else { return false };
    let extension = name.get(dot + 1..).unwrap_or_default();
    EXTENSIONS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(extension))
}

/// Whether a file or folder of this name is hidden; `.` and `..` are names of archives' entries and hide nothing.
pub(super) fn is_hidden(name: &[u8]) -> bool {
    (name.starts_with(b".") && !matches!(name, b"." | b"..")) || name == RESOURCE_FORKS
}

/// The id of a file given by itself.
pub(super) fn of_file(path: &Path) -> String {
    path.file_name().map_or_else(|| within(path), |name| escape(name.as_encoded_bytes()))
}

/// The id of a path inside a folder.
pub(super) fn within(relative: &Path) -> String {
    relative.iter().map(|name| escape(name.as_encoded_bytes())).collect::<Vec<_>>().join("/")
}

/// The name as UTF-8: bytes that are not become `%XX`, and `%` itself `%25`.
pub(super) fn escape(name: &[u8]) -> String {
    let mut escaped = String::new();
    for chunk in name.utf8_chunks() {
        escaped.push_str(&chunk.valid().replace('%', "%25"));
        escaped.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_what_may_be_a_resume() {
        for (name, expected) in
            [("cv.PDF", true), ("a.b.docx", true), ("cv", false), (".pdf", false), ("photo.png", false), ("cv.", false)]
        {
            assert_eq!(is_resume(name.as_bytes()), expected, "{name}");
        }
    }

    #[test]
    fn names_that_begin_with_a_dot_are_hidden_and_steps_up_are_not() {
        assert!(is_hidden(b".cv.pdf") && is_hidden(b"__MACOSX"));
        assert!(!is_hidden(b"..") && !is_hidden(b".") && !is_hidden(b"cv.pdf"));
    }

    #[test]
    fn odd_bytes_are_written_out() {
        assert_eq!(escape(b"100%z\xe9.txt"), "100%25z%E9.txt");
    }
}
