//! ZIP archives of resumes. Each file in an archive is a candidate. It is inflated into memory when its turn comes, and
//! never written to disk.

mod listing;
mod read_entry;

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Mutex;

use crate::file_names;
use crate::files::ids::Ids;
use crate::files::package::{Package, Part, ReadSeek};
use crate::files::{SkipReason, Skipped};
use crate::formats::zip_kinds::{self, is_zip};
use crate::formats::{Limits, has_resume_extension, problem};
use listing::{Entry, list};
use rolefit_document::{Problem, ProblemCode};

/// The length of the signature at the start of an archive.
const SIGNATURE_BYTES: u64 = 4;

type ArchiveStream<'a> = BufReader<Box<dyn ReadSeek + 'a>>;

/// An archive of which the files are listed and not inflated yet.
pub(crate) struct Archive<'a> {
    stream: Mutex<ArchiveStream<'a>>,
    entries: Vec<Entry>,
    parts: Vec<Part>,
    skipped: Skipped,
    problem: Option<Problem>,
}

/// Opens `file` as an archive. `None` if it is not an archive or is a document; the file is then rewound to its start.
pub(crate) fn open(mut file: &File, limits: &Limits) -> Result<Option<Archive<'static>>, Problem> {
    let unopened = |error| crate::files::input::unopened(&error);
    let mut start = Vec::new();
    file.take(SIGNATURE_BYTES).read_to_end(&mut start).map_err(unopened)?;
    let archive = match is_zip(&start) {
        true => Archive::open(file.try_clone().map_err(unopened)?, limits)?,
        false => None,
    };
    if archive.is_none() {
        file.rewind().map_err(unopened)?;
    }
    Ok(archive)
}

/// True if `bytes` are an archive of files, and not one document such as DOCX.
pub(crate) fn holds_files(bytes: &[u8]) -> bool {
    is_zip(bytes) && !matches!(Archive::open(Cursor::new(bytes), &Limits::default()), Ok(None))
}

impl<'a> Archive<'a> {
    /// Lists the files. `None` if the archive is a document, or damaged so much that no file is found.
    pub(super) fn open(stream: impl ReadSeek + 'a, limits: &Limits) -> Result<Option<Self>, Problem> {
        let mut stream = BufReader::new(Box::new(stream) as Box<dyn ReadSeek + 'a>);
        let (mut entries, is_whole) = list(&mut stream, limits)?;
        let is_document = zip_kinds::kind(entries.iter().map(|entry| (entry.name.as_slice(), &b""[..]))).is_some();
        if is_document || (entries.is_empty() && !is_whole) {
            return Ok(None);
        }
        let mut skipped = Skipped::default();
        entries.retain(|entry| is_resume(entry, &mut skipped));
        let total = entries.iter().fold(0_u64, |total, entry| total.saturating_add(entry.max_size(limits)));
        if total > limits.max_archive_bytes {
            let message = format!("its files expand past the limit of {} MiB", limits.max_archive_bytes >> 20);
            return Err(problem(ProblemCode::LimitBytes, message, "split it, or give a folder of its files"));
        }
        // A bomb: a small archive whose directory names the same bytes many times.
        let packed = entries.iter().fold(0_u64, |packed, entry| packed.saturating_add(entry.packed));
        if stream.seek(SeekFrom::End(0)).is_ok_and(|length| packed > length) {
            let message = "it claims to hold more bytes than it has";
            return Err(problem(ProblemCode::Damaged, message, "unpack it, and give the files in it"));
        }
        let problem = (!is_whole).then(|| {
            let message = "the archive is cut off or broken; the files that could be found in it were used";
            problem(ProblemCode::Damaged, message, "ask for it again")
        });
        let mut ids = Ids::default();
        let mut named: Vec<(Part, Entry)> =
            entries.into_iter().enumerate().map(|(index, entry)| (part(&entry, &mut ids, index + 1), entry)).collect();
        named.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        let (parts, entries) = named.into_iter().unzip();
        Ok(Some(Self { stream: Mutex::new(stream), entries, parts, skipped, problem }))
    }
}

impl Package for Archive<'_> {
    fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn skipped(&self) -> Skipped {
        self.skipped.clone()
    }

    fn problem(&self) -> Option<Problem> {
        self.problem.clone()
    }

    fn bytes(&self, part: usize, limits: &Limits) -> Result<Vec<u8>, Problem> {
        debug_assert!(part < self.entries.len(), "the archive has no part {part}");
        self.entries.get(part).map_or(Ok(Vec::new()), |entry| read_entry::read_entry(&self.stream, entry, limits))
    }
}

/// True if an entry may be a resume. Other files are counted in `skipped`; directories are not counted.
fn is_resume(entry: &Entry, skipped: &mut Skipped) -> bool {
    if entry.is_directory {
        return false;
    }
    let name = entry.name.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    let reason = match () {
        () if entry.name.split(|&byte| byte == b'/').any(file_names::is_hidden) => SkipReason::Hidden,
        () if entry.is_link => SkipReason::Link,
        () if !has_resume_extension(name) => SkipReason::OtherType,
        () => return true,
    };
    skipped.push(file_names::escape(&entry.name), reason);
    false
}

fn part(entry: &Entry, ids: &mut Ids, position: usize) -> Part {
    let name = entry.name.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    let id = ids.make_unique(file_names::id_of_entry(&entry.name), position);
    Part { id, file_name: String::from_utf8(name.to_vec()).ok() }
}

#[cfg(test)]
mod tests;
