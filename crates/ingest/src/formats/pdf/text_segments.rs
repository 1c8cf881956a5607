//! Joins the glyphs of a PDF page to segments: stretches of text on one baseline without a wide gap.

use hayro_interpret::hayro_cmap::BfString;
use kurbo::Rect;

use super::fake_bold::Doubles;
use super::fonts::Fonts;
use super::placed_glyph::{PlacedGlyph, WORD_GAP};
use crate::formats::repair;

/// A gap of this many ems ends a segment.
const SEGMENT_GAP: f64 = 1.2;
/// Kerning may move glyphs back by up to this many ems, and so may an accent drawn before its letter.
const BACKWARDS: f64 = 0.7;
/// Baselines within this many ems count as one line, which includes superscripts.
pub(super) const SAME_LINE: f64 = 0.35;
/// Least number of spaces between single letters in a letter-spaced heading: "S K I L L S".
const SPACED_OUT: usize = 3;
/// In such a heading, spaces between words are wider by this factor.
const WORD_WIDER: f64 = 1.5;
/// A glyph smaller than this share of its line may be raised or lowered by `RAISED` ems of the line.
const SMALL: f64 = 0.8;
const RAISED: f64 = 0.6;
/// Largest distance between a bullet and its text, in ems.
const BULLET_GAP: f64 = 4.0;
/// Largest height of a bullet drawn as a shape, in ems of its text.
const DOT_SIZE: f64 = 0.65;

/// More bullets than this on a page are a decorative pattern and are not treated as bullets. A dense page of lists has
/// a hundred, and rows of dots that rate skills another hundred.
const MAX_BULLETS: usize = 500;

/// A stretch of text on one baseline; positions in points from the upper left corner of the page. The reading order
/// joins the segments of a line to one.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub text: String,
    /// Left end, including the bullet.
    pub left: f64,
    /// Left end of the text.
    pub x0: f64,
    pub x1: f64,
    /// Baseline.
    pub y: f64,
    /// Font size in points.
    pub size: f64,
    /// True if a bullet precedes the text.
    pub item: bool,
    /// Right edge of the column, once the reading order has found it.
    pub right: f64,
    /// Fonts of the glyphs.
    pub fonts: Fonts,
}

#[cfg(test)]
impl Segment {
    /// A segment at this place with glyphs half an em wide and ten points high, in a column that ends at 300.
    pub(super) fn at(text: &str, x: f64, y: f64) -> Self {
        let x1 = x + text.chars().count() as f64 * 5.0;
        let fonts = Fonts::default();
        Self { text: text.into(), left: x, x0: x, x1, y, size: 10.0, item: false, right: 300.0, fonts }
    }
}

/// Returns segments in drawing order, with bullets turned into [`Segment::item`].
pub(super) fn segments(glyphs: &[PlacedGlyph], dots: &[Rect]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = runs(glyphs).into_iter().filter_map(finish).collect();
    attach_bullets(&mut segments);
    if dots.len() <= MAX_BULLETS {
        dots.iter().for_each(|dot| attach_dot(&mut segments, dot));
    }
    segments
}

fn runs(glyphs: &[PlacedGlyph]) -> Vec<Segment> {
    let mut doubles = Doubles::default();
    let mut runs: Vec<Segment> = Vec::new();
    let mut spaces = Spaces::default();
    for glyph in glyphs {
        let space = glyph.is_space();
        if !space && doubles.is_double(glyph) {
            continue;
        }
        match runs.last_mut().filter(|run| continues(run, glyph)) {
            Some(run) => {
                let gap = glyph.x.0 - run.x1;
                if !run.text.ends_with(' ') && (space || gap > WORD_GAP * run.size.max(glyph.size)) {
                    run.text.push(' ');
                }
                if !space {
                    spaces.note(run, glyph);
                    // If the first glyph is a bullet, the text begins at the second.
                    if run.text.trim_end().chars().nth(1).is_none() {
                        run.x0 = glyph.x.0;
                    }
                    push(run, glyph);
                }
                run.x1 = run.x1.max(glyph.x.1);
                run.size = run.size.max(glyph.size);
            }
            None if space => {}
            None => {
                spaces.close(runs.last_mut());
                let ((left, x1), y, size) = (glyph.x, glyph.y, glyph.size.max(1.0));
                let (text, fonts) = (String::new(), Fonts::default());
                let mut run = Segment { text, left, x0: left, x1, y, size, item: false, right: x1, fonts };
                push(&mut run, glyph);
                spaces.end = x1;
                runs.push(run);
            }
        }
    }
    spaces.close(runs.last_mut());
    runs
}

/// The spaces of the open segment.
#[derive(Default)]
struct Spaces {
    /// Byte offset in the text and width of each space.
    places: Vec<(usize, f64)>,
    /// Right end of the last glyph.
    end: f64,
}

impl Spaces {
    /// Records the space, if any, between the end of `run` and the next glyph.
    fn note(&mut self, run: &Segment, glyph: &PlacedGlyph) {
        if run.text.ends_with(' ') {
            self.places.push((run.text.len() - 1, glyph.x.0 - self.end));
        }
        self.end = glyph.x.1;
    }

    /// Ends the segment. Letter-spaced text becomes words, separated at the widest spaces.
    fn close(&mut self, run: Option<&mut Segment>) {
        let places = std::mem::take(&mut self.places);
        let Some(run) = run.filter(|run| places.len() >= SPACED_OUT && is_spaced_out(&run.text)) else { return };
        let mut widths: Vec<f64> = places.iter().map(|(_, width)| *width).collect();
        widths.sort_by(f64::total_cmp);
        let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
        for (at, _) in places.iter().rev().filter(|(_, width)| *width < WORD_WIDER * usual) {
            run.text.remove(*at);
        }
    }
}

