//! A resume in the index: its text, from which it can be scored and quoted without its file, and the columns of tables.

use std::fs;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::Experience;
use crate::pool::{Fingerprint, Location};
use rolefit_document::Span;
use rolefit_document::{Document, content_of};

/// A resume in the index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    /// The place of the resume when it was indexed.
    pub location: Location,
    /// The file's own name, if it has one in UTF-8.
    pub file_name: Option<String>,
    pub(super) fingerprint: Option<Fingerprint>,
    /// The candidate's name if it is certain, else the name of the file without its extension.
    pub display_name: String,
    /// The title of the current or latest position; empty if none was recognised.
    pub current_title: String,
    /// The current title without words that identify the candidate.
    pub blind_title: String,
    /// Spans that identify the candidate, in text order. They are withheld with `--blind`.
    pub withheld: Vec<Span>,
    pub(super) experience: Option<Experience>,
    /// The text that was read.
    pub document: Document,
}

/// The state of a resume's file, compared with the time of indexing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// The file is unchanged, as far as can be told.
    Same,
    /// The file has other bytes. For a resume in an archive: the archive has.
    Changed,
    /// The file no longer exists.
    Gone,
}

impl Resume {
    /// Whole years in dated positions on the day `as_of`; `None` if no position is dated.
    pub fn years(&self, as_of: Date) -> Option<u32> {
        self.experience.map(|experience| experience.months(as_of) / 12)
    }

    /// Compares the file with the time of indexing. The file is read only if its fingerprint differs.
    pub fn file_state(&self) -> FileState {
        let file = self.location.file_path();
        match Fingerprint::of_file(&file) {
            None => FileState::Gone,
            current if current == self.fingerprint => FileState::Same,
            _ if !self.location.inside.is_empty() => FileState::Changed,
            _ => match fs::read(&file) {
                Ok(bytes) if content_of(&bytes) == self.document.content => FileState::Same,
                _ => FileState::Changed,
            },
        }
    }
}
