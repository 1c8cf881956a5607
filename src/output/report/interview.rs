//! An interview guide as a page: must-haves first, duties last, with the words of the resume that only claim something.

use super::heading;
use crate::catalog::{Priority, Role};
use crate::explain::words;
use crate::interview::{Guide, Question, Standing};
use crate::output::style::{Style, Tone};

/// The page. `candidate` is given if the guide is about one resume.
pub fn report(style: &Style, role: &Role, candidate: Option<&crate::candidate::Candidate>, guide: &Guide) -> String {
    let whom = candidate.map(|candidate| format!(" with {}", super::called(candidate))).unwrap_or_default();
    let mut page = style.block("", Tone::Plain, &format!("Interview for {}{whom}", role.title), Tone::Strong);
    let mut number = 0;
    let mut last = String::new();
    for question in &guide.questions {
        let title = section(question, candidate.is_some());
        if title != last {
            page.push_str(&heading(style, title));
            last = title.to_owned();
        }
        number += 1;
        page.push_str(&style.block(&format!("{number:>3}. "), Tone::Quiet, &question.question, Tone::Plain));
        page.push_str(&style.block("     ", Tone::Plain, &about(question), Tone::Quiet));
    }
    if guide.questions.is_empty() {
        page.push_str(&style.block("", Tone::Plain, "the resume demonstrates all that the role asks for", Tone::Plain));
    }
    if !guide.shown.is_empty() {
        page.push_str(&heading(style, "Shown in the resume"));
        page.push_str(&style.block("  ", Tone::Plain, &guide.shown.join("; "), Tone::Plain));
    }
    page
}

/// The heading above a question.
fn section(question: &Question, is_for_resume: bool) -> &'static str {
    match (question.kind, question.priority, is_for_resume) {
        (crate::catalog::Kind::Duty, _, true) => "Duties that the resume leaves open",
        (crate::catalog::Kind::Duty, _, false) => "Main duties",
        (_, Priority::Must, true) => "Must-haves that the resume leaves open",
        (_, Priority::Must, false) => "Must-haves",
        (_, Priority::Should, true) => "Requirements that the resume leaves open",
        (_, Priority::Should, false) => "Requirements",
        (_, Priority::Nice, _) => "Nice to have",
    }
}

/// The criterion that a question is about, and the words of the resume that led to it.
fn about(question: &Question) -> String {
    let why = match question.standing {
        Standing::Missing => format!(": {}", words::NOT_SHOWN),
        Standing::Short => ": less time shown than asked for, or no dates".to_owned(),
        Standing::Claimed if question.kind == crate::catalog::Kind::Title => ": related title".to_owned(),
        Standing::Claimed => ": claimed".to_owned(),
        Standing::Open => String::new(),
    };
    let quote = question.quote.as_ref().map(|it| {
        let page = it.page.map(|page| format!(", page {page}")).unwrap_or_default();
        format!(", “{}”{page}", words::one_line(&it.quote))
    });
    format!("{}{why}{}", question.label, quote.unwrap_or_default())
}
