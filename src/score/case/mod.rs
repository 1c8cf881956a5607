//! Everything that judging one candidate needs: the text, its facts, a timeline, and the matches.
//!
//! A [`Case`] is made once per resume and then judged for every role. It also cuts the passages that are quoted
//! ([`quote`]) and holds how well the resume could be read ([`reading_quality`]).

mod quote;
pub(super) mod reading_quality;
mod title_evidence;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::catalog::Vocabulary;
use crate::evidence::Evidence;
use crate::matcher::Matcher;
use crate::profile::dates::{covered_months, end_month};
use crate::profile::{DateRange, Position, Profile};
use crate::score::assertion::cancel::Cancelling;
use crate::score::strength::level::lost_by_age;
use crate::score::strength::mentions::Mentions;
use crate::score::strength::support::Support;
use crate::units::Confidence;
use quote::{clauses_around, is_short, quote};
use rolefit_document::Note;
use rolefit_document::Span;
use rolefit_document::Word;
use rolefit_document::checked::item;
use rolefit_document::{Document, ProblemCode};

pub(crate) use title_evidence::TitleEvidence;

/// The ends of the candidate's positions.
pub(crate) struct Timeline {
    ends: Vec<Option<i32>>,
    pub as_of: Date,
    /// True if credit fades with the time since a position.
    fades: bool,
}

impl Timeline {
    /// Returns the timeline of a profile's positions. Open ends last until `as_of`.
    pub(crate) fn new(profile: &Profile, as_of: Date, fades: bool) -> Self {
        let end = |dates: DateRange| dates.counted(as_of).map(|dates| end_month(dates, as_of));
        let ends: Vec<_> = profile.positions.iter().map(|position| position.dates.and_then(end)).collect();
        Self { ends, as_of, fades }
    }

    /// Returns the month in which the latest of these positions ended; `None` if none has dates.
    pub(crate) fn last_end(&self, positions: impl Iterator<Item = usize>) -> Option<i32> {
        positions.filter_map(|at| item(&self.ends, at).copied().flatten()).max()
    }

    /// Returns the months from the end of a position to `last_end`; 0 without dates or without fading.
    pub(crate) fn months_ago(&self, position: usize, last_end: Option<i32>) -> u32 {
        let end = item(&self.ends, position).copied().flatten().filter(|_| self.fades);
        let months = last_end.zip(end).map_or(0, |(last, end)| last.saturating_sub(end));
        u32::try_from(months).unwrap_or(0)
    }

    /// Lowers support by how long ago its position ended, measured back from `last_end`, the end of the latest position
    /// in the role's line of work: neither a gap since then nor later work of another kind costs anything.
    pub(crate) fn faded<'s>(&self, supports: Cow<'s, [Support]>, last_end: Option<i32>) -> Cow<'s, [Support]> {
        let position = |support: &Support| support.position.filter(|_| !support.is_anywhere());
        let loss = |support: &Support| position(support).map_or(0, |at| lost_by_age(self.months_ago(at, last_end)));
        if supports.iter().all(|support| loss(support) == 0) {
            return supports;
        }
        let mut faded: Vec<Support> = supports.iter().map(|support| support.lowered(loss(support))).collect();
        faded.sort_by_key(|support| Reverse((support.strength, support.credit)));
        Cow::Owned(faded)
    }

    /// True if any position has dates.
    pub(crate) fn has_dates(&self) -> bool {
        self.ends.iter().any(Option::is_some)
    }

    /// Returns the end month and the months of a position; the least values without dates.
    pub(crate) fn end_and_length(&self, profile: &Profile, position: usize) -> (Option<i32>, u32) {
        let end = item(&self.ends, position).copied().flatten();
        (end, self.months_in(profile, std::iter::once(position)).unwrap_or(0))
    }

    /// True if a position states dates, and none of them is possible and past.
    pub(crate) fn is_in_doubt(&self, position: &Position) -> bool {
        position.dates_span.is_some() && position.ranges().all(|range| range.counted(self.as_of).is_none())
    }

    /// Returns the months that the positions cover. Overlaps count once. `None` if no position has dates.
    pub(crate) fn months_in(&self, profile: &Profile, positions: impl Iterator<Item = usize>) -> Option<u32> {
        let held = positions.filter_map(|at| item(&profile.positions, at));
        let ranges: Vec<DateRange> = held.flat_map(|position| position.ranges()).collect();
        (!ranges.is_empty()).then(|| covered_months(&ranges, self.as_of))
    }

    /// Returns the least and the most months that the positions can cover; they differ where only years are stated.
    /// Overlaps count once. `None` if a position has no dates.
    pub(crate) fn months_between(&self, profile: &Profile, positions: &[usize]) -> Option<(u32, u32)> {
        // Support that may be in any position has none to count.
        positions.iter().all(|at| *at < profile.positions.len()).then_some(())?;
        let held = || positions.iter().filter_map(|&at| item(&profile.positions, at));
        let ranges: Vec<DateRange> = held().flat_map(|position| position.ranges()).collect();
        held().all(|position| position.dates.is_some()).then_some(())?;
        let covered = |bound: fn(DateRange) -> DateRange| {
            covered_months(&ranges.iter().copied().map(bound).collect::<Vec<_>>(), self.as_of)
        };
        (!ranges.is_empty()).then(|| (covered(DateRange::shortest), covered(DateRange::longest)))
    }
}

