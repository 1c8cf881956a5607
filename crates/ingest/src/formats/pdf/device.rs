//! Collects what a PDF page draws: letters with their places, and the areas painted around them.

use std::rc::Rc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint, SoftMask, StrokeProps,
};
use kurbo::{BezPath, Point, Rect, Shape, Size};

use super::area_index::{Area, Look};
use super::area_outline::Outline;
use super::budget::Budget;
use super::clip_paths::{Clips, as_rectangle};
use super::image_fill;
use super::placed_glyph::Letter;
use super::soft_masks::{Masks, Shown};
use rolefit_document::HiddenWay;

/// Shapes under this many points a side cover no letter.
const SPECK: f64 = 4.0;
/// A bullet drawn as a shape is about as high as wide, within these many points.
const DOT: std::ops::Range<f64> = 1.0..7.0;
const DOT_SKEW: f64 = 1.3;
/// A line of more pieces is a drawing, and covers nothing.
const MAX_PIECES: usize = 64;
/// Opacity (of 255) from which an area hides what it covers.
const OPAQUE: u8 = 200;

/// What a page drew.
pub(super) struct Drawn<'a> {
    page: Size,
    pub letters: Vec<Letter>,
    pub areas: Vec<Area>,
    /// Small filled shapes that may be bullets.
    pub dots: Vec<Rect>,
    /// Where pictures lie.
    pub pictures: Vec<Rect>,
    pub budget: Budget,
    clips: Clips,
    masks: Masks<'a>,
    /// Transparency groups that are open.
    groups: Vec<Group>,
    /// Where the letters begin that a clip path to come may be made of.
    since_clip: usize,
    /// Place in the order of drawing.
    order: usize,
}

/// A transparency group.
struct Group {
    /// Opacity together with that of the groups around it.
    opacity: f32,
    /// Whether it just lies on what is beneath it.
    is_plain: bool,
    mask: Option<Rc<Shown>>,
}

impl<'a> Drawn<'a> {
    /// Nothing yet, on a page of that size in points.
    pub fn new(page: Size, budget: Budget) -> Self {
        Self {
            page,
            budget,
            letters: Vec::new(),
            areas: Vec::new(),
            dots: Vec::new(),
            pictures: Vec::new(),
            clips: Clips::default(),
            masks: Masks::default(),
            groups: Vec::new(),
            since_clip: 0,
            order: 0,
        }
    }

    fn count(&mut self) {
        self.budget.spend(1);
        self.order += 1;
    }

    fn opacity(&self) -> f32 {
        self.groups.last().map_or(1.0, |group| group.opacity)
    }

    /// What an area shows that is painted now in `look` through `mask`.
    fn look(&self, look: Look, mask: Option<&SoftMask<'a>>, blend: BlendMode) -> Look {
        let is_plain = mask.is_none()
            && blend == BlendMode::Normal
            && self.opacity() * 255.0 > f32::from(OPAQUE)
            && self.groups.iter().all(|group| group.is_plain && group.mask.is_none());
        if is_plain { look } else { Look::Unknown }
    }

    fn paint(&mut self, rect: Rect, outline: Option<(&BezPath, bool)>, look: Look) {
        let rect = rect.intersect(self.clips.left());
        let look = if self.clips.is_rectangle() { look } else { Look::Unknown };
        for window in self.clips.windows() {
            // A letter that is part of the clip path shows what is painted through it.
            if let Some(letter) = self.letters.get_mut(window).filter(|letter| rect.contains(letter.middle)) {
                letter.invisible = false;
                letter.order = self.order;
                if let Look::Plain(color) = look {
                    letter.color = color;
                }
            }
        }
        if rect.width() > SPECK && rect.height() > SPECK {
            let outline = outline.map(|(path, even_odd)| {
                // A piece takes as much memory as a letter.
                self.budget.spend(path.elements().len());
                Outline::new(path, even_odd)
            });
            self.areas.push(Area { rect, outline, look, order: self.order });
        }
    }

