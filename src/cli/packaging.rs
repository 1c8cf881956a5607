//! `rolefit completions` and `rolefit man`: the completion scripts and manual pages that packagers install.

use clap::builder::PossibleValuesParser;
use clap::{Args, Command};
use rolefit::cache::Cache;
use rolefit::posting;

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
        // Clap takes names that last as long as the process, which ends with the script.
        let roles = posting::open_catalog(None, &Cache::off())?.roles.into_iter().map(|role| &*role.id.leak());
        let roles: Vec<&'static str> = roles.collect();
        clap_complete::generate(self.shell, &mut with_roles(parse::command(), &roles), "rolefit", &mut script);
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

/// `command` with the built-in roles as values of `--role`, so that a shell completes them.
fn with_roles(mut command: Command, roles: &[&'static str]) -> Command {
    let names_roles = |arg: &&clap::Arg| arg.get_long() == Some("role");
    let id = command.get_arguments().find(names_roles).map(|arg| arg.get_id().clone());
    if let Some(id) = id {
        command = command.mut_arg(id, |arg| arg.value_parser(PossibleValuesParser::new(roles.to_vec())));
    }
    command.mut_subcommands(|below| with_roles(below, roles))
}
