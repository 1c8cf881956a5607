//! Runs the commands of a page as a reader would type them.

use std::path::Path;
use std::process::{Command, Output};

/// The day that the examples are of, for commands that do not give one.
const AS_OF: &str = "2026-11-21";
/// Commands whose output depends on the day.
const DATED: [&str; 5] = ["rank", "fit", "explain", "compare", "search"];

fn rolefit(arguments: &[String], store: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(super::root()).args(arguments).env("ROLEFIT_CACHE", "").env("ROLEFIT_STORE", store);
    for variable in ["COLUMNS", "NO_COLOR", "ROLEFIT_LOG"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}

/// Splits a line as a shell does, up to a comment, a pipe or a redirection; returns the words and what follows.
fn words(line: &str) -> (Vec<String>, &str) {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for (at, letter) in line.char_indices() {
        match (letter, quote) {
            (_, Some(mark)) if letter == mark => quote = None,
            (_, Some(_)) => word.get_or_insert_default().push(letter),
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (' ', None) => words.extend(word.take()),
            ('#' | '|' | '>', None) if word.is_none() => return (words, &line[at..]),
            (_, None) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    (words, "")
}

/// The lines that `line` prints on standard output, and nothing of standard error. On a terminal `rank` and
/// `search` print tables; a test has no terminal and asks for them. Of pipes only `| head -N` is known.
fn output(line: &str, store: &Path) -> Vec<String> {
    let (words, rest) = words(line);
    let (program, arguments) = words.split_first().expect("a command");
    assert_eq!(program, "rolefit", "{line}: only rolefit is run");
    let mut arguments = arguments.to_vec();
    let given = |option: &str| arguments.iter().any(|argument| argument == option);
    let command = arguments.first().expect("a subcommand").clone();
    let (dated, formatted) = (given("--as-of"), given("--format"));
    if DATED.contains(&command.as_str()) && !dated {
        arguments.extend(["--as-of".to_owned(), AS_OF.to_owned()]);
    }
    if matches!(command.as_str(), "rank" | "search") && !formatted && rest.is_empty() {
        arguments.extend(["--format".to_owned(), "table".to_owned()]);
    }
    let output = rolefit(&arguments, store);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 3)), "{line}: {errors}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| line.trim_end().to_owned());
    match rest.strip_prefix("| head -") {
        Some(count) => lines.take(count.parse().expect("a number of lines")).collect(),
        None => lines.collect(),
    }
}

/// The block `text` with each command followed by the output that it has now.
pub(crate) fn transcript(text: &str, store: &Path) -> String {
    let commands: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    assert!(text.starts_with("$ "), "a console block begins with a command: {text}");
    let mut transcript = String::new();
    for command in commands {
        transcript.push_str(&format!("$ {command}\n"));
        for line in output(command, store) {
            transcript.push_str(&line);
            transcript.push('\n');
        }
    }
    transcript
}

/// The error of the command line `line`, if the program does not accept it; nothing is done.
pub(crate) fn refusal(line: &str) -> Option<String> {
    let (mut words, _) = words(line);
    words.remove(0);
    if words.first().is_some_and(|word| word == "help") {
        return None;
    }
    words.push("--help".into());
    let output = rolefit(&words, Path::new(""));
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_line_is_split_as_a_shell_does() {
    let (words, rest) = words("rolefit search 'a AND \"b c\"' --top 2 # a comment");
    assert_eq!(words, ["rolefit", "search", "a AND \"b c\"", "--top", "2"]);
    assert_eq!(rest, "# a comment");
}

#[test]
fn an_option_that_does_not_exist_is_refused() {
    assert!(refusal("rolefit rank cvs --colour").is_some());
    assert!(refusal("rolefit rank cvs --top 3").is_none());
}
