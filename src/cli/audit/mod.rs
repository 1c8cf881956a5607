//! `rolefit audit`: figures for auditors.

mod impact;
mod impact_page;
mod swap;
mod verify;

use clap::Subcommand;

use super::exit::Exit;
use super::options::Common;

/// The commands for auditors.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Put other names, pronouns, ages, nationalities, gaps, schools and addresses into resumes, and report every score
    /// that moves
    Swap(swap::Swap),
    /// Print selection and scoring rates of groups with their impact ratios, as New York City's Local Law 144 asks
    Impact(impact::Impact),
    /// Repeat the runs that `rank --record` recorded, and report every difference
    Verify(verify::Verify),
}

impl Audit {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        match self {
            Audit::Swap(swap) => swap.run(common),
            Audit::Impact(impact) => impact.run(),
            Audit::Verify(verify) => verify.run(common),
        }
    }
}
