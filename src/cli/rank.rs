//! `rolefit rank`: every resume under the paths against every role.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::audit::run_record::{Asked, OutputRecord};
use rolefit::candidate::Candidate;
use rolefit::document::named_hash;
use rolefit::output::history::RunHistory;
use rolefit::output::problems::Problems;
use rolefit::output::{Export, Run};
use rolefit::rank::{CutOffs, Entrant, Shard};
use rolefit::session::Options;

use super::document::{self, About};
use super::exit::Exit;
use super::exporter::exporter;
use super::job::Job;
use super::options::{
    Blind, CUT_OFFS, CandidateResults, Common, DocumentFormat, Format, Jobs, Places, Rows, Scoring, TopRoles,
    TrustMtime,
};
use super::output::{Output, must_differ};
use super::part::{self, Form};
use super::reading::CliReader;
use super::record::{self, Entry, Recorder, Watched};
use super::session::{Batch, CliSession};
use super::{Invocation, rank_indexed, summary};

const EXAMPLES: &str = "Examples:
  rolefit rank resumes --role key-account-manager
  rolefit rank resumes --job posting.html -o report.html
  rolefit rank resumes -o ranking.xlsx --problems problems.csv
  rolefit rank resumes --since last.jsonl --decisions decisions.csv";

/// Arguments of `rolefit rank`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Rank {
    /// Resumes, folders of resumes, or `-` for standard input
    #[arg(required_unless_present = "index", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Rank the resumes that `rolefit index --store DIR` indexed, without reading a file. The first --top ranks are
    /// those of scoring all
    #[arg(long, value_name = "DIR", requires = "top", help_heading = "Store")]
    #[arg(conflicts_with_all = ["paths", "store", "trust_mtime", "shard", "problems", "since", "decisions", "one_per_person", "record"])]
    index: Option<PathBuf>,
    /// Rank for this role only, named by id, title or a part of it (repeatable; commas part several)
    #[arg(long = "role", value_name = "ROLE", conflicts_with = "job")]
    roles: Vec<String>,
    /// Write the problems and notes about files to FILE as CSV: unreadable files first, skipped files last
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    problems: Option<PathBuf>,
    /// Mark new, changed and moved candidates since the run in FILE, and list those who are gone. FILE is the output of
    /// `rank --format jsonl` without cut-offs
    #[arg(long, value_name = "FILE", help_heading = "Earlier runs and decisions")]
    since: Option<PathBuf>,
    /// Show the decisions in FILE: a CSV with the columns content, role, decision, reason, note, who, date, or the
    /// workbook that `-o ranking.xlsx` wrote. They never change a score
    #[arg(long, value_name = "FILE", help_heading = "Earlier runs and decisions")]
    decisions: Option<PathBuf>,
    /// Score only the files of shard I of N, and write them to the file -o for `rolefit merge`
    #[arg(long, value_name = "I/N", requires = "output", help_heading = "Several machines")]
    #[arg(conflicts_with_all = ["problems", "since", "decisions", "record"])]
    shard: Option<Shard>,
    /// Show only the newest file of each person, by the dates in the resumes
    #[arg(long, help_heading = CUT_OFFS)]
    one_per_person: bool,
    /// Append a record of this run to FILE: files, roles, day and hashes of the results. `audit verify` repeats the run
    #[arg(long, value_name = "FILE", help_heading = "Earlier runs and decisions")]
    record: Option<PathBuf>,
    #[command(flatten)]
    job: Job,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    trust_mtime: TrustMtime,
    #[command(flatten)]
    results: CandidateResults,
    #[cfg(feature = "html")]
    #[command(flatten)]
    shortlist: document::Shortlist,
    #[command(flatten)]
    top_roles: TopRoles,
    #[command(flatten)]
    places: Places,
}

