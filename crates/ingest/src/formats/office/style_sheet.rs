//! The style sheet of a DOCX or ODT file: named styles, each based on a parent style.

use rustc_hash::FxHashMap;

use super::character_format::CharacterFormat;

/// Longest chain of parent styles. Word processors write under 10; the limit ends cycles.
const MAX_PARENTS: usize = 32;

/// A named style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The name of the parent style.
    pub parent: Option<String>,
    pub format: CharacterFormat,
    /// True if paragraphs of this style are headings.
    pub is_heading: bool,
    /// True if paragraphs of this style are list items; `None` if the style does not say.
    pub is_item: Option<bool>,
    /// True for a table style that shades some cells.
    pub is_shading: bool,
}

/// All styles of a document by name.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    pub named: FxHashMap<String, Style>,
    /// The formatting of text where no style says otherwise.
    pub default: CharacterFormat,
}

impl StyleSheet {
    /// Returns a style completed by its parent styles; an empty style if there is none of this name.
    pub(super) fn resolve(&self, name: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = name.and_then(|name| self.named.get(name));
        for _ in 0..MAX_PARENTS {
            let Some(style) = next else { break };
            resolved.format = resolved.format.over(style.format);
            resolved.is_heading |= style.is_heading;
            resolved.is_shading |= style.is_shading;
            resolved.is_item = resolved.is_item.or(style.is_item);
            next = style.parent.as_deref().and_then(|parent| self.named.get(parent));
        }
        resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_inherits_from_its_parent_styles() {
        let format = |size, is_hidden| CharacterFormat { size, is_hidden, ..CharacterFormat::default() };
        let style = |parent: &str, format| Style { parent: Some(parent.into()), format, ..Style::default() };
        let mut styles = StyleSheet::default();
        styles.named.insert("base".into(), style("note", format(Some(1.0), Some(true))));
        styles.named.insert("note".into(), style("base", format(Some(9.0), None)));
        assert_eq!(styles.resolve(Some("note")).format, format(Some(9.0), Some(true)));
        assert_eq!(styles.resolve(Some("base")).format, format(Some(1.0), Some(true)));
        assert_eq!(styles.resolve(Some("none")).format, CharacterFormat::default());
    }
}
