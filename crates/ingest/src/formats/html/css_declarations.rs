//! Parses CSS declarations that decide if text is seen, or if it is beside other text.

use super::css_values::{
    Length, Paint, background, clips_all, far, far_before, fraction, is_weight, length, moves_far, paint, shrinks,
    sliver,
};
use crate::formats::visibility::FAINT;

/// The effect of a declaration. The numbers tell the property, because several properties have the same effect and a
/// later declaration replaces only its own property.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Declaration {
    NotDisplayed(bool),
    /// The children are laid out side by side.
    SeparatesChildren(bool),
    Floats(bool),
    Invisible(bool),
    Opacity(f64),
    Size(Length),
    Color(Paint),
    Background(Paint),
    /// The background is only seen through the letters.
    BackgroundInLetters(bool),
    /// Taken out of the flow, so that the background is not known.
    Positioned(bool),
    /// One of four sides is far outside the page, which counts if the box is positioned.
    Far(usize, bool),
    /// Moved far outside the page by one of five properties: margins and transformations.
    Moved(usize, bool),
    /// The first line begins far outside the page.
    Indented(bool),
    /// Clipped, shrunk to nothing or not painted, by one of six properties.
    Unpainted(usize, bool),
    /// Nearly no extent, by one of four properties for width and height.
    Sliver(usize, bool),
    /// Text outside the box is not shown.
    ClipsOverflow(bool),
    /// Room before or behind the element, by padding or margin, so that it does not touch its neighbours.
    Room(usize, bool),
}

/// Parses the declarations in `source`. The flag is true for `!important`. Declarations without effect here are left
/// out.
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
        parse_declaration(&property, value, |declaration| found.push((declaration, important)));
    }
    found
}

/// True for a length that parts two words: that of a narrow space.
fn is_room(value: &str) -> bool {
    match length(value) {
        Some(Length::Pixels(width)) => width >= LEAST_ROOM,
        Some(Length::Ems(width)) => width >= LEAST_ROOM / FONT_SIZE,
        None => false,
    }
}

/// The width of a narrow space in pixels.
const LEAST_ROOM: f64 = 3.0;
/// The usual font size in pixels.
const FONT_SIZE: f64 = 16.0;

