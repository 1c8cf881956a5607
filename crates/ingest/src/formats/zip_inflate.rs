//! Inflates an entry of a ZIP archive up to a limit and reports whether it is whole, cut or corrupt.

use std::io::{ErrorKind, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::zip_entries::{Entry, Method};

/// Largest ratio by which Deflate compresses. A stated length beyond this ratio is false.
pub(crate) const MAX_RATIO: u64 = 1032;

/// The condition of an inflated entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Whole,
    /// The data ends early; all bytes up to there are right.
    Cut,
    /// Some bytes differ from the original.
    Corrupt,
}

impl Entry<'_> {
    /// Returns the uncompressed bytes, at most one more than `most`, and their condition; `None` if the compression is
    /// not supported.
    pub(crate) fn inflate(&self, most: u64) -> Option<(Vec<u8>, State)> {
        let (mut bytes, most) = (Vec::new(), most.saturating_add(1));
        let (outcome, taken) = match self.method {
            Method::Stored => (self.data.take(most).read_to_end(&mut bytes), self.data.len()),
            Method::Deflated => {
                let mut decoder = DeflateDecoder::new(self.data).take(most);
                let outcome = decoder.read_to_end(&mut bytes);
                (outcome, usize::try_from(decoder.get_ref().total_in()).unwrap_or(usize::MAX))
            }
            Method::Other => return None,
        };
        // A stream may break off without an error; the checksum, if there is one, reveals this.
        let is_whole = self.crc.map_or(taken < self.data.len(), |crc| crc == sum(&bytes));
        let state = match outcome {
            Err(error) if error.kind() != ErrorKind::UnexpectedEof => State::Corrupt,
            Ok(_) if is_whole => State::Whole,
            _ if self.is_cut => State::Cut,
            _ => State::Corrupt,
        };
        Some((bytes, state))
    }
}

fn sum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_the_limit_is_inflated() {
        let entry =
            |method| Entry { at: 0, data: &[b' '; 50], method, crc: None, size: 0, is_encrypted: false, is_cut: false };
        assert_eq!(entry(Method::Stored).inflate(9), Some((vec![b' '; 10], State::Corrupt)));
        assert_eq!(entry(Method::Other).inflate(9), None);
    }
}
