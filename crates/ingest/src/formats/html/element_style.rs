//! The style of an element, by its declarations and by inheritance. It tells if the element's text is seen.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::css_effects::{Declaration, Display, FIRST_SIDE, Mark, Position};
use crate::formats::color::{BLACK, Paint, WHITE};
use crate::formats::visibility::{FAINT, Look};
use rolefit_document::HiddenWay;

/// The number of pixels per point.
const POINT: f64 = 4.0 / 3.0;

/// The number of marks.
const MARKS: usize = Mark::Below as usize + 1;

/// Custom properties with their values.
pub(super) type Variables = FxHashMap<String, String>;

/// The properties that an element inherits from its parent.
#[derive(Clone, Debug)]
pub(super) struct InheritedStyle {
    /// The way in which the element and all its descendants are hidden, whatever their own declarations are.
    pub concealed: Option<HiddenWay>,
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
    pub background: Paint,
}

impl InheritedStyle {
    /// The style of a page without rules. `is_complete` is false if style sheets are missing, so that the background is
    /// unknown.
    pub(super) fn page(is_complete: bool, variables: Variables) -> Self {
        Self {
            concealed: None,
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
        self.concealed = self.concealed.or(Some(HiddenWay::Invisible));
        self.takes_no_room = true;
    }

    /// Returns the look of text directly in this element, or in a drawing in it. In a drawing size and background do
    /// not count: the size depends on the scale of the drawing, and shapes may be below the text.
    pub(super) fn look(&self, in_drawing: bool) -> Look {
        let concealed = self.concealed.or(self.invisible.then_some(HiddenWay::Invisible));
        if in_drawing {
            let is_lost = matches!(self.fill, Some(fill @ Paint::Plain(_)) if fill == self.background);
            let (is_faint, is_doubtful) = (self.fill == Some(Paint::Clear), self.is_doubtful || is_lost);
            return Look { concealed, is_faint, is_doubtful, ..Look::default() };
        }
        let ink = self.fill.unwrap_or(self.color);
        Look {
            concealed,
            is_off_page: self.indented,
            is_faint: ink == Paint::Clear,
            size: Some(self.size * self.zoom / POINT),
            ink,
            ground: self.background,
            is_doubtful: self.is_doubtful,
            ..Look::default()
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
    display: Display,
    background: Option<Paint>,
    background_in_letters: bool,
    position: Position,
    /// The properties that set each mark, as bits.
    marks: [u16; MARKS],
    clips_overflow: bool,
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
            Declaration::Displayed(display) => self.display = display,
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
            Declaration::Indented(on) => style.indented = on,
            Declaration::ClipsOverflow(on) => self.clips_overflow = on,
            Declaration::HidesBack(on) => self.hides_back = on,
            Declaration::Turned(on) => self.is_turned = on,
            Declaration::Animated(on) => self.is_animated = on,
            Declaration::Marked(mark, property, on) => {
                let marks = self.marks.get_mut(mark as usize).into_iter();
                marks.for_each(|properties| *properties = *properties & !(1 << property) | u16::from(on) << property);
            }
        }
    }

    /// True if one of these properties, as bits, sets the mark.
    fn is_marked(&self, mark: Mark, properties: u16) -> bool {
        self.marks.get(mark as usize).is_some_and(|set| set & properties != 0)
    }

    /// True if there is room before the element.
    pub(super) fn has_room_before(&self) -> bool {
        self.is_marked(Mark::Room, 0b01_0101)
    }

    /// True if there is room behind the element.
    pub(super) fn has_room_behind(&self) -> bool {
        self.is_marked(Mark::Room, 0b10_1010)
    }

    /// True if a sign, such as a bar, is generated before the element.
    pub(super) fn has_sign_before(&self) -> bool {
        self.is_marked(Mark::Sign, 0b01)
    }

    /// True if a sign is generated behind the element.
    pub(super) fn has_sign_behind(&self) -> bool {
        self.is_marked(Mark::Sign, 0b10)
    }

    /// True if the element stands apart from the text around it on its line: a cell, a box of a stated width, or a box
    /// that is positioned by itself.
    pub(super) fn is_apart(&self) -> bool {
        let is_cell = self.display == Display::Cell;
        let is_box = self.display == Display::InLineBlock && self.is_marked(Mark::Wide, 0b011);
        is_cell || is_box || self.floats || self.position == Position::Out
    }

    /// True if the element begins and ends a line, whatever its name is.
    pub(super) fn is_block(&self) -> bool {
        self.display == Display::Block && !self.floats && self.position != Position::Out
    }

    /// Completes `style` after all declarations have been applied.
    pub(super) fn finish(&self, style: &mut InheritedStyle) {
        let is = |mark| self.is_marked(mark, u16::MAX);
        let way = if self.not_displayed
            || is(Mark::Unpainted)
            || (self.hides_back && self.is_turned)
            || (self.clips_overflow && is(Mark::Sliver))
        {
            Some(HiddenWay::Invisible)
        } else if style.opacity < FAINT {
            Some(HiddenWay::Transparent)
        } else if is(Mark::Moved) || (self.position != Position::Flow && is(Mark::Far)) {
            Some(HiddenWay::OffPage)
        } else {
            None
        };
        style.concealed = style.concealed.or(way);
        style.takes_no_room |= self.not_displayed;
        style.is_doubtful |= is(Mark::Doubtful) || (self.clips_overflow && is(Mark::Small));
        let is_out = self.position == Position::Out;
        match self.background {
            // The letters show the background, and their own colour is often transparent.
            Some(_) if self.background_in_letters => {
                (style.color, style.fill, style.background) = (Paint::Unknown, None, Paint::Unknown);
            }
            Some(Paint::Clear) | None if is_out => style.background = Paint::Unknown,
            Some(Paint::Clear) | None => {}
            Some(paint) => style.background = paint,
        }
    }

    /// True if the box lies over others and hides them: it is as large as the box around, or has a good extent and the
    /// colour `ground` of what is around, so that a reader sees no box.
    pub(super) fn covers(&self, ground: Paint) -> bool {
        let sides = |first: usize| 0b101 << (FIRST_SIDE + first);
        let reaches = |sides: u16| self.marks.get(Mark::Whole as usize).is_some_and(|set| set & sides == sides);
        let is_whole = (self.is_marked(Mark::Whole, 0b0001) || reaches(sides(1)))
            && (self.is_marked(Mark::Whole, 0b0100) || reaches(sides(0)));
        let is_large = self.is_marked(Mark::Wide, 0b0100) && self.background == Some(ground);
        let is_over = self.position != Position::Flow && !self.is_marked(Mark::Below, 1);
        let is_plain = matches!(self.background, Some(Paint::Plain(_)));
        is_over && is_plain && (is_large || (is_whole && self.position == Position::Out))
    }
}