    fn fill(&mut self, path: &BezPath, props: &DrawProps<'a>, even_odd: bool) {
        let path = props.transform * path;
        let rect = path.bounding_box();
        let (width, height) = (rect.width(), rect.height());
        if DOT.contains(&width) && DOT.contains(&height) && width.max(height) < DOT_SKEW * width.min(height) {
            self.dots.push(rect);
        }
        let look = match solid(&props.paint) {
            Some(color) if color[3] > OPAQUE => Look::Plain(color),
            // Nothing to be seen of it.
            Some(color) if color[3] == 0 => return,
            _ => Look::Unknown,
        };
        let look = self.look(look, props.soft_mask.as_ref(), props.blend_mode);
        let outline = as_rectangle(&path).is_none().then_some((&path, even_odd));
        self.paint(rect, outline, look);
    }

    /// A thick line is an area, too.
    fn stroke(&mut self, path: &BezPath, props: &DrawProps<'a>, stroke: &StrokeProps) {
        let width = f64::from(stroke.line_width) * props.transform.determinant().abs().sqrt();
        if width < SPECK || path.elements().len() > MAX_PIECES {
            return;
        }
        let rect = props.transform.transform_rect_bbox(path.bounding_box());
        let look = match (solid(&props.paint), path.elements().len(), stroke.dash_array.is_empty()) {
            // One level line without gaps.
            (Some(color), 2, true) if color[3] > OPAQUE && rect.area() < SPECK => Look::Plain(color),
            (Some(color), ..) if color[3] == 0 => return,
            _ => Look::Unknown,
        };
        let look = self.look(look, props.soft_mask.as_ref(), props.blend_mode);
        let (across, along) = if rect.width() > rect.height() { (0.0, width / 2.0) } else { (width / 2.0, 0.0) };
        self.paint(rect.inflate(across, along), None, look);
    }

    /// How a letter with its middle there is hidden by the clip paths and masks in force.
    fn hides(&self, middle: Point, mask: Option<&Shown>) -> Option<HiddenWay> {
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

/// The colour and opacity of a paint; a pattern has none.
fn solid(paint: &Paint<'_>) -> Option<[u8; 4]> {
    match paint {
        Paint::Color(color) => Some(color.to_rgba().to_rgba8()),
        Paint::Pattern(_) => None,
    }
}

impl<'a> Device<'a> for Drawn<'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => {
                self.fill(path, &props, *rule == FillRule::EvenOdd);
            }
            DrawMode::Stroke(stroke) => self.stroke(path, &props, stroke),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.count();
        self.clips.push_rectangle(rect);
        self.since_clip = self.letters.len();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // The interpreter gives rectangles to the function above, but for the boxes of forms.
        match as_rectangle(&clip.path) {
            Some(_) => self.budget.spend_form(),
            None => self.count(),
        }
        let window = self.since_clip..self.letters.len();
        let are_unseen = self.letters.get(window.clone()).is_some_and(|letters| letters.iter().all(|l| l.invisible));
        self.clips.push_path(&clip.path, if are_unseen { window } else { 0..0 });
        self.since_clip = self.letters.len();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.count();
        let mask = mask.map(|mask| self.masks.shown(&mask, &mut self.budget));
        let opacity = opacity * self.opacity();
        self.groups.push(Group { opacity, is_plain: blend == BlendMode::Normal, mask });
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let mut color = solid(&props.paint).unwrap_or([0, 0, 0, u8::MAX]);
        color[3] = (f32::from(color[3]) * self.opacity()) as u8;
        let invisible = matches!(mode, DrawMode::Invisible);
        let mask = props.soft_mask.as_ref().map(|mask| self.masks.shown(mask, &mut self.budget));
        for glyph in run.glyphs() {
            self.count();
            let place = props.transform * glyph.transform();
            if let Some(letter) = Letter::new(glyph, place, self.page, self.order) {
                let hidden = self.hides(letter.middle, mask.as_deref());
                self.letters.push(Letter { color, invisible, hidden, ..letter });
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let rect = props.transform.transform_rect_bbox(pixels);
        self.pictures.push(rect.intersect(self.clips.left()));
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let look = match (a == 0.0 && d == 0.0) || (b == 0.0 && c == 0.0) {
            true => {
                let look = image_fill::look(&image, &mut self.budget);
                self.look(look, props.soft_mask.as_ref(), props.blend_mode)
            }
            false => Look::Unknown,
        };
        self.paint(rect, None, look);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
        self.since_clip = self.letters.len();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}
