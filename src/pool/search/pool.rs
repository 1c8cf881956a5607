//! Asks an index: what a query finds, the most relevant first, and the resumes themselves.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::schema::{TantivyDocument, Value};
use tantivy::{DocAddress, DocId, ReloadPolicy, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::compile::compile;
use super::fault::{Fault, guarded};
use super::folder;
use super::resume::Resume;
use super::schema::{Fields, schema};
use super::syntax::Query;

/// Relevance is kept in thousandths: finer differences are those of rounding, and change with the layout of the index.
const THOUSANDTHS: f32 = 1000.0;

/// Resumes held in memory while neighbours in the index are asked for; each is unpacked with some that stand beside it.
const CACHED_BLOCKS: usize = 100;

/// An index that can be asked, as it was when it was opened.
pub struct Pool {
    searcher: Searcher,
    fields: Fields,
}

/// A resume that answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How well it answers, in thousandths, by BM25: rare words that stand often in a short text. It is no fit score, and only
    /// tells the hits of one query apart.
    pub relevance: u32,
    order: u64,
    address: DocAddress,
}

impl Pool {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// [`Fault::Missing`] if there is none, [`Fault::Damaged`] if its files are not what was written, [`Fault::Outdated`] if
    /// another version wrote them.
    pub fn open(folder: &Path) -> Result<Pool, Fault> {
        guarded(|| {
            let index = folder::open(folder)?;
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
            let reader = reader.doc_store_cache_num_blocks(CACHED_BLOCKS).try_into()?;
            Ok(Pool { searcher: reader.searcher(), fields: schema().1 })
        })
    }

    /// How many resumes there are.
    pub fn len(&self) -> usize {
        usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All resumes that answer `query`, the most relevant first; among equals the hash of their content decides. Positions
    /// that go on do so until the day `as_of`.
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

    /// The resume of a hit of this pool.
    ///
    /// # Errors
    /// As [`Pool::search`].
    pub fn resume(&self, hit: &Hit) -> Result<Resume, Fault> {
        guarded(|| read(&self.searcher, &self.fields, hit.address))
    }
}

/// Where every resume is stored.
pub(super) fn addresses(searcher: &Searcher) -> impl Iterator<Item = DocAddress> {
    let segments = (0..).zip(searcher.segment_readers());
    segments
        .flat_map(|(segment, reader)| reader.doc_ids_alive().map(move |document| DocAddress::new(segment, document)))
}

/// The resume that is stored at `address`.
pub(super) fn read(searcher: &Searcher, fields: &Fields, address: DocAddress) -> Result<Resume, Fault> {
    let document: TantivyDocument = searcher.doc(address)?;
    let stored = document.get_first(fields.resume).and_then(|value| value.as_bytes()).ok_or(Fault::Damaged)?;
    // Damage is seen before by checksums.
    serde_json::from_slice(stored).map_err(|_| Fault::Outdated)
}

/// Collects every hit: how many there are must be known, and their order must not depend on how the index is cut.
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
