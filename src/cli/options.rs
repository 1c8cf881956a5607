//! The options that several commands share, in groups. A command flattens the groups that do something in it, so that
//! any other option is a usage error there.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rolefit::rank::CutOffs;
use rolefit::score::Gate;
use rolefit::session::{Options, today};
use rolefit::units::Score;
use serde::{Deserialize, Serialize};

use super::exit;
use super::option_values::{count, date, points};

/// The heading of the cut-offs in help texts.
pub(super) const CUT_OFFS: &str = "Cut-offs (they hide rows and report how many)";

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// Print only results and problems
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Print a trace of the work; give it twice for more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// The option of commands that need roles or their vocabulary.
#[derive(Args, Clone, Debug)]
pub(crate) struct CatalogDir {
    /// Use the role files in this folder instead of the built-in roles
    #[arg(long, value_name = "DIR")]
    pub catalog: Option<PathBuf>,
}

/// The option of commands that show candidates.
#[derive(Args, Clone, Debug)]
pub(super) struct Blind {
    /// Withhold names, contact details and dates of education
    #[arg(long)]
    pub blind: bool,
}

/// The option of commands that measure time.
#[derive(Args, Clone, Debug)]
pub(super) struct AsOf {
    /// The date that "present" means in a resume [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<Date>,
}

/// The option of commands that work on many files.
#[derive(Args, Clone, Debug)]
pub(super) struct Jobs {
    /// Number of files to process at the same time [default: one per processor]
    #[arg(long, value_name = "N", value_parser = count)]
    pub jobs: Option<NonZeroUsize>,
}

/// The option of commands that find something in the directory of a store.
#[derive(Args, Clone, Debug)]
pub(super) struct StoreDir {
    /// Keep results in this folder, so that the next run processes only new and changed files [env: ROLEFIT_STORE]
    #[arg(long, value_name = "DIR", help_heading = "Store")]
    store: Option<PathBuf>,
}

/// The options of commands that open a store.
#[derive(Args, Clone, Debug)]
pub(super) struct StoreOptions {
    /// The directory.
    #[command(flatten)]
    pub dir: StoreDir,
    /// Seconds to wait while another process uses the store
    #[arg(long, value_name = "SECONDS", default_value = "60", help_heading = "Store")]
    pub store_wait: u64,
}

/// The option of commands that may trust the store instead of opening a file.
#[derive(Args, Clone, Debug)]
pub(super) struct TrustMtime {
    /// Do not open files whose size and modification time are unchanged
    #[arg(long, help_heading = "Store")]
    pub trust_mtime: bool,
}

/// The options of commands that score resumes.
#[derive(Args, Clone, Debug)]
pub(super) struct Scoring {
    /// The roles.
    #[command(flatten)]
    pub catalog: CatalogDir,
    /// The day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// The store.
    #[command(flatten)]
    pub store: StoreOptions,
}

/// The option of commands that print something in one format.
#[derive(Args, Clone, Debug)]
pub(crate) struct OutputFile {
    /// Write to FILE, completely or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// The options of commands that print results in several formats.
#[derive(Args, Clone, Debug)]
pub(crate) struct Results {
    /// Output format [default: from the extension of -o; else a table on a terminal, and for `rank` CSV elsewhere]
    #[arg(long, help_heading = "Output")]
    format: Option<Format>,
    /// Colours: on a terminal (auto), always, or never
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
    /// The file.
    #[command(flatten)]
    pub file: OutputFile,
}

/// The options of commands that print candidates, also as documents for people.
#[derive(Args, Clone, Debug)]
pub(crate) struct CandidateResults {
    /// Output format [default: from the extension of -o; else a table on a terminal, and for `rank` CSV elsewhere]
    #[arg(long, help_heading = "Output")]
    format: Option<CandidateFormat>,
    /// Colours: on a terminal (auto), always, or never
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
    /// The file.
    #[command(flatten)]
    pub file: OutputFile,
}

/// The option of commands that print records of candidates.
#[derive(Args, Clone, Debug)]
pub(super) struct TopRoles {
    /// Number of roles per candidate in JSON [default: all up to 50, else the best 10]
    #[arg(long, value_name = "N", value_parser = count, help_heading = "Output")]
    pub top_roles: Option<NonZeroUsize>,
}

/// The option of commands that print rankings.
#[derive(Args, Clone, Debug)]
pub(super) struct Rows {
    /// One row per candidate and role (long), or one row per candidate (wide)
    #[arg(long, default_value = "long", help_heading = "Output")]
    layout: Layout,
}

/// The option of commands that list something in order.
#[derive(Args, Clone, Debug)]
pub(super) struct Top {
    /// Show only ranks 1 to N of each role, with all ties at rank N
    #[arg(long, value_name = "N", value_parser = count, help_heading = CUT_OFFS)]
    pub top: Option<NonZeroUsize>,
}

/// The cut-offs by verdict.
#[derive(Args, Clone, Debug)]
pub(super) struct Cuts {
    /// Show only scores of at least S
    #[arg(long, value_name = "S", value_parser = points, help_heading = CUT_OFFS)]
    pub min_score: Option<Score>,
    /// Show only candidates who show all must-haves (pass), or who fail none (unknown)
    #[arg(long, help_heading = CUT_OFFS)]
    pub gate: Option<GateCut>,
}

/// The cut-offs of commands that rank many candidates.
#[derive(Args, Clone, Debug)]
pub(super) struct Places {
    /// By rank.
    #[command(flatten)]
    pub top: Top,
    /// By verdict.
    #[command(flatten)]
    pub cuts: Cuts,
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

/// Layouts of tables and CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(super) enum Layout {
    /// One row per candidate and role
    Long,
    /// One row per candidate
    Wide,
}

/// The weakest must-haves shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateCut {
    /// Every must-have is shown
    Pass,
    /// No must-have is failed
    Unknown,
}

