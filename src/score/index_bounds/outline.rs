//! The outline of a resume: its positions, degrees and matches of the vocabulary, without its text.
//!
//! An index keeps the outline, so that [`RoleClues`](super::clues::RoleClues) can judge a resume for a role that was
//! unknown when the resume was indexed. As in [`signs`](super::signs), the outline leaves open in favour of the resume
//! whatever depends on the role or on a typing error. Dates are kept, so that any day can be the day of judging.

use rolefit_document::{Document, SectionKind, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::catalog::DegreeLevel;
use crate::evidence::Strength;
use crate::matcher::{Class, Scan};
use crate::profile::{DateRange, DegreeState, Profile, Segment};
use crate::score::assertion::cancel::{Cancelling, Ruling};
use crate::score::strength::self_rating::is_rated_low;
use crate::score::strength::support::{strength, tells_of_work};

/// The outline of a resume.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Outline<'a> {
    /// The positions, in the order of the profile.
    #[serde(borrow)]
    pub positions: Vec<OutlinePosition<'a>>,
    /// The sentences and list items that tell of work, in the order of the text.
    pub segments: Vec<OutlineSegment>,
    /// The places in running text where a title may begin.
    pub openings: Vec<Opening>,
    /// The headline.
    pub headline: Option<&'a str>,
    /// The degrees.
    pub education: Vec<OutlineDegree<'a>>,
    /// The sentences that match entries, by entry, and by segment within an entry.
    pub matches: Vec<OutlineMatch>,
    /// The entries of which a word may be a misspelled name.
    pub near: Vec<u32>,
}

/// A position in an outline.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OutlinePosition<'a> {
    /// The title as written.
    pub title: &'a str,
    /// The number of the title's first word in the text.
    pub first: u32,
    /// The number of words of the title.
    pub words: u32,
    /// As in [`Position`](crate::profile::Position).
    pub dates: Option<DateRange>,
    /// As in [`Position`](crate::profile::Position).
    pub more_dates: Vec<DateRange>,
    /// True if dates are stated, be they possible or not.
    pub states_dates: bool,
}

/// A sentence or list item in an outline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OutlineSegment {
    /// The number of its first word in the text.
    pub first: u32,
    /// The number of its words.
    pub words: u32,
    /// As in [`Segment`](crate::profile::Segment).
    pub section: SectionKind,
    /// The position, if it is one of its duties.
    pub position: Option<u32>,
}

/// A place where a title may begin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Opening {
    /// The number of the first word in the text.
    pub first: u32,
    /// The number of words of rank with which the place begins.
    pub ranks: u32,
}

/// A degree in an outline.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OutlineDegree<'a> {
    /// As in [`Education`](crate::profile::Education), like the other fields.
    pub level: DegreeLevel,
    pub state: DegreeState,
    pub dates: Option<DateRange>,
    #[serde(borrow)]
    pub fields: Vec<&'a str>,
}

/// A sentence that matches an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct OutlineMatch {
    /// The number of the entry among the entries that all roles share, in the order of their ids.
    pub entry: u32,
    /// The number of the sentence in the outline.
    pub segment: u32,
    /// The strength; `None` if the match is denied or void.
    pub strength: Option<Strength>,
    /// The strength if nothing cancels the match.
    pub at_most: Strength,
}

impl Outline<'_> {
    /// Returns the outline as numbers, for a column of an index.
    pub(crate) fn encode(&self) -> Vec<u64> {
        let encoded = postcard::to_stdvec(self);
        debug_assert!(encoded.is_ok(), "strings and numbers can always be encoded");
        let bytes = encoded.unwrap_or_default();
        let words = bytes.chunks(size_of::<u64>()).map(|chunk| {
            let mut word = [0; size_of::<u64>()];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            u64::from_le_bytes(word)
        });
        std::iter::once(bytes.len() as u64).chain(words).collect()
    }
}

/// Writes the bytes of an encoded outline into `bytes`.
pub(crate) fn outline_bytes(words: impl Iterator<Item = u64>, bytes: &mut Vec<u8>) {
    bytes.clear();
    let mut words = words;
    let length = words.next().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    words.for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
    bytes.truncate(length);
}

/// The matches of a resume.
pub(crate) struct Matches<'a> {
    pub scan: &'a Scan,
    pub cancelling: &'a FxHashMap<usize, Cancelling<'a>>,
    /// The segments in which a matcher that forgives typing errors may miss what cancels a match.
    pub unsure: &'a FxHashSet<usize>,
}

