//! Tells the letters of a PDF page that its reader sees from those that are there for machines only.

use kurbo::Point;

use super::pdf_device::{Drawn, Letter};

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

/// Splits off the letters that are not seen on a page of `width` and `height`; returns (seen, hidden).
pub(super) fn split(drawn: &mut Drawn, width: f64, height: f64) -> (Vec<Letter>, Vec<Letter>) {
    let letters = std::mem::take(&mut drawn.letters);
    let plainly = |letter: &Letter| {
        let middle = middle(letter);
        letter.color[3] < FAINT
            || letter.size < TINY
            || !(0.0..=width).contains(&middle.x)
            || !(0.0..=height).contains(&middle.y)
    };
    let (mut hidden, rest): (Vec<_>, Vec<_>) = letters.into_iter().partition(plainly);
    let (invisible, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|letter| letter.invisible);
    if drawn.images > 0 && inked(&rest) < SCAN && inked(&invisible) > inked(&rest) {
        let mut seen = rest;
        seen.extend(invisible);
        drawn.has_text_layer = true;
        return (seen, hidden);
    }
    hidden.extend(invisible);
    let (lost, seen): (Vec<_>, Vec<_>) = rest.iter().cloned().partition(|letter| is_lost(letter, drawn));
    // A page with less seen than lost is one whose background was misjudged.
    if inked(&lost) > inked(&seen) && hidden.is_empty() {
        return (rest, hidden);
    }
    hidden.extend(lost);
    hidden.sort_by_key(|letter| letter.order);
    (seen, hidden)
}

fn inked(letters: &[Letter]) -> usize {
    letters.iter().filter(|letter| !letter.is_space()).count()
}

fn middle(letter: &Letter) -> Point {
    Point::new((letter.x.0 + letter.x.1) / 2.0, letter.y - MIDDLE * letter.size)
}

/// Whether something opaque was painted over the letter, or its background has its colour.
fn is_lost(letter: &Letter, drawn: &Drawn) -> bool {
    let middle = middle(letter);
    let mut background = Some([u8::MAX; 4]);
    for area in drawn.areas.iter().filter(|area| area.rect.contains(middle)) {
        match area.order < letter.order {
            true => background = area.color,
            // Pictures and odd shapes may let the letter show, so only plain rectangles cover.
            false if area.color.is_some() => return true,
            false => {}
        }
    }
    background
        .is_some_and(|background| background.iter().zip(letter.color).take(3).all(|(a, b)| a.abs_diff(b) < SAME_COLOR))
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
