//! Profiles of short documents for tests.

use crate::profile::{Profile, extract};
use crate::reading::testing::lexicon;
use rolefit_document::Document;

pub(super) fn profile(text: &str) -> Profile {
    extract(&Document::of_text(text), lexicon())
}
