//! Finds the painted areas beneath and above a glyph of a PDF page.

use kurbo::{Point, Rect};

use super::area_outline::Outline;
use super::budget::Budget;
use super::placed_glyph::PlacedGlyph;

/// Height in points of the horizontal bands that the index divides the page into.
const BAND: f64 = 24.0;
/// Number of bands. Areas below the last band or off the page are checked for every glyph.
const BANDS: usize = 200;
/// An area across more bands than this is checked for every glyph rather than listed in each band.
const TALL: usize = 12;
/// Checks of areas allowed per page, a quarter of [`Budget`]'s allowance per file.
const MAX_CHECKS: usize = 5_000_000;

/// The paint of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fill {
    /// One colour, as red, green, blue and opacity.
    Solid([u8; 4]),
    /// An opaque picture.
    Picture,
    /// A pattern, a gradient or a blend. Its colour is unknown, and the area beneath may show through.
    Unknown,
}

/// A painted area.
#[derive(Clone, Debug)]
pub(super) struct PaintedArea {
    /// Bounding box of the visible part.
    pub rect: Rect,
    /// The outline; `None` if the area fills its bounding box.
    pub outline: Option<Outline>,
    pub fill: Fill,
    /// Position in drawing order.
    pub order: usize,
}

impl PaintedArea {
    fn contains(&self, point: Point, checks: &mut usize) -> bool {
        *checks += 1;
        self.rect.contains(point) && self.outline.as_ref().is_none_or(|outline| outline.contains(point, checks))
    }
}

/// The areas that overlap a glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Overlap {
    /// The topmost area beneath the glyph; `None` for bare paper.
    pub beneath: Option<Fill>,
    /// The area that covers the glyph, solid colours before pictures; `None` if nothing covers it.
    pub above: Option<Fill>,
}

/// Areas by the bands that they lie in.
pub(super) struct AreaIndex<'a> {
    bands: Vec<Vec<&'a PaintedArea>>,
    tall: Vec<&'a PaintedArea>,
    checks: usize,
}

impl<'a> AreaIndex<'a> {
    pub(super) fn new(areas: &'a [PaintedArea]) -> Self {
        let mut bands = vec![Vec::new(); BANDS];
        let mut tall = Vec::new();
        for area in areas {
            let (first, last) = (band(area.rect.y0), band(area.rect.y1));
            match bands.get_mut(first..=last).filter(|bands| bands.len() <= TALL && area.rect.y0 >= 0.0) {
                Some(bands) => bands.iter_mut().for_each(|band| band.push(area)),
                None => tall.push(area),
            }
        }
        Self { bands, tall, checks: 0 }
    }

    /// Returns the areas that overlap `glyph`; `None` once the checks allowed are used up.
    pub(super) fn overlap(&mut self, glyph: &PlacedGlyph, budget: &mut Budget) -> Option<Overlap> {
        let near = self.bands.get(band(glyph.middle.y)).map_or(&[][..], Vec::as_slice);
        let mut checks = 0;
        let mut overlap = Overlap { beneath: None, above: None };
        let mut beneath = 0;
        for area in near.iter().chain(&self.tall).filter(|area| area.contains(glyph.middle, &mut checks)) {
            // A large glyph is an area too, and lies neither above nor beneath itself.
            if area.order == glyph.order {
                continue;
            }
            if area.order < glyph.order {
                if overlap.beneath.is_none() || area.order > beneath {
                    (overlap.beneath, beneath) = (Some(area.fill), area.order);
                }
            } else if area.fill != Fill::Unknown && !matches!(overlap.above, Some(Fill::Solid(_))) {
                overlap.above = Some(area.fill);
            }
        }
        self.checks += checks;
        (budget.spend_checks(checks) && self.checks <= MAX_CHECKS).then_some(overlap)
    }
}

fn band(y: f64) -> usize {
    // Negative numbers become 0, and numbers past the last band find no band.
    (y / BAND) as usize
}
