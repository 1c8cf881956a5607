//! Collects what a PDF page draws: letters with their places, and the areas painted around them.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

use super::fonts::{self, Font};

/// Units of an em in glyph space.
const EM: f64 = 1000.0;
/// Advance in glyph space when the font does not say: half an em.
const ADVANCE: f64 = 500.0;
/// Type 3 fonts define their own glyph space; a size past this, in points, comes from that and is replaced.
const HUGE: f64 = 500.0;
const TYPE3_SIZE: f64 = 10.0;
/// Shapes under this many points a side cover no letter.
const SPECK: f64 = 4.0;
/// Painted areas remembered on a page; a resume paints a few dozen, a drawing may paint a million.
const MAX_AREAS: usize = 4096;
/// A bullet drawn as a shape is about as high as wide, within these many points.
const DOT: std::ops::Range<f64> = 1.0..7.0;
const DOT_SKEW: f64 = 1.3;
/// A path of more pieces than a rectangle paints an unknown part of its bounding box.
const RECTANGLE_PIECES: usize = 6;
/// Opacity (of 255) from which an area hides what it covers.
const OPAQUE: u8 = 200;

/// One drawn letter; coordinates in points from the page's upper left.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: BfString,
    /// Left and right end on the baseline.
    pub x: (f64, f64),
    /// Baseline.
    pub y: f64,
    /// Height of an em.
    pub size: f64,
    /// `None` if the font cannot be told.
    pub font: Option<Font>,
    pub color: [u8; 4],
    /// Drawn in the invisible mode.
    pub invisible: bool,
    /// Place in the order of drawing.
    pub order: usize,
}

impl Letter {
    pub fn is_space(&self) -> bool {
        match &self.text {
            BfString::Char(c) => c.is_whitespace(),
            BfString::String(s) => s.trim().is_empty(),
        }
    }
}

/// A painted area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub rect: Rect,
    /// `None` where the colour varies or the shape is no rectangle.
    pub color: Option<[u8; 4]>,
    pub order: usize,
}

/// The reason with which drawing is stopped when it has cost too much.
pub(super) struct OverLimit;

/// What a page drew.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub letters: Vec<Letter>,
    pub areas: Vec<Area>,
    /// Small filled shapes that may be bullets.
    pub dots: Vec<Rect>,
    pub images: usize,
    /// The page is a scan whose invisible letters were taken as its text.
    pub has_text_layer: bool,
    /// Drawing calls so far.
    pub operators: usize,
    max_operators: usize,
    /// Opacity of the transparency groups that are open.
    opacity: Vec<f32>,
}

impl Drawn {
    /// Drawing past `max_operators` calls unwinds with [`OverLimit`].
    pub fn new(max_operators: usize) -> Self {
        Self { max_operators, ..Self::default() }
    }

    fn count(&mut self) {
        self.operators += 1;
        if self.operators > self.max_operators {
            // The interpreter has no other way to be stopped; what was drawn before is kept.
            resume_unwind(Box::new(OverLimit));
        }
    }

    fn paint(&mut self, rect: Rect, color: Option<[u8; 4]>) {
        if self.areas.len() < MAX_AREAS && rect.width() > SPECK && rect.height() > SPECK {
            self.areas.push(Area { rect, color, order: self.operators });
        }
    }

    fn letter(&mut self, glyph: &Glyph<'_>, place: Affine, color: [u8; 4], invisible: bool) {
        let (advance, type3) = match glyph {
            Glyph::Outline(outline) => (outline.advance_width(), false),
            Glyph::Type3(glyph) => (glyph.advance_width(), true),
        };
        let origin = place * Point::ZERO;
        let end = place * Point::new(advance.map_or(ADVANCE, f64::from), 0.0);
        let [_, _, skew, rise, _, _] = place.as_coeffs();
        let size = skew.hypot(rise) * EM;
        let size = if type3 && size > HUGE { TYPE3_SIZE } else { size };
        if ![origin.x, origin.y, end.x, size].into_iter().all(f64::is_finite) {
            return;
        }
        let text = glyph.as_unicode().unwrap_or(BfString::Char(char::REPLACEMENT_CHARACTER));
        let x = (origin.x, end.x.max(origin.x));
        let (y, font, order) = (origin.y, fonts::of(glyph), self.operators);
        self.letters.push(Letter { text, x, y, size, font, color, invisible, order });
    }
}

/// The colour and opacity of a paint; a pattern has none.
fn solid(paint: &Paint<'_>) -> Option<[u8; 4]> {
    match paint {
        Paint::Color(color) => Some(color.to_rgba().to_rgba8()),
        Paint::Pattern(_) => None,
    }
}

impl<'a> Device<'a> for Drawn {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        if !matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            return;
        }
        let rect = props.transform.transform_rect_bbox(path.bounding_box());
        let (width, height) = (rect.width(), rect.height());
        if DOT.contains(&width) && DOT.contains(&height) && width.max(height) < DOT_SKEW * width.min(height) {
            self.dots.push(rect);
        }
        let color = solid(&props.paint);
        if color.is_none_or(|color| color[3] > OPAQUE) {
            self.paint(rect, color.filter(|_| path.elements().len() <= RECTANGLE_PIECES));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
        self.opacity.push(opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let mut color = solid(&props.paint).unwrap_or([0, 0, 0, u8::MAX]);
        if self.opacity.contains(&0.0) {
            color[3] = 0;
        }
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.count();
            self.letter(glyph, props.transform * glyph.transform(), color, invisible);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        self.images += 1;
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.paint(props.transform.transform_rect_bbox(pixels), None);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        self.opacity.pop();
    }
}
