//! The style sheet of an ODT file, with styles grouped by family: styles that hide text, and styles of headings.

use crate::formats::color::Paint;
use crate::formats::covers::PlacedBox;
use crate::formats::office::character_format::{CharacterFormat, rgb};
use crate::formats::office::style_sheet::{Style, StyleSheet};
use crate::formats::office::xml::Element;
use crate::formats::visibility::{FAINT, hidden_box, is_flat, is_narrow, is_off_page, is_piled};
use rolefit_document::HiddenWay;

/// Points per percent. Percentages refer to the surrounding size, taken to be the usual 12 points.
const PERCENT: f64 = 0.12;
/// Points per unit of length; the percent sign counts as a unit.
const UNITS: &[(&str, f64)] =
    &[("pt", 1.0), ("in", 72.0), ("cm", 28.3465), ("mm", 2.83465), ("pc", 12.0), ("px", 0.75), ("%", PERCENT)];

/// Points of a right margin that leaves no room for lines.
const FAR_RIGHT: f64 = 1000.0;

/// Collects styles from both parts: `styles.xml` holds the named styles, and `content.xml` holds automatic styles
/// before the text.
#[derive(Debug, Default)]
pub(super) struct OdtStyles {
    styles: StyleSheet,
    open: Option<(String, Style)>,
    is_default: bool,
    /// The background of the page.
    pub page: Option<Paint>,
    /// The background of headers and footers.
    pub margin: Option<Paint>,
}

impl OdtStyles {
    /// Returns a style of `family`, completed by its parent styles.
    pub(super) fn resolve(&self, family: &str, name: Option<&str>) -> Style {
        let name = name.map(|name| key(family, name));
        self.styles.resolve(name.as_deref())
    }

    /// Returns the formatting of paragraphs that name `style`, or no style.
    pub(super) fn paragraph(&self, style: Option<&str>) -> Style {
        let style = self.resolve("paragraph", style);
        Style { format: style.format.over(self.styles.default), ..style }
    }

    /// Handles the start of an element. Returns true if the element belongs to a style.
    pub(super) fn start(&mut self, name: &str, element: &Element<'_>) -> bool {
        match name {
            "style" => {
                let family = element.get("family").unwrap_or_default();
                let name = element.get("name").unwrap_or_default();
                let style = Style {
                    parent: element.get("parent-style-name").map(|parent| key(&family, &parent)),
                    is_heading: element.get("default-outline-level").is_some_and(|level| !level.is_empty()),
                    ..Style::default()
                };
                self.open = Some((key(&family, &name), style));
            }
            "default-style" => self.is_default = element.get("family").as_deref() == Some("paragraph"),
            "page-layout-properties" => self.page = background(element).or(self.page),
            "header-footer-properties" => self.margin = background(element).or(self.margin),
            _ if name.ends_with("-properties") => match &mut self.open {
                Some((_, style)) => style.format = format(name, element).over(style.format),
                None if self.is_default => self.styles.default = format(name, element).over(self.styles.default),
                None => {}
            },
            _ => return false,
        }
        true
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "style" => {
                if let Some((name, style)) = self.open.take() {
                    self.styles.named.insert(name, style);
                }
            }
            "default-style" => self.is_default = false,
            _ => {}
        }
    }
}

/// Builds the key of a style; styles of different families may share a name.
fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

fn format(name: &str, element: &Element<'_>) -> CharacterFormat {
    let background = background(element);
    if name != "text-properties" {
        return match name {
            "paragraph-properties" => CharacterFormat { background, ..lines(element) },
            "table-row-properties" | "table-column-properties" | "table-properties" => {
                CharacterFormat { background, ..table_extent(element) }
            }
            _ => CharacterFormat { background, ..CharacterFormat::default() },
        };
    }
    let is_auto = element.has("use-window-font-color", "true");
    let color = element.get("color").and_then(|color| rgb(&color)).map(Paint::Plain);
    let opacity = element.get("opacity").and_then(|opacity| opacity.trim_end_matches('%').parse::<f64>().ok());
    CharacterFormat {
        is_hidden: element.get("display").map(|display| display == "none"),
        // LibreOffice writes an opacity of 0 for text of automatic colour, which is visible.
        is_faint: if is_auto { Some(false) } else { opacity.map(|opacity| opacity / 100.0 < FAINT) },
        size: length(element, "font-size"),
        color: if is_auto { Some(Paint::Unknown) } else { color },
        background,
        is_squeezed: squeezed(element),
        ..CharacterFormat::default()
    }
}

