//! The command line: one file per command, and the groups of options that commands share.

#[macro_use]
mod say;

pub(crate) mod worker;

mod audit;
mod cache;
mod compare;
mod document;
mod eval;
mod exit;
mod explain;
mod exporter;
mod fit;
mod index;
mod invocation;
mod job;
mod open_store;
mod option_values;
mod options;
mod output;
mod packaging;
mod parse;
mod part;
mod rank;
mod rank_indexed;
mod reading;
mod record;
mod roles;
mod schema;
mod search;
mod search_index;
#[cfg(feature = "serve")]
mod serve;
mod session;
mod store;
mod summary;
mod text;
mod trace;

use clap::{Parser, Subcommand};

use exit::Exit;
use options::Common;

pub(crate) use invocation::Invocation;

/// Parses the arguments, runs the command, and returns its status.
pub(crate) fn main(invocation: Invocation) -> Exit {
    exit::report_full_disks();
    let cli = parse::read(&invocation.set().arguments);
    trace::start(&cli.common);
    Exit::of(cli.run())
}

/// Ranks resumes for roles and quotes the evidence behind every verdict.
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
    /// Score all resumes under the paths for all roles and print a ranking per role
    Rank(rank::Rank),
    /// Join the parts that `rank --shard` wrote on several machines into the output of the whole run
    Merge(part::Merge),
    /// Name the best role for one candidate, its lead over the next, and why
    Fit(fit::Fit),
    /// Show every criterion of one role: met, partial or not shown, with quotes
    Explain(explain::Explain),
    /// Show why one candidate ranks above another, criterion by criterion
    Compare(compare::Compare),
    /// Open the page on this machine, to drop resumes on, read the reasons and decide
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// Build or update the search index of the resumes under the paths
    Index(index::Index),
    /// Find indexed resumes by a Boolean query and show the matching lines
    Search(search::Search),
    /// Measure verdicts and rankings against human judgements, or against an earlier run
    Eval(eval::Eval),
    /// Print the extracted text of a resume, from which all quotes are taken
    Text(text::Text),
    /// List, show, check or import roles
    #[command(subcommand)]
    Roles(roles::Roles),
    /// Print figures for auditors: scores that protected attributes move, and impact ratios of groups
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Show, check or prune the store, or forget a candidate
    #[command(subcommand)]
    Store(store::Store),
    /// Print the JSON Schema of the records that other commands write
    Schema(schema::Schema),
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
            Command::Merge(merge) => merge.run(common),
            Command::Fit(fit) => fit.run(),
            Command::Explain(explain) => explain.run(),
            Command::Compare(compare) => compare.run(),
            #[cfg(feature = "serve")]
            Command::Serve(serve) => serve.run(common),
            Command::Index(index) => index.run(common),
            Command::Search(search) => search.run(common),
            Command::Eval(eval) => eval.run(common),
            Command::Text(text) => text.run(),
            Command::Roles(roles) => roles.run(common),
            Command::Audit(audit) => audit.run(common),
            Command::Store(store) => store.run(),
            Command::Schema(schema) => schema.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(man) => man.run(),
        }
    }
}
