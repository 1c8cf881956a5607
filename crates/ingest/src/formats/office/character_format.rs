//! What decides whether the letters of an office document are seen: colour, size, and what lies beneath them.

use crate::formats::color::Color;
use crate::formats::visibility::{TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// A point in the hundredths that sizes are held in.
const POINT: f64 = 100.0;

/// The colour of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Black or white, whichever is seen.
    Auto,
    Rgb(Color),
}

/// What is painted beneath letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// Nothing; what lies further down is seen.
    Clear,
    Rgb(Color),
    /// A pattern, a picture, or something whose place is not known: any letters may be seen on it.
    Other,
}

/// What a style, or a mark at the letters, says of them; `None` is what it leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub is_hidden: Option<bool>,
    pub is_faint: Option<bool>,
    /// In hundredths of a point.
    pub size: Option<u32>,
    pub ink: Option<Ink>,
    pub ground: Option<Ground>,
}

impl Look {
    /// This look where it says something, else that `beneath` it.
    pub fn over(self, beneath: Self) -> Self {
        Self {
            is_hidden: self.is_hidden.or(beneath.is_hidden),
            is_faint: self.is_faint.or(beneath.is_faint),
            size: self.size.or(beneath.size),
            ink: self.ink.or(beneath.ink),
            ground: self.ground.or(beneath.ground),
        }
    }
}

/// How letters look at a place of a document, and on what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The ground of this look is that of the place alone; what is inside lies on it.
    pub look: Look,
    beneath: Ground,
    /// Whether all of the place is hidden, whatever the letters' look.
    pub is_concealed: bool,
}

impl Scope {
    /// A place on `ground` with nothing said of its letters.
    pub fn on(ground: Ground, is_concealed: bool) -> Self {
        Self { look: Look::default(), beneath: ground, is_concealed }
    }

    /// A place inside this one.
    pub fn inner(&self) -> Self {
        Self { look: Look { ground: None, ..self.look }, beneath: self.ground(), is_concealed: self.is_concealed }
    }

    /// What the letters of the place lie on.
    pub fn ground(&self) -> Ground {
        self.look.ground.filter(|&ground| ground != Ground::Clear).unwrap_or(self.beneath)
    }

    /// How the letters of the place are hidden, if they are.
    pub fn hidden(&self) -> Option<HiddenWay> {
        let is_same = match (self.look.ink, self.ground()) {
            (Some(Ink::Rgb(ink)), Ground::Rgb(ground)) => is_lost_on(ink, ground),
            _ => false,
        };
        if self.is_concealed || self.look.is_hidden == Some(true) {
            Some(HiddenWay::Invisible)
        } else if self.look.is_faint == Some(true) {
            Some(HiddenWay::Transparent)
        } else if self.look.size.is_some_and(|size| f64::from(size) / POINT < TINY) {
            Some(HiddenWay::Tiny)
        } else {
            is_same.then_some(HiddenWay::SameColor)
        }
    }
}

/// A colour as six hexadecimal digits, with or without `#` before them.
pub(super) fn rgb(digits: &str) -> Option<Color> {
    let digits = digits.trim_start_matches('#');
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::color::{BLACK, WHITE};

    fn hidden(look: Look, ground: Ground) -> Option<HiddenWay> {
        Scope { look, ..Scope::on(ground, false) }.hidden()
    }

    #[test]
    fn letters_are_judged_on_what_lies_beneath_them() {
        let white = Look { ink: Some(Ink::Rgb(WHITE)), ..Look::default() };
        assert_eq!(hidden(white, Ground::Rgb([250, 250, 250])), Some(HiddenWay::SameColor));
        assert_eq!(hidden(white, Ground::Rgb([31, 56, 100])), None);
        assert_eq!(hidden(white, Ground::Other), None);
        let black_on_black = Look { ink: Some(Ink::Rgb(BLACK)), ground: Some(Ground::Rgb(BLACK)), ..white };
        assert_eq!(hidden(black_on_black, Ground::Rgb(WHITE)), Some(HiddenWay::SameColor));
    }

    #[test]
    fn what_is_inside_lies_on_what_is_around_it() {
        let mut cell = Scope::on(Ground::Rgb(WHITE), false).inner();
        cell.look.ground = Some(Ground::Rgb(BLACK));
        let mut run = cell.inner();
        run.look.ink = Some(Ink::Rgb(WHITE));
        assert_eq!(run.hidden(), None);
        cell.look.ground = Some(Ground::Clear);
        run = Scope { look: run.look, ..cell.inner() };
        assert_eq!(run.hidden(), Some(HiddenWay::SameColor));
    }

    #[test]
    fn letters_under_two_points_are_tiny() {
        let sized = |size| hidden(Look { size: Some(size), ..Look::default() }, Ground::Rgb(WHITE));
        assert_eq!((sized(150), sized(200)), (Some(HiddenWay::Tiny), None));
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!(rgb("#1F3864"), Some([31, 56, 100]));
        assert_eq!((rgb("auto"), rgb("12345")), (None, None));
    }
}