impl Rows {
    /// The layout of the rows of `format`.
    ///
    /// # Errors
    /// A usage error if the format has no rows.
    pub(super) fn layout(&self, format: Format, document: Option<DocumentFormat>) -> anyhow::Result<Layout> {
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

impl AsOf {
    /// The day that "present" means.
    pub(super) fn day(&self) -> Date {
        self.as_of.unwrap_or_else(today)
    }
}

impl StoreDir {
    /// The directory of the store, by option or environment. `None` if the run uses no store.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let variable = || std::env::var_os("ROLEFIT_STORE").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        self.store.clone().or_else(variable)
    }
}

impl Scoring {
    /// The settings of a session that scores for `roles`, or for all roles if none is named.
    pub(super) fn options(&self, roles: &[String]) -> Options {
        let Scoring { catalog, as_of, .. } = self;
        Options {
            catalog: catalog.catalog.clone(),
            roles: roles.to_vec(),
            as_of: as_of.as_of,
            cache: catalog.cache(),
            ..Options::default()
        }
    }
}

impl OutputFile {
    /// The path, if the output is a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Refuses a file whose extension is not that of `format`.
    pub(super) fn must_be(&self, format: CandidateFormat) -> anyhow::Result<()> {
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
        match by_extension(&extension) {
            Some(CandidateFormat::Table) => Ok(Some(Format::Table)),
            Some(CandidateFormat::Csv) => Ok(Some(Format::Csv)),
            Some(CandidateFormat::Json) => Ok(Some(Format::Json)),
            Some(CandidateFormat::Jsonl) => Ok(Some(Format::Jsonl)),
            _ => Err(no_format(&extension, ".csv, .json, .jsonl, or .txt for a table")),
        }
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
    pub(super) fn format(&self) -> anyhow::Result<(Option<Format>, Option<DocumentFormat>)> {
        let extension = self.format.is_none().then(|| self.file.extension()).flatten();
        let known = extension.as_deref().map(|it| by_extension(it).ok_or_else(|| no_format(it, EXTENSIONS)));
        Ok(self.format.or(known.transpose()?).map_or((None, None), CandidateFormat::kind))
    }

    /// The format of a part of a run, whose file tells no format by its extension.
    pub(super) fn format_of_part(&self) -> CandidateFormat {
        self.format.unwrap_or(CandidateFormat::Csv)
    }
}

impl CandidateFormat {
    /// The format as one of rows or records, or as a document.
    pub(super) fn kind(self) -> (Option<Format>, Option<DocumentFormat>) {
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
const EXTENSIONS: &str = match (cfg!(feature = "html"), cfg!(feature = "xlsx")) {
    (true, true) => ".html, .xlsx, .csv, .json, .jsonl, or .txt for a table",
    (true, false) => ".html, .csv, .json, .jsonl, or .txt for a table",
    (false, true) => ".xlsx, .csv, .json, .jsonl, or .txt for a table",
    (false, false) => ".csv, .json, .jsonl, or .txt for a table",
};

fn by_extension(extension: &str) -> Option<CandidateFormat> {
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

fn no_format(extension: &str, extensions: &str) -> anyhow::Error {
    exit::usage(format!(
        "no output format has the extension .{extension}; name a file that ends in {extensions}, or give --format"
    ))
}

impl Cuts {
    /// The cut-offs that rows must pass to be shown.
    pub(super) fn cut(&self) -> CutOffs {
        let gate = self.gate.map(|gate| match gate {
            GateCut::Pass => Gate::Pass,
            GateCut::Unknown => Gate::Unknown,
        });
        CutOffs { min_score: self.min_score, gate, ..CutOffs::default() }
    }
}

impl Places {
    /// The cut-offs that rows must pass to be shown.
    pub(super) fn cut(&self) -> CutOffs {
        CutOffs { top: self.top.top.map(NonZeroUsize::get), ..self.cuts.cut() }
    }

    /// The cut-offs as they were given: "--top 10 --gate pass".
    pub(super) fn words(&self) -> String {
        let Cuts { min_score, gate } = &self.cuts;
        let top = self.top.top.map(|top| format!("--top {top}"));
        let min_score = min_score.map(|least| format!("--min-score {}", f64::from(least.thousandths()) / 1000.0));
        let gate = gate.map(|gate| match gate {
            GateCut::Pass => "--gate pass".to_owned(),
            GateCut::Unknown => "--gate unknown".to_owned(),
        });
        [top, min_score, gate].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
