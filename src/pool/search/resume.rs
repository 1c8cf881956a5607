//! A resume as the index keeps it: its text, from which it can be scored and quoted without its file, and what tables show.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::Experience;
use rolefit_document::Span;
use rolefit_document::{Document, content_of};
use rolefit_ingest::unescape_path;

/// A resume of the index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    /// The candidate's id when it was indexed.
    pub id: String,
    /// The file's own name, if it has one in UTF-8.
    pub file_name: Option<String>,
    /// The absolute path of the file and, in an archive, what stands in it.
    pub place: String,
    /// `/` and its path in the file that holds it; nothing if it is the file.
    pub(super) inside: String,
    pub(super) stamp: Option<String>,
    /// The candidate's name if it is certain, else the file's stem.
    pub display_name: String,
    /// The title of the position held now or last; empty where none was made out.
    pub current_title: String,
    /// The same with nothing that tells who the candidate is.
    pub blind_title: String,
    /// What is not shown where nothing may tell who the candidate is, in text order.
    pub withheld: Vec<Span>,
    pub(super) experience: Option<Experience>,
    /// What was read.
    pub document: Document,
}

/// What became of a resume's file since it was indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Since {
    /// It is the same, as far as can be told.
    Same,
    /// It has other bytes; of a file in an archive, the archive has.
    Changed,
    /// It is no longer there.
    Gone,
}

impl Resume {
    /// Whole years in dated positions on the day `as_of`; `None` where no position is dated.
    pub fn years(&self, as_of: Date) -> Option<u32> {
        self.experience.map(|experience| experience.months(as_of) / 12)
    }

    /// The path of the file that it is, or stands in, as ids are written.
    pub(super) fn written_file(&self) -> &str {
        self.place.strip_suffix(&self.inside).unwrap_or(&self.place)
    }

    /// The file that it is, or stands in.
    pub(super) fn file(&self) -> PathBuf {
        unescape_path(self.written_file())
    }

    /// Looks at the file again; it is read only if it looks otherwise than when it was indexed.
    pub fn since(&self) -> Since {
        let file = self.file();
        match stamp(&file) {
            None => Since::Gone,
            now if now == self.stamp => Since::Same,
            _ if !self.inside.is_empty() => Since::Changed,
            _ => match fs::read(&file) {
                Ok(bytes) if content_of(&bytes) == self.document.content => Since::Same,
                _ => Since::Changed,
            },
        }
    }
}

/// How the file at `path` looks from outside; `None` if there is none.
pub fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", metadata.len(), changed.as_nanos()))
}
