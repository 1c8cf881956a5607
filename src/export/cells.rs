//! Cells of a row as one string of bytes, so that rows can be sorted anywhere and written when their turn comes.

/// The cells, each behind its length.
pub(super) fn pack<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut packed = Vec::new();
    for cell in cells {
        let cell = cell.as_ref().as_bytes();
        packed.extend_from_slice(&cell.len().to_le_bytes());
        packed.extend_from_slice(cell);
    }
    packed
}

/// The cells that were packed.
pub(super) fn unpack(mut packed: &[u8]) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (length, rest) = packed.split_first_chunk()?;
        let (cell, rest) = rest.split_at_checked(usize::from_le_bytes(*length))?;
        packed = rest;
        std::str::from_utf8(cell).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were() {
        let cells = ["", "a\"b", "\0", "caf\u{e9}\n"];
        assert_eq!(unpack(&pack(cells)).collect::<Vec<_>>(), cells);
    }
}
