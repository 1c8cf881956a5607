//! Where compiled catalogs are kept between runs: the platform's folder for such files, or the one that `ROLEFIT_CACHE` names.

use std::path::PathBuf;

use rolefit::cache::Cache;

/// Names the folder; empty, nothing is kept.
const VARIABLE: &str = "ROLEFIT_CACHE";

/// The cache of this user.
pub(super) fn cache() -> Cache {
    let folder = match std::env::var_os(VARIABLE) {
        Some(folder) => Some(PathBuf::from(folder)).filter(|folder| !folder.as_os_str().is_empty()),
        None => dirs::cache_dir().map(|folder| folder.join("rolefit")),
    };
    folder.map_or_else(Cache::off, Cache::in_folder)
}
