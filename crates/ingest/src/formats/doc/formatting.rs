//! How letters and paragraphs of a DOC file look, as its modifiers say.

use super::plc::u16_at;
use super::property_modifiers::modifiers;
use crate::formats::color::{Color, WHITE};
use crate::formats::visibility::{is_lost_on, is_tiny_half_points};
use rolefit_document::HiddenWay;

/// The colours that old modifiers name by number; the first is whatever suits.
const PALETTE: [Option<Color>; 17] = [
    None,
    Some([0, 0, 0]),
    Some([0, 0, 255]),
    Some([0, 255, 255]),
    Some([0, 255, 0]),
    Some([255, 0, 255]),
    Some([255, 0, 0]),
    Some([255, 255, 0]),
    Some(WHITE),
    Some([0, 0, 128]),
    Some([0, 128, 128]),
    Some([0, 128, 0]),
    Some([128, 0, 128]),
    Some([128, 0, 0]),
    Some([128, 128, 0]),
    Some([128, 128, 128]),
    Some([192, 192, 192]),
];

/// What lies beneath letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ground {
    /// Whatever lies beneath this.
    #[default]
    Clear,
    Plain(Color),
    /// A pattern, or a colour that is not known.
    Mixed,
}

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// Formatted as hidden.
    pub vanish: bool,
    /// Deleted while changes were tracked.
    pub deleted: bool,
    /// The size in half-points, if it is stated.
    size: Option<u16>,
    color: Option<Color>,
    marker: Ground,
    shade: Ground,
    /// The style of letters that is laid over the paragraph's.
    pub style: Option<u16>,
    /// The sign of a font that a letter stands for.
    pub sign: Option<u16>,
}

impl Letters {
    /// Lays modifiers over the look; switches may refer to what the `style` says.
    pub fn apply(&mut self, bytes: &[u8], style: &Letters) {
        for (code, operand) in modifiers(bytes) {
            let first = operand.first().copied().unwrap_or_default();
            let switch = |style: bool| match first {
                0x80 => style,
                0x81 => !style,
                value => value != 0,
            };
            match code {
                0x0800 => self.deleted = switch(style.deleted),
                // Hidden on the page, and hidden on the web, which shows as hidden on the page too.
                0x083c | 0x0811 => self.vanish = switch(style.vanish),
                0x4a43 => self.size = u16_at(operand, 0),
                0x2a42 => self.color = PALETTE.get(usize::from(first)).copied().flatten(),
                0x6870 => self.color = color(operand),
                0x2a0c => {
                    let marker = PALETTE.get(usize::from(first)).copied().flatten();
                    self.marker = marker.map_or(Ground::Clear, Ground::Plain);
                }
                0x4866 => self.shade = old_shade(operand),
                0xca71 => self.shade = shade(operand),
                0x4a30 => self.style = u16_at(operand, 0),
                0x6a09 => self.sign = u16_at(operand, 2),
                _ => {}
            }
        }
    }

    /// How the letters are hidden, if they are, on a paragraph's ground and then the page's.
    pub fn hidden(&self, paragraph: Ground, page: Ground) -> Option<HiddenWay> {
        if self.vanish {
            return Some(HiddenWay::Invisible);
        }
        if self.size.is_some_and(|size| is_tiny_half_points(size.into())) {
            return Some(HiddenWay::Tiny);
        }
        let mut grounds = [self.marker, self.shade, paragraph, page].into_iter();
        match (self.color?, grounds.find(|&ground| ground != Ground::Clear)?) {
            (color, Ground::Plain(beneath)) if is_lost_on(color, beneath) => Some(HiddenWay::SameColor),
            _ => None,
        }
    }
}

/// How a paragraph looks and what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub style: u16,
    pub item: bool,
    pub heading: bool,
    pub ground: Ground,
    pub in_table: bool,
    /// How many tables it stands in, as far as stated.
    pub stated_tables: u32,
    /// It ends a row of the outermost table, or a cell or row of a table inside.
    pub ends_row: bool,
    pub ends_inner_cell: bool,
    pub ends_inner_row: bool,
}

impl Block {
    pub fn apply(&mut self, bytes: &[u8]) {
        for (code, operand) in modifiers(bytes) {
            let is_on = operand.first().is_some_and(|&value| value != 0);
            match code {
                0x2416 => self.in_table = is_on,
                0x2417 => self.ends_row = is_on,
                // Modifiers too long for their place stand elsewhere; only those of rows are.
                0x6645 | 0x6646 => (self.in_table, self.ends_row) = (true, true),
                0x6649 => self.stated_tables = super::plc::u32_at(operand, 0).unwrap_or_default(),
                0x244b => self.ends_inner_cell = is_on,
                0x244c => self.ends_inner_row = is_on,
                // The number of a list; nought is none, and numbers with the uppermost bit take one away.
                0x460b => self.item = u16_at(operand, 0).is_some_and(|list| (1..0x8000).contains(&list)),
                // Levels under nine are headings'.
                0x2640 => self.heading = operand.first().is_some_and(|&level| level < 9),
                0x442d => self.ground = old_shade(operand),
                0xc64d => self.ground = shade(operand),
                _ => {}
            }
        }
    }

