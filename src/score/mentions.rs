//! Judges demands by their telling words: how much of the rarity of a demand's words a resume shows, and where.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::cancel::{Cancelling, Ruling};
use super::case::Case;
use super::level::MENTIONED;
use super::support::{Support, level, segment_of, strength, tells_of_work};
use crate::evidence::Strength;
use crate::matcher::{Class, Hit, LexicalId, Matcher, WordPlace, WordsPart};
use crate::profile::Profile;
use crate::units::Credit;
use rolefit_document::checked::item;
use rolefit_document::{SectionKind, Span, Word};

/// Thousandths of a word's weight that one, two and three places show. Further places add nothing. This is
/// count / (count + 1.2), the saturation of BM25, scaled to 1 at three places.
const BY_COUNT: [u64; 4] = [0, 636, 875, 1000];

/// Thousandths of a mention that depend on how much of the demand one sentence has; the others on all the text. From
/// 200 to 400 the order of candidates is about the same.
const CLOSENESS: u64 = 300;

/// Thousandths of a demand's weight that a sentence needs in order to say the demand: three quarters, all but a side
/// word.
pub(super) const SAID_FROM: u64 = 750;

/// The number of different words that a sentence needs in order to say a demand of several words.
const LEAST_SAID: usize = 2;

/// A passage of a text without full stops has at most this many words; longer ones say too many things.
const LONGEST_PASSAGE: usize = 40;

/// All in one.
const WHOLE: u64 = 1000;

/// The places of the words of demands, by word.
#[derive(Default)]
pub(super) struct Mentions {
    of: FxHashMap<LexicalId, Vec<Mention>>,
}

/// A word of a demand in a passage of the resume.
#[derive(Clone, Copy)]
struct Mention {
    /// The index of the segment, or the number of segments and the index of the position whose title it is in; then the
    /// stretch of a long segment.
    passage: (usize, usize),
    span: Span,
    /// True if the sentence makes it a claim at most.
    is_claim: bool,
}

impl Mentions {
    /// Gathers the words of demands outside of contact data, schools, employers and references, without words that are
    /// denied, wished for or ascribed to others. A passage counts a word once.
    pub(super) fn gather(
        places: &[WordPlace],
        words: &[Word],
        text: &str,
        profile: &Profile,
        cancelling: &FxHashMap<usize, Cancelling<'_>>,
        is_posting: bool,
    ) -> Self {
        let mut all = Self::default();
        let withheld = withheld(profile);
        for place in places {
            let Some(word) = item(words, place.token) else { continue };
            let span = Span::new(word.start, word.end);
            let Some(passage) = passage_of(span, place.token, words, profile, is_posting) else { continue };
            let hit = Hit { entry: usize::MAX, class: Class::Words, span, approximate: false };
            let ruling = cancelling.get(&passage.0).map_or(Ruling::Counts, |cancelling| cancelling.ruling(&hit, text));
            if matches!(ruling, Ruling::Denied | Ruling::Void) {
                continue;
            }
            let at = withheld.partition_point(|other| other.start < span.end);
            if at.checked_sub(1).and_then(|at| withheld.get(at)).is_some_and(|other| other.overlaps(span)) {
                continue;
            }
            let mentions = all.of.entry(place.id).or_default();
            if mentions.last().is_none_or(|last| last.passage != passage) {
                mentions.push(Mention { passage, span, is_claim: ruling != Ruling::Counts });
            }
        }
        all
    }

