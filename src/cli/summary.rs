//! The messages after a ranking, on standard error: its numbers, the files that it hides, and the changes since an
//! earlier run.

use std::path::Path;

use rolefit::explain::words;
use rolefit::output::Run;
use rolefit::output::history::{HistoryTally, RunHistory};
use rolefit::rank::{OlderFile, Tally};

use super::job::Job;
use super::options::{Format, Layout};

/// Prints the numbers of the run, the file `written` if there is one, and how many rows the cut-offs hide. `cuts` are
/// the cut-offs as they were given.
pub(super) fn tell(tally: &Tally, run: &Run, form: (Format, Layout), cuts: &str, written: Option<&Path>) {
    let scored = words::count(tally.scored(), "resume");
    let roles = words::count(run.catalog.roles.len(), "role");
    let failed = match tally.unreadable {
        0 => String::new(),
        unreadable => format!(", {} could not be read", words::count(unreadable, "file")),
    };
    let written = written.map(|path| format!("; wrote {}", path.display())).unwrap_or_default();
    say!("rolefit: {scored} scored for {roles} as of {}{failed}{written}", run.as_of);
    let (hidden, what) = match form {
        // Below its table, each role says how many candidates are hidden.
        (Format::Table, Layout::Long) => return,
        (Format::Csv, Layout::Long) => (tally.hidden(), "row"),
        _ => (tally.unshown(), "candidate"),
    };
    if hidden > 0 {
        // With one row per candidate, a must-have of any role may be the one that is left unsaid.
        let silent = if what == "row" { words::silent(tally.silent()) } else { String::new() };
        say!("rolefit: {} hidden by {cuts}{silent}; nobody is rejected", words::count(hidden, what));
    }
}

/// Prints how many must-haves of a posting decided nothing, because nobody has confirmed them. A file of results does
/// not say it, and a cut-off by must-haves hides nobody then.
pub(super) fn tell_unconfirmed(run: &Run) {
    let musts = run.catalog.roles.iter().flat_map(|role| &role.criteria);
    let unconfirmed = musts.filter(|criterion| criterion.is_unconfirmed_must()).count();
    if unconfirmed > 0 {
        let musts = words::count(unconfirmed, "must-have");
        say!("rolefit: {musts} of the posting decided nothing; look at them and add --confirm if they are right");
    }
}

/// Prints what people do next with a ranking.
pub(super) fn tell_next(run: &Run, job: &Job) {
    let role = match (job.file(), run.catalog.roles.first()) {
        (Some(posting), _) => {
            format!("--job {}{}", posting.display(), if job.confirms() { " --confirm" } else { "" })
        }
        (None, Some(role)) => format!("--role {}", role.id),
        (None, None) => return,
    };
    say!("rolefit: next: `rolefit explain FILE {role}` for the reasons, or `-o report.html` for all of it in a page");
}

/// Lists the files that `--one-per-person` hides, each with the file shown instead and the reason.
pub(super) fn tell_older(tally: &Tally, ids: &[String]) {
    if tally.older.is_empty() {
        return;
    }
    let older = words::count(tally.older.len(), "file");
    say!(
        "rolefit: {older} hidden by --one-per-person, because a newer file of the same person is shown; nobody is rejected"
    );
    let id = |number: u32| ids.get(number as usize).map_or("", String::as_str);
    for OlderFile { file, newest, shared } in &tally.older {
        say!("rolefit: hidden: {}, {} as {}", id(*file), shared.words(), id(*newest));
    }
}

/// Prints the changes since the earlier run, and the number of decisions on nobody here.
pub(super) fn tell_history(history: &RunHistory, tally: &HistoryTally) {
    if let Some((earlier, changes)) = history.earlier().zip(tally.changes()) {
        say!("rolefit: since the run as of {}: {}", earlier.as_of(), changes.words(history.gone(tally).len()));
    }
    let Some(decisions) = history.decisions() else { return };
    if tally.unmatched() > 0 {
        say!("rolefit: {} for files that are not in this run", words::count(tally.unmatched(), "decision"));
    }
    if decisions.superseded() > 0 {
        let rows = words::count(decisions.superseded(), "decision");
        say!("rolefit: {rows} ignored, because a later one is about the same file");
    }
}
