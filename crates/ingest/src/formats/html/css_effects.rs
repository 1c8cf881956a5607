//! The effects of CSS declarations on whether and how text is seen.

use super::css_math::{self, Length};
use crate::formats::color::Paint;
use crate::formats::visibility::FAINT;

/// The effect of a declaration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Declaration {
    NotDisplayed(bool),
    /// The children are laid out side by side.
    SeparatesChildren(bool),
    Floats(bool),
    Displayed(Display),
    Invisible(bool),
    Opacity(f64),
    Size(Length),
    Zoom(f64),
    Color(Paint),
    /// The colour of the parent.
    ColorAround,
    /// The colour of the letters in place of the colour.
    Fill(Option<Paint>),
    Background(Paint),
    /// The background is only seen through the letters.
    BackgroundInLetters(bool),
    Positioned(Position),
    /// A mark is set or taken away by the property of this number: several properties set the same mark, and a later
    /// declaration replaces only its own property.
    Marked(Mark, usize, bool),
    /// The first line begins far outside the page.
    Indented(bool),
    /// Text outside the box is not shown.
    ClipsOverflow(bool),
    /// The back of the box is not shown.
    HidesBack(bool),
    /// The back of the box is in front.
    Turned(bool),
    Animated(bool),
}

/// A fact about a box that decides, alone or with others, if its text is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// One of four sides is far outside the page, which counts if the box is positioned.
    Far,
    /// Moved far outside the page, by margins and transformations.
    Moved,
    /// Clipped, shrunk to nothing or not painted.
    Unpainted,
    /// Nearly no extent, by one of four properties for width and height.
    Sliver,
    /// Hardly any extent, by the same properties.
    Small,
    /// As large as the box around, in width or in height.
    Whole,
    /// It cannot be decided if the text is seen.
    Doubtful,
    /// Room before or behind the element: padding before, padding behind, margin before, margin behind, generated space
    /// before, generated space behind.
    Room,
    /// A sign is generated before or behind the element: "Manager | Acme".
    Sign,
    /// A width or height that is stated, and larger than that of a mark: width, least width, height.
    Wide,
    /// Below the boxes around.
    Below,
}

/// The doubt of a rule whose condition cannot be decided.
pub(super) const CONDITION: usize = 0;

/// How a box stands beside the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Display {
    #[default]
    Inline,
    /// In a line, with an extent of its own.
    InLineBlock,
    /// In a row of cells.
    Cell,
    /// On lines of its own.
    Block,
}

/// The place of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Position {
    #[default]
    Flow,
    /// Shifted from its place in the flow.
    Shifted,
    /// Taken out of the flow, so that the background is not known.
    Out,
}

impl Declaration {
    /// True if the declaration by itself hides text, as far as can be told without the rest of the style.
    pub(super) fn may_hide(self) -> bool {
        match self {
            Declaration::NotDisplayed(on) | Declaration::Invisible(on) | Declaration::Indented(on) => on,
            Declaration::Marked(mark, _, on) => {
                on && !matches!(mark, Mark::Small | Mark::Whole | Mark::Room | Mark::Sign | Mark::Wide | Mark::Below)
            }
            Declaration::Opacity(opacity) => opacity < FAINT,
            Declaration::Size(size) => size.at(css_math::EM) < 3.0,
            Declaration::Color(paint) => paint == Paint::Clear,
            _ => false,
        }
    }
}

/// The sides of a box that reach those of the box around are the properties of [`Mark::Whole`] from this one on.
pub(super) const FIRST_SIDE: usize = 4;
