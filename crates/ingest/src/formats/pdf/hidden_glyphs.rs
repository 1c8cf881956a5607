//! Tells the letters of a PDF page that its reader sees from those that are there for machines only.

use std::collections::BTreeMap;

use kurbo::{Rect, Size};

use super::area_index::{Areas, Look};
use super::budget::Budget;
use super::device::Drawn;
use super::placed_glyph::{Letter, inked};
use super::text_segments::Doubles;
use crate::formats::color::WHITE;
use crate::formats::visibility::{FAINT, TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// Under this many visible letters, a page with pictures is a scan and its invisible letters are its text layer.
const SCAN: usize = 50;
/// Of the letters of a text layer, nine in this many lie on the picture that they were recognised in.
const LAYER_ON_PICTURE: usize = 10;
/// A page with fewer letters than these is without text if pictures cover at least this share of it: a scan may carry
/// a stamp or a page number.
const STAMP: usize = 20;
const PICTURE_SHARE: f64 = 0.5;

/// Letters that are hidden, by the way in which they are, in the order of drawing.
pub(super) type Unseen = BTreeMap<HiddenWay, Vec<Letter>>;

/// The letters of a page.
#[derive(Default)]
pub(super) struct Split {
    pub seen: Vec<Letter>,
    pub hidden: Unseen,
    /// The page is a scan whose invisible letters were taken as its text.
    pub has_text_layer: bool,
    /// The page is a picture without text.
    pub is_picture: bool,
    /// There was too much on the page to look at all letters; the rest is in neither.
    pub is_cut: bool,
}

/// Tells apart what was drawn on a page of that size.
pub(super) fn split(drawn: &mut Drawn<'_>, page: Size, budget: &mut Budget) -> Split {
    let mut split = Split::default();
    let mut layer = Vec::new();
    let letters = std::mem::take(&mut drawn.letters);
    let mut areas = Areas::new(&drawn.areas);
    for letter in letters {
        if let Some(way) = plainly(&letter, page) {
            split.hidden.entry(way).or_default().push(letter);
            continue;
        }
        if letter.invisible {
            layer.push((HiddenWay::Invisible, letter));
            continue;
        }
        let Some(around) = areas.around(&letter, budget) else {
            split.is_cut = true;
            break;
        };
        match around.above {
            Some(Look::Picture) => layer.push((HiddenWay::Covered, letter)),
            Some(_) => split.hidden.entry(HiddenWay::Covered).or_default().push(letter),
            None if is_lost(&letter, around.beneath) => {
                split.hidden.entry(HiddenWay::SameColor).or_default().push(letter);
            }
            None => split.seen.push(letter),
        }
    }
    split.has_text_layer = is_text_layer(&layer, &split.seen, &drawn.pictures);
    if split.has_text_layer {
        split.seen.extend(layer.into_iter().map(|(_, letter)| letter));
    } else {
        for (way, letter) in layer {
            split.hidden.entry(way).or_default().push(letter);
        }
    }
    let pictures: f64 = drawn.pictures.iter().map(|picture| picture.intersect(page.to_rect()).area()).sum();
    split.is_picture = inked(&split.seen) < STAMP && pictures > PICTURE_SHARE * page.area();
    drop_outlines(&mut split);
    split
}

/// How a letter is hidden by itself, whatever lies around it.
fn plainly(letter: &Letter, page: Size) -> Option<HiddenWay> {
    if f64::from(letter.color[3]) / 255.0 < FAINT {
        Some(HiddenWay::Transparent)
    } else if letter.size < TINY {
        Some(HiddenWay::Tiny)
    } else if !page.to_rect().contains(letter.middle) {
        Some(HiddenWay::OffPage)
    } else {
        letter.hidden
    }
}

/// Whether a letter has the colour of what it stands on.
fn is_lost(letter: &Letter, beneath: Option<Look>) -> bool {
    let [red, green, blue, _] = letter.color;
    let background = match beneath {
        None => WHITE,
        Some(Look::Plain([red, green, blue, _])) => [red, green, blue],
        Some(Look::Picture | Look::Unknown) => return false,
    };
    is_lost_on([red, green, blue], background)
}

/// Whether the letters that a reader does not see are what a program recognised in the picture of the page.
fn is_text_layer(layer: &[(HiddenWay, Letter)], seen: &[Letter], pictures: &[Rect]) -> bool {
    let layer = || layer.iter().map(|(_, letter)| letter).filter(|letter| !letter.is_space());
    let on_picture = layer().filter(|letter| pictures.iter().any(|picture| picture.contains(letter.middle))).count();
    let (all, seen) = (layer().count(), inked(seen));
    seen < SCAN && all > seen && on_picture * LAYER_ON_PICTURE >= all * (LAYER_ON_PICTURE - 1)
}

/// Takes hidden letters out that are also drawn visibly: white letters with a dark outline are drawn twice.
fn drop_outlines(split: &mut Split) {
    if split.hidden.is_empty() {
        return;
    }
    let mut doubles = Doubles::default();
    split.seen.iter().filter(|letter| !letter.is_space()).for_each(|letter| {
        doubles.is_double(letter);
    });
    for letters in split.hidden.values_mut() {
        letters.retain(|letter| !doubles.is_double(letter));
    }
}
