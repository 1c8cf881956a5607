//! Numbers in the bytes of a DOC file; whatever lies outside is `None`.

/// The number in the two bytes at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The number in the four bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The number in the four bytes at `at`, as a size or place.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// A table of places, one more than it has entries, followed by the entries, each of `size` bytes: every entry with
/// the places that it begins and ends at.
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
    fn a_table_of_places_gives_its_entries() {
        let bytes = [0, 0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4];
        assert_eq!(plc(&bytes, 2).collect::<Vec<_>>(), [(0, 5, &[1, 2][..]), (5, 9, &[3, 4][..])]);
        assert_eq!(plc(&[], 2).count(), 0);
    }
}
