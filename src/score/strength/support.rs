//! Gathers the support of a resume for each vocabulary entry: its place, strength and position.

use rustc_hash::FxHashMap;

use super::clarity::Clarity;
use super::level::{CLAIMED, COPIED, DEMONSTRATED, Level, MENTIONED, MISSPELLED};
use super::self_rating::is_rated_low;
use crate::catalog::Grammar;
use crate::evidence::Strength;
use crate::matcher::{Class, Hit};
use crate::profile::{Profile, Segment};
use crate::score::assertion::cancel::{Cancelling, Ruling};
use crate::score::assertion::holding::Holding;
use crate::units::Credit;
use rolefit_document::SectionKind;
use rolefit_document::Span;
use rolefit_document::checked::{item, item_mut};

/// A text with this many phrases of job advertisements is taken for one.
const POSTING_FROM: usize = 3;

/// True if the text reads as a job advertisement. It then says what is wanted, and only dated positions say what was
/// done.
pub(crate) fn is_posting(hits: &[Hit]) -> bool {
    hits.iter().filter(|hit| hit.class == Class::Posting).count() >= POSTING_FROM
}

/// The position of support that may be in any position: of a resume of which only an outline is known.
pub(crate) const ANYWHERE: usize = usize::MAX;

/// A passage that supports an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Support {
    /// The match.
    pub span: Span,
    /// Index of its segment; `None` for facts outside of sentences.
    pub segment: Option<usize>,
    /// Index of the position that contains it.
    pub position: Option<usize>,
    /// How strongly it supports the entry.
    pub strength: Strength,
    /// Its credit, within the level of its strength.
    pub credit: Credit,
    /// True if it is demonstrated, but for less time than asked, and so counts as claimed.
    pub is_short: bool,
    /// How well it tells a reader what it supports.
    pub clarity: Clarity,
}

impl Support {
    /// The support of a fact outside of sentences.
    pub(crate) fn of(span: Span, position: Option<usize>, strength: Strength, credit: Credit) -> Self {
        Self { span, segment: None, position, strength, credit, is_short: false, clarity: Clarity::Clear }
    }

    /// True for a held title that is only of the family asked for. It earns points and shows nothing.
    pub(crate) fn is_kin(self) -> bool {
        self.strength == Strength::Mentioned && self.segment.is_none()
    }

    /// True if it may be in any position.
    pub(crate) fn is_anywhere(self) -> bool {
        self.position == Some(ANYWHERE)
    }

    /// The least credit within its level.
    pub(crate) fn least(self) -> Credit {
        level(self.strength).least
    }

    /// The credit above the least, which only a sentence of its own earns.
    pub(crate) fn gain(self) -> Credit {
        self.credit.above(self.least())
    }

    /// Returns the passage as a claim at most.
    pub(crate) fn as_claim(self) -> Self {
        Self { strength: self.strength.min(Strength::Claimed), credit: self.credit.min(CLAIMED.full), ..self }
    }

    /// Returns the passage as a mention, because its words are those of a posting.
    pub(crate) fn as_copied(self) -> Self {
        Self { strength: Strength::Mentioned, credit: self.credit.min(COPIED), ..self }
    }

    /// Returns the passage as a claim at most, because the time is plainly too short.
    pub(crate) fn too_short(self) -> Self {
        Self { is_short: self.strength == Strength::Demonstrated, ..self.as_claim() }
    }

    /// Returns the passage with `loss` thousandths of its level's range deducted.
    /// A mention is graded already.
    pub(crate) fn lowered(self, loss: u32) -> Self {
        if self.strength == Strength::Mentioned {
            return self;
        }
        Self { credit: self.credit.min(level(self.strength).credit(&[loss])), ..self }
    }

    /// Returns how its sentence speaks of a certificate that it names.
    pub(crate) fn holding(&self, cancelling: &FxHashMap<usize, Cancelling<'_>>, text: &str) -> Holding {
        let sentence = self.segment.and_then(|at| cancelling.get(&at));
        sentence.map_or(Holding::Held, |sentence| sentence.holding(self.span, text))
    }

    /// Compares by strength, strongest first, then by place.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |support: &Self| (std::cmp::Reverse((support.strength, support.credit)), support.span);
        key(self).cmp(&key(other))
    }
}

/// Returns the level of a strength.
pub(crate) fn level(strength: Strength) -> Level {
    match strength {
        Strength::Demonstrated => DEMONSTRATED,
        Strength::Claimed => CLAIMED,
        Strength::Mentioned => MENTIONED,
    }
}

/// The support of a resume for the entries of a matcher. Most entries of a large catalog have none.
pub(crate) struct Gathered {
    /// The support for each entry, strongest first, never empty.
    pub supports: FxHashMap<usize, Vec<Support>>,
    /// The entries that the resume mentions only to deny them, each with the first denial.
    pub denied: FxHashMap<usize, Support>,
}