fn parse_declaration(property: &str, value: &str, mut add: impl FnMut(Declaration)) {
    use Declaration::*;
    match property {
        "display" => {
            add(NotDisplayed(value == "none"));
            add(SeparatesChildren(matches!(value, "flex" | "inline-flex" | "grid" | "inline-grid")));
        }
        "float" => add(Floats(matches!(value, "left" | "right"))),
        "visibility" => add(Invisible(matches!(value, "hidden" | "collapse"))),
        "opacity" => fraction(value).into_iter().for_each(|opacity| add(Opacity(opacity))),
        "font-size" => length(value).into_iter().for_each(|size| add(Size(size))),
        // The size is before the family, and may be followed by a slash and the line height.
        "font" => {
            let sizes = value.split_whitespace().map(|part| part.split('/').next().unwrap_or_default());
            let mut sizes = sizes.filter(|part| part.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
            sizes
                .find_map(|part| length(part).filter(|_| !is_weight(part)))
                .into_iter()
                .for_each(|size| add(Size(size)));
        }
        "color" => add(Color(paint(value))),
        "background" | "background-color" | "background-image" => match value {
            "none" if property == "background-image" => {}
            _ => add(Background(background(value))),
        },
        "background-clip" | "-webkit-background-clip" => add(BackgroundInLetters(value == "text")),
        "position" => add(Positioned(matches!(value, "absolute" | "fixed"))),
        "left" => add(Far(0, far(value))),
        "right" => add(Far(1, far(value))),
        "top" => add(Far(2, far_before(value))),
        "bottom" => add(Far(3, far_before(value))),
        "margin-left" => {
            add(Moved(0, far_before(value)));
            add(Room(2, is_room(value)));
        }
        "margin-top" => add(Moved(1, far_before(value))),
        "margin-right" => {
            add(Moved(2, far_before(value)));
            add(Room(3, is_room(value)));
        }
        "transform" => {
            add(Moved(3, moves_far(value)));
            let mut scales = value.split(')').filter_map(|step| step.trim().split_once('('));
            add(Unpainted(0, scales.any(|(step, by)| step.starts_with("scale") && shrinks(by))));
        }
        "translate" => add(Moved(4, moves_far(value))),
        "scale" => add(Unpainted(1, shrinks(value))),
        "text-indent" => add(Indented(far(value))),
        "clip" => {
            let sides = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
            let mut sides = sides.unwrap_or("auto").split([',', ' ']).filter(|side| !side.is_empty());
            add(Unpainted(2, sides.all(sliver)));
        }
        "clip-path" => add(Unpainted(3, clips_all(value))),
        "content-visibility" => add(Unpainted(4, value == "hidden")),
        "filter" => {
            let opacity = value.split_once("opacity(").and_then(|(_, rest)| fraction(rest.split(')').next()?));
            add(Unpainted(5, opacity.is_some_and(|opacity| opacity < FAINT)));
        }
        "width" => add(Sliver(0, sliver(value))),
        "max-width" => add(Sliver(1, sliver(value))),
        "height" => add(Sliver(2, sliver(value))),
        "max-height" => add(Sliver(3, sliver(value))),
        "padding-left" | "padding-inline-start" => add(Room(0, is_room(value))),
        "padding-right" | "padding-inline-end" => add(Room(1, is_room(value))),
        "margin-inline-start" => add(Room(2, is_room(value))),
        "margin-inline-end" => add(Room(3, is_room(value))),
        "padding" | "padding-inline" | "margin" | "margin-inline" => {
            let sides: Vec<&str> = value.split_whitespace().collect();
            let [left, right] = match (property.ends_with("inline"), sides.as_slice()) {
                (true, [start, end]) => [*start, *end],
                (false, [_, right, _, left]) => [*left, *right],
                (false, [_, both] | [_, both, _]) | (_, [both]) => [*both, *both],
                _ => ["0", "0"],
            };
            let first = if property.starts_with("padding") { 0 } else { 2 };
            add(Room(first, is_room(left)));
            add(Room(first + 1, is_room(right)));
        }
        "overflow" => add(ClipsOverflow(matches!(value, "hidden" | "clip"))),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(source: &str) -> Declaration {
        declarations(source).first().unwrap_or(&(Declaration::Far(9, true), false)).0
    }

    #[test]
    fn values_are_parsed_in_all_their_forms() {
        assert_eq!(only("Display : NONE !important"), Declaration::NotDisplayed(true));
        assert_eq!(only("opacity:50%"), Declaration::Opacity(0.5));
        assert_eq!(only("font-size: 1.5pt"), Declaration::Size(Length::Pixels(2.0)));
        assert_eq!(only("font: 700 0/0 a"), Declaration::Size(Length::Pixels(0.0)));
        assert_eq!(only("color: rgb(255, 255, 255)"), Declaration::Color(Paint::Plain([255; 3])));
        assert_eq!(only("color: #FFF"), Declaration::Color(Paint::Plain([255; 3])));
        assert_eq!(only("color: rgb(0 0 0 / 1%)"), Declaration::Color(Paint::None));
        assert_eq!(only("color: transparent"), Declaration::Color(Paint::None));
        assert_eq!(only("background: navy no-repeat"), Declaration::Background(Paint::Plain([0, 0, 128])));
        assert_eq!(only("background: url(a.png) #fff"), Declaration::Background(Paint::Unknown));
        assert_eq!(only("left:-9999px"), Declaration::Far(0, true));
        assert_eq!(only("text-indent: -999em"), Declaration::Indented(true));
        assert_eq!(only("clip: rect(1px, 1px, 1px, 1px)"), Declaration::Unpainted(2, true));
        assert_eq!(only("clip: auto"), Declaration::Unpainted(2, false));
        assert_eq!(only("color: hsl(0, 0%, 100%)"), Declaration::Color(Paint::Plain([255; 3])));
        assert_eq!(only("color: 100"), Declaration::Color(Paint::Unknown));
    }
}
