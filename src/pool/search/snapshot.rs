//! The index as it was before a run writes to it: tells which resumes are known, and prepares new ones.

use std::collections::BTreeSet;
use std::path::MAIN_SEPARATOR;

use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Term};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use super::facts::{Experience, Recogniser};
use super::index;
use super::resume::Resume;
use super::resume_file::ResumeFile;
use super::schema::Fields;
use super::writer::PreparedResume;
use crate::candidate::{Overview, blind, stem};
use crate::pool::Fault;
use crate::pool::fault::guarded;
use rolefit_document::Document;

/// The part of a found resume that the index holds already.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// The whole resume, unchanged.
    Whole,
    /// Its text only, because it lies elsewhere now or the vocabulary changed. The file need not be read.
    Text(Box<Document>),
    /// Nothing.
    Nothing,
}

/// Characters that separate the names in a path, on the disk and in an archive.
const SEPARATORS: [char; 2] = ['/', MAIN_SEPARATOR];

/// A snapshot of the index, shared by the threads that read files.
#[derive(Clone)]
pub struct IndexSnapshot<'a> {
    searcher: Searcher,
    pub(super) fields: Fields,
    recogniser: &'a Recogniser,
}

impl<'a> IndexSnapshot<'a> {
    pub(super) fn new(searcher: Searcher, fields: Fields, recogniser: &'a Recogniser) -> IndexSnapshot<'a> {
        IndexSnapshot { searcher, fields, recogniser }
    }

    /// Looks up the resume.
    pub fn known(&self, file: &ResumeFile) -> Known {
        let known = guarded(|| {
            if self.find(self.fields.key, &file.key(self.recogniser.version()))?.is_some() {
                return Ok(Known::Whole);
            }
            Ok(match self.find(self.fields.source, &file.source())? {
                Some(address) => {
                    let resume = index::read(&self.searcher, &self.fields, address)?;
                    Known::Text(Box::new(resume.document))
                }
                None => Known::Nothing,
            })
        });
        // After an error the file is read again, which is always right.
        known.unwrap_or(Known::Nothing)
    }

    /// True if the index holds a resume from the same place, perhaps another one.
    pub fn has_location(&self, file: &ResumeFile) -> bool {
        guarded(|| self.find(self.fields.place, &file.location.path())).is_ok_and(|found| found.is_some())
    }

    /// Prepares a resume for [`Writer::put`](super::Writer::put). Many threads may call this at once.
    pub fn prepare(&self, file: &ResumeFile, document: Document) -> PreparedResume {
        let (profile, facts) = self.recogniser.recognise(&document);
        let fields = &self.fields;
        let mut entry = TantivyDocument::default();
        entry.add_text(fields.text, &document.text);
        for (field, texts) in [
            (fields.title, &facts.titles),
            (fields.tool, &facts.tools),
            (fields.degree, &facts.degrees),
            (fields.language, &facts.languages),
            (fields.certificate, &facts.certificates),
        ] {
            texts.iter().for_each(|text| entry.add_text(field, text));
        }
        facts.kept.signs.iter().for_each(|sign| entry.add_text(fields.sign, sign));
        facts.kept.outline.iter().for_each(|number| entry.add_u64(fields.outline, *number));
        match facts.experience {
            Some(Experience::Months(months)) => entry.add_u64(fields.months, months.into()),
            Some(Experience::Since(since)) => entry.add_u64(fields.since, since.into()),
            None => {}
        }
        entry.add_u64(fields.order, file.order());
        entry.add_text(fields.place, file.location.path());
        entry.add_text(fields.content, &file.content);
        // Without these fields a text that the machine's load cut short is searchable, but the next run reads the file
        // again.
        if !document.may_be_cut_by_chance() {
            entry.add_text(fields.source, file.source());
            entry.add_text(fields.key, file.key(self.recogniser.version()));
        }
        let name = profile.contact.name.as_ref().map(|name| name.text.clone());
        let withheld = blind::withheld(&document.text, &profile).spans;
        let resume = Resume {
            location: file.location.clone(),
            file_name: file.file_name.clone(),
            fingerprint: file.fingerprint,
            display_name: name.unwrap_or_else(|| stem(file.file_name.as_ref().unwrap_or(&file.location.id)).to_owned()),
            current_title: Overview::new(&profile).current_title,
            blind_title: Overview::blind(&profile, &document.text, &withheld).current_title,
            withheld,
            experience: facts.experience,
            document,
        };
        let encoded = serde_json::to_vec(&resume);
        debug_assert!(encoded.is_ok(), "strings and numbers can always be encoded");
        entry.add_bytes(fields.resume, &encoded.unwrap_or_default());
        PreparedResume(entry)
    }

    /// Returns a document that has the word `word` in `field`.
    fn find(&self, field: Field, word: &str) -> Result<Option<DocAddress>, Fault> {
        let term = Term::from_field_text(field, word);
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let postings = reader.inverted_index(field)?.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let mut document = postings.doc();
            while document != TERMINATED {
                if !reader.is_deleted(document) {
                    return Ok(Some(DocAddress::new(segment, document)));
                }
                document = postings.advance();
            }
        }
        Ok(None)
    }

    /// Returns the paths of resumes at `root` and below it.
    pub(super) fn paths_below(&self, root: &str) -> Result<BTreeSet<String>, Fault> {
        guarded(|| {
            let field = self.fields.place;
            let mut paths = BTreeSet::new();
            for path in self.terms_below(root)? {
                // A segment keeps the terms of deleted documents.
                if self.find(field, &path)?.is_some() {
                    paths.insert(path);
                }
            }
            Ok(paths)
        })
    }

    fn terms_below(&self, root: &str) -> Result<BTreeSet<String>, Fault> {
        let mut paths = BTreeSet::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(self.fields.place)?;
            let mut terms = inverted.terms().range().ge(root).into_stream()?;
            while terms.advance() {
                let Ok(path) = std::str::from_utf8(terms.key()) else { continue };
                let Some(below) = path.strip_prefix(root) else { break };
                if below.is_empty() || root.ends_with(SEPARATORS) || below.starts_with(SEPARATORS) {
                    paths.insert(path.to_owned());
                }
            }
        }
        Ok(paths)
    }
}
