//! One glyph of a PDF page: its text, position and paint.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use kurbo::{Affine, Point, Size};

use super::fonts::{self, Font};
use crate::formats::visibility::TINY;
use rolefit_document::HiddenWay;

/// A gap of this many ems separates words.
pub(super) const WORD_GAP: f64 = 0.16;
/// Units per em in glyph space.
const EM: f64 = 1000.0;
/// Advance width, in glyph space, where the font states none: half an em.
const ADVANCE: f64 = 500.0;
/// Height of a glyph's middle above the baseline, in ems.
const MIDDLE: f64 = 0.3;
/// Type 3 fonts define their own glyph space. A font size above `HUGE` points results from that and is replaced.
const HUGE: f64 = 500.0;
const TYPE3_SIZE: f64 = 10.0;

/// A glyph whose height is turned into its width by so much that this share of its area is left shows a line only.
const FLAT: f64 = 0.05;
/// The usual page in points.
const LETTER: Size = Size::new(612.0, 792.0);
/// A page that is so many times larger in both directions is no paper.
const POSTER: f64 = 6.0;

/// A drawn glyph. Positions are in points from the upper left corner of the page, turned so that the glyph is upright.
#[derive(Clone, Debug)]
pub(super) struct PlacedGlyph {
    pub text: BfString,
    /// Left and right end on the baseline.
    pub x: (f64, f64),
    /// Baseline.
    pub y: f64,
    /// Font size in points.
    pub size: f64,
    /// Middle of the glyph on the page as displayed.
    pub middle: Point,
    /// Quarter turns that make the glyph upright.
    pub turn: u8,
    /// `None` if the font is unknown.
    pub font: Option<Font>,
    pub color: [u8; 4],
    /// True if drawn in the invisible text mode.
    pub invisible: bool,
    /// The way in which a clip path or mask hides the glyph.
    pub hidden: Option<HiddenWay>,
    /// Position in drawing order.
    pub order: usize,
}

impl PlacedGlyph {
    /// Places a glyph on a page of this size, black and visible; `None` if its position is not finite.
    pub(super) fn new(glyph: &Glyph<'_>, place: Affine, page: Size, order: usize) -> Option<Self> {
        let (advance, type3) = match glyph {
            Glyph::Outline(outline) => (outline.advance_width(), false),
            Glyph::Type3(glyph) => (glyph.advance_width(), true),
        };
        let advance = advance.map_or(ADVANCE, f64::from);
        let [run, climb, skew, rise, _, _] = place.as_coeffs();
        let size = skew.hypot(rise) * EM;
        let size = if type3 && size > HUGE { TYPE3_SIZE } else { size };
        let (width, height) = (run.hypot(climb), skew.hypot(rise));
        let is_flat = (run * rise - climb * skew).abs() < FLAT * width * height;
        let turn = match run.abs() >= climb.abs() {
            true if run >= 0.0 => 0,
            true => 2,
            false if climb < 0.0 => 1,
            false => 3,
        };
        let (start, end) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        let up = place * Point::new(advance / 2.0, MIDDLE * EM);
        let middle = match type3 {
            true => start.midpoint(end) - (0.0, MIDDLE * size),
            false => up,
        };
        if ![start.x, start.y, end.x, end.y, size, middle.x, middle.y].into_iter().all(f64::is_finite) {
            return None;
        }
        let (start, end) = (turn_point(start, turn, page), turn_point(end, turn, page));
        Some(Self {
            text: glyph.as_unicode().unwrap_or(BfString::Char(char::REPLACEMENT_CHARACTER)),
            x: (start.x, end.x.max(start.x)),
            y: start.y,
            size,
            middle,
            turn,
            font: fonts::of(glyph),
            color: [0, 0, 0, u8::MAX],
            invisible: false,
            hidden: (is_flat || is_lost_in(size, page)).then_some(HiddenWay::Tiny),
            order,
        })
    }

    /// Creates text that no glyph was drawn for: black, visible and upright.
    pub(super) fn typed(text: BfString, x: (f64, f64), y: f64, size: f64) -> Self {
        let middle = Point::new((x.0 + x.1) / 2.0, y - MIDDLE * size);
        let color = [0, 0, 0, u8::MAX];
        Self { text, x, y, size, middle, turn: 0, font: None, color, invisible: false, hidden: None, order: 0 }
    }

    pub(super) fn is_space(&self) -> bool {
        match &self.text {
            BfString::Char(c) => c.is_whitespace(),
            BfString::String(s) => s.trim().is_empty(),
        }
    }

    /// Returns the first character.
    pub(super) fn first(&self) -> Option<char> {
        match &self.text {
            BfString::Char(c) => Some(*c),
            BfString::String(s) => s.chars().next(),
        }
    }
}

/// True if letters of this size cannot be read on a page that is shown as a whole.
fn is_lost_in(size: f64, page: Size) -> bool {
    let scale = (page.width / LETTER.width).min(page.height / LETTER.height);
    scale > POSTER && size / scale < TINY
}

/// Returns the position of a point after quarter turns of the page.
fn turn_point(point: Point, turn: u8, page: Size) -> Point {
    match turn {
        1 => Point::new(page.height - point.y, point.x),
        2 => Point::new(page.width - point.x, page.height - point.y),
        3 => Point::new(point.y, page.width - point.x),
        _ => point,
    }
}

/// Returns the number of glyphs that are not spaces.
pub(super) fn count_inked<'a>(glyphs: impl IntoIterator<Item = &'a PlacedGlyph>) -> usize {
    glyphs.into_iter().filter(|glyph| !glyph.is_space()).count()
}

/// Returns the number of words, separated by spaces, gaps and line changes.
pub(super) fn count_words(glyphs: &[PlacedGlyph]) -> usize {
    let mut words = 0;
    let mut previous: Option<&PlacedGlyph> = None;
    for glyph in glyphs {
        let begins = previous.is_none_or(|previous| {
            previous.is_space()
                || (glyph.y - previous.y).abs() > WORD_GAP * glyph.size
                || glyph.x.0 - previous.x.1 > WORD_GAP * glyph.size
                || glyph.x.0 < previous.x.0
        });
        words += usize::from(begins && !glyph.is_space());
        previous = Some(glyph);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_text_has_each_line_below_the_last() {
        let page = Size::new(600.0, 800.0);
        // Text that runs up the left edge begins at the bottom, and its next line is to the right.
        assert_eq!(turn_point(Point::new(20.0, 700.0), 1, page), Point::new(100.0, 20.0));
        assert_eq!(turn_point(Point::new(32.0, 700.0), 1, page), Point::new(100.0, 32.0));
        assert_eq!(turn_point(Point::new(580.0, 100.0), 3, page), Point::new(100.0, 20.0));
        assert_eq!(turn_point(Point::new(580.0, 790.0), 2, page), Point::new(20.0, 10.0));
    }
}
