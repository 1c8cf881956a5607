//! Signs: what an index keeps of a resume, from which [`RoleClues`](super::clues::RoleClues) tells the most that the
//! resume can score in a role that was unknown when it was indexed.
//!
//! Signs never promise less than the resume can show. Whatever depends on the role, on the day, or on whether a typing
//! error is forgiven is left open in favour of the resume.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use rolefit_document::{Document, ProblemCode, Span, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use thread_local::ThreadLocal;

use super::outline::{Matches, Opening, Outline};
use crate::catalog::{Catalog, DegreeLevel, Grammar, TitleWords, Vocabulary};
use crate::error::Result;
use crate::evidence::Strength;
use crate::matcher::{Hit, Matcher, NearNames, Scan, Scratch};
use crate::profile::Profile;
use crate::score::assertion::cancel;
use crate::score::kinds::title_stretches;
use crate::titles::TitleMatcher;

/// A sign of a resume. An index keeps it as a word, which `Display` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign<'a> {
    /// The resume demonstrates the entry.
    Shown(&'a str),
    /// It claims the entry.
    Claimed(&'a str),
    /// It has a word that may be a misspelled name of the entry.
    Near(&'a str),
    /// The title of a position.
    Held(&'a str),
    /// The headline.
    Headline(&'a str),
    /// It would support the entry more strongly if nothing cancelled or weakened a match.
    Cancelled(&'a str),
    /// A word that running text begins with where it may state a title.
    Opens(&'a str),
    /// The level of a degree.
    Level(DegreeLevel),
    /// A field of study.
    Field(&'a str),
    /// The text is damaged and shows no position.
    Damaged,
    /// The version of the signs, with the hash of the vocabulary.
    Version(&'a str),
}

impl fmt::Display for Sign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sign::Shown(id) => write!(f, "shown:{id}"),
            Sign::Claimed(id) => write!(f, "claimed:{id}"),
            Sign::Near(id) => write!(f, "near:{id}"),
            Sign::Cancelled(id) => write!(f, "cancelled:{id}"),
            Sign::Held(title) => write!(f, "held:{title}"),
            Sign::Headline(title) => write!(f, "headline:{title}"),
            Sign::Opens(word) => write!(f, "opens:{word}"),
            Sign::Level(level) => write!(f, "level:{level:?}"),
            Sign::Field(id) => write!(f, "field:{id}"),
            Sign::Damaged => write!(f, "damaged"),
            Sign::Version(hash) => write!(f, "version:{hash}"),
        }
    }
}

/// True for an entry or title that a role defines for itself. Its id contains the part's criterion and this sign.
pub(super) fn is_own(id: &str) -> bool {
    id.contains('#')
}

/// Returns the vocabulary without what roles add to it. It decides the signs.
fn shared(vocabulary: &Vocabulary) -> Vocabulary {
    let mut shared = vocabulary.clone();
    shared.entries.retain(|id, _| !is_own(id));
    shared.titles.clear();
    shared
}

/// What an index keeps of a resume, so that its score in any role can be bounded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    /// The signs, as words.
    pub signs: BTreeSet<String>,
    /// The encoded outline.
    pub outline: Vec<u64>,
}

/// Reads the signs and outlines of resumes; shared by threads.
pub(crate) struct SignReader {
    matcher: Matcher,
    near: NearNames,
    titles: TitleMatcher,
    title_words: TitleWords,
    grammar: Grammar,
    version: String,
    scratch: ThreadLocal<RefCell<Scratch>>,
}

impl SignReader {
    /// Compiles the vocabulary of `catalog`; its roles make no difference.
    ///
    /// # Errors
    /// As for [`Matcher::compile`].
    pub(crate) fn new(catalog: &Catalog) -> Result<SignReader> {
        let vocabulary = shared(&catalog.vocabulary);
        let (version, title_words) = (Self::version(&vocabulary), vocabulary.title_words.clone());
        let (titles, grammar) = (TitleMatcher::new(&vocabulary), vocabulary.grammar.clone());
        let catalog = Catalog { roles: Vec::new(), vocabulary, wordings: Vec::new(), hash: String::new() };
        let (matcher, near) = Matcher::exact(&catalog)?;
        Ok(SignReader { matcher, near, titles, title_words, grammar, version, scratch: ThreadLocal::new() })
    }

    /// Returns the version of the signs under a vocabulary, and under the vocabulary with the entries of any role.
    pub(crate) fn version(vocabulary: &Vocabulary) -> String {
        let encoded = serde_json::to_vec(&shared(vocabulary));
        debug_assert!(encoded.is_ok(), "a vocabulary has only string keys");
        let engine = env!("ROLEFIT_ENGINE_VERSION");
        blake3::Hasher::new().update(engine.as_bytes()).update(&encoded.unwrap_or_default()).finalize().to_string()
    }

    /// Returns what an index keeps of a resume for scoring.
    pub(crate) fn read(&self, document: &Document, profile: &Profile) -> Kept {
        let text = &document.text;
        let mut scratch = self.scratch.get_or_default().borrow_mut();
        self.matcher.read_words(text, &mut scratch, |_| (), |_, ()| ());
        let scan = self.matcher.scan_words(&mut scratch);
        let mut signs: BTreeSet<String> = BTreeSet::new();
        let mut add = |sign: Sign<'_>| signs.insert(sign.to_string());
        add(Sign::Version(&self.version));
        let near_at = self.near_names(text, &scan);
        let near: BTreeSet<u32> = near_at.iter().flat_map(|(_, entries)| entries).copied().collect();
        let id = |entry: u32| self.matcher.entries().get(entry as usize).map(String::as_str);
        near.iter().filter_map(|entry| id(*entry)).for_each(|id| _ = add(Sign::Near(id)));
        let outline = self.outline(document, profile, &scan, &near_at);
        for of_entry in outline.matches.chunk_by(|one, other| one.entry == other.entry) {
            let Some(id) = of_entry.first().and_then(|first| id(first.entry)) else { continue };
            let strength = of_entry.iter().filter_map(|it| it.strength).max();
            match strength {
                Some(Strength::Demonstrated) => _ = add(Sign::Shown(id)),
                Some(_) => _ = add(Sign::Claimed(id)),
                None => {}
            }
            if of_entry.iter().map(|it| it.at_most).max() > strength {
                add(Sign::Cancelled(id));
            }
        }
        profile.positions.iter().for_each(|position| _ = add(Sign::Held(&position.title.text)));
        profile.headline.iter().for_each(|headline| _ = add(Sign::Headline(&headline.text)));
        let mut openings = Vec::new();
        for (stretch, _) in title_stretches(profile, text, &self.title_words) {
            let words = self.titles.opening_words(stretch.slice(text));
            words.iter().for_each(|word| _ = add(Sign::Opens(word)));
            let first = scan.words.partition_point(|word| word.start < stretch.start) as u32;
            openings.push(Opening { first, ranks: words.len().saturating_sub(1) as u32 });
        }
        for education in &profile.education {
            add(Sign::Level(education.level));
            education.fields.iter().for_each(|field| _ = add(Sign::Field(field)));
        }
        let damaged = document.problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Damaged);
        if damaged && profile.positions.is_empty() {
            add(Sign::Damaged);
        }
        let outline = Outline { openings, near: near.into_iter().collect(), ..outline };
        Kept { signs, outline: outline.encode() }
    }

    /// Returns the words that may be misspelled names, in order, each with the entries of these names.
    fn near_names(&self, text: &str, scan: &Scan) -> Vec<(Span, FxHashSet<u32>)> {
        let mut known: FxHashMap<&str, FxHashSet<u32>> = FxHashMap::default();
        let (mut found, mut folded) = (Vec::new(), String::new());
        for (word, stem) in scan.words.iter().zip(&scan.stems) {
            let span = Span::new(word.start, word.end);
            let entries = known.entry(span.slice(text)).or_insert_with_key(|word| {
                fold(word, &mut folded);
                self.near.entries(&folded, *stem)
            });
            if !entries.is_empty() {
                found.push((span, entries.clone()));
            }
        }
        found
    }

    /// Returns the outline with the matches of the vocabulary's entries.
    fn outline<'a>(
        &self,
        document: &Document,
        profile: &'a Profile,
        scan: &Scan,
        near: &[(Span, FxHashSet<u32>)],
    ) -> Outline<'a> {
        let Scan { words, hits, .. } = scan;
        let cancelling = &cancel::by_segment(&self.grammar, hits, profile, &document.text, words);
        // A matcher that takes one of the words between for a misspelled name misses the match, and cancels nothing.
        let is_unsure = |hit: &&Hit| !hit.class.supports() && near.iter().any(|(word, _)| hit.span.covers(*word));
        let unsure = hits.iter().filter(is_unsure).filter_map(|hit| profile.segment_of(hit.span));
        let unsure = &unsure.map(|(at, _)| at).collect();
        Outline::new(document, profile, &Matches { scan, cancelling, unsure })
    }
}
