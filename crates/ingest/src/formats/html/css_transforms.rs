//! Parses CSS transformations and filters: boxes that are moved, shrunk, turned away or blurred.

use super::css_effects::{Declaration, Mark};
use super::css_math;
use super::css_values::{far, functions, pixels};
use crate::formats::visibility::FAINT;

/// Letters scaled by this factor or less cannot be read.
const SHRUNK: f64 = 0.05;
/// A box turned so that it is seen at less than this share of its width shows nothing.
const EDGE_ON: f64 = 0.05;
/// Blur in pixels from which it is doubtful that letters can be read.
const BLURRED: f64 = 4.0;

/// True for a factor that makes letters too small to read.
pub(super) fn shrinks(factor: &str) -> bool {
    css_math::number(factor).is_some_and(|factor| factor.abs() <= SHRUNK)
}

/// Passes the effects of `transform` to `add`.
pub(super) fn transform(value: &str, add: &mut impl FnMut(Declaration)) {
    let (mut is_moved, mut is_shrunk, mut is_deep, mut turned) = (false, false, false, 0.0);
    for (name, arguments) in functions(value) {
        let numbers: Vec<f64> = arguments.iter().filter_map(|argument| css_math::number(argument)).collect();
        match name.as_str() {
            "translate" | "translatex" | "translatey" => is_moved |= arguments.iter().any(|argument| far(argument)),
            "translate3d" => is_moved |= arguments.iter().take(2).any(|argument| far(argument)),
            "scale" | "scalex" | "scaley" => is_shrunk |= arguments.iter().any(|argument| shrinks(argument)),
            "scale3d" => is_shrunk |= arguments.iter().take(2).any(|argument| shrinks(argument)),
            "matrix" => {
                if let [a, b, c, d, x, y] = numbers.as_slice() {
                    is_shrunk |= (a * d - b * c).abs() <= SHRUNK * SHRUNK;
                    is_moved |= far(&x.to_string()) || far(&y.to_string());
                }
            }
            "rotatex" | "rotatey" => turned += arguments.first().and_then(|value| angle(value)).unwrap_or(0.0),
            "skew" | "skewx" | "skewy" => {
                let flat = |value: &String| angle(value).is_some_and(|angle| angle.cos().abs() < EDGE_ON);
                is_shrunk |= arguments.iter().any(flat);
            }
            "translatez" => is_deep |= arguments.iter().any(|argument| far(argument)),
            "matrix3d" | "rotate3d" => is_deep = true,
            _ => {}
        }
    }
    add(Declaration::Marked(Mark::Moved, 3, is_moved));
    add(Declaration::Marked(Mark::Unpainted, 0, is_shrunk || f64::cos(turned).abs() < EDGE_ON));
    add(Declaration::Turned(f64::cos(turned) < 0.0));
    add(Declaration::Marked(Mark::Doubtful, 5, is_deep));
}

/// Passes the effects of a turn by `angle` to `add`, of which `unpainted` is the property that tells of it.
pub(super) fn turn(angle: f64, unpainted: usize, add: &mut impl FnMut(Declaration)) {
    add(Declaration::Marked(Mark::Unpainted, unpainted, angle.cos().abs() < EDGE_ON));
    add(Declaration::Turned(angle.cos() < 0.0));
}

/// An angle in radians.
pub(super) fn angle(value: &str) -> Option<f64> {
    let units = [
        ("deg", std::f64::consts::PI / 180.0),
        ("grad", std::f64::consts::PI / 200.0),
        ("rad", 1.0),
        ("turn", std::f64::consts::TAU),
    ];
    let (number, factor) = units.iter().find_map(|(unit, factor)| Some((value.strip_suffix(unit)?, factor)))?;
    Some(css_math::number(number)? * factor)
}

/// Passes the effects of `filter` to `add`.
pub(super) fn filter(value: &str, add: &mut impl FnMut(Declaration)) {
    let (mut opacity, mut is_doubtful) = (1.0, false);
    for (name, arguments) in functions(value) {
        let first = arguments.first().map_or("", String::as_str);
        match name.as_str() {
            "opacity" => opacity *= css_math::number(first).unwrap_or(1.0),
            "blur" => is_doubtful |= pixels(first).is_some_and(|blur| blur >= BLURRED),
            "brightness" | "contrast" | "url" | "invert" => is_doubtful = true,
            _ => {}
        }
    }
    add(Declaration::Marked(Mark::Unpainted, 8, opacity < FAINT));
    add(Declaration::Marked(Mark::Doubtful, 6, is_doubtful));
}

#[cfg(test)]
mod tests {
    use super::super::css_declarations::parse_declaration;
    use super::*;

    #[test]
    fn a_box_seen_from_its_edge_is_not_painted() {
        let found = |source: &str| {
            let mut found = Vec::new();
            parse_declaration("transform", source, |declaration| found.push(declaration));
            found.contains(&Declaration::Marked(Mark::Unpainted, 0, true))
        };
        for hidden in ["rotatex(90deg)", "rotatey(.25turn)", "matrix(0,0,0,0,0,0)", "scale(0.01)", "skew(90deg)"] {
            assert!(found(hidden), "{hidden}");
        }
        for seen in ["rotate(90deg)", "rotatex(10deg)", "matrix(1,0,0,1,5,5)", "scale(.5)", "none"] {
            assert!(!found(seen), "{seen}");
        }
    }
}
