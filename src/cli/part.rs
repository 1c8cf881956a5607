//! The parts of a run: `rolefit rank --shard` writes one, `rolefit merge` makes the output of the whole run of them.

use std::path::PathBuf;

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::output::part::{FileList, PartError, PartHead, PartWriter, Parts};
use rolefit::output::{Export, Exporter};
use rolefit::rank::{CutOffs, Entrant, Shard};
use serde::{Deserialize, Serialize};

use super::document::About;
use super::exit::Exit;
use super::exporter::exporter;
use super::options::{CandidateFormat, Common, Format, Layout, OutputFile};
use super::output::{Output, must_differ};
use super::session::{Batch, CliSession};
use super::summary;

/// The output that the rows of a part are made for.
#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    pub format: CandidateFormat,
    pub layout: Layout,
    /// True if a table shows all ranks.
    pub whole: bool,
    /// The cut-offs as they were given.
    pub cuts: String,
    /// True if names are withheld.
    pub blind: bool,
}

impl Form {
    /// The format of rows or records. A document counts as CSV, as everywhere.
    fn rows(&self) -> Format {
        self.format.kind().0.unwrap_or(Format::Csv)
    }

    fn exporter(&self, output: &Output) -> Box<dyn Exporter> {
        let about = About { blind: self.blind, ..About::default() };
        exporter(output, self.format.kind().1, about, self.rows(), self.layout, self.whole)
    }
}

/// Scores the files of `shard` and writes them as a part.
pub(super) fn write(
    shard: Shard,
    form: &Form,
    cut: CutOffs,
    session: &CliSession,
    mut batch: Batch<'_>,
    output: Output,
    common: &Common,
) -> anyhow::Result<Exit> {
    let missing = batch.missing();
    let files = session.is_blind().then(|| batch.file_list());
    let secret = files.as_ref().map(FileList::secret);
    batch.only(shard);
    let run = session.run();
    let exporter = form.exporter(&output);
    let head = PartHead {
        shard,
        catalog: run.catalog.clone(),
        as_of: run.as_of,
        top_roles: run.top_roles,
        cut,
        form: serde_json::to_string(form)?,
        files: files.as_ref().map(FileList::fingerprint),
    };
    let (mut scored, mut unreadable) = (0, 0);
    output.write(|out| {
        let mut part = PartWriter::begin(&head, out)?;
        let entrant = |file: &str, candidate: Candidate| {
            let place = files.as_ref().map_or(0, |files| files.place(file));
            let entrant = Entrant::new(&candidate, &cut, exporter.rows(&run, &candidate));
            let entrant = match &secret {
                Some(secret) => entrant.hidden(secret),
                None => entrant,
            };
            (candidate.as_scored().is_some(), place, candidate.id, entrant)
        };
        batch.each_with_file(entrant, |(is_scored, place, id, entrant)| {
            *(if is_scored { &mut scored } else { &mut unreadable }) += 1;
            part.add(place, &id, &entrant)
        })?;
        part.finish()
    })?;
    if !common.quiet {
        say!(
            "rolefit: shard {shard}: {scored} scored, {unreadable} could not be read; `rolefit merge` joins all shards"
        );
    }
    // A shard of a small pool may hold nobody. Its part can be merged, so it does not end like a run that failed.
    Ok(if unreadable + missing == 0 { Exit::Success } else { Exit::SomeUnreadable })
}

/// Arguments of `rolefit merge`.
#[derive(Args, Debug)]
pub(crate) struct Merge {
    /// The files that `rolefit rank --shard` wrote, one per shard, in any order
    #[arg(required = true, value_name = "FILE")]
    parts: Vec<PathBuf>,
    #[command(flatten)]
    file: OutputFile,
}

impl Merge {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if let Some(output) = self.file.path() {
            let parts: Vec<_> = self.parts.iter().map(PathBuf::as_path).collect();
            must_differ(output, &parts, "is a part of the run")?;
        }
        let mut parts = Parts::open(&self.parts)?;
        let head = parts.head()?;
        let form: Form = serde_json::from_str(&head.form)?;
        self.file.must_be(form.format)?;
        let output = self.file.open_as(form.format)?;
        let (run, format) = (head.run(), form.rows());
        let exporter = form.exporter(&output);
        let mut ids: Vec<String> = Vec::new();
        let mut fault: Option<PartError> = None;
        let tally = output.write(|out| {
            let mut export = Export::begin(&*exporter, &run, &head.cut, out)?;
            loop {
                match parts.next_entrant() {
                    Ok(Some((id, entrant))) => {
                        ids.extend(head.cut.one_per_person.then_some(id));
                        export.add(&entrant)?;
                    }
                    Ok(None) => break export.finish(std::iter::empty()),
                    Err(error) => {
                        fault = Some(error);
                        break Err(std::io::Error::other("a part cannot be read"));
                    }
                }
            }
        });
        let tally = match fault {
            Some(fault) => return Err(fault.into()),
            None => tally?,
        };
        if !common.quiet {
            summary::tell(&tally, &run, (format, form.layout), &form.cuts, self.file.path());
            summary::tell_older(&tally, &ids);
        }
        Ok(Exit::after(tally.scored(), tally.unreadable))
    }
}
