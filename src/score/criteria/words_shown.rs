//! Judges demands by their telling words: the passages of a resume that have them, and what each is worth.

use std::cmp::Reverse;

use crate::evidence::Strength;
use crate::matcher::{Class, WordsPart};
use crate::score::case::Case;
use crate::score::strength::mentions::{Mention, Shown, WHOLE, by_count};
use crate::score::strength::support::{Support, level, strength};
use crate::units::Credit;
use rolefit_document::{SectionKind, Span};

/// Thousandths of a demand's weight that a sentence needs in order to say the demand: three quarters, all but a side
/// word.
pub(crate) const SAID_FROM: u64 = 750;

/// The number of different words that a sentence needs in order to say a demand of several words.
const LEAST_SAID: usize = 2;

/// A further passage is quoted from the best passage's weight divided by this, so from half. With less of the demand, a
/// passage is mostly about something else.
const QUOTED_PART: u32 = 2;

/// The words of a demand in one passage.
struct Shared {
    passage: u32,
    weight: u32,
    words: usize,
    span: Span,
    is_claim: bool,
    /// True if all of them are skills of others. "Recruited" in the demand makes them the work asked for.
    is_others: bool,
}

/// Returns the support of the resume for the words of `part`, strongest first.
pub(crate) fn mentioned(part: &WordsPart, case: &Case<'_>) -> Vec<Support> {
    let mut passages: Vec<Shared> = Vec::new();
    let mut shown = Shown::default();
    for &(word, weight) in &part.words {
        let mentions = case.mentions.of(word);
        shown.words += u32::from(!mentions.is_empty());
        shown.by_count += u64::from(weight) * by_count(mentions.len());
        for &Mention { passage, span, is_claim, is_others } in mentions {
            match passages.iter_mut().find(|known| known.passage == passage) {
                Some(known) => {
                    known.weight += weight;
                    known.words += 1;
                    known.span = known.span.join(span);
                    known.is_claim |= is_claim;
                    known.is_others &= is_others;
                }
                None => passages.push(Shared { passage, weight, words: 1, span, is_claim, is_others }),
            }
        }
    }
    shown.closest = passages.iter().map(|passage| passage.weight).max().unwrap_or(0);
    let Some(credit) = shown.credit(part) else { return Vec::new() };
    passages.retain(|passage| passage.weight * QUOTED_PART >= shown.closest);
    passages.sort_unstable_by_key(|passage| (Reverse(passage.weight), passage.span));
    let mut supports: Vec<Support> = passages.iter().map(|shared| support(shared, part, credit, case)).collect();
    supports.sort_by_key(|support| Reverse((support.strength, support.credit)));
    supports
}

/// Returns the support of one passage that has words of `part`.
fn support(shared: &Shared, part: &WordsPart, credit: Credit, case: &Case<'_>) -> Support {
    let &Shared { passage, span, is_claim, is_others, weight, words } = shared;
    let segments = &case.profile.segments;
    let at = case.mentions.passage(passage).map_or(segments.len(), |(at, _)| at);
    let mention = Support::of(span, None, Strength::Mentioned, credit);
    let Some(segment) = segments.get(at) else {
        return Support { position: at.checked_sub(segments.len()), ..mention };
    };
    let mention = Support { segment: Some(at), position: segment.position, ..mention };
    // A demand of one word is said by a list of skills that names it, not by a sentence that uses it.
    let one_word = part.words.len() == 1 && part.least == 1;
    let is_said =
        is_said(weight, part) && if one_word { segment.section == SectionKind::Skills } else { words >= LEAST_SAID };
    if !is_said || is_others {
        return mention;
    }
    let strength = match strength(Class::Deed, segment.section, segment.position.is_some()) {
        Strength::Demonstrated if !one_word && !is_claim => Strength::Demonstrated,
        _ => Strength::Claimed,
    };
    Support { strength, credit: level(strength).full, ..mention }
}

/// True if a sentence with this weight of words may say what `part` demands.
fn is_said(weight: u32, part: &WordsPart) -> bool {
    u64::from(weight) * WHOLE / u64::from(part.whole.max(1)) >= SAID_FROM
}

/// Returns the credit and the strength that a demand gets for its words, of which the resume has `shown`.
pub(crate) fn best(shown: &Shown, part: &WordsPart, case: &Case<'_>) -> Option<(Credit, Strength)> {
    if is_said(shown.closest, part) {
        return mentioned(part, case).first().map(|best| (best.credit, best.strength));
    }
    shown.credit(part).map(|credit| (credit, Strength::Mentioned))
}

#[cfg(test)]
#[path = "words_shown_tests.rs"]
mod tests;
