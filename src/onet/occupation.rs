//! Drafts the role of an occupation: title, time, education, software, and tasks as duties.

use super::onet_tables::{Occupation, Tables};
use super::products::ProductNames;
use super::settings::Settings;
use super::title_words::TitleIndex;
use super::titles::{self, Titles};
use super::tools::{self, Spread};
use crate::catalog::{DegreeLevel, Kind, Priority, Vacancy};
use crate::posting::draft::Draft;
use crate::posting::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy, give_distinct_names, number};
use crate::posting::{Importer, spoken_months};
use rolefit_document::capitalised;

/// Weights of the title and of time in it, as for title and experience in corpus/weights.md.
const TITLE: f64 = 5.0;
const TIME: f64 = 4.0;

/// Weight of a degree, from corpus/weights.md.
const EDUCATION: f64 = 1.0;

/// Weight of all duties of an occupation together, equal to the defining title. O*NET lists 4 to 40 tasks: with a fixed
/// weight per task, the title would decide alone in occupations with few tasks.
const DUTIES: f64 = 20.0;

/// Share of a supplemental task, half of a core task, because not all holders of the occupation have it.
const SUPPLEMENTAL: f64 = 0.5;

/// The data that occupations are drafted with.
pub(super) struct Drafter<'a> {
    pub settings: &'a Settings,
    pub importer: &'a Importer,
    pub titles: TitleIndex<'a>,
    pub products: ProductNames<'a>,
    pub spread: Spread,
}

impl<'a> Drafter<'a> {
    pub(super) fn new(tables: &Tables, settings: &'a Settings, importer: &'a Importer) -> Self {
        let little = &importer.vocabulary().context.little_words;
        Self {
            settings,
            importer,
            titles: TitleIndex::of(tables, importer.vocabulary()),
            products: ProductNames::new(&settings.products, tables, little),
            spread: tools::spread(tables),
        }
    }

    /// Drafts the role of the occupation `code`.
    pub(super) fn draft(&self, code: &str, occupation: &Occupation) -> Draft {
        let id = slug(&occupation.title);
        let titles = titles::titles(code, occupation, &self.titles);
        let mut criteria = vec![title_criterion(occupation, &titles)];
        let zone = self.settings.zones.iter().find(|zone| Some(zone.zone) == occupation.zone);
        criteria.extend(zone.and_then(|zone| zone.months).map(|months| time_criterion(occupation, months)));
        criteria.extend(zone.and_then(|zone| zone.degree).map(|level| {
            let part = DraftPart::new("degree", RecognisedBy::Degree(level));
            let text = format!("Most holders of the occupation have {}.", spoken(level));
            criterion(Kind::Education, Priority::Should, EDUCATION, &degree_label(level), &text, part)
        }));
        criteria.extend(tools::criteria(occupation, self.settings, &self.products, &self.spread));
        criteria.extend(self.duties(occupation));
        number(&id, criteria.iter_mut());
        give_distinct_names(criteria.iter_mut());
        let summary = sentences(&occupation.description).next().unwrap_or_default().to_owned();
        let title = occupation.title.clone();
        let (posting_number, lines, occupations, warnings) = (None, Vec::new(), Vec::new(), Vec::new());
        Draft {
            id,
            title,
            other_titles: titles.reported,
            summary,
            criteria,
            posting_number,
            lines,
            occupations,
            warnings,
            vacancy: Vacancy::default(),
        }
    }

    /// Returns the label of a task, and a part that recognises its head; the whole task if the head has too few
    /// specific words.
    fn duty_in_words(&self, task: &str) -> Option<(String, DraftPart)> {
        let (label, whole) = self.importer.by_telling_words(task)?;
        Some((
            label,
            self.importer.by_telling_words(head(task, &self.settings.tasks.asides)).map_or(whole, |(_, part)| part),
        ))
    }

