//! The areas painted on a PDF page, and what of them lies beneath and above a letter.

use kurbo::{Point, Rect};

use super::area_outline::Outline;
use super::budget::Budget;
use super::placed_glyph::Letter;

/// Height of the bands, in points, that areas are found by.
const BAND: f64 = 24.0;
/// Bands of a page; what is higher or off the page is looked at for every letter.
const BANDS: usize = 200;
/// An area over more bands than this is looked at for every letter, rather than listed in each.
const TALL: usize = 12;
/// Looks that all letters of a page may take at areas: what one page may take of the looks of its file.
const MAX_LOOKS: usize = 5_000_000;

/// What an area shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// One colour.
    Plain([u8; 4]),
    /// A picture through which nothing shows.
    Picture,
    /// A pattern, a shade, a blend: it may show what lies beneath, and its colour is not known.
    Unknown,
}

/// A painted area.
#[derive(Clone, Debug)]
pub(super) struct Area {
    /// Its bounding box, as far as it is not clipped away.
    pub rect: Rect,
    /// Its outline; `None` for the whole box.
    pub outline: Option<Outline>,
    pub look: Look,
    /// Place in the order of drawing.
    pub order: usize,
}

impl Area {
    fn contains(&self, point: Point, looks: &mut usize) -> bool {
        *looks += 1;
        self.rect.contains(point) && self.outline.as_ref().is_none_or(|outline| outline.contains(point, looks))
    }
}

/// What lies around a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Around {
    /// What it was drawn on; `None` for paper.
    pub beneath: Option<Look>,
    /// What was drawn over it: plain before pictures; `None` if nothing hides it.
    pub above: Option<Look>,
}

/// Areas by the bands of the page that they lie in.
pub(super) struct Areas<'a> {
    bands: Vec<Vec<&'a Area>>,
    tall: Vec<&'a Area>,
    looks: usize,
}

impl<'a> Areas<'a> {
    pub fn new(areas: &'a [Area]) -> Self {
        let mut bands = vec![Vec::new(); BANDS];
        let mut tall = Vec::new();
        for area in areas {
            let (first, last) = (band(area.rect.y0), band(area.rect.y1));
            match bands.get_mut(first..=last).filter(|bands| bands.len() <= TALL && area.rect.y0 >= 0.0) {
                Some(bands) => bands.iter_mut().for_each(|band| band.push(area)),
                None => tall.push(area),
            }
        }
        Self { bands, tall, looks: 0 }
    }

    /// What lies around `letter`; `None` once too many letters stand on too many areas.
    pub fn around(&mut self, letter: &Letter, budget: &mut Budget) -> Option<Around> {
        let near = self.bands.get(band(letter.middle.y)).map_or(&[][..], Vec::as_slice);
        let mut looks = 0;
        let mut around = Around { beneath: None, above: None };
        let mut beneath = 0;
        for area in near.iter().chain(&self.tall).filter(|area| area.contains(letter.middle, &mut looks)) {
            if area.order < letter.order {
                if around.beneath.is_none() || area.order > beneath {
                    (around.beneath, beneath) = (Some(area.look), area.order);
                }
            } else if area.look != Look::Unknown && !matches!(around.above, Some(Look::Plain(_))) {
                around.above = Some(area.look);
            }
        }
        self.looks += looks;
        (budget.spend_looks(looks) && self.looks <= MAX_LOOKS).then_some(around)
    }
}

fn band(y: f64) -> usize {
    // Numbers below zero become zero, and those past the last band are in none.
    (y / BAND) as usize
}
