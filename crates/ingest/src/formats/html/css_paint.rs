//! Parses CSS colours in all their forms, and the paint of backgrounds.

use super::css_math;
use super::css_values::{closing, functions, split_outside};
use crate::formats::color::{BLACK, Color, Paint, WHITE};
use crate::formats::visibility::FAINT;

/// A colour with more opacity than this hides everything below.
const OPAQUE: f64 = 0.95;
/// Colours made of colours nested deeper are unknown.
const DEPTH: usize = 4;
/// Colours of the system, for a light page.
const SYSTEM: &[(&str, Color)] = &[
    ("canvas", WHITE),
    ("canvastext", BLACK),
    ("window", WHITE),
    ("windowtext", BLACK),
    ("field", WHITE),
    ("fieldtext", BLACK),
    ("background", WHITE),
    ("buttontext", BLACK),
    ("infobackground", WHITE),
];

/// Parses a colour.
pub(super) fn paint(value: &str) -> Paint {
    nested_paint(value.trim(), DEPTH)
}

fn nested_paint(value: &str, depth: usize) -> Paint {
    let Some(depth) = depth.checked_sub(1) else { return Paint::Unknown };
    if let Some((_, color)) = SYSTEM.iter().find(|(name, _)| *name == value) {
        return Paint::Plain(*color);
    }
    if let [(name, arguments)] = functions(value).as_slice() {
        match (name.as_str(), arguments.as_slice()) {
            ("light-dark", [light, _]) => return nested_paint(light, depth),
            ("color-mix", [_, one, other]) => return mixed(one, other, depth),
            _ => {}
        }
    }
    // The parser takes some numbers for colours.
    let is_number = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let computed = computed(value);
    let Some(color) = csscolorparser::parse(&computed).ok().filter(|_| !is_number) else { return Paint::Unknown };
    let [red, green, blue, _] = color.to_rgba8();
    match f64::from(color.a) {
        opacity if opacity < FAINT => Paint::Clear,
        opacity if opacity > OPAQUE => Paint::Plain([red, green, blue]),
        _ => Paint::Unknown,
    }
}

/// Returns `value` with its calculations replaced by their results.
fn computed(value: &str) -> String {
    let (mut out, mut rest) = (String::new(), value);
    while let Some((before, after)) = rest.split_once("calc(") {
        out.push_str(before);
        let (source, behind) = after.split_at(closing(after));
        match css_math::number(&format!("({source})")) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.extend(["calc(", source, ")"]),
        }
        rest = behind.strip_prefix(')').unwrap_or_default();
    }
    out + rest
}

/// Mixes two colours, each perhaps with its share. All spaces give nearly the same where two colours are similar, which
/// is what matters here.
fn mixed(one: &str, other: &str, depth: usize) -> Paint {
    let part = |part: &str| {
        let share = part.split_whitespace().find_map(|word| css_math::number(word).filter(|_| word.ends_with('%')));
        let words: Vec<&str> = part.split_whitespace().filter(|word| !word.ends_with('%')).collect();
        (nested_paint(&words.join(" "), depth), share)
    };
    let ((one, share), (other, other_share)) = (part(one), part(other));
    let share = share.or_else(|| other_share.map(|share| 1.0 - share)).unwrap_or(0.5).clamp(0.0, 1.0);
    match (one, other) {
        (Paint::Plain(one), Paint::Plain(other)) => {
            let channel = |a: u8, b: u8| f64::from(a) * share + f64::from(b) * (1.0 - share);
            let mut mixed = one;
            for (to, from) in mixed.iter_mut().zip(other) {
                // Between 0 and 255.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let value = channel(*to, from).round() as u8;
                *to = value;
            }
            Paint::Plain(mixed)
        }
        (Paint::Clear, Paint::Clear) => Paint::Clear,
        _ => Paint::Unknown,
    }
}

/// Parses the paint of a background: a colour, a gradient of one colour, or a picture over a colour.
pub(super) fn background(value: &str) -> Paint {
    if matches!(value, "none" | "initial" | "unset") {
        return Paint::Clear;
    }
    let color = words(value).into_iter().map(paint).find(|&paint| paint != Paint::Unknown);
    let gradients: Vec<Paint> =
        functions_in(value).into_iter().filter_map(|(name, stops)| gradient(&name, &stops)).collect();
    if value.contains("url(") || value.contains("image-set(") || gradients.contains(&Paint::Unknown) {
        return match color {
            Some(Paint::Plain(color)) => Paint::Pictured(color),
            _ => Paint::Unknown,
        };
    }
    match gradients.into_iter().find(|&paint| paint != Paint::Clear) {
        Some(paint) => paint,
        None => color.unwrap_or(if value.contains("gradient(") { Paint::Clear } else { Paint::Unknown }),
    }
}

/// Returns the paint of a gradient; `None` if it is none. It is plain if all stops are alike.
pub(super) fn gradient(name: &str, stops: &[String]) -> Option<Paint> {
    if !name.ends_with("gradient") {
        return None;
    }
    let color = |stop: &String| {
        let paints = words(stop).into_iter().map(paint);
        paints.into_iter().find(|&paint| paint != Paint::Unknown)
    };
    let named: Vec<Option<Paint>> = stops.iter().map(color).collect();
    // The first argument may be a direction.
    let paints: Vec<Option<Paint>> = named.iter().copied().skip(usize::from(named.first() == Some(&None))).collect();
    let first = paints.first().copied().flatten();
    Some(first.filter(|_| paints.iter().all(|&paint| paint == first)).unwrap_or(Paint::Unknown))
}

/// The words of a value; functions stay whole.
fn words(value: &str) -> Vec<&str> {
    let words = split_outside(value, char::is_whitespace).into_iter();
    words.filter(|word| !word.is_empty()).collect()
}

/// The functions among the words of a value.
fn functions_in(value: &str) -> Vec<(String, Vec<String>)> {
    words(value).iter().flat_map(|word| functions(word.trim_end_matches(','))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_every_form_are_known() {
        for white in [
            "white", "#fff", "rgb(calc(200 + 55) 255 255)", "canvas", "light-dark(white, black)",
            "color-mix(in srgb, white, white)", "hsl(0 0% 100%)",
        ] {
            assert_eq!(paint(white), Paint::Plain(WHITE), "{white}");
        }
        assert!(matches!(paint("color-mix(in oklch, white 99%, black)"), Paint::Plain([r, ..]) if r > 250));
        assert_eq!(
            (paint("rgb(0 0 0 / 1%)"), paint("100"), paint("url(a)")),
            (Paint::Clear, Paint::Unknown, Paint::Unknown)
        );
    }

    #[test]
    fn backgrounds_are_plain_where_all_their_paint_is() {
        assert_eq!(background("linear-gradient(to right,#fff,white 50%)"), Paint::Plain(WHITE));
        assert_eq!(background("linear-gradient(red,blue)"), Paint::Unknown);
        assert_eq!(background("linear-gradient(transparent,transparent)"), Paint::Clear);
        assert_eq!(background("#fff url(a.png)"), Paint::Pictured(WHITE));
        assert_eq!(background("navy no-repeat"), Paint::Plain([0, 0, 128]));
        assert_eq!(background("url(a.png)"), Paint::Unknown);
    }
}
