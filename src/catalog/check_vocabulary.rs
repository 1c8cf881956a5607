//! Checks vocabulary files, and the patterns of entries. Every finding says how to remedy it.

use std::collections::BTreeMap;

use super::searchable::is_plain;
use super::toml_files::SourceFile;
use super::vocabulary::{DateNames, Entry, Title, Vocabulary};
use crate::error::Finding;
use rolefit_document::Pattern;

/// Checks that months, seasons and numbers are complete.
pub(super) fn dates(file: &SourceFile, dates: &DateNames, findings: &mut Vec<Finding>) {
    for (key, lists, wanted) in
        [("months", &dates.months, 12), ("seasons", &dates.seasons, 4), ("numbers", &dates.numbers, 4)]
    {
        if lists.len() != wanted || lists.iter().any(Vec::is_empty) {
            let line = file.line_holding(key, 0);
            let message = format!("`{key}` has {} lists", lists.len());
            findings.push(file.finding(line, message, format!("write {wanted} lists, none of them empty")));
        }
    }
}

/// Checks that `id` is new.
pub(super) fn unique<T>(
    file: &SourceFile,
    line: impl Fn() -> usize,
    what: &str,
    id: &str,
    known: &BTreeMap<String, T>,
    findings: &mut Vec<Finding>,
) {
    if known.contains_key(id) {
        findings.push(file.finding(line(), format!("the {what} `{id}` is defined twice"), "rename or remove one"));
    }
}

/// Checks the whole vocabulary, because lists and conditions may refer to other files.
pub(super) fn vocabulary(files: &[SourceFile], vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    // Finding the line of an entry searches all files, so it is done for faulty entries only.
    let entries = vocabulary.entries.iter().map(|(id, entry)| (id, entry.can_recognise(), faults(entry, vocabulary)));
    let entries: Vec<_> = entries.filter(|(_, can_recognise, faults)| !can_recognise || !faults.is_empty()).collect();
    let unknown = |title: &Title| -> Vec<String> {
        let shown = title.same_if.iter().chain(&title.adjacent_if).flat_map(|condition| &condition.shows);
        let shown = shown.chain(&title.work).chain(&title.books);
        shown.filter(|shown| !vocabulary.entries.contains_key(*shown)).cloned().collect()
    };
    let titles = vocabulary.titles.iter().map(|(id, title)| (id, unknown(title)));
    let titles: Vec<_> = titles.filter(|(_, unknown)| !unknown.is_empty()).collect();
    for file in files {
        for (id, can_recognise, faults) in &entries {
            let Some(offset) = file.text.find(&format!("[entry.{id}]")) else { continue };
            let line = file.line_of(offset);
            if !can_recognise {
                let message = format!("nothing can recognise the entry `{id}`");
                findings.push(file.finding(line, message, "give it deeds, names, claims, hints or held titles"));
            }
            report(file, line, faults, findings);
        }
        for (id, unknown) in &titles {
            let Some(offset) = file.text.find(&format!("[title.{id}]")) else { continue };
            for shown in unknown {
                let message = format!("the title `{id}` needs the entry `{shown}`, which does not exist");
                let line = file.line_holding(&format!("\"{shown}\""), offset);
                findings.push(file.finding(line, message, "name an entry of the vocabulary"));
            }
        }
    }
}

/// A fault of an entry whose line is not known yet.
pub(super) struct Fault {
    /// Text on the faulty line, to find it by.
    near: String,
    message: String,
    remedy: &'static str,
}

/// Returns the faults of an entry's patterns and search words.
pub(super) fn faults(entry: &Entry, vocabulary: &Vocabulary) -> Vec<Fault> {
    let terms = entry.search.iter().filter(|term| !is_plain(term)).map(|term| Fault {
        near: "search".into(),
        message: format!("`{term}` cannot be searched for"),
        remedy: "write plain words in `search`, without quotes, brackets and wildcards",
    });
    let patterns = entry.patterns().filter_map(|text| {
        let message = Pattern::check(text, &vocabulary.words).err()?;
        let message = format!("the pattern `{text}`: {message}");
        Some(Fault { near: format!("\"{text}\""), message, remedy: "see corpus/README.md, Patterns" })
    });
    terms.chain(patterns).collect()
}

/// Reports the faults of an entry that begins at `line`.
pub(super) fn report(file: &SourceFile, line: usize, faults: &[Fault], findings: &mut Vec<Finding>) {
    let start = file.text.lines().take(line.saturating_sub(1)).map(|line| line.len() + 1).sum();
    for Fault { near, message, remedy } in faults {
        findings.push(file.finding(file.line_holding(near, start), message, *remedy));
    }
}
