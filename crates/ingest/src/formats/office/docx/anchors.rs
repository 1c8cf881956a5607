//! Reads the places of drawings that float on a page, and finds text boxes beneath an opaque shape.

use super::shape_fill::units;
use crate::formats::covers::{Covers, PlacedBox};
use crate::formats::office::xml::{Content, Element, Handler};

/// Shapes that fill their box.
const FULL: &[&str] = &["rect", "roundRect"];
/// Elements that let what is beneath a shape show through, or of which only parts are filled.
const THIN: &[&str] = &["alpha", "wgp", "wpc", "noFill", "gradFill", "pattFill"];
/// The opacity at which nothing shows through, in thousandths of a percent.
const FULL_ALPHA: &str = "100000";
/// Empty paragraphs between two drawings from which the second may be on the next page.
const FAR: usize = 20;
/// Levels of drawings in front of the text begin here; those behind it begin at 0.
const FRONT: i64 = 1 << 40;

/// Reads the anchor of each drawing, before and while the text is read.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The open anchor, and the number of the open axis.
    open: Option<PlacedBox>,
    axis: usize,
    in_offset: bool,
    is_full: bool,
    is_thin: bool,
    /// The open text boxes.
    boxes: usize,
    /// Stretches of text and breaks outside boxes so far. Drawings with such between them may be on different pages.
    stretches: usize,
    /// Paragraphs outside boxes so far.
    paragraphs: usize,
}

impl Anchors {
    /// Returns the drawing that is open.
    pub(super) fn open(&self) -> Option<&PlacedBox> {
        self.open.as_ref()
    }

    pub(super) fn start(&mut self, name: &str, element: &Element<'_>) {
        if name == "txbxContent" {
            self.boxes += 1;
        }
        if self.boxes > 0 {
            return;
        }
        let Some(open) = &mut self.open else {
            match name {
                "p" => self.paragraphs += 1,
                "t" | "br" | "lastRenderedPageBreak" | "pageBreakBefore" | "sectPr" => self.stretches += 1,
                "anchor" => {
                    let is_behind = element.has("behindDoc", "1") || element.has("behindDoc", "true");
                    let height = element.get("relativeHeight").and_then(|height| height.parse::<u32>().ok());
                    let level = i64::from(height.unwrap_or_default()) + if is_behind { 0 } else { FRONT };
                    self.open = Some(PlacedBox { origin: self.stretches.to_string(), level, ..PlacedBox::default() });
                    (self.is_full, self.is_thin) = (false, false);
                }
                _ => {}
            }
            return;
        };
        match name {
            "positionH" | "positionV" => {
                self.axis = usize::from(name == "positionV");
                let from = element.get("relativeFrom").unwrap_or_default();
                // Places in a paragraph differ from those in the next, though both are the same number.
                let is_of_page = from == "page" || from.ends_with("argin");
                let place = if is_of_page { self.paragraphs / FAR } else { self.paragraphs };
                open.origin.push_str(&format!(" {from} {place}"));
            }
            "posOffset" => self.in_offset = true,
            "extent" => {
                let [_, _, width, height] = &mut open.sides;
                (*width, *height) = (side(element, "cx"), side(element, "cy"));
            }
            "prstGeom" => self.is_full = element.get("prst").is_some_and(|shape| FULL.contains(&shape.as_ref())),
            "xfrm" if element.get("rot").is_some_and(|turn| turn != "0") => self.is_thin = true,
            "solidFill" => open.is_opaque = true,
            "alpha" if element.has("val", FULL_ALPHA) => {}
            _ if THIN.contains(&name) => self.is_thin = true,
            _ => {}
        }
    }

    /// Handles the end of an element. Returns the drawing that ends.
    pub(super) fn end(&mut self, name: &str) -> Option<PlacedBox> {
        match name {
            "posOffset" => self.in_offset = false,
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "anchor" if self.boxes == 0 => {
                let closed = self.open.take()?;
                return Some(PlacedBox { is_opaque: closed.is_opaque && self.is_full && !self.is_thin, ..closed });
            }
            _ => {}
        }
        None
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_offset
            && let Some(side) = self.open.as_mut().and_then(|open| open.sides.get_mut(self.axis))
        {
            *side = units(text);
        }
    }
}

fn side(element: &Element<'_>, name: &str) -> Option<f64> {
    units(&element.get(name)?)
}

/// Collects the covers of a part. Outlines and styles of shapes are no fill.
#[derive(Default)]
pub(super) struct CoverReader {
    anchors: Anchors,
    pub covers: Covers,
}

impl Handler for CoverReader {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        if super::docx_text::SKIPPED.contains(&name) || ["txbxContent", "style", "Fallback"].contains(&name) {
            return Content::Skip;
        }
        self.anchors.start(name, element);
        Content::Read
    }

    fn end(&mut self, name: &str) {
        self.anchors.end(name).into_iter().for_each(|placed| self.covers.add(placed));
    }

    fn text(&mut self, text: &str) {
        self.anchors.text(text);
    }
}

/// True if a part may have a text box beneath another drawing. Few documents do, and only those are read twice.
pub(super) fn may_cover(xml: &str) -> bool {
    let count = |mark: &str| memchr::memmem::find_iter(xml.as_bytes(), mark.as_bytes()).take(2).count();
    count("txbxContent>") > 0 && count("anchor ") > 1
}
