//! `rolefit text`: the extracted text, exactly the bytes that evidence points into.

use std::path::PathBuf;

use clap::Args;
use rolefit::candidate::blind;
use rolefit::engine::Engine;
use rolefit::explain::remarks;
use rolefit::output::report::lines;
use rolefit::session::Resume;

use super::exit::Exit;
use super::options::Shared;
use super::output::Output;
use super::reading::{self, Reading};
use super::session;

/// Arguments of `rolefit text`.
#[derive(Args, Debug)]
pub struct Text {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// Show each line with its page, number and first byte, for checking what was read
    #[arg(long)]
    layout: bool,
}

impl Text {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let output = Output::open_apart(shared, &[&self.file])?;
        let reading = Reading::start(shared)?;
        reading.ready()?;
        let Resume { id, document, .. } = reading.one(&self.file)?;
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                reading::tell(&id, &[remarks::problem(&problem)]);
                return Ok(Exit::Failed);
            }
        };
        reading::tell(&id, &remarks::of_document(&document));
        let pages = document.pages.clone();
        let text = if shared.blind {
            let engine = Engine::new(session::open_catalog(shared)?)?;
            let (profile, _) = engine.assess(&document, shared.as_of());
            blind::masked(&document.text, &blind::withheld(&document.text, &profile))
        } else {
            document.text
        };
        let text = if self.layout { lines::report(&text, pages.as_deref()) } else { text };
        output.write(|out| out.write_all(text.as_bytes()))?;
        Ok(Exit::Success)
    }
}
