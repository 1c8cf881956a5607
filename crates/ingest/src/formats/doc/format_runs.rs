//! Format runs of a DOC file: ranges of its main stream with the formatting that applies there. Runs are stored in
//! pages of 512 bytes ("formatted disk pages").

use std::ops::Range;

use super::plc::{plc, size_at};
use crate::formats::little_endian::{u16_at, u32_at};

const PAGE: usize = 512;
/// Mask of the bits that hold a page's number.
const PAGE_NUMBER: usize = 0x3f_ffff;

/// A range of the stream and the property modifiers that apply to it.
#[derive(Clone, Debug)]
pub(super) struct FormatRun<'a> {
    pub bytes: Range<u32>,
    /// The number of the paragraph style; 0 for characters.
    pub style: u16,
    pub modifiers: &'a [u8],
}

/// All runs of a file, sorted by position.
#[derive(Debug, Default)]
pub(super) struct FormatRuns<'a> {
    runs: Vec<FormatRun<'a>>,
    /// True if some pages lie outside the file.
    pub is_damaged: bool,
}

/// The kind of a page; the kinds differ in the size and layout of their entries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    Characters,
    Paragraphs,
}

impl<'a> FormatRuns<'a> {
    /// Reads the pages that `table` lists, up to about `most` runs.
    pub(super) fn new(table: &[u8], document: &'a [u8], kind: PageKind, most: usize) -> Self {
        let mut runs = FormatRuns::default();
        for (_, _, number) in plc(table, 4) {
            let number = size_at(number, 0).unwrap_or_default() & PAGE_NUMBER;
            let Some(page) = document.get(number * PAGE..(number + 1) * PAGE) else {
                runs.is_damaged = true;
                continue;
            };
            if runs.runs.len() > most {
                runs.is_damaged = true;
                break;
            }
            runs.runs.extend(page_runs(page, kind));
        }
        runs.runs.sort_by_key(|run| run.bytes.start);
        runs
    }

    /// Returns the run at byte offset `at` and its index.
    pub(super) fn at(&self, at: u32) -> Option<(usize, &FormatRun<'a>)> {
        let number = self.runs.partition_point(|run| run.bytes.start <= at).checked_sub(1)?;
        let run = self.runs.get(number)?;
        run.bytes.contains(&at).then_some((number, run))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &FormatRun<'a>> {
        self.runs.iter()
    }
}

fn page_runs(page: &[u8], kind: PageKind) -> Vec<FormatRun<'_>> {
    let count = usize::from(page.last().copied().unwrap_or_default());
    let entry_size = if kind == PageKind::Characters { 1 } else { 13 };
    let run = |index: usize| {
        let bytes = u32_at(page, 4 * index)?..u32_at(page, 4 * (index + 1))?;
        let at = 2 * usize::from(*page.get(4 * (count + 1) + entry_size * index)?);
        let (style, modifiers) = if at == 0 { (0, &[][..]) } else { formatting(page, at, kind)? };
        Some(FormatRun { bytes, style, modifiers })
    };
    (0..count).filter_map(run).collect()
}

/// Returns the style and property modifiers at an offset in a page.
fn formatting(page: &[u8], at: usize, kind: PageKind) -> Option<(u16, &[u8])> {
    let length = usize::from(*page.get(at)?);
    if kind == PageKind::Characters {
        return Some((0, page.get(at + 1..at + 1 + length)?));
    }
    // Lengths count 16-bit words and include half a word for the length itself. If the length is 0, the next byte holds
    // it.
    let entry = match length {
        0 => page.get(at + 2..at + 2 + 2 * usize::from(*page.get(at + 1)?))?,
        _ => page.get(at + 1..at + 2 * length)?,
    };
    Some((u16_at(entry, 0)?, entry.get(2..)?))
}
