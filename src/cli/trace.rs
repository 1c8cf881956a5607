//! Tracing on standard error, by `-v` or `ROLEFIT_LOG`, and what a crash may say. Neither shows a resume's text.

use tracing_subscriber::EnvFilter;

use super::options::Shared;

/// The environment variable that sets what is traced, as `tracing-subscriber`'s filters are written.
const VARIABLE: &str = "ROLEFIT_LOG";

/// Starts tracing if it was asked for, and keeps panics from quoting what they were given.
pub fn start(shared: &Shared) {
    std::panic::set_hook(Box::new(|info| {
        // The message of a panic may hold the text that it was about; its place does not.
        if let Some(location) = info.location() {
            match rolefit::ingest::is_catching_panics() {
                // The file is reported with its problem.
                true => tracing::debug!("a reader failed at {location}"),
                false => tracing::error!("internal error at {location}"),
            }
        }
    }));
    let default = match shared.verbose {
        0 => "rolefit=error",
        1 => "rolefit=info",
        _ => "rolefit=debug",
    };
    let filter = match std::env::var(VARIABLE) {
        Ok(filter) if !filter.is_empty() => EnvFilter::new(filter),
        _ => EnvFilter::new(default),
    };
    // Records of the `log` crate, which readers of formats write, are not collected: they could hold text.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Plain: asking for colours without the feature that draws them is a panic.
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
}
