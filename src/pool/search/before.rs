//! The index as it was before it is written: what it knows of resumes, and how new ones are made ready.

use std::collections::BTreeSet;
use std::path::MAIN_SEPARATOR;

use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Term};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use super::facts::{Experience, Recogniser};
use super::fault::{Fault, guarded};
use super::pool;
use super::resume::Resume;
use super::schema::Fields;
use super::sighting::Sighting;
use super::writer::Entry;
use crate::candidate::{Overview, blind, stem};
use rolefit_document::Document;

/// What the index knows of a resume that was seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// It is there as it is.
    Whole,
    /// Its text is, from another place or with facts by another vocabulary: it need not be read.
    Text(Box<Document>),
    /// Nothing.
    Nothing,
}

/// What parts the names of a path, and those in an archive.
const SEPARATORS: [char; 2] = ['/', MAIN_SEPARATOR];

/// An index before it is written; shared by the threads that read files.
#[derive(Clone)]
pub struct Before<'a> {
    searcher: Searcher,
    pub(super) fields: Fields,
    recogniser: &'a Recogniser,
}

impl<'a> Before<'a> {
    pub(super) fn new(searcher: Searcher, fields: Fields, recogniser: &'a Recogniser) -> Before<'a> {
        Before { searcher, fields, recogniser }
    }

    /// What was known of the resume before.
    pub fn known(&self, sighting: &Sighting) -> Known {
        // What cannot be asked is read again.
        let known = guarded(|| {
            if self.find(self.fields.key, &sighting.key(self.recogniser.version()))?.is_some() {
                return Ok(Known::Whole);
            }
            Ok(match self.find(self.fields.source, &sighting.source())? {
                Some(address) => {
                    let resume = pool::read(&self.searcher, &self.fields, address)?;
                    Known::Text(Box::new(resume.document))
                }
                None => Known::Nothing,
            })
        });
        known.unwrap_or(Known::Nothing)
    }

    /// Whether another resume was known at the place where this one was seen.
    pub fn knows_place(&self, sighting: &Sighting) -> bool {
        guarded(|| self.find(self.fields.place, &sighting.place)).is_ok_and(|found| found.is_some())
    }

    /// Makes a resume ready; many threads may at once.
    pub fn entry(&self, sighting: &Sighting, document: Document) -> Entry {
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
        match facts.experience {
            Some(Experience::Months(months)) => entry.add_u64(fields.months, months.into()),
            Some(Experience::Since(since)) => entry.add_u64(fields.since, since.into()),
            None => {}
        }
        entry.add_u64(fields.order, sighting.order());
        entry.add_text(fields.place, &sighting.place);
        entry.add_text(fields.content, &sighting.content);
        // What is cut short by chance is found, and read again all the same.
        if !document.may_be_cut_by_chance() {
            entry.add_text(fields.source, sighting.source());
            entry.add_text(fields.key, sighting.key(self.recogniser.version()));
        }
        let name = profile.contact.name.as_ref().map(|name| name.text.clone());
        let withheld = blind::withheld(&document.text, &profile);
        let resume = Resume {
            id: sighting.id.clone(),
            file_name: sighting.file_name.clone(),
            place: sighting.place.clone(),
            inside: sighting.inside.clone(),
            stamp: sighting.stamp.clone(),
            display_name: name.unwrap_or_else(|| stem(sighting.file_name.as_ref().unwrap_or(&sighting.id)).to_owned()),
            current_title: Overview::new(&profile).current_title,
            blind_title: Overview::blind(&profile, &document.text, &withheld).current_title,
            withheld,
            experience: facts.experience,
            document,
        };
        // A resume is strings and numbers, which can always be written.
        entry.add_bytes(fields.resume, &serde_json::to_vec(&resume).unwrap_or_default());
        Entry(entry)
    }

    /// A document that has this word in `field`.
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

    /// The places at and below `root`.
    pub(super) fn places(&self, root: &str) -> Result<BTreeSet<String>, Fault> {
        guarded(|| self.places_below(root))
    }

    fn places_below(&self, root: &str) -> Result<BTreeSet<String>, Fault> {
        let field = self.fields.place;
        let mut places = BTreeSet::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(root).into_stream()?;
            while terms.advance() {
                let Ok(place) = std::str::from_utf8(terms.key()) else { continue };
                let Some(below) = place.strip_prefix(root) else { break };
                if below.is_empty() || root.ends_with(SEPARATORS) || below.starts_with(SEPARATORS) {
                    places.insert(place.to_owned());
                }
            }
        }
        let is_there = |place: &String| self.find(field, place).map(|found| found.is_some());
        let mut there = BTreeSet::new();
        for place in places {
            if is_there(&place)? {
                there.insert(place);
            }
        }
        Ok(there)
    }
}
