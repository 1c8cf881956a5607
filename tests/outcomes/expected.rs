//! The expectations in `fixtures/outcomes.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rolefit::document::ProblemCode;
use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcomes {
    pub as_of: Date,
    #[serde(rename = "resume")]
    pub resumes: Vec<Expected>,
    pub above: Vec<Above>,
}

/// The expectations for one resume; an empty list expects nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub file: String,
    pub why: String,
    #[serde(default)]
    pub best: Vec<String>,
    #[serde(default)]
    pub met: Vec<String>,
    #[serde(default)]
    pub supported: Vec<String>,
    #[serde(default)]
    pub partial: Vec<String>,
    #[serde(default)]
    pub missing: Vec<String>,
    #[serde(default)]
    pub not_met: Vec<String>,
    #[serde(default)]
    pub not_full: Vec<String>,
    #[serde(default)]
    pub months: BTreeMap<String, u32>,
    pub problem: Option<ProblemCode>,
}

/// For `role`, `better` must score above every file whose path starts with one of `worse`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Above {
    pub role: String,
    pub better: String,
    pub worse: Vec<String>,
}

impl Outcomes {
    pub(crate) fn load() -> Self {
        let text = std::fs::read_to_string(fixtures().join("outcomes.toml")).unwrap();
        toml::from_str(&text).unwrap()
    }
}

/// The directory of all fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Returns every fixture that needs an expectation, as a path below [`fixtures`] with `/` as separator.
pub(crate) fn files() -> Vec<String> {
    let folders = ["resumes", "unreadable"].map(|folder| fixtures().join(folder));
    let entries = folders.into_iter().flat_map(walkdir::WalkDir::new).map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let names = files.map(|file| file.path().strip_prefix(fixtures()).unwrap().to_string_lossy().replace('\\', "/"));
    names.collect()
}
