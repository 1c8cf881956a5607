//! Character formatting in DOCX and ODT files, as far as it decides visibility: colour, size and background.

use crate::formats::color::{Color, Paint};
use crate::formats::visibility::{Look, Sight};
use rolefit_document::HiddenWay;

/// The formatting that a style or an element states for text; `None` where it states nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CharacterFormat {
    pub is_hidden: Option<bool>,
    pub is_faint: Option<bool>,
    /// In points.
    pub size: Option<f64>,
    /// The colour of the letters; unknown for automatic, which contrasts with the background.
    pub color: Option<Paint>,
    pub background: Option<Paint>,
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
    beneath: Paint,
    /// The formatting of the table or box around, which lies beneath that of paragraphs.
    pub table: CharacterFormat,
    /// The way in which all content of the element is hidden, whatever its formatting.
    pub concealed: Option<HiddenWay>,
}

impl Scope {
    /// Creates a scope on `background` without any character formatting.
    pub(super) fn on(background: Paint, concealed: Option<HiddenWay>) -> Self {
        Self { format: CharacterFormat::default(), beneath: background, table: CharacterFormat::default(), concealed }
    }

    /// Hides all content of the element in this way, unless it is hidden already.
    pub(super) fn conceal(&mut self, way: Option<HiddenWay>) {
        self.concealed = self.concealed.or(way);
    }

    /// As [`conceal`](Self::conceal), for content that is marked as not to be shown.
    pub(super) fn hide(&mut self, is_hidden: bool) {
        self.conceal(is_hidden.then_some(HiddenWay::Invisible));
    }

    /// Creates the scope of a child element.
    pub(super) fn inner(&self) -> Self {
        let format = CharacterFormat { background: None, ..self.format };
        Self { format, beneath: self.background(), ..*self }
    }

    /// Returns the background of text in this scope.
    pub(super) fn background(&self) -> Paint {
        Paint::topmost([self.format.background.unwrap_or_default(), self.beneath])
    }

    /// Returns if text in this scope is seen.
    pub(super) fn sight(&self) -> Sight {
        let format = &self.format;
        let is = |stated: Option<bool>| stated == Some(true);
        let look = Look {
            concealed: self.concealed.or(is(format.is_hidden).then_some(HiddenWay::Invisible)),
            is_off_page: is(format.is_off_page),
            is_squeezed: is(format.is_squeezed) || is(format.is_flat),
            is_faint: is(format.is_faint),
            size: format.size,
            ink: format.color.unwrap_or(Paint::Unknown),
            ground: self.background(),
            ..Look::default()
        };
        look.sight()
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

    #[test]
    fn child_elements_lie_on_the_background_of_their_parent() {
        let mut cell = Scope::on(Paint::Plain(WHITE), None).inner();
        cell.format.background = Some(Paint::Plain(BLACK));
        let mut run = cell.inner();
        run.format.color = Some(Paint::Plain(WHITE));
        assert_eq!(run.sight(), Sight::Shown);
        cell.format.background = Some(Paint::Clear);
        run = Scope { format: run.format, ..cell.inner() };
        assert_eq!(run.sight(), Sight::Hidden(HiddenWay::SameColor));
    }

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(rgb("#1F3864"), Some([31, 56, 100]));
        assert_eq!((rgb("auto"), rgb("12345")), (None, None));
    }
}
