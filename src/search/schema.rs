//! The fields of the index: one document a resume.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::TOKENIZER;

/// The fields of a resume's document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The whole text, as words.
    pub text: Field,
    /// Positions held and the headline.
    pub title: Field,
    /// Tools, as the vocabulary calls them and as they are written.
    pub tool: Field,
    /// Levels of degrees, their fields, and degrees as they are written.
    pub degree: Field,
    /// Languages spoken.
    pub language: Field,
    /// Certificates and licences.
    pub certificate: Field,
    /// Months in dated positions, where all have ended.
    pub months: Field,
    /// Where one goes on: the month, counted from the year 0, since which unbroken work would make as many months.
    pub since: Field,
    /// What decides between resumes that are equally relevant: the hash of their content, then that of their place.
    pub order: Field,
    /// Where the resume is.
    pub place: Field,
    /// The hash of its bytes.
    pub content: Field,
    /// The hash of all that the text is read from and by.
    pub source: Field,
    /// The hash of all that the document depends on.
    pub key: Field,
    /// The [`Resume`](super::Resume).
    pub resume: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = TextFieldIndexing::default().set_tokenizer(TOKENIZER);
    let words =
        TextOptions::default().set_indexing_options(words.set_index_option(IndexRecordOption::WithFreqsAndPositions));
    let number = NumericOptions::from(FAST | INDEXED);
    let mut schema = Schema::builder();
    let fields = Fields {
        text: schema.add_text_field("text", words.clone()),
        title: schema.add_text_field("title", words.clone()),
        tool: schema.add_text_field("tool", words.clone()),
        degree: schema.add_text_field("degree", words.clone()),
        language: schema.add_text_field("language", words.clone()),
        certificate: schema.add_text_field("certificate", words),
        months: schema.add_u64_field("months", number.clone()),
        since: schema.add_u64_field("since", number),
        order: schema.add_u64_field("order", FAST),
        place: schema.add_text_field("place", STRING),
        content: schema.add_text_field("content", STRING),
        source: schema.add_text_field("source", STRING),
        key: schema.add_text_field("key", STRING),
        resume: schema.add_bytes_field("resume", STORED),
    };
    (schema.build(), fields)
}
