//! Drafts a role from a page: title, summary, items, criteria, and what became of every line.

use std::collections::BTreeMap;

use super::corpus::SectionKind;
use super::items::{self, Item};
use super::lines::{self, Line, folded, sentences};
use super::page::Page;
use super::report::{LineReport, Outline, Verdict, Warning};
use super::sections::{self, Place};
use super::typing::{self, Typed};
use super::{Importer, defining, overview, problem, title};
use crate::catalog::{Entry, Kind, Priority, Vocabulary};
use crate::document::{Problem, ProblemCode};
use crate::profile::DegreeLevel;

/// Letters of a summary: more is a page.
const MOST_SUMMARY: usize = 300;

/// Fewer words than these are no sentence on what a position is about.
const LEAST_SUMMARY_WORDS: usize = 6;

/// A role before it is written.
pub(super) struct Draft {
    pub id: String,
    pub title: String,
    pub other_titles: Vec<String>,
    pub summary: String,
    pub criteria: Vec<DraftCriterion>,
    pub place: Option<usize>,
    pub lines: Vec<LineReport>,
    pub warnings: Vec<Warning>,
}

/// A criterion before it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftCriterion {
    pub id: String,
    pub kind: Kind,
    pub priority: Priority,
    pub weight: f64,
    pub defining: bool,
    pub label: String,
    pub text: String,
    pub parts: Vec<DraftPart>,
}

impl DraftCriterion {
    /// The criterion in short.
    pub fn outline(&self, vocabulary: &Vocabulary) -> Outline {
        let parts = self.parts.iter().map(|part| part.words(vocabulary)).collect();
        let Self { id, kind, priority, weight, defining, .. } = self.clone();
        Outline { id, kind, priority, weight, defining, parts }
    }
}

impl DraftPart {
    /// What it looks for, in words.
    fn words(&self, vocabulary: &Vocabulary) -> String {
        let spoken = || self.name.replace('_', " ");
        let words = match &self.answer {
            Answer::Use(id) => {
                let entry = vocabulary.entries.get(id).map(|entry| &entry.label);
                entry.or(vocabulary.titles.get(id).map(|title| &title.label)).cloned().unwrap_or_else(spoken)
            }
            Answer::Titles(titles, _) => titles.join(" or "),
            Answer::Degree(_) | Answer::Fields(..) => spoken(),
            Answer::Own(entry) if !entry.similar.is_empty() => {
                format!("words similar to \u{201c}{}\u{201d}", entry.similar.join(", "))
            }
            Answer::Own(_) => spoken(),
        };
        self.min_months.map_or(words.clone(), |months| format!("{words} for {months} months"))
    }
}

/// A part before it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DraftPart {
    pub name: String,
    pub answer: Answer,
    pub min_months: Option<u32>,
}

/// What recognises a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// An entry or a title of the vocabulary.
    Use(String),
    /// Titles of its own, and those next to them.
    Titles(Vec<String>, Vec<String>),
    /// A degree of at least this level.
    Degree(DegreeLevel),
    /// Fields of study in full, and those that are next to them.
    Fields(Vec<String>, Vec<String>),
    /// Phrases or similar words of its own.
    Own(Box<Entry>),
}

