//! A cache of results that are slow to compute, e.g. compiled catalogs.
//!
//! Each file ends in a checksum. A file that is stale or damaged counts as missing and is written anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::atomic_file;

/// Raised when the layout of the files changes in a way that their keys do not show.
const FORMAT: &str = "rolefit cache 1";

/// The version of this binary. Another version may encode the same type differently.
const MADE_BY: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("ROLEFIT_ENGINE_VERSION"));

/// Most files in the directory, over all catalogs and choices of roles. That is enough for all catalogs in use at a
/// time.
const MOST_FILES: usize = 24;

/// Most bytes in the directory. A large catalog takes about 10 MB.
const MOST_BYTES: u64 = 100 << 20;

/// The extension of cache files. Files with other extensions are never removed.
const EXTENSION: &str = "rolefit-cache";

/// A cache directory, or none.
///
/// No result depends on the cache: an entry that cannot be read or written is computed anew, and the error is only
/// traced.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

/// The key of an entry: its kind and a hash of everything it was computed from.
pub(crate) struct Key {
    what: &'static str,
    hash: blake3::Hash,
}

impl Key {
    /// Returns the key of an entry of the kind `what` that this binary computes from `sources`.
    pub(crate) fn new<'a>(what: &'static str, sources: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [FORMAT, MADE_BY, what].map(str::as_bytes).into_iter().chain(sources) {
            // The length keeps two lists of sources apart whose bytes run together, e.g. ["ab", "c"] and ["a", "bc"].
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self { what, hash: hasher.finalize() }
    }

    /// Returns the checksum of `content` under this key. A file that was renamed to another key fails the check too.
    fn checksum(&self, content: &[u8]) -> blake3::Hash {
        blake3::Hasher::new_keyed(self.hash.as_bytes()).update(content).finalize()
    }
}

impl Cache {
    /// Returns a cache that stores nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// Returns a cache in `folder`. The directory is created with the first entry.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// True if entries are stored.
    pub(crate) fn is_on(&self) -> bool {
        self.folder.is_some()
    }

    /// Returns the entry under `key`; `None` if it is missing, stale or damaged.
    pub(crate) fn load<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let bytes = self.load_bytes(key)?;
        postcard::from_bytes(&bytes).inspect_err(|error| unusable(key, error)).ok()
    }

    /// Returns the encoded entry under `key`, so that decoded values can borrow from it. Otherwise as [`Cache::load`].
    pub(crate) fn load_bytes(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.path(key)?;
        match read(&path, key) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            read => read.inspect(|_| touch(&path)).inspect_err(|error| unusable(key, error)).ok(),
        }
    }

    /// Stores `content` under `key`. An error is traced and otherwise ignored.
    pub(crate) fn keep<T: Serialize>(&self, key: &Key, content: &T) {
        let Some(path) = self.path(key) else { return };
        match write(&path, key, content) {
            Ok(()) => path.parent().into_iter().for_each(|folder| sweep(folder, MOST_FILES, MOST_BYTES)),
            Err(error) => tracing::info!(what = key.what, %error, "nothing is cached"),
        }
    }

    fn path(&self, key: &Key) -> Option<PathBuf> {
        let name = format!("{}-{}.{EXTENSION}", key.what, key.hash.to_hex());
        self.folder.as_ref().map(|folder| folder.join(name))
    }
}

fn unusable(key: &Key, error: &impl std::fmt::Display) {
    tracing::info!(what = key.what, %error, "a cached file cannot be used; it is made again");
}

/// Returns the content of a file without the checksum at its end.
///
/// # Errors
/// Errors of the operating system, or `InvalidData` if the checksum is wrong.
fn read(path: &Path, key: &Key) -> io::Result<Vec<u8>> {
    let mut bytes = fs::read(path)?;
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it is damaged");
    let length = bytes.len().checked_sub(blake3::OUT_LEN).ok_or_else(damaged)?;
    let checksum = bytes.split_off(length);
    if key.checksum(&bytes).as_bytes() != checksum.as_slice() {
        return Err(damaged());
    }
    Ok(bytes)
}

fn write<T: Serialize>(path: &Path, key: &Key, content: &T) -> io::Result<()> {
    let mut content = postcard::to_stdvec(content).map_err(io::Error::other)?;
    let checksum = key.checksum(&content);
    content.extend_from_slice(checksum.as_bytes());
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    atomic_file::write(path, &content)
}

