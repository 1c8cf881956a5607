//! A segment of an index, which has its own dictionaries: finds resumes by signs and words.

use std::sync::Arc;

use tantivy::index::SegmentReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, InvertedIndexReader};

use super::stems::Stems;
use super::tokenizer::WRITTEN;
use crate::matcher::LexicalWord;
use crate::score::Sign;
use crate::units::Credit;

/// A segment of an index.
pub(super) struct Segment<'a> {
    pub(super) reader: &'a SegmentReader,
    pub(super) signs: Arc<InvertedIndexReader>,
    pub(super) text: Arc<InvertedIndexReader>,
    sign: Field,
    word: Field,
}

impl<'a> Segment<'a> {
    pub(super) fn open(reader: &'a SegmentReader, sign: Field, word: Field) -> tantivy::Result<Segment<'a>> {
        let (signs, text) = (reader.inverted_index(sign)?, reader.inverted_index(word)?);
        Ok(Segment { reader, signs, text, sign, word })
    }

    /// True if the signs of all resumes are of this version.
    pub(super) fn is_of(&self, version: &str) -> tantivy::Result<bool> {
        let mut found = 0;
        self.each_with(&Sign::Version(version).to_string(), |document| {
            found += u32::from(!self.reader.is_deleted(document));
        })?;
        Ok(found == self.reader.num_docs())
    }

    /// Returns the resumes that have a word for each step of a phrase, wherever the words are.
    pub(super) fn with_phrase(
        &self,
        phrase: &[Vec<LexicalWord<'_>>],
        stems: &mut Stems,
    ) -> tantivy::Result<Vec<DocId>> {
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
    pub(super) fn each_with(&self, sign: &str, found: impl FnMut(DocId)) -> tantivy::Result<()> {
        each_of(&self.signs, &Term::from_field_text(self.sign, sign), found)
    }

    /// Calls `found` with each resume that has the word; perhaps also with resumes that have other forms of it.
    pub(super) fn each_with_word(
        &self,
        word: LexicalWord<'_>,
        stems: &mut Stems,
        found: impl FnMut(DocId),
    ) -> tantivy::Result<()> {
        each_of(&self.text, &self.term(word, stems), found)
    }

    /// The term that the index has for the word.
    pub(super) fn term(&self, word: LexicalWord<'_>, stems: &mut Stems) -> Term {
        let term = match word {
            LexicalWord::Stem(stem) => stem.to_owned(),
            // The index has a form beside its stem only where they differ.
            LexicalWord::Exact(form) => match stems.of(form) {
                (_, stem) if stem == form => form.to_owned(),
                _ => format!("{WRITTEN}{form}"),
            },
        };
        Term::from_field_text(self.word, &term)
    }
}

fn each_of(inverted: &InvertedIndexReader, term: &Term, found: impl FnMut(DocId)) -> tantivy::Result<()> {
    if let Some(postings) = inverted.read_block_postings(term, IndexRecordOption::Basic)? {
        each(postings, found);
    }
    Ok(())
}

/// Calls `found` with each resume of the postings, by whole blocks.
pub(super) fn each(mut postings: BlockSegmentPostings, mut found: impl FnMut(DocId)) {
    while !postings.docs().is_empty() {
        postings.docs().iter().for_each(|document| found(*document));
        postings.advance();
    }
}

/// A credit in thousandths, which fit into 16 bits.
pub(super) fn thousandths(credit: Credit) -> u16 {
    u16::try_from(credit.thousandths()).unwrap_or(u16::MAX)
}
