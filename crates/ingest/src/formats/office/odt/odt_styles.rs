//! The styles of an ODT file, by the family they belong to: which letters they hide, and which paragraphs are headings.

use crate::formats::office::character_format::{Ground, Ink, Look, rgb};
use crate::formats::office::style_sheet::{Style, Styles};
use crate::formats::office::xml::Element;
use crate::formats::visibility::FAINT;

/// Sizes in percent are of the letters around, which are taken for 12 points, the usual size, or 1200 hundredths.
const PERCENT: f64 = 12.0;
/// Hundredths of a point in the units that lengths are stated in; percents are lengths here.
const UNITS: &[(&str, f64)] =
    &[("pt", 100.0), ("in", 7200.0), ("cm", 2834.65), ("mm", 283.465), ("pc", 1200.0), ("px", 75.0), ("%", PERCENT)];

/// Reads styles where they stand: named ones in a part of their own, those of single paragraphs before the text.
#[derive(Debug, Default)]
pub(super) struct OdtStyles {
    styles: Styles,
    open: Option<(String, Style)>,
    is_default: bool,
    /// What the page is painted with.
    pub page: Option<Ground>,
    /// What headers and footers are painted with.
    pub margin: Option<Ground>,
}

impl OdtStyles {
    /// What a style of `family` says, with those it is based on.
    pub fn resolve(&self, family: &str, name: Option<&str>) -> Style {
        let name = name.map(|name| key(family, name));
        self.styles.resolve(name.as_deref())
    }

    /// How the paragraphs are that name `style`, or none.
    pub fn paragraph(&self, style: Option<&str>) -> Style {
        let style = self.resolve("paragraph", style);
        Style { look: style.look.over(self.styles.default), ..style }
    }

    /// An element begins; says whether it was one of styles.
    pub fn start(&mut self, name: &str, element: &Element<'_>) -> bool {
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
            "page-layout-properties" => self.page = ground(element).or(self.page),
            "header-footer-properties" => self.margin = ground(element).or(self.margin),
            _ if name.ends_with("-properties") => match &mut self.open {
                Some((_, style)) => style.look = look(name, element).over(style.look),
                None if self.is_default => self.styles.default = look(name, element).over(self.styles.default),
                None => {}
            },
            _ => return false,
        }
        true
    }

    pub fn end(&mut self, name: &str) {
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

/// Styles of different families may share a name.
fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

fn look(name: &str, element: &Element<'_>) -> Look {
    let ground = ground(element);
    if name != "text-properties" {
        return Look { ground, ..Look::default() };
    }
    let is_auto = element.get("use-window-font-color").is_some_and(|auto| auto == "true");
    let ink = element.get("color").and_then(|color| rgb(&color)).map(Ink::Rgb);
    let opacity = element.get("opacity").and_then(|opacity| opacity.trim_end_matches('%').parse::<f64>().ok());
    Look {
        is_hidden: element.get("display").map(|display| display == "none"),
        // LibreOffice states an opacity of nothing for letters that have no colour of their own, which are seen.
        is_faint: if is_auto { Some(false) } else { opacity.map(|opacity| opacity / 100.0 < FAINT) },
        size: element.get("font-size").and_then(|size| length(&size)),
        ink: if is_auto { Some(Ink::Auto) } else { ink },
        ground,
    }
}

/// What a style paints beneath its letters.
fn ground(element: &Element<'_>) -> Option<Ground> {
    let color = |name| element.get(name).and_then(|color| rgb(&color)).map_or(Ground::Other, Ground::Rgb);
    match element.get("fill").as_deref() {
        Some("none") => Some(Ground::Clear),
        Some("solid") => Some(color("fill-color")),
        Some(_) => Some(Ground::Other),
        None if element.get("background-color")? == "transparent" => Some(Ground::Clear),
        None => Some(color("background-color")),
    }
}

/// A length in hundredths of a point.
fn length(length: &str) -> Option<u32> {
    let (number, factor) = UNITS.iter().find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor)))?;
    let hundredths = number.parse::<f64>().ok()? * factor;
    // Sizes fit easily; whatever does not ends at the largest number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(hundredths.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_hundredths_of_a_point() {
        assert_eq!(
            ["11pt", "1in", "0.5mm", "10%", "large"].map(length),
            [Some(1100), Some(7200), Some(142), Some(120), None]
        );
    }
}
