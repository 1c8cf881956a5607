//! Finds where a resume has the telling words of demands, and how much of the rarity of each demand's words it shows.

use rustc_hash::FxHashMap;

use super::level::MENTIONED;
use super::support::tells_of_work;
use crate::matcher::{Class, Hit, LexicalId, Matcher, WordPlace, WordsPart};
use crate::profile::{Profile, Segment};
use crate::score::assertion::cancel::{Cancelling, Ruling};
use crate::units::Credit;
use rolefit_document::checked::{item, item_mut};
use rolefit_document::{SectionKind, Span, Word};

/// Thousandths of a word's weight that one, two and three places show. Further places add nothing. This is
/// count / (count + 1.2), the saturation of BM25, scaled to 1 at three places.
const BY_COUNT: [u64; 4] = [0, 636, 875, 1000];

/// Thousandths of a mention that depend on how much of the demand one sentence has; the others on all the text. From
/// 200 to 400 the order of candidates is about the same.
const CLOSENESS: u64 = 300;

/// A passage of a text without full stops has at most this many words; longer ones say too many things.
pub(crate) const LONGEST_PASSAGE: usize = 40;

/// All in one.
pub(crate) const WHOLE: u64 = 1000;

/// The places of the words of demands.
#[derive(Default)]
pub(crate) struct Mentions {
    /// By number: where each passage with such words is.
    passages: Vec<Passage>,
    /// By word, in the order of the text.
    of: FxHashMap<LexicalId, Vec<Mention>>,
}

/// The index of a segment and the stretch of it; or the number of segments and the index of the position whose title it
/// is.
pub(crate) type Passage = (usize, usize);

/// A word of a demand in a passage of the resume.
#[derive(Clone, Copy)]
pub(crate) struct Mention {
    /// The number of the passage.
    pub passage: u32,
    /// The first place of the word in the passage.
    pub span: Span,
    /// True if the sentence makes it a claim at most.
    pub is_claim: bool,
    /// True if the sentence speaks of it as a skill of others.
    pub is_others: bool,
}

/// How much of the words of a demand a resume shows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Shown {
    /// The number of distinct words.
    pub words: u32,
    /// The weight of the words, each times the thousandths that its places show.
    pub by_count: u64,
    /// The weight of the words in the passage with most of it.
    pub closest: u32,
    /// The weight of the words in the passage that is being read.
    here: u32,
}

impl Shown {
    /// Returns the credit of these words of `part`; `None` if they are too few to recognise it.
    pub(crate) fn credit(&self, part: &WordsPart) -> Option<Credit> {
        if self.words == 0 || (self.words as usize) < part.least {
            return None;
        }
        // In thousandths of thousandths of the whole.
        let share = self.by_count * (WHOLE - CLOSENESS) + u64::from(self.closest) * WHOLE * CLOSENESS;
        let share = share / u64::from(part.whole.max(1));
        let full = MENTIONED.full.thousandths();
        let credit = u32::try_from(share * u64::from(full) / (WHOLE * WHOLE)).unwrap_or(0).min(full);
        Some(Credit::new(credit.max(1)))
    }
}

/// Returns the thousandths of a word's weight that so many places show.
pub(crate) fn by_count(places: usize) -> u64 {
    BY_COUNT.get(places).or(BY_COUNT.last()).copied().unwrap_or(WHOLE)
}

impl Mentions {
    /// Gathers the words of demands outside of contact data, schools, employers and references, without words that are
    /// denied, wished for or ascribed to others. A passage counts a word once.
    pub(crate) fn gather(
        places: &[WordPlace],
        words: &[Word],
        text: &str,
        profile: &Profile,
        cancelling: &FxHashMap<usize, Cancelling<'_>>,
        is_posting: bool,
    ) -> Self {
        let mut all = Self::default();
        let withheld = withheld(profile);
        let mut reader = PassageReader { words, profile, is_posting, segment: None };
        for place in places {
            let Some(word) = item(words, place.token) else { continue };
            let span = Span::new(word.start, word.end);
            let Some(passage) = reader.passage_of(span, place.token) else { continue };
            let hit = Hit { entry: usize::MAX, class: Class::Words, span, approximate: false };
            let sentence = cancelling.get(&passage.0);
            let ruling = sentence.map_or(Ruling::Counts, |sentence| sentence.ruling(&hit, text));
            if matches!(ruling, Ruling::Denied | Ruling::Void) {
                continue;
            }
            if span.overlaps_any(&withheld) {
                continue;
            }
            let is_others = sentence.is_some_and(|sentence| sentence.is_skill_of_others(&hit, text));
            let mention = Mention { passage: all.number(passage), span, is_claim: ruling != Ruling::Counts, is_others };
            all.add(place.id, mention);
        }
        all
    }

    /// Returns mentions of these words in these passages, in the order of the text.
    #[cfg(feature = "search")]
    pub(crate) fn in_passages(places: impl Iterator<Item = (LexicalId, Passage)>) -> Self {
        let mut all = Self::default();
        for (word, passage) in places {
            let passage = all.number(passage);
            all.add(word, Mention { passage, span: Span::default(), is_claim: false, is_others: false });
        }
        all
    }