    /// How many tables it stands in.
    pub fn tables(&self) -> usize {
        match self.in_table {
            true => usize::try_from(self.stated_tables).unwrap_or(usize::MAX).max(1),
            false => 0,
        }
    }
}

/// Whether modifiers of a row give any of its cells a ground that is not plain paper.
pub(super) fn shades_cells(bytes: &[u8]) -> bool {
    let is_shaded = |ground: Ground| !matches!(ground, Ground::Clear | Ground::Plain(WHITE));
    modifiers(bytes).any(|(code, operand)| match code {
        0xd609 => operand.chunks_exact(2).any(|cell| is_shaded(old_shade(cell))),
        0xd612 | 0xd616 | 0xd60c | 0xd670 | 0xd671 | 0xd672 => {
            operand.chunks_exact(10).any(|cell| is_shaded(shade(cell)))
        }
        // For a range of cells: first, last, shade.
        0xd62d | 0xd62c => operand.get(2..).is_some_and(|cell| is_shaded(shade(cell))),
        _ => false,
    })
}

/// A colour in four bytes, of which the last says that it is whatever suits.
fn color(bytes: &[u8]) -> Option<Color> {
    match *bytes {
        [red, green, blue, 0, ..] => Some([red, green, blue]),
        _ => None,
    }
}

/// A shade in ten bytes: the colours of pattern and ground, and the pattern's number.
fn shade(bytes: &[u8]) -> Ground {
    let ground = |bytes: Option<&[u8]>| bytes.and_then(color).map_or(Ground::Clear, Ground::Plain);
    match u16_at(bytes, 8) {
        Some(0) => ground(bytes.get(4..8)),
        Some(1) => ground(bytes.get(..4)),
        Some(u16::MAX) | None => Ground::Clear,
        Some(_) => Ground::Mixed,
    }
}

/// The same in two bytes: five bits a colour of the palette, and the pattern's number.
fn old_shade(bytes: &[u8]) -> Ground {
    let bits = u16_at(bytes, 0).unwrap_or_default();
    let ground = |number: u16| {
        let color = PALETTE.get(usize::from(number & 0x1f)).copied().flatten();
        color.map_or(Ground::Clear, Ground::Plain)
    };
    match bits >> 10 {
        _ if bits == u16::MAX => Ground::Clear,
        0 => ground(bits >> 5),
        1 => ground(bits),
        _ => Ground::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(bytes: &[u8]) -> Option<HiddenWay> {
        let mut letters = Letters::default();
        letters.apply(bytes, &Letters::default());
        letters.hidden(Ground::Clear, Ground::Plain(WHITE))
    }

    #[test]
    fn hidden_letters_are_told_by_way() {
        assert_eq!(hidden(&[0x3c, 0x08, 1]), Some(HiddenWay::Invisible));
        assert_eq!(hidden(&[0x43, 0x4a, 3, 0]), Some(HiddenWay::Tiny));
        assert_eq!(hidden(&[0x70, 0x68, 255, 255, 255, 0]), Some(HiddenWay::SameColor));
        assert_eq!(hidden(&[0x42, 0x2a, 8]), Some(HiddenWay::SameColor));
        assert_eq!(hidden(&[0x70, 0x68, 0, 0, 0, 0xff]), None);
    }

    #[test]
    fn white_letters_on_a_dark_shade_are_seen() {
        let shade = [0x71, 0xca, 10, 0, 0, 0, 0xff, 0, 0, 128, 0, 0, 0];
        assert_eq!(hidden(&[&shade[..], &[0x42, 0x2a, 8]].concat()), None);
        assert_eq!(hidden(&[0x66, 0x48, 0x20, 0, 0x42, 0x2a, 8]), None);
    }

    #[test]
    fn a_switch_may_turn_the_style_round() {
        let style = Letters { vanish: true, ..Letters::default() };
        for (value, expected) in [(0, false), (1, true), (0x80, true), (0x81, false)] {
            let mut letters = style;
            letters.apply(&[0x3c, 0x08, value], &style);
            assert_eq!(letters.vanish, expected, "{value}");
        }
    }
}
