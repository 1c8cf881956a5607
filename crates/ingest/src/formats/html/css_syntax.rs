//! Splits style sheets into rules and declarations, by the syntax of CSS: strings, escapes, comments, nested rules and
//! at-rules.

use cssparser::{Delimiter, ParseError, Parser, ToCss, Token};

/// A declaration as it is written, in lower case and without escapes: a property and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub property: String,
    pub value: String,
    pub is_important: bool,
}

/// A part of a style sheet or of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Declaration(Stated),
    /// A rule with its selectors.
    Rule(String, Vec<Item>),
    /// An at-rule with its name in lower case and its prelude.
    AtRule(String, String, Vec<Item>),
}

impl Item {
    /// Returns the declaration, if the item is one.
    pub(super) fn declaration(self) -> Option<Stated> {
        if let Item::Declaration(stated) = self { Some(stated) } else { None }
    }
}

/// Parses a style sheet. Blocks nested deeper than `depth` are left out.
pub(super) fn sheet(source: &str, depth: usize) -> Vec<Item> {
    items(&mut Parser::new(source), depth, false)
}

/// Parses the declarations of a `style` attribute.
pub(super) fn declarations(source: &str) -> Vec<Stated> {
    items(&mut Parser::new(source), 1, true).into_iter().filter_map(Item::declaration).collect()
}

/// Splits a list at its commas outside brackets and strings.
pub(super) fn split_commas(list: &str) -> Vec<String> {
    let mut parser = Parser::new(list);
    let mut parts = Vec::new();
    loop {
        let part = parser.parse_until_before(Delimiter::Comma, |part| Ok::<_, ParseError<()>>(rest(part)));
        parts.push(part.unwrap_or_default());
        if parser.next().is_err() {
            return parts;
        }
    }
}

/// Returns the source up to the end of `parser`, which is read to its end.
fn rest(parser: &mut Parser<'_>) -> String {
    let start = parser.position();
    while parser.next_including_whitespace_and_comments().is_ok() {}
    parser.slice_from(start).trim().to_owned()
}

fn items(parser: &mut Parser<'_>, depth: usize, is_style: bool) -> Vec<Item> {
    let mut items = Vec::new();
    loop {
        let start = parser.state();
        match parser.next() {
            Err(_) => return items,
            Ok(Token::Semicolon | Token::CDO | Token::CDC) => {}
            Ok(Token::AtKeyword(name)) => {
                let name = name.to_ascii_lowercase();
                let (prelude, block) = prelude_and_block(parser, depth, is_style || name == "property");
                items.push(Item::AtRule(name, prelude, block.unwrap_or_default()));
            }
            Ok(_) => {
                parser.reset(&start);
                if is_style && let Some(stated) = declaration(parser) {
                    items.push(Item::Declaration(stated));
                    continue;
                }
                parser.reset(&start);
                let (prelude, block) = prelude_and_block(parser, depth, true);
                if let Some(block) = block {
                    items.push(Item::Rule(prelude, block));
                }
            }
        }
    }
}

/// Reads up to the block of a rule, and the block. In a rule, a semicolon ends what has no block.
fn prelude_and_block(parser: &mut Parser<'_>, depth: usize, is_style: bool) -> (String, Option<Vec<Item>>) {
    let ends = Delimiter::CurlyBracketBlock | Delimiter::Semicolon;
    let prelude = parser.parse_until_before(ends, |part| Ok::<_, ParseError<()>>(rest(part))).unwrap_or_default();
    match parser.next() {
        Ok(Token::CurlyBracketBlock) => {
            let block = parser.parse_nested_block(|block| {
                let items = if depth == 0 { Vec::new() } else { items(block, depth - 1, is_style) };
                while block.next().is_ok() {}
                Ok::<_, ParseError<()>>(items)
            });
            (prelude, Some(block.unwrap_or_default()))
        }
        _ => (prelude, None),
    }
}

