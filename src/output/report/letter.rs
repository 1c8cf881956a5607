//! The letter to a candidate: on one page and in plain words, the requirements that the resume shows, and those that it
//! does not.

use jiff::civil::Date;

use super::{called, heading, under};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Criterion, Kind, Priority, Role};
use crate::explain::reasons::{self, Judged};
use crate::explain::words;
use crate::output::style::{Style, Tone};
use crate::output::v1::ENGINE;
use crate::score::{Gate, RoleAssessment, Status};

/// The passages quoted per requirement. One persuades, and the letter keeps to a page.
const QUOTES: usize = 1;
/// The requirements and duties quoted, those with the most weight first, so that the letter keeps to a page.
const MOST_QUOTED: usize = 12;

const INTRODUCTION: &str = "A program looked through the resume for the requirements of this position. It quotes the \
    passages that it found. It rejects nobody; people read the resume and decide.";
const SILENCE: &str = "The resume does not speak of these points, or says it in words that the program does not know. \
    This does not mean that you lack them. If you have done one of them, say so: a sentence about where you did it is enough.";
const NOT_USED: &str = "Your name, gender, age, nationality, photo, address, family, gaps between jobs, and the reputation \
    of schools were not used. You may ask for a person to read your resume, and correct whatever was read wrongly.";

/// The letter about `candidate` in `role`. Empty if the candidate was not scored. It has no score, no rank and no other
/// candidate, because none of them says anything about this resume alone.
pub fn report(
    style: &Style,
    role: &Role,
    candidate: &Candidate,
    assessment: &RoleAssessment,
    (as_of, catalog): (Date, &str),
) -> String {
    let Some(scored) = candidate.as_scored() else { return String::new() };
    let plain = |words: &str| style.block("", Tone::Plain, words, Tone::Plain);
    let judged = || reasons::judged(role, assessment).filter(|judged| !judged.criterion.is_tenure());
    let of = |wanted: fn(&Judged) -> bool| judged().filter(move |judged| wanted(judged));
    let mut shown: Vec<Judged> = of(|judged| judged.is_shown()).collect();
    shown.sort_by_key(|judged| std::cmp::Reverse(judged.criterion.weight));
    let mut out = style.block("", Tone::Plain, &format!("{}: {}", role.title, called(candidate)), Tone::Strong);
    out.push_str(&plain(INTRODUCTION));
    let quoted = shown.iter().take(MOST_QUOTED).map(|judged| found(style, scored, *judged));
    out.push_str(&under(style, "The resume shows", quoted));
    let others = shown.iter().skip(MOST_QUOTED);
    out.push_str(&under(style, "It shows these as well", paragraph(style, others.map(|judged| judged.criterion))));
    let denied = of(|judged| judged.assessment.gate == Gate::Fail);
    out.push_str(&under(style, "The resume says otherwise", denied.map(|judged| denial(style, scored, judged))));
    let is_silent = |judged: &Judged| judged.is_missing() && judged.assessment.gate != Gate::Fail;
    let (musts, rest): (Vec<Judged>, Vec<Judged>) =
        of(is_silent).partition(|judged| judged.criterion.priority == Priority::Must);
    if !musts.is_empty() || !rest.is_empty() {
        out.push_str(&heading(style, "Not found in the resume"));
        out.push_str(&plain(SILENCE));
        let item = |judged: &Judged| {
            style.block("  • ", Tone::Plain, &format!("{} (required)", judged.criterion.label), Tone::Plain)
        };
        out.extend(musts.iter().map(item));
        out.extend(paragraph(style, rest.iter().map(|judged| judged.criterion)));
    }
    let unread = of(|judged| judged.assessment.status == Status::Unknown);
    out.push_str(&under(style, "Could not be read", paragraph(style, unread.map(|judged| judged.criterion))));
    out.push_str(&heading(style, "Not used"));
    out.push_str(&plain(NOT_USED));
    let file = &scored.document.content;
    out.push('\n');
    out.push_str(&style.block(
        "",
        Tone::Plain,
        &format!("{ENGINE}, as of {as_of}. Requirements {catalog}, file {file}."),
        Tone::Quiet,
    ));
    out
}

/// A requirement that is shown, with the passage that shows it.
fn found(style: &Style, scored: &Scored, judged: Judged) -> String {
    let claimed = match (judged.is_claimed(), judged.criterion.kind) {
        (false, _) => "",
        (true, Kind::Education) => " (in part: no completed degree of this level and field is named)",
        (true, _) => " (named, without an example of it)",
    };
    let mut out = style.block("  • ", Tone::Plain, &format!("{}{claimed}", judged.criterion.label), Tone::Strong);
    for evidence in reasons::top_passages(judged).into_iter().take(QUOTES) {
        let quote = format!("“{}”", words::one_line(scored.quote(evidence.span)));
        out.push_str(&style.block("    ", Tone::Plain, &quote, Tone::Plain));
    }
    out
}

/// A requirement that the resume contradicts, with its words.
fn denial(style: &Style, scored: &Scored, judged: Judged) -> String {
    let words = judged.assessment.denial.map(|denial| format!(": “{}”", words::one_line(scored.quote(denial))));
    let label = &judged.criterion.label;
    style.block("  • ", Tone::Plain, &format!("{label}{}", words.unwrap_or_default()), Tone::Plain)
}

/// The labels of `criteria` in one paragraph. `None` without criteria.
fn paragraph<'a>(style: &Style, criteria: impl Iterator<Item = &'a Criterion>) -> Option<String> {
    let labels: Vec<&str> = criteria.map(|criterion| criterion.label.as_str()).collect();
    (!labels.is_empty()).then(|| style.block("  ", Tone::Plain, &format!("{}.", labels.join("; ")), Tone::Plain))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn a_letter_says_what_was_found_and_what_was_not_without_a_score() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("sales/ana.pdf", 70, 936));
        let assessment = &candidate.as_scored().unwrap().assessment.roles[0];
        let style = Style { width: 80, colour: false };
        let run = ("2026-11-21".parse().unwrap(), "blake3:0");
        let letter = report(&style, &catalog.roles[0], &candidate, assessment, run);
        assert!(!letter.contains("70"), "{letter}");
        insta::assert_snapshot!(letter);
    }
}
