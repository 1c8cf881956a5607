//! Finds a quote on the image of its page. The text of a resume is repaired and its lines are joined, so the letters
//! and digits are compared and all else is passed over.

use std::ops::Range;

use rolefit_ingest::{ImageLine, PageImage};
use unicode_normalization::UnicodeNormalization;

/// The height of a box above the baseline and below it, as shares of the size of the font.
const ABOVE: f64 = 0.95;
const BELOW: f64 = 0.25;

/// Returns the places of the bytes `quote` of the text `page`, one per line: left, top, width and height as shares of
/// the page. Empty if the quote is not found.
pub(super) fn boxes(page: &str, quote: Range<usize>, image: &PageImage) -> Vec<[f64; 4]> {
    let wanted: Vec<char> = letters(page.get(quote.clone()).unwrap_or_default()).map(|(_, letter)| letter).collect();
    let before = letters(page.get(..quote.start).unwrap_or_default()).count();
    // Each letter of the image, with its line and its place in the line.
    let lines = image.lines.iter().enumerate();
    let all = lines.flat_map(|(line, found)| letters(&found.text).map(move |(at, letter)| (letter, line, at)));
    let all: Vec<(char, usize, usize)> = all.collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // A quote may occur twice. The nearest place is meant, because few letters differ between text and image.
    let places = all.windows(wanted.len()).enumerate();
    let places = places.filter(|(_, window)| window.iter().map(|(letter, ..)| letter).eq(&wanted));
    let Some((_, place)) = places.min_by_key(|(at, _)| at.abs_diff(before)) else { return Vec::new() };
    let on_lines = place.chunk_by(|(_, one, _), (_, other, _)| one == other);
    let one_box = |on_line: &[(char, usize, usize)]| {
        let (&(_, line, first), &(_, _, last)) = on_line.first().zip(on_line.last())?;
        Some(place_of(image.lines.get(line)?, first, last + 1, image))
    };
    on_lines.filter_map(one_box).collect()
}

/// The place of the letters from `first` up to `end` of a line, all taken to be equally wide.
fn place_of(line: &ImageLine, first: usize, end: usize, image: &PageImage) -> [f64; 4] {
    let width = (line.x1 - line.x0) / line.text.chars().count().max(1) as f64;
    let (left, right) = (line.x0 + width * first as f64, line.x0 + width * end as f64);
    let shares = [
        left / image.width,
        (line.y - ABOVE * line.size) / image.height,
        (right - left) / image.width,
        (ABOVE + BELOW) * line.size / image.height,
    ];
    // Shares of a page with four decimals are exact to a tenth of a point.
    shares.map(|share| (share.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0)
}

/// The letters and digits of `text` in lower case, ligatures taken apart, each with its place among the characters.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.chars().enumerate().flat_map(|(at, letter)| {
        let parts: Vec<char> = letter.nfkd().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        parts.into_iter().map(move |part| (at, part))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn image(lines: &[&str]) -> PageImage {
        let line = |(number, text): (usize, &&str)| {
            let y = 100.0 * (number + 1) as f64;
            ImageLine {
                text: (*text).to_owned(),
                x0: 100.0,
                x1: 100.0 + 10.0 * text.chars().count() as f64,
                y,
                size: 10.0,
            }
        };
        PageImage {
            pages: 1,
            width: 1000.0,
            height: 1000.0,
            lines: lines.iter().enumerate().map(line).collect(),
            svg: String::new(),
        }
    }

    fn found(text: &str, quote: &str, lines: &[&str]) -> Vec<[f64; 4]> {
        let start = text.rfind(quote).unwrap();
        boxes(text, start..start + quote.len(), &image(lines))
    }

    #[test]
    fn a_quote_over_two_lines_has_a_box_on_each() {
        let text = "• Negotiated contracts with hospitals";
        let places = found(text, "contracts with hospitals", &["Negotiated contracts", "with hospitals"]);
        assert_eq!(places, [[0.21, 0.0905, 0.09, 0.012], [0.1, 0.1905, 0.14, 0.012]]);
    }

    #[test]
    fn of_two_places_the_nearest_is_meant_and_repairs_are_passed_over() {
        let lines = ["Sales", "Of\u{fb01}ce man-", "ager", "Sales"];
        assert_eq!(found("Sales\nOffice manager\nSales", "Sales", &lines), [[0.1, 0.3905, 0.05, 0.012]]);
        assert_eq!(found("Sales\nOffice manager\nSales", "Office manager", &lines).len(), 2);
        assert_eq!(found("Baker", "Baker", &lines), [[0.0; 4]; 0]);
    }
}
