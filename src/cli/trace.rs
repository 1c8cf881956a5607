//! Tracing on standard error, by `-v` or `ROLEFIT_LOG`, and the messages of panics. Neither shows a resume's text.

use tracing_subscriber::EnvFilter;

use super::options::Common;

/// The environment variable with a filter of `tracing-subscriber`, for example `rolefit=debug`.
const VARIABLE: &str = "ROLEFIT_LOG";

/// Starts tracing at the level asked for, and keeps the messages of panics from being printed.
pub(crate) fn start(common: &Common) {
    std::panic::set_hook(Box::new(|info| {
        // The message of a panic may quote a resume. Its location does not.
        if let Some(location) = info.location() {
            match rolefit::ingest::is_catching_panics() {
                // The problem of the file is reported anyway.
                true => tracing::debug!("a reader failed at {location}"),
                false => tracing::error!("internal error at {location}"),
            }
        }
    }));
    let default = match common.verbose {
        0 => "rolefit=error",
        1 => "rolefit=info",
        _ => "rolefit=debug",
    };
    let filter = match std::env::var(VARIABLE) {
        Ok(filter) if !filter.is_empty() => EnvFilter::new(filter),
        _ => EnvFilter::new(default),
    };
    // Records of the `log` crate are not collected, because parsers may write text of a resume there.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Asking for colours without their feature panics.
        .with_ansi(false)
        .with_writer(std::io::stderr)
        // Otherwise a closed standard error panics.
        .log_internal_errors(false)
        .without_time()
        .init();
}
