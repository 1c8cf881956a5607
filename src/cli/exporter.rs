//! Chooses the writer of a format, and writes the one candidate of a command.

use rolefit::candidate::Candidate;
use rolefit::output::csv::Csv;
use rolefit::output::json::Json;
use rolefit::output::jsonl::Jsonl;
use rolefit::output::table::Table;
use rolefit::output::wide_csv::WideCsv;
use rolefit::output::wide_table::WideTable;
use rolefit::output::{Exporter, write as write_all};
use rolefit::rank::CutOffs;

use super::document::{self, About};
use super::options::{DocumentFormat, Format, Layout};
use super::output::Output;
use super::session::CliSession;

/// The writer of `document`, or else of `format` and `layout`. A table shows the first ranks only, unless `whole`.
pub(super) fn exporter(
    output: &Output,
    document: Option<DocumentFormat>,
    about: About,
    format: Format,
    layout: Layout,
    whole: bool,
) -> Box<dyn Exporter> {
    if let Some(document) = document {
        return document::exporter(document, about);
    }
    match (format, layout) {
        (Format::Table, Layout::Long) => Box::new(Table { style: output.style(), whole }),
        (Format::Table, Layout::Wide) => Box::new(WideTable { style: output.style() }),
        (Format::Csv, Layout::Long) => Box::new(Csv),
        (Format::Csv, Layout::Wide) => Box::new(WideCsv),
        (Format::Json, _) => Box::new(Json),
        (Format::Jsonl, _) => Box::new(Jsonl),
    }
}

/// Writes the one candidate of a command in `format`, or as the document that `output` is.
pub(super) fn write_one(
    output: Output,
    session: &CliSession,
    (format, layout): (Format, Layout),
    cut: &CutOffs,
    candidate: &[Candidate; 1],
) -> anyhow::Result<()> {
    let about = About { blind: session.is_blind(), ..About::default() };
    let document = output.document();
    let exporter = exporter(&output, document, about, format, layout, false);
    output.write(|out| write_all(&*exporter, &session.run(), cut, candidate, out))?;
    Ok(())
}
