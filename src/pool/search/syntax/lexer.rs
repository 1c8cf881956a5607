//! Cuts a query into operators, brackets, fields, phrases and words.

use super::{SyntaxError, TermField, Years, years};
use rolefit_document::Span;
use rolefit_document::words;

/// All of these open and close a phrase; word processors and keyboards mix them.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '＂'];

/// Dashes that deny the word behind them; word processors make long ones of short ones.
const DASHES: [char; 3] = ['-', '–', '−'];

/// The fields, as they are written before a colon.
const FIELDS: [(&str, Field); 6] = [
    ("title", Field::Term(TermField::Title)),
    ("tool", Field::Term(TermField::Tool)),
    ("degree", Field::Term(TermField::Degree)),
    ("language", Field::Term(TermField::Language)),
    ("certificate", Field::Term(TermField::Certificate)),
    ("years", Field::Years),
];

/// Operators of other search boxes that would be looked for as words, in silence, and what to write in their place.
const FOREIGN: [(&str, &str); 3] = [
    ("or", "write OR in capitals, or put it in quotation marks to look for the word"),
    ("not", "write NOT in capitals, or put it in quotation marks to look for the word"),
    ("NEAR", "how near words stand cannot be asked for; write AND, or a phrase in quotation marks"),
];

/// What is said of a `~` behind a phrase.
const TILDE: &str = "how near words stand cannot be asked for; take out the ~ and its number";

/// What is said of a `*` in a wrong place.
const STAR: &str = "a * can stand only at the end of a single word";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Term(TermField),
    Years,
}

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A field and its colon; what follows is looked for there.
    In(TermField),
    Words {
        words: Vec<String>,
        is_open: bool,
    },
    Years(Years),
}

/// The pieces of `query`, in order.
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
    /// Takes the next piece; false at the end.
    fn step(&mut self) -> Result<bool, SyntaxError> {
        // Lists with commas are lists of words.
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
                // A dash between spaces only parts words.
                if self.peek().is_some_and(|next| !next.is_whitespace() && !DASHES.contains(&next)) {
                    self.push(TokenKind::Not, start);
                }
            }
            _ => self.word()?,
        }
        Ok(true)
    }

    /// A phrase in quotation marks.
    fn phrase(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let mark = self.peek().map_or(0, char::len_utf8);
        let inside = self.rest().get(mark..).unwrap_or_default();
        let Some(length) = inside.find(QUOTES) else {
            return Err(SyntaxError::new(
                "this quotation mark has no second one; add it",
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
                "there is no word between these quotation marks; write one, or take them out",
                span,
            ));
        }
        self.tokens.push(Token { kind: TokenKind::Words { words, is_open }, span });
        Ok(())
    }

    /// A word, an operator in letters, or a field.
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
            // Words side by side must all be there, so that a small one means the same.
            "AND" | "and" => self.push(TokenKind::And, start),
            "OR" => self.push(TokenKind::Or, start),
            "NOT" => self.push(TokenKind::Not, start),
            _ => match word.split_once(':') {
                // An address is no field.
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
                "there is no field `{name}`; the fields are {}; put it in quotation marks to look for the words",
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

    /// A word that is looked for as it stands; what holds no letter is passed over.
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

/// The words of `text` as the index cuts them.
fn cut(text: &str) -> Vec<String> {
    words(text).filter_map(|word| text.get(word.start..word.end)).map(str::to_owned).collect()
}

/// Whether it can only be meant as the name of a field.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
}
