//! Engines and resumes for tests of the judging.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::Assessment;
use crate::catalog::Catalog;
use crate::engine::Engine;
use rolefit_document::Document;

/// The day of judging.
pub(crate) const AS_OF: Date = date(2026, 11, 21);

/// The engine of the embedded catalog.
pub(crate) static EMBEDDED: LazyLock<Engine> = LazyLock::new(|| Engine::new(Catalog::embedded().unwrap()).unwrap());

/// Returns the engine of one role with these criteria, each as priority and kind, label, and parts.
pub(crate) fn engine(title: &str, criteria: &[(&str, &str, &str)]) -> Engine {
    let id = title.to_lowercase().replace(' ', "-");
    let criteria = (1..).zip(criteria).map(|(number, (kind, label, parts))| {
        let (priority, kind) = kind.split_once(' ').unwrap();
        format!(
            "[[criterion]]\nid = \"{id}/req-{number}\"\nkind = \"{kind}\"\npriority = \"{priority}\"\nweight = 1.0\n\
             label = \"{label}\"\nparts = [{parts}]\n"
        )
    });
    let role = format!("schema = \"rolefit.role/1\"\ntitle = \"{title}\"\n{}", criteria.collect::<String>());
    Engine::new(Catalog::of_roles(vec![(id, role)], None).unwrap()).unwrap()
}

/// Returns the resume of a clerk with these duties.
pub(crate) fn resume(duties: &[impl AsRef<str>]) -> String {
    let duties: String = duties.iter().map(|duty| format!("\u{2022} {}\n", duty.as_ref())).collect();
    format!("Ona Trial\n\nExperience\n\nClerk\nExample Ltd, 01/2015 - 12/2020\n{duties}")
}

/// Assesses a resume for all roles of `engine`.
pub(crate) fn assess(engine: &Engine, resume: &str) -> Assessment {
    engine.assess(&Document::of_text(resume), AS_OF).1
}
