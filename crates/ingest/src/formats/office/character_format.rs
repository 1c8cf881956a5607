//! Character formatting in DOCX and ODT files, as far as it decides visibility: colour, size and background.

use crate::formats::color::{Background, Color};
use crate::formats::visibility::{TINY, is_lost_on};
use rolefit_document::HiddenWay;

/// One point, in the hundredths that sizes are stored in.
const POINT: f64 = 100.0;

/// The colour of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextColor {
    /// Black or white, whichever contrasts with the background.
    Auto,
    Rgb(Color),
}

/// The formatting that a style or an element states for text; `None` where it states nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CharacterFormat {
    pub is_hidden: Option<bool>,
    pub is_faint: Option<bool>,
    /// In hundredths of a point.
    pub size: Option<u32>,
    pub color: Option<TextColor>,
    pub background: Option<Background>,
    /// True if the letters have next to no width, or are piled on one another.
    pub is_squeezed: Option<bool>,
    /// True if the lines have next to no height.
    pub is_flat: Option<bool>,
    /// True if the lines begin outside the page.
    pub is_off_page: Option<bool>,
}

impl CharacterFormat {
    /// Returns this formatting, completed by `beneath` where this one states nothing.
    pub(super) fn over(self, beneath: Self) -> Self {
        Self {
            is_hidden: self.is_hidden.or(beneath.is_hidden),
            is_faint: self.is_faint.or(beneath.is_faint),
            size: self.size.or(beneath.size),
            color: self.color.or(beneath.color),
            background: self.background.or(beneath.background),
            is_squeezed: self.is_squeezed.or(beneath.is_squeezed),
            is_flat: self.is_flat.or(beneath.is_flat),
            is_off_page: self.is_off_page.or(beneath.is_off_page),
        }
    }
}

/// The formatting in force inside an open element, with its background.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The background in this format belongs to this element alone; child elements inherit it as `beneath`.
    pub format: CharacterFormat,
    beneath: Background,
    /// The formatting of the table or box around, which lies beneath that of paragraphs.
    pub table: CharacterFormat,
    /// The way in which all content of the element is hidden, whatever its formatting.
    pub concealed: Option<HiddenWay>,
}

impl Scope {
    /// Creates a scope on `background` without any character formatting.
    pub(super) fn on(background: Background, concealed: Option<HiddenWay>) -> Self {
        Self { format: CharacterFormat::default(), beneath: background, table: CharacterFormat::default(), concealed }
    }

    /// Hides all content of the element if `is_hidden`, unless it is hidden already.
    pub(super) fn conceal(&mut self, is_hidden: bool, way: HiddenWay) {
        self.concealed = self.concealed.or(is_hidden.then_some(way));
    }

    /// Creates the scope of a child element.
    pub(super) fn inner(&self) -> Self {
        Self {
            format: CharacterFormat { background: None, ..self.format },
            beneath: self.background(),
            table: self.table,
            concealed: self.concealed,
        }
    }

    /// Returns the background of text in this scope.
    pub(super) fn background(&self) -> Background {
        self.format.background.filter(|&background| background != Background::Clear).unwrap_or(self.beneath)
    }

    /// Returns the way in which text in this scope is hidden; `None` if it is visible.
    pub(super) fn hidden(&self) -> Option<HiddenWay> {
        let is_same = match (self.format.color, self.background()) {
            (Some(TextColor::Rgb(color)), Background::Rgb(background)) => is_lost_on(color, background),
            _ => false,
        };
        if self.concealed.is_some() {
            self.concealed
        } else if self.format.is_hidden == Some(true) {
            Some(HiddenWay::Invisible)
        } else if self.format.is_off_page == Some(true) {
            Some(HiddenWay::OffPage)
        } else if self.format.is_squeezed == Some(true) || self.format.is_flat == Some(true) {
            Some(HiddenWay::Tiny)
        } else if self.format.is_faint == Some(true) {
            Some(HiddenWay::Transparent)
        } else if self.format.size.is_some_and(|size| f64::from(size) / POINT < TINY) {
            Some(HiddenWay::Tiny)
        } else {
            is_same.then_some(HiddenWay::SameColor)
        }
    }
}

/// Parses a colour of six hexadecimal digits, with or without a leading `#`.
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

    fn hidden(format: CharacterFormat, background: Background) -> Option<HiddenWay> {
        Scope { format, ..Scope::on(background, None) }.hidden()
    }

    #[test]
    fn text_is_judged_on_its_background() {
        let white = CharacterFormat { color: Some(TextColor::Rgb(WHITE)), ..CharacterFormat::default() };
        assert_eq!(hidden(white, Background::Rgb([250, 250, 250])), Some(HiddenWay::SameColor));
        assert_eq!(hidden(white, Background::Rgb([31, 56, 100])), None);
        assert_eq!(hidden(white, Background::Other), None);
        let black_on_black =
            CharacterFormat { color: Some(TextColor::Rgb(BLACK)), background: Some(Background::Rgb(BLACK)), ..white };
        assert_eq!(hidden(black_on_black, Background::Rgb(WHITE)), Some(HiddenWay::SameColor));
    }

    #[test]
    fn child_elements_lie_on_the_background_of_their_parent() {
        let mut cell = Scope::on(Background::Rgb(WHITE), None).inner();
        cell.format.background = Some(Background::Rgb(BLACK));
        let mut run = cell.inner();
        run.format.color = Some(TextColor::Rgb(WHITE));
        assert_eq!(run.hidden(), None);
        cell.format.background = Some(Background::Clear);
        run = Scope { format: run.format, ..cell.inner() };
        assert_eq!(run.hidden(), Some(HiddenWay::SameColor));
    }

    #[test]
    fn text_under_two_points_is_tiny() {
        let sized =
            |size| hidden(CharacterFormat { size: Some(size), ..CharacterFormat::default() }, Background::Rgb(WHITE));
        assert_eq!((sized(150), sized(200)), (Some(HiddenWay::Tiny), None));
    }

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(rgb("#1F3864"), Some([31, 56, 100]));
        assert_eq!((rgb("auto"), rgb("12345")), (None, None));
    }
}
