//! The index of the page: the run, the roles, and of every candidate what the list shows.

use std::cmp::Reverse;

use jiff::civil::Date;
use rolefit_document::Format;
use serde::Serialize;

use super::support::Support;
use super::{Html, PER_BLOCK, Start};
use crate::candidate::Candidate;
use crate::candidate::history::Decision;
use crate::candidate::{Scored, blind};
use crate::catalog::{Catalog, Criterion, Kind, Priority, Role};
use crate::explain::bands::{self, Band};
use crate::explain::reasons::{self, Judged};
use crate::explain::{part_names, remarks, words};
use crate::output::Run;
use crate::output::v1::ENGINE;
use crate::rank::RoleTally;
use crate::score::{RoleAssessment, Status};
use crate::units::Score;
use rolefit_document::Span;

/// A group of candidates who are too close to call begins where the score falls by more than this under the group's
/// first.
const CLOSE: Score = Score::new(5000);
/// A quote of at most so many letters fits into a row of the list whole.
const ROW_LETTERS: usize = 42;
/// A quote of fewer words says little by itself: "Marketing".
const ROW_WORDS: usize = 3;

/// What the page's data begins with.
#[derive(Serialize)]
pub(super) struct RunData<'a> {
    run: RunFacts<'a>,
    start: StartData,
    per_block: usize,
    close: Score,
    gone: Vec<String>,
}

#[derive(Serialize)]
struct RunFacts<'a> {
    as_of: Date,
    catalog: &'a str,
    engine: &'static str,
    blind: bool,
    contacts: bool,
    mode: &'static str,
}

#[derive(Serialize)]
struct StartData {
    page: &'static str,
    compare: bool,
}

/// A role, with the counts of its ranking.
#[derive(Serialize)]
pub(super) struct RoleData<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    hidden: usize,
    mostly_mentions: bool,
    criteria: Vec<CriterionData<'a>>,
}

#[derive(Serialize)]
struct CriterionData<'a> {
    label: &'a str,
    text: &'a str,
    kind: Kind,
    priority: Priority,
    /// True if it grades the time in the role's line of work.
    tenure: bool,
    /// False for a must-have that no person has confirmed.
    confirmed: bool,
    weight: u64,
    parts: Vec<String>,
}

/// The candidate's places, each as role, rank and group of candidates who are too close to call, and the group of files
/// of one person.
#[derive(Serialize)]
pub(super) struct PersonPlaces {
    pub ranks: Vec<(usize, usize, usize)>,
    pub same: Option<usize>,
}

/// A candidate in the list.
#[derive(Serialize)]
pub(super) struct Person<'a> {
    id: &'a str,
    name: String,
    title: String,
    degree: String,
    content: Option<&'a str>,
    status: &'static str,
    format: Option<Format>,
    /// The code of the file's problem.
    code: Option<String>,
    remarks: Vec<String>,
    since: &'static str,
    decisions: &'a [Decision],
    roles: Vec<Standing>,
}

/// A candidate in the list of one role. Credits are in thousandths, per criterion.
#[derive(Serialize)]
struct Standing {
    role: usize,
    score: Option<Score>,
    confidence: u32,
    quality: &'static str,
    band: &'static str,
    musts: String,
    years: String,
    /// A letter per criterion: m met, p partial, x missing, ? unknown.
    status: String,
    credit: Vec<u32>,
    claimed: Vec<u32>,
    mentioned: Vec<u32>,
    quote: String,
}

impl<'a> RunData<'a> {
    pub(super) fn new(run: &Run<'a>, html: &Html, gone: Vec<String>) -> RunData<'a> {
        let (page, mode) = match html.start {
            Start::List => ("person", "list"),
            Start::Compare => ("compare", "compare"),
            Start::Shortlist => ("shortlist", "shortlist"),
        };
        RunData {
            run: RunFacts {
                as_of: run.as_of,
                catalog: &run.catalog.hash,
                engine: ENGINE,
                blind: html.blind,
                contacts: html.contacts,
                mode,
            },
            start: StartData { page, compare: html.start == Start::Compare },
            per_block: PER_BLOCK,
            close: CLOSE,
            gone,
        }
    }
}

impl<'a> RoleData<'a> {
    pub(super) fn new(catalog: &'a Catalog, role: &'a Role, tally: &RoleTally) -> RoleData<'a> {
        let criterion = |criterion: &'a Criterion| CriterionData {
            label: &criterion.label,
            text: &criterion.text,
            kind: criterion.kind,
            priority: criterion.priority,
            tenure: criterion.is_tenure(),
            confirmed: criterion.confirmed,
            weight: criterion.weight.thousandths(),
            parts: criterion.parts.iter().map(|part| part_names::name(criterion, part, &catalog.vocabulary)).collect(),
        };
        RoleData {
            id: &role.id,
            title: &role.title,
            summary: &role.summary,
            hidden: tally.hidden(),
            mostly_mentions: tally.is_mostly_mentions(),
            criteria: role.criteria.iter().map(criterion).collect(),
        }
    }
}

