//! Soft masks of a PDF page: where they let show what is drawn through them.

use std::rc::Rc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, MaskType, Paint, SoftMask,
};
use kurbo::{BezPath, Point, Rect, Shape};

use super::budget::Budget;
use super::clip_paths::Clips;

/// Light (of 255) under which a mask lets nothing show.
const DARK: f64 = 13.0;
/// Masks remembered; a page has a handful.
const MAX_MASKS: usize = 64;

/// Where a mask lets show what is drawn through it.
#[derive(Debug, Default)]
pub(super) struct Shown {
    everywhere: bool,
    areas: Vec<Rect>,
}

impl Shown {
    pub fn contains(&self, point: Point) -> bool {
        self.everywhere || self.areas.iter().any(|area| area.contains(point))
    }
}

/// The masks seen so far.
#[derive(Default)]
pub(super) struct Masks<'a>(Vec<(SoftMask<'a>, Rc<Shown>)>);

impl<'a> Masks<'a> {
    /// Where `mask` lets show what is drawn.
    pub fn shown(&mut self, mask: &SoftMask<'a>, budget: &mut Budget) -> Rc<Shown> {
        if let Some((_, shown)) = self.0.iter().find(|(known, _)| known == mask) {
            return shown.clone();
        }
        let luminosity = mask.mask_type() == MaskType::Luminosity;
        let background = mask.background_color().to_rgba().to_rgba8();
        // A transfer function may turn dark into light.
        let everywhere = mask.transfer_function().is_some() || (luminosity && light(background) > DARK);
        let mut painter =
            Painter { luminosity, shown: Shown { everywhere, areas: Vec::new() }, clips: Clips::default(), budget };
        if !everywhere {
            mask.interpret(&mut painter);
        }
        let shown = Rc::new(painter.shown);
        if self.0.len() < MAX_MASKS {
            self.0.push((mask.clone(), shown.clone()));
        }
        shown
    }
}

/// The light of a colour.
fn light([red, green, blue, _]: [u8; 4]) -> f64 {
    0.3 * f64::from(red) + 0.59 * f64::from(green) + 0.11 * f64::from(blue)
}

/// Notes what a mask paints that lets something show.
struct Painter<'b> {
    luminosity: bool,
    shown: Shown,
    clips: Clips,
    budget: &'b mut Budget,
}

impl Painter<'_> {
    fn paint(&mut self, rect: Rect, paint: Option<&Paint<'_>>) {
        let opens = match paint {
            Some(Paint::Color(color)) => {
                let color = color.to_rgba().to_rgba8();
                let alpha = f64::from(color[3]);
                let strength = if self.luminosity { light(color) * alpha / 255.0 } else { alpha };
                strength > DARK
            }
            // Pictures and patterns are not looked into.
            _ => true,
        };
        let rect = rect.intersect(self.clips.left());
        if opens && rect.area() > 0.0 {
            self.shown.areas.push(rect);
        }
    }
}

impl<'a> Device<'a> for Painter<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(1);
        self.paint(props.transform.transform_rect_bbox(path.bounding_box()), Some(&props.paint));
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.budget.spend(Budget::FORM);
        self.clips.push_path(&path.path, 0..0);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        // Text as a mask shows a picture in the shape of letters; its outlines would cost more than they tell.
        self.budget.spend(run.glyphs().len());
        self.shown.everywhere = true;
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(1);
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.paint(props.transform.transform_rect_bbox(pixels), None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}
