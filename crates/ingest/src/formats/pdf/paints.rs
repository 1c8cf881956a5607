//! Finds the one colour of patterns and shadings that have only one, and glyphs of Type 3 fonts that draw nothing.

use hayro_interpret::font::{Glyph, Type3Glyph};
use hayro_interpret::pattern::{Pattern, ShadingPattern, TilingPattern};
use hayro_interpret::shading::{ShadingFunction, ShadingType};
use hayro_interpret::{CacheKey, Paint};
use kurbo::Affine;
use rustc_hash::FxHashMap;

use super::budget::Budget;
use super::paint_device::{PaintDevice, Painted};
use crate::formats::visibility::is_lost_on;

/// Red, green, blue and opacity.
type Rgba = [u8; 4];
/// The paint of a pattern that draws nothing.
const NOTHING: Rgba = [0; 4];
/// Places, as parts of a shading, at which its colour is computed.
const SAMPLES: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Most colour channels of a shading.
const CHANNELS: usize = 8;

/// The colours found so far, by pattern, and the Type 3 glyphs, by whether they draw anything.
#[derive(Debug, Default)]
pub(super) struct Paints {
    tilings: FxHashMap<u128, Option<Rgba>>,
    glyphs: FxHashMap<u128, bool>,
}

impl Paints {
    /// Returns the colour of a paint; `None` for a pattern of several or unknown colours.
    pub(super) fn color(&mut self, paint: &Paint<'_>, budget: &mut Budget) -> Option<Rgba> {
        match paint {
            Paint::Color(color) => Some(color.to_rgba().to_rgba8()),
            Paint::Pattern(pattern) => match pattern.as_ref() {
                Pattern::Shading(shading) => shading_color(shading),
                Pattern::Tiling(tiling) => self.tiling_color(tiling, budget),
            },
        }
    }

    fn tiling_color(&mut self, tiling: &TilingPattern<'_>, budget: &mut Budget) -> Option<Rgba> {
        *self.tilings.entry(tiling.cache_key()).or_insert_with(|| {
            let mut ink = Ink::Nothing;
            let mut device = PaintDevice::new(budget, |painted| ink.add(&painted));
            tiling.interpret(&mut device, Affine::IDENTITY, false);
            ink.color()
        })
    }

    /// True if a glyph is one of a Type 3 font that draws nothing.
    pub(super) fn is_empty(&mut self, glyph: &Glyph<'_>, paint: &Paint<'_>, budget: &mut Budget) -> bool {
        let Glyph::Type3(glyph) = glyph else { return false };
        *self.glyphs.entry(glyph.cache_key()).or_insert_with(|| draws_nothing(glyph, paint, budget))
    }
}

fn draws_nothing(glyph: &Type3Glyph<'_>, paint: &Paint<'_>, budget: &mut Budget) -> bool {
    let color = match paint {
        Paint::Color(color) => Paint::Color(color.clone()),
        Paint::Pattern(_) => return false,
    };
    let mut ink = Ink::Nothing;
    let mut device = PaintDevice::new(budget, |painted| ink.add(&painted));
    glyph.interpret(&mut device, Affine::IDENTITY, Affine::IDENTITY, &color);
    ink == Ink::Nothing
}

/// Returns the colour of a shading that hardly changes.
fn shading_color(pattern: &ShadingPattern) -> Option<Rgba> {
    let shading = &pattern.shading;
    let ShadingType::RadialAxial { domain: [from, to], function, extend: [true, true], .. } = &*shading.shading_type
    else {
        return None;
    };
    let color = |part: f32| -> Option<Rgba> {
        let channels = evaluated(function, from + (to - from) * part)?;
        Some(shading.color_space.to_rgba(&channels, pattern.opacity).to_rgba8())
    };
    let colors: Option<Vec<Rgba>> = SAMPLES.iter().map(|&part| color(part)).collect();
    let colors = colors?;
    let [middle_red, middle_green, middle_blue, alpha] = *colors.get(SAMPLES.len() / 2)?;
    let is_same =
        |[red, green, blue, _]: &Rgba| is_lost_on([*red, *green, *blue], [middle_red, middle_green, middle_blue]);
    colors.iter().all(is_same).then_some([middle_red, middle_green, middle_blue, alpha])
}

fn evaluated(function: &ShadingFunction, at: f32) -> Option<Vec<f32>> {
    let count = function.num_outputs();
    let mut channels = vec![0.0; count.min(CHANNELS)];
    function.eval(&[at], &mut channels)?;
    (count <= CHANNELS).then_some(channels)
}

/// Everything that a cell of a pattern or a glyph draws.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ink {
    Nothing,
    Color(Rgba),
    Several,
}

impl Ink {
    fn add(&mut self, painted: &Painted) {
        *self = match (*self, painted.color) {
            (ink, Some([.., 0])) => ink,
            (Ink::Nothing, Some(color)) => Ink::Color(color),
            (Ink::Color(before), Some(color)) if before == color => Ink::Color(color),
            _ => Ink::Several,
        };
    }

    fn color(self) -> Option<Rgba> {
        match self {
            Ink::Nothing => Some(NOTHING),
            Ink::Color(color) => Some(color),
            Ink::Several => None,
        }
    }
}
