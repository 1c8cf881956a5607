//! Whose resumes an index holds: the hashes, places and contacts by which a person's are found.

use std::path::Path;

use super::fault::{Fault, guarded};
use super::schema::schema;
use super::{folder, pool};
use crate::candidate::person_keys;
use crate::catalog::Catalog;
use crate::profile::{Lexicon, extract};

/// A resume that an index holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The hash of its bytes, `blake3:…`.
    pub content: String,
    /// The candidate's id when it was indexed.
    pub id: String,
    /// The absolute path of the file that it is, or stands in, as ids are written.
    pub file: String,
    /// `/` and its path in that file; nothing if it is the file.
    pub inside: String,
    /// E-mail addresses in lower case, and the last digits of telephone numbers.
    pub contacts: Vec<String>,
}

/// Every resume of the index in `folder`. The contacts stand in no field of their own; they are made out by the vocabulary of
/// `catalog`, which takes a millisecond or so a resume.
///
/// # Errors
/// As [`Pool::open`](super::Pool::open).
pub fn held(folder: &Path, catalog: &Catalog) -> Result<Vec<Held>, Fault> {
    let lexicon = Lexicon::new(&catalog.vocabulary);
    guarded(|| {
        let searcher = folder::open(folder)?.reader()?.searcher();
        let addresses = pool::addresses(&searcher);
        let held = addresses.map(|address| {
            let resume = pool::read(&searcher, &schema().1, address)?;
            let contacts = person_keys(&extract(&resume.document, &lexicon));
            let file = resume.written_file().to_owned();
            Ok(Held { content: resume.document.content, id: resume.id, file, inside: resume.inside, contacts })
        });
        held.collect()
    })
}