/// Returns true if letters are scaled to nothing or piled on one another; `None` if nothing is stated.
fn squeezed(element: &Element<'_>) -> Option<bool> {
    let scale = element.get("text-scale").and_then(|scale| scale.trim_end_matches('%').parse::<f64>().ok());
    let spacing = length(element, "letter-spacing");
    let is_narrow = scale.map(|scale| is_narrow(scale / 100.0));
    match (is_narrow, spacing.map(is_piled)) {
        (None, None) => None,
        (narrow, piled) => Some(narrow == Some(true) || piled == Some(true)),
    }
}

/// Returns the formatting of lines that a paragraph's properties state: their height, and where they begin.
fn lines(element: &Element<'_>) -> CharacterFormat {
    let at = |name| length(element, name);
    let start = at("margin-left").or_else(|| at("margin")).map(|left| left + at("text-indent").unwrap_or(0.0));
    let start = start.or_else(|| at("text-indent"));
    let is_off = start.map(|start| is_off_page(start) || at("margin-right").is_some_and(|right| right >= FAR_RIGHT));
    CharacterFormat { is_flat: at("line-height").map(is_flat), is_off_page: is_off, ..CharacterFormat::default() }
}

/// Returns the extent and place of a table, row or column. A least height gives way to the text; a height does not.
fn table_extent(element: &Element<'_>) -> CharacterFormat {
    let stated = ["row-height", "column-width", "width"].map(|name| length(element, name));
    CharacterFormat {
        is_flat: stated.iter().any(Option::is_some).then(|| hidden_box([], stated).is_some()),
        is_off_page: length(element, "margin-left").map(is_off_page),
        ..CharacterFormat::default()
    }
}

/// Returns the way in which the place and extent of a box that `element` states hide its text.
pub(super) fn hidden_frame(element: &Element<'_>) -> Option<HiddenWay> {
    let at = |name| length(element, name);
    hidden_box([at("x"), at("y")], [at("width"), at("height")])
}

/// Returns the place of a drawing in paragraph number `paragraph`. It is measured from its page or paragraph.
pub(super) fn placed_box(element: &Element<'_>, paragraph: usize) -> PlacedBox {
    let attribute = |name| element.get(name).unwrap_or_default();
    let origin = match attribute("anchor-type").as_ref() {
        "page" => format!("page {}", attribute("anchor-page-number")),
        _ => format!("paragraph {paragraph}"),
    };
    let sides = ["x", "y", "width", "height"].map(|name| length(element, name));
    let level = attribute("z-index").parse().unwrap_or_default();
    PlacedBox { origin, sides, level, is_opaque: false }
}

/// Returns the background that a style paints.
fn background(element: &Element<'_>) -> Option<Paint> {
    let color = |name| Paint::of(element.get(name).and_then(|color| rgb(&color)), Paint::Unknown);
    match element.get("fill").as_deref() {
        Some("none") => Some(Paint::Clear),
        // A fill with an opacity lets what is beneath show through.
        Some("solid") if element.get("opacity").is_some_and(|opacity| opacity != "100%") => Some(Paint::Unknown),
        Some("solid") => Some(color("fill-color")),
        Some(_) => Some(Paint::Unknown),
        None if element.get("background-color")? == "transparent" => Some(Paint::Clear),
        None => Some(color("background-color")),
    }
}

/// Returns the length in points, with its sign, that an attribute states.
fn length(element: &Element<'_>, name: &str) -> Option<f64> {
    points(&element.get(name)?)
}

fn points(length: &str) -> Option<f64> {
    let (number, factor) = UNITS.iter().find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor)))?;
    Some(number.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_points() {
        let lengths = ["11pt", "1in", "-20mm", "10%", "large"].map(points);
        assert_eq!(lengths, [Some(11.0), Some(72.0), Some(-56.693), Some(1.2), None]);
    }
}
