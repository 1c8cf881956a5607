//! The cache folder of the user: the platform's own, or the folder that `ROLEFIT_CACHE` names.

use std::path::PathBuf;

use rolefit::cache::Cache;

/// The environment variable that names the folder. If it is empty, nothing is cached.
const VARIABLE: &str = "ROLEFIT_CACHE";

/// Returns the cache of the user.
pub(super) fn cache() -> Cache {
    let folder = match std::env::var_os(VARIABLE) {
        Some(folder) => Some(PathBuf::from(folder)).filter(|folder| !folder.as_os_str().is_empty()),
        None => dirs::cache_dir().map(|folder| folder.join("rolefit")),
    };
    folder.map_or_else(Cache::off, Cache::in_folder)
}
