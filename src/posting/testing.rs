//! The importer that the unit tests share. Compiling a new one for each test made these tests six times slower.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use super::Importer;
use crate::catalog::Catalog;

/// Returns an importer with the embedded vocabulary.
pub(super) fn importer() -> &'static Importer {
    static IMPORTER: LazyLock<Importer> = LazyLock::new(|| Importer::new(Catalog::embedded().unwrap()).unwrap());
    &IMPORTER
}
