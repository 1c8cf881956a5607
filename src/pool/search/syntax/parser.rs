//! Parses tokens into a query: `NOT` binds closest, then `AND`, then `OR`.

use super::lexer::{Token, TokenKind, tokens};
use super::{Query, SyntaxError, Term, TermField};
use rolefit_document::Span;

/// Most brackets inside brackets, because each level takes space on the stack.
const DEEPEST: usize = 64;

pub(super) fn parse(query: &str) -> Result<Query, SyntaxError> {
    let tokens = tokens(query)?;
    let end = Span::new(query.len(), query.len());
    if tokens.is_empty() {
        return Err(SyntaxError::new("name the words to search for", end));
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, end };
    let parsed = parser.any(TermField::Text)?;
    match parser.peek() {
        None => Ok(parsed),
        // Parsing stops only at a closing bracket without an opening one.
        Some(token) => Err(SyntaxError::new("this parenthesis has no opening one; remove it", token.span)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// The length of the query in bytes.
    end: Span,
}

impl<'a> Parser<'a> {
    /// Parses queries joined by `OR`.
    fn any(&mut self, field: TermField) -> Result<Query, SyntaxError> {
        let mut queries = vec![self.all(field)?];
        while self.take(&TokenKind::Or).is_some() {
            queries.push(self.all(field)?);
        }
        Ok(one_or(queries, Query::Any))
    }

    /// Parses queries joined by `AND` or a space.
    fn all(&mut self, field: TermField) -> Result<Query, SyntaxError> {
        let mut queries = vec![self.denied(field)?];
        loop {
            let is_joined = self.take(&TokenKind::And).is_some();
            let ends = self.peek().is_none_or(|token| matches!(token.kind, TokenKind::Or | TokenKind::Close));
            if ends && !is_joined {
                return Ok(one_or(queries, Query::All));
            }
            queries.push(self.denied(field)?);
        }
    }

    /// Parses a query after any number of `NOT`s.
    fn denied(&mut self, field: TermField) -> Result<Query, SyntaxError> {
        let mut is_denied = false;
        while self.take(&TokenKind::Not).is_some() {
            is_denied = !is_denied;
        }
        let query = self.plain(field)?;
        Ok(if is_denied { Query::Not(Box::new(query)) } else { query })
    }

    /// Parses a word, a phrase, years, or a query in brackets.
    fn plain(&mut self, field: TermField) -> Result<Query, SyntaxError> {
        let missing = "words are missing here; add some, or remove the operator before";
        let Some(token) = self.next() else { return Err(SyntaxError::new(missing, self.end)) };
        match &token.kind {
            TokenKind::Words { words, is_open } => {
                Ok(Query::Term(Term { field, words: words.clone(), is_open: *is_open }))
            }
            TokenKind::Years(years) => Ok(Query::Years(*years)),
            TokenKind::In(field) => match self.peek().map(|token| &token.kind) {
                Some(TokenKind::Words { .. } | TokenKind::Open) => self.plain(*field),
                _ => Err(SyntaxError::new("this field has no words; write a word after it", token.span)),
            },
            TokenKind::Open => self.bracket(field, token.span),
            TokenKind::Close if self.depth == 0 => {
                Err(SyntaxError::new("this parenthesis has no opening one; remove it", token.span))
            }
            TokenKind::Close => Err(SyntaxError::new("words are missing before this parenthesis", token.span)),
            TokenKind::And | TokenKind::Or | TokenKind::Not => {
                let message = "words are missing before this operator; put it in quotation marks if it is a word";
                Err(SyntaxError::new(message, token.span))
            }
        }
    }

    /// Parses the rest of a query in brackets; the opening one is at `open`.
    fn bracket(&mut self, field: TermField, open: Span) -> Result<Query, SyntaxError> {
        if self.depth == DEEPEST {
            return Err(SyntaxError::new(format!("more than {DEEPEST} nested parentheses"), open));
        }
        self.depth += 1;
        let unclosed = || SyntaxError::new("this parenthesis is not closed; add `)`", open);
        if self.peek().is_none() {
            return Err(unclosed());
        }
        let query = self.any(field)?;
        self.take(&TokenKind::Close).ok_or_else(unclosed)?;
        self.depth -= 1;
        Ok(query)
    }

    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn take(&mut self, kind: &TokenKind) -> Option<&'a Token> {
        let is_next = self.peek().is_some_and(|token| token.kind == *kind);
        if is_next { self.next() } else { None }
    }
}

/// Returns the only query, or `join` of several.
fn one_or(mut queries: Vec<Query>, join: impl Fn(Vec<Query>) -> Query) -> Query {
    match (queries.len(), queries.pop()) {
        (1, Some(only)) => only,
        (_, last) => join(queries.into_iter().chain(last).collect()),
    }
}
