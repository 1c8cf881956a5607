//! Hits as CSV: one row each, safe to open in a spreadsheet.

use std::io::{self, Write};

use super::{Listing, Row, relevance};
use crate::explain::words;
use crate::output::sheet::{io_error, safe, writer};
use crate::pool::search::Since;

/// The columns; their names and order are a promise.
pub const HEADER: &str = "rank,candidate,display_name,current_title,years,role,score,confidence,gate,relevance,snippet,start,end,\
    more_snippets,content,place,file";

/// Between the items of a cell.
const SEPARATOR: &str = " … ";

/// Writes the header and a row a hit.
///
/// # Errors
/// What `out` says; a closed pipe among them.
pub fn write(listing: &Listing, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(HEADER.split(',')).map_err(io_error)?;
    for row in &listing.rows {
        writer.write_record(cells(listing, row)).map_err(io_error)?;
    }
    writer.flush()
}

fn cells(listing: &Listing, row: &Row) -> [String; 17] {
    let fit = row.fit.zip(listing.role);
    let of_fit = |cell: &dyn Fn(super::Fit) -> String| fit.map(|(fit, _)| cell(fit)).unwrap_or_default();
    let first = row.snippets.first();
    let more: Vec<&str> = row.snippets.iter().skip(1).map(|snippet| snippet.quote.as_str()).collect();
    [
        row.rank.to_string(),
        safe(&row.id),
        safe(&row.display_name),
        safe(&row.current_title),
        row.years.map(|years| years.to_string()).unwrap_or_default(),
        fit.map(|(_, (_, role))| safe(&role.id)).unwrap_or_default(),
        of_fit(&|fit| fit.score.map(|score| words::points(Some(score))).unwrap_or_default()),
        of_fit(&|fit| words::hundredths(fit.confidence)),
        of_fit(&|fit| words::gate(fit.gate).to_owned()),
        relevance(row).to_string(),
        first.map(|snippet| safe(&snippet.quote)).unwrap_or_default(),
        first.map(|snippet| snippet.start.to_string()).unwrap_or_default(),
        first.map(|snippet| snippet.end.to_string()).unwrap_or_default(),
        safe(&more.join(SEPARATOR)),
        safe(&row.content),
        safe(&row.place),
        match row.file {
            Since::Same => "same",
            Since::Changed => "changed",
            Since::Gone => "gone",
        }
        .to_owned(),
    ]
}
