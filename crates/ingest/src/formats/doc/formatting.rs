//! Character and paragraph formatting of a DOC file, built up from property modifiers.

use super::property_modifiers::modifiers;
use crate::formats::color::{Color, Paint, WHITE};
use crate::formats::little_endian::{u16_at, u32_at};
use crate::formats::visibility::Look;
use rolefit_document::HiddenWay;

/// The colours that old modifiers refer to by number, from 1; number 0 is automatic.
const PALETTE: [u32; 16] = [
    0x000000, 0x0000ff, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0xffff00, 0xffffff, 0x000080, 0x008080, 0x008000,
    0x800080, 0x800000, 0x808000, 0x808080, 0xc0c0c0,
];

/// Returns the colour of a number of the palette; `None` if it is automatic.
fn of_palette(number: usize) -> Option<Color> {
    let [_, red, green, blue] = PALETTE.get(number.checked_sub(1)?)?.to_be_bytes();
    Some([red, green, blue])
}

/// The formatting of a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CharacterFormat {
    /// True if formatted as hidden.
    pub is_hidden: bool,
    /// True if deleted while changes were tracked.
    pub is_deleted: bool,
    /// The size in half-points, if stated.
    size: Option<u16>,
    color: Option<Color>,
    marker: Paint,
    shade: Paint,
    /// The character style, which overrides the paragraph style.
    pub style: Option<u16>,
    /// The symbol that a placeholder character stands for.
    pub symbol: Option<u16>,
}

impl CharacterFormat {
    /// Applies property modifiers; a toggle may refer to the value in `style`.
    pub(super) fn apply(&mut self, bytes: &[u8], style: &CharacterFormat) {
        for (code, operand) in modifiers(bytes) {
            let first = operand.first().copied().unwrap_or_default();
            let switch = |style: bool| match first {
                0x80 => style,
                0x81 => !style,
                value => value != 0,
            };
            match code {
                0x0800 => self.is_deleted = switch(style.is_deleted),
                // Hidden in print, and hidden in the web view, which Word also hides in print view.
                0x083c | 0x0811 => self.is_hidden = switch(style.is_hidden),
                0x4a43 => self.size = u16_at(operand, 0),
                0x2a42 => self.color = of_palette(first.into()),
                0x6870 => self.color = color(operand),
                0x2a0c => self.marker = Paint::of(of_palette(first.into()), Paint::Clear),
                0x4866 => self.shade = old_shade(operand),
                0xca71 => self.shade = shade(operand),
                0x4a30 => self.style = u16_at(operand, 0),
                0x6a09 => self.symbol = u16_at(operand, 2),
                _ => {}
            }
        }
    }

    /// Returns the look of the text on the backgrounds of its paragraph and page.
    pub(super) fn look(&self, paragraph: Paint, page: Paint) -> Look {
        Look {
            concealed: self.is_hidden.then_some(HiddenWay::Invisible),
            size: self.size.map(|half_points| f64::from(half_points) / 2.0),
            ink: Paint::of(self.color, Paint::Unknown),
            ground: Paint::topmost([self.marker, self.shade, paragraph, page]),
            ..Look::default()
        }
    }
}

/// The formatting and role of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ParagraphFormat {
    pub style: u16,
    pub item: bool,
    pub heading: bool,
    pub background: Paint,
    pub in_table: bool,
    /// Number of nested tables around the paragraph, as stated.
    pub stated_tables: u32,
    /// True if the paragraph ends a row of the outermost table; the next two fields are for cells and rows of inner
    /// tables.
    pub ends_row: bool,
    pub ends_inner_cell: bool,
    pub ends_inner_row: bool,
}

impl ParagraphFormat {
    pub(super) fn apply(&mut self, bytes: &[u8]) {
        for (code, operand) in modifiers(bytes) {
            let is_on = operand.first().is_some_and(|&value| value != 0);
            match code {
                0x2416 => self.in_table = is_on,
                0x2417 => self.ends_row = is_on,
                // Modifiers that are too long for their place are stored elsewhere; in practice these are modifiers of
                // rows.
                0x6645 | 0x6646 => (self.in_table, self.ends_row) = (true, true),
                0x6649 => self.stated_tables = u32_at(operand, 0).unwrap_or_default(),
                0x244b => self.ends_inner_cell = is_on,
                0x244c => self.ends_inner_row = is_on,
                // The number of the list: 0 means no list, and numbers with the top bit set remove the paragraph from a
                // list.
                0x460b => self.item = u16_at(operand, 0).is_some_and(|list| (1..0x8000).contains(&list)),
                // Outline levels below nine belong to headings.
                0x2640 => self.heading = operand.first().is_some_and(|&level| level < 9),
                0x442d => self.background = old_shade(operand),
                0xc64d => self.background = shade(operand),
                _ => {}
            }
        }
    }

