//! Evaluates the soft masks of a PDF page: the areas where paint drawn through a mask is visible.

use std::rc::Rc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, MaskType, Paint, SoftMask,
};
use kurbo::{BezPath, Point, Rect, Shape};

use super::budget::Budget;
use super::clip_paths::ClipPaths;

/// Luminosity (0 to 255) up to which a mask hides everything.
const DARK: f64 = 13.0;
/// Number of masks cached; a page has a handful.
const MAX_MASKS: usize = 64;

/// The areas where paint drawn through a mask is visible.
#[derive(Debug, Default)]
pub(super) struct MaskOpening {
    everywhere: bool,
    areas: Vec<Rect>,
}

impl MaskOpening {
    pub(super) fn contains(&self, point: Point) -> bool {
        self.everywhere || self.areas.iter().any(|area| area.contains(point))
    }
}

/// The masks evaluated so far.
#[derive(Default)]
pub(super) struct SoftMasks<'a>(Vec<(SoftMask<'a>, Rc<MaskOpening>)>);

impl<'a> SoftMasks<'a> {
    /// Returns the areas where paint drawn through `mask` is visible.
    pub(super) fn shown(&mut self, mask: &SoftMask<'a>, budget: &mut Budget) -> Rc<MaskOpening> {
        if let Some((_, shown)) = self.0.iter().find(|(known, _)| known == mask) {
            return shown.clone();
        }
        let luminosity = mask.mask_type() == MaskType::Luminosity;
        let background = mask.background_color().to_rgba().to_rgba8();
        // A transfer function may turn dark into light.
        let everywhere = mask.transfer_function().is_some() || (luminosity && light(background) > DARK);
        let mut device = MaskDevice {
            luminosity,
            shown: MaskOpening { everywhere, areas: Vec::new() },
            clips: ClipPaths::default(),
            budget,
        };
        if !everywhere {
            mask.interpret(&mut device);
        }
        let shown = Rc::new(device.shown);
        if self.0.len() < MAX_MASKS {
            self.0.push((mask.clone(), shown.clone()));
        }
        shown
    }
}

/// Returns the luminosity of a colour, 0 to 255.
fn light([red, green, blue, _]: [u8; 4]) -> f64 {
    0.3 * f64::from(red) + 0.59 * f64::from(green) + 0.11 * f64::from(blue)
}

/// The drawing device for masks: collects the areas that let paint show.
struct MaskDevice<'b> {
    luminosity: bool,
    shown: MaskOpening,
    clips: ClipPaths,
    budget: &'b mut Budget,
}

impl MaskDevice<'_> {
    fn paint(&mut self, rect: Rect, paint: Option<&Paint<'_>>) {
        let opens = match paint {
            Some(Paint::Color(color)) => {
                let color = color.to_rgba().to_rgba8();
                let alpha = f64::from(color[3]);
                let strength = if self.luminosity { light(color) * alpha / 255.0 } else { alpha };
                strength > DARK
            }
            // Pictures and patterns are not analysed.
            _ => true,
        };
        let rect = rect.intersect(self.clips.left());
        if opens && rect.area() > 0.0 {
            self.shown.areas.push(rect);
        }
    }
}

impl<'a> Device<'a> for MaskDevice<'_> {
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
        // A mask of text shows a picture in the shape of letters; its exact outline is not worth the cost.
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
