//! Reads the properties of a DOCX run that decide visibility: hidden, size, colour and shading. Colours may refer to
//! the document's theme.

use rustc_hash::FxHashMap;

use crate::formats::color::{BLACK, Color, Paint, WHITE};
use crate::formats::office::character_format::{CharacterFormat, rgb};
use crate::formats::office::xml::{Content, Element, Handler};
use crate::formats::visibility::{is_flat, is_narrow, is_off_page, is_piled};

/// The colours of a document's theme.
#[derive(Debug, Default)]
pub(super) struct Theme {
    colors: FxHashMap<String, Color>,
    /// The name of the colour slot that is open.
    open: Option<String>,
    is_read: bool,
}

impl Theme {
    /// Returns a colour by the name used in documents, which differs from the slot names of the theme.
    fn color(&self, name: &str) -> Option<Color> {
        let (key, default_paragraph) = match name {
            "background1" | "light1" | "bg1" | "lt1" => ("lt1", Some(WHITE)),
            "text1" | "dark1" | "tx1" | "dk1" => ("dk1", Some(BLACK)),
            "background2" | "light2" | "bg2" => ("lt2", None),
            "text2" | "dark2" | "tx2" => ("dk2", None),
            "hyperlink" => ("hlink", None),
            "followedHyperlink" => ("folHlink", None),
            other => (other, None),
        };
        self.colors.get(key).copied().or(default_paragraph)
    }
}

impl Handler for Theme {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        match name {
            "theme" | "themeElements" | "clrScheme" if !self.is_read => {}
            "srgbClr" | "sysClr" => {
                let value = element.get("lastClr").or_else(|| element.get("val"));
                if let (Some(name), Some(rgb)) = (self.open.take(), value.and_then(|value| rgb(&value))) {
                    self.colors.insert(name, rgb);
                }
                return Content::Skip;
            }
            _ if !self.is_read && self.open.is_none() && is_slot(name) => self.open = Some(name.to_owned()),
            _ => return Content::Skip,
        }
        Content::Read
    }

    fn end(&mut self, name: &str) {
        self.is_read |= name == "clrScheme";
        self.open = None;
    }
}

fn is_slot(name: &str) -> bool {
    ["dk", "lt", "accent", "hlink", "folHlink"].iter().any(|start| name.starts_with(start))
}

/// Applies the element `name` to `format` if it is a property of character formatting or shading.
pub(super) fn apply_property(format: &mut CharacterFormat, name: &str, element: &Element<'_>, theme: &Theme) {
    match name {
        "vanish" | "webHidden" => format.is_hidden = Some(element.is_on()),
        "sz" => {
            let half_points = element.get("val").and_then(|size| size.parse::<u32>().ok());
            format.size = half_points.map(|size| f64::from(size) / 2.0).or(format.size);
        }
        "color" => {
            let color = color(element, theme, ["val", "themeColor", "themeTint", "themeShade"]);
            format.color = Some(Paint::of(color, Paint::Unknown));
        }
        "shd" => format.background = Some(shading(element, theme)),
        "highlight" => {
            format.background = Some(match element.get("val").as_deref() {
                None | Some("none") => Paint::Clear,
                Some(name) => Paint::of(highlight(name), Paint::Unknown),
            });
        }
        "w" => {
            let percent = element.get("val").and_then(|scale| scale.trim_end_matches('%').parse::<f64>().ok());
            format.is_squeezed = percent.map(|percent| is_narrow(percent / 100.0)).or(format.is_squeezed);
        }
        "fitText" => format.is_squeezed = twips(element, "val").map(is_flat).or(format.is_squeezed),
        "spacing" => {
            // Between letters in a run, around lines in a paragraph.
            format.is_squeezed = twips(element, "val").map(is_piled).or(format.is_squeezed);
            let is_exact = element.has("lineRule", "exact");
            let height = twips(element, "line");
            format.is_flat = height.map(|height| is_exact && is_flat(height)).or(format.is_flat);
        }
        "ind" => {
            let at = |name| twips(element, name);
            let left = at("left").or_else(|| at("start")).unwrap_or(0.0);
            let first = left + at("firstLine").unwrap_or(0.0) - at("hanging").unwrap_or(0.0);
            format.is_off_page = Some(is_off_page(first));
        }
        _ => {}
    }
}

