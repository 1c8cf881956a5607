//! The command line: one file a command, over the options that all commands share.

pub(crate) mod exit;
pub(crate) mod trace;
pub(crate) mod worker;

mod cache;
mod compare;
mod eval;
mod explain;
mod fit;
mod help;
mod index;
mod open_store;
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

use clap::{FromArgMatches, Parser, Subcommand};

use exit::Exit;
use options::Shared;

/// Ranks resumes for roles and quotes the words behind every verdict.
#[derive(Debug, Parser)]
#[command(name = "rolefit", version, after_help = exit::HELP)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to do it.
    #[command(flatten)]
    pub shared: Shared,
}

/// What `rolefit` does.
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
    /// Reads the arguments; where they make no sense, or ask for help, the process ends.
    pub(crate) fn read() -> Cli {
        let mut command = help::command();
        let matches = command.get_matches_mut();
        Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit())
    }

    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let shared = &self.shared;
        match &self.command {
            Command::Rank(rank) => rank.run(shared),
            Command::Fit(fit) => fit.run(shared),
            Command::Explain(explain) => explain.run(shared),
            Command::Compare(compare) => compare.run(shared),
            Command::Index(index) => index.run(shared),
            Command::Search(search) => search.run(shared),
            Command::Eval(eval) => eval.run(shared),
            Command::Text(text) => text.run(shared),
            Command::Roles(roles) => roles.run(shared),
            Command::Store(store) => store.run(shared),
            Command::Completions(completions) => completions.run(shared),
            Command::Man(man) => man.run(shared),
        }
    }
}
