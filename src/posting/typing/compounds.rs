//! Takes apart German compounds that join a demand with "knowledge": "Englischkenntnisse", "SAP-Kenntnisse".

/// The second half of such compounds.
const KNOWLEDGE: &str = "kenntnisse";

/// Returns `text` with each such compound in three words: "Kenntnisse in Englisch".
pub(super) fn apart(text: &str) -> String {
    if !text.to_lowercase().contains(KNOWLEDGE) {
        return text.to_owned();
    }
    let word = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        let first = lower.strip_suffix(KNOWLEDGE).map(str::len).and_then(|end| bare.get(..end));
        let first = first.map(|first| first.trim_end_matches('-')).filter(|first| first.chars().count() > 1);
        first.map_or(word.to_owned(), |first| {
            format!("Kenntnisse in {first}{}", word.get(bare.len()..).unwrap_or_default())
        })
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_names_what_is_to_be_known() {
        assert_eq!(apart("Gute Englischkenntnisse, SAP-Kenntnisse"), "Gute Kenntnisse in Englisch, Kenntnisse in SAP");
        assert_eq!(apart("Kenntnisse in Excel"), "Kenntnisse in Excel");
    }
}
