//! The facts of a resume that have search fields of their own: titles, tools, degrees, languages, certificates, years.

use std::cell::RefCell;

use jiff::civil;
use serde::{Deserialize, Serialize};
use thread_local::ThreadLocal;

use super::resume_file::hash;
use crate::catalog::{Catalog, DegreeLevel, Part};
use crate::error::Result;
use crate::matcher::{Class, Matcher, Scratch, asking_for};
use crate::profile::{DateRange, DegreeState, End, Lexicon, Profile, dates, extract};
use crate::score::{Kept, SignReader};
use rolefit_document::Document;

/// Extracts the facts of resumes with a vocabulary; shared by threads.
pub struct Recogniser {
    lexicon: Lexicon,
    tools: Matcher,
    /// The labels of [`Matcher::entries`].
    labels: Vec<String>,
    signs: SignReader,
    version: String,
    scratch: ThreadLocal<RefCell<Scratch>>,
}

/// The facts of a resume, as words for each search field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub titles: Vec<String>,
    pub tools: Vec<String>,
    pub degrees: Vec<String>,
    pub languages: Vec<String>,
    pub certificates: Vec<String>,
    /// What bounds the resume's score in any role.
    pub kept: Kept,
    pub experience: Option<Experience>,
}

/// Time in dated positions, overlaps counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Experience {
    /// The number of months, if all positions have ended.
    Months(u32),
    /// A position is current. Unbroken work since this month, counted from January of the year 0, would make as many
    /// months. So the number grows with the day of the search, and the index need not be updated.
    Since(u32),
}

impl Recogniser {
    /// Compiles the vocabulary of `catalog`; its roles make no difference.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) if patterns cannot be indexed in memory.
    pub fn new(catalog: &Catalog) -> Result<Self> {
        let vocabulary = &catalog.vocabulary;
        // Resumes are searched by every entry that has a name, whether a role asks for it or not.
        let named = vocabulary.entries.iter().filter(|(_, entry)| !entry.names.is_empty()).map(|(id, _)| id.clone());
        let parts = named.map(|id| Part { name: id.clone(), entry: Some(id), ..Part::default() });
        let tools = Catalog { roles: vec![asking_for(parts.collect())], ..catalog.clone() };
        let tools = Matcher::compile(&tools)?;
        let label = |id: &String| vocabulary.entries.get(id).map(|entry| entry.label.clone()).unwrap_or_default();
        let labels = tools.entries().iter().map(label).collect();
        let (lexicon, version, signs) = (Lexicon::new(vocabulary), hash(vocabulary), SignReader::new(catalog)?);
        Ok(Recogniser { lexicon, tools, labels, signs, version, scratch: ThreadLocal::new() })
    }

    /// The hash of the vocabulary.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn recognise(&self, document: &Document) -> (Profile, Facts) {
        let profile = extract(document, &self.lexicon);
        let headline = profile.headline.iter();
        let titles = profile.positions.iter().map(|position| &position.title).chain(headline);
        let facts = Facts {
            titles: titles.map(|title| title.text.clone()).collect(),
            tools: self.tools(&document.text),
            degrees: degrees(&profile),
            languages: profile.languages.iter().map(|language| language.text.clone()).collect(),
            certificates: profile.certificates.iter().map(|certificate| certificate.text.clone()).collect(),
            kept: self.signs.read(document, &profile),
            experience: experience(&profile),
        };
        (profile, facts)
    }

    /// Returns the tools that `text` names, by label and as written, without duplicates.
    fn tools(&self, text: &str) -> Vec<String> {
        let (_, hits) = self.tools.scan(text, &mut self.scratch.get_or_default().borrow_mut());
        let named = || hits.iter().filter(|hit| hit.class == Class::Name);
        let labels = named().filter_map(|hit| self.labels.get(hit.entry).cloned());
        let written = named().map(|hit| hit.span.slice(text).to_owned());
        let mut tools: Vec<String> = labels.chain(written).collect();
        tools.sort_unstable();
        tools.dedup();
        tools
    }
}

/// Returns level, field and wording of each degree that is finished or in progress.
fn degrees(profile: &Profile) -> Vec<String> {
    let studied = profile.education.iter().filter(|education| education.state < DegreeState::Unfinished);
    let words = studied.flat_map(|education| {
        let level = level_words(education.level).to_owned();
        [level, education.degree.text.clone()].into_iter().chain(education.fields.clone())
    });
    words.collect()
}

fn level_words(level: DegreeLevel) -> &'static str {
    match level {
        DegreeLevel::HighSchool => "high school",
        DegreeLevel::Associate => "associate",
        DegreeLevel::Bachelor => "bachelor",
        DegreeLevel::Master => "master",
        DegreeLevel::Doctorate => "doctorate",
    }
}

/// Months per year.
const YEAR: u32 = 12;

impl Experience {
    /// The number of months on the day `as_of`.
    pub(super) fn months(self, as_of: civil::Date) -> u32 {
        match self {
            Experience::Months(months) => months,
            Experience::Since(since) => (month_of(as_of) + 1).saturating_sub(since),
        }
    }
}

/// The month of a date, counted from January of the year 0.
pub(super) fn month_of(date: civil::Date) -> u32 {
    u32::try_from(date.year()).unwrap_or(0) * YEAR + u32::from(date.month().unsigned_abs()) - 1
}

fn experience(profile: &Profile) -> Option<Experience> {
    let ranges: Vec<DateRange> = profile.positions.iter().flat_map(|position| position.ranges()).collect();
    let years = ranges.iter().flat_map(|range| match range.end {
        End::At(end) => [range.start.year, end.year],
        End::Open => [range.start.year; 2],
    });
    // After the last year stated in the resume only current positions grow.
    let after = civil::Date::new(years.max()?.saturating_add(1), 1, 1).ok()?;
    let months = dates::covered_months(&ranges, after);
    let goes_on = ranges.iter().any(|range| range.end == End::Open);
    Some(match goes_on {
        true => Experience::Since((month_of(after) + 1).saturating_sub(months)),
        false => Experience::Months(months),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    fn facts(text: &str) -> Facts {
        let recogniser = Recogniser::new(&Catalog::embedded().unwrap()).unwrap();
        recogniser.recognise(&Document::of_text(text)).1
    }

    #[test]
    fn facts_are_found_whatever_roles_ask_for() {
        let text = "Ana Keller\n\nExperience\n\nKey Account Manager | March 2015 - July 2019\nAcme Ltd\n\
            \u{2022} Kept all customers in SFDC\n\nEducation\nBSc in Marketing, 2014\n";
        let facts = facts(text);
        assert_eq!(facts.titles, ["Key Account Manager"]);
        assert!(facts.tools.contains(&"SFDC".into()) && facts.tools.contains(&"CRM software".into()), "{facts:?}");
        assert!(facts.degrees.contains(&"bachelor".into()), "{facts:?}");
        assert_eq!(facts.experience, Some(Experience::Months(53)));
    }

    #[test]
    fn what_goes_on_grows_with_the_day_of_the_search() {
        let text = "Ana Keller\n\nExperience\n\nBaker | January 2020 - Present\nCrumb Ltd\n\n\
            Clerk | January 2010 - December 2011\nAcme Ltd\n";
        let experience = facts(text).experience.unwrap();
        assert_eq!(experience.months(date(2020, 12, 1)), 36);
        assert_eq!(experience.months(date(2026, 11, 21)), 24 + 83);
    }

    #[test]
    fn without_dates_there_are_no_years() {
        assert_eq!(facts("Ana Keller\n\nSold pens").experience, None);
    }
}
