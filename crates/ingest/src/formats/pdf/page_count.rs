//! Counts the pages that a PDF lists. A page listed repeatedly counts each time.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjectIdentifier};
use rustc_hash::FxHashMap;

/// Returns the number of listed pages; counting stops just past `most`. The parser reads a repeated page only once.
pub(super) fn count_listed(pdf: &Pdf, most: usize) -> usize {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalog| catalog.get::<Dict<'_>>("Pages"));
    // True for objects that are pages, false for nodes of the page tree.
    let mut are_pages = FxHashMap::<ObjectIdentifier, bool>::default();
    let mut pages = 0;
    let mut lists: Vec<Dict<'_>> = root.into_iter().collect();
    while let Some(list) = lists.pop() {
        let Some(kids) = list.get::<Array<'_>>("Kids") else { continue };
        for kid in kids.raw_iter() {
            let (id, known) = match &kid {
                MaybeRef::Ref(id) => (Some((*id).into()), are_pages.get(&(*id).into()).copied()),
                MaybeRef::NotRef(_) => (None, None),
            };
            let is_page = known.unwrap_or_else(|| {
                let dict = match kid {
                    MaybeRef::Ref(id) => xref.get::<Dict<'_>>(id.into()),
                    MaybeRef::NotRef(object) => object.into_dict(),
                };
                let is_page = dict.as_ref().is_some_and(|dict| !dict.contains_key("Kids"));
                lists.extend(dict.filter(|_| !is_page));
                id.map(|id| are_pages.insert(id, is_page));
                is_page
            });
            pages += usize::from(is_page);
            if pages > most {
                return pages;
            }
        }
    }
    pages
}
