//! Parses the arguments. An option of another command is an error that names the commands where it works.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::Cli;

/// The command line, with the options of every command.
pub(crate) fn command() -> Command {
    let mut command = Cli::command();
    // Global options reach the commands when they are built.
    command.build();
    command
}

/// Parses the arguments behind the name of the program, and ends this process if they are wrong or ask for help.
pub(super) fn read(arguments: &[OsString]) -> Cli {
    let name = OsString::from("rolefit");
    parse([name].into_iter().chain(arguments.iter().cloned()).collect()).unwrap_or_else(|error| error.exit())
}

fn parse(arguments: Vec<OsString>) -> Result<Cli, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(&arguments);
    let parsed =
        matches.and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command)));
    parsed.map_err(|error| misplaced_option(&command, &arguments, &error).unwrap_or(error))
}

/// The error for an option that works in other commands than the one it was given to. `None` if `error` has another
/// cause.
fn misplaced_option(rolefit: &Command, arguments: &[OsString], error: &clap::Error) -> Option<clap::Error> {
    let (ErrorKind::UnknownArgument, Some(ContextValue::String(option))) =
        (error.kind(), error.get(ContextKind::InvalidArg))
    else {
        return None;
    };
    let works = commands_with(rolefit, option, "");
    let (command, name) = command_of(rolefit, arguments);
    let all = works.join(", ");
    let message = match (works.is_empty(), works.contains(&name) || name.is_empty()) {
        (true, _) => return None,
        (false, true) => format!("write `{option}` after the command; it works in: {all}"),
        (false, false) => format!("`{option}` does nothing in `rolefit {name}`; it works in: {all}"),
    };
    Some(command.clone().error(ErrorKind::UnknownArgument, message))
}

/// The command that the arguments call, and its name: "roles list". Only flags without values may come before a
/// command.
fn command_of<'a>(rolefit: &'a Command, arguments: &[OsString]) -> (&'a Command, String) {
    let (mut command, mut names) = (rolefit, Vec::new());
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        match command.find_subcommand(argument) {
            Some(below) => {
                command = below;
                names.push(below.get_name());
            }
            None if command.has_subcommands() => {}
            None => break,
        }
    }
    (command, names.join(" "))
}

/// The names of all commands below `command` that have `option`, which is written `--long` or `-s`.
fn commands_with(command: &Command, option: &str, parent: &str) -> Vec<String> {
    let is_option = |arg: &clap::Arg| {
        let long = arg.get_long().map(|long| format!("--{long}"));
        let short = arg.get_short().map(|short| format!("-{short}"));
        !arg.is_global_set() && [long, short].into_iter().flatten().any(|name| name == option)
    };
    let mut names = Vec::new();
    for below in command.get_subcommands() {
        let name = format!("{parent} {}", below.get_name()).trim_start().to_owned();
        let deeper = commands_with(below, option, &name);
        if below.get_arguments().any(is_option) {
            names.push(name);
        }
        names.extend(deeper);
    }
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn error(arguments: &[&str]) -> String {
        let arguments = ["rolefit"].iter().chain(arguments).map(OsString::from).collect();
        parse(arguments).unwrap_err().to_string()
    }

    #[test]
    fn an_option_of_another_command_is_an_error_that_says_where_it_works() {
        for option in ["--top=3", "--top"] {
            let error = error(&["text", "a.pdf", option, "3"]);
            assert!(
                error.contains(
                    "`--top` does nothing in `rolefit text`; it works in: rank, search, roles search, audit impact\n"
                ),
                "{error}"
            );
        }
        let error = error(&["-v", "roles", "list", "--top-roles", "3"]);
        assert!(
            error.contains("`--top-roles` does nothing in `rolefit roles list`; it works in: rank, fit, eval\n"),
            "{error}"
        );
    }

    #[test]
    fn an_option_before_its_command_is_told_to_stand_after_it() {
        let error = error(&["--top", "3", "rank", "a"]);
        assert!(
            error.contains("write `--top` after the command; it works in: rank, search, roles search, audit impact\n"),
            "{error}"
        );
    }

    #[test]
    fn an_option_of_no_command_is_told_as_clap_does() {
        assert!(error(&["text", "a.pdf", "--tip"]).contains("unexpected argument '--tip' found"));
    }

    #[test]
    fn help_lists_only_what_works() {
        let stats = error(&["store", "stats", "--help"]);
        assert!(["--format", "--store-wait", "--quiet"].iter().all(|option| stats.contains(option)), "{stats}");
        assert!(!["--top", "--blind", "--jobs", "--catalog", "--min-score"].iter().any(|idle| stats.contains(idle)));
        let text = error(&["text", "--help"]);
        assert!(text.contains("--blind") && text.contains("--as-of") && !text.contains("--format"), "{text}");
        assert!(error(&["rank", "--help"]).contains("--trust-mtime"));
    }
}
