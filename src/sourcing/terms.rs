//! Finds the search terms for a part of a role.

use crate::catalog::{Catalog, Criterion, Entry, Kind, Part};
use crate::explain::words::as_written;
use rolefit_document::Pattern;

/// A pattern with more phrases than this serves recognition; nobody would type them all.
const MOST_PHRASES: usize = 4;

/// A longer label is a description, which nobody writes in a resume.
const MOST_LABEL_WORDS: usize = 3;

/// Returns the search terms for `part`, best first: the entry's own search terms, else its names and phrases without
/// gaps. Empty if no short phrase finds the part. Degrees, places and time are left to the filters of job boards.
pub(super) fn terms(part: &Part, criterion: &Criterion, catalog: &Catalog) -> Vec<String> {
    let Some(id) = &part.entry else { return Vec::new() };
    let Some(entry) = catalog.vocabulary.entries.get(id) else { return Vec::new() };
    let mut terms: Vec<String> = Vec::new();
    for term in found(entry, id.contains('#'), criterion, catalog) {
        let term = as_written(&criterion.text, &term);
        if !terms.iter().any(|known| known.to_lowercase() == term.to_lowercase()) {
            terms.push(term);
        }
    }
    terms
}

fn found(entry: &Entry, is_own: bool, criterion: &Criterion, catalog: &Catalog) -> Vec<String> {
    if !entry.search.is_empty() {
        return entry.search.clone();
    }
    if !entry.words.is_empty() {
        // Nobody describes their work in the words of a list of duties.
        if criterion.kind == Kind::Duty {
            return Vec::new();
        }
        return similar(&entry.words, &criterion.text);
    }
    let phrases = |patterns: &[String]| -> Vec<String> {
        let parsed = patterns.iter().filter_map(|pattern| Pattern::parse(pattern, &catalog.vocabulary.words).ok());
        parsed.flatten().flat_map(|pattern| pattern.phrases(MOST_PHRASES)).collect()
    };
    // The label of a part with its own phrases is an internal name.
    let label = Some(&entry.label).filter(|label| !is_own && label.split_whitespace().count() <= MOST_LABEL_WORDS);
    let label: Vec<String> = label.cloned().into_iter().collect();
    [&entry.names, &entry.claims, &entry.deeds]
        .into_iter()
        .fold(label, |terms, patterns| if terms.len() > 1 { terms } else { [terms, phrases(patterns)].concat() })
}

/// Returns the runs of telling words that occur in the demand's text; single words only if there is no run.
fn similar(phrases: &[String], text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let (mut runs, mut singles): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for phrase in phrases {
        let mut run = String::new();
        let mut close = |run: &mut String| {
            let run = std::mem::take(run);
            if run.contains(' ') {
                runs.push(run)
            } else if !run.is_empty() {
                singles.push(run)
            }
        };
        for word in phrase.split(' ') {
            let longer = if run.is_empty() { word.to_owned() } else { format!("{run} {word}") };
            if !text.contains(&longer) {
                close(&mut run);
                run = word.to_owned();
            } else {
                run = longer;
            }
        }
        close(&mut run);
    }
    if runs.is_empty() { singles } else { runs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_telling_words_the_runs_of_the_demand_are_searched_for() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let text = "Experience in oncology and palliative care for adults";
        assert_eq!(similar(&words(&["oncology palliative care", "adults"]), text), ["palliative care"]);
        assert_eq!(
            similar(&words(&["prune vines", "winter"]), "Prune the vines in winter"),
            ["prune", "vines", "winter"]
        );
    }
}
