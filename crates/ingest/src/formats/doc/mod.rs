//! DOC files of Word 97 to 2003: opens the container, and reads headers, document, notes and footers in that order.

mod bytes;
mod header;
mod look;
mod modifiers;
mod pieces;
mod runs;
mod stories;
mod styles;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::formats::{Extract, Extractor, Limits, damaged, locked, unsupported};
use header::{Header, Table, Unusable};
use rolefit_document::Problem;
use runs::{About, Runs};
use stories::Stories;
use styles::Styles;

/// Reads DOC files.
pub(super) struct Doc;

impl Extractor for Doc {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken())?;
        let document = stream(&mut container, "/WordDocument", limits).ok_or_else(broken)?;
        let header = Header::new(&document).map_err(|unusable| match unusable {
            Unusable::Encrypted => locked(),
            Unusable::Word95 => unsupported("a Word file of 1995 or before"),
            Unusable::Broken => broken(),
        })?;
        let tables = stream(&mut container, header.table_stream(), limits).ok_or_else(broken)?;
        Ok(assemble(&header, &document, &tables, limits))
    }
}

/// Reads the text by its pieces, and its look by the tables.
fn assemble(header: &Header<'_>, document: &[u8], tables: &[u8], limits: &Limits) -> Extract {
    let table = |table| header.table(table, tables).unwrap_or_default();
    let text = pieces::text(table(Table::Pieces), document, limits.max_text_bytes);
    let letters = Runs::new(table(Table::LetterPages), document, About::Letters, limits.max_nodes);
    let paragraphs = Runs::new(table(Table::ParagraphPages), document, About::Paragraphs, limits.max_nodes);
    let is_damaged = text.is_damaged || letters.is_damaged || paragraphs.is_damaged;
    let is_cut = text.is_cut;
    let styles = Styles::new(table(Table::Styles));
    let mut extract = Stories::new(header, tables, text, styles, letters, paragraphs).read();
    extract.is_truncated = is_cut;
    if is_damaged {
        extract.problem = Some(damaged("a part of it is missing or broken"));
    }
    extract
}

/// A stream of the container, as far as it can be read within the limit.
fn stream(container: &mut CompoundFile<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let stream = container.open_stream(name).ok()?;
    // What was read before an error is kept: tables say themselves whether they are whole.
    let _ = stream.take(limits.max_inflated_bytes).read_to_end(&mut bytes);
    Some(bytes)
}

fn broken() -> Problem {
    damaged("its container is cut off or broken")
}
