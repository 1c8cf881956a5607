//! Finds the backgrounds that shapes give to the text on them, in DrawingML and VML, and the fill of the text itself.

use super::run_properties::{Theme, shape_color};
use crate::formats::color::{BLACK, Paint};
use crate::formats::office::character_format::{Scope, rgb};
use crate::formats::office::xml::Element;
use crate::formats::visibility::{FAINT, hidden_box};
use rolefit_document::HiddenWay;

/// Marks of a picture or shape behind the text.
const BEHIND: &[&str] = &["behindDoc=\"1\"", "behindDoc=\"true\"", "z-index:-"];
/// Marks of a filled shape or a picture.
const FILLED: &[&str] = &["solidFill", "gradFill", "blipFill", "pattFill", "fillRef", "fillcolor", "imagedata"];
/// Drawings are measured in so many parts of a point.
const UNITS_PER_POINT: f64 = 12_700.0;
/// Transparency is stated in parts of this number.
const WHOLE: f64 = 100_000.0;

/// The open shapes, outermost first.
pub(super) struct Shapes<'a> {
    theme: &'a Theme,
    open: Vec<Shape>,
    /// The way in which the open drawing is hidden.
    hidden: Option<HiddenWay>,
    /// True while the distance of the open drawing from the page's edge is read.
    in_offset: bool,
    /// True while the fill of text, not of a shape, is being read.
    in_text_fill: bool,
    /// True if anything is drawn behind the text, on any page.
    is_behind: bool,
    /// True if anything is filled that may lie beneath a text box without a fill.
    is_filled: bool,
}

#[derive(Debug, Default)]
struct Shape {
    /// `None` until the fill is stated.
    background: Option<Paint>,
    hidden: Option<HiddenWay>,
    /// True if the shape has a style of its own, which colours its text.
    has_style: bool,
}

