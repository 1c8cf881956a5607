//! Names parts of criteria as people read them.

use super::words;
use crate::catalog::{Criterion, Entry, Kind, Part, Vocabulary};
use rolefit_document::capitalised;

/// Returns the name of `part`, with the capitals that the criterion gives it. Telling words are no name, so they follow
/// one another.
pub(crate) fn name(criterion: &Criterion, part: &Part, vocabulary: &Vocabulary) -> String {
    match own_entry(part, vocabulary) {
        Some(entry) if !entry.words.is_empty() => words::series(&entry.words),
        Some(entry) => words::as_written(&criterion.text, &entry.label),
        None => part.label(vocabulary).to_owned(),
    }
}

/// True if the part has no name that a question could use: it is recognised by telling words or by phrases of its own.
pub(crate) fn is_nameless(part: &Part, vocabulary: &Vocabulary) -> bool {
    own_entry(part, vocabulary).is_some_and(|entry| entry.names.is_empty())
}

/// Returns the name of `part` inside a question. The criterion's label stands in for telling words, unless it states a
/// time.
pub(crate) fn name_in_question(criterion: &Criterion, part: &Part, vocabulary: &Vocabulary) -> String {
    match own_entry(part, vocabulary) {
        Some(entry) if !entry.words.is_empty() && part.min_months.is_none() => words::lowered(&criterion.label),
        Some(entry) if criterion.kind == Kind::Language => {
            let word = |word: &str| if word == "or" { word.to_owned() } else { capitalised(word) };
            entry.label.split(' ').map(word).collect::<Vec<_>>().join(" ")
        }
        Some(_) => name(criterion, part, vocabulary),
        None => words::lowered(part.label(vocabulary)),
    }
}

/// Returns the entry that `part` carries itself instead of using one of the vocabulary.
fn own_entry<'a>(part: &Part, vocabulary: &'a Vocabulary) -> Option<&'a Entry> {
    let own = part.entry.as_ref().filter(|id| id.contains('#'));
    own.and_then(|id| vocabulary.entries.get(id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    const ROLE: &str = r#"
        schema = "rolefit.role/1"
        title = "Records Clerk"
        [[criterion]]
        id = "records-clerk/req-1"
        kind = "competency"
        priority = "must"
        weight = 1.0
        label = "Keeps files confidential"
        text = "Knows GDPR and keeps files confidential"
        parts = [
          { name = "gdpr", names = ["=gdpr"] },
          { name = "files_confidential", words = ["files confidential"] },
          { use = "crm" },
        ]
    "#;

    #[test]
    fn a_part_is_named_as_its_demand_writes_it_and_telling_words_by_the_label() {
        let file = ("records-clerk".into(), ROLE.into());
        let Catalog { roles, vocabulary, .. } = Catalog::of_roles(vec![file], None).unwrap();
        let criterion = &roles[0].criteria[0];
        let of = |name: fn(&Criterion, &Part, &Vocabulary) -> String| {
            criterion.parts.iter().map(|part| name(criterion, part, &vocabulary)).collect::<Vec<_>>()
        };
        assert_eq!(of(name), ["GDPR", "files confidential", "CRM software"]);
        assert_eq!(of(name_in_question), ["GDPR", "keeps files confidential", "CRM software"]);
    }
}
