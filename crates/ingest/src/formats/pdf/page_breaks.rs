//! Handles lines of a PDF that a page break cuts. Programs that print web pages draw such a line on both pages and clip
//! it on each.

use hayro_interpret::hayro_cmap::BfString;

use super::drawn_page::Page;
use super::placed_glyph::PlacedGlyph;
use rolefit_document::HiddenWay;

/// Removes lines from the clipped glyphs of each page if the page before or after shows them.
pub(super) fn drop_cut_lines(pages: &mut [Page]) {
    for index in 0..pages.len() {
        let Some(clipped) = pages.get_mut(index).and_then(|page| page.split.hidden.remove(&HiddenWay::Clipped)) else {
            continue;
        };
        let beside = [index.checked_sub(1), index.checked_add(1)].into_iter().flatten().filter_map(|at| pages.get(at));
        let shown: Vec<String> = beside.map(|page| spelled(&page.split.visible)).collect();
        let is_line = |a: &PlacedGlyph, b: &PlacedGlyph| (a.y, a.turn) == (b.y, b.turn);
        let hidden: Vec<PlacedGlyph> = clipped
            .chunk_by(is_line)
            .filter(|line| !shown.iter().any(|shown| shown.contains(&spelled(line))))
            .flatten()
            .cloned()
            .collect();
        if let Some(page) = pages.get_mut(index).filter(|_| !hidden.is_empty()) {
            page.split.hidden.insert(HiddenWay::Clipped, hidden);
        }
    }
}

/// Returns the characters in drawing order, without spaces.
fn spelled(glyphs: &[PlacedGlyph]) -> String {
    let mut spelled = String::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.is_space()) {
        match &glyph.text {
            BfString::Char(c) => spelled.push(*c),
            BfString::String(text) => spelled.push_str(text),
        }
    }
    spelled
}
