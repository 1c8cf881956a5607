//! Separates the glyphs of a PDF page that a reader sees from hidden ones.

use std::collections::BTreeMap;

use kurbo::{Rect, Size};

use super::area_index::{AreaIndex, Fill};
use super::budget::Budget;
use super::device::DrawnPage;
use super::fake_bold::Doubles;
use super::placed_glyph::{PlacedGlyph, count_inked};
use crate::formats::color::{Paint, WHITE};
use crate::formats::visibility::{FAINT, Look, Sight, is_minor};
use rolefit_document::HiddenWay;

/// With fewer visible glyphs than this, a page with pictures may be a scan, and its invisible glyphs its text layer.
const SCAN: usize = 50;
/// All but one in this many glyphs of a text layer must lie on a picture.
const LAYER_ON_PICTURE: usize = 10;
/// A page with fewer glyphs than `STAMP` counts as a picture if pictures cover more than `PICTURE_SHARE` of it. A scan
/// may carry a stamp or a page number.
const STAMP: usize = 20;
const PICTURE_SHARE: f64 = 0.5;

/// Hidden glyphs by way of hiding, in drawing order.
pub(super) type HiddenGlyphs = BTreeMap<HiddenWay, Vec<PlacedGlyph>>;

/// The visible and the hidden glyphs of a page.
#[derive(Default)]
pub(super) struct SplitGlyphs {
    pub visible: Vec<PlacedGlyph>,
    pub hidden: HiddenGlyphs,
    /// The number of visible letters that a reader may miss.
    pub hard_letters: usize,
    /// True if the page is a scan whose invisible glyphs were taken as its text.
    pub has_text_layer: bool,
    /// True if the page is a picture without text.
    pub is_picture: bool,
    /// True if the budget did not allow checking all glyphs; the rest is in neither list.
    pub is_cut: bool,
}

/// Separates the glyphs drawn on a page of this size.
pub(super) fn split(drawn: &mut DrawnPage<'_>, page: Size, budget: &mut Budget) -> SplitGlyphs {
    let mut split = SplitGlyphs::default();
    let mut layer = Vec::new();
    let glyphs = std::mem::take(&mut drawn.glyphs);
    let mut areas = AreaIndex::new(&drawn.areas);
    for glyph in glyphs {
        let look = look(&glyph, page);
        if let Sight::Hidden(way) = look.sight() {
            split.hidden.entry(way).or_default().push(glyph);
            continue;
        }
        if glyph.invisible {
            layer.push((HiddenWay::Invisible, glyph));
            continue;
        }
        let Some(overlap) = areas.overlap(&glyph, budget) else {
            split.is_cut = true;
            break;
        };
        match overlap.above {
            Some(Fill::Picture) => layer.push((HiddenWay::Covered, glyph)),
            Some(_) => split.hidden.entry(HiddenWay::Covered).or_default().push(glyph),
            None => match (Look { ground: ground(overlap.beneath), ..look }).sight() {
                Sight::Hidden(way) => split.hidden.entry(way).or_default().push(glyph),
                sight => {
                    split.hard_letters += usize::from(sight == Sight::Hard && !glyph.is_space());
                    split.visible.push(glyph);
                }
            },
        }
    }
    split.hard_letters += minor_letters(&split.visible);
    split.has_text_layer = is_text_layer(&layer, &split.visible, &drawn.pictures);
    if split.has_text_layer {
        split.visible.extend(layer.into_iter().map(|(_, glyph)| glyph));
    } else {
        for (way, glyph) in layer {
            split.hidden.entry(way).or_default().push(glyph);
        }
    }
    let pictures: f64 = drawn.pictures.iter().map(|picture| picture.intersect(page.to_rect()).area()).sum();
    split.is_picture = count_inked(&split.visible) < STAMP && pictures > PICTURE_SHARE * page.area();
    drop_outlined(&mut split);
    split
}

/// Returns the number of letters that are minor beside the usual size of the page, the median.
fn minor_letters(visible: &[PlacedGlyph]) -> usize {
    let sizes = || visible.iter().filter(|glyph| !glyph.is_space()).map(|glyph| glyph.size);
    let mut sorted: Vec<f64> = sizes().collect();
    let middle = sorted.len() / 2;
    if sorted.is_empty() {
        return 0;
    }
    let (_, usual, _) = sorted.select_nth_unstable_by(middle, f64::total_cmp);
    let usual = *usual;
    sizes().filter(|size| is_minor(*size, usual)).count()
}

/// Returns the look of a glyph regardless of the areas around it.
fn look(glyph: &PlacedGlyph, page: Size) -> Look {
    let [red, green, blue, opacity] = glyph.color;
    let is_off_page = !page.to_rect().contains(glyph.middle);
    Look {
        concealed: glyph.hidden.filter(|_| !is_off_page),
        is_off_page,
        is_faint: f64::from(opacity) / 255.0 < FAINT,
        size: Some(glyph.size),
        ink: Paint::Plain([red, green, blue]),
        ..Look::default()
    }
}

/// Returns the paint of the area beneath a glyph.
fn ground(beneath: Option<Fill>) -> Paint {
    match beneath {
        None => Paint::Plain(WHITE),
        Some(Fill::Solid([red, green, blue, _])) => Paint::Plain([red, green, blue]),
        Some(Fill::Picture | Fill::Unknown) => Paint::Unknown,
    }
}

/// True if the invisible and covered glyphs are the result of OCR, that is, if nearly all lie on pictures and outnumber
/// the visible glyphs.
fn is_text_layer(layer: &[(HiddenWay, PlacedGlyph)], visible: &[PlacedGlyph], pictures: &[Rect]) -> bool {
    let layer = || layer.iter().map(|(_, glyph)| glyph).filter(|glyph| !glyph.is_space());
    let on_picture = layer().filter(|glyph| pictures.iter().any(|picture| picture.contains(glyph.middle))).count();
    let (all, visible) = (layer().count(), count_inked(visible));
    visible < SCAN && all > visible && on_picture * LAYER_ON_PICTURE >= all * (LAYER_ON_PICTURE - 1)
}

/// Removes hidden glyphs that are also drawn visibly: white letters with a dark outline are drawn twice.
fn drop_outlined(split: &mut SplitGlyphs) {
    if split.hidden.is_empty() {
        return;
    }
    let mut doubles = Doubles::default();
    split.visible.iter().filter(|glyph| !glyph.is_space()).for_each(|glyph| {
        doubles.is_double(glyph);
    });
    for glyphs in split.hidden.values_mut() {
        glyphs.retain(|glyph| !doubles.is_double(glyph));
    }
}