/// Reads a declaration; `None` if a nested rule or an error begins here.
fn declaration(parser: &mut Parser<'_>) -> Option<Stated> {
    let property = match parser.next().ok()? {
        Token::Ident(name) if name.starts_with("--") => name.to_string(),
        Token::Ident(name) => name.to_ascii_lowercase(),
        _ => return None,
    };
    parser.expect_colon().ok()?;
    let is_custom = property.starts_with("--");
    // `a:hover { … }` is a nested rule.
    let ends = if is_custom { Delimiter::Semicolon } else { Delimiter::Semicolon | Delimiter::CurlyBracketBlock };
    let read = |part: &mut Parser<'_>| {
        let mut value = String::new();
        write_value(part, &mut value);
        Ok::<_, ParseError<()>>(value)
    };
    let value = parser.parse_until_before(ends, read).ok()?;
    match parser.next() {
        Err(_) | Ok(Token::Semicolon) => {}
        Ok(_) => return None,
    }
    let value = value.trim();
    let (value, is_important) = match value.rsplit_once('!') {
        Some((value, mark)) if mark.trim() == "important" => (value.trim_end(), true),
        _ => (value, false),
    };
    Some(Stated { property, value: value.to_owned(), is_important })
}

/// Writes a value in lower case, with its escapes resolved and comments left out. Strings keep their case.
fn write_value(parser: &mut Parser<'_>, value: &mut String) {
    while let Ok(token) = parser.next_including_whitespace() {
        let close = match token {
            Token::Function(_) | Token::ParenthesisBlock => ")",
            Token::SquareBracketBlock => "]",
            Token::CurlyBracketBlock => "}",
            _ => "",
        };
        match token {
            Token::WhiteSpace(_) => value.push(' '),
            Token::Ident(name) if name.starts_with("--") => value.push_str(name),
            Token::Ident(name) => value.push_str(&name.to_ascii_lowercase()),
            Token::QuotedString(text) | Token::UnquotedUrl(text) => {
                value.extend(["url(", &text.replace(['(', ')'], ""), ")"]);
            }
            Token::Function(name) => value.extend([&name.to_ascii_lowercase(), "("]),
            other => value.push_str(&other.to_css_string().to_ascii_lowercase()),
        }
        if !close.is_empty() {
            let inner = parser.parse_nested_block(|inner| {
                let mut text = String::new();
                write_value(inner, &mut text);
                Ok::<_, ParseError<()>>(text)
            });
            value.extend([&inner.unwrap_or_default(), close]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(source: &str) -> Vec<(String, String, bool)> {
        declarations(source).into_iter().map(|it| (it.property, it.value, it.is_important)).collect()
    }

    #[test]
    fn escapes_comments_and_case_are_resolved() {
        let expected = [("display".to_owned(), "none".to_owned(), true)];
        for source in
            ["DISPLAY: None !important", "d\\69splay:n\\6f ne!important", "display/* a */: none /* } */ ! important"]
        {
            assert_eq!(stated(source), expected, "{source}");
        }
        assert_eq!(stated("--A: Calc(1PX + 2px)")[0].1, "calc(1px + 2px)");
    }

    #[test]
    fn strings_and_brackets_do_not_end_a_declaration() {
        let found = stated("content: \"} ; display: none\"; background: url(data:a;b); color: red");
        let names: Vec<&str> = found.iter().map(|found| found.0.as_str()).collect();
        assert_eq!(names, ["content", "background", "color"]);
    }

    #[test]
    fn rules_nest_with_and_without_an_ampersand() {
        let found =
            sheet(".a { color: red; & .b { color: blue } .c:hover { color: green } top: 0 } @media print { p {} }", 4);
        let [Item::Rule(selector, inner), ..] = found.as_slice() else { unreachable!("{found:?}") };
        assert_eq!(selector, ".a");
        let kinds: Vec<&str> = inner
            .iter()
            .map(|item| match item {
                Item::Rule(selector, _) => selector.as_str(),
                Item::Declaration(stated) => stated.property.as_str(),
                Item::AtRule(..) => "@",
            })
            .collect();
        assert_eq!(kinds, ["color", "& .b", ".c:hover", "top"]);
        assert!(matches!(found.get(1), Some(Item::AtRule(name, prelude, _)) if name == "media" && prelude == "print"));
    }

    #[test]
    fn a_list_is_split_outside_brackets_and_strings() {
        assert_eq!(split_commas(".a, :is(b, c), [d=\"e,f\"]"), [".a", ":is(b, c)", "[d=\"e,f\"]"]);
    }
}
