//! The words that a sourcer would type for a part of a role.

use crate::catalog::{Catalog, Criterion, Entry, Kind, Part};
use crate::explain::words::as_written;
use rolefit_document::Pattern;

/// A pattern that stands for more phrases than this is a list to recognise by, not one to type.
const MOST_PHRASES: usize = 4;

/// A label of more words describes; nobody writes it so.
const MOST_LABEL_WORDS: usize = 3;

/// What finds `part`, best first: the entry's search terms, else names and phrases without gaps. Empty where no few words
/// find it; degrees, places and lengths of time are left to the filters that job boards have for them.
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
    if !entry.similar.is_empty() {
        // Nobody writes their work in the words that a list of duties has for it.
        if criterion.kind == Kind::Duty {
            return Vec::new();
        }
        return similar(&entry.similar, &criterion.text);
    }
    let phrases = |patterns: &[String]| -> Vec<String> {
        let parsed = patterns.iter().filter_map(|pattern| Pattern::parse(pattern, &catalog.vocabulary.words).ok());
        parsed.flatten().flat_map(|pattern| pattern.phrases(MOST_PHRASES)).collect()
    };
    // A part's own label is its name in the role file, which nobody reads.
    let label = Some(&entry.label).filter(|label| !is_own && label.split_whitespace().count() <= MOST_LABEL_WORDS);
    let label: Vec<String> = label.cloned().into_iter().collect();
    [&entry.names, &entry.claims, &entry.deeds]
        .into_iter()
        .fold(label, |terms, patterns| if terms.len() > 1 { terms } else { [terms, phrases(patterns)].concat() })
}

/// Of words that are looked for in any order, the runs that stand so in the demand itself; single words only where there is none.
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
    fn of_similar_words_the_runs_of_the_demand_are_searched_for() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let text = "Experience in oncology and palliative care for adults";
        assert_eq!(similar(&words(&["oncology palliative care", "adults"]), text), ["palliative care"]);
        assert_eq!(
            similar(&words(&["prune vines", "winter"]), "Prune the vines in winter"),
            ["prune", "vines", "winter"]
        );
    }
}
