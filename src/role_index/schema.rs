//! The fields of the index. There is one document per role and one per part.

use tantivy::schema::{Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use crate::matcher::Class;
use rolefit_document::TOKENIZER;

/// The fields of the index.
pub(super) struct Fields {
    /// Every document: id of the role.
    pub role: Field,
    /// Roles: title, other titles and the titles that count in full, as words.
    pub title: Field,
    /// Roles: summary, labels and texts of criteria, and related titles, as words.
    pub text: Field,
    /// Parts: id of the criterion.
    pub criterion: Field,
    /// Parts: kind of the criterion.
    pub kind: Field,
    /// Parts: priority of the criterion.
    pub priority: Field,
    /// Parts: weight of the criterion in thousandths.
    pub weight: Field,
    /// Parts: name.
    pub part: Field,
    /// Parts: id of the vocabulary entry.
    pub entry: Field,
    /// Parts: the patterns of the entry, one field per class, with word lists expanded.
    pub patterns: [Field; Class::ALL.len()],
}

/// Returns the schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let patterns = words(IndexRecordOption::WithFreqs);
    // People search for phrases in the texts that they read, so these need positions.
    let phrases = words(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let fields = Fields {
        role: schema.add_text_field("role", STRING | STORED),
        title: schema.add_text_field("title", phrases.clone()),
        text: schema.add_text_field("text", phrases),
        criterion: schema.add_text_field("criterion", STRING | STORED),
        kind: schema.add_text_field("kind", STRING),
        priority: schema.add_text_field("priority", STRING),
        weight: schema.add_u64_field("weight", INDEXED),
        part: schema.add_text_field("part", STRING),
        entry: schema.add_text_field("entry", STRING),
        patterns: Class::ALL.map(|class| schema.add_text_field(class.name(), patterns.clone())),
    };
    (schema.build(), fields)
}
