//! The formats that results are written in, and the extensions that name them.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::cli::exit;

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// One array of records
    Json,
    /// One record per line
    Jsonl,
}

/// Output formats of commands that print candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum CandidateFormat {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// One array of records
    Json,
    /// One record per line
    Jsonl,
    /// A web page in one file
    #[cfg(feature = "html")]
    Html,
    /// A workbook
    #[cfg(feature = "xlsx")]
    Xlsx,
}

/// An output that is one document for people, and never printed on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentFormat {
    /// A web page in one file.
    #[cfg(feature = "html")]
    Html,
    /// A workbook.
    #[cfg(feature = "xlsx")]
    Xlsx,
}

impl CandidateFormat {
    /// The format as one of rows or records, or as a document.
    pub(in crate::cli) fn kind(self) -> (Option<Format>, Option<DocumentFormat>) {
        match self {
            CandidateFormat::Table => (Some(Format::Table), None),
            CandidateFormat::Csv => (Some(Format::Csv), None),
            CandidateFormat::Json => (Some(Format::Json), None),
            CandidateFormat::Jsonl => (Some(Format::Jsonl), None),
            #[cfg(feature = "html")]
            CandidateFormat::Html => (None, Some(DocumentFormat::Html)),
            #[cfg(feature = "xlsx")]
            CandidateFormat::Xlsx => (None, Some(DocumentFormat::Xlsx)),
        }
    }
}

/// The extensions of the formats of [`CandidateResults`].
pub(super) const EXTENSIONS: &str = match (cfg!(feature = "html"), cfg!(feature = "xlsx")) {
    (true, true) => ".html, .xlsx, .csv, .json, .jsonl, or .txt for a table",
    (true, false) => ".html, .csv, .json, .jsonl, or .txt for a table",
    (false, true) => ".xlsx, .csv, .json, .jsonl, or .txt for a table",
    (false, false) => ".csv, .json, .jsonl, or .txt for a table",
};

pub(super) fn by_extension(extension: &str) -> Option<CandidateFormat> {
    match extension {
        "csv" => Some(CandidateFormat::Csv),
        "json" => Some(CandidateFormat::Json),
        "jsonl" | "ndjson" => Some(CandidateFormat::Jsonl),
        "txt" => Some(CandidateFormat::Table),
        #[cfg(feature = "html")]
        "html" | "htm" => Some(CandidateFormat::Html),
        #[cfg(feature = "xlsx")]
        "xlsx" => Some(CandidateFormat::Xlsx),
        _ => None,
    }
}

pub(super) fn no_format(extension: &str, extensions: &str) -> anyhow::Error {
    exit::usage(format!(
        "no output format has the extension .{extension}; name a file that ends in {extensions}, or give --format"
    ))
}
