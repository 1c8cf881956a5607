//! `rolefit text`: the extracted text, exactly the bytes that evidence points into.

use std::path::PathBuf;

use clap::Args;
use rolefit::candidate::blind;
use rolefit::engine::Engine;
use rolefit::explain::remarks;
use rolefit::output::report::lines;
use rolefit::session::Resume;

use super::exit::Exit;
use super::options::{Blind, OutputFile, Scoring};
use super::reading::{self, CliReader};

/// Arguments of `rolefit text`.
#[derive(Args, Debug)]
pub(crate) struct Text {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// Show each line with its page, number and byte offset, to check how the file was read
    #[arg(long)]
    layout: bool,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    output: OutputFile,
}

impl Text {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let output = self.output.open_apart(&[&self.file])?;
        let reading = CliReader::start(&self.scoring.store, false)?;
        reading.ready()?;
        let Resume { id, content, document, .. } = reading.one(&self.file)?;
        let id = if self.blind.blind { blind::id(content.as_deref(), &id) } else { id };
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                reading::tell(&id, &[remarks::problem(&problem)]);
                return Ok(Exit::Failed);
            }
        };
        reading::tell(&id, &remarks::of_document(&document));
        let pages = document.pages.clone();
        let text = if self.blind.blind {
            let engine = Engine::new(self.scoring.catalog.open()?)?;
            let (profile, _) = engine.assess(&document, self.scoring.as_of.day());
            let withheld = blind::withheld(&document.text, &profile);
            reading::tell(&id, &withheld.note().iter().map(remarks::note).collect::<Vec<_>>());
            blind::masked(&document.text, &withheld.spans)
        } else {
            document.text
        };
        let text = if self.layout { lines::report(&text, pages.as_deref()) } else { text };
        output.write(|out| out.write_all(text.as_bytes()))?;
        Ok(Exit::Success)
    }
}