    /// Adds a word in a passage, which counts once.
    fn add(&mut self, word: LexicalId, mention: Mention) {
        let mentions = self.of.entry(word).or_default();
        if mentions.last().is_none_or(|last| last.passage != mention.passage) {
            mentions.push(mention);
        }
    }

    /// Returns the number of a passage, mostly the one before.
    fn number(&mut self, passage: Passage) -> u32 {
        let known = self.passages.iter().rposition(|known| *known == passage);
        let number = known.unwrap_or_else(|| {
            self.passages.push(passage);
            self.passages.len() - 1
        });
        number as u32
    }

    /// Returns the places of a word, in the order of the text.
    pub(crate) fn of(&self, word: LexicalId) -> &[Mention] {
        self.of.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Returns where the passage with this number is.
    pub(crate) fn passage(&self, number: u32) -> Option<Passage> {
        item(&self.passages, number as usize).copied()
    }

    /// Returns for each matcher entry how much of its words the resume shows. One pass over the words of the resume
    /// serves all roles.
    pub(crate) fn shown(&self, matcher: &Matcher) -> Vec<Shown> {
        let mut shown = vec![Shown::default(); if self.of.is_empty() { 0 } else { matcher.entries().len() }];
        let mut by_passage: Vec<(u32, LexicalId)> = Vec::new();
        for (&word, mentions) in &self.of {
            by_passage.extend(mentions.iter().map(|mention| (mention.passage, word)));
            let by_count = by_count(mentions.len());
            for &(entry, weight) in matcher.entries_with(word) {
                let Some(shown) = item_mut(&mut shown, entry as usize) else { continue };
                shown.words += 1;
                shown.by_count += u64::from(weight) * by_count;
            }
        }
        by_passage.sort_unstable();
        for passage in by_passage.chunk_by(|(one, _), (other, _)| one == other) {
            let entries = || passage.iter().flat_map(|(_, word)| matcher.entries_with(*word));
            for &(entry, weight) in entries() {
                let Some(shown) = item_mut(&mut shown, entry as usize) else { continue };
                shown.here += weight;
                shown.closest = shown.closest.max(shown.here);
            }
            for &(entry, _) in entries() {
                item_mut(&mut shown, entry as usize).into_iter().for_each(|shown| shown.here = 0);
            }
        }
        shown
    }
}

/// Returns the spans that no word of a demand is looked for in, sorted: who the candidate is, where they studied, and
/// for whom they worked.
fn withheld(profile: &Profile) -> Vec<Span> {
    let contact = &profile.contact;
    let names = [&contact.name, &contact.likely_name].into_iter().flatten();
    let employers = profile.positions.iter().filter_map(|position| position.employer.as_ref());
    let facts = names.chain(&contact.emails).chain(&contact.telephones).chain(employers);
    let mut spans: Vec<Span> = facts.map(|fact| fact.span).chain(profile.schools.iter().copied()).collect();
    spans.sort_unstable();
    spans
}

/// Finds the passages of the words of a text, which come in order.
struct PassageReader<'a> {
    words: &'a [Word],
    profile: &'a Profile,
    is_posting: bool,
    /// The segment of the word before.
    segment: Option<InSegment<'a>>,
}

/// A segment, and what all its words have in common.
#[derive(Clone, Copy)]
struct InSegment<'a> {
    at: usize,
    segment: &'a Segment,
    /// The number of its first word.
    first: usize,
    /// True if it tells of work.
    counts: bool,
}

impl PassageReader<'_> {
    /// Returns the passage that contains the word at `span`, if words of demands count there.
    fn passage_of(&mut self, span: Span, token: usize) -> Option<Passage> {
        let Self { words, profile, is_posting, segment: before } = self;
        if before.is_none_or(|before| !before.segment.span.covers(span)) {
            *before = profile.segment_of(span).map(|(at, segment)| InSegment {
                at,
                segment,
                first: words.partition_point(|word| word.start < segment.span.start),
                counts: tells_of_work(segment, profile) && !(*is_posting && segment.position.is_none()),
            });
        }
        let Some(InSegment { at, segment, first, counts }) = *before else { return in_title(span, profile) };
        let counts = match segment.section {
            // The rest of a line about education is the school.
            SectionKind::Education => {
                let is_degree = |fact: Span| fact.covers(span);
                profile.education.iter().any(|it| is_degree(it.degree.span) || it.field_span.is_some_and(is_degree))
            }
            _ => true,
        } && counts;
        counts.then_some((at, token.saturating_sub(first) / LONGEST_PASSAGE))
    }
}

/// Returns the passage of a word in the title of a position.
fn in_title(span: Span, profile: &Profile) -> Option<Passage> {
    let at = profile.positions.partition_point(|position| position.title.span.start <= span.start).checked_sub(1)?;
    let holds = profile.positions.get(at).is_some_and(|position| position.title.span.covers(span));
    holds.then_some((profile.segments.len() + at, 0))
}
