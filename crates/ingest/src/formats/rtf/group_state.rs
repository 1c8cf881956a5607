//! What RTF's control words have set at a place: where its text goes, and how it looks.

use crate::formats::color::Color;
use crate::formats::visibility::{is_lost_on, is_tiny_half_points};
use rolefit_document::HiddenWay;

/// The size of letters of which nothing is said, in half-points.
pub(super) const USUAL_SIZE: i32 = 24;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To the page.
    Page,
    /// To the label of a list item, which only tells that there is one.
    Label,
    /// Into the table of fonts.
    Fonts,
    /// Into the table of colours.
    Colors,
    /// Into the table of styles.
    Styles,
    /// Nowhere.
    Nowhere,
}

/// A group inherits this from the group around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub target: Target,
    /// How many characters stand after a Unicode character for programs that do not know it.
    pub fallback: usize,
    /// The number of the font; `None` for the file's default.
    pub font: Option<i32>,
    /// Formatted as hidden.
    pub vanishes: bool,
    /// Deleted while changes were tracked.
    pub deleted: bool,
    /// The size in half-points.
    pub size: i32,
    /// The letters' colour, a number in the table of colours.
    pub color: i32,
    /// The colour behind the letters, by what paints it, the uppermost first: marker, shade of letters, of paragraph.
    pub backgrounds: [i32; 3],
    /// In a text box, whose own background is not known.
    pub in_box: bool,
    pub in_table: bool,
    /// How many tables the paragraph stands in, as far as stated.
    pub tables: i32,
    /// The number of the paragraph's style.
    pub style: i32,
    /// Its level as a heading was stated.
    pub outlined: bool,
    /// It belongs to a list.
    pub listed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            target: Target::Page,
            fallback: 1,
            font: None,
            vanishes: false,
            deleted: false,
            size: USUAL_SIZE,
            color: 0,
            backgrounds: [0; 3],
            in_box: false,
            in_table: false,
            tables: 0,
            style: 0,
            outlined: false,
            listed: false,
        }
    }
}

impl State {
    /// Back to the look of plain letters.
    pub fn plain(&mut self) {
        let paragraph = self.backgrounds[2];
        let Self { target, fallback, in_box, in_table, tables, style, outlined, listed, .. } = *self;
        *self = Self { target, fallback, in_box, in_table, tables, style, outlined, listed, ..Self::default() };
        self.backgrounds[2] = paragraph;
    }

    /// Back to a plain paragraph.
    pub fn plain_paragraph(&mut self) {
        (self.in_table, self.tables, self.style, self.outlined, self.listed) = (false, 0, 0, false, false);
        self.backgrounds[2] = 0;
    }

    /// How many tables a paragraph stands in.
    pub fn depth_of_tables(&self) -> usize {
        let stated = usize::try_from(self.tables).unwrap_or_default();
        if self.in_table { stated.max(1) } else { 0 }
    }

    /// How the letters are hidden, if they are; `cell` is the colour of the cell they stand in, `page` the page's.
    pub fn hidden(&self, colors: &[Option<Color>], cell: i32, page: Option<Color>) -> Option<HiddenWay> {
        let color = |number: i32| usize::try_from(number).ok().and_then(|at| colors.get(at).copied().flatten());
        if self.vanishes {
            return Some(HiddenWay::Invisible);
        }
        if is_tiny_half_points(self.size) {
            return Some(HiddenWay::Tiny);
        }
        let page = page.filter(|_| !self.in_box);
        let beneath = self.backgrounds.iter().copied().chain([cell]).find_map(color).or(page)?;
        is_lost_on(color(self.color)?, beneath).then_some(HiddenWay::SameColor)
    }
}
