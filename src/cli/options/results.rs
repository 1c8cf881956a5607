//! The options that say where results go, and how they look.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use super::formats::{CandidateFormat, DocumentFormat, EXTENSIONS, Format, by_extension, no_format};
use crate::cli::exit;
use crate::cli::option_values::count;

/// The option of commands that print something in one format.
#[derive(Args, Clone, Debug)]
pub(crate) struct OutputFile {
    /// Write to FILE, completely or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// The options of commands that print results in one of several formats.
#[derive(Args, Clone, Debug)]
pub(crate) struct Results<F: ValueEnum + Send + Sync + 'static = Format> {
    /// Output format [default: from the extension of -o; else a table on a terminal, and for `rank` CSV elsewhere]
    #[arg(long, help_heading = "Output")]
    format: Option<F>,
    /// Colours: on a terminal (auto), always, or never
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
    /// The file.
    #[command(flatten)]
    pub file: OutputFile,
}

/// The options of commands that print candidates, also as documents for people.
pub(crate) type CandidateResults = Results<CandidateFormat>;

/// The option of commands that print records of candidates.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct TopRoles {
    /// Number of roles per candidate in JSON [default: all up to 50, else the best 10]
    #[arg(long, value_name = "N", value_parser = count, help_heading = "Output")]
    pub top_roles: Option<NonZeroUsize>,
}

/// The option of commands that print rankings.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Rows {
    /// One row per candidate and role (long), or one row per candidate (wide)
    #[arg(long, default_value = "long", help_heading = "Output")]
    layout: Layout,
}

/// The use of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Also in files and pipes
    Always,
    /// Nowhere
    Never,
}

/// Layouts of tables and CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(in crate::cli) enum Layout {
    /// One row per candidate and role
    Long,
    /// One row per candidate
    Wide,
}

impl Rows {
    /// The layout of the rows of `format`.
    ///
    /// # Errors
    /// A usage error if the format has no rows.
    pub(in crate::cli) fn layout(&self, format: Format, document: Option<DocumentFormat>) -> anyhow::Result<Layout> {
        if document.is_some() && self.layout == Layout::Wide {
            return Err(exit::usage(
                "`--layout wide` works with table and csv; a page or workbook has all roles anyway",
            ));
        }
        match (format, self.layout) {
            (Format::Json | Format::Jsonl, Layout::Wide) => Err(exit::usage(
                "`--layout wide` works with table and csv; json and jsonl have one record a candidate anyway",
            )),
            (_, layout) => Ok(layout),
        }
    }
}

impl OutputFile {
    /// The path, if the output is a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Refuses a file whose extension is not that of `format`.
    pub(in crate::cli) fn must_be(&self, format: CandidateFormat) -> anyhow::Result<()> {
        match self.extension() {
            Some(extension) if by_extension(&extension) != Some(format) => {
                let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
                Err(exit::usage(format!("the parts hold {name}; name a file whose extension says so")))
            }
            _ => Ok(()),
        }
    }

    /// The extension of the file, in lower case.
    fn extension(&self) -> Option<String> {
        Some(self.path()?.extension()?.to_string_lossy().to_ascii_lowercase())
    }
}

impl Results {
    /// The format asked for, by name or by the extension of the output file. `None` if neither is given.
    ///
    /// # Errors
    /// A usage error if the extension belongs to no format, because a file named `ranking.xlsx` must not hold CSV.
    pub(crate) fn format(&self) -> anyhow::Result<Option<Format>> {
        let Some(extension) = self.format.is_none().then(|| self.file.extension()).flatten() else {
            return Ok(self.format);
        };
        let format = by_extension(&extension).and_then(|known| known.kind().0);
        format.map(Some).ok_or_else(|| no_format(&extension, ".csv, .json, .jsonl, or .txt for a table"))
    }

    /// The same format on standard output.
    pub(crate) fn on_stdout(&self) -> Results {
        Results { file: OutputFile { output: None }, ..self.clone() }
    }
}

impl CandidateResults {
    /// As [`Results::format`]: a format of rows or records, or a document.
    ///
    /// # Errors
    /// A usage error if the extension belongs to no format.
    pub(in crate::cli) fn format(&self) -> anyhow::Result<(Option<Format>, Option<DocumentFormat>)> {
        let extension = self.format.is_none().then(|| self.file.extension()).flatten();
        let known = extension.as_deref().map(|it| by_extension(it).ok_or_else(|| no_format(it, EXTENSIONS)));
        Ok(self.format.or(known.transpose()?).map_or((None, None), CandidateFormat::kind))
    }

    /// The format of a part of a run, whose file tells no format by its extension.
    pub(in crate::cli) fn format_of_part(&self) -> CandidateFormat {
        self.format.unwrap_or(CandidateFormat::Csv)
    }
}
