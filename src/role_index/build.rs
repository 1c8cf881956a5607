//! Builds the index of a catalog in memory.

use tantivy::directory::RamDirectory;
use tantivy::schema::TantivyDocument;
use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer};
use tantivy::{Searcher, doc};

use super::schema::{Fields, schema};
use super::tantivy_tokenizer::RolefitTokenizer;
use crate::catalog::{Catalog, Criterion, Part, Role, Vocabulary};
use crate::error::Result;
use crate::matcher::Class;
use rolefit_document::Pattern;
use rolefit_document::TOKENIZER;

/// Memory for writing the one segment. Tantivy asks for at least 15 MB.
const WRITER_BYTES: usize = 50_000_000;

/// The roles and criteria of a catalog as a search index, in catalog order.
pub struct Index {
    pub(super) index: tantivy::Index,
    pub(super) directory: RamDirectory,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
}

impl Index {
    /// Indexes every role of `catalog`, and every part of every criterion.
    ///
    /// # Errors
    ///
    /// [`Error::Index`](crate::Error::Index) if Tantivy cannot write to memory.
    pub fn build(catalog: &Catalog) -> Result<Self> {
        let (schema, fields) = schema();
        let directory = RamDirectory::create();
        let index = tantivy::Index::builder().schema(schema).tokenizers(tokenizers());
        let mut writer = index.single_segment_index_writer(directory.clone(), WRITER_BYTES)?;
        for role in &catalog.roles {
            writer.add_document(role_document(&fields, &catalog.vocabulary, role))?;
            for criterion in &role.criteria {
                for part in &criterion.parts {
                    for document in part_documents(&fields, &catalog.vocabulary, role, criterion, part) {
                        writer.add_document(document)?;
                    }
                }
            }
        }
        let index = writer.finalize()?;
        let searcher = index.reader()?.searcher();
        Ok(Self { index, directory, searcher, fields })
    }
}

/// Returns the tokenizer with stemming, under its registered name.
pub(super) fn tokenizers() -> tantivy::tokenizer::TokenizerManager {
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    let stemmer = Stemmer::new(Language::English);
    tokenizers.register(TOKENIZER, TextAnalyzer::builder(RolefitTokenizer).filter(stemmer).build());
    tokenizers
}

/// Returns the document of a role.
fn role_document(fields: &Fields, vocabulary: &Vocabulary, role: &Role) -> TantivyDocument {
    let mut document = doc!(fields.role => role.id.as_str());
    for title in role.titles(vocabulary) {
        document.add_text(fields.title, title);
    }
    let criteria = role.criteria.iter().flat_map(|criterion| [&criterion.label, &criterion.text]);
    for text in criteria.chain([&role.summary]).chain(role.adjacent_titles(vocabulary)) {
        document.add_text(fields.text, text);
    }
    document
}

/// Returns one document per entry of the part. A title has several, if its conditions name entries.
fn part_documents(
    fields: &Fields,
    vocabulary: &Vocabulary,
    role: &Role,
    criterion: &Criterion,
    part: &Part,
) -> Vec<TantivyDocument> {
    let entries = part.entries(vocabulary);
    let documents = entries.into_iter().map(|(id, entry)| {
        let mut document = doc!(
            fields.role => role.id.as_str(),
            fields.criterion => criterion.id.as_str(),
            fields.kind => criterion.kind.name(),
            fields.priority => criterion.priority.name(),
            fields.weight => criterion.weight.thousandths(),
            fields.part => part.name.as_str(),
            fields.entry => id,
        );
        for (class, field) in Class::ALL.into_iter().zip(fields.patterns) {
            if class == Class::Words {
                entry.words.iter().for_each(|phrase| document.add_text(field, phrase));
                continue;
            }
            let patterns = class.of(entry).iter().flat_map(|text| Pattern::parse(text, &vocabulary.words));
            for pattern in patterns.flatten() {
                document.add_text(field, pattern.to_string());
            }
        }
        document
    });
    documents.collect()
}
