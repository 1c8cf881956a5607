//! Finds the candidate of a judgement, by id or by file name without directory and extension.

use std::collections::BTreeMap;

use crate::candidate::stem;

/// The ids of candidates, with a lookup table by file name.
pub(super) struct CandidateLookup {
    ids: Vec<String>,
    by_id: BTreeMap<String, usize>,
    by_file_stem: BTreeMap<String, Vec<usize>>,
}

/// The candidate with a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundCandidate {
    /// Index of the candidate among the ids.
    pub index: usize,
    /// True if the name is the file name without extension, not the id.
    pub by_file_stem: bool,
}

impl CandidateLookup {
    pub(super) fn new(ids: impl IntoIterator<Item = String>) -> Self {
        let ids: Vec<String> = ids.into_iter().collect();
        let mut by_file_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, id) in ids.iter().enumerate() {
            by_file_stem.entry(stem(id).to_owned()).or_default().push(index);
        }
        let by_id = ids.iter().cloned().zip(0..).collect();
        Self { ids, by_id, by_file_stem }
    }

    /// Returns the candidate called `name`, if any.
    ///
    /// # Errors
    /// A message that lists the files, if several share the name.
    pub(super) fn find(&self, name: &str) -> Result<Option<FoundCandidate>, String> {
        if let Some(&index) = self.by_id.get(name) {
            return Ok(Some(FoundCandidate { index, by_file_stem: false }));
        }
        match self.by_file_stem.get(name).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some(&[index]) => Ok(Some(FoundCandidate { index, by_file_stem: true })),
            Some(several) => {
                let ids: Vec<&str> = several.iter().filter_map(|&at| self.ids.get(at)).map(String::as_str).collect();
                Err(format!("`{name}` could be any of {}", ids.join(", ")))
            }
        }
    }
}

/// Remedy for a name that several files share.
pub(super) const REMEDY_SHARED: &str = "use the whole id, or evaluate a folder that holds only one of them";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_before_a_stem_and_a_shared_stem_is_told() {
        let lookup = CandidateLookup::new(["a/x.pdf", "b/x.txt", "c/y.txt", "y"].map(str::to_owned));
        assert_eq!(lookup.find("a/x.pdf"), Ok(Some(FoundCandidate { index: 0, by_file_stem: false })));
        assert_eq!(lookup.find("y"), Ok(Some(FoundCandidate { index: 3, by_file_stem: false })));
        assert_eq!(lookup.find("z"), Ok(None));
        assert_eq!(lookup.find("x"), Err("`x` could be any of a/x.pdf, b/x.txt".into()));
    }
}
