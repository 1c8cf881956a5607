//! A block of text on a PDF page: lines that belong together by their position, fonts and words.

use super::block_starts::{ends_range, is_entry, is_heading};
use super::text_segments::Segment;
use crate::formats::repair::{self, BULLET};
use crate::formats::repair::{line_wrap, split_address};

/// Largest difference in font size between lines of a block, as a share.
const SIZE_SHARE: f64 = 0.08;
/// Largest baseline distance within a block, in ems.
const LEADING: f64 = 1.75;
/// A baseline distance larger than the last one by this factor ends a block.
const LEADING_GROWTH: f64 = 1.2;
/// Largest difference between the left ends of a block's lines, in ems, and the largest indent of its first line.
const INDENT: f64 = 0.6;
const FIRST_INDENT: f64 = 3.5;
/// Factor by which the next word is assumed to be wider than its average glyph width suggests.
const WORD_SLACK: f64 = 1.2;
/// The same factor for a line that begins in lower case, which continues a block even after more free room.
const LOWER_SLACK: f64 = 3.0;
/// Words that occur on a line of their own between two dates.
const CONNECTORS: &[&str] = &["to", "-", "–", "until", "till", "through"];
/// Lines shorter than this, in characters, are seldom wrapped: in a list of short lines, the longest defines the column
/// width.
const SHORT: usize = 28;

/// A block that may continue.
pub(super) struct TextBlock<'a> {
    text: String,
    first: &'a Segment,
    pub(super) last: &'a Segment,
    /// Distance of the last two baselines.
    leading: Option<f64>,
    /// Left end of the lines after the first.
    hang: Option<f64>,
}

impl<'a> TextBlock<'a> {
    pub(super) fn new(line: &'a Segment) -> Self {
        Self { text: line.text.clone(), first: line, last: line, leading: None, hang: None }
    }

    pub(super) fn push(&mut self, line: &'a Segment, hyphenated: bool) {
        // An address cut by a narrow column says nothing about the layout of the text around it.
        if !split_address::is_split(&self.last.text, &line.text) {
            self.leading = Some(line.y - self.last.y);
            self.hang = Some(line.x0);
        }
        line_wrap::join_line(&mut self.text, &line.text, hyphenated);
        self.last = line;
    }

    pub(super) fn write(&self, text: &mut String) {
        if self.first.item {
            text.push_str(BULLET);
        }
        text.push_str(&self.text);
        text.push('\n');
    }

    /// True if `line` continues the block.
    pub(super) fn continues(&self, line: &Segment) -> bool {
        let last = self.last;
        let size = last.size.max(line.size);
        let leading = line.y - last.y;
        let begins_lower = line.text.starts_with(|c: char| c.is_lowercase());
        let close = leading > 0.0 && leading < LEADING * size;
        let connector = |line: &Segment| CONNECTORS.contains(&line.text.as_str());
        if connector(line) || connector(last) || ends_range(&line.text, &last.text) {
            return close;
        }
        if split_address::is_split(&last.text, &line.text) {
            return close && self.is_aligned(line) && !fits(line, last, 1.0);
        }
        let parted_word = begins_lower && last.text.ends_with(['-', '\u{ad}']);
        let starts_block = line.item
            || is_heading(&line.text)
            || is_heading(&last.text)
            || is_entry(&line.text, &last.text)
            || (last.fonts.part_from(&line.fonts) && !parted_word)
            || line_wrap::is_numbered(&line.text)
            || repair::after_bullet(&line.text).is_some();
        let table = line.text.contains('\t') || last.text.contains('\t');
        if starts_block || table || (last.size - line.size).abs() > SIZE_SHARE * size {
            return false;
        }
        if leading <= 0.0 {
            // At the top of the next column, only the obvious rest of a sentence continues the block.
            return begins_lower && !last.text.ends_with(['.', '!', '?', ':', ';']) && !fits(line, last, WORD_SLACK);
        }
        if leading > LEADING * size || self.leading.is_some_and(|usual| usual > 0.0 && leading > LEADING_GROWTH * usual)
        {
            return false;
        }
        // List items have their own bullets, and a block of two lines is running text.
        let running = self.first.item || self.leading.is_some();
        let short = !running && last.text.chars().count() < SHORT;
        let slack = match (short, begins_lower) {
            (true, true) => 1.0,
            (true, false) => return false,
            (false, true) => LOWER_SLACK,
            (false, false) => WORD_SLACK,
        };
        self.is_aligned(line) && !fits(line, last, slack)
    }

    fn is_aligned(&self, line: &Segment) -> bool {
        let near = INDENT * line.size;
        match self.hang {
            Some(hang) => (line.x0 - hang).abs() < near,
            // The second line of an item is below the item's text or bullet. The second line of a paragraph is below
            // the first or, if the first is indented, to its left.
            None if self.first.item => line.x0 > self.first.left - near && line.x0 < self.first.x0 + near,
            None => line.x0 < self.first.x0 + near && line.x0 > self.first.x0 - FIRST_INDENT * line.size,
        }
    }
}

/// True if the first word of `line` would have fitted at the end of `last`, so that the line break was intended.
fn fits(line: &Segment, last: &Segment, slack: f64) -> bool {
    let word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let glyphs = line.text.chars().count().max(1);
    // The width of a space and the word at the line's average glyph width.
    let width = (line.x1 - line.x0) * (word + 1) as f64 / glyphs as f64;
    last.x1 + slack * width < last.right
}
