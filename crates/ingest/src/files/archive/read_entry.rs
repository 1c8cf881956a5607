//! Reads one file of an archive, with no more bytes than stated and allowed.

use std::io::{Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use super::ArchiveStream;
use super::listing::Entry;
use crate::files::input;
use crate::formats::zip_entries::{self, HEADER_LENGTH, LocalHeader, Method};
use crate::formats::zip_inflate::State;
use crate::formats::{Limits, problem, unsupported};
use rolefit_document::{Problem, ProblemCode};

/// The file's bytes.
pub(super) fn read_entry(
    stream: &Mutex<ArchiveStream<'_>>,
    entry: &Entry,
    limits: &Limits,
) -> Result<Vec<u8>, Problem> {
    if entry.is_encrypted {
        let message = "password-protected inside the archive";
        return Err(problem(ProblemCode::Encrypted, message, "unpack it with the password"));
    }
    let (most, too_large) = (limits.max_bytes as u64, || {
        let message = format!("it expands past the limit of {} MiB", limits.max_bytes >> 20);
        problem(ProblemCode::LimitBytes, message, "save it without pictures")
    });
    if entry.packed.max(entry.size.unwrap_or_default()) > most {
        return Err(too_large());
    }
    let (method, packed) = packed(stream, entry)?;
    let whole = zip_entries::Entry {
        at: entry.at,
        data: &packed,
        method,
        crc: entry.crc,
        size: entry.size.unwrap_or_default(),
        is_encrypted: false,
        is_cut: false,
    };
    match whole.inflate(entry.max_size(limits)) {
        None => Err(unsupported("compressed in an unsupported way")),
        Some((bytes, _)) if bytes.len() as u64 > most => Err(too_large()),
        Some((bytes, State::Whole)) => Ok(bytes),
        Some(_) => Err(broken()),
    }
}

/// The compressed bytes of a file and the method of compression.
fn packed(stream: &Mutex<ArchiveStream<'_>>, entry: &Entry) -> Result<(Method, Vec<u8>), Problem> {
    // A thread that panicked may have left the stream anywhere. Every read seeks first.
    let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
    let mut start = [0; HEADER_LENGTH];
    stream.seek(SeekFrom::Start(entry.at)).map_err(|error| input::unopened(&error))?;
    stream.read_exact(&mut start).map_err(|_| broken())?;
    let header = LocalHeader::parse(&start).ok_or_else(broken)?;
    let mut packed = Vec::new();
    let skipped = i64::try_from(header.length() - HEADER_LENGTH).map_err(|_| broken())?;
    stream.seek_relative(skipped).map_err(|_| broken())?;
    stream.by_ref().take(entry.packed).read_to_end(&mut packed).map_err(|error| input::unopened(&error))?;
    Ok((header.method, packed))
}

fn broken() -> Problem {
    problem(ProblemCode::Damaged, "it is broken inside the archive", "ask for the archive again")
}
