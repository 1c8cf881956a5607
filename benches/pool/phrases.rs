//! The phrases that invented resumes consist of: titles, employers, duties, skills and degrees of the fixtures.

use rolefit::catalog::Catalog;
use rolefit::document::SectionKind;
use rolefit::ingest::{self, Limits};
use rolefit::profile::{self, Lexicon};

/// The directories with realistic resumes.
const FOLDERS: [&str; 3] = ["fits", "neighbours", "misses"];

/// Phrases of resumes, each copied from a fixture.
#[derive(Default)]
pub(crate) struct Phrases {
    pub titles: Vec<String>,
    pub employers: Vec<String>,
    pub duties: Vec<String>,
    pub skills: Vec<String>,
    pub summaries: Vec<String>,
    pub degrees: Vec<String>,
}

impl Phrases {
    /// Collects the phrases of the fixtures, in the order of their files.
    pub(crate) fn of_fixtures() -> Self {
        let catalog = Catalog::embedded().expect("the embedded catalog is good");
        let lexicon = Lexicon::new(&catalog.vocabulary);
        let folders = FOLDERS.map(|folder| format!("{}/fixtures/resumes/{folder}", env!("CARGO_MANIFEST_DIR")).into());
        let mut phrases = Self::default();
        for input in ingest::walk(&folders).inputs.iter() {
            let bytes = input.bytes().expect("fixtures can be read");
            let document = ingest::read(&bytes, Some(&input.id), &Limits::default()).expect("fixtures are resumes");
            let profile = profile::extract(&document, &lexicon);
            for position in profile.positions {
                phrases.titles.push(position.title.text);
                phrases.employers.extend(position.employer.map(|employer| employer.text));
            }
            phrases.degrees.extend(profile.education.into_iter().map(|education| education.degree.text));
            for segment in profile.segments {
                let list = match (segment.section, segment.position) {
                    (_, Some(_)) => &mut phrases.duties,
                    (SectionKind::Skills, _) => &mut phrases.skills,
                    (SectionKind::Summary, _) => &mut phrases.summaries,
                    _ => continue,
                };
                let phrase = segment.span.slice(&document.text);
                // A bare date is not a duty.
                if phrase.contains(char::is_alphabetic) {
                    list.push(phrase.to_owned());
                }
            }
        }
        phrases
    }
}
