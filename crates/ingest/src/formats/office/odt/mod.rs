//! Reads ODT files. The steps in order:
//!
//! 1. [`Package`] opens the ZIP archive and inflates `styles.xml` and `content.xml`.
//! 2. Drawings behind the text and master pages in use are searched for in both parts.
//! 3. [`odt_text`] walks the styles, then the content, and writes the visible text; hidden words are counted.
//! 4. Headers, body, notes and footers are joined in this order, without repeats.

mod odt_covers;
mod odt_styles;
mod odt_text;

use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::formats::line_buffer::without_repeats;
use crate::formats::office::beside::Beside;
use crate::formats::office::package::{Package, State};
use crate::formats::office::xml::Walker;
use crate::formats::{Extract, Extractor, Limits, damaged, locked};
use odt_text::{Drawings, OdtText};
use rolefit_document::Problem;

/// Reads ODT files.
pub(in crate::formats) struct Odt;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "meta-inf/manifest.xml";
/// The entry that replaces all parts in a file encrypted as a whole.
const PACKAGE: &str = "encrypted-package";
/// The element that the manifest has for each encrypted part.
const ENCRYPTED: &str = "encryption-data";

/// Mark of a picture or shape behind the text.
const BEHIND: &str = "run-through=\"background\"";
/// Marks of a filled shape or a picture.
const FILLED: &[&str] =
    &["draw:fill=\"solid\"", "draw:fill=\"gradient\"", "draw:fill=\"bitmap\"", "draw:fill=\"hatch\"", "<draw:image"];
/// Attributes that name a master page in use.
const PAGES: &[&str] = &["master-page-name=\"", "next-style-name=\""];

impl Extractor for Odt {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let is_main = |name: &str| [CONTENT, PACKAGE].contains(&name);
        let is_wanted = |name: &str| [CONTENT, STYLES, MANIFEST, PACKAGE].contains(&name);
        let mut package = Package::open(bytes, limits, is_main, is_wanted)?;
        let is_locked = matches!(package.part(MANIFEST), Ok(Some(manifest)) if manifest.xml.contains(ENCRYPTED));
        if is_locked || package.names().any(|name| name == PACKAGE) {
            return Err(locked());
        }
        let mut problem = package.problem();
        let content = package.part(CONTENT)?.ok_or_else(|| damaged("its text is missing"))?;
        let styles = package.part(STYLES).unwrap_or_else(|error| {
            problem.get_or_insert(error);
            None
        });

        let parts = || styles.iter().chain([&content]).map(|part| part.xml.as_str());
        let mut text = OdtText::new(limits, drawings(parts()), pages(parts()));
        let mut walker = Walker::new(limits);
        let mut body = String::new();
        text.covers = odt_covers::read(styles.as_ref(), &content, limits);
        // The styles come first: the content refers to them, and they contain the headers.
        for part in styles.iter().chain([&content]) {
            text.start_part();
            if let Err(error) = walker.walk(part, &mut text) {
                text.writer.close_all(part.state != State::Corrupt);
                problem.get_or_insert(error);
            }
            body.push_str(&text.writer.end_aside());
        }
        let OdtText { headers, notes, footers, .. } = &mut text;
        let texts = [std::mem::take(headers), vec![body], std::mem::take(notes), std::mem::take(footers)];
        let texts: Vec<String> = texts.into_iter().flatten().collect();
        without_repeats(&texts).for_each(|part| text.writer.append(part));
        let mut beside = Beside::default();
        beside.count(&content, limits);
        let mut extract = text.writer.finish();
        extract.notes.extend(beside.note());
        Ok(Extract { problem, ..extract })
    }
}

fn drawings<'p>(parts: impl Iterator<Item = &'p str>) -> Drawings {
    let mut drawings = Drawings::default();
    for xml in parts {
        let has = |mark: &str| memmem::find(xml.as_bytes(), mark.as_bytes()).is_some();
        drawings.are_filled |= FILLED.iter().any(|mark| has(mark));
        drawings.are_behind |= has(BEHIND);
    }
    Drawings { are_behind: drawings.are_behind && drawings.are_filled, ..drawings }
}

/// Returns the names of the master pages in use.
fn pages<'p>(parts: impl Iterator<Item = &'p str>) -> FxHashSet<String> {
    let mut pages = FxHashSet::default();
    for xml in parts {
        for mark in PAGES {
            let names = memmem::find_iter(xml.as_bytes(), mark).filter_map(|at| xml.get(at + mark.len()..));
            pages.extend(names.filter_map(|name| Some(name.split_once('"')?.0.to_owned())));
        }
    }
    pages.retain(|page| !page.is_empty());
    pages
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::formats::office::test_files::{archive, problem};
    use rolefit_document::ProblemCode;

    #[test]
    fn a_file_with_a_password_is_reported() {
        let manifest = "<m><file-entry><encryption-data/></file-entry></m>";
        let parts = archive(&[("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)]);
        let whole = archive(&[("encrypted-package", "\u{1}\u{2}")]);
        for file in [parts, whole] {
            assert_eq!(problem(&Odt, &file, &Limits::default()).unwrap().code, ProblemCode::Encrypted);
        }
    }

    #[test]
    fn a_cut_file_is_read_up_to_the_cut() {
        let words: String = (0..2000).map(|n| format!("<p>word{n} {}</p>", n * 7919 % 1000)).collect();
        let file = archive(&[("styles.xml", "<s/>"), ("content.xml", &format!("<c>{words}</c>"))]);
        let extract = Odt.extract(&file[..file.len() / 2], &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::Damaged);
        assert!(extract.text.starts_with("word0 0\nword1 919\n"));
        assert!(extract.text.lines().count() > 500);
    }
}
