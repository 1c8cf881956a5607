//! Tells the letters of a PDF page that its reader sees from those that are there for machines only.

use std::collections::BTreeMap;

use kurbo::Point;

use super::device::{Drawn, Letter};
use crate::document::HiddenWay;

/// Letters under this many points cannot be read.
const TINY: f64 = 2.0;
/// Opacity (of 255) under which nothing is seen.
const FAINT: u8 = 13;
/// Largest difference of a colour channel (of 255) from its background at which a letter is not seen.
const SAME_COLOR: u8 = 24;
/// The middle of a letter above its baseline, in ems.
const MIDDLE: f64 = 0.3;
/// Under this many visible letters, a page with pictures is a scan and its invisible letters are its text layer.
const SCAN: usize = 50;

/// Letters that are hidden, by the way in which they are, in the order of drawing.
pub(super) type Unseen = BTreeMap<HiddenWay, Vec<Letter>>;

/// Splits off the letters that are not seen on a page of `width` and `height`; returns (seen, hidden).
pub(super) fn split(drawn: &mut Drawn, width: f64, height: f64) -> (Vec<Letter>, Unseen) {
    let mut hidden = Unseen::new();
    let (mut rest, mut invisible) = (Vec::new(), Vec::new());
    for letter in std::mem::take(&mut drawn.letters) {
        match plainly(&letter, width, height) {
            Some(way) => hidden.entry(way).or_default().push(letter),
            None if letter.invisible => invisible.push(letter),
            None => rest.push(letter),
        }
    }
    if drawn.images > 0 && inked(&rest) < SCAN && inked(&invisible) > inked(&rest) {
        rest.extend(invisible);
        drawn.has_text_layer = true;
        return (rest, hidden);
    }
    if !invisible.is_empty() {
        hidden.insert(HiddenWay::Invisible, invisible);
    }
    let ways: Vec<Option<HiddenWay>> = rest.iter().map(|letter| lost(letter, drawn)).collect();
    let lost = rest.iter().zip(&ways).filter(|(letter, way)| way.is_some() && !letter.is_space()).count();
    // A page with less seen than lost is one whose background was misjudged.
    if lost > inked(&rest) - lost && hidden.is_empty() {
        return (rest, hidden);
    }
    let mut seen = Vec::with_capacity(rest.len());
    for (letter, way) in rest.into_iter().zip(ways) {
        match way {
            Some(way) => hidden.entry(way).or_default().push(letter),
            None => seen.push(letter),
        }
    }
    (seen, hidden)
}

/// How a letter is hidden by itself, wherever it stands.
fn plainly(letter: &Letter, width: f64, height: f64) -> Option<HiddenWay> {
    let middle = middle(letter);
    if letter.color[3] < FAINT {
        Some(HiddenWay::Transparent)
    } else if letter.size < TINY {
        Some(HiddenWay::Tiny)
    } else if !(0.0..=width).contains(&middle.x) || !(0.0..=height).contains(&middle.y) {
        Some(HiddenWay::OffPage)
    } else {
        None
    }
}

fn inked(letters: &[Letter]) -> usize {
    letters.iter().filter(|letter| !letter.is_space()).count()
}

fn middle(letter: &Letter) -> Point {
    Point::new((letter.x.0 + letter.x.1) / 2.0, letter.y - MIDDLE * letter.size)
}

/// Whether something opaque was painted over the letter, or its background has its colour.
fn lost(letter: &Letter, drawn: &Drawn) -> Option<HiddenWay> {
    let middle = middle(letter);
    let mut background = Some([u8::MAX; 4]);
    for area in drawn.areas.iter().filter(|area| area.rect.contains(middle)) {
        match area.order < letter.order {
            true => background = area.color,
            // Pictures and odd shapes may let the letter show, so only plain rectangles cover.
            false if area.color.is_some() => return Some(HiddenWay::Covered),
            false => {}
        }
    }
    let is_same =
        |background: [u8; 4]| background.iter().zip(letter.color).take(3).all(|(a, b)| a.abs_diff(b) < SAME_COLOR);
    background.filter(|&background| is_same(background)).map(|_| HiddenWay::SameColor)
}

/// How many words the letters make, told by gaps and line changes.
pub(super) fn count_words(letters: &[Letter]) -> usize {
    /// A gap of this many ems parts words.
    const GAP: f64 = 0.16;
    let mut words = 0;
    let mut previous: Option<&Letter> = None;
    for letter in letters {
        let begins = previous.is_none_or(|previous| {
            previous.is_space()
                || (letter.y - previous.y).abs() > GAP * letter.size
                || letter.x.0 - previous.x.1 > GAP * letter.size
                || letter.x.0 < previous.x.0
        });
        words += usize::from(begins && !letter.is_space());
        previous = Some(letter);
    }
    words
}
