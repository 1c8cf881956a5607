//! Sorts the segments of a PDF page into reading order: columns one after the other, each from top to bottom.

use super::date_rail;
use super::placed_glyph::WORD_GAP;
use super::right_to_left;
use super::text_segments::{SAME_LINE, Segment};

/// Least width, in ems, of the white gutter between two columns.
const GUTTER: f64 = 0.5;
/// Least number of lines per column; lists with bullets need one line less.
const COLUMN_LINES: usize = 3;
/// A right column of dates or figures belongs to the lines on its left. It is recognised by more than this share of its
/// segments being level with a line on the left, with fewer than [`CELL_WORDS`] words on average.
const ALIGNED: f64 = 0.85;
const CELL_WORDS: usize = 6;
/// A gap of this many ems within a line separates table cells and is written as a tab.
const CELL_GAP: f64 = 2.0;
/// A column's right edge is where `EDGE_LINES` lines end within `EDGE` ems of each other, in the last `EDGE_NEAR` of
/// the width available.
const EDGE_LINES: usize = 3;
const EDGE: f64 = 2.0;
const EDGE_NEAR: f64 = 0.2;
/// Narrower text ends where at least `NARROW_LINES` lines, and half of all lines, end within `NARROW_EDGE` ems.
const NARROW_LINES: usize = 6;
const NARROW_EDGE: f64 = 5.0;
/// Running text on the left means that both sides are columns. It is recognised by one in this many lines beginning in
/// lower case, with at least half as many lines on the right.
const WRAPPED_ONE_IN: usize = 4;
/// A page of more segments than this is not split into columns; a dense page has 2,000.
const MAX_SEGMENTS: usize = 10_000;
/// Deepest nesting of regions; a resume page needs a handful.
const MAX_SPLITS: usize = 64;

/// Returns the lines of a page of `width` points in reading order.
pub(super) fn lines(segments: Vec<Segment>, width: f64) -> Vec<Segment> {
    let mut lines = Vec::new();
    // Left and right margins are assumed to be equal.
    let margin = segments.iter().map(|segment| segment.left).fold(width / 4.0, f64::min);
    let right = right_edge(&segments, width - margin);
    split_region(segments, right, 0, &mut lines);
    right_to_left::order(&mut lines);
    lines
}

/// Returns the right edge of a column that may extend to `limit`. The edge is where several lines end close to each
/// other near the limit, or else the limit itself.
fn right_edge(segments: &[Segment], limit: f64) -> f64 {
    let left = segments.iter().map(|segment| segment.left).fold(limit, f64::min);
    let mut ends: Vec<(f64, f64)> = segments.iter().map(|segment| (segment.x1, segment.size)).collect();
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near = limit - EDGE_NEAR * (limit - left);
    ends.windows(EDGE_LINES)
        .filter_map(|window| Some((window.first()?, window.last()?)))
        .take_while(|(first, _)| first.0 > near)
        .find(|(first, last)| first.0 - last.0 < EDGE * first.1)
        .map(|(first, _)| first.0)
        .or_else(|| narrow_edge(&ends))
        .unwrap_or(limit)
}

/// Returns the right edge of text far from its limit, if most of its lines end there.
fn narrow_edge(ends: &[(f64, f64)]) -> Option<f64> {
    let &(edge, size) = ends.first()?;
    let full = ends.iter().take_while(|(end, _)| edge - end < NARROW_EDGE * size).count();
    (full >= NARROW_LINES && full * 2 >= ends.len()).then_some(edge)
}

/// Splits a region at a gutter, or else at its widest horizontal gap, until only lines are left.
fn split_region(mut segments: Vec<Segment>, right: f64, splits: usize, lines: &mut Vec<Segment>) {
    if segments.len() <= 1 || segments.len() > MAX_SEGMENTS || splits > MAX_SPLITS {
        return push_lines(segments, right, lines);
    }
    let size = median_size(&segments);
    if let Some(x) = gutter(&mut segments, size) {
        let (left, beside): (Vec<_>, Vec<_>) = segments.iter().cloned().partition(|segment| segment.left < x);
        let columns = are_columns(&left, &beside, size);
        for (main, rail, limit) in [(&left, &beside, x), (&beside, &left, right)] {
            let mixes = columns || date_rail::has_tall_blocks(rail, size);
            if let Some(merged) = mixes.then(|| date_rail::merged(main, rail, size)).flatten() {
                return push_lines(merged, right_edge(main, limit), lines);
            }
        }
        if columns {
            let (edge, beside_edge) = (right_edge(&left, x), right_edge(&beside, right));
            split_region(left, edge, splits + 1, lines);
            return split_region(beside, beside_edge, splits + 1, lines);
        }
    }
    match widest_gap(&mut segments) {
        Some(at) => {
            let below = segments.split_off(at);
            split_region(segments, right, splits + 1, lines);
            split_region(below, right, splits + 1, lines);
        }
        None => push_lines(segments, right, lines),
    }
}

fn median_size(segments: &[Segment]) -> f64 {
    let mut sizes: Vec<f64> = segments.iter().map(|segment| segment.size).collect();
    sizes.sort_by(f64::total_cmp);
    debug_assert!(!sizes.is_empty(), "only regions with segments have a font size");
    sizes.get(sizes.len() / 2).copied().unwrap_or_default().max(4.0)
}

/// Returns the middle of the widest vertical stripe that no segment crosses.
fn gutter(segments: &mut [Segment], size: f64) -> Option<f64> {
    segments.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (mut widest, mut middle, mut reach) = (GUTTER * size, None, f64::MAX);
    for segment in segments {
        if segment.left - reach > widest {
            widest = segment.left - reach;
            middle = Some((segment.left + reach) / 2.0);
        }
        reach = if reach == f64::MAX { segment.x1 } else { reach.max(segment.x1) };
    }
    middle
}

