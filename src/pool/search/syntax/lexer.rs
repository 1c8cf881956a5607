//! Splits a query into tokens: operators, brackets, fields, phrases and words.

use super::{SyntaxError, TermField, Years, years};
use rolefit_document::Span;
use rolefit_document::words;

/// Quotation marks. Each opens and closes a phrase, because word processors and keyboards mix them.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '＂'];

/// Dashes that mean `NOT` before a word. Word processors turn short ones into long ones.
const DASHES: [char; 3] = ['-', '–', '−'];

/// The names of fields, as written before a colon.
const FIELDS: [(&str, Field); 6] = [
    ("title", Field::Term(TermField::Title)),
    ("tool", Field::Term(TermField::Tool)),
    ("degree", Field::Term(TermField::Degree)),
    ("language", Field::Term(TermField::Language)),
    ("certificate", Field::Term(TermField::Certificate)),
    ("years", Field::Years),
];

/// Operators of other search engines, and the advice what to write instead. They would silently be searched for as
/// words.
const FOREIGN: [(&str, &str); 3] = [
    ("or", "write OR in capitals, or put it in quotation marks to search for the word"),
    ("not", "write NOT in capitals, or put it in quotation marks to search for the word"),
    ("NEAR", "proximity searches are not supported; write AND, or a phrase in quotation marks"),
];

/// The error for a `~` after a phrase.
const TILDE: &str = "proximity searches are not supported; remove the ~ and its number";

/// The error for a `*` in a wrong place.
const STAR: &str = "a * is allowed only at the end of a single word";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Term(TermField),
    Years,
}

/// A token of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// The bytes of the query that it covers.
    pub span: Span,
}

/// The kind of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A field and its colon; the next word, phrase or bracket is searched for in this field.
    In(TermField),
    Words {
        words: Vec<String>,
        is_open: bool,
    },
    Years(Years),
}

/// Splits `query` into tokens.
///
/// # Errors
/// A [`SyntaxError`] at the first token that makes no sense.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexer = Lexer { query, at: 0, tokens: Vec::new() };
    while lexer.step()? {}
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    /// Reads the next token; returns false at the end.
    fn step(&mut self) -> Result<bool, SyntaxError> {
        // A comma separates words as a space does.
        self.skip(|c| c.is_whitespace() || c.is_control() || c == ',' || c == ';');
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(false) };
        match first {
            '(' => self.operator(TokenKind::Open, "("),
            ')' => self.operator(TokenKind::Close, ")"),
            '|' => {
                self.skip(|c| c == '|');
                self.push(TokenKind::Or, start);
            }
            '&' => {
                self.skip(|c| c == '&');
                self.push(TokenKind::And, start);
            }
            _ if QUOTES.contains(&first) => self.phrase()?,
            '!' => self.operator(TokenKind::Not, "!"),
            _ if DASHES.contains(&first) => {
                self.at += first.len_utf8();
                // A dash between spaces only separates words.
                if self.peek().is_some_and(|next| !next.is_whitespace() && !DASHES.contains(&next)) {
                    self.push(TokenKind::Not, start);
                }
            }
            _ => self.word()?,
        }
        Ok(true)
    }

    /// Reads a phrase in quotation marks.
    fn phrase(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let mark = self.peek().map_or(0, char::len_utf8);
        let inside = self.rest().get(mark..).unwrap_or_default();
        let Some(length) = inside.find(QUOTES) else {
            return Err(SyntaxError::new(
                "this quotation mark is not closed; add the second one",
                Span::new(start, start + mark),
            ));
        };
        self.at += mark + length;
        self.at += self.peek().map_or(0, char::len_utf8);
        if self.peek() == Some('~') {
            return Err(SyntaxError::new(TILDE, Span::new(self.at, self.at + 1)));
        }
        let span = Span::new(start, self.at);
        let inside = inside.get(..length).unwrap_or_default();
        let words = cut(inside);
        let is_open = inside.ends_with('*') && words.len() == 1;
        if inside.contains('*') && !is_open {
            return Err(SyntaxError::new(STAR, span));
        }
        if words.is_empty() {
            return Err(SyntaxError::new(
                "there is no word between these quotation marks; write one, or remove them",
                span,
            ));
        }
        self.tokens.push(Token { kind: TokenKind::Words { words, is_open }, span });
        Ok(())
    }

    /// Reads a word, an operator in letters, or a field.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        self.skip(|c| !c.is_whitespace() && !"(),;|".contains(c) && !QUOTES.contains(&c));
        let word = self.query.get(start..self.at).unwrap_or_default();
        if let Some((_, remedy)) =
            FOREIGN.iter().find(|(foreign, _)| *foreign == word.split('/').next().unwrap_or(word))
        {
            return Err(SyntaxError::new(*remedy, Span::new(start, self.at)));
        }
        match word {
            // Words side by side are joined by `AND` anyway, so a small "and" can be dropped.
            "AND" | "and" => self.push(TokenKind::And, start),
            "OR" => self.push(TokenKind::Or, start),
            "NOT" => self.push(TokenKind::Not, start),
            _ => match word.split_once(':') {
                // The colon of a web address does not end a field's name.
                Some((name, after)) if is_name(name) && !after.starts_with("//") => {
                    self.at = start + name.len() + 1;
                    self.field(name, start)?;
                }
                _ => self.plain(word, start)?,
            },
        }
        Ok(())
    }

    fn field(&mut self, name: &str, start: usize) -> Result<(), SyntaxError> {
        let Some((_, field)) = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
            let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
            let message = format!(
                "there is no field `{name}`; the fields are {}; put it in quotation marks to search for the words",
                known.join(", ")
            );
            return Err(SyntaxError::new(message, Span::new(start, self.at)));
        };
        match field {
            Field::Term(field) => self.push(TokenKind::In(*field), start),
            Field::Years => {
                let (years, length) = years::read(self.rest())
                    .map_err(|length| SyntaxError::new(years::USAGE, Span::new(start, self.at + length)))?;
                self.at += length;
                self.push(TokenKind::Years(years), start);
            }
        }
        Ok(())
    }

    /// Reads a plain word. Text without letters or digits is skipped.
    fn plain(&mut self, word: &str, start: usize) -> Result<(), SyntaxError> {
        let stem = word.trim_end_matches('*');
        let is_open = stem.len() < word.len();
        let words = cut(stem);
        let span = Span::new(start, self.at);
        if stem.contains('*') || (is_open && words.len() != 1) {
            return Err(SyntaxError::new(STAR, span));
        }
        if !words.is_empty() {
            self.tokens.push(Token { kind: TokenKind::Words { words, is_open }, span });
        }
        Ok(())
    }

    fn operator(&mut self, kind: TokenKind, written: &str) {
        let start = self.at;
        self.at += written.len();
        self.push(kind, start);
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, self.at) });
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        self.at += self.rest().find(|c| !is_skipped(c)).unwrap_or(self.rest().len());
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.query.get(self.at..).unwrap_or_default()
    }
}

/// Splits `text` into words as the index does.
fn cut(text: &str) -> Vec<String> {
    words(text).filter_map(|word| text.get(word.start..word.end)).map(str::to_owned).collect()
}

/// True if `name` can only be meant as the name of a field.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
}
