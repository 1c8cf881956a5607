//! The embedded vocabulary and short documents for tests.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Lexicon;
use crate::catalog::{Degree, Field, Headings, TitleWords, Vocabulary};
use crate::document::{Document, Format};
use crate::profile::{Profile, extract};

/// The tables that profiles are read by, of one file.
#[derive(Deserialize)]
struct Tables {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    headings: Headings,
    #[serde(default)]
    degree: Vec<Degree>,
    #[serde(default)]
    field: BTreeMap<String, Field>,
    #[serde(default)]
    title_words: TitleWords,
    #[serde(default)]
    languages: Vec<String>,
}

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        for name in ["headings", "degrees", "fields", "titles_words", "languages"] {
            let path = format!("{}/corpus/vocabulary/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let tables: Tables = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            vocabulary.words.extend(tables.words);
            vocabulary.headings.0.extend(tables.headings.0);
            vocabulary.degrees.extend(tables.degree);
            vocabulary.fields.extend(tables.field);
            vocabulary.languages.extend(tables.languages);
            if name == "titles_words" {
                vocabulary.title_words = tables.title_words;
            }
        }
        Lexicon::new(&vocabulary)
    })
}

pub(super) fn profile(text: &str) -> Profile {
    let document = Document {
        text: text.into(),
        format: Format::Text,
        pages: None,
        content: String::new(),
        hidden_words: 0,
        problem: None,
    };
    extract(&document, lexicon())
}
