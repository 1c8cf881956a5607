//! The options that hide rows.

use std::num::NonZeroUsize;

use clap::{Args, ValueEnum};
use rolefit::rank::CutOffs;
use rolefit::score::Gate;
use rolefit::units::Score;

use crate::cli::option_values::{count, points};

/// The heading of the cut-offs in help texts.
pub(in crate::cli) const CUT_OFFS: &str = "Cut-offs (they hide rows and report how many)";

/// The option of commands that list something in order.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Top {
    /// Show only ranks 1 to N of each role, with all ties at rank N
    #[arg(long, value_name = "N", value_parser = count, help_heading = CUT_OFFS)]
    pub top: Option<NonZeroUsize>,
}

/// The cut-offs by verdict.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Cuts {
    /// Show only scores of at least S
    #[arg(long, value_name = "S", value_parser = points, help_heading = CUT_OFFS)]
    pub min_score: Option<Score>,
    /// Show only candidates who show all must-haves (pass), or who fail none (unknown)
    #[arg(long, help_heading = CUT_OFFS)]
    pub gate: Option<GateCut>,
}

/// The cut-offs of commands that rank many candidates.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Places {
    /// By rank.
    #[command(flatten)]
    pub top: Top,
    /// By verdict.
    #[command(flatten)]
    pub cuts: Cuts,
}

/// The weakest must-haves shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateCut {
    /// Every must-have is shown
    Pass,
    /// No must-have is failed
    Unknown,
}

impl Cuts {
    /// The cut-offs that rows must pass to be shown.
    pub(in crate::cli) fn cut(&self) -> CutOffs {
        let gate = self.gate.map(|gate| match gate {
            GateCut::Pass => Gate::Pass,
            GateCut::Unknown => Gate::Unknown,
        });
        CutOffs { min_score: self.min_score, gate, ..CutOffs::default() }
    }
}

impl Places {
    /// The cut-offs that rows must pass to be shown.
    pub(in crate::cli) fn cut(&self) -> CutOffs {
        CutOffs { top: self.top.top.map(NonZeroUsize::get), ..self.cuts.cut() }
    }

    /// The cut-offs as they were given: "--top 10 --gate pass".
    pub(in crate::cli) fn words(&self) -> String {
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
