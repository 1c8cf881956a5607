//! The directory layout of TalentCLEF 2026, Task A: roles in `queries/`, resumes in `corpus/`, judgements in
//! `qrels.tsv`.

use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// The paths of a TalentCLEF directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalentClef {
    /// Directory of the roles.
    pub queries: PathBuf,
    /// Directory of the resumes.
    pub corpus: PathBuf,
    /// File of the relevance judgements.
    pub qrels: PathBuf,
}

impl TalentClef {
    /// Returns the paths below `folder`; `None` if one of them does not exist.
    pub fn at(folder: &Path) -> Option<Self> {
        let [queries, corpus, qrels] = ["queries", "corpus", "qrels.tsv"].map(|name| folder.join(name));
        let exists = [&queries, &corpus, &qrels].into_iter().all(|path| path.exists());
        exists.then_some(Self { queries, corpus, qrels })
    }

    /// True if `queries/` has role files (`.toml`), so that it can serve as the catalog. TalentCLEF itself gives plain
    /// text.
    pub fn has_roles(&self) -> bool {
        let is_role = |entry: &DirEntry| entry.path().extension().is_some_and(|extension| extension == "toml");
        self.queries.read_dir().is_ok_and(|entries| entries.filter_map(Result::ok).any(|entry| is_role(&entry)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_directory_needs_all_three_entries_and_role_files_to_serve_as_a_catalog() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("queries")).unwrap();
        std::fs::create_dir(folder.path().join("corpus")).unwrap();
        assert_eq!(TalentClef::at(folder.path()), None);
        std::fs::write(folder.path().join("qrels.tsv"), "").unwrap();
        let layout = TalentClef::at(folder.path()).unwrap();
        assert!(!layout.has_roles());
        std::fs::write(layout.queries.join("baker.toml"), "").unwrap();
        assert!(layout.has_roles());
    }
}
