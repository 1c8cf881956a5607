//! All that judging one candidate needs: the text, its facts, when things were, and what was recognised.

use std::cell::{OnceCell, RefCell};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::kinds::TitleEvidence;
use super::quote::{clauses_around, is_short, quote};
use super::support::Support;
use crate::catalog::Vocabulary;
use crate::evidence::Evidence;
use crate::matcher::Matcher;
use crate::profile::dates::{covered_months, end_month};
use crate::profile::{DateRange, Profile};
use crate::units::Confidence;
use rolefit_document::Span;
use rolefit_document::Word;
use rolefit_document::{Document, ProblemCode};

/// When the candidate's positions were, measured from the latest one so that gaps since then cost nothing.
pub(super) struct Timeline {
    ends: Vec<Option<i32>>,
    latest: Option<i32>,
    as_of: Date,
    /// Whether how long ago something was matters.
    fades: bool,
}

impl Timeline {
    /// The timeline of a profile's positions; open ends last until `as_of`.
    pub(super) fn new(profile: &Profile, as_of: Date, fades: bool) -> Self {
        let end = |dates: &DateRange| end_month(*dates, as_of);
        let ends: Vec<_> = profile.positions.iter().map(|position| position.dates.as_ref().map(end)).collect();
        let latest = ends.iter().flatten().copied().max();
        Self { ends, latest, as_of, fades }
    }

    /// Months from the end of a position to the end of the latest one; 0 where it has no dates, or where it does not matter.
    pub(super) fn months_ago(&self, position: usize) -> u32 {
        let end = self.ends.get(position).copied().flatten().filter(|_| self.fades);
        let months = self.latest.zip(end).map_or(0, |(latest, end)| latest.saturating_sub(end));
        u32::try_from(months).unwrap_or(0)
    }

    /// Months covered by any of the positions, overlaps once; `None` if none of them has dates.
    pub(super) fn months_in(&self, profile: &Profile, positions: impl Iterator<Item = usize>) -> Option<u32> {
        let ranges: Vec<DateRange> = positions.filter_map(|at| profile.positions.get(at)?.dates).collect();
        (!ranges.is_empty()).then(|| covered_months(&ranges, self.as_of))
    }

    /// The least and the most months that the positions can have covered, overlaps once, where years stand without months;
    /// `None` if one of them has no dates.
    pub(super) fn months_between(&self, profile: &Profile, positions: &[usize]) -> Option<(u32, u32)> {
        let dates = positions.iter().map(|&at| profile.positions.get(at)?.dates);
        let ranges: Vec<DateRange> = dates.collect::<Option<_>>()?;
        let covered = |bound: fn(DateRange) -> DateRange| {
            covered_months(&ranges.iter().copied().map(bound).collect::<Vec<_>>(), self.as_of)
        };
        (!ranges.is_empty()).then(|| (covered(DateRange::shortest), covered(DateRange::longest)))
    }
}

/// One candidate, ready to be judged.
pub(super) struct Case<'a> {
    pub document: &'a Document,
    /// The words of the text.
    pub words: &'a [Word],
    pub matcher: &'a Matcher,
    pub profile: &'a Profile,
    pub vocabulary: &'a Vocabulary,
    pub timeline: Timeline,
    /// Whether the text reads as a job advertisement.
    pub posting: bool,
    /// By entry of the matcher: the support for it, strongest first; no entry without any.
    pub supports: FxHashMap<usize, Vec<Support>>,
    /// The entries that are spoken of only to deny them.
    pub denied: FxHashSet<usize>,
    /// By id: how the candidate stands to the titles that were recognised.
    pub standings: FxHashMap<&'a str, TitleEvidence>,
    /// How well the resume could be read.
    pub reading: Confidence,
    /// By segment: whether it is quoted whole, as most are; found out where it is first quoted.
    pub short: Vec<OnceCell<bool>>,
    /// Passages already cut out of those that are not, by words and segment: many parts of many roles rest on the same words.
    pub passages: RefCell<FxHashMap<(Span, usize), Span>>,
    /// By entry: the passages shown for a part that rests on it, likewise.
    pub evidence: RefCell<FxHashMap<usize, Vec<Evidence>>>,
}

impl Case<'_> {
    /// The support for an entry of the matcher; nothing for none.
    pub(super) fn supports_of(&self, entry: Option<usize>) -> &[Support] {
        entry.and_then(|entry| self.supports.get(&entry)).map_or(&[], Vec::as_slice)
    }

    /// The passage to quote for `support`.
    pub(super) fn passage(&self, support: &Support) -> Span {
        let text = &self.document.text;
        let segment = support.segment.and_then(|at| Some((at, self.profile.segments.get(at)?.span)));
        let Some((at, sentence)) = segment else { return quote(text, self.words, support.span, support.span) };
        if self.short.get(at).is_some_and(|short| *short.get_or_init(|| is_short(text, self.words, sentence))) {
            return sentence;
        }
        let clauses_around = || clauses_around(text, self.words, sentence, support.span);
        *self.passages.borrow_mut().entry((support.span, at)).or_insert_with(clauses_around)
    }

    /// How the candidate stands to the title `id`; in no way to none.
    pub(super) fn standing(&self, id: Option<&str>) -> &TitleEvidence {
        static NONE: TitleEvidence = TitleEvidence::none();
        id.and_then(|id| self.standings.get(id)).unwrap_or(&NONE)
    }
}

impl Case<'_> {
    /// Whether the text is too damaged to show that something is missing: broken, and no work history was made out. A few lost
    /// words hide nothing, and must not raise a score by what they could have said.
    pub(super) fn is_damaged(&self) -> bool {
        let broken = self.document.problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Damaged);
        broken && self.profile.positions.is_empty()
    }
}
