//! Layers of a PDF file (optional content) that its reader has switched off: what they would draw is hidden.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};
use rustc_hash::FxHashSet;

use super::placed_glyph::{Letter, count_words};

/// A file without layers: a page that is drawn as if it were of this file shows all of its own.
const NO_LAYERS: &[u8] = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
    2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n\
    trailer <</Root 1 0 R>>\n%%EOF";

/// A file to draw pages by with all layers on; `None` if `pdf` has no layer that is off.
pub(super) fn all_on(pdf: &Pdf) -> Option<Pdf> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let config = catalog.get::<Dict<'_>>("OCProperties")?.get::<Dict<'_>>("D")?;
    let some_off = config.get::<Array<'_>>("OFF").is_some_and(|off| off.raw_iter().next().is_some());
    let all_off = config.get::<Name<'_>>("BaseState").is_some_and(|state| &*state == b"OFF");
    if some_off || all_off { Pdf::new(NO_LAYERS.to_vec()).ok() } else { None }
}

/// How many words are in `all` and not in `shown`.
pub(super) fn hidden_words(all: Vec<Letter>, shown: &[Letter]) -> usize {
    let key = |letter: &Letter| (letter.first(), letter.x.0.to_bits(), letter.y.to_bits());
    let shown: FxHashSet<_> = shown.iter().map(key).collect();
    let hidden: Vec<Letter> = all.into_iter().filter(|letter| !shown.contains(&key(letter))).collect();
    count_words(&hidden)
}
