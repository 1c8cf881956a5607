//! Cancels matches within a sentence: by denials ("no"), by wishes ("seeking to learn"), and by deeds of others ("not
//! by me").

use rustc_hash::FxHashMap;

use super::support::segment_of;
use crate::matcher::{Class, Hit};
use crate::profile::Segment;

/// The most bytes between a denial and the match that it cancels: room for "no", an adjective and a few words.
const DENIAL_REACH: usize = 30;

/// The cancelling matches of one sentence.
#[derive(Default)]
pub(super) struct Cancelling<'a> {
    /// Cancelling matches by start, each with its index in order of discovery. Only neighbours of a match are looked
    /// at, because a page without full stops is one long sentence.
    around: Vec<(usize, &'a Hit)>,
    /// The first match of [`Class::Other`] and the first of [`Class::Wish`]. Both cancel over any distance.
    first: [Option<(usize, &'a Hit)>; 2],
    /// Bytes of the longest cancelling match.
    longest: usize,
    /// True if the sentence is about private matters, such as family, religion or health.
    pub is_private: bool,
}

/// Groups the cancelling matches by the index of their sentence.
pub(super) fn by_segment<'a>(hits: &'a [Hit], segments: &[Segment]) -> FxHashMap<usize, Cancelling<'a>> {
    let mut all: FxHashMap<usize, Cancelling<'a>> = FxHashMap::default();
    for (turn, hit) in hits.iter().enumerate().filter(|(_, hit)| !hit.class.supports()) {
        if let Some((at, _)) = segment_of(segments, hit.span) {
            all.entry(at).or_default().add(turn, hit);
        }
    }
    all.values_mut().for_each(|one| one.around.sort_by_key(|(_, hit)| hit.span.start));
    all
}

impl<'a> Cancelling<'a> {
    fn add(&mut self, turn: usize, hit: &'a Hit) {
        let [other, wish] = &mut self.first;
        match hit.class {
            Class::Private => self.is_private = true,
            Class::Other => *other = other.or(Some((turn, hit))),
            Class::Wish => *wish = wish.or(Some((turn, hit))),
            _ => {}
        }
        if matches!(hit.class, Class::Not | Class::Negation | Class::Wish) {
            self.around.push((turn, hit));
            self.longest = self.longest.max(hit.span.len());
        }
    }

    /// Returns the first match that cancels `hit`, which is in this sentence.
    pub(super) fn of(&self, hit: &Hit) -> Option<&'a Hit> {
        let reach = self.longest + DENIAL_REACH;
        let from = self.around.partition_point(|(_, other)| other.span.start + reach < hit.span.start);
        let to = self.around.partition_point(|(_, other)| other.span.start < hit.span.end);
        let around = self.around.get(from..to).unwrap_or_default().iter().copied();
        let those = self.first.iter().flatten().copied().chain(around).filter(|(_, other)| cancels(other, hit));
        those.min_by_key(|(turn, _)| *turn).map(|(_, other)| other)
    }
}

/// True if `other` cancels `hit`. Both are in the same sentence.
fn cancels(other: &Hit, hit: &Hit) -> bool {
    let before = other.span.end <= hit.span.start;
    match other.class {
        Class::Not => other.entry == hit.entry && other.span.overlaps(hit.span),
        Class::Negation => before && hit.span.start - other.span.end <= DENIAL_REACH,
        Class::Other => true,
        Class::Wish => before || other.span.overlaps(hit.span),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use rolefit_document::SectionKind;
    use rolefit_document::Span;

    const CLASSES: [Class; 6] = [Class::Deed, Class::Not, Class::Negation, Class::Wish, Class::Other, Class::Private];

    proptest! {
        /// Looking at the neighbours of a match finds the same as looking at the whole sentence. Matches come in the
        /// order of a word inside them.
        #[test]
        fn looking_around_is_looking_at_all(
            mut found in prop::collection::vec((0..6_usize, 0..2_usize, 0..400_usize, 0..60_usize, 0..60_usize), 1..40),
        ) {
            found.sort_by_key(|(_, _, word, ..)| *word);
            let hits: Vec<Hit> = found.iter().map(|&(class, entry, word, before, after)| {
                let span = Span::new(word.saturating_sub(before), word + after + 1);
                Hit { entry, class: CLASSES[class], span, approximate: false }
            }).collect();
            let sentence = Segment { span: Span::new(0, 500), section: SectionKind::Experience, position: None };
            let cancelling = by_segment(&hits, &[sentence]);
            for hit in hits.iter().filter(|hit| hit.class.supports()) {
                let all = hits.iter().find(|other| !other.class.supports() && cancels(other, hit));
                prop_assert_eq!(cancelling.get(&0).and_then(|cancelling| cancelling.of(hit)), all);
            }
        }
    }
}
