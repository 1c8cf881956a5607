//! The header of a DOC file (the format's "file information block"): the name of the table stream, the lengths of the
//! stories, and the positions of the tables.

use super::plc::size_at;
use crate::formats::little_endian::u16_at;

/// Magic numbers of Word files since 1997 and before.
const WORD_97: u16 = 0xa5ec;
const WORD_95: u16 = 0xa5dc;
/// Flags in the two bytes at [`FLAGS_AT`].
const FLAGS_AT: usize = 10;
const ENCRYPTED: u16 = 0x100;
const SECOND_TABLE: u16 = 0x200;
/// Byte offset of the story lengths, four bytes each.
const LENGTHS_AT: usize = 76;
/// Byte offset of the pairs of position and length of the tables, eight bytes per pair.
const TABLES_AT: usize = 154;

/// The tables in use, by their index in the header.
#[derive(Clone, Copy)]
pub(super) enum Table {
    StyleSheet = 1,
    HeaderStories = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    Shapes = 40,
    Boxes = 56,
}

/// The stories that are read, by their index in file order. A story is one of the separate texts of a file.
#[derive(Clone, Copy)]
pub(super) enum Story {
    Main = 0,
    Footnotes = 1,
    Headers = 2,
    Endnotes = 5,
    Boxes = 6,
    HeaderBoxes = 7,
}

/// The reason why a header cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    Encrypted,
    Word95,
    Broken,
}

pub(super) struct FileHeader<'a> {
    bytes: &'a [u8],
}

impl<'a> FileHeader<'a> {
    /// Reads the header at the start of the `WordDocument` stream.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Unusable> {
        match (u16_at(bytes, 0), u16_at(bytes, FLAGS_AT)) {
            (Some(WORD_97), Some(flags)) if flags & ENCRYPTED != 0 => Err(Unusable::Encrypted),
            (Some(WORD_97), Some(_)) if bytes.len() > TABLES_AT => Ok(Self { bytes }),
            (Some(WORD_95), _) => Err(Unusable::Word95),
            _ => Err(Unusable::Broken),
        }
    }

    /// Returns the name of the stream that contains the tables.
    pub(super) fn table_stream(&self) -> &'static str {
        let is_second = u16_at(self.bytes, FLAGS_AT).is_some_and(|flags| flags & SECOND_TABLE != 0);
        if is_second { "/1Table" } else { "/0Table" }
    }

    /// Returns the character positions at which `story` begins and ends.
    pub(super) fn story(&self, story: Story) -> std::ops::Range<usize> {
        let length = |index: usize| size_at(self.bytes, LENGTHS_AT + 4 * index).unwrap_or_default();
        let start = (0..story as usize).map(length).fold(0, usize::saturating_add);
        start..start.saturating_add(length(story as usize))
    }

    /// Returns the bytes of `table` in the table stream; `None` if the table is empty or lies outside.
    pub(super) fn table<'t>(&self, table: Table, stream: &'t [u8]) -> Option<&'t [u8]> {
        let at = TABLES_AT + 8 * table as usize;
        let (start, length) = (size_at(self.bytes, at)?, size_at(self.bytes, at + 4)?);
        stream.get(start..start.checked_add(length)?).filter(|table| !table.is_empty())
    }
}
