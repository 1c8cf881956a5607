//! Reads a part.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{LENGTH_BYTES, MADE_BY, PartError, PartHead, Place, SCHEMA};
use crate::rank::Entrant;

/// A part that is being read.
pub(super) struct Part {
    pub path: PathBuf,
    pub head: PartHead,
    reader: BufReader<File>,
}

impl Part {
    /// Opens the part at `path` and checks every byte of it.
    pub(super) fn open(path: &Path) -> Result<Part, PartError> {
        let unreadable = |error| PartError::Unreadable { path: path.to_owned(), error };
        let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
        let mut schema = Vec::new();
        reader.by_ref().take(SCHEMA.len() as u64 + 1).read_until(b'\n', &mut schema).map_err(unreadable)?;
        if schema.strip_suffix(b"\n") != Some(SCHEMA.as_bytes()) {
            return Err(PartError::NoPart(path.to_owned()));
        }
        let damaged = |_| PartError::Damaged(path.to_owned());
        is_whole(&mut reader).map_err(damaged)?.then_some(()).ok_or(PartError::Damaged(path.to_owned()))?;
        reader.seek(SeekFrom::Start(schema.len() as u64)).map_err(unreadable)?;
        let made_by: String = piece(&mut reader).map_err(damaged)?.unwrap_or_default();
        if made_by != MADE_BY {
            return Err(PartError::OtherVersion(path.to_owned()));
        }
        let head = piece(&mut reader).map_err(damaged)?.ok_or(PartError::Damaged(path.to_owned()))?;
        Ok(Part { path: path.to_owned(), head, reader })
    }

    /// The next candidate and its place.
    pub(super) fn next(&mut self) -> Result<Option<(Place, Entrant)>, PartError> {
        piece(&mut self.reader).map_err(|_| PartError::Damaged(self.path.clone()))
    }
}

/// True if the checksum at the end is that of all bytes before it. The file may be larger than the memory.
fn is_whole(reader: &mut BufReader<File>) -> io::Result<bool> {
    let bytes = reader.seek(SeekFrom::End(0))?;
    let Some(summed) = bytes.checked_sub(blake3::OUT_LEN as u64) else { return Ok(false) };
    reader.rewind()?;
    let mut sum = blake3::Hasher::new();
    sum.update_reader(reader.by_ref().take(summed))?;
    let mut stated = [0; blake3::OUT_LEN];
    reader.read_exact(&mut stated)?;
    Ok(sum.finalize() == stated)
}

/// The next piece; `None` at the end.
fn piece<T: DeserializeOwned>(reader: &mut BufReader<File>) -> io::Result<Option<T>> {
    let mut length = [0; LENGTH_BYTES];
    reader.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length == 0 {
        return Ok(None);
    }
    let mut bytes = vec![0; length as usize];
    reader.read_exact(&mut bytes)?;
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}