impl<'a> Person<'a> {
    pub(super) fn new(run: &Run<'_>, candidate: &'a Candidate) -> Person<'a> {
        let scored = candidate.as_scored();
        let overview = scored.map(|scored| &scored.overview);
        let remarks = remarks::remarks(candidate);
        Person {
            id: &candidate.id,
            name: words::one_line(&candidate.display_name),
            title: overview.map(|overview| words::one_line(&overview.current_title)).unwrap_or_default(),
            degree: overview.map(|overview| words::one_line(&overview.degree)).unwrap_or_default(),
            content: candidate.content.as_deref(),
            status: candidate.status().as_str(),
            format: scored.map(|scored| scored.document.format),
            code: remarks.first().filter(|_| candidate.problem().is_some()).map(|remark| remark.code.clone()),
            remarks: remarks.iter().map(ToString::to_string).collect(),
            since: candidate.history.since.as_ref().map(|since| since.change.words()).unwrap_or_default(),
            decisions: &candidate.history.decisions,
            roles: scored
                .map(|scored| shown_roles(run, scored).map(|it| standing(run, scored, it)).collect())
                .unwrap_or_default(),
        }
    }
}

/// The roles of a candidate that the page has: the best, if there are very many.
pub(super) fn shown_roles<'a>(run: &Run<'_>, scored: &'a Scored) -> impl Iterator<Item = &'a RoleAssessment> {
    let most = run.roles_listed();
    scored.assessment.roles.iter().filter(move |assessment| assessment.rank <= most)
}

fn standing(run: &Run<'_>, scored: &Scored, assessment: &RoleAssessment) -> Standing {
    let judged: Vec<Judged<'_>> =
        role_of(run, assessment).map(|role| reasons::judged(role, assessment).collect()).unwrap_or_default();
    let support: Vec<Support> = judged.iter().map(|judged| Support::of(*judged)).collect();
    let (role, full) = (role_of(run, assessment), role_of(run, assessment).map_or(0, Role::full_months));
    let years = match assessment.months_in_family {
        0 => String::new(),
        months => format!("{} years in similar roles", words::capped_years(months, full)),
    };
    Standing {
        role: assessment.role,
        score: assessment.score,
        confidence: assessment.confidence.thousandths(),
        quality: words::reading_quality(assessment.confidence),
        band: role.and_then(|role| bands::band(role, assessment)).map_or("", Band::name),
        musts: role.map(|role| bands::must_haves(role, assessment)).unwrap_or_default(),
        years,
        status: judged.iter().map(|judged| letter(judged.assessment.status)).collect(),
        credit: judged.iter().map(|judged| judged.assessment.credit.thousandths()).collect(),
        claimed: support.iter().map(|support| support.claimed).collect(),
        mentioned: support.iter().map(|support| support.mentioned).collect(),
        quote: row_quote(scored, &judged),
    }
}

fn role_of<'a>(run: &Run<'a>, assessment: &RoleAssessment) -> Option<&'a Role> {
    run.catalog.roles.get(assessment.role)
}

/// The letter of a status in the page's data.
pub(super) fn letter(status: Status) -> char {
    match status {
        Status::Met => 'm',
        Status::Partial => 'p',
        Status::Missing => 'x',
        Status::Unknown => '?',
    }
}

/// The quote of the candidate's row, of a deed if there is any, else of a degree, else of a title, because the row
/// shows a title already: the strongest that fits in whole and says something, else the shortest. Passages that tell
/// who it is are passed over, because names may be hidden.
fn row_quote(scored: &Scored, judged: &[Judged<'_>]) -> String {
    let mut strongest: Vec<&Judged<'_>> = judged.iter().filter(|judged| judged.is_shown()).collect();
    strongest.sort_by_key(|judged| (judged.is_claimed(), Reverse(judged.gain())));
    let of_kind = |is_asked: fn(Kind) -> bool| {
        let asked = strongest.iter().filter(move |judged| is_asked(judged.criterion.kind));
        asked.flat_map(|judged| passages(judged)).collect::<Vec<Span>>()
    };
    let titles = of_kind(|kind| kind == Kind::Title);
    let tells = |span: &Span| blind::touches(*span, &scored.who.spans);
    let title = &scored.overview.current_title;
    let of_deeds = of_kind(|kind| !matches!(kind, Kind::Title | Kind::Education));
    let kinds = [of_deeds, of_kind(|kind| kind == Kind::Education)];
    let beyond_titles = kinds.map(|spans| spans.into_iter().filter(|span| !titles.contains(span)).collect::<Vec<_>>());
    let best = beyond_titles.iter().chain([&titles]).find_map(|spans| {
        let quotes = spans.iter().filter(|span| !tells(span)).map(|span| words::one_line(scored.quote(*span)));
        let quotes: Vec<String> = quotes.filter(|quote| !quote.eq_ignore_ascii_case(title)).collect();
        let letters = |quote: &&String| quote.chars().count();
        let fits = |quote: &&String| letters(quote) <= ROW_LETTERS;
        let says = |quote: &&String| quote.split(' ').count() >= ROW_WORDS;
        let fitting = quotes.iter().find(|quote| fits(quote) && says(quote)).or_else(|| quotes.iter().find(fits));
        fitting.or_else(|| quotes.iter().min_by_key(letters)).cloned()
    });
    best.unwrap_or_default()
}

fn passages<'a>(judged: &Judged<'a>) -> impl Iterator<Item = Span> + use<'a> {
    reasons::top_passages(*judged).into_iter().map(|evidence| evidence.span)
}
