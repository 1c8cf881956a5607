//! Makes one line of each block of a PDF page, told by the places of its lines.

use super::layout::Line;
use super::repair::{self, BULLET};
use super::unwrap;

/// Lines of one block differ by at most this share in size.
const SIZE_SHARE: f64 = 0.08;
/// Baselines of one block lie at most this many ems apart.
const LEADING: f64 = 1.75;
/// Within a block, a distance this much larger than the last one ends it.
const LEADING_GROWTH: f64 = 1.2;
/// Lines of one block begin within this many ems of each other, but for a first line's indent.
const INDENT: f64 = 0.6;
const FIRST_INDENT: f64 = 3.5;
/// A distance of baselines past this many ems is shown as an empty line.
const EMPTY_LINE: f64 = 2.2;
/// Shorter lines, in characters, are seldom wrapped: the widest of a list of short lines fills its own column.
const SHORT: usize = 28;

/// The text of a page: a block a line.
pub(super) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut block: Option<Block<'_>> = None;
    for line in lines {
        match &mut block {
            Some(open) if open.continues(line) => open.push(line),
            _ => {
                if let Some(done) = block.take() {
                    done.write(&mut text);
                    let gap = line.y - done.last.y;
                    if gap > EMPTY_LINE * line.size.max(done.last.size) || gap < 0.0 {
                        text.push('\n');
                    }
                }
                block = Some(Block::new(line));
            }
        }
    }
    if let Some(done) = block {
        done.write(&mut text);
    }
    text
}

/// A block that may still go on.
struct Block<'a> {
    text: String,
    first: &'a Line,
    last: &'a Line,
    /// Distance of its last two baselines.
    leading: Option<f64>,
    /// Where its lines after the first begin.
    hang: Option<f64>,
}

impl<'a> Block<'a> {
    fn new(line: &'a Line) -> Self {
        Self { text: line.text.clone(), first: line, last: line, leading: None, hang: None }
    }

    fn push(&mut self, line: &'a Line) {
        self.leading = Some(line.y - self.last.y);
        self.hang = Some(line.x0);
        unwrap::join(&mut self.text, &line.text);
        self.last = line;
    }

    fn write(&self, text: &mut String) {
        if self.first.item {
            text.push_str(BULLET);
        }
        text.push_str(&self.text);
        text.push('\n');
    }

    /// Whether `line` is the block's next line.
    fn continues(&self, line: &Line) -> bool {
        let last = self.last;
        let size = last.size.max(line.size);
        let leading = line.y - last.y;
        let begins_lower = line.text.starts_with(|c: char| c.is_lowercase());
        let starts_block = line.item || unwrap::is_numbered(&line.text) || repair::after_bullet(&line.text).is_some();
        let table = line.text.contains('\t') || last.text.contains('\t');
        let spaced = leading <= 0.0
            || leading > LEADING * size
            || self.leading.is_some_and(|usual| leading > LEADING_GROWTH * usual);
        if starts_block || table || spaced || (last.size - line.size).abs() > SIZE_SHARE * size {
            return false;
        }
        let short = last.text.chars().count() < SHORT && !begins_lower;
        self.is_aligned(line) && !short && !fits(line, last)
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
fn fits(line: &Line, last: &Line) -> bool {
    let word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let letters = line.text.chars().count().max(1);
    // A space and the word, at the line's mean width of a letter.
    let width = (line.x1 - line.x0) * (word + 1) as f64 / letters as f64;
    last.x1 + width < last.right
}
