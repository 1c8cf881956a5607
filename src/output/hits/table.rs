//! Hits for people: the candidate and the verdict, then the lines that show the words of the query.

use super::{HitRow, Listing};
use crate::explain::words;
use crate::output::style::{Style, Tone};
use crate::pool::search::FileState;

/// The indent of the lines below a hit's first line.
const INDENT: &str = "      ";

/// The page that shows `listing`.
pub fn page(style: &Style, listing: &Listing) -> String {
    let mut page = String::new();
    for row in &listing.rows {
        page.push_str(&shown(style, listing, row));
    }
    page.push_str(&style.block("", Tone::Plain, &below(listing), Tone::Quiet));
    page
}

fn shown(style: &Style, listing: &Listing, row: &HitRow) -> String {
    let number = format!("{:>4}  ", row.rank);
    // If no name is certain, the display name is part of the id already.
    let name = Some(&row.display_name).filter(|name| !name.is_empty() && !row.id.contains(name.as_str()));
    let mut heads: Vec<String> = name.into_iter().cloned().collect();
    heads.push(row.id.clone());
    if !row.current_title.is_empty() {
        heads.push(row.current_title.clone());
    }
    heads.extend(row.years.map(|years| words::count(years as usize, "year")));
    let mut shown = style.block(&number, Tone::Plain, &words::one_line(&heads.join(" · ")), Tone::Strong);
    if let Some((fit, (_, role))) = row.fit.zip(listing.role) {
        let score = fit.score.map_or("no score".into(), |score| words::points(Some(score)));
        let verdict = format!(
            "{}: {score} · must-haves {} · reading quality {}",
            role.title,
            words::gate_words(fit.gate),
            words::reading_quality(fit.confidence)
        );
        shown.push_str(&style.block(INDENT, Tone::Plain, &verdict, Tone::Plain));
    }
    match row.file {
        FileState::Same => {}
        FileState::Changed => {
            shown.push_str(&style.block(INDENT, Tone::Plain, "the file has changed since then", Tone::Poor))
        }
        FileState::Gone => shown.push_str(&style.block(INDENT, Tone::Plain, "the file no longer exists", Tone::Poor)),
    }
    for snippet in &row.snippets {
        let page = snippet.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        let quote = format!("“{}”{page}", words::one_line(&snippet.quote));
        shown.push_str(&style.block(&format!("{INDENT}• "), Tone::Quiet, &quote, Tone::Plain));
    }
    shown
}

/// The line below all hits: how many there are, and their order.
fn below(listing: &Listing) -> String {
    let pool = words::count(listing.pool, "resume");
    let order = match listing.role {
        Some((_, role)) => format!("ordered by fit for {}", role.title),
        None => "ordered by relevance to the query (BM25), which is not a fit score; --role ID ranks by fit".into(),
    };
    match (listing.found, listing.rows.len()) {
        (0, _) => format!("none of {pool} matches"),
        (found, shown) if shown < found => format!("{shown} of {found} shown, of {pool} searched; {order}"),
        (found, _) => format!("{found} of {pool}; {order}"),
    }
}
