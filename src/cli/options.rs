//! The options that all commands share.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rolefit::rank::CutOffs;
use rolefit::score::Gate;
use rolefit::units::Score;

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct Shared {
    /// Folder with role files to use in place of the built-in roles
    #[arg(long, global = true, value_name = "DIR")]
    pub catalog: Option<PathBuf>,
    /// Withhold name, contact and dates of education
    #[arg(long, global = true)]
    pub blind: bool,
    /// The day that "present" means [default: today in UTC]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<Date>,
    /// How many files to work on at once [default: one a processor]
    #[arg(long, global = true, value_name = "N", value_parser = count)]
    pub jobs: Option<NonZeroUsize>,
    /// Output format [default: by -o's extension; else a table on a terminal, csv for `rank` elsewhere]
    #[arg(long, global = true, help_heading = "Output")]
    pub format: Option<Format>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Roles in a candidate's JSON record [default: all up to 50, else the best 10]
    #[arg(long, global = true, value_name = "N", value_parser = count, help_heading = "Output")]
    pub top_roles: Option<NonZeroUsize>,
    /// Show ranks 1 to N of each role; equals at the end are all shown
    #[arg(long, global = true, value_name = "N", value_parser = count, help_heading = "CutOffs-offs (they hide rows and say how many)")]
    pub top: Option<NonZeroUsize>,
    /// Show scores of at least S
    #[arg(long, global = true, value_name = "S", value_parser = points, help_heading = "CutOffs-offs (they hide rows and say how many)")]
    pub min_score: Option<Score>,
    /// Show candidates whose must-haves are all shown (pass), or not known to be missed (unknown)
    #[arg(long, global = true, help_heading = "CutOffs-offs (they hide rows and say how many)")]
    pub gate: Option<GateCut>,
    /// Keep what is read and judged in this folder, so that the next run does only what is new [env: ROLEFIT_STORE]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Store")]
    pub store: Option<PathBuf>,
    /// Do not read files whose size and times are as they were
    #[arg(long, global = true, help_heading = "Store")]
    pub trust_mtime: bool,
    /// How long to wait for another process to leave the store
    #[arg(long, global = true, value_name = "SECONDS", default_value = "60", help_heading = "Store")]
    pub store_wait: u64,
    /// Say nothing but results and problems
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Trace what is done; twice for more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// The option of the commands that print rankings; `text` has a `--layout` of its own.
#[derive(Args, Clone, Debug)]
pub(super) struct Rows {
    /// One row a candidate and role (long) or one a candidate (wide)
    #[arg(long, default_value = "long", help_heading = "Output")]
    pub layout: Layout,
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
    /// One record a line
    Jsonl,
}

/// Layouts of tables and CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Layout {
    /// One row a candidate and role
    Long,
    /// One row a candidate
    Wide,
}

/// The weakest must-haves shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateCut {
    /// Every must-have is shown
    Pass,
    /// No must-have is known to be missed
    Unknown,
}

impl Shared {
    /// The day that "present" means.
    pub(crate) fn as_of(&self) -> Date {
        self.as_of.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date())
    }

    /// The folder of the store, if one is to be used.
    pub(crate) fn store(&self) -> Option<PathBuf> {
        let variable = || std::env::var_os("ROLEFIT_STORE").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        self.store.clone().or_else(variable)
    }

    /// The format asked for, by name or by the output's extension.
    pub(crate) fn format(&self) -> Option<Format> {
        let extension = || self.output.as_ref()?.extension()?.to_str().map(str::to_ascii_lowercase);
        self.format.or_else(|| match extension()?.as_str() {
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        })
    }

    /// What rows must reach to be shown.
    pub(crate) fn cut(&self) -> CutOffs {
        let gate = self.gate.map(|gate| match gate {
            GateCut::Pass => Gate::Pass,
            GateCut::Unknown => Gate::Unknown,
        });
        CutOffs { top: self.top.map(NonZeroUsize::get), min_score: self.min_score, gate, ..CutOffs::default() }
    }

    /// The cut-offs as they were given.
    pub(crate) fn cut_words(&self) -> String {
        let top = self.top.map(|top| format!("--top {top}"));
        let min_score = self.min_score.map(|least| format!("--min-score {}", f64::from(least.thousandths()) / 1000.0));
        let gate = self.gate.map(|gate| match gate {
            GateCut::Pass => "--gate pass".to_owned(),
            GateCut::Unknown => "--gate unknown".to_owned(),
        });
        [top, min_score, gate].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Reads a number of things, of which there is at least one.
fn count(words: &str) -> Result<NonZeroUsize, String> {
    words.parse().map_err(|_| "write a number from 1".into())
}

/// Reads a day.
fn date(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "write a date as 2026-11-21".into())
}

/// Reads a score from 0 to 100.
fn points(words: &str) -> Result<Score, String> {
    match words.parse::<f64>() {
        Ok(points) if (0.0..=100.0).contains(&points) => Ok(Score::new((points * 1000.0).round() as u32)),
        _ => Err("a score is a number from 0 to 100".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_that_cannot_be_read_are_told_plainly() {
        assert_eq!(count("3").map(NonZeroUsize::get), Ok(3));
        assert_eq!(count("0"), Err("write a number from 1".into()));
        assert_eq!(date("2026-02-30"), Err("write a date as 2026-11-21".into()));
    }

    #[test]
    fn a_least_score_is_read_in_thousandths() {
        assert_eq!(points("71.3"), Ok(Score::new(71_300)));
        assert!(points("101").is_err() && points("NaN").is_err());
    }
}
