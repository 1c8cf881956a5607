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
use rolefit::session::Options;

use super::exit::{self, Exit};
use super::options::{CatalogDir, Common, Format, Jobs, Results, Scoring, TopRoles, TrustMtime};
use super::output::Output;
use super::reading::CliReader;
use super::session::CliSession;

/// Arguments of `rolefit eval`.
#[derive(Args, Debug)]
pub(crate) struct Eval {
    /// Resumes or folders of resumes; or one folder in the layout of TalentCLEF, with queries/, corpus/ and qrels.tsv
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Labels: resumes judged part by part, one JSON object per line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["qrels", "compare"])]
    labels: Option<PathBuf>,
    /// Add 95 % bootstrap intervals from N samples of the resumes
    #[arg(long, value_name = "N", conflicts_with_all = ["qrels", "compare"])]
    bootstrap: Option<NonZeroUsize>,
    /// TREC relevance judgements, one line per pair: `role 0 candidate relevance`
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    qrels: Option<PathBuf>,
    /// Number of top ranks that count for nDCG and precision
    #[arg(long, value_name = "K", default_value = "10")]
    at: NonZeroUsize,
    /// Write the rankings to FILE as a TREC run
    #[arg(long, value_name = "FILE", conflicts_with_all = ["labels", "compare"])]
    run: Option<PathBuf>,
    /// Measure how often the best role has the resume's headline among its titles: as `fit` ranks, and without title
    /// criteria. The first figure partly measures itself, because a title that names a role also earns its title
    /// criterion
    #[arg(long, conflicts_with_all = ["labels", "qrels", "compare", "bootstrap", "run"])]
    headlines: bool,
    /// List the changes since an earlier run, written by `rolefit rank --format jsonl`
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    trust_mtime: TrustMtime,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    top_roles: TopRoles,
}

impl Eval {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if self.results.format()? == Some(Format::Csv) {
            return Err(exit::usage(
                "`rolefit eval` writes a table or json; change --format, or the extension after -o",
            ));
        }
        if self.headlines {
            return self.headlines(common);
        }
        match (&self.labels, &self.qrels, &self.compare) {
            (Some(labels), ..) => self.labels(labels, common),
            (_, Some(qrels), _) => self.qrels(qrels, &self.paths, self.scoring.options(&[]), common),
            (_, _, Some(earlier)) => self.compare(earlier, common),
            _ => self.talent_clef(common),
        }
    }

    fn labels(&self, path: &Path, common: &Common) -> anyhow::Result<Exit> {
        let labels = Labels::read(path)?;
        let (session, output, candidates) = self.scored(&self.paths, self.scoring.options(&[]), common)?;
        let judged = judged_resumes(&labels, &candidates, session.catalog())?;
        let figures = Figures::of(&judged.iter().collect::<Vec<&JudgedResume>>());
        let intervals = self.bootstrap.map(|samples| intervals(&judged, samples.get()));
        let style = output.style();
        let table = || eval_report::figures(&style, &figures, intervals.as_deref().unwrap_or_default());
        let figures = FiguresWithIntervals::new(&figures, intervals.as_deref())?;
        output.report(table, &measured("rolefit.figures/1", &session, &figures))?;
        Ok(Exit::of_candidates(&candidates))
    }

    fn headlines(&self, common: &Common) -> anyhow::Result<Exit> {
        let (session, output, candidates) = self.scored(&self.paths, self.scoring.options(&[]), common)?;
        let agreement = Agreement::measure(session.engine(), &candidates);
        let style = output.style();
        output.report(
            || eval_report::agreement(&style, &agreement),
            &measured("rolefit.agreement/1", &session, &agreement),
        )?;
        Ok(Exit::of_candidates(&candidates))
    }

    fn qrels(&self, path: &Path, paths: &[PathBuf], options: Options, common: &Common) -> anyhow::Result<Exit> {
        let qrels = Qrels::read(path)?;
        let run_file = self.run.as_deref().map(Output::file).transpose()?;
        let (session, output, candidates) = self.scored(paths, options, common)?;
        let catalog = session.catalog();
        let retrieval: Retrieval = measure(&qrels, &candidates, catalog, self.at.get())?;
        if let Some(run_file) = run_file {
            run_file.write(|out| trec_run::write(&candidates, catalog, retrieval.by_file_stem, out))?;
        }
        let style = output.style();
        let table = || eval_report::retrieval(&style, &retrieval);
        output.report(table, &measured("rolefit.retrieval/1", &session, &retrieval))?;
        Ok(Exit::of_candidates(&candidates))
    }

    fn compare(&self, earlier: &Path, common: &Common) -> anyhow::Result<Exit> {
        let old = compared_run::read(earlier)?;
        let (session, output, candidates) = self.scored(&self.paths, self.scoring.options(&[]), common)?;
        if let Some(day) = old.values().map(|record| record.as_of).find(|day| *day != session.as_of()) {
            say!("rolefit: the earlier run was made as of {day}; give --as-of {day} to see only the changes of rules");
        }
        let changes = Changes::between(&old, &compared_run::of_run(&session.run(), &candidates)?);
        let style = output.style();
        output.report(|| eval_report::changes(&style, &changes), &changes)?;
        Ok(Exit::of_candidates(&candidates))
    }

    /// Measures a directory in the layout of TalentCLEF, which needs no options.
    fn talent_clef(&self, common: &Common) -> anyhow::Result<Exit> {
        let layout = match self.paths.as_slice() {
            [folder] => TalentClef::at(folder),
            _ => None,
        };
        let Some(layout) = layout else {
            let message = "nothing to measure against; give --labels, --qrels, --compare or --headlines, or a folder that holds \
                queries/, corpus/ and qrels.tsv";
            return Err(exit::usage(message));
        };
        if self.scoring.catalog.catalog.is_none() && !layout.has_roles() {
            anyhow::bail!(
                "{} has no roles that rolefit can read, because rolefit reads roles as TOML, not as text; write each query as \
                 queries/<id>.toml (`rolefit roles check` reports its problems), or give --catalog",
                layout.queries.display()
            );
        }
        let TalentClef { queries, corpus, qrels } = layout;
        let catalog = CatalogDir { catalog: Some(self.scoring.catalog.catalog.clone().unwrap_or(queries)) };
        let options = Options { catalog: catalog.catalog.clone(), cache: catalog.cache(), ..self.scoring.options(&[]) };
        self.qrels(&qrels, &[corpus], options, common)
    }

    fn scored(
        &self,
        paths: &[PathBuf],
        options: Options,
        common: &Common,
    ) -> anyhow::Result<(CliSession, Output, Vec<Candidate>)> {
        let reading = CliReader::start(&self.scoring.store, self.trust_mtime.trust_mtime)?;
        let (jobs, top_roles) = (self.jobs.jobs, self.top_roles.top_roles);
        let session = CliSession::open(reading, Options { jobs, top_roles, ..options })?;
        let output = self.results.open()?;
        let candidates = session.candidates(paths, &self.results.file, common)?;
        Ok((session, output, candidates))
    }
}

fn measured<'a, T>(schema: &'static str, session: &'a CliSession, figures: T) -> Measurement<'a, T> {
    Measurement::new(schema, session.as_of(), &session.catalog().hash, figures)
}
