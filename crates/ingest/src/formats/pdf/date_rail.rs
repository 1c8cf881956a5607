//! Puts a column of dates and places back beside the entries that it belongs to, as LaTeX and Word templates set it.
//!
//! Such a column is read neither before nor after the text beside it: what stands at the height of an entry's first
//! line is written at the end, or at the beginning, of that line.

use super::text_segments::{SAME_LINE, Segment};
use crate::formats::repair;

/// Most words on a line of the column.
const MOST_WORDS: usize = 6;
/// Most words of a place.
const PLACE_WORDS: usize = 4;
/// Least share of blocks that hold nothing but dates and places, in tenths.
const LEAST_TENTHS: usize = 8;
/// A line of the column further below the last one, in ems, begins another block.
const BLOCK_GAP: f64 = 2.0;

/// Returns the segments of both sides as one text if `rail` is a column of dates beside `main`, else `None`.
pub(super) fn merged(main: &[Segment], rail: &[Segment], size: f64) -> Option<Vec<Segment>> {
    let words = |side: &[Segment]| side.iter().map(|segment| segment.text.split_whitespace().count()).sum::<usize>();
    if rail.iter().any(|segment| segment.item) || words(main) < words(rail) {
        return None;
    }
    let lines = lines(rail, size);
    let kinds: Vec<Kind> = lines.iter().map(|line| Kind::of(&line.text)).collect();
    let blocks = blocks(&lines, &kinds, size);
    let is_good = |block: &&Block| block.kinds.contains(&Kind::Date) && !block.kinds.contains(&Kind::Other);
    let good = blocks.iter().filter(is_good).count();
    if good == 0 || good * 10 < blocks.len() * LEAST_TENTHS {
        return None;
    }
    let level = |block: &Block| {
        let near = |segment: &&Segment| (segment.y - block.first.y).abs() < SAME_LINE * size.max(segment.size);
        main.iter().find(near).map(|segment| segment.y)
    };
    // Cells in the middle of their row keep their height; a sidebar is level with nothing on purpose.
    if blocks.iter().filter(|block| level(block).is_some()).count() * 2 < blocks.len() {
        return None;
    }
    let mut segments = main.to_vec();
    for block in blocks {
        let y = level(&block).unwrap_or(block.first.y);
        segments.push(Segment { text: block.text, y, x1: block.x1, ..block.first });
    }
    Some(segments)
}

/// True if some entry has more than one line in the column, so that reading line by line would mix them up.
pub(super) fn has_tall_blocks(rail: &[Segment], size: f64) -> bool {
    let lines = lines(rail, size);
    lines.windows(2).any(|pair| matches!(pair, [a, b] if b.y - a.y < BLOCK_GAP * size))
}

/// The kind of a line in the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Date,
    /// "7 years 9 months".
    Duration,
    Place,
    /// The rest of a range that wrapped: "Present".
    Rest,
    Other,
}

impl Kind {
    fn of(text: &str) -> Kind {
        let words: Vec<&str> =
            text.split([' ', '/', '.', '-', '–', '—', ',']).filter(|word| !word.is_empty()).collect();
        if words.len() > MOST_WORDS {
            return Kind::Other;
        }
        let digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
        let is_year = |word: &&str| repair::is_year(word);
        let numbers = words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
        match words.as_slice() {
            words if words.iter().any(is_year) => Kind::Date,
            // "03/19 – 04/21"
            words if numbers >= 2 && numbers * 2 >= words.len() && text.contains(['/', '.']) => Kind::Date,
            [first, ..] if first.bytes().all(|byte| byte.is_ascii_digit()) && words.len() > 1 => Kind::Duration,
            _ if digit(text) => Kind::Other,
            [_] => Kind::Rest,
            words if words.len() <= PLACE_WORDS && text.contains(',') => Kind::Place,
            _ => Kind::Other,
        }
    }
}

/// What stands beside one entry.
struct Block {
    first: Segment,
    text: String,
    x1: f64,
    kinds: Vec<Kind>,
}

