//! Which matches cancel others.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::profile::Segment;
use rolefit_document::SectionKind;
use rolefit_document::Span;

const CLASSES: [Class; 10] = [
    Class::Deed,
    Class::Name,
    Class::Not,
    Class::Negation,
    Class::Reservation,
    Class::Denial,
    Class::Absence,
    Class::Wish,
    Class::Other,
    Class::Private,
];

proptest! {
    /// Looking at the neighbours of a match finds the same as looking at the whole sentence.
    #[test]
    fn looking_around_is_looking_at_all(
        mut found in prop::collection::vec((0..CLASSES.len(), 0..2_usize, 0..400_usize, 0..100_usize), 1..40),
    ) {
        found.sort_by_key(|(_, _, start, _)| *start);
        let hits: Vec<Hit> = found.iter().map(|&(class, entry, start, more)| {
            let span = Span::new(start, start + more + 1);
            Hit { entry, class: CLASSES[class], span, approximate: false }
        }).collect();
        let text = " ".repeat(500);
        let sentence = Segment { span: Span::new(0, 500), section: SectionKind::Experience, position: None };
        let profile = Profile { segments: vec![sentence], ..Profile::default() };
        let grammar = Grammar::default();
        let cancelling = by_segment(&grammar, &hits, &profile, &text, &[]);
        for hit in hits.iter().filter(|hit| hit.class.supports()) {
            let all = hits.iter().any(|other| !other.class.supports() && cancels(other, hit, &text));
            let near = cancelling.get(&0).is_some_and(|here| here.cancelling(hit, &text).next().is_some());
            prop_assert_eq!(near, all);
        }
    }
}