/// The draft of a page's role.
///
/// # Errors
/// A [`Problem`] if there is no posting on the page.
pub(super) fn draft(page: &Page, importer: &Importer) -> Result<Draft, Problem> {
    let Importer { postings, recogniser, vocabulary, .. } = importer;
    let lines = lines::lines(&page.text);
    let none = |what: &str| {
        let place = page.place.map(|place| format!("posting {place}: ")).unwrap_or_default();
        let remedy =
            "give the posting alone, with its title on top and a heading such as Requirements above what is asked for";
        problem(ProblemCode::Empty, format!("{place}there is no posting in it: {what}"), remedy)
    };
    let found = title::title(page.title.as_deref(), &lines, postings, vocabulary);
    let (title, title_line) = found.ok_or_else(|| none("no line names a position"))?;
    let places = sections::places(&lines, &title, postings, recogniser);
    let told = overview::told_again(&lines, &places, recogniser);
    let (items, mut verdicts) = items::items(&lines, &places, &told, title_line, recogniser);
    let summary = summary(&lines, &places, title_line, &mut verdicts, importer);
    if let Some(verdict) = title_line.and_then(|at| verdicts.get_mut(at)) {
        *verdict = Verdict::Title;
    }

    let context = typing::Context::new(&title, importer);
    let (mut criteria, mut warnings, mut other_titles) = (Vec::new(), Vec::new(), Vec::new());
    let mut became: BTreeMap<usize, Vec<Verdict>> = BTreeMap::new();
    let items: Vec<Item> = items.into_iter().flat_map(|item| typing::apart(item, &context)).collect();
    for item in &items {
        let number = lines.get(item.line).map_or(0, |line| line.number);
        let read = typing::read(item, &context);
        warnings.extend(read.warnings.into_iter().map(|message| Warning { line: number, message }));
        other_titles.extend(read.titles);
        let verdict = match read.typed {
            Typed::Criterion(criterion) => {
                criteria.push((item.clone(), criterion));
                Verdict::Criterion(vec![(criteria.len() - 1).to_string()])
            }
            Typed::Refused(reason) => {
                warnings.push(Warning {
                    line: number,
                    message: format!("refused, {reason}: \u{201c}{}\u{201d}", item.text),
                });
                Verdict::Refused(reason)
            }
            Typed::LeftOut(reason) => Verdict::LeftOut(reason),
        };
        became.entry(item.line).or_default().push(verdict);
    }
    if criteria.is_empty() {
        return Err(none("no line is headed as duties or requirements, and none asks for anything"));
    }
    let asks_for_title = criteria.iter().any(|(_, criterion)| criterion.kind == Kind::Title);
    if !asks_for_title {
        let line = title_line.unwrap_or(0);
        let item =
            Item { line, text: title.clone(), is_duty: false, is_prose: false, section: SectionKind::Requirements };
        criteria.insert(0, (item, typing::title_criterion(&context)));
    }
    let id = title::id(&title);
    number(&id, &mut criteria);
    let ids: Vec<String> = criteria.iter().map(|(_, criterion)| criterion.id.clone()).collect();
    let shift = usize::from(!asks_for_title);
    let numbered = |verdict: Verdict| match verdict {
        Verdict::Criterion(places) => {
            let id = |place: &String| ids.get(place.parse::<usize>().ok()? + shift).cloned();
            Verdict::Criterion(places.iter().filter_map(id).collect())
        }
        verdict => verdict,
    };
    for (at, found) in became {
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = Verdict::of(found.into_iter().map(numbered).collect());
        }
    }
    let mut criteria: Vec<DraftCriterion> = criteria.into_iter().map(|(_, criterion)| criterion).collect();
    defining::mark(&mut criteria, &title, &summary.1, importer);
    warnings.extend(outside(&lines, &verdicts, importer));
    warnings.sort();
    warnings.dedup();
    let mut others: Vec<String> = Vec::new();
    for other in other_titles {
        let known = |known: &&String| folded(known) == folded(&other);
        if folded(&other) != folded(&title) && !others.iter().any(|it| known(&it)) {
            others.push(other);
        }
    }
    let lines = lines.into_iter().zip(verdicts).map(|(line, verdict)| LineReport {
        number: line.number,
        text: line.text,
        verdict,
    });
    let (title, summary) = (title.clone(), summary.0);
    Ok(Draft {
        id,
        title,
        other_titles: others,
        summary,
        criteria,
        place: page.place,
        lines: lines.collect(),
        warnings,
    })
}

/// Numbers requirements and duties, each in the order of the source.
fn number(role: &str, criteria: &mut [(Item, DraftCriterion)]) {
    let (mut requirements, mut duties) = (0, 0);
    for (_, criterion) in criteria {
        let (form, count) = match criterion.kind {
            Kind::Duty => ("duty", &mut duties),
            _ => ("req", &mut requirements),
        };
        *count += 1;
        criterion.id = format!("{role}/{form}-{count}");
    }
}

/// What the position is about: the first lines under a heading for it, else the first sentence below the title; in short, and whole.
fn summary(
    lines: &[Line],
    places: &[Place],
    title_line: Option<usize>,
    verdicts: &mut [Verdict],
    importer: &Importer,
) -> (String, String) {
    let told = |line: &Line| {
        !line.is_item && folded(&line.text).len() >= LEAST_SUMMARY_WORDS && !importer.recogniser.read(&line.text).call
    };
    let first = title_line.map_or(0, |at| at + 1);
    let under = |at: usize| matches!(places.get(at), Some(Place::In(SectionKind::Summary, _)));
    let open = |at: usize| matches!(places.get(at), Some(Place::Out | Place::In(SectionKind::Summary, _)));
    let headed: Vec<usize> =
        (0..lines.len()).filter(|&at| under(at) && at + 1 > first && lines.get(at).is_some_and(told)).collect();
    let stop = (first..lines.len()).find(|&at| !open(at)).unwrap_or(lines.len());
    let chosen = if headed.is_empty() {
        (first..stop).filter(|&at| lines.get(at).is_some_and(told)).take(1).collect()
    } else {
        headed
    };
    let mut whole = String::new();
    for &at in &chosen {
        if let (Some(line), Some(verdict)) = (lines.get(at), verdicts.get_mut(at)) {
            whole.push_str(&line.text);
            whole.push(' ');
            if matches!(verdict, Verdict::LeftOut(_)) {
                *verdict = Verdict::Summary;
            }
        }
    }
    let mut short = String::new();
    for sentence in sentences(whole.trim()) {
        if !short.is_empty() && short.chars().count() + sentence.chars().count() > MOST_SUMMARY {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(sentence);
    }
    (short, whole)
}

/// Warnings for what names a protected trait, or stands for one, outside of criteria.
fn outside(lines: &[Line], verdicts: &[Verdict], importer: &Importer) -> Vec<Warning> {
    let told = lines.iter().zip(verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Summary | Verdict::Title));
    let warned = told.flat_map(|(line, _)| {
        let found = importer.recogniser.read(&line.text);
        let mut messages = typing::proxy_words(&line.text, &found);
        let named = found.traits.first().filter(|_| !found.statement);
        messages.extend(named.map(|(label, span)| {
            format!(
                "it names {label}, a protected trait (\u{201c}{}\u{201d}), though not as a criterion",
                span.slice(&line.text)
            )
        }));
        messages.into_iter().map(|message| Warning { line: line.number, message }).collect::<Vec<_>>()
    });
    warned.collect()
}
