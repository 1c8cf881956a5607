//! Parses CSS values: lengths, fractions, colours, and clip shapes without extent.

use crate::formats::color::Color;
use crate::formats::visibility::FAINT;

/// The distance in pixels from which a box is outside the page. Designs move boxes by tens of pixels.
const FAR: f64 = 500.0;
/// A box of at most this many pixels shows nothing of its content.
const SLIVER: f64 = 1.0;
/// A colour with more opacity than this hides everything below.
const OPAQUE: f64 = 0.95;
/// Letters scaled by this factor or less cannot be read.
const SHRUNK: f64 = 0.05;
/// The named font sizes, in pixels. They need not be exact: all can be read.
const NAMED_SIZES: &[(&str, f64)] = &[("medium", 16.0), ("small", 13.0), ("large", 18.0), ("initial", 16.0)];

/// A declared colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paint {
    /// Transparent.
    None,
    /// Opaque.
    Plain(Color),
    /// An image, a gradient, a variable, or half transparent.
    Unknown,
}

/// A length, in pixels or relative to the font size of the parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Length {
    Pixels(f64),
    Ems(f64),
}

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

/// True if a transformation moves a box outside the page.
pub(super) fn moves_far(value: &str) -> bool {
    value.split(['(', ')', ',', ' ']).any(far) && !value.contains("3d")
}

/// True if a scale factor in `value` leaves next to nothing.
pub(super) fn shrinks(value: &str) -> bool {
    value.split([',', ' ']).filter_map(fraction).any(|factor| factor.abs() <= SHRUNK)
}

/// A fraction, as a number or in per cent.
pub(super) fn fraction(value: &str) -> Option<f64> {
    let value = unwrapped(value.trim());
    match value.strip_suffix('%') {
        Some(hundredths) => hundredths.parse::<f64>().ok().map(|hundredths| hundredths / 100.0),
        None => value.parse().ok(),
    }
}

/// True if a clip shape has no extent.
pub(super) fn clips_all(value: &str) -> bool {
    let Some((shape, values)) = value.split_once('(') else { return false };
    let values = values.split(')').next().unwrap_or_default();
    let words = || values.split_whitespace();
    let is_nothing = |value: &str| {
        fraction(value).is_some_and(|part| part <= 0.0) || pixels(value).is_some_and(|length| length <= 0.0)
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
        _ => false,
    }
}

/// Per cent as a fraction. Lengths count as 0, because the size of the box is not known.
fn inset_fraction(value: &str) -> Option<f64> {
    if value.ends_with('%') { fraction(value) } else { pixels(value).map(|_| 0.0) }
}

/// The value in `calc()`, if it has only one.
fn unwrapped(value: &str) -> &str {
    value.strip_prefix("calc(").and_then(|rest| rest.strip_suffix(')')).map_or(value, str::trim)
}

/// A length in pixels; `None` if it depends on an unknown size.
fn pixels(value: &str) -> Option<f64> {
    match length(value)? {
        Length::Pixels(pixels) => Some(pixels),
        Length::Ems(ems) => Some(ems * 16.0),
    }
}

/// A declared length; `None` if it depends on an unknown size.
pub(super) fn length(value: &str) -> Option<Length> {
    let value = unwrapped(value);
    if let Some((_, pixels)) = NAMED_SIZES.iter().find(|(name, _)| *name == value) {
        return Some(Length::Pixels(*pixels));
    }
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(end)?;
    let number: f64 = number.parse().ok()?;
    match unit {
        "" | "px" => Some(Length::Pixels(number)),
        "pt" => Some(Length::Pixels(number * 4.0 / 3.0)),
        "pc" => Some(Length::Pixels(number * 16.0)),
        "in" => Some(Length::Pixels(number * 96.0)),
        "cm" => Some(Length::Pixels(number * 96.0 / 2.54)),
        "mm" => Some(Length::Pixels(number * 96.0 / 25.4)),
        "rem" => Some(Length::Pixels(number * 16.0)),
        "em" => Some(Length::Ems(number)),
        "%" => Some(Length::Ems(number / 100.0)),
        // Per cent of the window, which is taken to have 1280 pixels.
        "vw" | "vh" => Some(Length::Pixels(number * 12.8)),
        _ => None,
    }
}

/// True if a part of `font` is a weight, such as 700, and not a size.
pub(super) fn is_weight(part: &str) -> bool {
    part.len() == 3 && part.ends_with("00") && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Parses a colour.
pub(super) fn paint(value: &str) -> Paint {
    // The parser takes some numbers for colours.
    let is_number = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(color) = csscolorparser::parse(value).ok().filter(|_| !is_number) else { return Paint::Unknown };
    let [red, green, blue, _] = color.to_rgba8();
    match f64::from(color.a) {
        opacity if opacity < FAINT => Paint::None,
        opacity if opacity > OPAQUE => Paint::Plain([red, green, blue]),
        _ => Paint::Unknown,
    }
}

/// Parses the colour of a background, alone or among other properties.
pub(super) fn background(value: &str) -> Paint {
    if value.contains("url(") || value.contains("gradient(") || value.contains("var(") {
        return Paint::Unknown;
    }
    match (value, paint(value)) {
        ("none" | "initial" | "unset", _) => Paint::None,
        (_, Paint::Unknown) => {
            let known = value.split_whitespace().map(paint).find(|&paint| paint != Paint::Unknown);
            known.unwrap_or(Paint::Unknown)
        }
        (_, paint) => paint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_shapes_without_extent_clip_everything() {
        for all in [
            "polygon(0 0, 0px 0%, 0 100%)",
            "inset(50%)",
            "inset(0 0 100% 0)",
            "inset(10% 60% 10%)",
            "circle(0 at 0 0)",
        ] {
            assert!(clips_all(all), "{all}");
        }
        for some in ["none", "polygon(0 0, 100% 0, 0 100%)", "inset(10px)", "inset(0 49%)", "circle(50%)", "url(#a)"] {
            assert!(!clips_all(some), "{some}");
        }
    }
}
