//! Reads the values of CSS declarations: lengths, shares of one, colours, and shapes that leave nothing.

use crate::formats::color::Color;
use crate::formats::visible::FAINT;

/// How far outside the page a box is put so that nobody sees it, in pixels; designs move boxes by tens.
const FAR: f64 = 500.0;
/// Boxes whose content is cut off at so few pixels show nothing of it.
const SLIVER: f64 = 1.0;
/// Paint with more opacity than this hides what lies beneath.
const DENSE: f64 = 0.95;
/// Letters made so many times smaller are none that can be read.
const SHRUNK: f64 = 0.05;
/// The sizes that words name, in pixels; all that matters is that they can be read.
const NAMED_SIZES: &[(&str, f64)] = &[("medium", 16.0), ("small", 13.0), ("large", 18.0), ("initial", 16.0)];

/// A colour as declared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paint {
    None,
    Plain(Color),
    /// A picture, a gradient, a variable, or half transparent.
    Unknown,
}

/// A length, in pixels or in parts of the size of letters around.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Length {
    Pixels(f64),
    Ems(f64),
}

/// Outside the page, on whichever side.
pub(super) fn far(value: &str) -> bool {
    pixels(value).is_some_and(|length| length.abs() >= FAR)
}

/// Outside the page, above it or to its left.
pub(super) fn far_before(value: &str) -> bool {
    pixels(value).is_some_and(|length| length <= -FAR)
}

/// Too little for anything to be seen in it.
pub(super) fn sliver(value: &str) -> bool {
    pixels(value).is_some_and(|length| length <= SLIVER)
}

/// Whether a transformation moves a box outside the page.
pub(super) fn moves_far(value: &str) -> bool {
    value.split(['(', ')', ',', ' ']).any(far) && !value.contains("3d")
}

/// Whether one of the factors in `value` leaves next to nothing.
pub(super) fn shrinks(value: &str) -> bool {
    value.split([',', ' ']).filter_map(share).any(|factor| factor.abs() <= SHRUNK)
}

/// A part of one, as a number or in hundredths.
pub(super) fn share(value: &str) -> Option<f64> {
    let value = unwrapped(value.trim());
    match value.strip_suffix('%') {
        Some(hundredths) => hundredths.parse::<f64>().ok().map(|hundredths| hundredths / 100.0),
        None => value.parse().ok(),
    }
}

/// Whether a shape to which a box is cut has no extent.
pub(super) fn cuts_all(value: &str) -> bool {
    let Some((shape, values)) = value.split_once('(') else { return false };
    let values = values.split(')').next().unwrap_or_default();
    let words = || values.split_whitespace();
    let is_nothing =
        |value: &str| share(value).is_some_and(|part| part <= 0.0) || pixels(value).is_some_and(|length| length <= 0.0);
    match shape {
        "circle" | "ellipse" => words().next().is_some_and(is_nothing),
        // Sides from the top on; those not stated are as those across.
        "inset" => {
            let sides: Vec<f64> = words().take_while(|word| *word != "round").filter_map(percent).collect();
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

/// Hundredths, or any length of nothing, as a part of one; other lengths are not known to cut anything.
fn percent(value: &str) -> Option<f64> {
    if value.ends_with('%') { share(value) } else { pixels(value).map(|_| 0.0) }
}

/// The only value in `calc()`.
fn unwrapped(value: &str) -> &str {
    value.strip_prefix("calc(").and_then(|rest| rest.strip_suffix(')')).map_or(value, str::trim)
}

/// A length in pixels; `None` where it depends on what is not known here.
fn pixels(value: &str) -> Option<f64> {
    match size(value)? {
        Length::Pixels(pixels) => Some(pixels),
        Length::Ems(ems) => Some(ems * 16.0),
    }
}

/// A length as declared; `None` where it depends on what is not known here.
pub(super) fn size(value: &str) -> Option<Length> {
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
        // Parts of the window, taken as one of 1280 pixels.
        "vw" | "vh" => Some(Length::Pixels(number * 12.8)),
        _ => None,
    }
}

/// A number without a unit stands for the weight of a font where it is no nought.
pub(super) fn is_weight(part: &str) -> bool {
    part.len() == 3 && part.ends_with("00") && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A colour by itself.
pub(super) fn paint(value: &str) -> Paint {
    // Digits alone are a number, though the parser takes some for a colour.
    let is_number = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(color) = csscolorparser::parse(value).ok().filter(|_| !is_number) else { return Paint::Unknown };
    let [red, green, blue, _] = color.to_rgba8();
    match f64::from(color.a) {
        opacity if opacity < FAINT => Paint::None,
        opacity if opacity > DENSE => Paint::Plain([red, green, blue]),
        _ => Paint::Unknown,
    }
}

/// The colour of a background, alone or among its other properties.
pub(super) fn ground(value: &str) -> Paint {
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
    fn a_box_is_cut_where_nothing_of_it_is_left() {
        for all in [
            "polygon(0 0, 0px 0%, 0 100%)",
            "inset(50%)",
            "inset(0 0 100% 0)",
            "inset(10% 60% 10%)",
            "circle(0 at 0 0)",
        ] {
            assert!(cuts_all(all), "{all}");
        }
        for some in ["none", "polygon(0 0, 100% 0, 0 100%)", "inset(10px)", "inset(0 49%)", "circle(50%)", "url(#a)"] {
            assert!(!cuts_all(some), "{some}");
        }
    }
}
