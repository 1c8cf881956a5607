//! Reads DOC files of Word 97 to 2003. The steps in order:
//!
//! 1. The container (a compound file) is opened, and [`file_header`] reads the header of the main stream.
//! 2. [`piece_table`] assembles the text from its pieces.
//! 3. [`format_runs`] and [`doc_styles`] find the formatting, stored as [`property_modifiers`]; [`formatting`] applies
//!    it.
//! 4. [`story_reader`] walks headers, document, text boxes, notes and footers, and writes their visible text; hidden
//!    words are counted.

mod doc_styles;
mod file_header;
mod format_runs;
mod formatting;
mod piece_table;
mod plc;
mod property_modifiers;
mod story_reader;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::formats::{Extract, Extractor, Limits, damaged, locked, unsupported};
use doc_styles::StyleSheet;
use file_header::{FileHeader, Table, Unusable};
use format_runs::{FormatRuns, PageKind};
use rolefit_document::Problem;
use story_reader::StoryReader;

/// Reads DOC files.
pub(super) struct Doc;

impl Extractor for Doc {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken())?;
        let document = stream(&mut container, "/WordDocument", limits).ok_or_else(broken)?;
        let header = FileHeader::new(&document).map_err(|unusable| match unusable {
            Unusable::Encrypted => locked(),
            Unusable::Word95 => unsupported("a Word file of 1995 or before"),
            Unusable::Broken => broken(),
        })?;
        let tables = stream(&mut container, header.table_stream(), limits).ok_or_else(broken)?;
        Ok(assemble(&header, &document, &tables, limits))
    }
}

/// Assembles the text and its formatting, and reads all stories.
fn assemble(header: &FileHeader<'_>, document: &[u8], tables: &[u8], limits: &Limits) -> Extract {
    let table = |table| header.table(table, tables).unwrap_or_default();
    let text = piece_table::text(table(Table::Pieces), document, limits.max_text_bytes);
    let character_runs =
        FormatRuns::new(table(Table::CharacterPages), document, PageKind::Characters, limits.max_nodes);
    let paragraph_runs =
        FormatRuns::new(table(Table::ParagraphPages), document, PageKind::Paragraphs, limits.max_nodes);
    let is_damaged = text.is_damaged || character_runs.is_damaged || paragraph_runs.is_damaged;
    let is_cut = text.is_cut;
    let styles = StyleSheet::new(table(Table::StyleSheet));
    let mut extract = StoryReader::new(header, tables, text, styles, character_runs, paragraph_runs).read(limits);
    extract.is_truncated = is_cut;
    if is_damaged {
        extract.problem = Some(damaged("a part of it is missing or broken"));
    }
    extract
}

/// Returns a stream of the container as far as it can be read within the limit; `None` if it is missing.
fn stream(container: &mut CompoundFile<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let stream = container.open_stream(name).ok()?;
    // Bytes read before an error are kept: the tables reveal whether they are complete.
    let _ = stream.take(limits.max_inflated_bytes).read_to_end(&mut bytes);
    Some(bytes)
}

fn broken() -> Problem {
    damaged("its container is cut off or broken")
}
