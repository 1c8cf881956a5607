//! The drawing device for the PDF interpreter: collects the glyphs of a page and the areas painted around them.

use std::ops::RangeInclusive;
use std::rc::Rc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, SoftMask, StrokeProps,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape, Size};

use super::area_index::{Fill, PaintedArea};
use super::area_outline::Outline;
use super::budget::Budget;
use super::clip_paths::{ClipPaths, as_rectangle};
use super::image_fill;
use super::paints::Paints;
use super::placed_glyph::PlacedGlyph;
use super::soft_masks::{MaskOpening, SoftMasks};
use rolefit_document::HiddenWay;

/// Areas under this many points in width or height cover no glyph.
const SPECK: f64 = 4.0;
/// Width and height in points, and largest ratio of the two, of a shape that may be a bullet.
const DOT: std::ops::Range<f64> = 1.0..7.0;
const DOT_SKEW: f64 = 1.3;
/// A stroked path of more segments than this is a drawing and covers nothing.
const MAX_PATH_SEGMENTS: usize = 64;
/// Opacity (0 to 255) above which an area hides the glyphs beneath it.
const OPAQUE: u8 = 200;

/// A letter of so many points may cover text of the usual size.
const LARGE: f64 = 36.0;
/// Signs that fill their place, and so cover text of their own size.
const BLOCKS: RangeInclusive<char> = '\u{2580}'..='\u{25ff}';

/// A stroke of so many ems covers the fill of its letter.
const THICK: f64 = 0.2;

/// Blend modes that never make a colour darker.
const LIGHTENING: [BlendMode; 3] = [BlendMode::Screen, BlendMode::Lighten, BlendMode::ColorDodge];

/// Everything that a page draws.
#[derive(Default)]
pub(super) struct DrawnPage<'a> {
    page: Size,
    pub glyphs: Vec<PlacedGlyph>,
    pub areas: Vec<PaintedArea>,
    /// Small filled shapes that may be bullets.
    pub dots: Vec<Rect>,
    /// Bounding boxes of the pictures.
    pub pictures: Vec<Rect>,
    pub budget: Budget,
    clips: ClipPaths,
    masks: SoftMasks<'a>,
    paints: Paints,
    /// The open transparency groups.
    groups: Vec<Group>,
    /// Index of the first glyph that the next clip path may be made of.
    since_clip: usize,
    /// Position in drawing order.
    order: usize,
}

/// A transparency group.
struct Group {
    /// Opacity, multiplied by the opacity of the surrounding groups.
    opacity: f32,
    /// True if the group is drawn in the normal blend mode.
    is_plain: bool,
    mask: Option<Rc<MaskOpening>>,
}

impl<'a> DrawnPage<'a> {
    /// Starts an empty page of this size in points.
    pub(super) fn new(page: Size, budget: Budget) -> Self {
        Self { page, budget, ..Self::default() }
    }

    fn count(&mut self) {
        self.budget.spend(1);
        self.order += 1;
    }

    fn opacity(&self) -> f32 {
        self.groups.last().map_or(1.0, |group| group.opacity)
    }

    /// Returns the fill that a reader sees if an area is painted now in `fill` through `mask`.
    fn visible_fill(&self, fill: Fill, mask: Option<&SoftMask<'a>>, blend: BlendMode) -> Fill {
        let is_plain = mask.is_none()
            && blend == BlendMode::Normal
            && self.opacity() * 255.0 > f32::from(OPAQUE)
            && self.groups.iter().all(|group| group.is_plain && group.mask.is_none());
        if is_plain { fill } else { Fill::Unknown }
    }

