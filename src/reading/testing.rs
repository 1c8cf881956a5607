//! The lexicon of the embedded vocabulary for tests.
#![allow(clippy::unwrap_used)]

use std::sync::OnceLock;

use super::Lexicon;
use crate::catalog::Catalog;

pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(&Catalog::embedded().unwrap().vocabulary))
}
