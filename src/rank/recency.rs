//! Tells the newest of one person's files, by the contents of the resumes.

use serde::{Deserialize, Serialize};

use crate::candidate::{Candidate, LatestDates};

/// Bytes of the content hash that order equals.
const CONTENT_BYTES: usize = 8;

/// How new a file is. The greater is the newer.
///
/// The latest position decides: first its end (a position still held is later than any date), then its start. Of
/// equals, the longer text is newer, because updates mostly add text; then the content hash decides, so that the order
/// is always the same. The time stamps of files do not count, because copying or unpacking a directory changes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recency {
    is_readable: bool,
    latest: LatestDates,
    text_bytes: u32,
    content: [u8; CONTENT_BYTES],
}

impl Recency {
    /// Returns how new the file of `candidate` is.
    pub fn of(candidate: &Candidate) -> Recency {
        let hash = blake3::hash(candidate.content.as_deref().unwrap_or_default().as_bytes());
        let content = hash.as_bytes().first_chunk().copied().unwrap_or_default();
        let Some(scored) = candidate.as_scored() else { return Recency { content, ..Recency::default() } };
        let text_bytes = u32::try_from(scored.document.text.len()).unwrap_or(u32::MAX);
        Recency { is_readable: true, latest: scored.overview.latest, text_bytes, content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::{Outcome, sample};

    fn with(end: Option<(i16, u8)>, start: (i16, u8), more_text: &str) -> Recency {
        let mut candidate = sample::candidate("a", 50, 1000);
        if let Outcome::Scored(scored) = &mut candidate.outcome {
            scored.overview.latest = LatestDates { is_open: end.is_none(), end: end.unwrap_or_default(), start };
            scored.document.text.push_str(more_text);
        }
        Recency::of(&candidate)
    }

    #[test]
    fn the_end_of_the_latest_position_counts_before_its_begin_and_that_before_the_length_of_the_text() {
        let from_old_to_new = [
            Recency::of(&sample::unreadable("a")),
            with(Some((2019, 12)), (2019, 1), "much longer than the others"),
            with(Some((2020, 1)), (2015, 1), ""),
            with(Some((2020, 1)), (2016, 1), ""),
            with(None, (2010, 1), ""),
            with(None, (2010, 1), "and more"),
            with(None, (2024, 5), ""),
        ];
        assert!(from_old_to_new.is_sorted_by(|a, b| a < b));
    }
}
