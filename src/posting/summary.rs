//! Finds the description of the position, as a short summary and in full.

use super::Importer;
use super::corpus::PostingSection;
use super::line_reports::LineOutcome;
use super::line_sections::LineSection;
use super::posting_lines::{Line, folded, sentences};

/// The most characters of a short summary.
const MOST_SUMMARY: usize = 300;

/// A line with fewer words does not describe a position.
const LEAST_SUMMARY_WORDS: usize = 6;

/// More words before a colon are the beginning of a sentence, not a label.
const MOST_LABEL_WORDS: usize = 3;

/// True if the line is a labelled field: "Location: hybrid, Rotterdam or remote".
fn is_field(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, rest)| folded(label).len() <= MOST_LABEL_WORDS && !rest.is_empty())
}

/// Returns the summary, short and in full: the lines under a heading for it, else the first sentence below the title.
pub(super) fn summary(
    lines: &[Line],
    line_sections: &[LineSection],
    title_line: Option<usize>,
    outcomes: &mut [LineOutcome],
    importer: &Importer,
) -> (String, String) {
    let told = |line: &Line| {
        let long = folded(&line.text).len() >= LEAST_SUMMARY_WORDS;
        !line.is_item && long && !is_field(&line.text) && !importer.recogniser.read(&line.text).call
    };
    let first = title_line.map_or(0, |at| at + 1);
    let under = |at: usize| matches!(line_sections.get(at), Some(LineSection::In(PostingSection::Summary, _)));
    let open = |at: usize| {
        matches!(line_sections.get(at), Some(LineSection::Out | LineSection::In(PostingSection::Summary, _)))
    };
    let headed: Vec<usize> =
        (0..lines.len()).filter(|&at| under(at) && at + 1 > first && lines.get(at).is_some_and(told)).collect();
    let stop = (first..lines.len()).find(|&at| !open(at)).unwrap_or(lines.len());
    let chosen = if headed.is_empty() {
        (first..stop).filter(|&at| lines.get(at).is_some_and(told)).take(1).collect()
    } else {
        headed
    };
    let mut whole = String::new();
    for &at in &chosen {
        if let (Some(line), Some(outcome)) = (lines.get(at), outcomes.get_mut(at)) {
            whole.push_str(&line.text);
            whole.push(' ');
            if matches!(outcome, LineOutcome::LeftOut(_)) {
                *outcome = LineOutcome::Summary;
            }
        }
    }
    let mut short = String::new();
    // Sentences that name a protected trait, or may stand for one, are not published.
    let fair = |sentence: &&str| {
        let found = importer.recogniser.read(sentence);
        found.statement || (found.traits.is_empty() && found.proxies.is_empty())
    };
    let whole = sentences(whole.trim()).into_iter().filter(fair).collect::<Vec<_>>().join(" ");
    for sentence in sentences(&whole) {
        if !short.is_empty() && short.chars().count() + sentence.chars().count() > MOST_SUMMARY {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(sentence);
    }
    (short, whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::posting::Columns;
    use crate::posting::testing::importer;

    #[test]
    fn a_sentence_that_names_a_trait_or_stands_for_one_is_told_nowhere() {
        let importer = importer();
        let posting = "Baker\n\nAbout the role\n\nWe seek a young, attractive woman under 30 of Christian faith. You run the ovens of \
                       our bakery by the harbour. A digital native fits our crew.\n\nRequirements\n\n- Two years in a similar role\n\
                       - Digital native with MS Excel\n";
        let role = importer.import(posting.as_bytes(), Some("a.txt"), &Columns::default()).unwrap().remove(0);
        assert!(role.toml.contains("You run the ovens"), "{}", role.toml);
        for word in ["young", "attractive", "Christian", "igital native"] {
            assert!(!role.toml.contains(word), "{word}: {}", role.toml);
        }
        assert!(role.toml.contains("MS Excel"));
        let warned = |words: &str| role.warnings.iter().any(|warning| warning.message.contains(words));
        assert!(warned("a protected trait") && warned("may stand for age"), "{:?}", role.warnings);
    }
}