/// One candidate, ready to be judged.
pub(crate) struct Case<'a> {
    pub document: &'a Document,
    /// The tokens of the text.
    pub words: &'a [Word],
    pub matcher: &'a Matcher,
    pub profile: &'a Profile,
    pub vocabulary: &'a Vocabulary,
    pub timeline: Timeline,
    /// True if the text reads as a job advertisement.
    pub posting: bool,
    /// True if only an outline of the resume is known, so that what the text would tell counts in favour of the resume.
    pub is_outline: bool,
    /// The support for each matcher entry, strongest first. Entries without support are absent.
    pub supports: FxHashMap<usize, Vec<Support>>,
    /// The words of each sentence that rule on its matches, by its index.
    pub cancelling: FxHashMap<usize, Cancelling<'a>>,
    /// The words of demands, where they count.
    pub mentions: Mentions,
    /// The entries that the resume mentions only to deny them, each with the first denial.
    pub denied: FxHashMap<usize, Support>,
    /// The evidence for each title that the candidate held, by title id.
    pub titles_held: FxHashMap<&'a str, TitleEvidence>,
    /// Remarks on passages that were not taken for what they say.
    pub notes: Vec<Note>,
    /// The reading quality.
    pub reading: Confidence,
    /// True per segment if it is short enough to be quoted whole. Computed when the segment is first quoted.
    pub short: Vec<OnceCell<bool>>,
    /// A cache of the passages cut from long segments, by match and segment: many parts of many roles rest on the same
    /// words.
    pub passages: RefCell<FxHashMap<(Span, usize), Span>>,
    /// A cache of the passages that support an entry, for the same reason.
    pub evidence: RefCell<FxHashMap<usize, Vec<Evidence>>>,
}

impl Case<'_> {
    /// Returns the support for a matcher entry; empty for `None`.
    pub(crate) fn supports_of(&self, entry: Option<usize>) -> &[Support] {
        entry.and_then(|entry| self.supports.get(&entry)).map_or(&[], Vec::as_slice)
    }

    /// Returns the passage to quote for `support`.
    pub(crate) fn passage(&self, support: &Support) -> Span {
        let text = &self.document.text;
        let segment = support.segment.and_then(|at| Some((at, item(&self.profile.segments, at)?.span)));
        let Some((at, sentence)) = segment else { return quote(text, self.words, support.span, support.span) };
        if item(&self.short, at).is_some_and(|short| *short.get_or_init(|| is_short(text, self.words, sentence))) {
            return sentence;
        }
        let clauses_around = || clauses_around(text, self.words, sentence, support.span);
        *self.passages.borrow_mut().entry((support.span, at)).or_insert_with(clauses_around)
    }

    /// Returns the evidence for the title `id`; empty if the candidate never held it.
    pub(crate) fn title_evidence(&self, id: Option<&str>) -> &TitleEvidence {
        static NONE: TitleEvidence = TitleEvidence::none();
        id.and_then(|id| self.titles_held.get(id)).unwrap_or(&NONE)
    }
}

impl Case<'_> {
    /// True if the text is too damaged to show that something is missing: it is damaged and no position was found in
    /// it. A few lost words hide nothing, and must not raise a score by the words that could have been there.
    pub(crate) fn is_damaged(&self) -> bool {
        let broken = self.document.problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Damaged);
        broken && self.profile.positions.is_empty()
    }
}