    fn paint(&mut self, rect: Rect, outline: Option<(&BezPath, bool)>, fill: Fill) {
        let rect = rect.intersect(self.clips.left());
        let fill = if self.clips.is_rectangle() { fill } else { Fill::Unknown };
        for window in self.clips.windows() {
            // A glyph that is part of the clip path shows the paint drawn through it.
            if let Some(glyph) = self.glyphs.get_mut(window).filter(|glyph| rect.contains(glyph.middle)) {
                glyph.invisible = false;
                glyph.order = self.order;
                if let Fill::Solid(color) = fill {
                    glyph.color = color;
                }
            }
        }
        if rect.width() > SPECK && rect.height() > SPECK {
            let outline = outline.map(|(path, even_odd)| {
                // A segment of an outline takes as much memory as a glyph.
                self.budget.spend(path.elements().len());
                Outline::new(path, even_odd)
            });
            self.areas.push(PaintedArea { rect, outline, fill, order: self.order });
        }
    }

    fn fill_path(&mut self, path: &BezPath, props: &DrawProps<'a>, even_odd: bool) {
        let path = props.transform * path;
        let rect = path.bounding_box();
        let (width, height) = (rect.width(), rect.height());
        if DOT.contains(&width) && DOT.contains(&height) && width.max(height) < DOT_SKEW * width.min(height) {
            self.dots.push(rect);
        }
        let fill = match self.paints.color(&props.paint, &mut self.budget) {
            Some(color) if color[3] > OPAQUE => Fill::Solid(color),
            // Fully transparent.
            Some(color) if color[3] == 0 => return,
            _ => Fill::Unknown,
        };
        let fill = self.visible_fill(fill, props.soft_mask.as_ref(), props.blend_mode);
        let outline = as_rectangle(&path).is_none().then_some((&path, even_odd));
        self.paint(rect, outline, fill);
    }

    /// Treats a letter that may cover others as an area.
    fn fill_letter(&mut self, glyph: &Glyph<'_>, place: Affine, props: &DrawProps<'a>, color: [u8; 4]) {
        let Glyph::Outline(letter) = glyph else { return };
        let path = place * letter.outline();
        let fill = self.visible_fill(Fill::Solid(color), props.soft_mask.as_ref(), props.blend_mode);
        self.paint(path.bounding_box(), Some((&path, false)), fill);
    }

    /// Treats a thick line as an area.
    fn stroke_path(&mut self, path: &BezPath, props: &DrawProps<'a>, stroke: &StrokeProps) {
        let width = f64::from(stroke.line_width) * props.transform.determinant().abs().sqrt();
        if width < SPECK || path.elements().len() > MAX_PATH_SEGMENTS {
            return;
        }
        let rect = props.transform.transform_rect_bbox(path.bounding_box());
        let color = self.paints.color(&props.paint, &mut self.budget);
        let fill = match (color, path.elements().len(), stroke.dash_array.is_empty()) {
            // A single straight line without gaps.
            (Some(color), 2, true) if color[3] > OPAQUE && rect.area() < SPECK => Fill::Solid(color),
            (Some(color), ..) if color[3] == 0 => return,
            _ => Fill::Unknown,
        };
        let fill = self.visible_fill(fill, props.soft_mask.as_ref(), props.blend_mode);
        let (across, along) = if rect.width() > rect.height() { (0.0, width / 2.0) } else { (width / 2.0, 0.0) };
        self.paint(rect.inflate(across, along), None, fill);
    }

    /// Returns the way in which the clip paths and masks in force hide a glyph with this middle; `None` if they do not.
    fn hides(&self, middle: Point, mask: Option<&MaskOpening>) -> Option<HiddenWay> {
        let masks = self.groups.iter().filter_map(|group| group.mask.as_deref()).chain(mask);
        if !self.clips.shows(middle) {
            Some(HiddenWay::Clipped)
        } else if masks.into_iter().any(|mask| !mask.contains(middle)) {
            Some(HiddenWay::Transparent)
        } else {
            None
        }
    }
}

fn is_filled(mode: &DrawMode) -> bool {
    matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..))
}