    fn of(&self, word: LexicalId) -> &[Mention] {
        self.of.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Returns for each entry that may have support the weight of its words in the resume.
    pub(super) fn weights(&self, matcher: &Matcher) -> FxHashMap<usize, u32> {
        let mut weights: FxHashMap<usize, u32> = FxHashMap::default();
        for word in self.of.keys() {
            for &(entry, weight) in matcher.entries_with(*word) {
                *weights.entry(entry as usize).or_default() += weight;
            }
        }
        weights
    }
}

/// Returns the spans that no word of a demand is looked for in, sorted: who the candidate is, and for whom they worked.
fn withheld(profile: &Profile) -> Vec<Span> {
    let contact = &profile.contact;
    let names = [&contact.name, &contact.likely_name].into_iter().flatten();
    let employers = profile.positions.iter().filter_map(|position| position.employer.as_ref());
    let facts = names.chain(&contact.emails).chain(&contact.telephones).chain(employers);
    let mut spans: Vec<Span> = facts.map(|fact| fact.span).collect();
    spans.sort_unstable();
    spans
}

/// Returns the passage that contains the word at `span`, if words of demands count there.
fn passage_of(span: Span, token: usize, words: &[Word], profile: &Profile, is_posting: bool) -> Option<(usize, usize)> {
    let Some((at, segment)) = segment_of(&profile.segments, span) else {
        let at =
            profile.positions.partition_point(|position| position.title.span.start <= span.start).checked_sub(1)?;
        let holds = profile.positions.get(at).is_some_and(|position| position.title.span.covers(span));
        return holds.then_some((profile.segments.len() + at, 0));
    };
    let counts = match segment.section {
        // The rest of a line about education is the school.
        SectionKind::Education => {
            let is_degree = |fact: Span| fact.covers(span);
            profile.education.iter().any(|it| is_degree(it.degree.span) || it.field_span.is_some_and(is_degree))
        }
        _ => tells_of_work(segment, profile),
    };
    if !counts || (is_posting && segment.position.is_none()) {
        return None;
    }
    let first = words.partition_point(|word| word.start < segment.span.start);
    Some((at, token.saturating_sub(first) / LONGEST_PASSAGE))
}

/// The words of a demand in one passage.
struct Shared {
    passage: (usize, usize),
    weight: u64,
    words: usize,
    span: Span,
    is_claim: bool,
}

/// Returns the support of the resume for the words of `part`, strongest first.
pub(super) fn mentioned(part: &WordsPart, case: &Case<'_>) -> Vec<Support> {
    let whole = u64::from(part.whole.max(1));
    let (mut shown, mut distinct, mut all) = (0, 0, Vec::new());
    for &(word, weight) in &part.words {
        let mentions = case.mentions.of(word);
        let by_count = BY_COUNT.get(mentions.len()).or(BY_COUNT.last()).copied().unwrap_or(WHOLE);
        shown += u64::from(weight) * by_count;
        distinct += usize::from(!mentions.is_empty());
        all.extend(mentions.iter().map(|mention| (mention, u64::from(weight))));
    }
    if distinct < part.least {
        return Vec::new();
    }
    all.sort_unstable_by_key(|(mention, _)| (mention.passage, mention.span));
    let mut passages: Vec<Shared> = Vec::new();
    for (&Mention { passage, span, is_claim }, weight) in all {
        match passages.last_mut().filter(|last| last.passage == passage) {
            Some(last) => {
                last.weight += weight;
                last.words += 1;
                last.span = last.span.join(span);
                last.is_claim |= is_claim;
            }
            None => passages.push(Shared { passage, weight, words: 1, span, is_claim }),
        }
    }
    let closest = passages.iter().map(|passage| passage.weight).max().unwrap_or(0);
    // In thousandths of thousandths of the whole.
    let share = (shown * (WHOLE - CLOSENESS) + closest * WHOLE * CLOSENESS) / whole;
    let full = u64::from(MENTIONED.full.thousandths());
    let credit = u32::try_from(share * full / (WHOLE * WHOLE)).unwrap_or(0).min(MENTIONED.full.thousandths());
    let credit = Credit::new(credit.max(1));
    passages.sort_by_key(|passage| (Reverse(passage.weight), passage.span));
    let mut supports: Vec<Support> =
        passages.iter().map(|shared| support(shared, shared.weight * WHOLE / whole, part, credit, case)).collect();
    supports.sort_by_key(|support| Reverse((support.strength, support.credit)));
    supports
}

/// Returns the support of one passage that has `share` thousandths of the words of `part`.
fn support(shared: &Shared, share: u64, part: &WordsPart, credit: Credit, case: &Case<'_>) -> Support {
    let &Shared { passage: (at, _), span, is_claim, .. } = shared;
    let segments = &case.profile.segments;
    let mention = Support {
        span,
        segment: Some(at).filter(|at| *at < segments.len()),
        position: None,
        strength: Strength::Mentioned,
        credit,
        is_short: false,
    };
    let Some(segment) = segments.get(at) else {
        let position = at.checked_sub(segments.len());
        return Support { position, ..mention };
    };
    let mention = Support { position: segment.position, ..mention };
    // A demand of one word is said by a list of skills that names it, not by a sentence that uses it.
    let one_word = part.words.len() == 1 && part.least == 1;
    let is_said = share >= SAID_FROM
        && if one_word { segment.section == SectionKind::Skills } else { shared.words >= LEAST_SAID };
    if !is_said {
        return mention;
    }
    let strength = match strength(Class::Deed, segment.section, segment.position.is_some()) {
        Strength::Demonstrated if !one_word && !is_claim => Strength::Demonstrated,
        _ => Strength::Claimed,
    };
    Support { strength, credit: level(strength).full, ..mention }
}

/// Returns the most credit that a demand can get of which the resume has `weight` of `part`'s words. It is exact where
/// a sentence could say the demand.
pub(super) fn most(weight: u32, part: &WordsPart, case: &Case<'_>) -> Option<Support> {
    let share = u64::from(weight) * WHOLE / u64::from(part.whole.max(1));
    if share >= SAID_FROM {
        return mentioned(part, case).first().copied();
    }
    let credit = u32::try_from(share * u64::from(MENTIONED.full.thousandths()) / WHOLE).unwrap_or(0) + 1;
    Some(Support {
        span: Span::default(),
        segment: None,
        position: None,
        strength: Strength::Mentioned,
        credit: Credit::new(credit.min(MENTIONED.full.thousandths())),
        is_short: false,
    })
}

#[cfg(test)]
#[path = "mentions_tests.rs"]
mod tests;
