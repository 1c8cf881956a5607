//! The fields of the index: a document a role, and a document a part.

use tantivy::schema::{Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use crate::matcher::Class;
use rolefit_document::TOKENIZER;

/// The fields of the index.
pub(super) struct Fields {
    /// Id of the role; every document has it.
    pub role: Field,
    /// Of a role: its title, other titles and those that it is matched by, as words.
    pub title: Field,
    /// Of a role: its summary, the labels and texts of its criteria and the titles next to its own, as words.
    pub text: Field,
    /// Of a part: id of the criterion.
    pub criterion: Field,
    /// Of a part: the criterion's kind.
    pub kind: Field,
    /// Of a part: the criterion's priority.
    pub priority: Field,
    /// Of a part: the criterion's weight in thousandths.
    pub weight: Field,
    /// Of a part: its name.
    pub part: Field,
    /// Of a part: id of the vocabulary entry that recognises it.
    pub entry: Field,
    /// Of a part: the entry's patterns, one field a class, word lists spelled out.
    pub patterns: [Field; Class::ALL.len()],
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let patterns = words(IndexRecordOption::WithFreqs);
    // Phrases are searched for in what people read.
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