impl Rank {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if let Some(store) = &self.index {
            let (options, about) = self.options(common)?;
            let output = self.results.open_apart(&[])?;
            return rank_indexed::run(store, options, self.cut(), &self.rows, about, output, common);
        }
        // A worker gets ready while the catalog is compiled.
        let reader = CliReader::start(&self.scoring.store, self.trust_mtime.trust_mtime)?;
        let (options, about) = self.options(common)?;
        let session = CliSession::open(reader, options)?;
        let batch = session.batch(&self.paths, &self.results.file, common)?;
        match self.shard {
            Some(shard) => self.write_shard(shard, &session, batch, common),
            None => self.write_ranking(about, &session, batch, common),
        }
    }

    /// The settings of the session, and what a document of this run is about.
    fn options(&self, common: &Common) -> anyhow::Result<(Options, About)> {
        let opened = self.job.catalog(&self.scoring.catalog, &self.inputs(), common.quiet)?;
        let document = match self.shard {
            Some(_) => self.results.format_of_part().kind().1,
            None => self.results.format()?.1,
        };
        let options = Options {
            listed_roles_only: self.shows_listed_roles_only()?,
            blind: self.blind.blind,
            who: document.is_some(),
            jobs: self.jobs.jobs,
            top_roles: self.top_roles.top_roles,
            opened,
            ..self.scoring.options(&self.roles)
        };
        Ok((options, self.about(document)?))
    }

    fn inputs(&self) -> Vec<&Path> {
        self.paths.iter().map(PathBuf::as_path).collect()
    }

    fn cut(&self) -> CutOffs {
        CutOffs { one_per_person: self.one_per_person, ..self.places.cut() }
    }

    /// True if all ranks of a table are shown.
    fn is_whole(&self) -> bool {
        self.places.top.top.is_some()
    }

    /// Scores the files of one shard, and writes them for `rolefit merge`.
    fn write_shard(
        &self,
        shard: Shard,
        session: &CliSession,
        batch: Batch<'_>,
        common: &Common,
    ) -> anyhow::Result<Exit> {
        let format = self.results.format_of_part();
        let (rows, document) = format.kind();
        let layout = self.rows.layout(rows.unwrap_or(Format::Csv), document)?;
        let output = self.results.file.open_apart(&self.inputs())?;
        let form = Form { format, layout, whole: self.is_whole(), cuts: self.places.words(), blind: self.blind.blind };
        part::write(shard, &form, self.cut(), session, batch, output, common)
    }

    /// Scores all files, and writes the ranking with all that goes with it: problems, history, record of the run.
    fn write_ranking(
        &self,
        about: About,
        session: &CliSession,
        batch: Batch<'_>,
        common: &Common,
    ) -> anyhow::Result<Exit> {
        let (inputs, cut) = (self.inputs(), self.cut());
        self.problems.iter().try_for_each(|path| batch.lies_apart(path))?;
        let missing = batch.missing();
        let output = self.results.open_apart(&inputs)?;
        let problems = self.problems.as_deref().map(|path| self.problems_file(path, &inputs)).transpose()?;
        if let Some((output, decisions)) = self.results.file.path().zip(self.decisions.as_deref()) {
            must_differ(output, &[decisions], "holds the decisions")?;
        }
        if let Some(record) = &self.record {
            must_differ(record, &inputs, "is read as a resume")?;
            record::check(record)?;
        }
        let history = self.history(session)?;
        let plain = session.run();
        let run = Run { history: history.columns(), ..plain };
        let format = output.format_or(Format::Csv);
        let layout = self.rows.layout(format, output.document())?;
        let document = output.document();
        let exporter = exporter(&output, document, about, format, layout, self.is_whole());
        let (mut problem_rows, mut tallied) = (Problems::default(), history.tally());
        // The ids by number, if some of them are to be listed.
        let mut ids: Vec<String> = Vec::new();
        let output_path = self.results.file.path().map(|path| path.display().to_string());
        let (mut recorder, mut hasher) = (self.record.as_ref().map(|_| Recorder::default()), blake3::Hasher::new());
        let is_recorded = recorder.is_some();
        let (tally, skipped) = output.write(|out| {
            let mut out = Watched { out, hasher: is_recorded.then_some(&mut hasher) };
            let mut export = Export::begin(&*exporter, &run, &cut, &mut out)?;
            let rows = |mut candidate: Candidate| {
                let entry = is_recorded.then(|| Entry::new(&plain, &candidate));
                let matched = history.attach(&mut candidate);
                let entrant = Entrant::new(&candidate, &cut, exporter.rows(&run, &candidate));
                let remarks = Problems::rows(&candidate);
                (candidate.id, entrant, remarks, matched, entry)
            };
            let skipped = batch.each(rows, |(id, entrant, remarks, matched, entry)| {
                if let Some((recorder, entry)) = recorder.as_mut().zip(entry) {
                    recorder.add(entry);
                }
                ids.extend(self.one_per_person.then_some(id));
                tallied.add(matched);
                problem_rows.add(&remarks)?;
                export.add(&entrant)
            })?;
            problem_rows.add(&Problems::rows_of_skipped(&skipped, self.blind.blind))?;
            Ok((export.finish(history.gone(&tallied))?, skipped.total()))
        })?;
        if let Some((path, recorder)) = self.record.as_deref().zip(recorder) {
            let output = OutputRecord { path: output_path, content: named_hash(hasher.finalize()) };
            record::append(path, recorder.finish(&plain, self.asked(), skipped, output))?;
        }
        if let Some(problems) = problems {
            problems.write(|out| problem_rows.write(out))?;
        }
        if !common.quiet {
            summary::tell(&tally, &run, (format, layout), &self.places.words(), self.results.file.path());
            if self.job.file().is_some() {
                summary::tell_unconfirmed(&run);
            }
            if format == Format::Table && document.is_none() && std::io::stdout().is_terminal() {
                summary::tell_next(&run, &self.job);
            }
            summary::tell_older(&tally, &ids);
            summary::tell_history(&history, &tallied);
        }
        Ok(Exit::after(tally.scored(), tally.unreadable + missing))
    }

    /// True if nothing but the roles listed in records is needed: no cut-off, no earlier run, no shard, and no store,
    /// which keeps the verdicts on all roles.
    fn shows_listed_roles_only(&self) -> anyhow::Result<bool> {
        let needs_all = !self.places.words().is_empty() || self.one_per_person || self.since.is_some();
        if needs_all || self.shard.is_some() || self.scoring.store.dir.path().is_some() {
            return Ok(false);
        }
        Ok(matches!(self.results.format()?.0, Some(Format::Json | Format::Jsonl)))
    }

    /// What a record says that this run was asked to do.
    fn asked(&self) -> Asked {
        let typed = |path: &Path| path.display().to_string();
        Asked {
            paths: record::typed(&self.paths),
            roles: self.roles.clone(),
            catalog: self.scoring.catalog.catalog.as_deref().map(typed),
            job: self.job.file().map(typed),
            confirm: self.job.confirms(),
            top_roles: self.top_roles.top_roles,
            blind: self.blind.blind,
            arguments: Invocation::get()
                .arguments
                .iter()
                .map(|argument| argument.to_string_lossy().into_owned())
                .collect(),
        }
    }

    /// What a document of this run is about.
    fn about(&self, document: Option<DocumentFormat>) -> anyhow::Result<About> {
        #[cfg(feature = "html")]
        return self.shortlist.about(document, self.blind.blind);
        #[cfg(not(feature = "html"))]
        Ok(About { blind: self.blind.blind, ..About::default() })
    }

    /// Opens the file for problems, which must be none of the resumes, nor the ranking, nor a file of the history.
    fn problems_file(&self, path: &Path, inputs: &[&Path]) -> anyhow::Result<Output> {
        must_differ(path, inputs, "is read as a resume")?;
        for (other, why) in [
            (&self.results.file.output, "is where the ranking goes"),
            (&self.since, "holds the earlier run"),
            (&self.decisions, "holds the decisions"),
        ] {
            must_differ(path, &other.as_deref().into_iter().collect::<Vec<_>>(), why)?;
        }
        Output::file(path)
    }

    /// Reads the history. Both files are read before the output gets its name, so that a run may replace the earlier
    /// one.
    fn history(&self, session: &CliSession) -> anyhow::Result<RunHistory> {
        Ok(RunHistory::read(self.since.as_deref(), self.decisions.as_deref(), &session.run(), self.blind.blind)?)
    }
}
