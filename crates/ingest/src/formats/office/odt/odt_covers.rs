//! Finds the drawings of an ODT file that hide what is beneath them.

use super::odt_styles::{OdtStyles, placed_box};
use super::odt_text::SKIPPED;
use crate::formats::Limits;
use crate::formats::color::Paint;
use crate::formats::covers::{Covers, PlacedBox};
use crate::formats::office::package::Part;
use crate::formats::office::xml::{Content, Element, Handler, Walker};

/// Pictures of these kinds have no transparent parts.
const OPAQUE_PICTURES: &[&str] = &[".jpg", ".jpeg", ".bmp"];

/// Reads the opaque drawings. Few documents have a text box and another drawing, and only those are read twice.
pub(super) fn read(styles: Option<&Part>, content: &Part, limits: &Limits) -> Covers {
    let has = |mark: &str| memchr::memmem::find(content.xml.as_bytes(), mark.as_bytes()).is_some();
    let mut reader = CoverReader::default();
    if has("text-box") && has("z-index=") && (has("rect ") || has("image ")) {
        let mut walker = Walker::new(limits);
        for part in styles.into_iter().chain([content]) {
            reader.outer = 0;
            // A part that breaks off is reported when its text is read.
            let _ = walker.walk(part, &mut reader);
        }
    }
    reader.covers
}

#[derive(Default)]
struct CoverReader {
    styles: OdtStyles,
    covers: Covers,
    /// The open frame, which a picture fills.
    frame: Option<PlacedBox>,
    /// The open paragraphs, and the number of paragraphs outside others so far.
    paragraphs: usize,
    outer: usize,
}

impl CoverReader {
    /// True if a shape of this style is filled. A shape without a style is filled by the application.
    fn is_filled(&self, style: Option<&str>) -> bool {
        style.is_none() || matches!(self.styles.resolve("graphic", style).format.background, Some(Paint::Plain(_)))
    }
}

impl Handler for CoverReader {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        if SKIPPED.contains(&name) {
            return Content::Skip;
        }
        if self.styles.start(name, element) {
            return Content::Read;
        }
        match name {
            "p" | "h" => {
                self.outer += usize::from(self.paragraphs == 0);
                self.paragraphs += 1;
            }
            "rect" => {
                let is_opaque = self.is_filled(element.get("style-name").as_deref());
                self.covers.add(PlacedBox { is_opaque, ..placed_box(element, self.outer) });
            }
            "frame" => self.frame = Some(placed_box(element, self.outer)),
            "image" => {
                let picture = element.get("href").unwrap_or_default().to_lowercase();
                let is_opaque = OPAQUE_PICTURES.iter().any(|ending| picture.ends_with(ending));
                let placed = self.frame.clone().unwrap_or_default();
                self.covers.add(PlacedBox { is_opaque, ..placed });
            }
            _ => {}
        }
        Content::Read
    }

    fn end(&mut self, name: &str) {
        self.styles.end(name);
        match name {
            "p" | "h" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "frame" => self.frame = None,
            _ => {}
        }
    }
}
