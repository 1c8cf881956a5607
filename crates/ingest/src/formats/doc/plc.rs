//! Parses the tables of positions in a DOC file (the format's "PLC") and the sizes in its headers.

use crate::formats::little_endian::u32_at;

/// Returns the 32-bit number at byte offset `at` as a size or position; `None` if it lies outside `bytes`.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// Parses a table of positions followed by entries of `size` bytes; there is one more position than entries. Returns
/// each entry with its start and end position.
pub(super) fn plc(bytes: &[u8], size: usize) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    let entries = bytes.get(4 * (count + 1)..).unwrap_or_default();
    (0..count).map_while(move |index| {
        let entry = entries.get(index * size..(index + 1) * size)?;
        Some((size_at(bytes, 4 * index)?, size_at(bytes, 4 * (index + 1))?, entry))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_positions_gives_its_entries() {
        let bytes = [0, 0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4];
        assert_eq!(plc(&bytes, 2).collect::<Vec<_>>(), [(0, 5, &[1, 2][..]), (5, 9, &[3, 4][..])]);
        assert_eq!(plc(&[], 2).count(), 0);
    }
}
