//! Counts the words that a file holds beside its text: in comments, descriptions of pictures and deleted passages.
//!
//! They are reported, because programs of others may read them, and never part of the text.

use super::package::Part;
use super::xml::{Content, Element, Handler, Walker};
use crate::formats::Limits;
use rolefit_document::{Note, NoteCode};

/// Fewer words are a remark or the name of a picture.
const LEAST: usize = 20;
/// A part without any of these marks has no such words, and need not be read twice.
const MARKS: &[&str] =
    &["delText", "moveFrom", "descr=", "comment ", "tracked-changes", "annotation", ":desc>", ":title>"];

/// The places of such words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Comments,
    Descriptions,
    Deleted,
}

#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The number of words in comments, descriptions and deleted passages.
    words: [usize; 3],
    /// The open elements that hold such words, by name.
    open: Vec<(String, Place)>,
}

impl Beside {
    /// Counts the words of a part. A part that breaks off is reported when its text is read.
    pub(super) fn count(&mut self, part: &Part, limits: &Limits) {
        let has = |mark: &&str| memchr::memmem::find(part.xml.as_bytes(), mark.as_bytes()).is_some();
        if MARKS.iter().any(has) {
            let _ = Walker::new(limits).walk(part, self);
            self.open.clear();
        }
    }

    /// Returns the note on the words that were counted.
    pub(super) fn note(&self) -> Option<Note> {
        let names = ["in comments", "in descriptions of pictures", "in deleted passages"];
        let some = self.words.iter().zip(names).filter(|(words, _)| **words > 0);
        let places: Vec<String> = some.map(|(words, name)| format!("{words} {name}")).collect();
        let message = format!("words beside the text were not read: {}", places.join(", "));
        (self.words.iter().sum::<usize>() >= LEAST).then_some(Note { code: NoteCode::BesideText, message })
    }

    fn add(&mut self, place: Place, text: &str) {
        if let Some(words) = self.words.get_mut(place as usize) {
            *words += text.split_whitespace().count();
        }
    }
}

impl Handler for Beside {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        let place = match name {
            "comment" | "annotation" => Place::Comments,
            "desc" | "title" => Place::Descriptions,
            "del" | "moveFrom" | "tracked-changes" => Place::Deleted,
            // Who wrote a comment, and when.
            "creator" | "date" | "sender-initials" => return Content::Skip,
            "docPr" => {
                let description = element.get("descr").unwrap_or_default();
                self.add(Place::Descriptions, &description);
                return Content::Read;
            }
            _ => return Content::Read,
        };
        self.open.push((name.to_owned(), place));
        Content::Read
    }

    fn end(&mut self, name: &str) {
        if self.open.last().is_some_and(|(open, _)| open == name) {
            self.open.pop();
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, place)) = self.open.last() {
            self.add(*place, text);
        }
    }
}
