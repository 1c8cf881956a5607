//! The shapes of a DOCX file as far as text lies on them, in DrawingML and in VML, and the fill of letters.

use super::run_properties::{Theme, drawn};
use crate::formats::office::character_format::{Ground, Ink, Scope, rgb};
use crate::formats::office::xml::Element;
use crate::formats::visibility::FAINT;

/// Marks of a picture or shape that stands behind the text.
const BEHIND: &[&str] = &["behindDoc=\"1\"", "behindDoc=\"true\"", "z-index:-"];
/// Marks of a shape that is filled, or of a picture.
const FILLED: &[&str] = &["solidFill", "gradFill", "blipFill", "pattFill", "fillRef", "fillcolor", "imagedata"];
/// What transparency is stated in parts of.
const WHOLE: f64 = 100_000.0;

/// The shapes that are open.
pub(super) struct Shapes<'a> {
    theme: &'a Theme,
    open: Vec<Shape>,
    /// Whether the drawing that is open is hidden.
    is_hidden: bool,
    /// Whether the fill of letters is being read, not that of a shape.
    is_letters: bool,
    /// Whether anything is drawn behind the text, wherever it is.
    is_behind: bool,
    /// Whether anything is filled on which a box without a fill may lie.
    is_filled: bool,
}

#[derive(Debug, Default)]
struct Shape {
    /// `None` until something is said of its fill.
    ground: Option<Ground>,
    is_hidden: bool,
}

impl<'a> Shapes<'a> {
    /// Looks for drawings in all `parts`: those of a header lie behind the text as well.
    pub fn new<'p>(theme: &'a Theme, parts: impl Iterator<Item = &'p str>) -> Self {
        let mut shapes =
            Self { theme, open: Vec::new(), is_hidden: false, is_letters: false, is_behind: false, is_filled: false };
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

    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    pub fn clear(&mut self) {
        self.open.clear();
        (self.is_hidden, self.is_letters) = (false, false);
    }

    /// Whether the text box that opens is hidden.
    pub fn is_hidden(&self) -> bool {
        self.is_hidden || self.open.iter().any(|shape| shape.is_hidden)
    }

    /// What the text box that opens lies on, where the page is of the ground `page`.
    pub fn ground(&self, page: Ground) -> Ground {
        match self.open.last().and_then(|shape| shape.ground) {
            Some(ground) if ground != Ground::Clear => ground,
            _ if self.is_filled => Ground::Other,
            _ => page,
        }
    }

    /// An element begins; says whether it was one of a drawing, or of the fill of `letters`.
    pub fn start(&mut self, name: &str, element: &Element<'_>, letters: &mut Scope) -> bool {
        match name {
            "drawing" => self.is_hidden = false,
            "docPr" => self.is_hidden = element.get("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true"),
            "wsp" => self.open.push(Shape::default()),
            "shape" | "rect" | "roundrect" | "oval" => self.open.push(vml(element)),
            "textFill" => self.is_letters = true,
            _ if self.is_letters => self.fill_letters(name, element, letters),
            _ => return self.fill_shape(name, element),
        }
        true
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "wsp" | "shape" | "rect" | "roundrect" | "oval" => {
                self.open.pop();
            }
            "textFill" => self.is_letters = false,
            _ => {}
        }
    }

    fn fill_letters(&self, name: &str, element: &Element<'_>, letters: &mut Scope) {
        let look = &mut letters.look;
        match name {
            "noFill" => look.is_faint = Some(true),
            "gradFill" => look.ink = Some(Ink::Auto),
            "alpha" => {
                let alpha = element.get("val").and_then(|alpha| alpha.parse::<u32>().ok());
                look.is_faint = alpha.map(|alpha| 1.0 - f64::from(alpha) / WHOLE < FAINT).or(look.is_faint);
            }
            _ => {
                if let Some(Ground::Rgb(rgb)) = drawn(name, element, self.theme) {
                    look.ink = Some(Ink::Rgb(rgb));
                }
            }
        }
    }

    fn fill_shape(&mut self, name: &str, element: &Element<'_>) -> bool {
        let Some(shape) = self.open.last_mut() else { return false };
        match name {
            "noFill" => shape.ground = Some(Ground::Clear),
            "gradFill" | "blipFill" | "pattFill" | "grpFill" => shape.ground = Some(Ground::Other),
            "lumMod" | "lumOff" | "tint" | "shade" | "alpha" => shape.ground = Some(Ground::Other),
            "fillRef" if shape.ground.is_none() && element.get("idx").is_some_and(|index| index != "0") => {
                shape.ground = Some(Ground::Other);
            }
            "fill" if element.get("type").is_some_and(|kind| kind != "solid") => shape.ground = Some(Ground::Other),
            _ => match drawn(name, element, self.theme) {
                Some(ground) if shape.ground.is_none() => shape.ground = Some(ground),
                Some(_) => {}
                None => return false,
            },
        }
        true
    }
}

/// A shape of VML by its attributes; one that says nothing of its fill takes it from a type that stands elsewhere.
fn vml(element: &Element<'_>) -> Shape {
    let is_filled = !element.get("filled").is_some_and(|filled| filled == "f" || filled == "false");
    let color = element.get("fillcolor");
    let color = color.and_then(|color| rgb(color.split_whitespace().next().unwrap_or_default()));
    let ground = if is_filled { color.map_or(Ground::Other, Ground::Rgb) } else { Ground::Clear };
    let style = element.get("style").unwrap_or_default().replace(' ', "");
    let is_hidden = style.contains("visibility:hidden") || style.contains("display:none");
    Shape { ground: Some(ground), is_hidden }
}
