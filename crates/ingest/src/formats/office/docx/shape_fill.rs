//! Finds the backgrounds that shapes give to the text on them, in DrawingML and VML, and the fill of the text itself.

use super::run_properties::{Theme, shape_color};
use crate::formats::color::Background;
use crate::formats::office::character_format::{Scope, TextColor, rgb};
use crate::formats::office::xml::Element;
use crate::formats::visibility::FAINT;

/// Marks of a picture or shape behind the text.
const BEHIND: &[&str] = &["behindDoc=\"1\"", "behindDoc=\"true\"", "z-index:-"];
/// Marks of a filled shape or a picture.
const FILLED: &[&str] = &["solidFill", "gradFill", "blipFill", "pattFill", "fillRef", "fillcolor", "imagedata"];
/// Transparency is stated in parts of this number.
const WHOLE: f64 = 100_000.0;

/// The open shapes, outermost first.
pub(super) struct Shapes<'a> {
    theme: &'a Theme,
    open: Vec<Shape>,
    /// True if the open drawing is hidden.
    is_hidden: bool,
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
    background: Option<Background>,
    is_hidden: bool,
}

impl<'a> Shapes<'a> {
    /// Searches all `parts` for drawings; drawings in a header lie behind the text of the document too.
    pub(super) fn new<'p>(theme: &'a Theme, parts: impl Iterator<Item = &'p str>) -> Self {
        let mut shapes =
            Self { theme, open: Vec::new(), is_hidden: false, in_text_fill: false, is_behind: false, is_filled: false };
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
        (self.is_hidden, self.in_text_fill) = (false, false);
    }

    /// True if the text box that begins now is hidden.
    pub(super) fn is_hidden(&self) -> bool {
        self.is_hidden || self.open.iter().any(|shape| shape.is_hidden)
    }

    /// Returns the background of the text box that begins now, on a page with the background `page`.
    pub(super) fn background(&self, page: Background) -> Background {
        match self.open.last().and_then(|shape| shape.background) {
            Some(background) if background != Background::Clear => background,
            _ if self.is_filled => Background::Other,
            _ => page,
        }
    }

    /// Handles the start of an element. Returns true if the element belongs to a drawing or to the fill of `text`.
    pub(super) fn start(&mut self, name: &str, element: &Element<'_>, text: &mut Scope) -> bool {
        match name {
            "drawing" => self.is_hidden = false,
            "docPr" => self.is_hidden = element.get("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true"),
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
            _ => {}
        }
    }

    fn fill_text(&self, name: &str, element: &Element<'_>, text: &mut Scope) {
        let format = &mut text.format;
        match name {
            "noFill" => format.is_faint = Some(true),
            "gradFill" => format.color = Some(TextColor::Auto),
            "alpha" => {
                let alpha = element.get("val").and_then(|alpha| alpha.parse::<u32>().ok());
                format.is_faint = alpha.map(|alpha| 1.0 - f64::from(alpha) / WHOLE < FAINT).or(format.is_faint);
            }
            _ => {
                if let Some(Background::Rgb(rgb)) = shape_color(name, element, self.theme) {
                    format.color = Some(TextColor::Rgb(rgb));
                }
            }
        }
    }

    fn fill_shape(&mut self, name: &str, element: &Element<'_>) -> bool {
        let Some(shape) = self.open.last_mut() else { return false };
        match name {
            "noFill" => shape.background = Some(Background::Clear),
            "gradFill" | "blipFill" | "pattFill" | "grpFill" => shape.background = Some(Background::Other),
            "lumMod" | "lumOff" | "tint" | "shade" | "alpha" => shape.background = Some(Background::Other),
            "fillRef" if shape.background.is_none() && element.get("idx").is_some_and(|index| index != "0") => {
                shape.background = Some(Background::Other);
            }
            "fill" if element.get("type").is_some_and(|kind| kind != "solid") => {
                shape.background = Some(Background::Other)
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
    let is_filled = !element.get("filled").is_some_and(|filled| filled == "f" || filled == "false");
    let color = element.get("fillcolor");
    let color = color.and_then(|color| rgb(color.split_whitespace().next().unwrap_or_default()));
    let background = if is_filled { color.map_or(Background::Other, Background::Rgb) } else { Background::Clear };
    let style = element.get("style").unwrap_or_default().replace(' ', "");
    let is_hidden = style.contains("visibility:hidden") || style.contains("display:none");
    Shape { background: Some(background), is_hidden }
}
