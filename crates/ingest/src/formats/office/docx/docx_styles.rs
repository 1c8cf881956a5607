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

    fn text(&mut self, _: &str) {}
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

#[cfg(test)]
mod tests {
    use crate::formats::office::test_files::docx;
    use rolefit_document::HiddenWay;

    fn styled(styles: &str, body: &str) -> (String, Vec<(HiddenWay, usize)>) {
        docx(body, &[("word/styles.xml", &format!("<styles>{styles}</styles>"))])
    }

    #[test]
    fn text_is_hidden_by_styles_of_runs_and_paragraphs_and_by_their_base_styles() {
        let styles = "<style type='character' styleId='a'><rPr><vanish/></rPr></style>\
                      <style type='character' styleId='b'><basedOn val='a'/></style>\
                      <style type='paragraph' styleId='c'><rPr><sz val='2'/></rPr></style>";
        let body = "<p><r><rPr><rStyle val='b'/></rPr><t>one</t></r><r><t>Ana</t></r></p>\
                    <p><pPr><pStyle val='c'/><rPr><sz val='24'/></rPr></pPr><r><t>two</t></r>\
                    <r><rPr><sz val='24'/></rPr><t>Keller</t></r></p>";
        let hidden = vec![(HiddenWay::Invisible, 1), (HiddenWay::Tiny, 1)];
        assert_eq!(styled(styles, body), ("Ana\nKeller\n".into(), hidden));
    }

    #[test]
    fn defaults_apply_where_no_style_says_otherwise() {
        let styles = "<docDefaults><rPrDefault><rPr><color val='FFFFFF'/></rPr></rPrDefault></docDefaults>\
                      <style type='paragraph' styleId='n' default='1'><pPr><shd val='clear' fill='000000'/></pPr></style>\
                      <style type='paragraph' styleId='a'/>";
        let body = "<p><r><t>Ana</t></r></p><p><pPr><pStyle val='a'/></pPr><r><t>Go</t></r></p>";
        assert_eq!(styled(styles, body), ("Ana\n".into(), vec![(HiddenWay::SameColor, 1)]));
    }

    #[test]
    fn a_table_style_with_shading_makes_white_text_visible() {
        let styles = "<style type='table' styleId='t'><tblStylePr type='firstRow'><tcPr><shd fill='000000'/></tcPr>\
                      </tblStylePr></style><style type='table' styleId='u'><basedOn val='t'/></style>";
        let table = |style| {
            format!(
                "<tbl><tblPr><tblStyle val='{style}'/></tblPr><tr><tc><p><r><rPr><color val='FFFFFF'/></rPr>\
                                     <t>Go</t></r></p></tc></tr></tbl>"
            )
        };
        assert_eq!(styled(styles, &table("u")).0, "Go\n");
        assert_eq!(styled(styles, &table("v")).0, "");
    }

    #[test]
    fn headings_and_items_are_recognised_by_style_names_and_properties() {
        let style = |id: &str, inner: &str| format!("<style type='paragraph' styleId='{id}'>{inner}</style>");
        let styles = [
            style("berschrift1", "<name val='heading 1'/><pPr><numPr><numId val='3'/></numPr></pPr>"),
            style("mine", "<basedOn val='berschrift1'/>"),
            style("Punkt", "<name val='List Bullet 2'/>"),
            style("items", "<pPr><numPr><numId val='2'/></numPr></pPr>"),
        ];
        let line = |style: &str, text: &str| format!("<p><pPr><pStyle val='{style}'/></pPr><r><t>{text}</t></r></p>");
        let body = [
            "<p><r><t>Ana</t></r></p>".to_owned(),
            line("mine", "Skills"),
            line("Punkt", "CRM"),
            line("items", "Excel"),
            line("items", "Word").replace("</pPr>", "<numPr><numId val='0'/></numPr></pPr>"),
            line("", "Jobs").replace("</pPr>", "<outlineLvl val='0'/></pPr>"),
        ];
        assert_eq!(styled(&styles.concat(), &body.concat()).0, "Ana\n\nSkills\n• CRM\n• Excel\nWord\n\nJobs\n");
    }
}
