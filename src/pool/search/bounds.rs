//! Bounds the score of every resume of an index in a role, from signs and words, without reading a resume.

use std::cmp::Reverse;

use tantivy::index::SegmentReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::termdict::TermStreamer;
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, TERMINATED};

use rayon::prelude::*;

use super::ResumeIndex;
use super::stems::Stems;
use super::tokenizer::WRITTEN;
use crate::matcher::LexicalWord;
use crate::pool::Fault;
use crate::pool::fault::guarded;
use crate::score::{PartClues, RoleClues, Sign};
use crate::units::{Credit, Score};

/// The most that a resume can score in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The bound.
    pub score: Score,
    /// The place of the resume in the index.
    pub address: DocAddress,
}

impl ResumeIndex {
    /// Returns the bounds of all resumes, the highest first.
    ///
    /// # Errors
    /// [`Fault::Outdated`] if some resumes were indexed with another vocabulary or by another version, as
    /// [`ResumeIndex::search`] otherwise.
    pub(crate) fn bounds(&self, clues: &RoleClues<'_>, version: &str) -> Result<Vec<Bound>, Fault> {
        guarded(|| {
            let segments: Vec<(u32, &SegmentReader)> = (0..).zip(self.searcher.segment_readers()).collect();
            let of = |(number, reader): (u32, &SegmentReader)| -> Result<Vec<Bound>, Fault> {
                let segment = Segment::open(reader, self.fields.sign, self.fields.text)?;
                if !segment.is_of(version)? {
                    return Err(Fault::Outdated);
                }
                let scores = segment.scores(clues)?;
                let bound = |(document, score)| Bound { score, address: DocAddress::new(number, document) };
                let is_alive = |bound: &Bound| !reader.is_deleted(bound.address.doc_id);
                Ok((0..).zip(scores).map(bound).filter(is_alive).collect())
            };
            let bounds: Result<Vec<Vec<Bound>>, Fault> = segments.into_par_iter().map(of).collect();
            let mut bounds = bounds?.concat();
            bounds.par_sort_unstable_by_key(|bound| (Reverse(bound.score), bound.address));
            Ok(bounds)
        })
    }
}

/// A part of the index, which has its own dictionaries.
struct Segment<'a> {
    reader: &'a SegmentReader,
    signs: std::sync::Arc<InvertedIndexReader>,
    text: std::sync::Arc<InvertedIndexReader>,
    sign: Field,
    word: Field,
}

/// What is known of the titles that the resumes of a segment state.
struct Held<'a> {
    /// True per resume with a position in the role's line of work.
    inside: Vec<bool>,
    /// The most credit for the title.
    credit: Vec<u16>,
    /// The entries that titles imply, each with the resumes.
    implied: Vec<(&'a str, Vec<DocId>)>,
}

