//! Decides if the conditions of `@media` and `@supports` hold on a screen of the usual size.

use super::css_math::{EM, WINDOW_HEIGHT, WINDOW_WIDTH, length};

/// Conditions nested deeper are not decided.
const DEPTH: usize = 8;

/// Returns true if a list of media queries holds, `None` if that cannot be decided.
pub(super) fn media(queries: &str) -> Option<bool> {
    let queries = queries.to_ascii_lowercase();
    if queries.trim().is_empty() {
        return Some(true);
    }
    any(queries.split(',').map(|query| condition(query.trim(), &media_feature, DEPTH)))
}

/// Returns true if the condition of `@supports` holds. Browsers of today support what style sheets ask for.
pub(super) fn supports(query: &str) -> Option<bool> {
    condition(query.to_ascii_lowercase().trim(), &|_| Some(true), DEPTH)
}

fn condition(query: &str, feature: &dyn Fn(&str) -> Option<bool>, depth: usize) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    let query = query.trim().strip_prefix("only ").unwrap_or(query).trim();
    if let Some(rest) = query.strip_prefix("not")
        && rest.starts_with([' ', '('])
    {
        return condition(rest, feature, depth).map(|holds| !holds);
    }
    for (word, is_and) in [(" or ", false), (" and ", true)] {
        let parts = split(query, word);
        if parts.len() > 1 {
            let parts = parts.into_iter().map(|part| condition(part, feature, depth));
            return if is_and { any(parts.map(not)).map(|none| !none) } else { any(parts) };
        }
    }
    match query.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if inner.trim_start().starts_with('(') || inner.trim_start().starts_with("not") => {
            condition(inner, feature, depth)
        }
        Some(inner) => feature(inner.trim()),
        None if query.contains('(') => feature(query),
        None => Some(matches!(query, "all" | "screen" | "")),
    }
}

fn not(holds: Option<bool>) -> Option<bool> {
    holds.map(|holds| !holds)
}

/// True if any holds; unknown if none is known to hold and one is unknown.
fn any(conditions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let all: Vec<Option<bool>> = conditions.collect();
    if all.contains(&Some(true)) {
        return Some(true);
    }
    if all.contains(&None) { None } else { Some(false) }
}

/// Splits at `word` outside brackets.
fn split<'a>(query: &'a str, word: &str) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in query.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && query.get(at..).is_some_and(|rest| rest.starts_with(word)) => {
                parts.push(query.get(start..at).unwrap_or_default());
                start = at + word.len();
            }
            _ => {}
        }
    }
    parts.push(query.get(start..).unwrap_or_default());
    parts
}

fn media_feature(feature: &str) -> Option<bool> {
    if feature.contains(['<', '>', '=']) {
        return range(feature);
    }
    let (name, value) = feature.split_once(':').map_or((feature, ""), |(name, value)| (name.trim(), value.trim()));
    let size = |size: f64, is_least: bool| {
        let value = length(value)?.at(EM);
        Some(if is_least { size >= value } else { size <= value })
    };
    match name {
        "min-width" | "min-device-width" => size(WINDOW_WIDTH, true),
        "max-width" | "max-device-width" => size(WINDOW_WIDTH, false),
        "min-height" | "min-device-height" => size(WINDOW_HEIGHT, true),
        "max-height" | "max-device-height" => size(WINDOW_HEIGHT, false),
        "orientation" => Some(value == "landscape"),
        "prefers-color-scheme" => Some(value == "light"),
        "prefers-reduced-motion" | "prefers-contrast" => Some(value == "no-preference"),
        "hover" | "any-hover" => Some(value != "none"),
        "pointer" | "any-pointer" => Some(value == "fine" || value.is_empty()),
        "color" | "width" | "height" => value.is_empty().then_some(true),
        "monochrome" | "forced-colors" | "inverted-colors" => Some(value == "none" || value == "0"),
        _ => None,
    }
}

/// "width >= 100px", "100px < width <= 2000px".
fn range(feature: &str) -> Option<bool> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut marks: Vec<String> = Vec::new();
    for c in feature.chars() {
        if matches!(c, '<' | '>' | '=') {
            if parts.last().is_some_and(|part| part.trim().is_empty()) && !marks.is_empty() {
                marks.last_mut()?.push(c);
            } else {
                marks.push(c.to_string());
                parts.push(String::new());
            }
        } else {
            parts.last_mut()?.push(c);
        }
    }
    let size = |part: &str| match part.trim() {
        "width" => Some(WINDOW_WIDTH),
        "height" => Some(WINDOW_HEIGHT),
        other => length(other).map(|length| length.at(EM)),
    };
    let sizes: Option<Vec<f64>> = parts.iter().map(|part| size(part)).collect();
    let sizes = sizes?;
    let holds = sizes.windows(2).zip(&marks).map(|(pair, mark)| {
        let [a, b] = pair else { return None };
        match mark.as_str() {
            "<" => Some(a < b),
            "<=" => Some(a <= b),
            ">" => Some(a > b),
            ">=" => Some(a >= b),
            "=" => Some((a - b).abs() < 0.5),
            _ => None,
        }
    });
    any(holds.map(not)).map(|fails| !fails)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decided_for_a_usual_screen() {
        for (query, holds) in [
            ("", Some(true)),
            ("screen", Some(true)),
            ("print", Some(false)),
            ("not print", Some(true)),
            ("only screen and (min-width: 600px)", Some(true)),
            ("(max-width:600px)", Some(false)),
            ("print, (max-width: 4000px)", Some(true)),
            ("(width >= 100px)", Some(true)),
            ("(width<=600px)", Some(false)),
            ("(100px < width <= 2000px)", Some(true)),
            ("not (width > 100em)", Some(true)),
            ("(min-width: 1px) and (not (max-width: 10px))", Some(true)),
            ("(prefers-color-scheme: dark)", Some(false)),
            ("(made-up: 1)", None),
        ] {
            assert_eq!(media(query), holds, "{query}");
        }
        assert_eq!(supports("not (display: grid)"), Some(false));
    }
}
