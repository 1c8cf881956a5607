//! The fields of the index of criteria: one document a part.

use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::class::Class;
use super::tokenizer::TOKENIZER;

/// The fields of a part's document.
pub(super) struct Fields {
    /// Id of the role.
    pub role: Field,
    /// The role's title and other titles, as words.
    pub title: Field,
    /// Id of the criterion.
    pub criterion: Field,
    /// The criterion's kind.
    pub kind: Field,
    /// The criterion's priority.
    pub priority: Field,
    /// The criterion's weight in thousandths.
    pub weight: Field,
    /// Name of the part.
    pub part: Field,
    /// Id of the vocabulary entry that recognises the part.
    pub entry: Field,
    /// The criterion's label and text, as words.
    pub text: Field,
    /// The entry's patterns, one field a class, word lists spelled out.
    pub patterns: [Field; Class::ALL.len()],
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::WithFreqs);
    let words = TextOptions::default().set_indexing_options(words).set_stored();
    let mut schema = Schema::builder();
    let fields = Fields {
        role: schema.add_text_field("role", STRING | STORED),
        title: schema.add_text_field("title", words.clone()),
        criterion: schema.add_text_field("criterion", STRING | STORED),
        kind: schema.add_text_field("kind", STRING | STORED),
        priority: schema.add_text_field("priority", STRING | STORED),
        weight: schema.add_u64_field("weight", STORED),
        part: schema.add_text_field("part", STRING | STORED),
        entry: schema.add_text_field("entry", STRING | STORED),
        text: schema.add_text_field("text", words.clone()),
        patterns: Class::ALL.map(|class| schema.add_text_field(class.name(), words.clone())),
    };
    (schema.build(), fields)
}
