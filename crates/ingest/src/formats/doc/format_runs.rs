//! The pages of a DOC file that say from where to where in its stream a look holds.

use std::ops::Range;

use super::plc::{plc, size_at, u32_at};

const PAGE: usize = 512;
/// The bits of a page's number.
const PAGE_NUMBER: usize = 0x3f_ffff;

/// A stretch of the stream and the modifiers that hold in it.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub bytes: Range<u32>,
    /// The number of the paragraph's style; nought for letters.
    pub style: u16,
    pub modifiers: &'a [u8],
}

/// The stretches of a file, by place.
#[derive(Debug, Default)]
pub(super) struct Runs<'a> {
    runs: Vec<Run<'a>>,
    /// Some pages lie outside the file.
    pub is_damaged: bool,
}

/// What a page is about: its entries differ in size and form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Letters,
    Paragraphs,
}

impl<'a> Runs<'a> {
    /// Reads the pages that `table` lists, but no more than `most` stretches.
    pub fn new(table: &[u8], document: &'a [u8], about: About, most: usize) -> Self {
        let mut runs = Runs::default();
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
            runs.runs.extend(page_runs(page, about));
        }
        runs.runs.sort_by_key(|run| run.bytes.start);
        runs
    }

    /// The stretch that holds the byte `at`, and its number.
    pub fn at(&self, at: u32) -> Option<(usize, &Run<'a>)> {
        let number = self.runs.partition_point(|run| run.bytes.start <= at).checked_sub(1)?;
        let run = self.runs.get(number)?;
        run.bytes.contains(&at).then_some((number, run))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Run<'a>> {
        self.runs.iter()
    }
}

fn page_runs(page: &[u8], about: About) -> Vec<Run<'_>> {
    let count = usize::from(page.last().copied().unwrap_or_default());
    let entry_size = if about == About::Letters { 1 } else { 13 };
    let run = |index: usize| {
        let bytes = u32_at(page, 4 * index)?..u32_at(page, 4 * (index + 1))?;
        let at = 2 * usize::from(*page.get(4 * (count + 1) + entry_size * index)?);
        let (style, modifiers) = if at == 0 { (0, &[][..]) } else { look(page, at, about)? };
        Some(Run { bytes, style, modifiers })
    };
    (0..count).filter_map(run).collect()
}

/// The style and modifiers at a place of a page.
fn look(page: &[u8], at: usize, about: About) -> Option<(u16, &[u8])> {
    let length = usize::from(*page.get(at)?);
    if about == About::Letters {
        return Some((0, page.get(at + 1..at + 1 + length)?));
    }
    // In words, without the half of one that the length takes; where that is nought, the next byte has the length.
    let look = match length {
        0 => page.get(at + 2..at + 2 + 2 * usize::from(*page.get(at + 1)?))?,
        _ => page.get(at + 1..at + 2 * length)?,
    };
    Some((super::plc::u16_at(look, 0)?, look.get(2..)?))
}
