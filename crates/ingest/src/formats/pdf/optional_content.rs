//! Finds text in layers ("optional content") that are switched off by default; such text is hidden.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};
use rustc_hash::FxHashSet;

use super::placed_glyph::{PlacedGlyph, count_words};

/// A file without layers. A page drawn with this file's settings shows all its layers.
const NO_LAYERS: &[u8] = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
    2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n\
    trailer <</Root 1 0 R>>\n%%EOF";

/// Returns a file to draw pages with so that all layers show; `None` if no layer of `pdf` is off.
pub(super) fn all_on(pdf: &Pdf) -> Option<Pdf> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let config = catalog.get::<Dict<'_>>("OCProperties")?.get::<Dict<'_>>("D")?;
    let some_off = config.get::<Array<'_>>("OFF").is_some_and(|off| off.raw_iter().next().is_some());
    let all_off = config.get::<Name<'_>>("BaseState").is_some_and(|state| &*state == b"OFF");
    if some_off || all_off { Pdf::new(NO_LAYERS.to_vec()).ok() } else { None }
}

/// Returns the number of words in `all` that are not in `shown`.
pub(super) fn hidden_words(all: Vec<PlacedGlyph>, shown: &[PlacedGlyph]) -> usize {
    let key = |glyph: &PlacedGlyph| (glyph.first(), glyph.x.0.to_bits(), glyph.y.to_bits());
    let shown: FxHashSet<_> = shown.iter().map(key).collect();
    let hidden: Vec<PlacedGlyph> = all.into_iter().filter(|glyph| !shown.contains(&key(glyph))).collect();
    count_words(&hidden)
}
