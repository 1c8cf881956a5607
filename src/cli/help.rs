//! Which of the shared options each command's help lists: all are accepted everywhere, and those are shown that do something.

use clap::{Arg, Command, CommandFactory};

use super::Cli;

/// What a run says, whatever it does.
const EVERYWHERE: [&str; 2] = ["quiet", "verbose"];

/// The shared options that do something in a command, by their ids; in one that is missing, none does.
const WORKING: [(&str, &[&str]); 25] = [
    (
        "rank",
        &[
            "catalog",
            "blind",
            "as_of",
            "jobs",
            "format",
            "output",
            "top_roles",
            "top",
            "min_score",
            "gate",
            "store",
            "trust_mtime",
            "store_wait",
        ],
    ),
    (
        "fit",
        &["catalog", "blind", "as_of", "format", "output", "top_roles", "min_score", "gate", "store", "store_wait"],
    ),
    ("explain", &["catalog", "blind", "as_of", "format", "output", "min_score", "gate", "store", "store_wait"]),
    ("compare", &["catalog", "blind", "as_of", "format", "output", "store", "store_wait"]),
    ("index", &["catalog", "jobs", "format", "output", "store", "trust_mtime", "store_wait"]),
    ("search", &["catalog", "blind", "as_of", "jobs", "format", "output", "top", "min_score", "gate", "store"]),
    ("eval", &["catalog", "as_of", "jobs", "format", "output", "top_roles", "store", "trust_mtime", "store_wait"]),
    ("text", &["catalog", "blind", "as_of", "output", "store", "store_wait"]),
    ("roles", &["catalog", "format", "output"]),
    ("roles list", &["catalog", "format", "output"]),
    ("roles show", &["catalog", "format", "output"]),
    ("roles search", &["catalog", "format", "output", "top"]),
    ("roles check", &["catalog", "format", "output"]),
    ("roles import", &["catalog", "format", "output"]),
    ("roles jsonld", &["catalog", "output"]),
    ("roles boolean", &["catalog", "format", "output"]),
    ("roles questions", &["catalog", "blind", "as_of", "format", "output", "store", "store_wait"]),
    ("roles build-onet", &["catalog", "output"]),
    ("store", &["format", "output", "store", "store_wait"]),
    ("store stats", &["format", "output", "store", "store_wait"]),
    ("store verify", &["format", "output", "store", "store_wait"]),
    ("store prune", &["format", "output", "store", "store_wait"]),
    ("store forget", &["catalog", "format", "output", "store", "store_wait"]),
    ("completions", &["output"]),
    ("man", &["output"]),
];

/// The command line, each command with the help that is true of it.
pub(super) fn command() -> Command {
    let mut command = Cli::command();
    // What is shared reaches the commands when they are built.
    command.build();
    narrowed(command, "")
}

/// Hides in the commands below `command`, which is called by `path`, what does nothing there.
fn narrowed(command: Command, path: &str) -> Command {
    command.mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name()).trim_start().to_owned();
        let works = WORKING.iter().find(|(name, _)| *name == path).map(|(_, works)| *works).unwrap_or_default();
        let is_idle =
            |arg: &Arg| !EVERYWHERE.contains(&arg.get_id().as_str()) && !works.contains(&arg.get_id().as_str());
        let below = below.mut_args(|arg| if arg.is_global_set() && is_idle(&arg) { arg.hide(true) } else { arg });
        narrowed(below, &path)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;

    /// The commands below `command` by what they are called, without clap's own.
    fn all(command: &Command, path: &str) -> Vec<(String, Command)> {
        let below = command.get_subcommands().filter(|below| below.get_name() != "help");
        below
            .flat_map(|below| {
                let path = format!("{path} {}", below.get_name()).trim_start().to_owned();
                let deeper = all(below, &path);
                std::iter::once((path, below.clone())).chain(deeper)
            })
            .collect()
    }

    #[test]
    fn every_command_says_what_works_and_names_options_that_there_are() {
        let commands = all(&command(), "");
        let mut names: Vec<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
        let mut known: Vec<&str> = WORKING.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, names);
        let command = command();
        let shared = command.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| arg.get_id().as_str());
        let shared: BTreeSet<&str> = shared.filter(|id| !EVERYWHERE.contains(id)).collect();
        let working: BTreeSet<&str> = WORKING.iter().flat_map(|(_, works)| works.iter().copied()).collect();
        assert_eq!(working, shared);
    }

    #[test]
    fn a_command_that_says_nothing_lists_no_shared_option() {
        let mut other = Cli::command().subcommand(Command::new("other"));
        other.build();
        let other = narrowed(other, "").find_subcommand("other").unwrap().clone();
        let listed = other.get_arguments().filter(|arg| arg.is_global_set() && !arg.is_hide_set());
        let listed: Vec<&str> = listed.map(|arg| arg.get_id().as_str()).collect();
        assert_eq!(listed, EVERYWHERE);
    }

    #[test]
    fn help_lists_what_works_and_the_rest_is_accepted() {
        let help = |path: &[&str]| {
            let args = ["rolefit"].iter().chain(path).chain(&["--help"]);
            command().try_get_matches_from(args).unwrap_err().to_string()
        };
        let stats = help(&["store", "stats"]);
        assert!(["--format", "--store-wait", "--quiet"].iter().all(|option| stats.contains(option)), "{stats}");
        assert!(!["--top", "--blind", "--jobs", "--catalog", "--min-score"].iter().any(|idle| stats.contains(idle)));
        let text = help(&["text"]);
        assert!(text.contains("--blind") && text.contains("--as-of") && !text.contains("--format"), "{text}");
        assert!(help(&["rank"]).contains("--trust-mtime"));
        assert!(
            command().try_get_matches_from(["rolefit", "text", "a.pdf", "--format", "json", "--jobs", "2"]).is_ok()
        );
    }
}
