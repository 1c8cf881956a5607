//! The little of CSS that decides what a reader of a page sees: hidden elements, and those set apart from their
//! neighbours.

use scraper::node::Element;

use crate::document::HiddenWay;

/// Font sizes under this many pixels cannot be read.
const TINY: f64 = 2.0;
/// Pixels of an em where the page does not say otherwise.
const EM: f64 = 16.0;
/// Opacity under which nothing is seen.
const FAINT: f64 = 0.05;
const WHITES: &[&str] = &["#fff", "#ffffff", "white", "rgb(255,255,255)"];

/// What a style does to its element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// How it is hidden, if it is.
    pub hidden: Option<HiddenWay>,
    /// Its children are set side by side.
    pub parts_children: bool,
    /// It is set beside the text around it.
    pub floats: bool,
}

impl Look {
    fn and(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            parts_children: self.parts_children || other.parts_children,
            floats: self.floats || other.floats,
        }
    }
}

/// The rules of a page's style sheets that name one tag, class or id.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<(String, Look)>,
    /// White text is hidden: nothing on the page has a background.
    white_hides: bool,
}

impl Sheet {
    /// Collects the rules of all style elements of `page`.
    pub fn new(page: &str) -> Self {
        let lower = page.to_ascii_lowercase();
        let mut sheet =
            Self { white_hides: !lower.contains("background") && !lower.contains("bgcolor"), ..Self::default() };
        for style in page.split("<style").skip(1) {
            let style = style.split("</style").next().unwrap_or_default();
            let style = style.split_once('>').map_or("", |(_, rules)| rules);
            for rule in style.split('}') {
                let Some((selectors, declarations)) = rule.split_once('{') else { continue };
                let look = sheet.look(declarations);
                if look != Look::default() {
                    sheet.rules.extend(selectors.split(',').map(|selector| (selector.trim().to_owned(), look)));
                }
            }
        }
        sheet
    }

    /// How `element` looks by its own style and by the rules that name it.
    pub fn look_of(&self, element: &Element) -> Look {
        let mut look = element.attr("style").map(|style| self.look(style)).unwrap_or_default();
        look.hidden = look.hidden.or_else(|| element.attr("hidden").map(|_| HiddenWay::Invisible));
        let names = |selector: &str| match selector.split_at_checked(1) {
            Some((".", class)) => element.classes().any(|own| own == class),
            Some(("#", id)) => element.id() == Some(id),
            _ => element.name() == selector,
        };
        self.rules.iter().filter(|(selector, _)| names(selector)).fold(look, |look, (_, rule)| look.and(*rule))
    }

    fn look(&self, declarations: &str) -> Look {
        let mut look = Look::default();
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value: String = value.to_ascii_lowercase().replace("!important", "").split_whitespace().collect();
            match (property.trim().to_ascii_lowercase().as_str(), value.as_str()) {
                ("display", "none") | ("visibility", "hidden" | "collapse") => look.hidden = Some(HiddenWay::Invisible),
                ("display", "flex" | "inline-flex" | "grid") => look.parts_children = true,
                ("float", "left" | "right") => look.floats = true,
                ("opacity", value) if value.parse().is_ok_and(|opacity: f64| opacity < FAINT) => {
                    look.hidden = Some(HiddenWay::Transparent)
                }
                ("font-size", value) if pixels(value).is_some_and(|size| size < TINY) => {
                    look.hidden = Some(HiddenWay::Tiny)
                }
                ("color", "transparent") => look.hidden = Some(HiddenWay::Transparent),
                ("color", value) if self.white_hides && WHITES.contains(&value) => {
                    look.hidden = Some(HiddenWay::SameColor)
                }
                _ => {}
            }
        }
        look
    }
}

/// A length in pixels; `None` where it depends on what is not known here.
fn pixels(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(end)?;
    let number: f64 = number.parse().ok()?;
    match unit {
        "" | "px" => Some(number),
        "pt" => Some(number * 4.0 / 3.0),
        "em" | "rem" => Some(number * EM),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(style: &str) -> bool {
        Sheet::new("").look(style).hidden.is_some()
    }

    #[test]
    fn zero_is_hidden_and_nearly_one_is_not() {
        assert!(hidden("opacity: 0") && hidden("font-size:0.5px") && hidden("Display : NONE !important"));
        assert!(!hidden("opacity: 0.8") && !hidden("font-size:0.9em") && !hidden("font-size:10%"));
    }

    #[test]
    fn white_is_hidden_only_where_no_background_may_be_dark() {
        assert!(Sheet::new("").look("color:#FFF").hidden.is_some());
        assert!(Sheet::new("<td style='background:navy'>").look("color:#FFF").hidden.is_none());
    }

    #[test]
    fn rules_of_the_style_sheet_apply() {
        let sheet = Sheet::new("<style media=all>p,.note { display:none } .row{display:flex}</style>");
        assert_eq!(sheet.rules.len(), 3);
    }
}
