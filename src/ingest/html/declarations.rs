//! Reads declarations of CSS, as far as they decide whether text is seen and what stands beside it.

use crate::ingest::color::Color;

/// How far outside the page a box is put so that nobody sees it, in pixels; designs move boxes by tens.
const FAR: f64 = 500.0;
/// Boxes whose content is cut off at so few pixels show nothing of it.
const SLIVER: f64 = 1.0;
/// Paint with less opacity than this is not seen, and with more than the other hides what lies beneath.
const FAINT: f32 = 0.05;
const DENSE: f32 = 0.95;
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

/// What one declaration does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Declaration {
    NotDisplayed(bool),
    PartsChildren(bool),
    Floats(bool),
    Invisible(bool),
    Opacity(f64),
    Size(Length),
    Color(Paint),
    Ground(Paint),
    /// The ground is seen through the letters only.
    GroundIsInk(bool),
    /// Taken out of the flow, so that what lies beneath is not known.
    Lifted(bool),
    /// One of four sides put far outside, if the box is lifted.
    Far(usize, bool),
    /// Moved far outside by its margin or by a transformation.
    Moved(bool),
    /// Its first line begins far outside.
    Indented(bool),
    /// Cut off altogether.
    Clipped(bool),
    /// One of two extents is next to nothing.
    Sliver(usize, bool),
    CutsOff(bool),
}

/// The declarations in `source`, each with whether it is important; those that do not matter are left out.
pub(super) fn declarations(source: &str) -> Vec<(Declaration, bool)> {
    let mut found = Vec::new();
    for declaration in source.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        let (value, important) = match value.split_once('!') {
            Some((value, mark)) => (value.trim_end(), mark.trim() == "important"),
            None => (value.as_str(), false),
        };
        let property = property.trim().to_ascii_lowercase();
        one(&property, value, |declaration| found.push((declaration, important)));
    }
    found
}