/// The lines of the column, from top to bottom.
fn lines(rail: &[Segment], size: f64) -> Vec<Segment> {
    let mut sorted: Vec<&Segment> = rail.iter().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Segment> = Vec::new();
    for segment in sorted {
        match lines.last_mut().filter(|line| segment.y - line.y < SAME_LINE * size.max(line.size)) {
            Some(line) if segment.left >= line.left => {
                line.text.push(' ');
                line.text.push_str(&segment.text);
                line.x1 = line.x1.max(segment.x1);
            }
            _ => lines.push(segment.clone()),
        }
    }
    lines
}

fn blocks(lines: &[Segment], kinds: &[Kind], size: f64) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_y = f64::MIN;
    for (line, &kind) in lines.iter().zip(kinds) {
        let goes_on = |block: &&mut Block| {
            let wraps = block.text.ends_with(['-', '–', '—', '/']) || block.text.ends_with(" to");
            let dated = block.kinds.contains(&Kind::Date);
            let next = dated && matches!(kind, Kind::Date | Kind::Place | Kind::Other) && !wraps;
            line.y - last_y < BLOCK_GAP * size && !next
        };
        match blocks.last_mut().filter(goes_on) {
            Some(block) => {
                let wraps = block.text.ends_with(['-', '–', '—', '/']);
                block.text.push(if wraps || kind == Kind::Rest { ' ' } else { '\t' });
                block.text.push_str(&line.text);
                block.x1 = block.x1.max(line.x1);
                block.kinds.push(kind);
            }
            None => blocks.push(Block { first: line.clone(), text: line.text.clone(), x1: line.x1, kinds: vec![kind] }),
        }
        last_y = line.y;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::super::reading_order::lines;
    use super::*;

    fn item(text: &str, x: f64, y: f64) -> Segment {
        Segment { item: true, ..Segment::at(text, x, y) }
    }

    fn texts(segments: Vec<Segment>) -> Vec<String> {
        lines(segments, 600.0).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn place_dates_and_duration_at_the_right_belong_to_the_first_line_of_their_entry() {
        let mut segments = Vec::new();
        for (at, year) in [(0.0, 2015), (60.0, 2011)] {
            segments.push(Segment::at("Widget Works, Buyer", 50.0, at));
            segments.push(item("bought parts for two factories and kept the books of the", 50.0, at + 12.0));
            segments.push(Segment::at("whole department in order", 60.0, at + 24.0));
            segments.push(Segment::at("Hull, UK", 450.0, at));
            segments.push(Segment::at(&format!("May {year} – present"), 440.0, at + 12.0));
            segments.push(Segment::at("4 years 2 months", 440.0, at + 24.0));
        }
        let texts = texts(segments);
        assert_eq!(texts[0], "Widget Works, Buyer\tHull, UK\tMay 2015 – present\t4 years 2 months");
        assert_eq!(texts[2], "whole department in order");
        assert!(texts[3].ends_with("Hull, UK\tMay 2011 – present\t4 years 2 months"));
    }

    #[test]
    fn dates_at_the_left_that_wrap_stand_before_their_entry() {
        let mut segments = Vec::new();
        for (at, year) in [(0.0, 2015), (60.0, 2011)] {
            segments.push(Segment::at(&format!("May {year} –"), 50.0, at));
            segments.push(Segment::at("Present", 50.0, at + 12.0));
            segments.push(Segment::at("Buyer, Widget Works, Hull", 150.0, at));
            segments.push(item("bought parts for two factories", 150.0, at + 12.0));
            segments.push(item("kept the books of the whole department", 150.0, at + 24.0));
        }
        let texts = texts(segments);
        assert_eq!(texts[0], "May 2015 – Present\tBuyer, Widget Works, Hull");
        assert_eq!(texts[3], "May 2011 – Present\tBuyer, Widget Works, Hull");
    }

    #[test]
    fn a_sidebar_with_a_degree_is_a_column() {
        let mut segments = vec![Segment::at("2008 – 2012", 450.0, 0.0), Segment::at("BSc in Botany", 450.0, 12.0)];
        segments.push(Segment::at("Fallow University", 450.0, 24.0));
        for row in 0..4 {
            segments.push(Segment::at(
                "grew and sold many plants to gardeners in the north",
                50.0,
                f64::from(row) * 12.0,
            ));
        }
        assert_eq!(texts(segments)[4..], ["2008 – 2012", "BSc in Botany", "Fallow University"]);
    }
}
