//! One letter of a PDF page: what it says, where it stands, and how it was drawn.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use kurbo::{Affine, Point, Size};

use super::fonts::{self, Font};
use rolefit_document::HiddenWay;

/// Units of an em in glyph space.
const EM: f64 = 1000.0;
/// Advance in glyph space when the font does not say: half an em.
const ADVANCE: f64 = 500.0;
/// The middle of a letter above its baseline, in ems.
const MIDDLE: f64 = 0.3;
/// Type 3 fonts define their own glyph space; a size past this, in points, comes from that and is replaced.
const HUGE: f64 = 500.0;
const TYPE3_SIZE: f64 = 10.0;

/// One drawn letter. Its places are in points from the upper left of the page as it is turned to read the letter.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: BfString,
    /// Left and right end on the baseline.
    pub x: (f64, f64),
    /// Baseline.
    pub y: f64,
    /// Height of an em.
    pub size: f64,
    /// Where its middle lies on the page as it is shown.
    pub middle: Point,
    /// Quarter turns by which the page is turned to read it.
    pub turn: u8,
    /// `None` if the font cannot be told.
    pub font: Option<Font>,
    pub color: [u8; 4],
    /// Drawn in the invisible mode.
    pub invisible: bool,
    /// How the drawing hides it, whatever else is on the page.
    pub hidden: Option<HiddenWay>,
    /// Place in the order of drawing.
    pub order: usize,
}

impl Letter {
    /// A glyph drawn on a page of that size, black and visible; `None` if its place is no number.
    pub fn new(glyph: &Glyph<'_>, place: Affine, page: Size, order: usize) -> Option<Self> {
        let (advance, type3) = match glyph {
            Glyph::Outline(outline) => (outline.advance_width(), false),
            Glyph::Type3(glyph) => (glyph.advance_width(), true),
        };
        let advance = advance.map_or(ADVANCE, f64::from);
        let [run, climb, skew, rise, _, _] = place.as_coeffs();
        let size = skew.hypot(rise) * EM;
        let size = if type3 && size > HUGE { TYPE3_SIZE } else { size };
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
        let (start, end) = (turned(start, turn, page), turned(end, turn, page));
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
            hidden: None,
            order,
        })
    }

    /// Text that no glyph was drawn for: black and visible, on the upright page.
    pub fn typed(text: BfString, x: (f64, f64), y: f64, size: f64) -> Self {
        let middle = Point::new((x.0 + x.1) / 2.0, y - MIDDLE * size);
        let color = [0, 0, 0, u8::MAX];
        Self { text, x, y, size, middle, turn: 0, font: None, color, invisible: false, hidden: None, order: 0 }
    }

    pub fn is_space(&self) -> bool {
        match &self.text {
            BfString::Char(c) => c.is_whitespace(),
            BfString::String(s) => s.trim().is_empty(),
        }
    }

    /// Its first character.
    pub fn first(&self) -> Option<char> {
        match &self.text {
            BfString::Char(c) => Some(*c),
            BfString::String(s) => s.chars().next(),
        }
    }
}

/// Where a point lies after so many quarter turns of the page.
fn turned(point: Point, turn: u8, page: Size) -> Point {
    match turn {
        1 => Point::new(page.height - point.y, point.x),
        2 => Point::new(page.width - point.x, page.height - point.y),
        3 => Point::new(point.y, page.width - point.x),
        _ => point,
    }
}

/// How many letters are no spaces.
pub(super) fn inked<'a>(letters: impl IntoIterator<Item = &'a Letter>) -> usize {
    letters.into_iter().filter(|letter| !letter.is_space()).count()
}

/// How many words the letters make, told by gaps and line changes.
pub(super) fn count_words(letters: &[Letter]) -> usize {
    /// A gap of this many ems parts words.
    const GAP: f64 = 0.16;
    let mut words = 0;
    let mut previous: Option<&Letter> = None;
    for letter in letters {
        let begins = previous.is_none_or(|previous| {
            previous.is_space()
                || (letter.y - previous.y).abs() > GAP * letter.size
                || letter.x.0 - previous.x.1 > GAP * letter.size
                || letter.x.0 < previous.x.0
        });
        words += usize::from(begins && !letter.is_space());
        previous = Some(letter);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_turned_to_read_a_letter_has_its_line_below_the_last() {
        let page = Size::new(600.0, 800.0);
        // Text that climbs at the left edge begins at the bottom and its next line stands right of it.
        assert_eq!(turned(Point::new(20.0, 700.0), 1, page), Point::new(100.0, 20.0));
        assert_eq!(turned(Point::new(32.0, 700.0), 1, page), Point::new(100.0, 32.0));
        assert_eq!(turned(Point::new(580.0, 100.0), 3, page), Point::new(100.0, 20.0));
        assert_eq!(turned(Point::new(580.0, 790.0), 2, page), Point::new(20.0, 10.0));
    }
}
