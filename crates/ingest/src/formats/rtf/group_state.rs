//! The state of an RTF group: the destination of its text and the formatting in force.

use crate::formats::color::{Color, Paint};
use crate::formats::visibility::{Look, is_off_page};
use rolefit_document::HiddenWay;

/// The destination of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// The document, or the story that is open.
    #[default]
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
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupState {
    pub destination: Destination,
    /// Number of characters that follow each Unicode character for programs without Unicode; one if not stated.
    pub fallback: Option<usize>,
    pub characters: CharacterState,
    pub paragraph: ParagraphState,
    /// True inside a text box, whose own background is unknown.
    pub in_text_box: bool,
    /// The way in which the text box around is hidden.
    pub box_hidden: Option<HiddenWay>,
}

/// The formatting of characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CharacterState {
    /// The number of the font; `None` for the file's default font.
    pub font: Option<i32>,
    /// True if formatted as hidden.
    pub is_hidden: bool,
    /// True if deleted while changes were tracked.
    pub is_deleted: bool,
    /// The size in half-points; `None` for the usual size.
    pub size: Option<i32>,
    /// The text colour, an index into the colour table.
    pub color: i32,
    /// The background colours, topmost first: highlight, shading.
    pub backgrounds: [i32; 2],
    /// True if the letters have next to no width, or are piled on one another.
    pub is_squeezed: bool,
}

/// The formatting of paragraphs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphState {
    pub in_table: bool,
    /// Number of nested tables around the paragraph, as stated.
    pub tables: i32,
    /// The number of the paragraph style.
    pub style: i32,
    /// True if the paragraph has an outline level, which makes it a heading.
    pub has_outline_level: bool,
    /// True if the paragraph belongs to a list.
    pub is_listed: bool,
    /// The background colour.
    pub background: i32,
    /// The place of the lines in twentieths of a point: left indent, and that of the first line beside it.
    pub indents: [i32; 2],
    /// True if the lines have next to no height.
    pub is_flat: bool,
    /// True if the paragraph is placed outside the page.
    pub is_off_page: bool,
}

/// A length in points, from twentieths of a point.
pub(super) fn points(twips: i32) -> f64 {
    f64::from(twips) / 20.0
}

impl GroupState {
    /// Returns the number of nested tables around the paragraph.
    pub(super) fn table_depth(&self) -> usize {
        let stated = usize::try_from(self.paragraph.tables).unwrap_or_default();
        if self.paragraph.in_table { stated.max(1) } else { 0 }
    }

    /// Returns the look of the text. `cell` is the shading of the table cell, `page` the page colour.
    pub(super) fn look(&self, colors: &[Option<Color>], cell: i32, page: Option<Color>) -> Look {
        let GroupState { characters, paragraph, .. } = self;
        let color = |number: i32| usize::try_from(number).ok().and_then(|at| colors.get(at).copied().flatten());
        let page = Paint::of(page.filter(|_| !self.in_text_box), Paint::Unknown);
        let [highlight, shading] = characters.backgrounds;
        let beneath =
            [highlight, shading, paragraph.background, cell].map(|number| Paint::of(color(number), Paint::Clear));
        let start = paragraph.indents.iter().copied().fold(0, i32::saturating_add);
        Look {
            concealed: self.box_hidden.or(characters.is_hidden.then_some(HiddenWay::Invisible)),
            is_off_page: paragraph.is_off_page || is_off_page(points(start)),
            is_squeezed: characters.is_squeezed || paragraph.is_flat,
            size: characters.size.map(|half_points| f64::from(half_points) / 2.0),
            ink: Paint::of(color(characters.color), Paint::Unknown),
            ground: Paint::topmost(beneath.into_iter().chain([page])),
            ..Look::default()
        }
    }
}
