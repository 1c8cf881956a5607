//! The cached form of a catalog.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Catalog, Vocabulary};
use crate::error::{Error, Finding, Result};
use rolefit_document::content_of;

/// The form of the bytes may change with each version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A catalog, with the fields that its serialized form leaves out.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedCatalog {
    catalog: Catalog,
    hash: String,
    /// The words of each entry. The serialized form of entries is that of vocabulary files, which have no
    /// words.
    words: Vec<Vec<String>>,
}

/// Serializes a whole catalog, for `#[serde(with)]`.
pub(crate) fn serialize<S: Serializer>(catalog: &Catalog, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    CachedCatalog::of(catalog).serialize(serializer)
}

/// Deserializes a whole catalog, for `#[serde(with)]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Catalog, D::Error> {
    CachedCatalog::deserialize(deserializer).map(CachedCatalog::into_catalog)
}

impl Catalog {
    /// Returns the whole catalog as bytes, which [`Catalog::from_bytes`] of the same version of rolefit reads.
    ///
    /// # Errors
    /// [`Error::Catalog`], which no catalog that was loaded leads to.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let catalog = postcard::to_stdvec(&CachedCatalog::of(self));
        let bytes = catalog.and_then(|catalog| postcard::to_stdvec(&(VERSION, content_of(&catalog), catalog)));
        bytes.map_err(|_| unusable("cannot be written as bytes"))
    }

    /// Returns the catalog that [`Catalog::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Catalog`] if another version of rolefit wrote the bytes, or if they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Catalog> {
        match postcard::take_from_bytes::<&str>(bytes) {
            Ok((VERSION, rest)) => {
                let parts = postcard::from_bytes::<(&str, &[u8])>(rest).ok();
                let whole = parts.filter(|(content, catalog)| *content == content_of(catalog));
                let cached = whole.and_then(|(_, catalog)| postcard::from_bytes(catalog).ok());
                Ok(CachedCatalog::into_catalog(cached.ok_or_else(|| unusable("is damaged"))?))
            }
            Ok((version, _)) => Err(unusable(&format!("is of rolefit {version}, and this is rolefit {VERSION}"))),
            Err(_) => Err(unusable("is damaged")),
        }
    }
}

fn unusable(why: &str) -> Error {
    let message = format!("this catalog {why}");
    let remedy = "send it again from the same version of rolefit".to_owned();
    Error::Catalog(vec![Finding { file: "catalog".into(), line: 0, message, remedy }])
}

impl CachedCatalog {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut catalog = catalog.clone();
        let Vocabulary { entries, .. } = &mut catalog.vocabulary;
        let words = entries.values_mut().map(|entry| std::mem::take(&mut entry.words)).collect();
        Self { hash: catalog.hash.clone(), catalog, words }
    }

    pub(super) fn into_catalog(self) -> Catalog {
        let Self { mut catalog, hash, words } = self;
        for (entry, words) in catalog.vocabulary.entries.values_mut().zip(words) {
            entry.words = words;
        }
        Catalog { hash, ..catalog }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_catalog_survives_as_bytes_and_damage_is_named() {
        let catalog = Catalog::embedded().unwrap();
        let bytes = catalog.to_bytes().unwrap();
        let again = Catalog::from_bytes(&bytes).unwrap();
        assert_eq!((&again.hash, again.to_bytes().unwrap()), (&catalog.hash, bytes.clone()));
        let damaged = Catalog::from_bytes(&bytes[..bytes.len() / 2]).unwrap_err();
        assert!(damaged.to_string().contains("damaged"), "{damaged}");
        let mut flipped = bytes.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert!(Catalog::from_bytes(&flipped).unwrap_err().to_string().contains("damaged"));
        let other = postcard::to_stdvec(&("0.0.0", 1)).unwrap();
        assert!(Catalog::from_bytes(&other).unwrap_err().to_string().contains("rolefit 0.0.0"));
    }
}
