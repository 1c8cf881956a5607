//! Searches an index: finds the resumes that match a query, the most relevant first, and returns their texts.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::schema::{TantivyDocument, Value};
use tantivy::{DocAddress, DocId, ReloadPolicy, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::compile::compile;
use super::directory;
use super::resume::Resume;
use super::schema::{Fields, schema};
use super::syntax::Query;
use crate::pool::Fault;
use crate::pool::fault::guarded;

/// Relevance is rounded to thousandths. Finer differences come from rounding and change with the layout of the index.
const THOUSANDTHS: f32 = 1000.0;

/// Blocks of stored resumes kept in memory, because each block holds several resumes and unpacking one takes time.
const CACHED_BLOCKS: usize = 100;

/// An index that can be searched, as it was when it was opened.
pub struct ResumeIndex {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    /// Where the index lies.
    pub(super) directory: PathBuf,
}

/// A resume that matches a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The relevance by BM25, in thousandths: rare words count more, and so do frequent ones in a short text. It orders
    /// the hits of one query and is not a fit score.
    pub relevance: u32,
    order: u64,
    address: DocAddress,
}

impl ResumeIndex {
    /// Opens the index in `directory`.
    ///
    /// # Errors
    /// [`Fault::Missing`] if there is none, [`Fault::Damaged`] if its files were changed, [`Fault::Outdated`] if
    /// another version wrote them.
    pub fn open(directory: &Path) -> Result<ResumeIndex, Fault> {
        guarded(|| {
            let index = directory::open(directory)?;
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
            let reader = reader.doc_store_cache_num_blocks(CACHED_BLOCKS).try_into()?;
            Ok(ResumeIndex { searcher: reader.searcher(), fields: schema().1, directory: directory.to_owned() })
        })
    }

    /// The number of resumes.
    pub fn len(&self) -> usize {
        usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// True if there are no resumes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all resumes that match `query`, the most relevant first. Equally relevant resumes are ordered by the
    /// hash of their content. Current positions count until the day `as_of`.
    ///
    /// # Errors
    /// [`Fault::Damaged`] or [`Fault::Outdated`] if the index turns out to be.
    pub fn search(&self, query: &Query, as_of: Date) -> Result<Vec<Hit>, Fault> {
        guarded(|| {
            let query = compile(query, &self.fields, as_of)?;
            let mut hits = self.searcher.search(&*query, &AllHits)?;
            hits.sort_unstable_by_key(|hit| (Reverse(hit.relevance), hit.order, hit.address));
            Ok(hits)
        })
    }

    /// Returns the resume of a hit in this index.
    ///
    /// # Errors
    /// As [`ResumeIndex::search`].
    pub fn resume(&self, hit: &Hit) -> Result<Resume, Fault> {
        self.at(hit.address)
    }

    /// Returns the resume at `address`.
    pub(crate) fn at(&self, address: DocAddress) -> Result<Resume, Fault> {
        guarded(|| read(&self.searcher, &self.fields, address))
    }
}

/// The addresses of all resumes.
pub(super) fn addresses(searcher: &Searcher) -> impl Iterator<Item = DocAddress> {
    let segments = (0..).zip(searcher.segment_readers());
    segments
        .flat_map(|(segment, reader)| reader.doc_ids_alive().map(move |document| DocAddress::new(segment, document)))
}

/// Reads the resume at `address`.
pub(super) fn read(searcher: &Searcher, fields: &Fields, address: DocAddress) -> Result<Resume, Fault> {
    let document: TantivyDocument = searcher.doc(address)?;
    let stored = document.get_first(fields.resume).and_then(|value| value.as_bytes()).ok_or(Fault::Damaged)?;
    // Checksums rule out damage, so the resume has the shape of another version.
    serde_json::from_slice(stored).map_err(|_| Fault::Outdated)
}

/// Collects every hit. Their number must be known, and their order must not depend on the division into segments.
struct AllHits;

struct SegmentHits {
    segment: SegmentOrdinal,
    order: Arc<dyn ColumnValues<u64>>,
    hits: Vec<Hit>,
}

impl Collector for AllHits {
    type Fruit = Vec<Hit>;
    type Child = SegmentHits;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentHits> {
        let order = reader.fast_fields().u64("order")?.first_or_default_col(0);
        Ok(SegmentHits { segment, order, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, hits: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(hits.concat())
    }
}

impl SegmentCollector for SegmentHits {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.hits.push(Hit {
            relevance: (score * THOUSANDTHS).round() as u32,
            order: self.order.get_val(document),
            address: DocAddress::new(self.segment, document),
        });
    }

    fn harvest(self) -> Vec<Hit> {
        self.hits
    }
}
