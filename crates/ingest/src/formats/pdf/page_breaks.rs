//! Lines of a PDF that a page break cuts: programs that print web pages draw them on both pages and clip them on each.

use hayro_interpret::hayro_cmap::BfString;

use super::drawn_page::Page;
use super::placed_glyph::Letter;
use rolefit_document::HiddenWay;

/// Takes lines out of what is clipped away that the page before or after shows.
pub(super) fn drop_cut_lines(pages: &mut [Page]) {
    for index in 0..pages.len() {
        let Some(clipped) = pages.get_mut(index).and_then(|page| page.split.hidden.remove(&HiddenWay::Clipped)) else {
            continue;
        };
        let beside = [index.checked_sub(1), index.checked_add(1)].into_iter().flatten().filter_map(|at| pages.get(at));
        let shown: Vec<String> = beside.map(|page| spelled(&page.split.seen)).collect();
        let is_line = |a: &Letter, b: &Letter| (a.y, a.turn) == (b.y, b.turn);
        let hidden: Vec<Letter> = clipped
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

/// The letters in the order of drawing, without spaces.
fn spelled(letters: &[Letter]) -> String {
    let mut spelled = String::new();
    for letter in letters.iter().filter(|letter| !letter.is_space()) {
        match &letter.text {
            BfString::Char(c) => spelled.push(*c),
            BfString::String(text) => spelled.push_str(text),
        }
    }
    spelled
}
