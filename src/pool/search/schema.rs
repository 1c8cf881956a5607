//! The fields of the index: one document per resume.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::TOKENIZER;

/// The name of the field that holds the [`Resume`](super::Resume). It ends in the version of the resume's shape, so
/// that an index of another shape is recognised as soon as it is opened.
const RESUME: &str = "resume-5";

/// The name of the field with the outlines of resumes.
pub(super) const OUTLINE: &str = "outline";

/// The fields of a resume's document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The whole text, as words.
    pub text: Field,
    /// Titles of positions and the headline.
    pub title: Field,
    /// Tools, by their label in the vocabulary and as written.
    pub tool: Field,
    /// Levels and fields of degrees, and degrees as written.
    pub degree: Field,
    /// Languages spoken.
    pub language: Field,
    /// Certificates and licences.
    pub certificate: Field,
    /// Months in dated positions, if all have ended.
    pub months: Field,
    /// If a position is current: the month, counted from the year 0, since which unbroken work would make as many
    /// months.
    pub since: Field,
    /// The order of equally relevant resumes: the hash of the content, then that of the path.
    pub order: Field,
    /// What bounds the score of the resume in any role.
    pub sign: Field,
    /// The outline of the resume, encoded as numbers: a column of bytes would be a dictionary.
    pub outline: Field,
    /// The path of the resume.
    pub place: Field,
    /// The hash of its bytes.
    pub content: Field,
    /// The hash of everything that decides the text.
    pub source: Field,
    /// The hash of everything that decides this document.
    pub key: Field,
    /// The [`Resume`](super::Resume).
    pub resume: Field,
}

/// Returns the schema and its fields.
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
        sign: schema.add_text_field("sign", STRING),
        outline: schema.add_u64_field(OUTLINE, FAST),
        place: schema.add_text_field("place", STRING),
        content: schema.add_text_field("content", STRING),
        source: schema.add_text_field("source", STRING),
        key: schema.add_text_field("key", STRING),
        resume: schema.add_bytes_field(RESUME, STORED),
    };
    (schema.build(), fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Resume;

    /// The JSON of a resume in the index.
    const SHAPE: &str = r#"{"location":{"id":"a.txt","file":"/a.txt","inside":""},"file_name":"a.txt",
        "fingerprint":{"bytes":1,"modified":{"secs":2,"nanos":3}},"display_name":"Ana",
        "current_title":"","blind_title":"","withheld":[{"start":0,"end":3}],"experience":{"months":3},"document":{"text":"Ana",
        "format":"text","pages":[0],"content":"blake3:00","hidden":[{"page":1,"way":"tiny","words":2}],"language":null,
        "doubtful":[{"start":0,"end":1}],"notes":[{"code":"text-layer","message":"m"}],"problem":{"code":"damaged","message":"m","remedy":"r","page":1},
        "structured":null}}"#;

    #[test]
    fn the_shape_of_what_is_kept_changes_with_the_name_of_its_field() {
        let shape: serde_json::Value = serde_json::from_str(SHAPE).unwrap();
        let kept = serde_json::from_str::<Resume>(SHAPE).ok().map(|resume| serde_json::to_value(resume).unwrap());
        assert_eq!(kept, Some(shape), "raise the number in the name of RESUME, and put the new shape here");
    }
}
