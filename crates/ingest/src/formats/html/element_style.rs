//! How an element looks by the declarations that hold for it and by what it inherits: whether its text is seen.

use super::css_declarations::Declaration;
use super::css_values::{Length, Paint};
use crate::formats::color::{BLACK, WHITE};
use crate::formats::visible::{FAINT, TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// A point in pixels.
const POINT: f64 = 4.0 / 3.0;

/// What elements take over from the element around them.
#[derive(Clone, Copy, Debug)]
pub(super) struct InheritedStyle {
    /// How the element and all in it are hidden, whatever those say.
    pub gone: Option<HiddenWay>,
    /// It takes no room, so that its neighbours stand side by side.
    pub takes_no_room: bool,
    invisible: bool,
    indented: bool,
    opacity: f64,
    /// The size of letters in pixels.
    size: f64,
    color: Paint,
    /// What lies beneath; never nothing.
    ground: Paint,
}

impl InheritedStyle {
    /// The look of a page on which nothing is said; `knows_ground` is false where style sheets are missing.
    pub fn page(knows_ground: bool) -> Self {
        Self {
            gone: None,
            takes_no_room: false,
            invisible: false,
            indented: false,
            opacity: 1.0,
            size: 16.0,
            color: Paint::Plain(BLACK),
            ground: if knows_ground { Paint::Plain(WHITE) } else { Paint::Unknown },
        }
    }

    /// How text of a drawing is hidden, if it is: its size depends on the drawing's scale, and shapes lie beneath it.
    pub fn hidden_in_drawing(&self) -> Option<HiddenWay> {
        self.gone.or(self.invisible.then_some(HiddenWay::Invisible))
    }

    /// How text that stands right here is hidden, if it is.
    pub fn hidden(&self) -> Option<HiddenWay> {
        if self.gone.is_some() {
            return self.gone;
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
        match (self.color, self.ground) {
            (Paint::None, _) => Some(HiddenWay::Transparent),
            (Paint::Plain(color), Paint::Plain(ground)) if is_lost_on(color, ground) => Some(HiddenWay::SameColor),
            _ => None,
        }
    }
}

/// What an element says of itself alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnStyle {
    not_displayed: bool,
    /// Its children are set side by side.
    pub parts_children: bool,
    /// It is set beside the text around it.
    pub floats: bool,
    ground: Option<Paint>,
    ground_is_ink: bool,
    lifted: bool,
    far: [bool; 4],
    moved: [bool; 5],
    unpainted: [bool; 6],
    slivers: [bool; 4],
    cuts_off: bool,
}

impl OwnStyle {
    /// Lays a declaration over the element; `style` is what it inherits and hands on.
    pub fn apply(&mut self, declaration: Declaration, around: &InheritedStyle, style: &mut InheritedStyle) {
        match declaration {
            Declaration::NotDisplayed(on) => self.not_displayed = on,
            Declaration::PartsChildren(on) => self.parts_children = on,
            Declaration::Floats(on) => self.floats = on,
            Declaration::Invisible(on) => style.invisible = on,
            Declaration::Opacity(opacity) => style.opacity = around.opacity * opacity,
            Declaration::Size(Length::Pixels(size)) => style.size = size,
            Declaration::Size(Length::Ems(size)) => style.size = around.size * size,
            Declaration::Color(paint) => style.color = paint,
            Declaration::Ground(paint) => self.ground = Some(paint),
            Declaration::GroundIsInk(on) => self.ground_is_ink = on,
            Declaration::Lifted(on) => self.lifted = on,
            Declaration::Far(side, on) => set(&mut self.far, side, on),
            Declaration::Moved(by, on) => set(&mut self.moved, by, on),
            Declaration::Indented(on) => style.indented = on,
            Declaration::Unpainted(by, on) => set(&mut self.unpainted, by, on),
            Declaration::Sliver(extent, on) => set(&mut self.slivers, extent, on),
            Declaration::CutsOff(on) => self.cuts_off = on,
        }
    }

    /// What follows for the element and all in it, once everything was applied.
    pub fn settle(&self, style: &mut InheritedStyle) {
        let gone = if self.not_displayed
            || self.unpainted.contains(&true)
            || (self.cuts_off && self.slivers.contains(&true))
        {
            Some(HiddenWay::Invisible)
        } else if style.opacity < FAINT {
            Some(HiddenWay::Transparent)
        } else if self.moved.contains(&true) || (self.lifted && self.far.contains(&true)) {
            Some(HiddenWay::OffPage)
        } else {
            None
        };
        style.gone = style.gone.or(gone);
        style.takes_no_room |= self.not_displayed;
        match self.ground {
            // The letters let the ground through, and their own colour is often none.
            Some(_) if self.ground_is_ink => (style.color, style.ground) = (Paint::Unknown, Paint::Unknown),
            Some(Paint::None) | None if self.lifted => style.ground = Paint::Unknown,
            Some(Paint::None) | None => {}
            Some(paint) => style.ground = paint,
        }
    }
}

/// Says whether one of several properties does what they all can do.
fn set(properties: &mut [bool], property: usize, on: bool) {
    properties.get_mut(property).into_iter().for_each(|property| *property = on);
}
