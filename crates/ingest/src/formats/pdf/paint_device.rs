//! The drawing device for the small drawings inside a page (cells of patterns, glyphs of Type 3 fonts, soft masks):
//! passes on everything that is painted.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use kurbo::{BezPath, Rect, Shape};

use super::budget::Budget;
use super::clip_paths::ClipPaths;

/// Something that is painted.
pub(super) struct Painted {
    /// The box of its visible part; `None` for text.
    pub area: Option<Rect>,
    /// Red, green, blue and opacity; `None` for a picture or a pattern.
    pub color: Option<[u8; 4]>,
}

pub(super) struct PaintDevice<'b, F> {
    budget: &'b mut Budget,
    clips: ClipPaths,
    each: F,
}

impl<'b, F: FnMut(Painted)> PaintDevice<'b, F> {
    /// Creates a device that passes everything that is painted to `each`.
    pub(super) fn new(budget: &'b mut Budget, each: F) -> Self {
        Self { budget, clips: ClipPaths::default(), each }
    }

    fn paint(&mut self, area: Option<Rect>, paint: Option<&Paint<'_>>) {
        self.budget.spend(1);
        let color = match paint {
            Some(Paint::Color(color)) => Some(color.to_rgba().to_rgba8()),
            _ => None,
        };
        (self.each)(Painted { area: area.map(|area| area.intersect(self.clips.left())), color });
    }
}

impl<'a, F: FnMut(Painted)> Device<'a> for PaintDevice<'_, F> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !path.elements().is_empty() && !matches!(mode, DrawMode::Invisible) {
            self.paint(Some(props.transform.transform_rect_bbox(path.bounding_box())), Some(&props.paint));
        }
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.budget.spend(Budget::FORM);
        self.clips.push_path(&path.path, 0..0);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(run.glyphs().len());
        self.paint(None, Some(&props.paint));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.paint(Some(props.transform.transform_rect_bbox(pixels)), None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}
