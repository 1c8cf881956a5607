//! The style of an element, by its declarations and by inheritance. It tells if the element's text is seen.

use super::css_declarations::Declaration;
use super::css_values::{Length, Paint};
use crate::formats::color::{BLACK, WHITE};
use crate::formats::visibility::{FAINT, TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// The number of pixels per point.
const POINT: f64 = 4.0 / 3.0;

/// The properties that an element inherits from its parent.
#[derive(Clone, Copy, Debug)]
pub(super) struct InheritedStyle {
    /// The way in which the element and all its descendants are hidden, whatever their own declarations are.
    pub hidden_with_descendants: Option<HiddenWay>,
    /// True if the element takes no space (`display: none`), so that it does not end a line.
    pub takes_no_room: bool,
    invisible: bool,
    indented: bool,
    opacity: f64,
    /// The font size in pixels.
    size: f64,
    color: Paint,
    /// The background; never transparent.
    background: Paint,
}

impl InheritedStyle {
    /// The style of a page without rules. `is_complete` is false if style sheets are missing, so that the background is
    /// unknown.
    pub(super) fn page(is_complete: bool) -> Self {
        Self {
            hidden_with_descendants: None,
            takes_no_room: false,
            invisible: false,
            indented: false,
            opacity: 1.0,
            size: 16.0,
            color: Paint::Plain(BLACK),
            background: if is_complete { Paint::Plain(WHITE) } else { Paint::Unknown },
        }
    }

    /// The way in which text of a drawing is hidden, if any. Size and background do not count: the size depends on the
    /// scale of the drawing, and shapes may be below the text.
    pub(super) fn hidden_in_drawing(&self) -> Option<HiddenWay> {
        self.hidden_with_descendants.or(self.invisible.then_some(HiddenWay::Invisible))
    }

    /// The way in which text directly in this element is hidden, if any.
    pub(super) fn hidden(&self) -> Option<HiddenWay> {
        if self.hidden_with_descendants.is_some() {
            return self.hidden_with_descendants;
        }
        if self.invisible {
            return Some(HiddenWay::Invisible);
        }
        if self.indented {
            return Some(HiddenWay::OffPage);
        }
        if self.size / POINT < TINY {
            return Some(HiddenWay::Tiny);
        }
        match (self.color, self.background) {
            (Paint::None, _) => Some(HiddenWay::Transparent),
            (Paint::Plain(color), Paint::Plain(background)) if is_lost_on(color, background) => {
                Some(HiddenWay::SameColor)
            }
            _ => None,
        }
    }
}

/// The properties of an element that are not inherited.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnStyle {
    not_displayed: bool,
    /// The children are laid out side by side.
    pub separates_children: bool,
    /// The element is laid out beside the text around it.
    pub floats: bool,
    background: Option<Paint>,
    background_in_letters: bool,
    positioned: bool,
    far: [bool; 4],
    moved: [bool; 5],
    unpainted: [bool; 6],
    slivers: [bool; 4],
    clips_overflow: bool,
    /// Padding before and behind, margin before and behind.
    room: [bool; 4],
}

impl OwnStyle {
    /// Applies a declaration. `around` is the style of the parent; `style` is the style that the children inherit.
    pub(super) fn apply(&mut self, declaration: Declaration, around: &InheritedStyle, style: &mut InheritedStyle) {
        match declaration {
            Declaration::NotDisplayed(on) => self.not_displayed = on,
            Declaration::SeparatesChildren(on) => self.separates_children = on,
            Declaration::Floats(on) => self.floats = on,
            Declaration::Invisible(on) => style.invisible = on,
            Declaration::Opacity(opacity) => style.opacity = around.opacity * opacity,
            Declaration::Size(Length::Pixels(size)) => style.size = size,
            Declaration::Size(Length::Ems(size)) => style.size = around.size * size,
            Declaration::Color(paint) => style.color = paint,
            Declaration::Background(paint) => self.background = Some(paint),
            Declaration::BackgroundInLetters(on) => self.background_in_letters = on,
            Declaration::Positioned(on) => self.positioned = on,
            Declaration::Far(side, on) => set(&mut self.far, side, on),
            Declaration::Moved(by, on) => set(&mut self.moved, by, on),
            Declaration::Indented(on) => style.indented = on,
            Declaration::Unpainted(by, on) => set(&mut self.unpainted, by, on),
            Declaration::Sliver(extent, on) => set(&mut self.slivers, extent, on),
            Declaration::ClipsOverflow(on) => self.clips_overflow = on,
            Declaration::Room(side, on) => set(&mut self.room, side, on),
        }
    }

    /// True if there is room before the element.
    pub(super) fn has_room_before(&self) -> bool {
        let [padding, _, margin, _] = self.room;
        padding || margin
    }

    /// True if there is room behind the element.
    pub(super) fn has_room_behind(&self) -> bool {
        let [_, padding, _, margin] = self.room;
        padding || margin
    }

    /// Completes `style` after all declarations have been applied.
    pub(super) fn finish(&self, style: &mut InheritedStyle) {
        let way = if self.not_displayed
            || self.unpainted.contains(&true)
            || (self.clips_overflow && self.slivers.contains(&true))
        {
            Some(HiddenWay::Invisible)
        } else if style.opacity < FAINT {
            Some(HiddenWay::Transparent)
        } else if self.moved.contains(&true) || (self.positioned && self.far.contains(&true)) {
            Some(HiddenWay::OffPage)
        } else {
            None
        };
        style.hidden_with_descendants = style.hidden_with_descendants.or(way);
        style.takes_no_room |= self.not_displayed;
        match self.background {
            // The letters show the background, and their own colour is often transparent.
            Some(_) if self.background_in_letters => (style.color, style.background) = (Paint::Unknown, Paint::Unknown),
            Some(Paint::None) | None if self.positioned => style.background = Paint::Unknown,
            Some(Paint::None) | None => {}
            Some(paint) => style.background = paint,
        }
    }
}

/// Sets the effect of one of several properties.
fn set(properties: &mut [bool], property: usize, on: bool) {
    debug_assert!(property < properties.len(), "no property {property}");
    properties.get_mut(property).into_iter().for_each(|property| *property = on);
}
