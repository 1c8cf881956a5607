//! Judges outlines: the most that a resume can score in a role, by the rules that judge resumes themselves.
//!
//! All that an outline leaves open counts in favour of the resume: support that may be in any sentence is in none
//! ([`ANYWHERE`]), so that it shares no sentence with other parts and does not fade.

mod asked_words;

use std::cell::RefCell;

use rolefit_document::Document;
use rustc_hash::FxHashMap;
use thread_local::ThreadLocal;

use super::BoundedRole;
use super::clues::PartClues;
use super::outline::{NOWHERE, Outline};
use super::signs::is_own;
use crate::evidence::Strength;
use crate::profile::{Education, Fact, Position, Profile, Segment};
use crate::score::case::{Case, Timeline};
use crate::score::kinds::{HeldTitle, Stated, imply, title_evidence};
use crate::score::roles::score_role::score_role;
use crate::score::roles::sentence_sharing::Sharing;
use crate::score::strength::level::MISSPELLED;
use crate::score::strength::support::{ANYWHERE, Support, level};
use crate::titles::{Accounts, TitleMemory};
use crate::units::{Confidence, Credit, Score};
use asked_words::{AskedWords, Placed, placed};

pub(crate) use asked_words::WordAt;

/// Judges outlines for one role; shared by threads.
pub(crate) struct OutlineJudge<'a> {
    of: BoundedRole<'a>,
    /// The entry of the matcher for each number of an entry in outlines.
    entries: Vec<Option<usize>>,
    /// The words that the role asks for.
    pub(crate) words: AskedWords,
    /// The entries with names of the role's own.
    misspelled: Vec<usize>,
    /// A text without words.
    blank: Document,
    memory: ThreadLocal<TitleMemory>,
}

/// What the words of a resume add to its outline.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SeenWords<'a> {
    /// The places of the words that the role asks for.
    pub places: &'a [WordAt],
    /// True if running text may state the title asked for.
    pub may_state_title: bool,
    /// True if a word may be a misspelled name of a role's own, so that cancelled matches may count.
    pub is_misspelled: bool,
}

