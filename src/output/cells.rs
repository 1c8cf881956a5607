//! Packs the cells of a row into bytes, so that rows can be sorted on disk and written later.

/// A row that is being written, cell after cell.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    /// The end of each cell in `text`.
    ends: Vec<u32>,
}

impl Cells {
    /// Adds a cell: the text that `write` appends.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        // The text of a file is far from 4 GiB.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, cell: &str) {
        self.write(|text| text.push_str(cell));
    }

    /// Returns the row (the number of cells, the end of each, the text of all) and begins the next row.
    pub(super) fn pack(&mut self) -> Vec<u8> {
        let Self { text, ends } = self;
        let mut packed = Vec::with_capacity(size_of::<u32>() * (ends.len() + 1) + text.len());
        packed.extend_from_slice(&u32::try_from(ends.len()).unwrap_or(u32::MAX).to_le_bytes());
        ends.iter().for_each(|end| packed.extend_from_slice(&end.to_le_bytes()));
        packed.extend_from_slice(text.as_bytes());
        text.clear();
        ends.clear();
        packed
    }
}

/// Packs `cells` into a row.
pub(super) fn pack<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut row = Cells::default();
    cells.into_iter().for_each(|cell| row.push(cell.as_ref()));
    row.pack()
}

/// The cells of a packed row.
pub(super) fn unpack(packed: &[u8]) -> impl Iterator<Item = &str> {
    let (count, rest) = packed.split_first_chunk().unwrap_or((&[0; 4], &[]));
    let ends = u32::from_le_bytes(*count) as usize * size_of::<u32>();
    let (ends, text) = rest.split_at_checked(ends).unwrap_or_default();
    let text = std::str::from_utf8(text).unwrap_or_default();
    let mut start = 0;
    ends.as_chunks().0.iter().map_while(move |end| {
        let end = u32::from_le_bytes(*end) as usize;
        let cell = text.get(start..end)?;
        start = end;
        Some(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_begins_where_another_was_packed() {
        let mut cells = Cells::default();
        cells.push("a");
        cells.pack();
        cells.push("b");
        assert_eq!(unpack(&cells.pack()).collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn cells_come_back_as_they_were() {
        let cells = ["", "a\"b", "\0", "caf\u{e9}\n", ""];
        assert_eq!(unpack(&pack(cells)).collect::<Vec<_>>(), cells);
        assert_eq!(unpack(&[]).count(), 0);
    }
}