    /// Returns the tasks as duties, core tasks first. Without tasks, the sentences of the description serve.
    fn duties(&self, occupation: &Occupation) -> Vec<DraftCriterion> {
        let core = |kind: &str| kind != "Supplemental";
        let mut told: Vec<(&str, bool)> =
            occupation.tasks.iter().map(|task| (task.task.as_str(), core(&task.kind))).collect();
        told.sort_by_key(|(_, core)| !core);
        if told.is_empty() {
            told = sentences(&occupation.description).map(|sentence| (sentence, true)).collect();
        }
        let duties: Vec<_> =
            told.iter().filter_map(|(text, core)| Some((text, core, self.duty_in_words(text)?))).collect();
        let whole: f64 = duties.iter().map(|(_, core, _)| if **core { 1.0 } else { SUPPLEMENTAL }).sum();
        let duty = |(text, core, (label, part)): (&&str, &bool, (String, DraftPart))| {
            let share = if *core { 1.0 } else { SUPPLEMENTAL } / whole;
            let priority = if *core { Priority::Should } else { Priority::Nice };
            // Weights have three decimals.
            let weight = (DUTIES * share * 1000.0).round() / 1000.0;
            criterion(Kind::Duty, priority, weight, &label, text, part)
        };
        duties.into_iter().map(duty).collect()
    }
}

/// Returns the head of a task, without its purpose, means and examples. The longer a task, the fewer resumes share half
/// of its words.
fn head<'a>(task: &'a str, asides: &[String]) -> &'a str {
    let ends = asides
        .iter()
        .filter_map(|aside| task.find(&format!(" {aside} ")))
        .filter(|&end| task.get(..end).is_some_and(|head| head.split_whitespace().count() >= LEAST_HEAD));
    ends.min().and_then(|end| task.get(..end)).unwrap_or(task)
}

/// The fewest words of a head.
const LEAST_HEAD: usize = 4;

/// Returns the criterion that asks for the title.
fn title_criterion(occupation: &Occupation, titles: &Titles) -> DraftCriterion {
    let recognised_by = RecognisedBy::Titles(titles.same.clone(), titles.adjacent.clone());
    let part = DraftPart::new("title", recognised_by);
    let text = format!("Has worked as one of {}.", occupation.title);
    let criterion = criterion(Kind::Title, Priority::Must, TITLE, &occupation.title, &text, part);
    DraftCriterion { defining: true, ..criterion }
}

/// Returns the criterion that asks for time in the occupation. The first criterion already lists the titles, so one is
/// enough here.
fn time_criterion(occupation: &Occupation, months: u32) -> DraftCriterion {
    let recognised_by = RecognisedBy::Titles(vec![occupation.title.clone()], Vec::new());
    let part = DraftPart { min_months: Some(months), ..DraftPart::new("time", recognised_by) };
    let label = format!("{} in the occupation", spoken_months(months));
    let text = format!("Has worked in the occupation for {} or more.", spoken_months(months));
    criterion(Kind::Title, Priority::Should, TIME, &label, &text, part)
}

fn criterion(kind: Kind, priority: Priority, weight: f64, label: &str, text: &str, part: DraftPart) -> DraftCriterion {
    let (label, text) = (label.to_owned(), text.to_owned());
    DraftCriterion { id: String::new(), kind, priority, weight, defining: false, label, text, parts: vec![part] }
}

/// Splits a description into sentences.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// Returns the id of an occupation: "Cooks, Fast Food" is `cooks-fast-food`.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

fn degree_label(level: DegreeLevel) -> String {
    let spoken = spoken(level);
    let bare = spoken.strip_prefix("a ").or(spoken.strip_prefix("an ")).unwrap_or(spoken);
    capitalised(bare)
}

fn spoken(level: DegreeLevel) -> &'static str {
    match level {
        DegreeLevel::HighSchool => "a high school diploma",
        DegreeLevel::Associate => "an associate degree",
        DegreeLevel::Bachelor => "a bachelor's degree",
        DegreeLevel::Master => "a master's degree",
        DegreeLevel::Doctorate => "a doctorate",
    }
}
