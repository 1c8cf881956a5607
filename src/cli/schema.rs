//! `rolefit schema`: JSON Schemas of the records, for programs that read them.

use clap::Args;
use clap::builder::PossibleValuesParser;
use rolefit::output::schema;

use super::exit::Exit;
use super::options::OutputFile;

/// Arguments of `rolefit schema`.
#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The record [default: any of them]
    #[arg(value_parser = PossibleValuesParser::new(schema::NAMES))]
    record: Option<String>,
    #[command(flatten)]
    output: OutputFile,
}

impl Schema {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let schema = schema::schema(self.record.as_deref()).unwrap_or_default();
        self.output.open()?.write(|out| Ok::<_, std::io::Error>(writeln!(out, "{schema:#}")?))?;
        Ok(Exit::Success)
    }
}
