//! `rolefit completions` and `rolefit man`: the completion scripts and manual pages that packagers install.

use clap::Args;

use super::exit::{self, Exit};
use super::options::OutputFile;
use super::parse;

/// Arguments of `rolefit completions`.
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
    #[command(flatten)]
    output: OutputFile,
}

/// Arguments of `rolefit man`.
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// The command to describe [default: rolefit itself]
    command: Option<String>,
    #[command(flatten)]
    output: OutputFile,
}

impl Completions {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut parse::command(), "rolefit", &mut script);
        self.output.open()?.write(|out| out.write_all(&script))?;
        Ok(Exit::Success)
    }
}

impl Man {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let rolefit = parse::command();
        let described = match &self.command {
            None => Some(rolefit),
            Some(name) => rolefit.find_subcommand(name).cloned().map(|command| {
                let title = format!("rolefit-{name}");
                command.display_name(title)
            }),
        };
        let described = described.ok_or_else(|| exit::usage("there is no such command; see `rolefit help`"))?;
        self.output.open()?.write(|out| clap_mangen::Man::new(described).render(out))?;
        Ok(Exit::Success)
    }
}
