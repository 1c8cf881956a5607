//! A block of a PDF page, and whether the next line goes on with it, told by their places, fonts and words.

use super::layout::Line;
use super::starts::{ends_range, is_entry, is_heading};
use crate::formats::repair::{self, BULLET};
use crate::formats::repair::{line_wrap, split_address};

/// Lines of one block differ by at most this share in size.
const SIZE_SHARE: f64 = 0.08;
/// Baselines of one block lie at most this many ems apart.
const LEADING: f64 = 1.75;
/// Within a block, a distance this much larger than the last one ends it.
const LEADING_GROWTH: f64 = 1.2;
/// Lines of one block begin within this many ems of each other, but for a first line's indent.
const INDENT: f64 = 0.6;
const FIRST_INDENT: f64 = 3.5;
/// A word is taken to be this much wider than its letters are on average.
const WORD_SLACK: f64 = 1.2;
/// A line that begins in lower case goes on with one that left even more room.
const LOWER_SLACK: f64 = 3.0;
/// What stands on a line of its own between two dates.
const CONNECTORS: &[&str] = &["to", "-", "–", "until", "till", "through"];
/// Shorter lines, in characters, are seldom wrapped: the widest of a list of short lines fills its own column.
const SHORT: usize = 28;

/// A block that may still go on.
pub(super) struct Block<'a> {
    text: String,
    first: &'a Line,
    pub(super) last: &'a Line,
    /// Distance of its last two baselines.
    leading: Option<f64>,
    /// Where its lines after the first begin.
    hang: Option<f64>,
}

impl<'a> Block<'a> {
    pub(super) fn new(line: &'a Line) -> Self {
        Self { text: line.text.clone(), first: line, last: line, leading: None, hang: None }
    }

    pub(super) fn push(&mut self, line: &'a Line, hyphenated: bool) {
        // A column that cuts an address tells nothing of how its text goes on.
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

    /// Whether `line` is the block's next line.
    pub(super) fn continues(&self, line: &Line) -> bool {
        let last = self.last;
        let size = last.size.max(line.size);
        let leading = line.y - last.y;
        let begins_lower = line.text.starts_with(|c: char| c.is_lowercase());
        let close = leading > 0.0 && leading < LEADING * size;
        let connector = |line: &Line| CONNECTORS.contains(&line.text.as_str());
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
            // The top of the next column goes on only with what is plainly the rest of a sentence.
            return begins_lower && !last.text.ends_with(['.', '!', '?', ':', ';']) && !fits(line, last, WORD_SLACK);
        }
        if leading > LEADING * size || self.leading.is_some_and(|usual| usual > 0.0 && leading > LEADING_GROWTH * usual)
        {
            return false;
        }
        // A list's entries have bullets of their own, and what was wrapped once is running text.
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

    fn is_aligned(&self, line: &Line) -> bool {
        let near = INDENT * line.size;
        match self.hang {
            Some(hang) => (line.x0 - hang).abs() < near,
            // The second line of an item stands under its text or its bullet; that of a paragraph under its first
            // line or, if that is indented, before it.
            None if self.first.item => line.x0 > self.first.left - near && line.x0 < self.first.x0 + near,
            None => line.x0 < self.first.x0 + near && line.x0 > self.first.x0 - FIRST_INDENT * line.size,
        }
    }
}

/// Whether the first word of `line` had room at the end of `last`, so that the break was meant.
fn fits(line: &Line, last: &Line, slack: f64) -> bool {
    let word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let letters = line.text.chars().count().max(1);
    // A space and the word, at the line's mean width of a letter.
    let width = (line.x1 - line.x0) * (word + 1) as f64 / letters as f64;
    last.x1 + slack * width < last.right
}
