//! `rolefit completions` and `rolefit man`: the completion scripts and manual pages that packagers install.

use clap::Args;

use super::exit::{self, Exit};
use super::help;
use super::options::Shared;
use super::output::Output;

/// Arguments of `rolefit completions`.
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell to complete in
    shell: clap_complete::Shell,
}

/// Arguments of `rolefit man`.
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// The command to describe; rolefit itself if none is named
    command: Option<String>,
}

impl Completions {
    /// Runs the command.
    pub(crate) fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut help::command(), "rolefit", &mut script);
        Output::open(shared)?.write(|out| out.write_all(&script))?;
        Ok(Exit::Success)
    }
}

impl Man {
    /// Runs the command.
    pub(crate) fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let rolefit = help::command();
        let described = match &self.command {
            None => Some(rolefit),
            Some(name) => rolefit.find_subcommand(name).cloned().map(|command| {
                let title = format!("rolefit-{name}");
                command.display_name(title)
            }),
        };
        let described = described.ok_or_else(|| exit::usage("there is no such command; see `rolefit help`"))?;
        Output::open(shared)?.write(|out| clap_mangen::Man::new(described).render(out))?;
        Ok(Exit::Success)
    }
}