impl<'a> OutlineJudge<'a> {
    pub(crate) fn new(of: BoundedRole<'a>, parts: &[PartClues<'a>]) -> OutlineJudge<'a> {
        let BoundedRole { demands, vocabulary, matcher, titles, .. } = of;
        let shared = vocabulary.entries.keys().filter(|id| !is_own(id));
        let entries = shared.map(|id| matcher.entry(id)).collect();
        let (blank, memory) = (Document::of_text(""), ThreadLocal::new());
        let (mut words, lexical) = (AskedWords::default(), matcher.lexical_words());
        for (entry, part) in parts.iter().filter_map(|part| Some((part.number?, part))) {
            part.phrases.iter().for_each(|(class, phrase, _)| words.add_phrase(entry, *class, phrase));
            let telling = matcher.words_of(entry).into_iter().flat_map(|it| &it.words);
            for (id, word) in telling.filter_map(|(id, _)| Some((*id, *lexical.get(id)?))) {
                words.add_telling(id, word);
            }
        }
        let titles_asked = demands.title.as_deref().map(|id| titles.openers(id)).unwrap_or_default();
        titles_asked.iter().for_each(|title| words.add_title(title));
        let misspelled = parts.iter().filter(|part| part.misspelled.is_some()).filter_map(|part| part.number).collect();
        OutlineJudge { of, entries, words, misspelled, blank, memory }
    }

    /// Returns the most that a resume with this outline can score. `None` if the outline does not tell: the accounts of
    /// a title may be books, which depends on duties.
    pub(crate) fn score(&self, outline: &Outline<'_>, seen: SeenWords<'_>) -> Option<Score> {
        let profile = profile(outline);
        let placed = placed(outline, seen.places);
        let timeline = Timeline::new(&profile, self.of.as_of, self.of.vocabulary.time.how_long_ago);
        let mut case = Case {
            document: &self.blank,
            words: &[],
            matcher: self.of.matcher,
            profile: &profile,
            vocabulary: self.of.vocabulary,
            timeline,
            posting: false,
            is_outline: true,
            cancelling: FxHashMap::default(),
            mentions: self.words.mentions(&placed),
            supports: self.supports(outline, seen, &placed),
            denied: FxHashMap::default(),
            titles_held: FxHashMap::default(),
            notes: Vec::new(),
            reading: Confidence::FULL,
            short: Vec::new(),
            passages: RefCell::default(),
            evidence: RefCell::default(),
        };
        let held = self.held(outline, &case);
        if self.may_be_of_books(outline, &held) {
            return None;
        }
        imply(self.of.titles, &held, &mut case);
        if let Some(title) = self.of.demands.title.as_deref() {
            let mut title_evidence = title_evidence(title, self.of.titles, &held, &case);
            if seen.may_state_title && self.words.state_title(outline, &placed) {
                let is_inside = !title_evidence.positions.is_empty();
                let strength = if is_inside { Strength::Demonstrated } else { Strength::Claimed };
                title_evidence.supports.push(anywhere(strength, level(strength).full));
                title_evidence.supports.sort_by(Support::order);
                title_evidence.without_position &= !is_inside;
            }
            case.titles_held.insert(title, title_evidence);
        }
        let scored = score_role(0, self.of.role, self.of.demands, &case, &mut Sharing::default());
        Some(scored.score.unwrap_or_default())
    }

    fn supports(
        &self,
        outline: &Outline<'_>,
        seen: SeenWords<'_>,
        placed: &[Placed],
    ) -> FxHashMap<usize, Vec<Support>> {
        let mut supports: FxHashMap<usize, Vec<Support>> = FxHashMap::default();
        let mut add = |entry: usize, support: Support| supports.entry(entry).or_default().push(support);
        let entry = |number: u32| self.entries.get(number as usize).copied().flatten();
        for found in &outline.matches {
            let strength = if seen.is_misspelled { Some(found.at_most) } else { found.strength };
            if let Some((entry, strength)) = entry(found.entry).zip(strength) {
                let segment = outline.segments.get(found.segment as usize);
                let position = segment.and_then(|segment| segment.position).map(|at| at as usize);
                let (whole, segment) = (anywhere(strength, level(strength).full), Some(found.segment as usize));
                add(entry, Support { segment, position, ..whole });
            }
        }
        let misspelled = self.misspelled.iter().copied().filter(|_| seen.is_misspelled);
        let near = outline.near.iter().filter_map(|number| entry(*number)).chain(misspelled);
        let near_credit = level(Strength::Demonstrated).credit(&[MISSPELLED]);
        near.for_each(|entry| add(entry, anywhere(Strength::Demonstrated, near_credit)));
        self.words.supports(outline, placed).into_iter().for_each(|(entry, support)| add(entry, support));
        supports.values_mut().for_each(|of_entry| of_entry.sort_by(Support::order));
        supports
    }

    fn held(&self, outline: &Outline<'_>, case: &Case<'_>) -> Vec<HeldTitle> {
        let memory = self.memory.get_or_default();
        let read = |title: &str| memory.read(self.of.titles, title);
        let positions = outline.positions.iter().zip(&case.profile.positions).enumerate();
        let positions = positions.map(|(at, (position, dated))| {
            let stated = if case.timeline.is_in_doubt(dated) { Stated::AsHeadline } else { Stated::AsPosition };
            (Some(at), stated, position.title)
        });
        let headline = outline.headline.iter().map(|title| (None, Stated::AsHeadline, *title));
        let held = positions.chain(headline);
        held.map(|(position, stated, title)| HeldTitle { span: NOWHERE, position, stated, readings: read(title) })
            .collect()
    }

    /// True if a title of the role's line of work names accounts that may be books.
    fn may_be_of_books(&self, outline: &Outline<'_>, held: &[HeldTitle]) -> bool {
        let asked = self.of.demands.title.as_deref();
        let asked = asked.filter(|id| self.of.vocabulary.titles.get(*id).is_some_and(|title| title.books.is_some()));
        let texts = outline.positions.iter().map(|position| position.title).chain(outline.headline);
        let mut held = held.iter().zip(texts);
        asked.is_some_and(|id| {
            held.any(|(held, text)| {
                self.of.titles.matches(id, &held.readings).next().is_some()
                    && self.of.titles.accounts_of(text) != Accounts::Customers
            })
        })
    }
}

/// Returns the profile that the outline stands for, without places.
fn profile(outline: &Outline<'_>) -> Profile {
    let fact = |text: &str| Fact { text: text.to_owned(), span: NOWHERE };
    let positions = outline.positions.iter().map(|position| Position {
        title: fact(position.title),
        dates: position.dates,
        more_dates: position.more_dates.clone(),
        dates_span: position.states_dates.then_some(NOWHERE),
        ..Position::default()
    });
    let education = outline.education.iter().map(|it| Education {
        level: it.level,
        state: it.state,
        dates: it.dates,
        fields: it.fields.iter().map(|field| (*field).to_owned()).collect(),
        degree: Fact::default(),
        field_span: None,
    });
    let segments = outline.segments.iter().map(|segment| {
        let position = segment.position.map(|at| at as usize);
        Segment { span: NOWHERE, section: segment.section, position }
    });
    let segments = segments.collect();
    Profile { segments, positions: positions.collect(), education: education.collect(), ..Profile::default() }
}

fn anywhere(strength: Strength, credit: Credit) -> Support {
    Support::of(NOWHERE, Some(ANYWHERE), strength, credit)
}

#[cfg(test)]
mod tests;
