//! The style sheet of a DOCX file: styles that hide text, and styles of headings and list items.

use super::run_properties::{Theme, apply_property};
use crate::formats::office::character_format::CharacterFormat;
use crate::formats::office::style_sheet::{Style, StyleSheet};
use crate::formats::office::xml::{Content, Element, Handler};

/// Reads the part `word/styles.xml`.
#[derive(Debug)]
pub(super) struct DocxStyles<'a> {
    pub styles: StyleSheet,
    /// The style of paragraphs that name no style.
    default_paragraph: Option<String>,
    theme: &'a Theme,
    open: Option<(String, Style)>,
    is_table: bool,
    /// True inside formatting for some cells of a table only.
    is_for_some_cells: bool,
}

impl<'a> DocxStyles<'a> {
    pub(super) fn new(theme: &'a Theme) -> Self {
        Self {
            styles: StyleSheet::default(),
            default_paragraph: None,
            theme,
            open: None,
            is_table: false,
            is_for_some_cells: false,
        }
    }

    /// Returns the formatting of paragraphs that name `style`, or no style. If the style is missing from the sheet, its
    /// id counts as its name, because Word derives the id from the name.
    /// The formatting of the table around them, `table`, lies beneath that of the style.
    pub(super) fn paragraph(&self, style: Option<&str>, table: CharacterFormat) -> Style {
        let mut resolved = self.styles.resolve(style.or(self.default_paragraph.as_deref()));
        if let Some(id) = style.filter(|&id| !self.styles.named.contains_key(id)) {
            rename(&mut resolved, id);
        }
        resolved.format = resolved.format.over(table).over(self.styles.default);
        resolved
    }

    fn start_style(&mut self, element: &Element<'_>) {
        let Some(id) = element.get("styleId") else { return };
        let kind = element.get("type");
        self.is_table = kind.as_deref() == Some("table");
        if kind.as_deref() == Some("paragraph") && element.get("default").is_some_and(|on| on == "1" || on == "true") {
            self.default_paragraph = Some(id.clone().into_owned());
        }
        self.open = Some((id.into_owned(), Style::default()));
    }
}

impl Handler for DocxStyles<'_> {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        match name {
            "style" => self.start_style(element),
            "latentStyles" => return Content::Skip,
            _ => {}
        }
        let Some((_, style)) = &mut self.open else {
            apply_property(&mut self.styles.default, name, element, self.theme);
            return Content::Read;
        };
        let value = || element.get("val");
        match name {
            "name" => rename(style, &value().unwrap_or_default()),
            "basedOn" => style.parent = value().map(|parent| parent.into_owned()),
            "numId" => style.is_item = value().map(|id| id != "0"),
            // The cells that a table style shades depend on their position, which is not computed; text in such a table
            // counts as visible.
            "shd" if self.is_table => style.is_shading = true,
            "tblStylePr" => self.is_for_some_cells = true,
            _ if !self.is_for_some_cells => apply_property(&mut style.format, name, element, self.theme),
            _ => {}
        }
        Content::Read
    }

    fn end(&mut self, name: &str) {
        if name == "tblStylePr" {
            self.is_for_some_cells = false;
        }
        if name == "style"
            && let Some((id, style)) = self.open.take()
        {
            self.styles.named.insert(id, style);
        }
    }
}

/// Recognises headings and list items by the names of Word's built-in styles, which are English in files of every
/// language.
fn rename(style: &mut Style, name: &str) {
    let name = name.to_lowercase().replace(' ', "");
    style.is_heading |= name.starts_with("heading");
    if name.starts_with("listbullet") || name.starts_with("listnumber") {
        style.is_item = Some(true);
    }
}
