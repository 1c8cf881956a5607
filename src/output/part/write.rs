//! Writes a part.

use std::io::{self, Write};

use serde::Serialize;

use super::{MADE_BY, PartHead, SCHEMA};
use crate::rank::Entrant;

/// A part that is being written.
pub struct PartWriter<'a> {
    out: &'a mut dyn Write,
    sum: blake3::Hasher,
}

impl<'a> PartWriter<'a> {
    /// Begins a part.
    ///
    /// # Errors
    /// The errors of `out`.
    pub fn begin(head: &PartHead, out: &'a mut dyn Write) -> io::Result<PartWriter<'a>> {
        let mut writer = PartWriter { out, sum: blake3::Hasher::new() };
        writer.write(format!("{SCHEMA}\n").as_bytes())?;
        writer.piece(&MADE_BY)?;
        writer.piece(head)?;
        Ok(writer)
    }

    /// Adds the candidate whose id is next. `place` is the [place](super::FileList::place) of its file in a blind run,
    /// and 0 otherwise.
    ///
    /// # Errors
    /// The errors of the output.
    pub fn add(&mut self, place: u64, id: &str, entrant: &Entrant) -> io::Result<()> {
        self.piece(&((place, id), entrant))
    }

    /// Writes the end.
    ///
    /// # Errors
    /// The errors of the output.
    pub fn finish(mut self) -> io::Result<()> {
        self.write(&0_u32.to_le_bytes())?;
        let sum = self.sum.finalize();
        self.out.write_all(sum.as_bytes())
    }

    fn piece(&mut self, value: &impl Serialize) -> io::Result<()> {
        let bytes = postcard::to_allocvec(value).map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.write(&length.to_le_bytes())?;
        self.write(&bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.out.write_all(bytes)
    }
}