/// True if the two sides are read one after the other, rather than line by line across.
fn are_columns(left: &[Segment], right: &[Segment], size: f64) -> bool {
    let listed = right.iter().filter(|segment| segment.item).count() * 2 >= right.len();
    let least = COLUMN_LINES - usize::from(listed);
    if count_lines(left, size) < least || count_lines(right, size) < least {
        return false;
    }
    if listed {
        return true;
    }
    let beside = |segment: &&Segment| left.iter().any(|other| (other.y - segment.y).abs() < 0.25 * size);
    let aligned = right.iter().filter(beside).count() as f64;
    let words: usize = right.iter().map(|segment| segment.text.split_whitespace().count()).sum();
    let cells = aligned > ALIGNED * right.len() as f64 && words < CELL_WORDS * right.len();
    !cells || is_wrapped(left, right)
}

/// True if the left side is running text beside much of the right side, as in two columns.
fn is_wrapped(left: &[Segment], right: &[Segment]) -> bool {
    let top = right.iter().map(|segment| segment.y - segment.size).fold(f64::MAX, f64::min);
    let bottom = right.iter().map(|segment| segment.y + segment.size).fold(f64::MIN, f64::max);
    let beside: Vec<&Segment> = left.iter().filter(|segment| segment.y > top && segment.y < bottom).collect();
    let goes_on = |segment: &&&Segment| segment.text.starts_with(char::is_lowercase);
    let wrapped = beside.iter().filter(goes_on).count();
    wrapped * WRAPPED_ONE_IN >= beside.len() && right.len() * 2 >= beside.len()
}

fn count_lines(segments: &[Segment], size: f64) -> usize {
    let mut baselines: Vec<i64> = segments.iter().map(|segment| (segment.y / (size * 0.6)) as i64).collect();
    baselines.sort_unstable();
    baselines.dedup();
    baselines.len()
}

/// Sorts by baseline and returns the index below the widest gap between lines.
fn widest_gap(segments: &mut [Segment]) -> Option<usize> {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (mut widest, mut place, mut bottom) = (0.0, None, f64::MAX);
    for (index, segment) in segments.iter().enumerate() {
        // Glyphs reach about 0.8 em above their baseline and 0.2 em below.
        let gap = segment.y - 0.8 * segment.size - bottom;
        if gap > widest {
            widest = gap;
            place = Some(index);
        }
        let reach = segment.y + 0.2 * segment.size;
        bottom = if bottom == f64::MAX { reach } else { bottom.max(reach) };
    }
    place
}

/// Builds the lines of a region without columns.
fn push_lines(mut segments: Vec<Segment>, right: f64, lines: &mut Vec<Segment>) {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rest = segments.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut row = vec![first];
        while let Some(next) = rest.next_if(|next| row.first().is_some_and(|first| same_line(first, next))) {
            row.push(next);
        }
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut line: Option<Segment> = None;
        for segment in row {
            match &mut line {
                // A bullet in the middle of a line begins another item.
                Some(open) if !segment.item => append(open, &segment),
                _ => lines.extend(line.replace(Segment { right, ..segment })),
            }
        }
        lines.extend(line);
    }
}

fn same_line(first: &Segment, next: &Segment) -> bool {
    next.y - first.y < SAME_LINE * first.size.max(next.size)
}

fn append(line: &mut Segment, segment: &Segment) {
    let gap = segment.left - line.x1;
    let size = segment.size.max(line.size);
    // Programs that draw Hebrew and Arabic from right to left leave each letter a segment of its own.
    if gap > WORD_GAP * size || !right_to_left::is_right_to_left_text(&segment.text) {
        line.text.push(if gap > CELL_GAP * size { '\t' } else { ' ' });
    }
    line.text.push_str(&segment.text);
    line.fonts.append(&segment.fonts);
    line.x1 = line.x1.max(segment.x1);
    line.size = line.size.max(segment.size);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(segments: Vec<Segment>) -> Vec<String> {
        lines(segments, 600.0).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut segments =
            vec![Segment::at("A heading across the whole page of this resume, long enough for both", 50.0, 20.0)];
        for (row, y) in [60.0, 72.0, 84.0].into_iter().enumerate() {
            segments.push(Segment::at(&format!("skill {row}"), 50.0, y));
            segments.push(Segment::at(&format!("grew the sales of software to many banks {row}"), 200.0, y + 3.0));
        }
        let texts = texts(segments);
        assert_eq!(texts[1..4], ["skill 0", "skill 1", "skill 2"]);
        assert!(texts[4].ends_with('0') && texts[6].ends_with('2'));
    }

    #[test]
    fn dates_at_the_right_belong_to_their_titles() {
        let segments = (0..4).flat_map(|row| {
            let y = f64::from(row) * 12.0;
            [Segment::at("Account Manager, Acme", 50.0, y), Segment::at("2015 – 2019", 450.0, y)]
        });
        assert!(texts(segments.collect()).iter().all(|text| text == "Account Manager, Acme\t2015 – 2019"));
    }

    #[test]
    fn two_columns_of_bullets_are_two_lists() {
        let item = |text, x, y| Segment { item: true, ..Segment::at(text, x, y) };
        let segments =
            vec![item("one", 50.0, 0.0), item("three", 250.0, 0.0), item("two", 50.0, 12.0), item("four", 250.0, 12.0)];
        assert_eq!(texts(segments), ["one", "two", "three", "four"]);
    }

    #[test]
    fn segments_in_any_order_are_read_from_top_to_bottom() {
        assert_eq!(
            texts(vec![Segment::at("second", 50.0, 30.0), Segment::at("first", 50.0, 10.0)]),
            ["first", "second"]
        );
    }
}
