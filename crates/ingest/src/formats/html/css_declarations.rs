//! Parses CSS declarations that decide if text is seen, or if it is beside other text.

use super::css_effects::{Declaration, Display, FIRST_SIDE, Mark, Position};
use super::css_math;
use super::css_paint::{background, gradient, paint};
use super::css_transforms::{angle, filter, shrinks, transform, turn};
use super::css_values::{clips_all, far, far_before, font_size, four_sides, functions, is_weight, pixels, sliver};
use crate::formats::color::Paint;

/// A clipped box of at most so many pixels may show a part of its text only.
const SMALL: f64 = 20.0;
/// Space between letters in pixels that piles them on one another.
const PILED: f64 = -8.0;

/// True for a length that parts two words: that of a narrow space.
fn is_room(value: &str) -> bool {
    pixels(value).is_some_and(|width| width >= LEAST_ROOM)
}

/// The width of a narrow space in pixels.
const LEAST_ROOM: f64 = 3.0;

/// Passes the effects of a declaration to `add`.
pub(super) fn parse_declaration(property: &str, value: &str, mut add: impl FnMut(Declaration)) {
    use Declaration::*;
    match property {
        "display" => {
            add(NotDisplayed(value == "none"));
            add(SeparatesChildren(matches!(value, "flex" | "inline-flex" | "grid" | "inline-grid")));
            add(Displayed(match value {
                "inline-block" | "inline-table" => Display::InLineBlock,
                "table-cell" => Display::Cell,
                "block" | "list-item" | "flow-root" | "flex" | "grid" | "table" | "table-row" | "table-caption" => {
                    Display::Block
                }
                _ => Display::Inline,
            }));
        }
        "float" => add(Floats(matches!(value, "left" | "right" | "inline-start" | "inline-end"))),
        "visibility" => add(Invisible(matches!(value, "hidden" | "collapse"))),
        "opacity" => css_math::number(value).into_iter().for_each(|opacity| add(Opacity(opacity))),
        "font-size" => font_size(value).into_iter().for_each(|size| add(Size(size))),
        "zoom" => css_math::number(value).into_iter().for_each(|zoom| add(Zoom(zoom))),
        // The size is before the family, and may be followed by a slash and the line height.
        "font" => {
            let sizes = value.split_whitespace().map(|part| part.split('/').next().unwrap_or_default());
            let mut sizes = sizes.filter(|part| part.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
            let size = sizes.find_map(|part| font_size(part).filter(|_| !is_weight(part)));
            size.into_iter().for_each(|size| add(Size(size)));
        }
        "color" => add(match value {
            "inherit" | "currentcolor" | "unset" => ColorAround,
            _ => Color(paint(value)),
        }),
        "fill" => add(Fill(Some(if value == "none" { Paint::Clear } else { paint(value) }))),
        "-webkit-text-fill-color" => add(Fill((value != "currentcolor").then(|| paint(value)))),
        "background" | "background-color" | "background-image" => match value {
            "none" if property == "background-image" => {}
            _ => add(Background(background(value))),
        },
        "background-clip" | "-webkit-background-clip" => add(BackgroundInLetters(value == "text")),
        "position" => add(Positioned(match value {
            "absolute" | "fixed" => Position::Out,
            "relative" | "sticky" => Position::Shifted,
            _ => Position::Flow,
        })),
        "left" | "inset-inline-start" => side(3, value, &mut add),
        "right" | "inset-inline-end" => side(1, value, &mut add),
        "top" | "inset-block-start" => side(0, value, &mut add),
        "bottom" | "inset-block-end" => side(2, value, &mut add),
        "inset" => four_sides(value).into_iter().enumerate().for_each(|(at, value)| side(at, value, &mut add)),
        "inset-inline" => [3, 1].into_iter().zip(pair(value)).for_each(|(at, value)| side(at, value, &mut add)),
        "inset-block" => [0, 2].into_iter().zip(pair(value)).for_each(|(at, value)| side(at, value, &mut add)),
        "margin" => {
            let [top, right, _, left] = four_sides(value);
            [left, top, right]
                .into_iter()
                .enumerate()
                .for_each(|(at, value)| add(Marked(Mark::Moved, at, far_before(value))));
            room(2, [left, right], &mut add);
        }
        "margin-left" | "margin-inline-start" => {
            add(Marked(Mark::Moved, 0, far_before(value)));
            add(Marked(Mark::Room, 2, is_room(value)));
        }
        "margin-inline" => {
            add(Marked(Mark::Moved, 0, far_before(value)));
            room(2, pair(value), &mut add);
        }
        "margin-top" | "margin-block-start" | "margin-block" => add(Marked(Mark::Moved, 1, far_before(value))),
        "margin-right" | "margin-inline-end" => {
            add(Marked(Mark::Moved, 2, far_before(value)));
            add(Marked(Mark::Room, 3, is_room(value)));
        }
        "transform" => transform(value, &mut add),
        "translate" => add(Marked(Mark::Moved, 4, value.split_whitespace().any(far))),
        "scale" => add(Marked(Mark::Unpainted, 1, value.split_whitespace().any(shrinks))),
        "rotate" => {
            let is_deep = value.contains(['x', 'y']) && !value.contains('z');
            let angle = value.split_whitespace().find_map(angle).unwrap_or(0.0);
            turn(if is_deep { angle } else { 0.0 }, 6, &mut add);
        }
        "backface-visibility" | "-webkit-backface-visibility" => add(HidesBack(value == "hidden")),
        "text-indent" => add(Indented(far(value.split_whitespace().next().unwrap_or_default()))),
        "letter-spacing" => add(Marked(Mark::Doubtful, 7, pixels(value).is_some_and(|space| space <= PILED))),
        "clip" => {
            let sides = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
            let mut sides = sides.unwrap_or("auto").split([',', ' ']).filter(|side| !side.is_empty());
            add(Marked(Mark::Unpainted, 2, sides.all(sliver)));
        }
        "clip-path" | "-webkit-clip-path" => {
            add(Marked(Mark::Unpainted, 3, clips_all(value)));
            add(Marked(
                Mark::Doubtful,
                1,
                ["path(", "url(", "shape(", "rect("].iter().any(|shape| value.contains(shape)),
            ));
        }
        "content-visibility" => add(Marked(Mark::Unpainted, 4, value == "hidden")),
        "filter" | "-webkit-filter" => filter(value, &mut add),
        "mask" | "mask-image" | "-webkit-mask" | "-webkit-mask-image" => {
            let gradients: Vec<Paint> =
                functions(value).iter().filter_map(|(name, stops)| gradient(name, stops)).collect();
            let is_nothing = !gradients.is_empty() && gradients.iter().all(|paint| *paint == Paint::Clear);
            add(Marked(Mark::Unpainted, 5, is_nothing));
            add(Marked(Mark::Doubtful, 2, !is_nothing && !matches!(value, "none" | "initial" | "unset")));
        }
        "mix-blend-mode" => add(Marked(Mark::Doubtful, 3, value != "normal")),
        "animation" | "animation-name" => add(Animated(value != "none")),
        "grid-template-rows" | "grid-template-columns" | "grid-template" => {
            add(Marked(
                Mark::Doubtful,
                4,
                value.split_whitespace().any(|track| track == "0fr" || pixels(track) == Some(0.0)),
            ));
        }
        "z-index" => add(Marked(Mark::Below, 0, value.starts_with('-'))),
        "min-width" | "min-inline-size" => add(Marked(Mark::Wide, 1, is_wide(value))),
        "width" | "inline-size" => extent(0, value, &mut add),
        "max-width" | "max-inline-size" => extent(1, value, &mut add),
        "height" | "block-size" => extent(2, value, &mut add),
        "max-height" | "max-block-size" => extent(3, value, &mut add),
        "overflow" | "overflow-x" | "overflow-y" | "overflow-block" | "overflow-inline" => {
            add(ClipsOverflow(value.split_whitespace().any(|value| matches!(value, "hidden" | "clip"))));
        }
        "padding" => {
            let [_, right, _, left] = four_sides(value);
            room(0, [left, right], &mut add);
        }
        "padding-inline" => room(0, pair(value), &mut add),
        "padding-left" | "padding-inline-start" => add(Marked(Mark::Room, 0, is_room(value))),
        "padding-right" | "padding-inline-end" => add(Marked(Mark::Room, 1, is_room(value))),
        _ => {}
    }
}

/// One side of a positioned box: top, right, bottom, left.
fn side(at: usize, value: &str, add: &mut impl FnMut(Declaration)) {
    let is_far = if at.is_multiple_of(2) { far_before(value) } else { far(value) };
    add(Declaration::Marked(Mark::Far, at, is_far));
    add(Declaration::Marked(Mark::Whole, FIRST_SIDE + at, pixels(value).is_some_and(|length| length <= 0.0)));
}

/// True for a width or height that only a box of text or a cover has.
fn is_wide(value: &str) -> bool {
    value.ends_with('%') || pixels(value).is_some_and(|extent| extent > SMALL)
}

/// Room before and behind, by padding or by margin: `first` and the property after it.
fn room(first: usize, sides: [&str; 2], add: &mut impl FnMut(Declaration)) {
    sides
        .into_iter()
        .enumerate()
        .for_each(|(at, side)| add(Declaration::Marked(Mark::Room, first + at, is_room(side))));
}

/// The two values of a shorthand for both ends.
fn pair(value: &str) -> [&str; 2] {
    let mut parts = value.split_whitespace();
    let first = parts.next().unwrap_or_default();
    [first, parts.next().unwrap_or(first)]
}

fn extent(at: usize, value: &str, add: &mut impl FnMut(Declaration)) {
    add(Declaration::Marked(Mark::Sliver, at, sliver(value)));
    add(Declaration::Marked(
        Mark::Small,
        at,
        !value.contains('%') && pixels(value).is_some_and(|extent| extent <= SMALL),
    ));
    add(Declaration::Marked(Mark::Wide, at, is_wide(value)));
    add(Declaration::Marked(Mark::Whole, at, matches!(value, "100%" | "100vw" | "100vh" | "100dvh")));
}

#[cfg(test)]
#[path = "css_declarations_tests.rs"]
mod tests;
