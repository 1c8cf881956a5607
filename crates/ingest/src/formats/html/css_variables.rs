//! The effects of declarations, with custom properties put in.

use super::css_declarations::parse_declaration;
use super::css_effects::Declaration;
use super::css_syntax::Stated;
use super::css_values::closing;
use super::element_style::Variables;
use crate::formats::color::Paint;

/// Properties nested deeper are not put in.
const DEPTH: usize = 8;
/// The most properties that are put into one value.
const MOST_PUT_IN: usize = 100;
/// A longer value is none that decides visibility.
const MAX_VALUE: usize = 1000;

/// A declaration, parsed as far as it can be without an element.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    Known(Declaration, bool),
    /// A custom property.
    Variable(Stated),
    /// A value with custom properties in it.
    Open(Stated),
}

impl Effect {
    pub(super) fn known(declaration: Declaration) -> Effect {
        Effect::Known(declaration, false)
    }

    pub(super) fn is_important(&self) -> bool {
        match self {
            Effect::Known(_, is_important) => *is_important,
            Effect::Variable(stated) | Effect::Open(stated) => stated.is_important,
        }
    }

    /// Name and value of a custom property.
    pub(super) fn variable(&self) -> Option<(&str, &str)> {
        match self {
            Effect::Variable(stated) => Some((&stated.property, &stated.value)),
            _ => None,
        }
    }

    /// True if the effect may hide text.
    pub(super) fn may_hide(&self) -> bool {
        match self {
            Effect::Known(declaration, _) => declaration.may_hide(),
            Effect::Variable(_) => false,
            Effect::Open(stated) => {
                matches!(stated.property.as_str(), "display" | "visibility" | "opacity" | "font-size")
            }
        }
    }

    /// True if the effect paints a background.
    pub(super) fn paints(&self) -> bool {
        match self {
            Effect::Known(Declaration::Background(paint), _) => *paint != Paint::Clear,
            Effect::Known(..) | Effect::Variable(_) => false,
            Effect::Open(stated) => stated.property.starts_with("background"),
        }
    }

    /// Passes the declarations of the effect on an element with these custom properties to `apply`. The fill counts in
    /// drawings only.
    pub(super) fn each(&self, variables: &Variables, is_drawing: bool, mut apply: impl FnMut(Declaration)) {
        match self {
            Effect::Known(declaration, _) => apply(*declaration),
            Effect::Variable(_) => {}
            Effect::Open(Stated { property, value, .. }) => {
                if let Some(value) = substituted(value, variables) {
                    if property == "fill" && !is_drawing {
                        return;
                    }
                    parse_declaration(property, value.trim(), apply);
                }
            }
        }
    }
}

/// The effects of declarations. Those without effect here are left out.
pub(super) fn effects(stated: Vec<Stated>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for stated in stated {
        let is_important = stated.is_important;
        if stated.property.starts_with("--") {
            effects.push(Effect::Variable(stated));
        } else if stated.value.contains("var(") || stated.property == "fill" {
            effects.push(Effect::Open(stated));
        } else {
            let add = |declaration| effects.push(Effect::Known(declaration, is_important));
            parse_declaration(&stated.property, &stated.value, add);
        }
    }
    effects
}

/// Returns `value` with the custom properties put in; `None` if one has no value.
pub(super) fn substituted(value: &str, variables: &Variables) -> Option<String> {
    nested(value, variables, DEPTH, &mut { MOST_PUT_IN })
}

/// `left` is the number of properties that may still be put in: each may hold many others.
fn nested(value: &str, variables: &Variables, depth: usize, left: &mut usize) -> Option<String> {
    let (mut out, mut rest) = (String::new(), value);
    while let Some(at) = rest.find("var(") {
        let depth = depth.checked_sub(1)?;
        *left = left.checked_sub(1)?;
        out.push_str(rest.get(..at)?);
        let after = rest.get(at + 4..)?;
        let end = Some(closing(after)).filter(|&end| end < after.len())?;
        let (name, fallback) = match after.get(..end)?.split_once(',') {
            Some((name, fallback)) => (name, Some(fallback)),
            None => (after.get(..end)?, None),
        };
        let inner = match variables.get(name.trim()) {
            Some(value) => nested(value, variables, depth, left),
            None => None,
        };
        let inner = match (inner, fallback) {
            (Some(inner), _) => inner,
            (None, Some(fallback)) => nested(fallback.trim(), variables, depth, left)?,
            (None, None) => return None,
        };
        out.push_str(&inner);
        rest = after.get(end + 1..)?;
        if out.len() > MAX_VALUE {
            return None;
        }
    }
    Some(out + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_properties_are_put_in_with_their_fallbacks() {
        let variables: Variables = [("--a", "none"), ("--b", "var(--a)"), ("--c", "var(--c)")]
            .map(|(a, b)| (a.into(), b.into()))
            .into_iter()
            .collect();
        let put = |value| substituted(value, &variables);
        assert_eq!(put("var(--b)").as_deref(), Some("none"));
        assert_eq!(put("1px var(--x, var(--y, rgb(0, 0, 0))) 2px").as_deref(), Some("1px rgb(0, 0, 0) 2px"));
        assert_eq!((put("var(--x)"), put("var(--c)")), (None, None));
        let laughs: Variables = (0..9).map(|n| (format!("--{n}"), format!("var(--{},)", n + 1).repeat(50))).collect();
        assert_eq!(substituted("var(--0)", &laughs), None);
    }
}
