//! The files that are dropped on the page. A file is kept under a number; its name is data and never a path.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use futures_util::StreamExt;
use rolefit_ingest::KeptFile;
use serde::{Deserialize, Serialize};

use super::app::{App, lock};
use super::calls;
use super::failure::{Answer, Failure};
use super::sample::SAMPLE;

/// The limits on what may be dropped on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UploadLimits {
    /// Bytes of one file. Default 512 MiB: an archive of a thousand scans. What is no archive may have 32 MiB, as
    /// everywhere.
    pub file_bytes: u64,
    /// Number of files. Default 20,000: their candidates are held in memory, some 30 KB each.
    pub files: usize,
    /// Bytes of all files. Default 4 GiB, because they lie on the disk for temporary files.
    pub total_bytes: u64,
}

impl Default for UploadLimits {
    fn default() -> Self {
        UploadLimits { file_bytes: 512 << 20, files: 20_000, total_bytes: 4 << 30 }
    }
}

/// Bytes of the longest name. Systems have paths of 4 KiB.
const LONGEST_NAME: usize = 4 << 10;

/// The files that were dropped.
pub(super) struct Files {
    folder: PathBuf,
    limits: UploadLimits,
    /// By name, each with its place and its bytes.
    kept: BTreeMap<String, (PathBuf, u64)>,
    /// The bytes of all files, those that are on their way among them.
    bytes: u64,
    /// The number of files that are on their way.
    coming: usize,
    next: u64,
}

impl Files {
    pub(super) fn new(folder: PathBuf, limits: UploadLimits) -> Files {
        Files { folder, limits, kept: BTreeMap::new(), bytes: 0, coming: 0, next: 0 }
    }

    /// The files, for a walk.
    pub(super) fn kept(&self) -> Vec<KeptFile> {
        let file = |(name, (path, _)): (&String, &(PathBuf, u64))| KeptFile { name: name.clone(), path: path.clone() };
        self.kept.iter().map(file).collect()
    }

    /// The numbers for the page.
    pub(super) fn count(&self) -> serde_json::Value {
        serde_json::json!({ "count": self.kept.len(), "bytes": self.bytes })
    }

    pub(super) fn limits(&self) -> UploadLimits {
        self.limits
    }

    /// Removes all files. Those on their way are kept when they arrive.
    fn clear(&mut self) {
        for (path, bytes) in std::mem::take(&mut self.kept).into_values() {
            let _ = fs::remove_file(path);
            self.bytes -= bytes;
        }
    }
}

/// A file that is on its way. Dropped before it is kept, it leaves nothing behind.
struct Upload {
    app: Arc<App>,
    path: PathBuf,
    file: File,
    bytes: u64,
    is_kept: bool,
}

impl Upload {
    fn begin(app: &Arc<App>, name: &str) -> Answer<Upload> {
        if name.is_empty() || name.len() > LONGEST_NAME {
            return Err(Failure::wrong("the file has no name, or one too long", "name it in `path`"));
        }
        let mut files = lock(&app.files);
        let most = files.limits.files;
        if files.kept.len() + files.coming >= most && !files.kept.contains_key(name) {
            return Err(too_much("limit-files", &format!("more than {most} files"), "rank them in several parts"));
        }
        files.coming += 1;
        files.next += 1;
        let path = files.folder.join(files.next.to_string());
        let file = File::options().write(true).create_new(true).open(&path);
        match file {
            Ok(file) => Ok(Upload { app: Arc::clone(app), path, file, bytes: 0, is_kept: false }),
            Err(error) => {
                files.coming -= 1;
                Err(error.into())
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Answer<()> {
        let count = bytes.len() as u64;
        let mut files = lock(&self.app.files);
        let UploadLimits { file_bytes, total_bytes, .. } = files.limits;
        if self.bytes + count > file_bytes {
            let message = format!("larger than {}", size(file_bytes));
            return Err(too_much("limit-file", &message, "unpack it, and drop its files"));
        }
        if files.bytes + count > total_bytes {
            let message = format!("all files together are larger than {}", size(total_bytes));
            return Err(too_much("limit-bytes", &message, "rank them in several parts"));
        }
        files.bytes += count;
        self.bytes += count;
        drop(files);
        Ok(self.file.write_all(bytes)?)
    }

    /// Keeps the file, in the place of an earlier file of this name.
    fn keep(mut self, name: String) {
        self.is_kept = true;
        let mut files = lock(&self.app.files);
        if let Some((path, bytes)) = files.kept.insert(name, (self.path.clone(), self.bytes)) {
            let _ = fs::remove_file(path);
            files.bytes -= bytes;
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let mut files = lock(&self.app.files);
        files.coming -= 1;
        if !self.is_kept {
            files.bytes -= self.bytes;
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn too_much(code: &'static str, message: &str, remedy: &str) -> Failure {
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, code, message, remedy)
}

/// A number of bytes in words.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

#[derive(Deserialize)]
pub(super) struct Name {
    #[serde(default)]
    path: String,
}

/// Keeps the file that is the body of the call.
pub(super) async fn put(
    State(app): State<Arc<App>>,
    Query(Name { path }): Query<Name>,
    request: Request,
) -> Answer<Response> {
    let mut upload = Upload::begin(&app, &path)?;
    let mut body = request.into_body().into_data_stream();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|_| Failure::wrong("the file was cut off on its way", "drop it again"))?;
        upload.write(&piece)?;
    }
    upload.keep(path);
    counted(&app)
}

/// Removes all files that were dropped.
pub(super) async fn clear(State(app): State<Arc<App>>) -> Answer<Response> {
    lock(&app.files).clear();
    counted(&app)
}

/// Takes the built-in resumes of invented people.
pub(super) async fn sample(State(app): State<Arc<App>>) -> Answer<Response> {
    for (name, text) in SAMPLE {
        let mut upload = Upload::begin(&app, name)?;
        upload.write(text.as_bytes())?;
        upload.keep(name.into());
    }
    counted(&app)
}

fn counted(app: &App) -> Answer<Response> {
    let files = lock(&app.files);
    tracing::debug!(files = files.kept.len(), "files kept");
    Ok(calls::json(&files.count()))
}
