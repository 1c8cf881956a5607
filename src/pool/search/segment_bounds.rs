//! Bounds the scores of the resumes of one segment of an index, which has its own dictionaries, by signs and words.

use std::io;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader};

use super::segment::{Segment, thousandths};
use super::segment_resumes::{Known, Resumes};
use super::stems::Stems;
use crate::pool::Fault;
use crate::score::{Most, PartClues, RoleClues, WordAt, WordClues};
use crate::units::{Credit, Score};

/// The first bounds of the resumes of a segment by number, and what their closer bounds need.
pub(super) struct SegmentBounds {
    pub scores: Vec<Score>,
    pub known: Vec<Known>,
    /// The segment.
    pub id: SegmentId,
    text: Arc<InvertedIndexReader>,
    /// The words that the role asks for, by number; without those that no resume has.
    words: Vec<(u32, TermInfo)>,
}

impl Segment<'_> {
    /// Returns the bounds of all resumes.
    pub(super) fn bounds(&self, clues: &RoleClues<'_>) -> Result<SegmentBounds, Fault> {
        let number = self.reader.max_doc() as usize;
        let resumes = self.resumes(clues)?;
        let (mut earned, mut most) = (vec![0_u64; number], vec![0_u16; number]);
        let mut stems = Stems::default();
        for part in &clues.parts {
            most.fill(0);
            if part.is_open {
                most.fill(thousandths(Credit::FULL));
            } else if part.is_title {
                most.copy_from_slice(&resumes.title);
            } else {
                self.raise(part, &resumes, &mut stems, &mut most)?;
            }
            let by_credit: Vec<u64> = (0..=Credit::FULL.thousandths()).map(|it| part.earned(Credit::new(it))).collect();
            for (earned, credit) in earned.iter_mut().zip(&most) {
                *earned += by_credit.get(usize::from(*credit)).copied().unwrap_or_default();
            }
        }
        let score = |(earned, known): (u64, &Known)| match known.is_damaged {
            // Criteria are left unanswered, so that even little support can give a full score.
            true => Score::FULL,
            false => clues.score(earned, known.is_inside),
        };
        let scores = earned.into_iter().zip(&resumes.known).map(score).collect();
        let mut words = Vec::new();
        for (number, word) in (0..).zip(clues.outlines.words.words()) {
            words.extend(self.text.get_term_info(&self.term(word, &mut stems))?.map(|info| (number, info)));
        }
        Ok(SegmentBounds { scores, known: resumes.known, id: self.reader.segment_id(), text: self.text.clone(), words })
    }

    /// Raises the credits to the most that the part is worth in each resume.
    fn raise(
        &self,
        part: &PartClues<'_>,
        resumes: &Resumes<'_>,
        stems: &mut Stems,
        most: &mut [u16],
    ) -> tantivy::Result<()> {
        for (sign, credit) in &part.signs {
            let mut raise = raise(resumes, *credit, most, |_| true);
            self.each_with(sign, &mut raise)?;
        }
        for (sign, credit) in &part.signs_if_misspelled {
            let mut raise = raise(resumes, *credit, most, |known| known.is_misspelled);
            self.each_with(sign, &mut raise)?;
        }
        for (_, documents) in resumes.implied.iter().filter(|(entry, _)| Some(*entry) == part.entry) {
            documents.iter().copied().for_each(raise(resumes, part.implied, most, |_| true));
        }
        if let Some(credit) = part.misspelled {
            (0..self.reader.max_doc()).for_each(raise(resumes, credit, most, |known| known.is_misspelled));
        }
        for (_, phrase, credit) in &part.phrases {
            let found = self.with_phrase(phrase, stems)?;
            found.into_iter().for_each(raise(resumes, *credit, most, |_| true));
        }
        part.words.as_ref().map_or(Ok(()), |words| self.raise_by_words(words, resumes, stems, most))
    }

    /// Raises the credits to the most that telling words allow.
    fn raise_by_words(
        &self,
        words: &WordClues<'_>,
        resumes: &Resumes<'_>,
        stems: &mut Stems,
        credits: &mut [u16],
    ) -> tantivy::Result<()> {
        let mut shown = vec![(0_u32, 0_u16); credits.len()];
        for (word, weight) in &words.words {
            self.each_with_word(*word, stems, |document| {
                if let Some((sum, distinct)) = shown.get_mut(document as usize) {
                    *sum += weight;
                    *distinct += 1;
                }
            })?;
        }
        for ((known, resume), (sum, distinct)) in credits.iter_mut().zip(&resumes.known).zip(shown) {
            if distinct > 0 {
                let credit = words.credit(sum, usize::from(distinct), resume.is_inside);
                *known = thousandths(credit).max(*known);
            }
        }
        Ok(())
    }
}

impl SegmentBounds {
    /// Returns the places of the words asked for in each of the resumes, which are in order.
    pub(super) fn places(&self, documents: &[DocId]) -> io::Result<Vec<Vec<WordAt>>> {
        let mut places = vec![Vec::new(); documents.len()];
        let mut positions = Vec::new();
        for (number, info) in &self.words {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.text.read_postings_from_terminfo(info, option)?;
            for (document, places) in documents.iter().zip(&mut places) {
                if postings.doc() < *document {
                    postings.seek(*document);
                }
                if postings.doc() == *document {
                    postings.positions(&mut positions);
                    places.extend(positions.iter().map(|at| (*number, *at)));
                }
            }
        }
        Ok(places)
    }
}

/// Returns a function that raises the credit of a resume, if `counts` is true for it.
fn raise(
    resumes: &Resumes<'_>,
    credit: Most,
    credits: &mut [u16],
    counts: impl Fn(&Known) -> bool,
) -> impl FnMut(DocId) {
    let [outside, inside] = [false, true].map(|is_inside| thousandths(credit.of(is_inside)));
    move |document| {
        let at = document as usize;
        if let Some((known, most)) = resumes.known.get(at).zip(credits.get_mut(at)).filter(|(known, _)| counts(known)) {
            *most = if known.is_inside { inside } else { outside }.max(*most);
        }
    }
}
