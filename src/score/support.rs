//! What a resume says for each entry of the vocabulary: where, how strongly, and under which position.

use super::case::Timeline;
use super::time::{CLAIMED, DEMONSTRATED, Level, MISSPELLED, lost_by_age};
use crate::evidence::Strength;
use crate::index::{Class, Hit, Matcher};
use crate::profile::{Profile, SectionKind, Segment};
use crate::span::Span;

/// A denial reaches no further than this many bytes: "no", an adjective and the start of what it denies.
const DENIAL_REACH: usize = 30;

/// From so many turns of phrase of a job advertisement on, a text is taken for one.
const POSTING_FROM: usize = 3;

/// Whether the text reads as a job advertisement: it says what is wanted, and only dated positions what was done.
pub(super) fn is_posting(hits: &[Hit]) -> bool {
    hits.iter().filter(|hit| hit.class == Class::Posting).count() >= POSTING_FROM
}

/// A passage that supports an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Support {
    /// What was recognised.
    pub span: Span,
    /// Index of the segment that it stands in; `None` for facts that stand outside of sentences.
    pub segment: Option<usize>,
    /// Index of the position that it stands under.
    pub position: Option<usize>,
    /// What it is worth.
    pub strength: Strength,
    /// Thousandths, within the strength's level.
    pub credit: u32,
}

impl Support {
    /// The credit if all that may lower a credit within its level did.
    pub fn least(self) -> u32 {
        level(self.strength).least
    }

    /// The same passage, worth no more than a claim.
    pub fn as_claim(self) -> Self {
        Self { strength: Strength::Claimed, credit: self.credit.min(CLAIMED.full), ..self }
    }

    /// The same passage when `loss` thousandths are taken of what may be taken within the level.
    pub fn lowered(self, loss: u32) -> Self {
        Self { credit: self.credit.min(level(self.strength).credit(&[loss])), ..self }
    }

    /// Strongest first, then earliest.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |support: &Self| (std::cmp::Reverse((support.strength, support.credit)), support.span);
        key(self).cmp(&key(other))
    }
}

/// The level that belongs to a strength.
pub(super) fn level(strength: Strength) -> Level {
    match strength {
        Strength::Demonstrated => DEMONSTRATED,
        Strength::Claimed => CLAIMED,
    }
}

/// The support for every entry of `matcher`, strongest first.
pub(super) fn gather(matcher: &Matcher, hits: &[Hit], profile: &Profile, timeline: &Timeline) -> Vec<Vec<Support>> {
    let mut entries = vec![Vec::new(); matcher.entries().len()];
    let cancelling: Vec<&Hit> = hits.iter().filter(|hit| hit.class >= Class::Not).collect();
    let posting = is_posting(hits);
    for hit in hits.iter().filter(|hit| hit.class < Class::Not) {
        let Some(segment) = segment_of(&profile.segments, hit.span) else { continue };
        let Some(&Segment { span, section, position, .. }) = profile.segments.get(segment) else { continue };
        if cancelling.iter().any(|other| cancels(other, hit, span)) {
            continue;
        }
        if posting && position.is_none() {
            continue;
        }
        let strength = strength(hit.class, section, position.is_some());
        let age = position.map_or(0, |position| timeline.months_ago(position));
        let spelling = if hit.approximate { MISSPELLED } else { 0 };
        let credit = level(strength).credit(&[lost_by_age(age), spelling]);
        if let Some(entry) = entries.get_mut(hit.entry) {
            entry.push(Support { span: hit.span, segment: Some(segment), position, strength, credit });
        }
    }
    for entry in &mut entries {
        entry.sort_by(Support::order);
        // Saying it twice in a sentence says it once.
        let mut seen = Vec::new();
        entry.retain(|support| {
            !seen.contains(&support.segment) && {
                seen.push(support.segment);
                true
            }
        });
    }
    entries
}

/// The segment that holds `span`, if it lies in one.
fn segment_of(segments: &[Segment], span: Span) -> Option<usize> {
    let at = segments.partition_point(|segment| segment.span.start <= span.start).checked_sub(1)?;
    segments.get(at)?.span.covers(span).then_some(at)
}

/// Whether `other` takes away what `hit`, in the sentence `sentence`, seems to say.
fn cancels(other: &Hit, hit: &Hit, sentence: Span) -> bool {
    let before = sentence.covers(other.span) && other.span.end <= hit.span.start;
    match other.class {
        Class::Not => other.entry == hit.entry && other.span.overlaps(hit.span),
        Class::Negation => before && hit.span.start - other.span.end <= DENIAL_REACH,
        Class::Other => sentence.covers(other.span),
        Class::Wish => before || (sentence.covers(other.span) && other.span.overlaps(hit.span)),
        _ => false,
    }
}

/// What a match is worth where it stands: a deed counts as one under a position or among achievements.
fn strength(class: Class, section: SectionKind, under_position: bool) -> Strength {
    use SectionKind::{Accomplishments, Experience, Projects, Volunteering};
    let done = under_position || matches!(section, Experience | Accomplishments | Projects | Volunteering);
    match class {
        Class::Name => Strength::Demonstrated,
        Class::Deed if done => Strength::Demonstrated,
        _ => Strength::Claimed,
    }
}
