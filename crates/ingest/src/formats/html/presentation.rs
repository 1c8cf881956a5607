//! The declarations in the attributes of elements. Every rule overrides them.

use scraper::ElementRef;

use super::css_declarations::parse_declaration;
use super::css_effects::{Declaration, Mark};
use super::css_math;
use super::css_paint::paint;
use super::page_nodes::is_drawing;
use crate::formats::color::Paint;

/// Attributes of drawings that are properties of style.
const OF_DRAWINGS: &[&str] = &["opacity", "display", "visibility", "font-size"];

/// Returns the declarations of the attributes of `element`.
pub(super) fn attributes(element: ElementRef<'_>) -> Vec<Declaration> {
    let color = |name: &str| element.attr(name).map(|value| paint(&value.to_ascii_lowercase()));
    let mut found = Vec::new();
    let name = element.value().name();
    let is_closed = name == "dialog" && element.attr("open").is_none();
    if is_closed || element.attr("hidden").is_some() || element.attr("popover").is_some() {
        found.push(Declaration::NotDisplayed(true));
    }
    found.extend(color("bgcolor").map(Declaration::Background));
    found.extend(element.attr("background").map(|_| Declaration::Background(Paint::Unknown)));
    let ink = match name {
        "font" => color("color"),
        "body" => color("text"),
        _ => None,
    };
    found.extend(ink.map(Declaration::Color));
    if is_drawing(element.value()) {
        for property in OF_DRAWINGS {
            if let Some(value) = element.attr(property) {
                parse_declaration(property, &value.to_ascii_lowercase(), |declaration| found.push(declaration));
            }
        }
        let is_clear = element.attr("fill-opacity").and_then(css_math::number).is_some_and(|opacity| opacity < 0.05);
        let fill = element
            .attr("fill")
            .map(|fill| if fill == "none" { Paint::Clear } else { paint(&fill.to_ascii_lowercase()) });
        let fill = if is_clear { Some(Paint::Clear) } else { fill };
        found.extend(fill.map(|fill| Declaration::Fill(Some(fill))));
        if name == "svg" {
            found.extend(extent(element));
        }
    }
    found
}

/// Returns what the size of a drawing means for its text: nothing is seen of one without extent, and letters are scaled
/// with it.
fn extent(element: ElementRef<'_>) -> Option<Declaration> {
    let size = |name| element.attr(name).and_then(css_math::length).map(|length| length.at(css_math::EM));
    let (width, height) = (size("width"), size("height"));
    if width.is_some_and(|width| width <= 1.0) || height.is_some_and(|height| height <= 1.0) {
        return Some(Declaration::Marked(Mark::Unpainted, 0, true));
    }
    let view: Vec<f64> = element.attr("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
    let scale = width? / view.get(2).filter(|width| **width > 0.0)?;
    // A usual letter becomes too small to read.
    (scale * css_math::EM < 2.0).then_some(Declaration::Marked(Mark::Unpainted, 0, true))
}