fn one(property: &str, value: &str, mut add: impl FnMut(Declaration)) {
    use Declaration::*;
    let far = |value: &str| pixels(value).is_some_and(|length| length.abs() >= FAR);
    let far_before = |value: &str| pixels(value).is_some_and(|length| length <= -FAR);
    let sliver = |value: &str| pixels(value).is_some_and(|length| length <= SLIVER);
    match property {
        "display" => {
            add(NotDisplayed(value == "none"));
            add(PartsChildren(matches!(value, "flex" | "inline-flex" | "grid" | "inline-grid")));
        }
        "float" => add(Floats(matches!(value, "left" | "right"))),
        "visibility" => add(Invisible(matches!(value, "hidden" | "collapse"))),
        "opacity" => {
            let parts = value.strip_suffix('%').map_or(1.0, |_| 100.0);
            value.trim_end_matches('%').parse().into_iter().for_each(|opacity: f64| add(Opacity(opacity / parts)));
        }
        "font-size" => size(value).into_iter().for_each(|size| add(Size(size))),
        // The size stands before the family and may have the height of lines behind it.
        "font" => {
            let sizes = value.split_whitespace().map(|part| part.split('/').next().unwrap_or_default());
            let mut sizes = sizes.filter(|part| part.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
            sizes.find_map(|part| size(part).filter(|_| !is_weight(part))).into_iter().for_each(|size| add(Size(size)));
        }
        "color" => add(Color(paint(value))),
        "background" | "background-color" | "background-image" => match value {
            "none" if property == "background-image" => {}
            _ => add(Ground(ground(value))),
        },
        "background-clip" | "-webkit-background-clip" => add(GroundIsInk(value == "text")),
        "position" => add(Lifted(matches!(value, "absolute" | "fixed"))),
        "left" => add(Far(0, far(value))),
        "right" => add(Far(1, far(value))),
        "top" => add(Far(2, far_before(value))),
        "bottom" => add(Far(3, far_before(value))),
        "margin-left" | "margin-top" | "margin-right" => add(Moved(far_before(value))),
        "transform" | "translate" => {
            let steps = value.split(['(', ')', ',', ' ']).any(far);
            add(Moved(steps && !value.contains("3d")));
            add(Clipped(value.starts_with("scale(0)")));
        }
        "text-indent" => add(Indented(far(value))),
        "clip" => {
            let sides = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
            let mut sides = sides.unwrap_or("auto").split([',', ' ']).filter(|side| !side.is_empty());
            add(Clipped(sides.all(sliver)));
        }
        "clip-path" => add(Clipped(matches!(value, "inset(50%)" | "inset(100%)" | "circle(0)" | "circle(0px)"))),
        "width" | "max-width" => add(Sliver(0, sliver(value))),
        "height" | "max-height" => add(Sliver(1, sliver(value))),
        "overflow" => add(CutsOff(matches!(value, "hidden" | "clip"))),
        _ => {}
    }
}

/// A length in pixels; `None` where it depends on what is not known here.
fn pixels(value: &str) -> Option<f64> {
    match size(value)? {
        Length::Pixels(pixels) => Some(pixels),
        Length::Ems(ems) => Some(ems * 16.0),
    }
}

fn size(value: &str) -> Option<Length> {
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
fn is_weight(part: &str) -> bool {
    part.len() == 3 && part.ends_with("00") && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A colour by itself.
pub(super) fn paint(value: &str) -> Paint {
    if value == "transparent" {
        return Paint::None;
    }
    if let Ok((red, green, blue)) = cssparser::color::parse_named_color(value) {
        return Paint::Plain([red, green, blue]);
    }
    let color = match value.strip_prefix('#') {
        Some(digits) => cssparser::color::parse_hash_color(digits.as_bytes()).ok(),
        None => channels(value),
    };
    match color {
        Some((_, _, _, opacity)) if opacity < FAINT => Paint::None,
        Some((red, green, blue, opacity)) if opacity > DENSE => Paint::Plain([red, green, blue]),
        _ => Paint::Unknown,
    }
}

/// A colour by its channels, of 255 or in hundredths, and its opacity.
fn channels(value: &str) -> Option<(u8, u8, u8, f32)> {
    let values = value.strip_prefix("rgba(").or_else(|| value.strip_prefix("rgb("))?.strip_suffix(')')?;
    let mut values = values.split([',', '/', ' ']).filter(|part| !part.is_empty());
    let mut next = |whole: f32| {
        let part = values.next()?;
        match part.strip_suffix('%') {
            Some(part) => part.parse::<f32>().ok().map(|part| part / 100.0 * whole),
            None => part.parse().ok(),
        }
    };
    // A cast of a float ends at the bounds of what it is cast to.
    let mut channel = || next(255.0).map(|channel| channel.round() as u8);
    let (red, green, blue) = (channel()?, channel()?, channel()?);
    Some((red, green, blue, next(1.0).unwrap_or(1.0)))
}

/// The colour of a background, alone or among its other properties.
fn ground(value: &str) -> Paint {
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

    fn only(source: &str) -> Declaration {
        declarations(source).first().unwrap_or(&(Declaration::Far(9, true), false)).0
    }

    #[test]
    fn values_are_read_in_all_their_forms() {
        assert_eq!(only("Display : NONE !important"), Declaration::NotDisplayed(true));
        assert_eq!(only("opacity:50%"), Declaration::Opacity(0.5));
        assert_eq!(only("font-size: 1.5pt"), Declaration::Size(Length::Pixels(2.0)));
        assert_eq!(only("font: 700 0/0 a"), Declaration::Size(Length::Pixels(0.0)));
        assert_eq!(only("color: rgb(255, 255, 255)"), Declaration::Color(Paint::Plain([255; 3])));
        assert_eq!(only("color: #FFF"), Declaration::Color(Paint::Plain([255; 3])));
        assert_eq!(only("color: rgb(0 0 0 / 1%)"), Declaration::Color(Paint::None));
        assert_eq!(only("color: transparent"), Declaration::Color(Paint::None));
        assert_eq!(only("background: navy no-repeat"), Declaration::Ground(Paint::Plain([0, 0, 128])));
        assert_eq!(only("background: url(a.png) #fff"), Declaration::Ground(Paint::Unknown));
        assert_eq!(only("left:-9999px"), Declaration::Far(0, true));
        assert_eq!(only("text-indent: -999em"), Declaration::Indented(true));
        assert_eq!(only("clip: rect(1px, 1px, 1px, 1px)"), Declaration::Clipped(true));
        assert_eq!(only("clip: auto"), Declaration::Clipped(false));
    }
}