impl<'a> Segment<'a> {
    fn open(reader: &'a SegmentReader, sign: Field, word: Field) -> tantivy::Result<Segment<'a>> {
        let (signs, text) = (reader.inverted_index(sign)?, reader.inverted_index(word)?);
        Ok(Segment { reader, signs, text, sign, word })
    }

    /// True if the signs of all resumes are of this version.
    fn is_of(&self, version: &str) -> tantivy::Result<bool> {
        let mut found = 0;
        self.each_with(&Sign::Version(version).to_string(), |document| {
            found += u32::from(!self.reader.is_deleted(document));
        })?;
        Ok(found == self.reader.num_docs())
    }

    /// Returns the bound of each resume, by number.
    fn scores(&self, clues: &RoleClues<'_>) -> Result<Vec<Score>, Fault> {
        let resumes = self.reader.max_doc() as usize;
        let held = self.held(clues)?;
        let mut earned = vec![0_u64; resumes];
        let mut credits = vec![0_u16; resumes];
        let mut stems = Stems::default();
        for part in &clues.parts {
            credits.fill(0);
            self.raise(part, &held, &mut stems, &mut credits)?;
            let by_credit: Vec<u64> = (0..=Credit::FULL.thousandths()).map(|it| part.earned(Credit::new(it))).collect();
            for (earned, credit) in earned.iter_mut().zip(&credits).filter(|(_, credit)| **credit > 0) {
                *earned += by_credit.get(usize::from(*credit)).copied().unwrap_or_default();
            }
        }
        let scores = earned.into_iter().zip(&held.inside).map(|(earned, inside)| clues.score(earned, *inside));
        let mut scores: Vec<Score> = scores.collect();
        // A damaged text leaves criteria unanswered, so that even little support can give a full score.
        self.each_with(&Sign::Damaged.to_string(), |document| {
            scores.get_mut(document as usize).into_iter().for_each(|score| *score = Score::FULL);
        })?;
        self.open_misspelled(clues, &mut scores)?;
        Ok(scores)
    }

    /// Opens the scores of the resumes with a word that may be a misspelled name of a role's own.
    fn open_misspelled(&self, clues: &RoleClues<'_>, scores: &mut [Score]) -> tantivy::Result<()> {
        let mut stems = Stems::default();
        for prefix in clues.initials().into_iter().flat_map(|it| [it.to_owned(), format!("{WRITTEN}{it}")]) {
            let mut terms = self.text.terms().range().ge(&prefix).into_stream()?;
            while terms.advance() {
                let term = std::str::from_utf8(terms.key()).ok().filter(|term| term.starts_with(&prefix));
                let Some(word) = term.map(|term| term.trim_start_matches(WRITTEN)) else { break };
                if !clues.is_misspelled(word, || stems.of(word).1.to_owned()) {
                    continue;
                }
                let postings = self.text.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                for document in documents(postings) {
                    scores.get_mut(document as usize).into_iter().for_each(|score| *score = Score::FULL);
                }
            }
        }
        Ok(())
    }

    /// Raises the credits to the most that the part is worth in each resume.
    fn raise(
        &self,
        part: &PartClues<'_>,
        held: &Held<'_>,
        stems: &mut Stems,
        credits: &mut [u16],
    ) -> tantivy::Result<()> {
        if part.is_open {
            credits.fill(thousandths(Credit::FULL));
            return Ok(());
        }
        if part.is_title {
            credits.copy_from_slice(&held.credit);
            return Ok(());
        }
        let is_inside = |document: DocId| held.inside.get(document as usize).copied().unwrap_or_default();
        let mut to = |document: DocId, credit: Credit| {
            if let Some(known) = credits.get_mut(document as usize) {
                *known = thousandths(credit).max(*known);
            }
        };
        for (sign, most) in &part.signs {
            self.each_with(sign, |document| to(document, most.of(is_inside(document))))?;
        }
        for (_, documents) in held.implied.iter().filter(|(entry, _)| Some(*entry) == part.entry) {
            documents.iter().for_each(|document| to(*document, part.implied.of(is_inside(*document))));
        }
        for (phrase, most) in &part.phrases {
            for document in self.with_phrase(phrase, stems)? {
                to(document, most.of(is_inside(document)));
            }
        }
        if let Some(words) = &part.words {
            let mut shown = vec![(0_u32, 0_u16); credits.len()];
            for (word, weight) in &words.words {
                self.each_with_word(*word, stems, |document| {
                    if let Some((sum, distinct)) = shown.get_mut(document as usize) {
                        *sum += weight;
                        *distinct += 1;
                    }
                })?;
            }
            for ((known, inside), (sum, distinct)) in credits.iter_mut().zip(&held.inside).zip(shown) {
                if distinct > 0 {
                    let credit = words.credit(sum, usize::from(distinct), *inside);
                    *known = thousandths(credit).max(*known);
                }
            }
        }
        Ok(())
    }

    /// Reads the titles of all resumes. Each distinct title is compared with that of the role once.
    fn held<'c>(&self, clues: &RoleClues<'c>) -> tantivy::Result<Held<'c>> {
        let resumes = self.reader.max_doc() as usize;
        let mut held = Held { inside: vec![false; resumes], credit: vec![0; resumes], implied: Vec::new() };
        for is_position in [true, false] {
            let prefix = if is_position { Sign::Held("") } else { Sign::Headline("") }.to_string();
            let mut titles = self.signs.terms().range().ge(&prefix).into_stream()?;
            while titles.advance() {
                let Some(title) = title_of(&titles, &prefix) else { break };
                let clue = clues.held(title);
                if clue.credit.is_none() && clue.implied.is_empty() {
                    continue;
                }
                let postings = self.signs.read_postings_from_terminfo(titles.value(), IndexRecordOption::Basic)?;
                let documents = documents(postings);
                if let Some(credit) = clue.credit {
                    for at in documents.iter().map(|document| *document as usize) {
                        held.inside.get_mut(at).into_iter().for_each(|inside| *inside |= is_position);
                        held.credit.get_mut(at).into_iter().for_each(|it| *it = thousandths(credit).max(*it));
                    }
                }
                held.implied.extend(clue.implied.into_iter().map(|entry| (entry, documents.clone())));
            }
        }
        for word in clues.openers() {
            self.each_with(&Sign::Opens(word).to_string(), |document| {
                let at = document as usize;
                let most = RoleClues::in_prose().of(held.inside.get(at).copied().unwrap_or_default());
                held.credit.get_mut(at).into_iter().for_each(|it| *it = thousandths(most).max(*it));
            })?;
        }
        Ok(held)
    }

    /// Returns the resumes that have a word for each step of a phrase, wherever the words are.
    fn with_phrase(&self, phrase: &[Vec<LexicalWord<'_>>], stems: &mut Stems) -> tantivy::Result<Vec<DocId>> {
        let mut steps = vec![0_u16; self.reader.max_doc() as usize];
        for (step, words) in (0_u16..).zip(phrase) {
            for word in words {
                self.each_with_word(*word, stems, |document| {
                    if let Some(reached) = steps.get_mut(document as usize).filter(|reached| **reached == step) {
                        *reached += 1;
                    }
                })?;
            }
        }
        let all = u16::try_from(phrase.len()).unwrap_or(u16::MAX);
        Ok((0..).zip(steps).filter(|(_, reached)| *reached == all).map(|(document, _)| document).collect())
    }

    /// Calls `found` with each resume that has the sign.
    fn each_with(&self, sign: &str, found: impl FnMut(DocId)) -> tantivy::Result<()> {
        each(&self.signs, &Term::from_field_text(self.sign, sign), found)
    }

    /// Calls `found` with each resume that has the word; perhaps also with resumes that have other forms of it.
    fn each_with_word(
        &self,
        word: LexicalWord<'_>,
        stems: &mut Stems,
        found: impl FnMut(DocId),
    ) -> tantivy::Result<()> {
        let term = match word {
            LexicalWord::Stem(stem) => stem.to_owned(),
            // The index has a form beside its stem only where they differ.
            LexicalWord::Exact(form) => match stems.of(form) {
                (_, stem) if stem == form => form.to_owned(),
                _ => format!("{WRITTEN}{form}"),
            },
        };
        each(&self.text, &Term::from_field_text(self.word, &term), found)
    }
}

/// The title in a term of the dictionary; `None` behind the last title.
fn title_of<'t>(terms: &'t TermStreamer<'_>, prefix: &str) -> Option<&'t str> {
    std::str::from_utf8(terms.key()).ok()?.strip_prefix(prefix)
}

fn each(inverted: &InvertedIndexReader, term: &Term, mut found: impl FnMut(DocId)) -> tantivy::Result<()> {
    if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
        let mut document = postings.doc();
        while document != TERMINATED {
            found(document);
            document = postings.advance();
        }
    }
    Ok(())
}

fn documents(mut postings: SegmentPostings) -> Vec<DocId> {
    let mut documents = Vec::new();
    let mut document = postings.doc();
    while document != TERMINATED {
        documents.push(document);
        document = postings.advance();
    }
    documents
}

/// A credit in thousandths, which fit into 16 bits.
fn thousandths(credit: Credit) -> u16 {
    u16::try_from(credit.thousandths()).unwrap_or(u16::MAX)
}