/// Sets the modification time of a file to now, so that [`sweep`] removes the least recently used files first.
///
/// If that fails, the file keeps the time of its creation.
fn touch(path: &Path) {
    let touched = fs::File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
    if let Err(error) = touched {
        tracing::debug!(path = %path.display(), %error, "the use of a cached file is not noted");
    }
}

/// Removes the least recently used files until at most `most_files` with `most_bytes` are left. The newest file stays,
/// however large.
fn sweep(folder: &Path, most_files: usize, most_bytes: u64) {
    let ours = |path: &PathBuf| path.extension().is_some_and(|extension| extension == EXTENSION);
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
        .filter(ours)
        .map(|path| {
            let about = path.metadata();
            let used = about.as_ref().ok().and_then(|it| it.modified().ok()).unwrap_or(SystemTime::UNIX_EPOCH);
            (used, about.map_or(0, |it| it.len()), path)
        })
        .collect();
    files.sort();
    let (mut kept_files, mut kept_bytes) = (0, 0);
    for (_, bytes, path) in files.iter().rev() {
        kept_files += 1;
        kept_bytes += bytes;
        if kept_files > most_files || (kept_files > 1 && kept_bytes > most_bytes) {
            drop(fs::remove_file(path));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key(source: &str) -> Key {
        Key::new("words", [source.as_bytes()])
    }

    /// True if the entry of `key` had to be computed.
    fn is_made(cache: &Cache, key: &Key) -> bool {
        let kept: Option<String> = cache.load(key);
        assert!(kept.as_deref().is_none_or(|kept| kept == "made"));
        cache.keep(key, &"made");
        kept.is_none()
    }

    fn file(folder: &Path) -> PathBuf {
        folder.read_dir().unwrap().next().unwrap().unwrap().path()
    }

    #[test]
    fn what_was_made_once_is_kept_under_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("not/there/yet"));
        assert!(is_made(&cache, &key("a")) && !is_made(&cache, &key("a")));
        assert!(is_made(&cache, &key("b")));
        assert!(is_made(&Cache::off(), &key("a")));
    }

    #[test]
    fn a_file_that_was_changed_cut_or_renamed_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().to_owned());
        let a = key("a");
        is_made(&cache, &a);
        let path = file(folder.path());
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            for damaged in [&changed, &whole[..at].to_vec()] {
                fs::write(&path, damaged).unwrap();
                assert!(is_made(&cache, &a), "at byte {at}");
                assert_eq!(fs::read(&path).unwrap(), whole, "it is written again");
            }
        }
        let other = key("b");
        is_made(&cache, &other);
        let other = folder.path().join(format!("words-{}.{EXTENSION}", other.hash.to_hex()));
        fs::write(other, &whole).unwrap();
        assert!(is_made(&cache, &key("b")));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_no_error() {
        let folder = tempfile::NamedTempFile::new().unwrap();
        let cache = Cache::in_folder(folder.path().join("below a file"));
        assert!(is_made(&cache, &key("a")) && is_made(&cache, &key("a")));
    }

    #[test]
    fn only_the_newest_files_stay_and_nobody_elses_are_touched() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().to_owned());
        fs::write(folder.path().join("mine.txt"), "").unwrap();
        (0..MOST_FILES + 3).for_each(|at| assert!(is_made(&cache, &key(&at.to_string()))));
        assert_eq!(folder.path().read_dir().unwrap().count(), MOST_FILES + 1);
    }

    #[test]
    fn too_many_bytes_are_too_much_and_what_was_used_last_stays() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().to_owned());
        let keys = ["a", "b", "c"].map(key);
        keys.iter().for_each(|key| assert!(is_made(&cache, key)));
        // Made in this order, long ago.
        for (at, key) in keys.iter().enumerate() {
            let file = fs::File::options().append(true).open(cache.path(key).unwrap()).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(at as u64)).unwrap();
        }
        assert!(cache.load::<String>(&keys[0]).is_some());
        let bytes = file(folder.path()).metadata().unwrap().len();
        sweep(folder.path(), MOST_FILES, bytes * 2);
        assert_eq!(keys.each_ref().map(|key| cache.path(key).unwrap().exists()), [true, false, true]);
        sweep(folder.path(), MOST_FILES, 1);
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "the newest stays");
    }
}