impl<'a> Outline<'a> {
    /// Returns the outline of a resume, without openings and misspelled names.
    pub(crate) fn new(document: &Document, profile: &'a Profile, matches: &Matches<'_>) -> Outline<'a> {
        let words = &matches.scan.words;
        let place = |offset| words.partition_point(|word| word.start < offset) as u32;
        let range = |span: Span| (place(span.start), place(span.end) - place(span.start));
        let positions = profile.positions.iter().map(|position| {
            let (first, words) = range(position.title.span);
            OutlinePosition {
                title: &position.title.text,
                first,
                words,
                dates: position.dates,
                more_dates: position.more_dates.clone(),
                states_dates: position.dates_span.is_some(),
            }
        });
        let education = profile.education.iter().map(|it| OutlineDegree {
            level: it.level,
            state: it.state,
            dates: it.dates,
            fields: it.fields.iter().map(String::as_str).collect(),
        });
        let telling = profile.segments.iter().enumerate().filter(|(_, segment)| tells_of_work(segment, profile));
        let telling: Vec<(usize, &Segment)> = telling.collect();
        let segments = telling.iter().map(|(_, segment)| {
            let (first, words) = range(segment.span);
            let position = segment.position.map(|at| at as u32);
            OutlineSegment { first, words, section: segment.section, position }
        });
        Outline {
            positions: positions.collect(),
            segments: segments.collect(),
            openings: Vec::new(),
            headline: profile.headline.as_ref().map(|headline| headline.text.as_str()),
            education: education.collect(),
            matches: matches_of(document, profile, matches, &telling),
            near: Vec::new(),
        }
    }
}

/// Returns the strongest match of each entry in each segment, by entry. `telling` are the segments that tell of work.
fn matches_of(
    document: &Document,
    profile: &Profile,
    matches: &Matches<'_>,
    telling: &[(usize, &Segment)],
) -> Vec<OutlineMatch> {
    let text = &document.text;
    let Matches { scan: Scan { hits, .. }, cancelling, unsure } = matches;
    let mut best: FxHashMap<(usize, usize), OutlineMatch> = FxHashMap::default();
    for hit in hits.iter().filter(|hit| hit.class.supports()) {
        let Some((at, segment)) = profile.segment_of(hit.span) else { continue };
        let Ok(number) = telling.binary_search_by_key(&at, |(at, _)| *at) else { continue };
        let ruling = match cancelling.get(&at) {
            _ if unsure.contains(&at) => Ruling::Counts,
            Some(cancelling) => cancelling.ruling(hit, text),
            None if hit.class == Class::Act => Ruling::Claims,
            None => Ruling::Counts,
        };
        // Doubtful text claims at most.
        let is_doubtful = !document.doubtful.is_empty() && hit.span.overlaps_any(&document.doubtful);
        let limit = if is_doubtful { Strength::Claimed } else { Strength::Demonstrated };
        let at_most = strength(hit.class, segment.section, segment.position.is_some()).min(limit);
        let is_whole = || ruling == Ruling::Counts && !(hit.class == Class::Name && is_rated_low(hit, hits, text));
        let strength = match ruling {
            Ruling::Denied | Ruling::Void => None,
            _ if is_whole() => Some(at_most),
            _ => Some(Strength::Claimed),
        };
        let found = OutlineMatch { entry: hit.entry as u32, segment: number as u32, strength, at_most };
        let known = best.entry((hit.entry, at)).or_insert(found);
        known.strength = known.strength.max(strength);
        known.at_most = known.at_most.max(at_most);
    }
    let mut all: Vec<OutlineMatch> = best.into_values().collect();
    all.sort_unstable();
    all
}

/// A span of a fact whose text was left out.
pub(super) const NOWHERE: Span = Span { start: 0, end: 0 };

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::profile::{Lexicon, extract};
    use crate::score::SignReader;
    use rolefit_document::words;

    const TEXT: &str = "Odo Quill\n\nExperience\n\nKey Account Manager\nQuill Ltd, 01/2015 - 12/2019\n\
        \u{2022} Negotiated contracts with ten customers.\n\nSkills\n\nNo Salesforce, Excel\n";

    #[test]
    fn an_outline_comes_back_from_numbers_with_positions_and_matches() {
        let catalog = Catalog::embedded().unwrap();
        let document = Document::of_text(TEXT);
        let profile = extract(&document, &Lexicon::new(&catalog.vocabulary));
        let numbers = SignReader::new(&catalog).unwrap().read(&document, &profile).outline;
        let mut bytes = vec![7];
        outline_bytes(numbers.into_iter(), &mut bytes);
        let outline: Outline<'_> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(outline.positions.iter().map(|it| it.title).collect::<Vec<_>>(), ["Key Account Manager"]);
        assert_eq!(outline.positions[0].dates, profile.positions[0].dates);
        let words: Vec<&str> = words(TEXT).map(|word| &TEXT[word.start..word.end]).collect();
        let duty = outline.segments.iter().position(|it| it.position == Some(0)).unwrap();
        assert_eq!(words[outline.segments[duty].first as usize], "Negotiated");
        assert_eq!((words[outline.positions[0].first as usize], outline.positions[0].words), ("Key", 3));
        let of_position = outline.matches.iter().filter(|it| it.segment as usize == duty);
        assert!(of_position.clone().count() > 0 && of_position.clone().all(|it| it.strength == Some(it.at_most)));
        let denied = outline.matches.iter().filter(|it| it.strength.is_none());
        assert!(denied.clone().any(|it| it.at_most == Strength::Demonstrated), "{outline:?}");
    }

    #[test]
    fn no_numbers_are_no_outline() {
        let mut bytes = vec![7];
        outline_bytes(std::iter::empty(), &mut bytes);
        assert!(bytes.is_empty() && postcard::from_bytes::<Outline<'_>>(&bytes).is_err());
    }
}
