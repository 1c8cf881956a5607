//! The styles of an office document, each on top of the one it is based on.

use rustc_hash::FxHashMap;

use super::character_format::Look;

/// Styles that one is based on, over one another: word processors write under 10, and circles end here.
const MAX_PARENTS: usize = 32;

/// A named style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The style it is based on.
    pub parent: Option<String>,
    pub look: Look,
    /// Whether its paragraphs are headings.
    pub is_heading: bool,
    /// Whether its paragraphs are list items, where it says so.
    pub is_item: Option<bool>,
    /// Whether, as that of a table, it shades some of the cells.
    pub is_shading: bool,
}

/// All styles of a document by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub named: FxHashMap<String, Style>,
    /// How letters look where no style says otherwise.
    pub default: Look,
}

impl Styles {
    /// What a style says together with those it is based on; nothing where there is no such style.
    pub fn resolve(&self, name: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = name.and_then(|name| self.named.get(name));
        for _ in 0..MAX_PARENTS {
            let Some(style) = next else { break };
            resolved.look = resolved.look.over(style.look);
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
    fn a_style_says_what_it_is_based_on_unless_it_says_otherwise() {
        let look = |size, is_hidden| Look { size, is_hidden, ..Look::default() };
        let style = |parent: &str, look| Style { parent: Some(parent.into()), look, ..Style::default() };
        let mut styles = Styles::default();
        styles.named.insert("base".into(), style("note", look(Some(100), Some(true))));
        styles.named.insert("note".into(), style("base", look(Some(900), None)));
        assert_eq!(styles.resolve(Some("note")).look, look(Some(900), Some(true)));
        assert_eq!(styles.resolve(Some("base")).look, look(Some(100), Some(true)));
        assert_eq!(styles.resolve(Some("none")).look, Look::default());
    }
}
