//! What the page shows of one candidate who is opened: the text, its passages, and the verdicts in words.
//!
//! Places count UTF-16 code units, as the page's language does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rolefit_document::Span;
use serde::Serialize;

use super::index::{letter, shown_roles};
use super::{Html, Start};
use crate::candidate::{Candidate, Scored, blind};
use crate::evidence::Strength;
use crate::explain::reasons::{self, Judged};
use crate::explain::why::why;
use crate::explain::{ask, words};
use crate::output::Run;
use crate::score::{Gate, PartAssessment, RoleAssessment};

/// A candidate in a block.
#[derive(Default, Serialize)]
pub(super) struct Detail {
    /// What `text` prints; with `--blind` what `text --blind` prints. In a shortlist only the quotes.
    text: String,
    /// Where pages begin.
    pages: Vec<usize>,
    /// Start and end of every passage that tells who it is.
    masks: Vec<usize>,
    /// Start and end of every passage that is quoted.
    spans: Vec<usize>,
    contact: Vec<String>,
    roles: Vec<RoleDetail>,
}

/// The verdicts on one role, in the order of its criteria.
#[derive(Serialize)]
struct RoleDetail {
    role: usize,
    why: Vec<String>,
    /// Status, credit and evidence per part.
    parts: Vec<Vec<(char, u32, Vec<Passage>)>>,
    ask: Vec<String>,
    /// The criteria that the resume contradicts, each with the number of the passage that says so.
    contradicted: Vec<(usize, Option<usize>)>,
}

/// The number of a passage, followed by the letter of its strength.
#[derive(Serialize)]
#[serde(untagged)]
enum Passage {
    Span(usize),
    Strength(char),
}

impl Detail {
    pub(super) fn new(run: &Run<'_>, candidate: &Candidate, html: &Html) -> Detail {
        let Some(scored) = candidate.as_scored() else { return Detail::default() };
        let is_shortlist = html.start == Start::Shortlist;
        let spans = quoted_spans(run, scored);
        let text: Cow<'_, str> = match is_shortlist {
            true => spans.keys().map(|span| scored.quote(*span)).collect::<Vec<_>>().join("\n").into(),
            false if scored.withheld.is_empty() => Cow::Borrowed(&scored.document.text),
            false => blind::masked(&scored.document.text, &scored.withheld).into(),
        };
        let places = if is_shortlist { side_by_side(&spans) } else { spans.keys().copied().collect() };
        let units = utf16(&text);
        let unit = |byte: usize| units.get(byte).copied().unwrap_or_default();
        let ends = |spans: &[Span]| spans.iter().flat_map(|span| [unit(span.start), unit(span.end)]).collect();
        let pages = scored.document.pages.iter().flatten().map(|&page| unit(page));
        let mut contact = scored.who.contact.clone();
        contact.extend(scored.who.links.iter().cloned());
        Detail {
            pages: if is_shortlist { Vec::new() } else { pages.collect() },
            masks: if is_shortlist { Vec::new() } else { ends(&scored.who.spans) },
            spans: ends(&places),
            contact: if is_shortlist && !html.contacts { Vec::new() } else { contact },
            roles: shown_roles(run, scored).filter_map(|it| role_detail(run, scored, it, &spans)).collect(),
            text: text.into_owned(),
        }
    }
}

/// The passages that any role quotes, in text order, each with its number.
pub(super) fn quoted_spans(run: &Run<'_>, scored: &Scored) -> BTreeMap<Span, usize> {
    let parts = shown_roles(run, scored).flat_map(|role| &role.criteria).flat_map(|criterion| &criterion.parts);
    let mut spans: BTreeMap<Span, usize> = parts.flat_map(|part| &part.evidence).map(|it| (it.span, 0)).collect();
    let criteria = shown_roles(run, scored).flat_map(|role| &role.criteria);
    spans.extend(criteria.filter_map(|criterion| criterion.denial).map(|denial| (denial, 0)));
    spans.values_mut().enumerate().for_each(|(at, number)| *number = at);
    spans
}

/// The places of the passages in a text that has nothing but them, one per line.
fn side_by_side(spans: &BTreeMap<Span, usize>) -> Vec<Span> {
    let mut start = 0;
    let mut places = Vec::with_capacity(spans.len());
    for span in spans.keys() {
        places.push(Span::new(start, start + span.len()));
        start += span.len() + 1;
    }
    places
}

/// For each byte of `text`, and for its end, the UTF-16 code units before it.
fn utf16(text: &str) -> Vec<usize> {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut before = 0;
    for letter in text.chars() {
        units.extend(std::iter::repeat_n(before, letter.len_utf8()));
        before += letter.len_utf16();
    }
    units.push(before);
    units
}

fn role_detail(
    run: &Run<'_>,
    scored: &Scored,
    assessment: &RoleAssessment,
    spans: &BTreeMap<Span, usize>,
) -> Option<RoleDetail> {
    let role = run.catalog.roles.get(assessment.role)?;
    let judged: Vec<Judged<'_>> = reasons::judged(role, assessment).collect();
    let part = |part: &PartAssessment| {
        let passages = part.evidence.iter().flat_map(|evidence| {
            let number = spans.get(&evidence.span).copied().unwrap_or_default();
            [Passage::Span(number), Passage::Strength(strength_letter(evidence.strength))]
        });
        (letter(part.status), part.credit.thousandths(), passages.collect())
    };
    let contradicted = judged.iter().filter(|it| it.assessment.gate == Gate::Fail);
    let contradicted =
        contradicted.map(|it| (it.at, it.assessment.denial.and_then(|denial| spans.get(&denial).copied())));
    Some(RoleDetail {
        role: assessment.role,
        why: judged.iter().map(|it| words::one_line(&why(&run.catalog.vocabulary, scored, *it))).collect(),
        parts: judged.iter().map(|it| it.assessment.parts.iter().map(part).collect()).collect(),
        ask: ask::questions(run.catalog, role, assessment),
        contradicted: contradicted.collect(),
    })
}

fn strength_letter(strength: Strength) -> char {
    match strength {
        Strength::Demonstrated => 'd',
        Strength::Claimed => 'c',
        Strength::Mentioned => 'm',
    }
}

#[cfg(test)]
mod tests {
    use super::utf16;

    #[test]
    fn places_count_the_units_of_the_page_s_language() {
        // One, two, three and four bytes; the last is a pair of units.
        assert_eq!(utf16("aé€😀b"), [0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 5, 6]);
    }
}
