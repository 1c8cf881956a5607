//! The style of an element, by its declarations and by inheritance. It tells if the element's text is seen.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::css_declarations::{DOUBTS, Declaration, Position, UNPAINTED};
use super::css_paint::Paint;
use crate::formats::color::{BLACK, WHITE};
use crate::formats::visibility::{FAINT, TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// The number of pixels per point.
const POINT: f64 = 4.0 / 3.0;

/// Custom properties with their values.
pub(super) type Variables = FxHashMap<String, String>;

/// The properties that an element inherits from its parent.
#[derive(Clone, Debug)]
pub(super) struct InheritedStyle {
    /// The way in which the element and all its descendants are hidden, whatever their own declarations are.
    pub hidden_with_descendants: Option<HiddenWay>,
    /// True if the element takes no space (`display: none`), so that it does not end a line.
    pub takes_no_room: bool,
    /// True if it cannot be decided whether the element and its descendants are seen.
    pub is_doubtful: bool,
    pub variables: Rc<Variables>,
    invisible: bool,
    indented: bool,
    opacity: f64,
    /// The font size in pixels.
    pub size: f64,
    zoom: f64,
    color: Paint,
    /// The colour of the letters, if it is not the colour.
    fill: Option<Paint>,
    /// The background; never transparent.
    background: Paint,
}

impl InheritedStyle {
    /// The style of a page without rules. `is_complete` is false if style sheets are missing, so that the background is
    /// unknown.
    pub(super) fn page(is_complete: bool, variables: Variables) -> Self {
        Self {
            hidden_with_descendants: None,
            takes_no_room: false,
            is_doubtful: false,
            variables: Rc::new(variables),
            invisible: false,
            indented: false,
            opacity: 1.0,
            size: 16.0,
            zoom: 1.0,
            color: Paint::Plain(BLACK),
            fill: None,
            background: if is_complete { Paint::Plain(WHITE) } else { Paint::Unknown },
        }
    }

    /// Hides the element and its descendants.
    pub(super) fn hide(&mut self) {
        self.hidden_with_descendants = self.hidden_with_descendants.or(Some(HiddenWay::Invisible));
        self.takes_no_room = true;
    }

    /// The way in which text of a drawing is hidden, if any. Size and background do not count: the size depends on the
    /// scale of the drawing, and shapes may be below the text.
    pub(super) fn hidden_in_drawing(&self) -> Option<HiddenWay> {
        let is_unfilled = self.fill == Some(Paint::None);
        let way = self.hidden_with_descendants.or(self.invisible.then_some(HiddenWay::Invisible));
        way.or(is_unfilled.then_some(HiddenWay::Transparent))
    }

    /// True if it cannot be decided whether text of a drawing in this element is seen.
    pub(super) fn is_doubtful_in_drawing(&self) -> bool {
        let lost = |paint| self.fill == Some(paint) && paint == self.background;
        self.is_doubtful || matches!(self.fill, Some(paint @ Paint::Plain(_)) if lost(paint))
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
        if self.size * self.zoom / POINT < TINY {
            return Some(HiddenWay::Tiny);
        }
        match (self.ink(), self.background) {
            (Paint::None, _) => Some(HiddenWay::Transparent),
            (Paint::Plain(color), Paint::Plain(background)) if is_lost_on(color, background) => {
                Some(HiddenWay::SameColor)
            }
            _ => None,
        }
    }

    /// True if it cannot be decided whether text directly in this element is seen.
    pub(super) fn is_in_doubt(&self) -> bool {
        let is_lost = match (self.ink(), self.background) {
            (Paint::Plain(color), Paint::Pictured(background)) => is_lost_on(color, background),
            _ => false,
        };
        self.is_doubtful || is_lost
    }

    fn ink(&self) -> Paint {
        self.fill.unwrap_or(self.color)
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
    position: Position,
    far: [bool; 4],
    moved: [bool; 5],
    unpainted: [bool; UNPAINTED],
    slivers: [bool; 4],
    small: [bool; 4],
    whole: [bool; 4],
    doubtful: [bool; DOUBTS],
    clips_overflow: bool,
    /// Padding before and behind, margin before and behind.
    room: [bool; 4],
    hides_back: bool,
    is_turned: bool,
    /// True if an animation applies.
    pub is_animated: bool,
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
            Declaration::Size(size) => style.size = size.at(around.size),
            Declaration::Zoom(zoom) => style.zoom = around.zoom * zoom,
            Declaration::Color(paint) => style.color = paint,
            Declaration::ColorAround => style.color = around.color,
            Declaration::Fill(paint) => style.fill = paint,
            Declaration::Background(paint) => self.background = Some(paint),
            Declaration::BackgroundInLetters(on) => self.background_in_letters = on,
            Declaration::Positioned(position) => self.position = position,
            Declaration::Far(side, on) => set(&mut self.far, side, on),
            Declaration::Moved(by, on) => set(&mut self.moved, by, on),
            Declaration::Indented(on) => style.indented = on,
            Declaration::Unpainted(by, on) => set(&mut self.unpainted, by, on),
            Declaration::Sliver(extent, on) => set(&mut self.slivers, extent, on),
            Declaration::Small(extent, on) => set(&mut self.small, extent, on),
            Declaration::Whole(extent, on) => set(&mut self.whole, extent, on),
            Declaration::ClipsOverflow(on) => self.clips_overflow = on,
            Declaration::Room(side, on) => set(&mut self.room, side, on),
            Declaration::HidesBack(on) => self.hides_back = on,
            Declaration::Turned(on) => self.is_turned = on,
            Declaration::Animated(on) => self.is_animated = on,
            Declaration::Doubtful(by, on) => set(&mut self.doubtful, by, on),
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
            || (self.hides_back && self.is_turned)
            || (self.clips_overflow && self.slivers.contains(&true))
        {
            Some(HiddenWay::Invisible)
        } else if style.opacity < FAINT {
            Some(HiddenWay::Transparent)
        } else if self.moved.contains(&true) || (self.position != Position::Flow && self.far.contains(&true)) {
            Some(HiddenWay::OffPage)
        } else {
            None
        };
        style.hidden_with_descendants = style.hidden_with_descendants.or(way);
        style.takes_no_room |= self.not_displayed;
        style.is_doubtful |= self.doubtful.contains(&true) || (self.clips_overflow && self.small.contains(&true));
        let is_out = self.position == Position::Out;
        match self.background {
            // The letters show the background, and their own colour is often transparent.
            Some(_) if self.background_in_letters => {
                (style.color, style.fill, style.background) = (Paint::Unknown, None, Paint::Unknown);
            }
            Some(Paint::None) | None if is_out => style.background = Paint::Unknown,
            Some(Paint::None) | None => {}
            Some(paint) => style.background = paint,
        }
    }

    /// True if the box lies over others and hides them, as large as the box around.
    pub(super) fn covers(&self) -> bool {
        let [width, _, height, _] = self.whole;
        self.position == Position::Out && matches!(self.background, Some(Paint::Plain(_))) && width && height
    }
}

/// Sets the effect of one of several properties.
fn set(properties: &mut [bool], property: usize, on: bool) {
    debug_assert!(property < properties.len(), "no property {property}");
    properties.get_mut(property).into_iter().for_each(|property| *property = on);
}