/// Returns a length in points that is stated in twentieths of a point.
pub(super) fn twips(element: &Element<'_>, name: &str) -> Option<f64> {
    Some(element.get(name)?.parse::<f64>().ok()? / 20.0)
}

/// Returns the colour of a text marker.
fn highlight(name: &str) -> Option<Color> {
    Some(match name {
        "white" => WHITE,
        "black" => BLACK,
        "yellow" => [255, 255, 0],
        "green" => [0, 255, 0],
        "cyan" => [0, 255, 255],
        "magenta" => [255, 0, 255],
        "blue" => [0, 0, 255],
        "red" => [255, 0, 0],
        "darkBlue" => [0, 0, 128],
        "darkCyan" => [0, 128, 128],
        "darkGreen" => [0, 128, 0],
        "darkMagenta" => [128, 0, 128],
        "darkRed" => [128, 0, 0],
        "darkYellow" => [128, 128, 0],
        "darkGray" => [128; 3],
        "lightGray" => [192; 3],
        _ => return None,
    })
}

fn shading(element: &Element<'_>, theme: &Theme) -> Paint {
    let fill = color(element, theme, ["fill", "themeFill", "themeFillTint", "themeFillShade"]);
    let ink = || color(element, theme, ["color", "themeColor", "themeTint", "themeShade"]).unwrap_or(BLACK);
    match element.get("val").as_deref() {
        None | Some("clear" | "nil") => Paint::of(fill, Paint::Clear),
        Some("solid") => Paint::Plain(ink()),
        Some(pattern) => {
            // "pct95": dots of the colour on the fill.
            let ink = ink();
            let percent = pattern.strip_prefix("pct").and_then(|percent| percent.parse::<u16>().ok());
            match (percent.filter(|percent| *percent <= 100), fill.unwrap_or(WHITE)) {
                (Some(percent), paper) => Paint::Plain(mixed(ink, paper, percent)),
                (None, paper) if paper == ink => Paint::Plain(ink),
                (None, _) => Paint::Unknown,
            }
        }
    }
}

/// Returns `percent` of the colour `ink` on `paper`.
fn mixed(ink: Color, paper: Color, percent: u16) -> Color {
    let mut mixed = paper;
    for (channel, ink) in mixed.iter_mut().zip(ink) {
        let sum = u16::from(ink) * percent + u16::from(*channel) * (100 - percent);
        *channel = u8::try_from(sum / 100).unwrap_or(u8::MAX);
    }
    mixed
}

/// Returns the colour stated by four attributes: value, theme name, tint and shade. A theme colour that can be resolved
/// wins over the value.
fn color(element: &Element<'_>, theme: &Theme, [value, named, tint, shade]: [&str; 4]) -> Option<Color> {
    let part = |key: &str| element.get(key).and_then(|part| u8::from_str_radix(&part, 16).ok());
    let themed = element.get(named).and_then(|name| theme.color(&name));
    let themed = themed.map(|color| {
        let lighter = part(tint).map_or(color, |tint| color.map(|channel| 255 - scaled(255 - channel, tint)));
        part(shade).map_or(lighter, |shade| lighter.map(|channel| scaled(channel, shade)))
    });
    themed.or_else(|| element.get(value).and_then(|value| rgb(&value)))
}

fn scaled(channel: u8, part: u8) -> u8 {
    u8::try_from(u16::from(channel) * u16::from(part) / 255).unwrap_or(u8::MAX)
}

/// Returns the background that a colour element inside the fill of a shape makes.
pub(super) fn shape_color(name: &str, element: &Element<'_>, theme: &Theme) -> Option<Paint> {
    let value = element.get("val")?;
    let color = match name {
        "srgbClr" => rgb(&value),
        "schemeClr" => theme.color(&value),
        _ => return None,
    };
    Some(Paint::of(color, Paint::Unknown))
}
