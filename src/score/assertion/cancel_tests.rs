//! Which matches cancel others.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::profile::Segment;
use rolefit_document::SectionKind;
use rolefit_document::Span;

const CLASSES: [Class; 7] =
    [Class::Deed, Class::Not, Class::Negation, Class::Denial, Class::Wish, Class::Other, Class::Private];

proptest! {
    /// Looking at the neighbours of a match finds the same as looking at the whole sentence. Matches come in the
    /// order of a word inside them.
    #[test]
    fn looking_around_is_looking_at_all(
        mut found in prop::collection::vec((0..7_usize, 0..2_usize, 0..400_usize, 0..60_usize, 0..60_usize), 1..40),
    ) {
        found.sort_by_key(|(_, _, word, ..)| *word);
        let hits: Vec<Hit> = found.iter().map(|&(class, entry, word, before, after)| {
            let span = Span::new(word.saturating_sub(before), word + after + 1);
            Hit { entry, class: CLASSES[class], span, approximate: false }
        }).collect();
        let text = " ".repeat(500);
        let sentence = Segment { span: Span::new(0, 500), section: SectionKind::Experience, position: None };
        let profile = Profile { segments: vec![sentence], ..Profile::default() };
        let grammar = Grammar::default();
        let cancelling = by_segment(&grammar, &hits, &profile, &text, &[]);
        for hit in hits.iter().filter(|hit| hit.class.supports()) {
            let all = hits.iter().find(|other| !other.class.supports() && cancels(other, hit, &text));
            prop_assert_eq!(cancelling.get(&0).and_then(|cancelling| cancelling.of(hit, &text)), all);
        }
    }
}
