//! Finds the titles that a resume states: of its positions, in its headline, and in running text.

use crate::catalog::TitleWords;
use crate::profile::{Profile, Segment};
use crate::score::case::Case;
use crate::titles::{TitleMatcher, TitleMemory, TitleReadings};
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
pub(crate) fn held_titles(titles: &TitleMatcher, memory: &TitleMemory, case: &Case<'_>) -> Vec<HeldTitle> {
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
    let readings = |text: &str| memory.read(titles, text);
    held.map(|(stated, position, span, text)| HeldTitle { span, position, stated, readings: readings(text) }).collect()
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
    // Most words begin with another letter than all leads.
    let initial = |letter: u8| 1_u32 << (letter.to_ascii_lowercase() & 31);
    let initials = words.leads.iter().filter_map(|lead| lead.bytes().next()).fold(0, |all, it| all | initial(it));
    let mut is_inside = false;
    let starts = text.bytes().enumerate().filter(move |(_, letter)| {
        let was_inside = std::mem::replace(&mut is_inside, letter.is_ascii_alphanumeric());
        // Or the first byte of another letter.
        let may_begin = is_inside || *letter >= 0xc0;
        may_begin && !was_inside && initials & initial(*letter) != 0
    });
    // The lead that is listed first is taken.
    let found = starts.filter_map(|(at, first)| {
        let rest = text.get(at..)?;
        let begins = |lead: &str| {
            lead.as_bytes().first().filter(|letter| letter.eq_ignore_ascii_case(&first))?;
            let (start, after) = rest.split_at_checked(lead.len())?;
            (start.eq_ignore_ascii_case(lead) && after.starts_with(' ')).then_some(at + lead.len() + 1)
        };
        words.leads.iter().enumerate().find_map(|(turn, lead)| Some((turn, begins(lead)?)))
    });
    found.min().map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::score::testing::EMBEDDED;

    #[test]
    fn a_lead_is_looked_for_at_the_start_of_every_word() {
        let words = &EMBEDDED.catalog().vocabulary.title_words;
        let behind = |text: &'static str| after_lead(text, words, false).and_then(|at| text.get(at..));
        assert_eq!(behind("Never inexperienced: an Experienced sales manager"), Some("sales manager"));
        assert_eq!(behind("Experienced, and later worked as a baker"), Some("baker"));
        assert_eq!(behind("Was at home"), None);
        let french = &TitleWords { leads: vec!["élu comme".into()], ..TitleWords::default() };
        assert_eq!(after_lead("2019: élu comme chef", french, false), Some("2019: élu comme ".len()));
        assert_eq!(after_lead("Promoted to baker", words, true), Some("Promoted to ".len()));
    }
}