impl<'a> Shapes<'a> {
    /// Searches all `parts` for drawings; drawings in a header lie behind the text of the document too.
    pub(super) fn new<'p>(theme: &'a Theme, parts: impl Iterator<Item = &'p str>) -> Self {
        let (open, hidden) = (Vec::new(), None);
        let (in_offset, in_text_fill, is_behind, is_filled) = (false, false, false, false);
        let mut shapes = Self { theme, open, hidden, in_offset, in_text_fill, is_behind, is_filled };
        for xml in parts {
            let has = |marks: &[&str]| {
                marks.iter().any(|mark| memchr::memmem::find(xml.as_bytes(), mark.as_bytes()).is_some())
            };
            let is_filled = has(FILLED);
            shapes.is_filled |= is_filled;
            shapes.is_behind |= is_filled && has(BEHIND);
        }
        shapes
    }

    pub(super) fn is_behind(&self) -> bool {
        self.is_behind
    }

    pub(super) fn clear(&mut self) {
        self.open.clear();
        (self.hidden, self.in_offset, self.in_text_fill) = (None, false, false);
    }

    /// Returns the way in which the text box that begins now is hidden.
    pub(super) fn hidden(&self) -> Option<HiddenWay> {
        self.hidden.or_else(|| self.open.iter().find_map(|shape| shape.hidden))
    }

    /// Returns the colour of text that states none: black, whatever the fill, unless a style of the shape colours it.
    pub(super) fn ink(&self) -> Option<Paint> {
        let shape = self.open.last().filter(|shape| !shape.has_style)?;
        matches!(shape.background, Some(Paint::Plain(_))).then_some(Paint::Plain(BLACK))
    }

    /// Handles text between elements: the distance of a drawing from the edge of the page.
    pub(super) fn text(&mut self, text: &str) {
        if self.in_offset {
            self.hidden = self.hidden.or(hidden_box([units(text)], []));
        }
    }

    /// Returns the background of the text box that begins now, on a page with the background `page`.
    pub(super) fn background(&self, page: Paint) -> Paint {
        match self.open.last().and_then(|shape| shape.background) {
            Some(background) if background != Paint::Clear => background,
            _ if self.is_filled => Paint::Unknown,
            _ => page,
        }
    }

    /// Handles the start of an element. Returns true if the element belongs to a drawing or to the fill of `text`.
    pub(super) fn start(&mut self, name: &str, element: &Element<'_>, text: &mut Scope) -> bool {
        match name {
            "drawing" => self.hidden = None,
            "docPr" | "anchor" if element.has("hidden", "1") || element.has("hidden", "true") => {
                self.hidden = Some(HiddenWay::Invisible);
            }
            "posOffset" => self.in_offset = true,
            "extent" => {
                let extents = ["cx", "cy"].map(|name| units(&element.get(name)?));
                self.hidden = self.hidden.or(hidden_box([], extents));
            }
            "style" if !self.open.is_empty() => {
                self.open.last_mut().into_iter().for_each(|shape| shape.has_style = true)
            }
            "wsp" => self.open.push(Shape::default()),
            "shape" | "rect" | "roundrect" | "oval" => self.open.push(vml(element)),
            "textFill" => self.in_text_fill = true,
            _ if self.in_text_fill => self.fill_text(name, element, text),
            _ => return self.fill_shape(name, element),
        }
        true
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "wsp" | "shape" | "rect" | "roundrect" | "oval" => {
                self.open.pop();
            }
            "textFill" => self.in_text_fill = false,
            "posOffset" => self.in_offset = false,
            _ => {}
        }
    }

    fn fill_text(&self, name: &str, element: &Element<'_>, text: &mut Scope) {
        let format = &mut text.format;
        match name {
            "noFill" => format.is_faint = Some(true),
            "gradFill" => format.color = Some(Paint::Unknown),
            "alpha" => {
                let alpha = element.get("val").and_then(|alpha| alpha.parse::<u32>().ok());
                format.is_faint = alpha.map(|alpha| 1.0 - f64::from(alpha) / WHOLE < FAINT).or(format.is_faint);
            }
            _ => {
                if let Some(paint @ Paint::Plain(_)) = shape_color(name, element, self.theme) {
                    format.color = Some(paint);
                }
            }
        }
    }

    fn fill_shape(&mut self, name: &str, element: &Element<'_>) -> bool {
        let Some(shape) = self.open.last_mut() else { return false };
        match name {
            "noFill" => shape.background = Some(Paint::Clear),
            "gradFill" | "blipFill" | "pattFill" | "grpFill" => shape.background = Some(Paint::Unknown),
            "lumMod" | "lumOff" | "tint" | "shade" | "alpha" => shape.background = Some(Paint::Unknown),
            "fillRef" if shape.background.is_none() && element.get("idx").is_some_and(|index| index != "0") => {
                shape.background = Some(Paint::Unknown);
            }
            "fill" if element.get("type").is_some_and(|kind| kind != "solid") => {
                shape.background = Some(Paint::Unknown)
            }
            _ => match shape_color(name, element, self.theme) {
                Some(background) if shape.background.is_none() => shape.background = Some(background),
                Some(_) => {}
                None => return false,
            },
        }
        true
    }
}

/// Reads a VML shape. Without a fill of its own, a shape takes the fill of a shape type defined elsewhere, so its
/// background is unknown.
fn vml(element: &Element<'_>) -> Shape {
    let is_filled = !(element.has("filled", "f") || element.has("filled", "false"));
    let color = element.get("fillcolor");
    let color = color.and_then(|color| rgb(color.split_whitespace().next().unwrap_or_default()));
    let background = if is_filled { Paint::of(color, Paint::Unknown) } else { Paint::Clear };
    let style = element.get("style").unwrap_or_default().replace(' ', "");
    Shape { background: Some(background), hidden: vml_hidden(&style), has_style: true }
}

/// Returns the way in which a VML shape of this style is hidden.
fn vml_hidden(style: &str) -> Option<HiddenWay> {
    if style.contains("visibility:hidden") || style.contains("display:none") {
        return Some(HiddenWay::Invisible);
    }
    let length = |wanted: &str| {
        let mut properties = style.split(';').filter_map(|property| property.split_once(':'));
        points(properties.find(|(name, _)| *name == wanted)?.1)
    };
    hidden_box(["left", "top", "margin-left", "margin-top"].map(length), ["width", "height"].map(length))
}

/// Parses a length of a drawing, in points.
pub(super) fn units(length: &str) -> Option<f64> {
    Some(length.trim().parse::<f64>().ok()? / UNITS_PER_POINT)
}

/// Parses a length of VML; without a unit it is in pixels.
fn points(length: &str) -> Option<f64> {
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(end)?;
    let factor = match unit {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 28.35,
        "mm" => 2.835,
        "pc" => 12.0,
        "" | "px" => 0.75,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}
