//! The options that several commands share, in groups. A command flattens the groups that do something in it, so that
//! any other option is a usage error there.

mod cut_offs;
mod formats;
mod results;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use rolefit::session::{Options, today};

pub(super) use self::cut_offs::{CUT_OFFS, Cuts, Places, Top};
pub(crate) use self::formats::{CandidateFormat, DocumentFormat, Format};
pub(crate) use self::results::{CandidateResults, Color, OutputFile, Results};
pub(super) use self::results::{Layout, Rows, TopRoles};
use super::option_values::{count, date};

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