/// True if the text consists of single letters separated by spaces.
fn is_spaced_out(text: &str) -> bool {
    text.trim().split(' ').all(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() || c == '&') && chars.next().is_none()
    })
}

fn continues(run: &Segment, glyph: &PlacedGlyph) -> bool {
    let size = run.size.max(glyph.size);
    let gap = glyph.x.0 - run.x1;
    // Superscripts and subscripts.
    let reach = if glyph.size < SMALL * run.size { RAISED } else { SAME_LINE };
    (glyph.y - run.y).abs() < reach * size && gap > -BACKWARDS * size && gap < SEGMENT_GAP * size
}

fn push(run: &mut Segment, glyph: &PlacedGlyph) {
    let from = run.text.len();
    match &glyph.text {
        BfString::Char(c) => run.text.push(*c),
        BfString::String(s) => run.text.push_str(s),
    }
    // Bullets and symbols often come from a font of their own.
    let is_word = run.text.get(from..).is_some_and(|added| added.chars().all(char::is_alphanumeric));
    if let Some(font) = glyph.font.filter(|_| is_word) {
        run.fonts.add(font, 1);
    }
}

/// Repairs the text and removes its bullet; `None` if nothing is left.
fn finish(run: Segment) -> Option<Segment> {
    let text = repair::characters(run.text.trim());
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(match repair::after_bullet(text) {
        Some(rest) if !rest.is_empty() => Segment { text: rest.into(), item: true, ..run },
        _ => Segment { text: text.into(), x0: run.left, ..run },
    })
}

/// Attaches bullets without text to the segment on their right.
fn attach_bullets(segments: &mut Vec<Segment>) {
    let is_bullet = |segment: &Segment| repair::is_lone_bullet(&segment.text);
    if segments.iter().filter(|segment| is_bullet(segment)).count() > MAX_BULLETS {
        return;
    }
    let bullets: Vec<Segment> = segments.extract_if(.., |segment| is_bullet(segment)).collect();
    for bullet in bullets {
        let middle = bullet.y;
        match right_of(segments, bullet.x1, bullet.size, |segment| {
            (segment.y - middle).abs() < SAME_LINE * segment.size.max(bullet.size)
        }) {
            Some(segment) => {
                segment.item = true;
                segment.left = bullet.left;
            }
            None => segments.push(bullet),
        }
    }
}

/// Treats a small filled shape before a text, at the height of its letters, as a bullet.
fn attach_dot(segments: &mut [Segment], dot: &Rect) {
    let middle = dot.center().y;
    let found = right_of(segments, dot.x1, dot.height() / DOT_SIZE, |segment| {
        dot.height() < DOT_SIZE * segment.size && middle < segment.y && middle > segment.y - segment.size
    });
    if let Some(segment) = found {
        segment.item = true;
        segment.left = segment.left.min(dot.x0);
    }
}

/// Returns the nearest segment right of `x` that `on_line` accepts.
fn right_of(segments: &mut [Segment], x: f64, size: f64, on_line: impl Fn(&Segment) -> bool) -> Option<&mut Segment> {
    segments
        .iter_mut()
        .filter(|segment| {
            let gap = segment.x0 - x;
            gap > -WORD_GAP * size && gap < BULLET_GAP * segment.size && on_line(segment)
        })
        .min_by(|a, b| a.x0.total_cmp(&b.x0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds the glyphs of a text, each half an em wide and followed by `gap` points; the second of two spaces only
    /// widens the gap.
    fn glyphs(text: &str, gap: f64) -> Vec<PlacedGlyph> {
        let mut x = 50.0;
        let place = |c: char| {
            let start = x;
            x += 5.0 + gap;
            PlacedGlyph::typed(BfString::Char(c), (start, start + 5.0), 100.0, 10.0)
        };
        text.chars().map(place).collect()
    }

    fn texts(glyphs: &[PlacedGlyph]) -> Vec<String> {
        segments(glyphs, &[]).into_iter().map(|segment| segment.text).collect()
    }

    #[test]
    fn letter_spaced_text_becomes_words() {
        assert_eq!(texts(&glyphs("WORK", 3.0)), ["WORK"]);
        assert_eq!(texts(&glyphs("W O R K", 0.0)), ["WORK"]);
        assert_eq!(texts(&glyphs("W O R K  L I F E", 0.0)), ["WORK LIFE"]);
        assert_eq!(texts(&glyphs("I am a B C D", 0.0)), ["I am a B C D"]);
    }

    #[test]
    fn a_superscript_stays_in_its_line() {
        let mut line = glyphs("21st May", 0.0);
        for glyph in line.iter_mut().skip(2).take(2) {
            (glyph.y, glyph.size) = (95.0, 6.0);
        }
        assert_eq!(texts(&line), ["21st May"]);
    }

    #[test]
    fn fake_bold_is_read_once() {
        let mut line = glyphs("book", 0.0);
        let mut shadow = line.clone();
        shadow.iter_mut().for_each(|glyph| (glyph.x, glyph.y) = ((glyph.x.0 + 0.9, glyph.x.1), glyph.y - 0.9));
        line.extend(shadow);
        assert_eq!(texts(&line), ["book"]);
    }
}
