//! `rolefit audit swap`: puts protected attributes into resumes, and reports every score that moves.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::audit::overlap::rank_biased_overlap;
use rolefit::audit::swap::{Move, Swaps, plain};
use rolefit::candidate::Candidate;
use rolefit::explain::words;
use rolefit::score::Assessment;
use rolefit::units::Score;
use serde::Serialize;

use super::super::exit::Exit;
use super::super::job::Job;
use super::super::options::{Common, Jobs, Results, Scoring, TrustMtime};
use super::super::reading::CliReader;
use super::super::session::CliSession;
use rolefit::session::Options;

/// Moves listed for people. JSON has all of them.
const MOST_LISTED: usize = 20;

/// Arguments of `rolefit audit swap`.
#[derive(Args, Debug)]
pub(crate) struct Swap {
    /// Resumes, or folders of resumes
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Audit this role only, named by id, title or a part of it (repeatable; commas part several)
    #[arg(long = "role", value_name = "ROLE", conflicts_with = "job")]
    roles: Vec<String>,
    #[command(flatten)]
    job: Job,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    trust_mtime: TrustMtime,
    #[command(flatten)]
    results: Results,
}

/// The outcome of an audit.
#[derive(Default, Serialize)]
struct Report {
    schema: &'static str,
    resumes: usize,
    changes: usize,
    /// The number of scores compared: one per resume, change and role.
    scores: usize,
    moved: usize,
    largest: Option<Move>,
    /// The least rank-biased overlap, over all roles and changes, of the ranking with the change and without it.
    overlap: f64,
    moves: Vec<Move>,
}

/// The exact scores of one resume: by role, without a change and with each.
struct Scores {
    content: String,
    before: Vec<Option<Score>>,
    after: Vec<(String, Vec<Option<Score>>)>,
    moves: Vec<Move>,
}

impl Swap {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let reading = CliReader::start(&self.scoring.store, self.trust_mtime.trust_mtime)?;
        let inputs: Vec<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        let opened = self.job.catalog(&self.scoring.catalog, &inputs, common.quiet)?;
        let options = Options { jobs: self.jobs.jobs, opened, ..self.scoring.options(&self.roles) };
        let session = CliSession::open(reading, options)?;
        let batch = session.batch(&self.paths, &self.results.file, common)?;
        let output = self.results.open_apart(&inputs)?;
        let swaps = Swaps::embedded()?;
        let mut all: Vec<Scores> = Vec::new();
        let mut unreadable = 0;
        let make = |candidate: Candidate| scores(&session, &swaps, &candidate);
        batch.each(make, |scores: Option<Scores>| {
            unreadable += usize::from(scores.is_none());
            all.extend(scores);
            Ok::<(), io::Error>(())
        })?;
        let report = report(all, session.catalog().roles.len());
        output.report(|| text(&report), &report)?;
        Ok(if report.moved > 0 { Exit::Failed } else { Exit::after(report.resumes, unreadable) })
    }
}

/// Scores a resume as it is and with each change. `None` if it could not be read.
fn scores(session: &CliSession, swaps: &Swaps, candidate: &Candidate) -> Option<Scores> {
    let document = &candidate.as_scored()?.document;
    let base = plain(document, document.text.clone());
    let (engine, as_of) = (session.engine(), session.as_of());
    let roles = &session.catalog().roles;
    let by_role = |assessment: &Assessment| -> Vec<Option<Score>> {
        let of = |role| assessment.roles.iter().find(|found| found.role == role).and_then(|found| found.score);
        (0..roles.len()).map(of).collect()
    };
    let (profile, assessment) = engine.assess(&base, as_of);
    let before = by_role(&assessment);
    let (mut after, mut moves) = (Vec::new(), Vec::new());
    for variant in swaps.variants(&base, &profile) {
        let scores = by_role(&engine.assess(&variant.document, as_of).1);
        for ((role, before), with) in
            roles.iter().zip(&before).zip(&scores).filter(|((_, before), with)| before != with)
        {
            moves.push(Move {
                candidate: candidate.id.clone(),
                role: role.id.clone(),
                change: variant.change.clone(),
                before: before.map(Score::as_f64),
                after: with.map(Score::as_f64),
            });
        }
        after.push((variant.change, scores));
    }
    Some(Scores { content: document.content.clone(), before, after, moves })
}

fn report(all: Vec<Scores>, roles: usize) -> Report {
    let changes: std::collections::BTreeSet<String> =
        all.iter().flat_map(|one| one.after.iter().map(|(change, _)| change.clone())).collect();
    let mut overlap = 1.0_f64;
    for role in 0..roles {
        let before = ranking(&all, |one| one.before.get(role).copied().flatten());
        for change in &changes {
            let with = ranking(&all, |one| {
                let changed = one.after.iter().find(|(name, _)| name == change).map(|(_, scores)| scores);
                changed.unwrap_or(&one.before).get(role).copied().flatten()
            });
            overlap = overlap.min(rank_biased_overlap(&before, &with));
        }
    }
    let scores = all.iter().map(|one| one.after.len() * roles).sum();
    let resumes = all.len();
    let mut moves: Vec<Move> = all.into_iter().flat_map(|one| one.moves).collect();
    moves.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
    Report {
        schema: "rolefit.audit-swap/1",
        resumes,
        changes: changes.len(),
        scores,
        moved: moves.len(),
        largest: moves.first().cloned(),
        overlap,
        moves,
    }
}

/// The resumes, best first. Equals come in the order of their content.
fn ranking(all: &[Scores], score: impl Fn(&Scores) -> Option<Score>) -> Vec<&str> {
    let mut order: Vec<(std::cmp::Reverse<Option<Score>>, &str)> =
        all.iter().map(|one| (std::cmp::Reverse(score(one)), one.content.as_str())).collect();
    order.sort();
    order.into_iter().map(|(_, content)| content).collect()
}

fn text(report: &Report) -> String {
    let shown = |score: Option<f64>| score.map_or_else(|| "none".to_owned(), |score| format!("{score:.1}"));
    let line = |it: &Move| {
        let (before, after) = (shown(it.before), shown(it.after));
        format!("  {}  {}: {before} to {after} with \"{}\"\n", words::one_line(&it.candidate), it.role, it.change)
    };
    let mut text = format!(
        "{} with {}: {} compared, {} moved\nrank-biased overlap (p = .9): {:.4} at least\n",
        words::count(report.resumes, "resume"),
        words::count(report.changes, "change"),
        words::count(report.scores, "score"),
        report.moved,
        report.overlap,
    );
    if let Some(largest) = &report.largest {
        text.push_str(&format!("largest move: {:.1} points\n", largest.distance()));
        text.extend(report.moves.iter().take(MOST_LISTED).map(line));
        match report.moves.len().saturating_sub(MOST_LISTED) {
            0 => {}
            more => text.push_str(&format!("  and {more} more; --format json has all\n")),
        }
    }
    text
}