/// Gathers the support for every entry that was hit.
pub(crate) fn gather(
    hits: &[Hit],
    text: &str,
    profile: &Profile,
    cancelling: &FxHashMap<usize, Cancelling<'_>>,
    grammar: &Grammar,
) -> Gathered {
    let mut supports: FxHashMap<usize, Vec<Support>> = FxHashMap::default();
    supports.reserve(hits.len());
    let mut denied = FxHashMap::default();
    let posting = is_posting(hits);
    for hit in hits.iter().filter(|hit| hit.class.supports()) {
        let Some((at, segment)) = profile.segment_of(hit.span) else { continue };
        if !tells_of_work(segment, profile) {
            continue;
        }
        if is_of_degree(hit, segment, profile) {
            continue;
        }
        let Segment { section, position, .. } = *segment;
        let ruling = match cancelling.get(&at) {
            Some(cancelling) => cancelling.ruling(hit, text),
            None if hit.class == Class::Act => Ruling::Claims,
            None => Ruling::Counts,
        };
        let is_low = || hit.class == Class::Name && is_rated_low(hit, hits, text);
        if ruling == Ruling::Denied {
            let denial = Support::of(hit.span, position, Strength::Mentioned, Credit::NONE);
            denied.entry(hit.entry).or_insert(Support { segment: Some(at), ..denial });
        }
        if matches!(ruling, Ruling::Denied | Ruling::Void) {
            continue;
        }
        if posting && position.is_none() {
            continue;
        }
        let strength = strength(hit.class, section, position.is_some());
        let spelling = if hit.approximate { MISSPELLED } else { 0 };
        let credit = level(strength).credit(&[spelling]);
        let support = Support { segment: Some(at), ..Support::of(hit.span, position, strength, credit) };
        let support = match ruling {
            Ruling::Copied => support.as_copied(),
            Ruling::Counts if !is_low() => support,
            _ => support.as_claim(),
        };
        let clarity = Clarity::of(hit, segment, ruling, grammar, text);
        supports.entry(hit.entry).or_default().push(Support { clarity, ..support });
    }
    // True per segment about private matters.
    let is_private = |(at, segment): (usize, &Segment)| {
        segment.section == SectionKind::Affiliations
            || cancelling.get(&at).is_some_and(|cancelling| cancelling.is_private)
    };
    let private: Vec<bool> = profile.segments.iter().enumerate().map(is_private).collect();
    let is_private = |support: &Support| support.segment.and_then(|at| item(&private, at)) == Some(&true);
    // The last entry that each segment supported, by its turn in the loop below.
    let mut said: Vec<Option<usize>> = vec![None; profile.segments.len()];
    for (turn, entry) in supports.values_mut().enumerate().filter(|(_, entry)| entry.len() > 1) {
        // Private passages are quoted only where nothing as strong stands elsewhere.
        for strength in [Strength::Demonstrated, Strength::Claimed] {
            if entry.iter().any(is_private)
                && entry.iter().any(|support| support.strength >= strength && !is_private(support))
            {
                entry.retain(|support| support.strength != strength || !is_private(support));
            }
        }
        // Of a sentence with two names, the writer's own certificate is told.
        let is_held = |support: &Support| support.holding(cancelling, text) == Holding::Held;
        let same = |one: &Support, other: &Support| one.segment == other.segment;
        if entry.windows(2).any(|two| matches!(two, [one, other] if same(one, other))) {
            let mut kept = Vec::with_capacity(entry.len());
            for its in entry.chunk_by(same) {
                let before = kept.len();
                kept.extend(its.iter().filter(|support| its.len() < 2 || is_held(support)));
                if kept.len() == before {
                    kept.extend(its);
                }
            }
            *entry = kept;
        }
        entry.chunk_by_mut(same).for_each(settle_clarity);
        entry.sort_by(Support::order);
        // A sentence supports an entry once, however often it says it.
        entry.retain(|support| {
            let last = support.segment.and_then(|at| item_mut(&mut said, at));
            last.is_none_or(|last| last.replace(turn) != Some(turn))
        });
    }
    let is_ended = |support: &Support| support.holding(cancelling, text) == Holding::NotHeld;
    denied.retain(|entry, _| supports.get(entry).is_none_or(|supports| supports.iter().all(is_ended)));
    Gathered { supports, denied }
}

/// Settles how clear the passages of one sentence are that support one entry.
fn settle_clarity(its: &mut [Support]) {
    let first = its.first().map(|support| support.span);
    let says_it_again = its.iter().any(|support| Some(support.span) != first);
    let best = its.iter().map(|support| support.clarity).min().filter(|_| !says_it_again).unwrap_or(Clarity::Clear);
    its.iter_mut().for_each(|support| support.clarity = best);
}

/// False for hobbies, personal data, references and contact lines. They say nothing of the candidate's work.
pub(crate) fn tells_of_work(segment: &Segment, profile: &Profile) -> bool {
    let contact = &profile.contact;
    let names = [&contact.name, &contact.likely_name].into_iter().flatten();
    match segment.section {
        SectionKind::References | SectionKind::Personal => false,
        SectionKind::Opening => {
            let mut facts = names.chain(&contact.emails).chain(&contact.telephones);
            !facts.any(|fact| fact.span.overlaps(segment.span))
        }
        _ => true,
    }
}

/// True for a match in the name of a degree, and for a skill that the line of a degree names: whoever studied business
/// management claims no skill in it.
fn is_of_degree(hit: &Hit, segment: &Segment, profile: &Profile) -> bool {
    let mut degrees = profile.education.iter().map(|education| education.degree.span);
    let names_skill = matches!(hit.class, Class::Claim | Class::Hint) && segment.section == SectionKind::Education;
    hit.class != Class::Name
        && degrees.any(|degree| degree.covers(hit.span) || names_skill && degree.overlaps(segment.span))
}

/// Returns the strength of a match. A deed is demonstrated under a position, among achievements, in projects and in
/// volunteering.
pub(crate) fn strength(class: Class, section: SectionKind, under_position: bool) -> Strength {
    use SectionKind::{Accomplishments, Experience, Projects, Volunteering};
    let done = under_position || matches!(section, Experience | Accomplishments | Projects | Volunteering);
    match class {
        Class::Name => Strength::Demonstrated,
        Class::Deed | Class::Act if done => Strength::Demonstrated,
        _ => Strength::Claimed,
    }
}

#[cfg(test)]
#[path = "support_tests.rs"]
mod tests;
