//! Bounds the score of every resume of an index in a role, without reading a resume.
//!
//! The first bound of a resume comes from signs and words alone, and costs a few instructions per resume and part of
//! the role. The closer bound judges the outline of the resume, which costs about fifty times as much.

use std::cmp::Reverse;

use rayon::prelude::*;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, TantivyError};

use super::ResumeIndex;
use super::outlines::Outlines;
use super::segment::Segment;
use super::segment_bounds::SegmentBounds;
use crate::pool::Fault;
use crate::pool::fault::guarded;
use crate::score::{Outline, OutlineJudge, RoleClues, SeenWords, WordAt, outline_bytes};
use crate::units::Score;

/// Resumes that a thread bounds at once, so that each list of the index is opened once for many.
const CHUNK: usize = 256;

/// The most that a resume can score in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bound {
    /// The bound.
    pub score: Score,
    /// The place of the resume in the index.
    pub address: DocAddress,
}

/// The bounds of all resumes of an index in a role.
pub(crate) struct Bounds<'a> {
    judge: &'a OutlineJudge<'a>,
    segments: Vec<SegmentBounds>,
    /// `None` if another run is replacing the index.
    outlines: Option<Outlines>,
    /// The first bounds, the highest first.
    pub first: Vec<Bound>,
}

impl ResumeIndex {
    /// Returns the bounds of all resumes.
    ///
    /// # Errors
    /// [`Fault::Outdated`] if some resumes were indexed with another vocabulary or by another version, as
    /// [`ResumeIndex::search`] otherwise.
    pub(crate) fn bounds<'a>(&self, clues: &'a RoleClues<'_>, version: &str) -> Result<Bounds<'a>, Fault> {
        guarded(|| {
            let of = |reader| {
                let segment = Segment::open(reader, self.fields.sign, self.fields.text)?;
                if segment.is_of(version)? { segment.bounds(clues) } else { Err(Fault::Outdated) }
            };
            let segments: Result<Vec<SegmentBounds>, Fault> =
                self.searcher.segment_readers().par_iter().map(of).collect();
            let segments = segments?;
            let mut first: Vec<Bound> = Vec::with_capacity(self.len());
            for ((number, segment), reader) in (0..).zip(&segments).zip(self.searcher.segment_readers()) {
                let bounds = (0..).zip(&segment.scores).filter(|(document, _)| !reader.is_deleted(*document));
                first.extend(
                    bounds.map(|(document, score)| Bound { score: *score, address: DocAddress::new(number, document) }),
                );
            }
            first.par_sort_unstable_by_key(|bound| (Reverse(bound.score), bound.address));
            let outlines = Outlines::open(&self.directory).ok();
            Ok(Bounds { judge: &clues.outlines, segments, outlines, first })
        })
    }
}

impl Bounds<'_> {
    /// Returns the closer bounds of resumes.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the index turns out to be.
    pub(crate) fn closer(&self, first: &[Bound]) -> Result<Vec<Bound>, Fault> {
        let mut sorted = first.to_vec();
        sorted.sort_unstable_by_key(|bound| bound.address);
        let of = |segment: &SegmentBounds| Ok(self.outlines.as_ref().and_then(|outlines| outlines.of(segment.id)));
        let outlines: Vec<Option<Column<u64>>> =
            self.segments.par_iter().map(|segment| guarded(|| of(segment))).collect::<Result<_, Fault>>()?;
        let closer = sorted.par_chunks(CHUNK).map(|chunk| {
            let segments = chunk.chunk_by(|one, other| one.address.segment_ord == other.address.segment_ord);
            segments.map(|bounds| self.closer_in_segment(bounds, &outlines)).collect::<Result<Vec<_>, Fault>>()
        });
        let closer: Result<Vec<Vec<Vec<Bound>>>, Fault> = closer.collect();
        Ok(closer?.into_iter().flatten().flatten().collect())
    }

    /// Returns the closer bounds of resumes of one segment, which are in order. `outlines` are those of all segments.
    /// Without outlines the bounds stay.
    fn closer_in_segment(&self, bounds: &[Bound], outlines: &[Option<Column<u64>>]) -> Result<Vec<Bound>, Fault> {
        let number = bounds.first().map_or(0, |bound| bound.address.segment_ord) as usize;
        let outlines = outlines.get(number).and_then(Option::as_ref);
        let Some((segment, outlines)) = self.segments.get(number).zip(outlines) else { return Ok(bounds.to_vec()) };
        let documents: Vec<DocId> = bounds.iter().map(|bound| bound.address.doc_id).collect();
        let places = guarded(|| segment.places(&documents).map_err(|error| TantivyError::from(error).into()))?;
        let mut bytes = Vec::new();
        let closer = bounds.iter().zip(&places).map(|(bound, places)| {
            outline_bytes(outlines.values_for_doc(bound.address.doc_id), &mut bytes);
            let score = self.judged(segment, bound.address.doc_id, places, &bytes);
            Bound { score: score.map_or(bound.score, |score| score.min(bound.score)), ..*bound }
        });
        Ok(closer.collect())
    }

    /// Judges the outline of a resume; `None` if it tells nothing.
    fn judged(&self, segment: &SegmentBounds, document: DocId, places: &[WordAt], outline: &[u8]) -> Option<Score> {
        let known = segment.known.get(document as usize).filter(|known| !known.is_damaged)?;
        let outline: Outline<'_> = postcard::from_bytes(outline).ok()?;
        let (may_state_title, is_misspelled) = (known.may_state_title, known.is_misspelled);
        self.judge.score(&outline, SeenWords { places, may_state_title, is_misspelled })
    }
}
