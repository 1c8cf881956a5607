//! `rolefit eval`: measures verdicts and rankings against people's judgements, or against an earlier run.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::eval::agreement::Agreement;
use rolefit::eval::changes::Changes;
use rolefit::eval::judged_resumes::{JudgedResume, judged_resumes};
use rolefit::eval::labels::Labels;
use rolefit::eval::measurement::{FiguresWithIntervals, Measurement};
use rolefit::eval::qrels::Qrels;
use rolefit::eval::retrieval::{Retrieval, measure};
use rolefit::eval::talent_clef::TalentClef;
use rolefit::eval::{Figures, compared_run, eval_report, intervals, trec_run};

use super::exit::{self, Exit};
use super::options::{Format, Shared};
use super::output::Output;
use super::rank;
use super::session::Session;

/// Arguments of `rolefit eval`.
#[derive(Args, Debug)]
pub(crate) struct Eval {
    /// Resumes or folders of resumes; or one folder with queries/, corpus/ and qrels.tsv, as TalentCLEF lays them out
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Resumes judged part by part, one JSON object a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["qrels", "compare"])]
    labels: Option<PathBuf>,
    /// Add 95 % intervals, from N samples of the resumes
    #[arg(long, value_name = "N", conflicts_with_all = ["qrels", "compare"])]
    bootstrap: Option<NonZeroUsize>,
    /// TREC relevance judgements: `role 0 candidate relevance` a line
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    qrels: Option<PathBuf>,
    /// How many places nDCG and precision look at
    #[arg(long, value_name = "K", default_value = "10")]
    at: NonZeroUsize,
    /// Write the rankings to FILE as a TREC run
    #[arg(long, value_name = "FILE", conflicts_with_all = ["labels", "compare"])]
    run: Option<PathBuf>,
    /// Say how often the best roles are those that have the resume's headline among their titles. Given as `fit` ranks, which in
    /// part measures itself, since a title that names a role also earns its title criterion; and without title criteria
    #[arg(long, conflicts_with_all = ["labels", "qrels", "compare", "bootstrap", "run"])]
    headlines: bool,
    /// List what changed since a run that `rolefit rank --format jsonl` wrote
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
}

impl Eval {
    /// Runs the command.
    pub(crate) fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        if shared.format() == Some(Format::Csv) {
            return Err(exit::usage(
                "`rolefit eval` writes a table or json; change --format, or the extension after -o",
            ));
        }
        if self.headlines {
            return self.headlines(shared);
        }
        match (&self.labels, &self.qrels, &self.compare) {
            (Some(labels), ..) => self.labels(labels, shared),
            (_, Some(qrels), _) => self.qrels(qrels, &self.paths, shared),
            (_, _, Some(earlier)) => self.compare(earlier, shared),
            _ => self.talent_clef(shared),
        }
    }

    fn labels(&self, path: &Path, shared: &Shared) -> anyhow::Result<Exit> {
        let labels = Labels::read(path)?;
        let (session, output, candidates) = self.scored(&self.paths, shared)?;
        let judged = judged_resumes(&labels, &candidates, session.engine.catalog())?;
        let figures = Figures::of(&judged.iter().collect::<Vec<&JudgedResume>>());
        let intervals = self.bootstrap.map(|samples| intervals(&judged, samples.get()));
        let look = output.look();
        let table = || eval_report::figures(&look, &figures, intervals.as_deref().unwrap_or_default());
        let figures = FiguresWithIntervals::new(&figures, intervals.as_deref())?;
        output.report(table, &measured("rolefit.figures/1", &session, &figures))?;
        Ok(rank::status(&candidates))
    }

    fn headlines(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let (session, output, candidates) = self.scored(&self.paths, shared)?;
        let agreement = Agreement::measure(&session.engine, &candidates);
        let look = output.look();
        output.report(
            || eval_report::agreement(&look, &agreement),
            &measured("rolefit.agreement/1", &session, &agreement),
        )?;
        Ok(rank::status(&candidates))
    }

    fn qrels(&self, path: &Path, paths: &[PathBuf], shared: &Shared) -> anyhow::Result<Exit> {
        let qrels = Qrels::read(path)?;
        let run_file =
            self.run.as_ref().map(|path| Output::open(&Shared { output: Some(path.clone()), ..shared.clone() }));
        let run_file = run_file.transpose()?;
        let (session, output, candidates) = self.scored(paths, shared)?;
        let catalog = session.engine.catalog();
        let retrieval: Retrieval = measure(&qrels, &candidates, catalog, self.at.get())?;
        if let Some(run_file) = run_file {
            run_file.write(|out| trec_run::write(&candidates, catalog, retrieval.by_file_stem, out))?;
        }
        let look = output.look();
        let table = || eval_report::retrieval(&look, &retrieval);
        output.report(table, &measured("rolefit.retrieval/1", &session, &retrieval))?;
        Ok(rank::status(&candidates))
    }

    fn compare(&self, earlier: &Path, shared: &Shared) -> anyhow::Result<Exit> {
        let old = compared_run::read(earlier)?;
        let (session, output, candidates) = self.scored(&self.paths, shared)?;
        if let Some(day) = old.values().map(|record| record.as_of).find(|day| *day != session.as_of) {
            eprintln!(
                "rolefit: the earlier run was made as of {day}; give --as-of {day} to see only what rules changed"
            );
        }
        let changes = Changes::between(&old, &compared_run::of_run(&session.run(), &candidates)?);
        let look = output.look();
        output.report(|| eval_report::changes(&look, &changes), &changes)?;
        Ok(rank::status(&candidates))
    }

    /// Measures a directory in the layout of TalentCLEF, which needs no options.
    fn talent_clef(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let layout = match self.paths.as_slice() {
            [folder] => TalentClef::at(folder),
            _ => None,
        };
        let Some(layout) = layout else {
            let message = "nothing to measure against; give --labels, --qrels, --compare or --headlines, or a folder that holds \
                queries/, corpus/ and qrels.tsv";
            return Err(exit::usage(message));
        };
        if shared.catalog.is_none() && !layout.has_roles() {
            anyhow::bail!(
                "{} holds no roles that rolefit can read: it reads roles as TOML, not yet as text; write each query as \
                 queries/<id>.toml (`rolefit roles check` says what is wrong with it), or give --catalog",
                layout.queries.display()
            );
        }
        let TalentClef { queries, corpus, qrels } = layout;
        let shared = Shared { catalog: Some(shared.catalog.clone().unwrap_or(queries)), ..shared.clone() };
        self.qrels(&qrels, &[corpus], &shared)
    }

    fn scored<'a>(
        &self,
        paths: &[PathBuf],
        shared: &'a Shared,
    ) -> anyhow::Result<(Session<'a>, Output, Vec<Candidate>)> {
        let session = Session::open(shared, &[])?;
        let output = Output::open(shared)?;
        let candidates = session.candidates(paths)?;
        Ok((session, output, candidates))
    }
}

fn measured<'a, T>(schema: &'static str, session: &'a Session<'_>, figures: T) -> Measurement<'a, T> {
    Measurement::new(schema, session.as_of, &session.engine.catalog().hash, figures)
}
