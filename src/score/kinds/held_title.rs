//! Finds the titles that a resume states: of its positions, in its headline, and in running text.

use crate::catalog::TitleWords;
use crate::profile::{Profile, Segment};
use crate::score::case::Case;
use crate::titles::{TitleMatcher, TitleReadings};
use rolefit_document::{SectionKind, Span};

/// A title that the candidate states to have held.
pub(crate) struct HeldTitle {
    pub span: Span,
    /// Index of the position that has it, or whose duties state it.
    pub position: Option<usize>,
    pub stated: Stated,
    pub readings: TitleReadings,
}

/// Where a title is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    AsPosition,
    /// In the headline, or by a position whose dates cannot be: no time bears it out.
    AsHeadline,
    /// At the start of a duty ("Key Account Manager for three chains"), or after words such as "worked as a".
    InProse,
}

/// Reads the headline, the titles of all positions, and the titles in running text, once for all roles.
pub(crate) fn held_titles(titles: &TitleMatcher, case: &Case<'_>) -> Vec<HeldTitle> {
    let positions = case.profile.positions.iter().enumerate();
    let positions = positions.map(|(at, position)| {
        let stated = if case.timeline.is_in_doubt(position) { Stated::AsHeadline } else { Stated::AsPosition };
        (stated, Some(at), position.title.span, &*position.title.text)
    });
    // The headline of a job advertisement is the position it offers.
    let headline = case.profile.headline.iter().filter(|_| !case.posting);
    let headline = headline.map(|headline| (Stated::AsHeadline, None, headline.span, &*headline.text));
    let prose = in_prose(titles, case);
    let prose =
        prose.iter().map(|(span, position)| (Stated::InProse, *position, *span, span.slice(&case.document.text)));
    let held = positions.chain(headline).chain(prose);
    held.map(|(stated, position, span, text)| HeldTitle { span, position, stated, readings: titles.read(text) })
        .collect()
}

/// Returns the titles in running text, each with the position whose duties state it.
fn in_prose(titles: &TitleMatcher, case: &Case<'_>) -> Vec<(Span, Option<usize>)> {
    if case.posting {
        return Vec::new();
    }
    let stretches = title_stretches(case.profile, &case.document.text, &case.vocabulary.title_words);
    let found = stretches.filter_map(|(stretch, position)| {
        let title = titles.opening(stretch.slice(&case.document.text))?;
        Some((Span::new(stretch.start + title.start, stretch.start + title.end), position))
    });
    found.collect()
}

/// Returns the stretches of running text that may begin with a title, each with the position that it belongs to.
pub(crate) fn title_stretches<'a>(
    profile: &'a Profile,
    text: &'a str,
    words: &'a TitleWords,
) -> impl Iterator<Item = (Span, Option<usize>)> + 'a {
    let own = |segment: &Segment| profile.positions.iter().any(|it| it.title.span.overlaps(segment.span));
    let headline = |segment: &Segment| profile.headline.iter().any(|it| it.span.overlaps(segment.span));
    let tells = |segment: &&Segment| matches!(segment.section, SectionKind::Summary | SectionKind::Experience);
    let segments = profile.segments.iter().filter(tells).filter(move |segment| !own(segment) && !headline(segment));
    segments.filter_map(move |segment| {
        let line = segment.span.slice(text);
        let start = match segment.position {
            Some(_) => after_lead(line, words, true).unwrap_or(0),
            None => after_lead(line, words, false)?,
        };
        line.get(start..)?;
        Some((Span::new(segment.span.start + start, segment.span.end), segment.position))
    })
}

/// Returns the place after words that lead to a title held; only at the start of the text, if `at_start`.
fn after_lead(text: &str, words: &TitleWords, at_start: bool) -> Option<usize> {
    let begins = |lead: &String| text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead));
    if at_start {
        let lead = words.leads.iter().find(|lead| begins(lead) && text.as_bytes().get(lead.len()) == Some(&b' '))?;
        return Some(lead.len() + 1);
    }
    let lower = text.to_ascii_lowercase();
    words.leads.iter().find_map(|lead| {
        let at = lower.find(lead.as_str())?;
        let end = at + lead.len();
        let is_word = at == 0 || !lower.as_bytes().get(at - 1).is_some_and(u8::is_ascii_alphanumeric);
        (is_word && lower.get(end..)?.starts_with(' ')).then_some(end + 1)
    })
}
