//! `rolefit serve`: the page on this machine, to drop resumes on, to work in and to decide.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use clap::Args;
use rolefit::pool::search;
use rolefit::serve::{self, Options, Server};

use super::exit::{self, Exit};
use super::job::Job;
use super::options::{AsOf, Blind, CatalogDir, Common, StoreDir, StoreOptions};
use super::reading::CliReader;
use super::{open_store, search_index, session};

const EXAMPLES: &str = "Examples:
  rolefit serve --open
  rolefit serve resumes --role key-account-manager --decisions decisions.csv
  rolefit serve resumes --job posting.html --store store --roles-dir roles";

/// Arguments of `rolefit serve`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// Resumes or folders of resumes; more can be dropped on the page
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Rank for this role at once, named by id, title or a part of it
    #[arg(long, value_name = "ROLE", conflicts_with = "job")]
    role: Option<String>,
    /// Read decisions from this CSV file, and write those made on the page to it
    #[arg(long, value_name = "FILE", help_heading = "Decisions and roles")]
    decisions: Option<PathBuf>,
    /// Save roles in this folder [default: a private folder, which is removed at the end]
    #[arg(long, value_name = "DIR", help_heading = "Decisions and roles")]
    roles_dir: Option<PathBuf>,
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Server")]
    port: u16,
    /// Open the page in the browser
    #[arg(long, help_heading = "Server")]
    open: bool,
    /// Answer calls from other machines too, unencrypted. Whoever has the address can read the resumes
    #[arg(long, help_heading = "Server")]
    allow_remote: bool,
    #[command(flatten)]
    job: Job,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    store: StoreDir,
}

impl Serve {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(exit::usage("`serve` reads files and folders; save standard input as a file"));
        }
        let listener = serve::bind(self.port, self.allow_remote).with_context(|| {
            format!("port {} cannot be used; end the program that uses it, or take another with --port", self.port)
        })?;
        if let Some(folder) = self.store.path() {
            open_store::must_be_free(&folder)?;
        }
        let reading = CliReader::start(&StoreOptions { dir: self.store.clone(), store_wait: 0 }, false)?;
        let drafts = self.job.import(&self.catalog, &[], common.quiet)?.unwrap_or_default();
        let options = Options {
            paths: self.paths.clone(),
            role: self.role.clone(),
            drafts,
            catalog: self.catalog.catalog.clone(),
            cache: self.catalog.cache(),
            reader: reading.reader.clone(),
            decisions: self.decisions.clone(),
            roles_dir: self.roles_dir.clone(),
            index: self.store.path().map(|store| search_index::beside(&store)).filter(|index| search::is_in(index)),
            blind: self.blind.blind,
            as_of: self.as_of.as_of,
            allow_remote: self.allow_remote,
            limits: serve::UploadLimits::default(),
        };
        let server = Server::open(listener, options).map_err(session::unopened)?;
        let url = server.url();
        self.announce(&url, common)?;
        server.run().context("the server failed")?;
        Ok(Exit::Success)
    }

    /// Prints the address on standard output, and opens it if that is asked for.
    fn announce(&self, url: &str, common: &Common) -> anyhow::Result<()> {
        use std::io::Write;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{url}").and_then(|()| out.flush()).context("standard output cannot be written")?;
        if self.allow_remote {
            say!(
                "rolefit: warning: calls from other machines are answered, without encryption. Whoever has the address and \
                the token can read the resumes and decide. On another machine, put the address of this one in the place of 127.0.0.1"
            );
        }
        if !common.quiet {
            say!("rolefit: the page is at this address until you press Ctrl-C");
        }
        if self.open && open(url).is_err() {
            say!("rolefit: no browser can be started; open the address yourself");
        }
        Ok(())
    }
}

/// Opens `url` with the program of the system.
fn open(url: &str) -> std::io::Result<()> {
    let mut command = match std::env::consts::OS {
        "macos" => Command::new("open"),
        "windows" => {
            let mut command = Command::new("cmd");
            // `start` takes its first quoted argument for a title.
            command.args(["/c", "start", ""]);
            command
        }
        _ => Command::new("xdg-open"),
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(|_| ())
}
