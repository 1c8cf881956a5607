//! Merges the vocabulary files of a catalog.

use super::check_vocabulary;
use super::raw::RawVocabulary;
use super::toml_files::SourceFile;
use super::vocabulary::Vocabulary;
use crate::error::Finding;

/// Adds a vocabulary file to the vocabulary.
pub(super) fn merge(file: &SourceFile, raw: RawVocabulary, vocabulary: &mut Vocabulary, findings: &mut Vec<Finding>) {
    for (id, words) in raw.words {
        let line = || file.line_of(words.span().start);
        check_vocabulary::unique(file, line, "word list", &id, &vocabulary.words, findings);
        vocabulary.words.insert(id, words.into_inner());
    }
    for (id, entry) in raw.entries {
        let line = || file.line_of(entry.span().start);
        check_vocabulary::unique(file, line, "entry", &id, &vocabulary.entries, findings);
        vocabulary.entries.insert(id, entry.into_inner());
    }
    for (id, title) in raw.titles {
        let line = || file.line_of(title.span().start);
        check_vocabulary::unique(file, line, "title", &id, &vocabulary.titles, findings);
        vocabulary.titles.insert(id, title.into_inner());
    }
    for (id, field) in raw.fields {
        check_vocabulary::unique(file, || 0, "field", &id, &vocabulary.fields, findings);
        vocabulary.fields.insert(id, field);
    }
    for (kind, headings) in raw.headings.0 {
        vocabulary.headings.0.entry(kind).or_default().extend(headings);
    }
    if let Some(words) = raw.title_words {
        vocabulary.title_words.extend(words);
    }
    for (kind, labels) in raw.labels.0 {
        vocabulary.labels.0.entry(kind).or_default().extend(labels);
    }
    if let Some(dates) = raw.dates {
        check_vocabulary::dates(file, &dates, findings);
        vocabulary.dates = dates;
    }
    if let Some(grammar) = raw.grammar {
        vocabulary.grammar = grammar;
    }
    vocabulary.time = raw.time.unwrap_or(vocabulary.time);
    vocabulary.degrees.extend(raw.degrees);
    vocabulary.languages.extend(raw.languages);
    for (level, words) in raw.language_levels {
        vocabulary.language_levels.entry(level).or_default().extend(words);
    }
    vocabulary.context.extend(raw.context);
}
