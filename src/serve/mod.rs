//! The live page: a server on this machine that reads the files dropped on its page, ranks them, and hands out the data
//! that the HTML report has inside.
//!
//! `guard` looks at every call before it is routed. `files` keeps uploads in a private folder, under numbers. A `job`
//! reads and scores them on threads of its own, by way of the worker processes that the caller's reader has. `roles`
//! and `decisions` are what people work on; both end up in files that the command line reads. Nothing is logged but
//! numbers of jobs and files.

mod app;
mod boxes;
mod calls;
mod decisions;
mod events;
mod exports;
mod failure;
mod files;
mod guard;
mod images;
mod job;
mod jobs;
mod preview;
mod private_folder;
mod role_book;
mod role_form;
mod roles;
mod routes;
mod sample;
mod search;
mod static_files;

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use jiff::civil::Date;

use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::posting::ImportedRole;
use crate::session::ResumeReader;
use app::App;

pub use files::UploadLimits;

/// The settings of a [`Server`].
#[derive(Debug, Default)]
pub struct Options {
    /// Files and folders to rank, besides those that are dropped on the page.
    pub paths: Vec<PathBuf>,
    /// The role to rank for at once. `None` waits for the page.
    pub role: Option<String>,
    /// The roles of a posting, to be reviewed on the page.
    pub drafts: Vec<ImportedRole>,
    /// A directory with role files; `None` means the built-in roles.
    pub catalog: Option<PathBuf>,
    /// The cache of compiled catalogs.
    pub cache: Cache,
    /// The way files are read: by worker processes, for untrusted files.
    pub reader: ResumeReader,
    /// The table of decisions, read and written. `None` keeps decisions in memory.
    pub decisions: Option<PathBuf>,
    /// The folder that roles are saved in. `None` means a private folder, which is removed at the end.
    pub roles_dir: Option<PathBuf>,
    /// The folder of a search index, if there is one.
    pub index: Option<PathBuf>,
    /// True if names and contacts are withheld in every job.
    pub blind: bool,
    /// The day that "present" means in a resume; `None` means today in UTC.
    pub as_of: Option<Date>,
    /// True if calls from other machines are answered.
    pub allow_remote: bool,
    /// The limits on what may be dropped.
    pub limits: UploadLimits,
}

/// A server that is bound to its port, and answers once it runs.
pub struct Server {
    listener: TcpListener,
    app: Arc<App>,
    token: String,
}

/// Binds a port of this machine, `0` for any that is free. Other machines reach it only with `allow_remote`.
///
/// # Errors
/// The error of the operating system, for example if the port is taken.
pub fn bind(port: u16, allow_remote: bool) -> io::Result<TcpListener> {
    let local = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if !allow_remote {
        return TcpListener::bind(local);
    }
    TcpListener::bind((Ipv6Addr::UNSPECIFIED, port)).or_else(|_| TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)))
}

impl Server {
    /// Opens the catalog, the decisions and the private folder.
    ///
    /// # Errors
    /// [`Error::Catalog`] or [`Error::Io`] if one of them cannot be opened, [`Error::UnknownRole`] if the catalog lacks
    /// the role, [`Error::Missing`] if there is nothing at one of the paths.
    pub fn open(listener: TcpListener, options: Options) -> Result<Server> {
        let port = listener.local_addr().map_err(Error::io(std::path::Path::new("the port")))?.port();
        let token = guard::new_token()?;
        let app = Arc::new(App::open(options, port, guard::hash(&token))?);
        Ok(Server { listener, app, token })
    }

    /// The address of the page, with the token that every call needs.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/#token={}", self.app.port, self.token)
    }

    /// Answers calls until the process is interrupted or asked to end.
    ///
    /// # Errors
    /// The errors of the operating system.
    pub fn run(self) -> io::Result<()> {
        self.run_until(interrupted())
    }

    /// Answers calls until `stop` is done. Then ends the job and removes the private folder.
    ///
    /// # Errors
    /// The errors of the operating system.
    pub fn run_until(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let Server { listener, app, token: _ } = self;
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            // The guard stands around the router, so that it looks at every call first.
            let router = Router::new().fallback_service(routes::router(Arc::clone(&app)));
            let guarded = router.layer(from_fn_with_state(Arc::clone(&app), guard::check));
            App::begin(&app);
            tokio::select! {
                served = axum::serve(listener, guarded).into_future() => served,
                () = stop => Ok(()),
            }
        });
        app.end();
        runtime.shutdown_background();
        served
    }
}

/// Waits for the signals that end a server.
async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = terminate.recv() => return,
            _ = tokio::signal::ctrl_c() => return,
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
