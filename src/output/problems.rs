//! Remarks about the files of a run as CSV: files not read or read in part, hidden words, notes, skipped files.

use std::io::{self, Write};

use super::cells;
use super::sheet::{io_error, safe, writer};
use crate::candidate::Candidate;
use crate::explain::remarks;
use crate::rank::external_sort::{NUMBERS, Sorter};
use rolefit_ingest::{Skipped, SkippedFile};

/// The columns, which scripts rely on.
pub const HEADER: [&str; 6] = ["candidate", "status", "code", "page", "problem", "remedy"];

/// The group of skipped files, after all groups of candidates.
const SKIPPED: [u8; 2] = [2, 0];

/// Collects one row per remark: first files that could not be read, then files read in part, then all others, each in
/// the order of ids, then skipped files.
#[derive(Debug)]
pub struct Problems {
    /// Key: the group, and the number of rows added before.
    rows: Sorter,
    added: u64,
}

impl Default for Problems {
    fn default() -> Self {
        Self { rows: Sorter::new(NUMBERS), added: 0 }
    }
}

impl Problems {
    /// The rows of one candidate.
    pub fn rows(candidate: &Candidate) -> Vec<Vec<u8>> {
        let row = |remark: remarks::Remark| {
            let page = remark.page.map(|page| page.to_string()).unwrap_or_default();
            let remedy = remark.remedy.as_deref().unwrap_or_default();
            let cells = [&candidate.id, candidate.status().as_str(), &remark.code, &page, &remark.message, remedy];
            let class = [u8::from(candidate.as_scored().is_some()), u8::from(candidate.problem().is_none())];
            [&class[..], &cells::pack(cells.map(safe))].concat()
        };
        remarks::remarks(candidate).into_iter().map(row).collect()
    }

    /// The rows of skipped files, which come last. Without their names if the run is `blind`.
    pub fn rows_of_skipped(skipped: &Skipped, blind: bool) -> Vec<Vec<u8>> {
        let row = |file: &SkippedFile| {
            let remark = remarks::problem(&file.problem());
            let (name, remedy) = (if blind { "" } else { &file.name }, remark.remedy.unwrap_or_default());
            let cells = [name, "skipped", &remark.code, "", &remark.message, &remedy];
            [&SKIPPED[..], &cells::pack(cells.map(safe))].concat()
        };
        skipped.files().into_iter().map(row).collect()
    }

    /// Adds the rows of the candidate whose id is next.
    ///
    /// # Errors
    /// The errors of `Sorter::push`.
    pub fn add(&mut self, rows: &[Vec<u8>]) -> io::Result<()> {
        for (class, cells) in rows.iter().filter_map(|row| row.split_first_chunk::<2>()) {
            self.rows.push(&[&class[..], &self.added.to_be_bytes()].concat(), cells)?;
            self.added += 1;
        }
        Ok(())
    }

    /// Writes all rows that were added.
    ///
    /// # Errors
    /// The errors of `out` and of `Sorter::sorted`.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = writer(out);
        writer.write_record(HEADER).map_err(io_error)?;
        let mut rows = self.rows.sorted()?;
        while let Some((_, cells)) = rows.next_pair()? {
            writer.write_record(cells::unpack(cells)).map_err(io_error)?;
        }
        writer.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::{Outcome, sample};
    use rolefit_document::{Hidden, HiddenWay};

    #[test]
    fn what_could_not_be_read_comes_before_what_hides_words() {
        let mut hides = sample::candidate("a.pdf", 70, 936);
        if let Outcome::Scored(scored) = &mut hides.outcome {
            scored.document.hidden = vec![Hidden { page: Some(2), way: HiddenWay::Tiny, words: 3 }];
        }
        let candidates = [hides, sample::candidate("b.pdf", 70, 936), sample::unreadable("=scan.pdf")];
        let (mut problems, mut out) = (Problems::default(), Vec::new());
        candidates.iter().for_each(|candidate| problems.add(&Problems::rows(candidate)).unwrap());
        problems.write(&mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
