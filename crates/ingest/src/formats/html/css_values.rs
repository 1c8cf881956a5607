//! Parses CSS values: lengths, fractions, and clip shapes without extent.

use super::css_math::{self, EM, Length};
use super::css_syntax::split_commas;

/// The distance in pixels from which a box is outside the page. Designs move boxes by tens of pixels.
const FAR: f64 = 500.0;
/// A box of at most this many pixels shows nothing of its content.
const SLIVER: f64 = 1.0;
/// The named font sizes, in pixels. They need not be exact: all can be read.
const NAMED_SIZES: &[(&str, f64)] =
    &[("medium", 16.0), ("small", 13.0), ("large", 18.0), ("initial", 16.0), ("xx-small", 9.0), ("x-small", 10.0)];

/// True if the value puts a box outside the page, on any side.
pub(super) fn far(value: &str) -> bool {
    pixels(value).is_some_and(|length| length.abs() >= FAR)
}

/// True if the value puts a box outside the page, above it or to its left.
pub(super) fn far_before(value: &str) -> bool {
    pixels(value).is_some_and(|length| length <= -FAR)
}

/// True if the length is too small for anything to be seen.
pub(super) fn sliver(value: &str) -> bool {
    pixels(value).is_some_and(|length| length <= SLIVER)
}

/// True if a clip shape has no extent.
pub(super) fn clips_all(value: &str) -> bool {
    let Some((shape, values)) = value.split_once('(') else { return false };
    let values = values.strip_suffix(')').unwrap_or(values);
    let words = || values.split_whitespace();
    let is_nothing = |value: &str| {
        css_math::number(value).is_some_and(|part| part <= 0.0) || pixels(value).is_some_and(|length| length <= 0.0)
    };
    match shape {
        "circle" | "ellipse" => words().next().is_some_and(is_nothing),
        // Top, right, bottom, left. A side that is not given equals the opposite side.
        "inset" => {
            let sides: Vec<f64> = words().take_while(|word| *word != "round").filter_map(inset_fraction).collect();
            let side = |at: usize, across: usize| sides.get(at).or(sides.get(across)).or(sides.first()).copied();
            let sum = |one, other| side(one, 0).zip(side(other, one)).is_some_and(|(one, other)| one + other >= 1.0);
            sum(0, 2) || sum(1, 3)
        }
        "polygon" => {
            let points = values.split(',').filter_map(|point| point.trim().split_once(char::is_whitespace));
            let coordinate =
                |value: &str| if is_nothing(value.trim()) { "0".to_owned() } else { value.trim().to_owned() };
            let (across, down): (Vec<_>, Vec<_>) = points.map(|(x, y)| (coordinate(x), coordinate(y))).unzip();
            let is_one = |all: &[String]| all.iter().all(|one| Some(one) == all.first());
            is_one(&across) || is_one(&down)
        }
        // The place, then width and height.
        "xywh" => words().skip(2).take(2).any(is_nothing),
        _ => false,
    }
}

/// Expands the one to four values of a shorthand to top, right, bottom, left.
pub(super) fn four_sides(value: &str) -> [&str; 4] {
    let parts: Vec<&str> = value.split_whitespace().collect();
    match parts.as_slice() {
        [all] => [all; 4],
        [block, inline] => [block, inline, block, inline],
        [top, inline, bottom] => [top, inline, bottom, inline],
        [top, right, bottom, left, ..] => [top, right, bottom, left],
        [] => [""; 4],
    }
}

/// Returns the byte offset of the bracket that closes what is open before `text`; its length if none does.
pub(super) fn closing(text: &str) -> usize {
    let mut depth = 1_usize;
    let end = text.find(|c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        };
        depth == 0
    });
    end.unwrap_or(text.len())
}

/// Splits at the characters outside brackets that `parts`.
pub(super) fn split_outside(text: &str, parts: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0_usize;
    let outside = |c| {
        depth = match c {
            '(' | '[' => depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && parts(c)
    };
    text.split(outside).collect()
}

/// The functions of a list such as `transform`, each with its arguments.
pub(super) fn functions(value: &str) -> Vec<(String, Vec<String>)> {
    let (mut found, mut rest) = (Vec::new(), value.trim());
    while let Some((name, after)) = rest.split_once('(') {
        let end = closing(after);
        let arguments = split_commas(after.get(..end).unwrap_or_default());
        found.push((name.trim().to_owned(), arguments.iter().map(|argument| argument.trim().to_owned()).collect()));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Per cent as a fraction. Lengths count as 0, because the size of the box is not known.
fn inset_fraction(value: &str) -> Option<f64> {
    if value.ends_with('%') { css_math::number(value) } else { pixels(value).map(|_| 0.0) }
}

/// A length in pixels; `None` if it depends on an unknown size.
pub(super) fn pixels(value: &str) -> Option<f64> {
    css_math::length(value).map(|length| length.at(EM))
}

/// A font size; `None` if it depends on an unknown size.
pub(super) fn font_size(value: &str) -> Option<Length> {
    match NAMED_SIZES.iter().find(|(name, _)| *name == value) {
        Some((_, pixels)) => Some(Length::pixels(*pixels)),
        None => css_math::length(value),
    }
}

/// True if a part of `font` is a weight, such as 700, and not a size.
pub(super) fn is_weight(part: &str) -> bool {
    part.len() == 3 && part.ends_with("00") && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_shapes_without_extent_clip_everything() {
        for all in [
            "polygon(0 0, 0px 0%, 0 100%)", "inset(50%)", "inset(0 0 100% 0)", "inset(10% 60% 10%)", "circle(0 at 0 0)",
        ] {
            assert!(clips_all(all), "{all}");
        }
        for some in ["none", "polygon(0 0, 100% 0, 0 100%)", "inset(10px)", "inset(0 49%)", "circle(50%)", "url(#a)"] {
            assert!(!clips_all(some), "{some}");
        }
    }
}
