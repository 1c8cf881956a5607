//! The embedded vocabulary and short documents for tests.
#![allow(clippy::unwrap_used)]

use std::sync::OnceLock;

use super::Lexicon;
use crate::catalog::Catalog;
use crate::profile::{Profile, extract};
use rolefit_document::Document;

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(&Catalog::embedded().unwrap().vocabulary))
}

pub(super) fn profile(text: &str) -> Profile {
    extract(&Document::of_text(text), lexicon())
}
