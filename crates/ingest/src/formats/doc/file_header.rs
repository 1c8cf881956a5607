//! The header of a DOC file: which table stream it uses, how long its stories are, and where its tables stand.

use super::plc::{size_at, u16_at};

/// What every Word file since 1997 begins with, and those before.
const WORD_97: u16 = 0xa5ec;
const WORD_95: u16 = 0xa5dc;
/// Flags, two bytes at [`FLAGS_AT`].
const FLAGS_AT: usize = 10;
const ENCRYPTED: u16 = 0x100;
const SECOND_TABLE: u16 = 0x200;
/// Where the lengths of the stories stand, four bytes each.
const LENGTHS_AT: usize = 76;
/// Where the pairs of place and length of the tables stand, eight bytes each.
const TABLES_AT: usize = 154;

/// The tables that are used, by their number in the header.
#[derive(Clone, Copy)]
pub(super) enum Table {
    Styles = 1,
    HeaderStories = 11,
    LetterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    Shapes = 40,
    Boxes = 56,
}

/// The texts of a file that are read, by their number in the order in which they stand.
#[derive(Clone, Copy)]
pub(super) enum Story {
    Main = 0,
    Footnotes = 1,
    Headers = 2,
    Endnotes = 5,
    Boxes = 6,
    HeaderBoxes = 7,
}

/// Why a header is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    Encrypted,
    Word95,
    Broken,
}

pub(super) struct Header<'a> {
    bytes: &'a [u8],
}

impl<'a> Header<'a> {
    /// The header at the start of the document's stream.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Unusable> {
        match (u16_at(bytes, 0), u16_at(bytes, FLAGS_AT)) {
            (Some(WORD_97), Some(flags)) if flags & ENCRYPTED != 0 => Err(Unusable::Encrypted),
            (Some(WORD_97), Some(_)) if bytes.len() > TABLES_AT => Ok(Self { bytes }),
            (Some(WORD_95), _) => Err(Unusable::Word95),
            _ => Err(Unusable::Broken),
        }
    }

    /// The name of the stream that the tables are in.
    pub fn table_stream(&self) -> &'static str {
        let is_second = u16_at(self.bytes, FLAGS_AT).is_some_and(|flags| flags & SECOND_TABLE != 0);
        if is_second { "/1Table" } else { "/0Table" }
    }

    /// The places in the text at which `story` begins and ends.
    pub fn story(&self, story: Story) -> std::ops::Range<usize> {
        let length = |index: usize| size_at(self.bytes, LENGTHS_AT + 4 * index).unwrap_or_default();
        let start = (0..story as usize).map(length).fold(0, usize::saturating_add);
        start..start.saturating_add(length(story as usize))
    }

    /// The bytes of `table` in the stream of tables.
    pub fn table<'t>(&self, table: Table, stream: &'t [u8]) -> Option<&'t [u8]> {
        let at = TABLES_AT + 8 * table as usize;
        let (start, length) = (size_at(self.bytes, at)?, size_at(self.bytes, at + 4)?);
        stream.get(start..start.checked_add(length)?).filter(|table| !table.is_empty())
    }
}
