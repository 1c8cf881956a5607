//! Lists the resumes of an index with their contacts, by which a person's resumes are found.

use std::path::Path;

use super::schema::schema;
use super::{directory, index};
use crate::candidate::PersonKeys;
use crate::catalog::Catalog;
use crate::pool::fault::guarded;
use crate::pool::{Fault, Location};
use crate::profile::{Lexicon, extract};

/// A resume of an index and its contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumeContacts {
    /// `blake3:` and the hash of the resume's bytes.
    pub content: String,
    /// The place of the resume when it was indexed.
    pub location: Location,
    /// The marks of its person.
    pub person: PersonKeys,
}

/// Returns every resume of the index in `directory`. The index stores no contacts; they are extracted from the text
/// with the vocabulary of `catalog`, which takes about a millisecond per resume.
///
/// # Errors
/// As [`ResumeIndex::open`](super::ResumeIndex::open).
pub fn contacts(directory: &Path, catalog: &Catalog) -> Result<Vec<ResumeContacts>, Fault> {
    let lexicon = Lexicon::new(&catalog.vocabulary);
    guarded(|| {
        let searcher = directory::searcher(&directory::open(directory)?)?;
        let resumes = index::addresses(&searcher).map(|address| {
            let resume = index::read(&searcher, &schema().1, address)?;
            let person = PersonKeys::of(&extract(&resume.document, &lexicon));
            Ok(ResumeContacts { content: resume.document.content, location: resume.location, person })
        });
        resumes.collect()
    })
}