    /// Returns the number of nested tables around the paragraph.
    pub(super) fn tables(&self) -> usize {
        match self.in_table {
            true => usize::try_from(self.stated_tables).unwrap_or(usize::MAX).max(1),
            false => 0,
        }
    }
}

/// True if the modifiers of a row give any cell a background other than white.
pub(super) fn shades_cells(bytes: &[u8]) -> bool {
    let is_shaded = |background: Paint| !matches!(background, Paint::Clear | Paint::Plain(WHITE));
    modifiers(bytes).any(|(code, operand)| match code {
        0xd609 => operand.chunks_exact(2).any(|cell| is_shaded(old_shade(cell))),
        0xd612 | 0xd616 | 0xd60c | 0xd670 | 0xd671 | 0xd672 => {
            operand.chunks_exact(10).any(|cell| is_shaded(shade(cell)))
        }
        // For a range of cells: first cell, last cell, shading.
        0xd62d | 0xd62c => operand.get(2..).is_some_and(|cell| is_shaded(shade(cell))),
        _ => false,
    })
}

/// Reads a colour of four bytes; a non-zero last byte means automatic.
fn color(bytes: &[u8]) -> Option<Color> {
    match *bytes {
        [red, green, blue, 0, ..] => Some([red, green, blue]),
        _ => None,
    }
}

/// Reads a shading of ten bytes: pattern colour, background colour, pattern number.
fn shade(bytes: &[u8]) -> Paint {
    let background = |bytes: Option<&[u8]>| Paint::of(bytes.and_then(color), Paint::Clear);
    match u16_at(bytes, 8) {
        Some(0) => background(bytes.get(4..8)),
        Some(1) => background(bytes.get(..4)),
        Some(u16::MAX) | None => Paint::Clear,
        Some(_) => Paint::Unknown,
    }
}

/// Reads a shading of two bytes: five bits per palette colour, then the pattern number.
fn old_shade(bytes: &[u8]) -> Paint {
    let bits = u16_at(bytes, 0).unwrap_or_default();
    let background = |number: u16| Paint::of(of_palette(usize::from(number & 0x1f)), Paint::Clear);
    match bits >> 10 {
        _ if bits == u16::MAX => Paint::Clear,
        0 => background(bits >> 5),
        1 => background(bits),
        _ => Paint::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::visibility::Sight::{self, Hidden, Shown};

    #[test]
    fn the_way_of_hiding_is_recognised() {
        let on_navy = [0x71, 0xca, 10, 0, 0, 0, 0xff, 0, 0, 128, 0, 0, 0, 0x42, 0x2a, 8];
        let cases: [(&[u8], Sight); 7] = [
            (&[0x3c, 0x08, 1], Hidden(HiddenWay::Invisible)),
            (&[0x43, 0x4a, 3, 0], Hidden(HiddenWay::Tiny)),
            (&[0x70, 0x68, 255, 255, 255, 0], Hidden(HiddenWay::SameColor)),
            (&[0x42, 0x2a, 8], Hidden(HiddenWay::SameColor)),
            (&[0x70, 0x68, 0, 0, 0, 0xff], Shown),
            (&on_navy, Shown),
            (&[0x66, 0x48, 0x20, 0, 0x42, 0x2a, 8], Shown),
        ];
        for (bytes, sight) in cases {
            let mut format = CharacterFormat::default();
            format.apply(bytes, &CharacterFormat::default());
            assert_eq!(format.look(Paint::Clear, Paint::Plain(WHITE)).sight(), sight, "{bytes:?}");
        }
    }

    #[test]
    fn a_toggle_may_invert_the_style() {
        let style = CharacterFormat { is_hidden: true, ..CharacterFormat::default() };
        for (value, expected) in [(0, false), (1, true), (0x80, true), (0x81, false)] {
            let mut format = style;
            format.apply(&[0x3c, 0x08, value], &style);
            assert_eq!(format.is_hidden, expected, "{value}");
        }
    }
}
