//! Drafts a role from one posting: title, summary, items, criteria, and the outcome of every line.

use super::draft_criterion::{DraftCriterion, give_distinct_names, number};
use super::inline_headings;
use super::line_reports::{LineOutcome, LineReport, Warning};
use super::line_sections;
use super::posting_lines::{self, Line, folded, sentences};
use super::posting_text::PostingText;
use super::resume_check::{self, Given};
use super::typing::{self, ItemOutcome};
use super::{Importer, defining, grounding, position_title, problem, repeated_sections, summary, tenure, weighing};
use super::{item_marks, items};
use crate::catalog::{Kind, Vacancy};
use rolefit_document::{Problem, ProblemCode};

/// A text with more lines is not a posting. Comparing all its lines with each other would also take too long.
const MOST_LINES: usize = 2000;

/// The title of a position that neither its text nor its file names.
const NO_TITLE: &str = "Position";

/// A role before it is written as a file.
pub(crate) struct Draft {
    pub id: String,
    pub title: String,
    pub other_titles: Vec<String>,
    pub summary: String,
    pub criteria: Vec<DraftCriterion>,
    pub posting_number: Option<usize>,
    pub lines: Vec<LineReport>,
    /// The occupations of O*NET that related titles come from.
    pub occupations: Vec<String>,
    pub warnings: Vec<Warning>,
    /// The data of the vacancy besides its demands.
    pub vacancy: Vacancy,
}

/// Drafts the role of one posting.
///
/// # Errors
/// A [`Problem`] if the text holds no posting, is a resume, or is too long.
pub(super) fn draft(posting: &PostingText, importer: &Importer) -> Result<Draft, Problem> {
    let Importer { posting_words, recogniser, vocabulary, .. } = importer;
    let lines = inline_headings::split(posting_lines::lines(&posting.text, &posting_words.tables), posting_words);
    if lines.len() > MOST_LINES {
        let message = format!("more than {MOST_LINES} lines: no posting is that long");
        return Err(problem(ProblemCode::LimitBytes, message, "save the posting alone"));
    }
    let none = |what: &str| {
        let number = posting.number.map(|number| format!("posting {number}: ")).unwrap_or_default();
        let remedy =
            "give the posting alone, with its title on top and a heading such as Requirements above what is asked for";
        problem(ProblemCode::Empty, format!("{number}there is no posting in it: {what}"), remedy)
    };
    let found = position_title::title(posting, &lines, posting_words, vocabulary);
    let is_guess = found.as_ref().is_none_or(|found| found.is_guess);
    let (title, title_line) = found.map_or_else(|| (NO_TITLE.to_owned(), None), |found| (found.title, found.line));
    let line_sections = line_sections::line_sections(&lines, &title, posting_words, recogniser);
    let given =
        if posting.title.is_none() { resume_check::given(&posting.text, &lines, importer) } else { Given::Posting };
    if given == Given::Resume {
        return Err(problem(
            ProblemCode::Unsupported,
            "this is a resume, no posting: it lists positions held, with their dates",
            "give the posting; resumes go to `rolefit rank` or `fit`. If it is a posting, import it with --title",
        ));
    }
    // Lines above the title belong to the page around the posting.
    let from = title_line.unwrap_or(if posting.is_free_text { 0 } else { lines.len() });
    let repeated = repeated_sections::repeated_later(&lines, &line_sections, recogniser);
    let (mut items, mut outcomes) = items::items(&lines, &line_sections, &repeated, from, recogniser);
    item_marks::apply(&mut items, &posting_words.priority);
    let summary = summary::summary(&lines, &line_sections, title_line, &mut outcomes, importer);
    if let Some(outcome) = title_line.and_then(|at| outcomes.get_mut(at)) {
        *outcome = LineOutcome::Title;
    }

    let context = typing::Context::new(&title, importer);
    let (mut criteria, mut warnings, mut other_titles): (Vec<(Option<usize>, DraftCriterion)>, _, _) =
        (Vec::new(), Vec::new(), posting.other_titles.clone());
    for item in items.into_iter().flat_map(|item| typing::split_demands(item, &context)) {
        debug_assert!(item.line < lines.len(), "an item of no line");
        let number = lines.get(item.line).map_or(0, |line| line.number);
        let read = typing::read(&item, &context);
        warnings.extend(read.warnings.into_iter().map(|message| Warning { line: number, message }));
        other_titles.extend(read.titles);
        let outcome = match read.typed {
            ItemOutcome::Criterion(criterion)
                if posting.title.is_some() && criteria.iter().any(|(_, known)| asks_for_all(known, &criterion)) =>
            {
                LineOutcome::LeftOut("asked for above".into())
            }
            ItemOutcome::Criterion(criterion) => {
                criteria.push((Some(item.line), criterion));
                continue;
            }
            ItemOutcome::Refused(reason) => {
                let message = format!("refused, {reason}: \u{201c}{}\u{201d}", item.text);
                warnings.push(Warning { line: number, message });
                LineOutcome::Refused(reason)
            }
            ItemOutcome::LeftOut(reason) => LineOutcome::LeftOut(reason),
        };
        if let Some(known) = outcomes.get_mut(item.line).filter(|known| matches!(known, LineOutcome::LeftOut(_))) {
            *known = outcome;
        }
    }
    if criteria.is_empty() && is_guess {
        return Err(none("no line names a position"));
    }
    if criteria.is_empty() {
        return Err(none("no line is headed as duties or requirements, and none asks for anything"));
    }
    if !criteria.iter().any(|(_, criterion)| criterion.kind == Kind::Title) {
        criteria.insert(0, (None, typing::title_criterion(&context)));
    }
    if is_guess {
        let message =
            format!("no line names the position, so it is called \u{201c}{title}\u{201d}; name it with --title");
        warnings.push(Warning { line: lines.first().map_or(1, |line| line.number), message });
    }
    if given == Given::Doubtful {
        let message =
            "it reads like a resume, with dates and no words to the reader; give the posting, if this is none";
        warnings.push(Warning { line: lines.first().map_or(1, |line| line.number), message: message.into() });
    }
    let id = position_title::id(&title);
    number(&id, criteria.iter_mut().map(|(_, criterion)| criterion));
    give_distinct_names(criteria.iter_mut().map(|(_, criterion)| criterion));
    for (line, criterion) in &criteria {
        match line.and_then(|line| outcomes.get_mut(line)) {
            Some(LineOutcome::Criterion(ids)) => ids.push(criterion.id.clone()),
            Some(outcome) => *outcome = LineOutcome::Criterion(vec![criterion.id.clone()]),
            None => {}
        }
    }
    let mut criteria: Vec<DraftCriterion> = criteria.into_iter().map(|(_, criterion)| criterion).collect();
    defining::mark(&mut criteria, &title, &summary.1, importer);
    weighing::weigh(&mut criteria, importer);
    tenure::add(&mut criteria, &id);
    let occupations = grounding::ground(&mut criteria, &title, importer);
    warnings.extend(outside(&lines, &outcomes, &warnings, importer));
    warnings.sort();
    warnings.dedup();
    let mut others: Vec<String> = Vec::new();
    for other in other_titles {
        let known = |known: &&String| folded(known) == folded(&other);
        if folded(&other) != folded(&title) && !others.iter().any(|it| known(&it)) {
            others.push(other);
        }
    }
    debug_assert_eq!(lines.len(), outcomes.len(), "an outcome for each line");
    let lines = lines.into_iter().zip(outcomes).map(|(line, outcome)| LineReport {
        number: line.number,
        text: line.text,
        outcome,
    });
    let (title, summary) = (title.clone(), summary.0);
    Ok(Draft {
        id,
        title,
        other_titles: others,
        summary,
        criteria,
        posting_number: posting.number,
        lines: lines.collect(),
        occupations,
        warnings,
        vacancy: posting.vacancy.clone(),
    })
}

