//! Evaluates the soft masks of a PDF page: the areas where paint drawn through a mask is visible.

use std::rc::Rc;

use hayro_interpret::{MaskType, SoftMask};
use kurbo::{Point, Rect};

use super::budget::Budget;
use super::paint_device::{PaintDevice, Painted};

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
        let mut opening = MaskOpening { everywhere, areas: Vec::new() };
        let mut paint = |Painted { area, color }: Painted| {
            // Pictures and patterns are not analysed.
            let opens = color.is_none_or(|color| {
                let alpha = f64::from(color[3]);
                (if luminosity { light(color) * alpha / 255.0 } else { alpha }) > DARK
            });
            // A mask of text shows a picture in the shape of letters; its exact outline is not worth the cost.
            opening.everywhere |= area.is_none();
            opening.areas.extend(area.filter(|area| opens && area.area() > 0.0));
        };
        if !everywhere {
            mask.interpret(&mut PaintDevice::new(budget, &mut paint));
        }
        let shown = Rc::new(opening);
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
