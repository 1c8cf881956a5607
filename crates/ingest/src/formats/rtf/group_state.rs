//! The state of an RTF group: the destination of its text and the formatting in force.

use crate::formats::color::Color;
use crate::formats::visibility::{is_lost_on, is_off_page, is_tiny_half_points};
use rolefit_document::HiddenWay;

/// The default size of text, in half-points.
pub(super) const DEFAULT_SIZE: i32 = 24;

/// The destination of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// The document, or the story that is open.
    Page,
    /// The label of a list item; its text only shows that the paragraph is an item.
    Label,
    /// The font table.
    Fonts,
    /// The colour table.
    Colors,
    /// The style sheet.
    Styles,
    /// The name of a property of a shape.
    PropertyName,
    /// The value of a property of a shape.
    PropertyValue,
    /// Discarded.
    Discarded,
}

/// The state that a group inherits from the group around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupState {
    pub destination: Destination,
    /// Number of characters that follow each Unicode character for programs without Unicode.
    pub fallback: usize,
    /// The number of the font; `None` for the file's default font.
    pub font: Option<i32>,
    /// True if formatted as hidden.
    pub is_hidden: bool,
    /// True if deleted while changes were tracked.
    pub is_deleted: bool,
    /// The size in half-points.
    pub size: i32,
    /// The text colour, an index into the colour table.
    pub color: i32,
    /// The background colours, topmost first: highlight, character shading, paragraph shading.
    pub backgrounds: [i32; 3],
    /// True inside a text box, whose own background is unknown.
    pub in_text_box: bool,
    pub in_table: bool,
    /// Number of nested tables around the paragraph, as stated.
    pub tables: i32,
    /// The number of the paragraph style.
    pub style: i32,
    /// True if the paragraph has an outline level, which makes it a heading.
    pub has_outline_level: bool,
    /// True if the paragraph belongs to a list.
    pub is_listed: bool,
    /// True if the letters have next to no width, or are piled on one another.
    pub is_squeezed: bool,
    /// The place of the lines in twentieths of a point: left indent, and that of the first line beside it.
    pub indents: [i32; 2],
    /// True if the lines have next to no height.
    pub is_flat: bool,
    /// True if the paragraph is placed outside the page.
    pub is_off_page: bool,
    /// The way in which the text box around is hidden.
    pub box_hidden: Option<HiddenWay>,
}

/// A length in points, from twentieths of a point.
pub(super) fn points(twips: i32) -> f64 {
    f64::from(twips) / 20.0
}

impl Default for GroupState {
    fn default() -> Self {
        Self {
            destination: Destination::Page,
            fallback: 1,
            font: None,
            is_hidden: false,
            is_deleted: false,
            size: DEFAULT_SIZE,
            color: 0,
            backgrounds: [0; 3],
            in_text_box: false,
            in_table: false,
            tables: 0,
            style: 0,
            has_outline_level: false,
            is_listed: false,
            is_squeezed: false,
            indents: [0; 2],
            is_flat: false,
            is_off_page: false,
            box_hidden: None,
        }
    }
}

impl GroupState {
    /// Resets the character formatting.
    pub(super) fn reset_characters(&mut self) {
        let paragraph = self.backgrounds[2];
        let plain = Self::default();
        *self = Self {
            font: plain.font,
            is_hidden: plain.is_hidden,
            is_deleted: plain.is_deleted,
            size: plain.size,
            color: plain.color,
            backgrounds: plain.backgrounds,
            is_squeezed: plain.is_squeezed,
            ..*self
        };
        self.backgrounds[2] = paragraph;
    }

    /// Resets the paragraph formatting.
    pub(super) fn reset_paragraph(&mut self) {
        (self.in_table, self.tables, self.style, self.has_outline_level, self.is_listed) = (false, 0, 0, false, false);
        (self.indents, self.is_flat, self.is_off_page) = ([0; 2], false, false);
        self.backgrounds[2] = 0;
    }

    /// Returns the number of nested tables around the paragraph.
    pub(super) fn table_depth(&self) -> usize {
        let stated = usize::try_from(self.tables).unwrap_or_default();
        if self.in_table { stated.max(1) } else { 0 }
    }

    /// Returns the way in which the text is hidden; `None` if it is visible. `cell` is the shading of the table cell,
    /// `page` the page colour.
    pub(super) fn hidden(&self, colors: &[Option<Color>], cell: i32, page: Option<Color>) -> Option<HiddenWay> {
        let color = |number: i32| usize::try_from(number).ok().and_then(|at| colors.get(at).copied().flatten());
        if self.box_hidden.is_some() {
            return self.box_hidden;
        }
        if self.is_hidden {
            return Some(HiddenWay::Invisible);
        }
        if self.is_off_page || is_off_page(points(self.indents.iter().copied().fold(0, i32::saturating_add))) {
            return Some(HiddenWay::OffPage);
        }
        if self.is_squeezed || self.is_flat || is_tiny_half_points(self.size) {
            return Some(HiddenWay::Tiny);
        }
        let page = page.filter(|_| !self.in_text_box);
        let beneath = self.backgrounds.iter().copied().chain([cell]).find_map(color).or(page)?;
        is_lost_on(color(self.color)?, beneath).then_some(HiddenWay::SameColor)
    }
}