/// True if `known` is a requirement that already asks for everything in `criterion`, at least as strongly. Structured
/// data repeats in its fields the demands of its description.
fn asks_for_all(known: &DraftCriterion, criterion: &DraftCriterion) -> bool {
    let alike = known.kind == criterion.kind && known.priority <= criterion.priority && known.kind != Kind::Duty;
    alike && criterion.parts.iter().all(|part| known.parts.contains(part))
}

/// Warns of protected traits, and of words that may stand for one, in text that became no criterion: the title, the
/// summary, and other sentences of the lines that gave criteria.
fn outside(lines: &[Line], outcomes: &[LineOutcome], known: &[Warning], importer: &Importer) -> Vec<Warning> {
    let repeated = |line: &Line, outcome: &LineOutcome| match outcome {
        LineOutcome::Summary | LineOutcome::Title => true,
        LineOutcome::Criterion(_) => !line.is_item,
        LineOutcome::Heading(_) | LineOutcome::Refused(_) | LineOutcome::LeftOut(_) => false,
    };
    let mut warnings = Vec::new();
    for (line, _) in lines.iter().zip(outcomes).filter(|(line, outcome)| repeated(line, outcome)) {
        for sentence in sentences(&line.text) {
            let found = importer.recogniser.read(sentence);
            let mut messages = typing::proxy_words(sentence, &found);
            let named = found.traits.first().filter(|_| !found.statement);
            let named = named.map(|(label, span)| (label, format!("\u{201c}{}\u{201d}", span.slice(sentence))));
            let is_new = |words: &str| !known.iter().any(|it| it.line == line.number && it.message.contains(words));
            messages.extend(named.filter(|(_, words)| is_new(words)).map(|(label, words)| {
                format!("it names {label}, a protected trait ({words}), though not as a criterion; no summary tells it")
            }));
            warnings.extend(messages.into_iter().map(|message| Warning { line: line.number, message }));
        }
    }
    warnings
}
