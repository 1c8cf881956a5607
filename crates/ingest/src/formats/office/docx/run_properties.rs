//! Reads the properties of a DOCX run that decide visibility: hidden, size, colour and shading. Colours may refer to
//! the document's theme.

use rustc_hash::FxHashMap;

use crate::formats::color::{BLACK, Background, Color, WHITE};
use crate::formats::office::character_format::{CharacterFormat, TextColor, rgb};
use crate::formats::office::xml::{Content, Element, Handler};

/// Hundredths of a point per half-point, the unit of sizes in DOCX.
const HALF_POINT: u32 = 50;

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

    fn text(&mut self, _: &str) {}
}

fn is_slot(name: &str) -> bool {
    ["dk", "lt", "accent", "hlink", "folHlink"].iter().any(|start| name.starts_with(start))
}

/// Applies the element `name` to `format` if it is a property of character formatting or shading.
pub(super) fn apply_property(format: &mut CharacterFormat, name: &str, element: &Element<'_>, theme: &Theme) {
    match name {
        "vanish" | "webHidden" => format.is_hidden = Some(element.is_on()),
        "sz" => {
            let size = element.get("val").and_then(|size| size.parse::<u32>().ok());
            format.size = size.map(|size| size.saturating_mul(HALF_POINT)).or(format.size);
        }
        "color" => {
            let color = color(element, theme, ["val", "themeColor", "themeTint", "themeShade"]);
            format.color = Some(color.map_or(TextColor::Auto, TextColor::Rgb));
        }
        "shd" => format.background = Some(shading(element, theme)),
        "highlight" => {
            format.background = Some(match element.get("val").as_deref() {
                None | Some("none") => Background::Clear,
                Some("white") => Background::Rgb(WHITE),
                Some("black") => Background::Rgb(BLACK),
                Some(_) => Background::Other,
            });
        }
        _ => {}
    }
}

fn shading(element: &Element<'_>, theme: &Theme) -> Background {
    let fill = color(element, theme, ["fill", "themeFill", "themeFillTint", "themeFillShade"]);
    match element.get("val").as_deref() {
        None | Some("clear" | "nil") => fill.map_or(Background::Clear, Background::Rgb),
        Some("solid") => color(element, theme, ["color", "themeColor", "themeTint", "themeShade"])
            .map_or(Background::Rgb(BLACK), Background::Rgb),
        Some(_) => Background::Other,
    }
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
pub(super) fn shape_color(name: &str, element: &Element<'_>, theme: &Theme) -> Option<Background> {
    let value = element.get("val")?;
    let color = match name {
        "srgbClr" => rgb(&value),
        "schemeClr" => theme.color(&value),
        _ => return None,
    };
    Some(color.map_or(Background::Other, Background::Rgb))
}

#[cfg(test)]
mod tests {
    use crate::formats::office::test_files::docx;

    #[test]
    fn theme_colours_are_resolved() {
        let theme = "<theme><themeElements><clrScheme><dk1><sysClr val='windowText' lastClr='000000'/></dk1>\
                     <lt1><srgbClr val='101010'/></lt1><accent1><srgbClr val='FFFFFF'/></accent1></clrScheme>\
                     <fmtScheme><lt1><srgbClr val='FFFFFF'/></lt1></fmtScheme></themeElements></theme>";
        let run = |color: &str| format!("<p><r><rPr><color themeColor='{color}'/></rPr><t>{color}</t></r></p>");
        let body = ["text1", "background1", "accent1"].map(run).concat();
        assert_eq!(docx(&body, &[("word/theme/theme1.xml", theme)]).0, "text1\nbackground1\n");
        assert_eq!(docx(&body, &[]).0, "text1\naccent1\n");
    }
}
