//! The command line: one file per command, and the groups of options that commands share.

#[macro_use]
mod say;

pub(crate) mod exit;
pub(crate) mod parse;
pub(crate) mod trace;
pub(crate) mod worker;

mod cache;
mod compare;
mod eval;
mod explain;
mod fit;
mod index;
mod open_store;
mod option_values;
mod options;
mod output;
mod packaging;
mod rank;
mod reading;
mod roles;
mod search;
mod search_index;
mod session;
mod store;
mod text;

use clap::{Parser, Subcommand};

use exit::Exit;
use options::Common;

/// Ranks resumes for roles and quotes the words behind every verdict.
#[derive(Debug, Parser)]
#[command(name = "rolefit", version, after_help = exit::HELP)]
pub(crate) struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// The options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The commands of `rolefit`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score every resume under the paths against every role and print rankings
    Rank(rank::Rank),
    /// Name the best role for one candidate, its lead over the next, and why
    Fit(fit::Fit),
    /// Show every criterion of one role: met, partial or not shown, with quotes
    Explain(explain::Explain),
    /// Say why one candidate stands above another, criterion by criterion
    Compare(compare::Compare),
    /// Keep an index of the resumes under the paths, beside the store, for `search`
    Index(index::Index),
    /// Find resumes of the index by a Boolean string, with the lines that show its words
    Search(search::Search),
    /// Measure verdicts and rankings against what people judged, or against an earlier run
    Eval(eval::Eval),
    /// Print the text of a resume as every quote is cut from it
    Text(text::Text),
    /// List, show, check or import roles
    #[command(subcommand)]
    Roles(roles::Roles),
    /// Look into the store, check it, prune it, or forget a candidate
    #[command(subcommand)]
    Store(store::Store),
    /// Print a completion script for a shell
    Completions(packaging::Completions),
    /// Print a manual page
    Man(packaging::Man),
}

impl Cli {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let common = &self.common;
        match &self.command {
            Command::Rank(rank) => rank.run(common),
            Command::Fit(fit) => fit.run(),
            Command::Explain(explain) => explain.run(),
            Command::Compare(compare) => compare.run(),
            Command::Index(index) => index.run(common),
            Command::Search(search) => search.run(common),
            Command::Eval(eval) => eval.run(common),
            Command::Text(text) => text.run(),
            Command::Roles(roles) => roles.run(common),
            Command::Store(store) => store.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(man) => man.run(),
        }
    }
}