/// True if a letter is large, or a sign that fills its place.
fn may_cover(glyph: &PlacedGlyph) -> bool {
    glyph.size >= LARGE || matches!(glyph.text, BfString::Char(sign) if BLOCKS.contains(&sign))
}

impl<'a> Device<'a> for DrawnPage<'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => {
                self.fill_path(path, &props, *rule == FillRule::EvenOdd);
            }
            DrawMode::Stroke(stroke) => self.stroke_path(path, &props, stroke),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.count();
        self.clips.push_rectangle(rect);
        self.since_clip = self.glyphs.len();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // The interpreter passes rectangles to `push_clip_rect`; a rectangle here is the box of a form.
        match as_rectangle(&clip.path) {
            Some(_) => self.budget.spend_form(),
            None => self.count(),
        }
        let window = self.since_clip..self.glyphs.len();
        let are_unseen = self.glyphs.get(window.clone()).is_some_and(|glyphs| glyphs.iter().all(|l| l.invisible));
        self.clips.push_path(&clip.path, if are_unseen { window } else { 0..0 });
        self.since_clip = self.glyphs.len();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.count();
        let mask = mask.map(|mask| self.masks.shown(&mask, &mut self.budget));
        let opacity = opacity * self.opacity();
        self.groups.push(Group { opacity, is_plain: blend == BlendMode::Normal, mask });
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let color = self.paints.color(&props.paint, &mut self.budget);
        let mut color = color.unwrap_or([0, 0, 0, u8::MAX]);
        if LIGHTENING.contains(&props.blend_mode) {
            // Whatever the colour, paper stays white, and darker ground shows the letters.
            color = [u8::MAX, u8::MAX, u8::MAX, color[3]];
        }
        color[3] = (f32::from(color[3]) * self.opacity()) as u8;
        let invisible = matches!(mode, DrawMode::Invisible);
        let scale = props.transform.determinant().abs().sqrt();
        let first = self.glyphs.len();
        let mask = props.soft_mask.as_ref().map(|mask| self.masks.shown(mask, &mut self.budget));
        for glyph in run.glyphs() {
            self.count();
            let place = props.transform * glyph.transform();
            let is_empty = self.paints.is_empty(glyph, &props.paint, &mut self.budget);
            let source: &Glyph<'_> = glyph;
            if let Some(glyph) = PlacedGlyph::new(glyph, place, self.page, self.order) {
                let hidden = glyph.hidden.or(is_empty.then_some(HiddenWay::Invisible).filter(|_| !glyph.is_space()));
                let hidden = hidden.or_else(|| self.hides(glyph.middle, mask.as_deref()));
                let is_drawn = hidden.is_none() && color[3] > OPAQUE && is_filled(mode);
                if is_drawn && may_cover(&glyph) {
                    self.fill_letter(source, place, &props, color);
                }
                self.glyphs.push(PlacedGlyph { color, invisible, hidden, ..glyph });
            }
        }
        // A thick stroke covers the fills drawn just before.
        if let (DrawMode::Stroke(stroke), Some((filled, run))) = (mode, self.glyphs.split_at_mut_checked(first)) {
            let start = filled.len().saturating_sub(run.len());
            for (filled, glyph) in filled.iter_mut().skip(start).zip(run) {
                let is_thick = f64::from(stroke.line_width) * scale > THICK * glyph.size;
                if is_thick && (filled.x, filled.y) == (glyph.x, glyph.y) && color[3] > OPAQUE {
                    filled.color = color;
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let rect = props.transform.transform_rect_bbox(pixels);
        self.pictures.push(rect.intersect(self.clips.left()));
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let fill = match (a == 0.0 && d == 0.0) || (b == 0.0 && c == 0.0) {
            true => {
                let fill = image_fill::of_image(&image, &mut self.budget);
                self.visible_fill(fill, props.soft_mask.as_ref(), props.blend_mode)
            }
            false => Fill::Unknown,
        };
        self.paint(rect, None, fill);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
        self.since_clip = self.glyphs.len();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}
