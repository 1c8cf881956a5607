//! Splits RTF into tokens: braces, control words, control symbols and bytes of text.

/// Longest name and number of a control word; longer ones are invalid and end there.
const MAX_NAME: usize = 32;
const MAX_DIGITS: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The start of a group.
    Open,
    /// The end of a group.
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash followed by a character that is not a letter.
    Symbol(u8),
    /// A byte of text, written plainly or in hexadecimal.
    Byte(u8),
}

/// Iterates over the tokens of an RTF file; binary data is left out.
pub(super) struct Lexer<'a> {
    rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, most: usize, is_part: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest.iter().take(most).take_while(|&&byte| is_part(byte)).count();
        let taken = self.take(length);
        debug_assert!(taken.is_ascii(), "names and numbers of control words are ASCII");
        std::str::from_utf8(taken).unwrap_or_default()
    }

    fn word(&mut self) -> Token<'a> {
        let name = self.take_while(MAX_NAME, |byte| byte.is_ascii_alphabetic());
        let is_negative = matches!(self.rest, [b'-', b'0'..=b'9', ..]);
        if is_negative {
            self.take(1);
        }
        let digits = self.take_while(MAX_DIGITS, |byte| byte.is_ascii_digit());
        let number = digits.parse::<i64>().ok().map(|number| if is_negative { -number } else { number });
        let number = number.and_then(|number| i32::try_from(number).ok());
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            self.take(number.and_then(|length| usize::try_from(length).ok()).unwrap_or_default());
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let &first = self.rest.first()?;
            match (first, self.rest.get(1)) {
                (b'\\', Some(second)) if second.is_ascii_alphabetic() => {
                    self.take(1);
                    return Some(self.word());
                }
                (b'\\', Some(b'\'')) => {
                    self.take(2);
                    let digits = self.take_while(2, |byte| byte.is_ascii_hexdigit());
                    if let Ok(byte) = u8::from_str_radix(digits, 16) {
                        return Some(Token::Byte(byte));
                    }
                }
                (b'\\', Some(&symbol)) => {
                    self.take(2);
                    return Some(match symbol {
                        b'\\' | b'{' | b'}' => Token::Byte(symbol),
                        _ => Token::Symbol(symbol),
                    });
                }
                _ => {
                    self.take(1);
                    match first {
                        b'{' => return Some(Token::Open),
                        b'}' => return Some(Token::Close),
                        // Line breaks of the source, padding, and a backslash at the end of the file.
                        b'\r' | b'\n' | 0 | b'\\' => {}
                        _ => return Some(Token::Byte(first)),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_words_end_at_a_space_or_another_character() {
        let tokens: Vec<_> = Lexer::new(b"{\\b0 a\\u-3913?\\~}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'a'),
            Token::Word("u", Some(-3913)),
            Token::Byte(b'?'),
            Token::Symbol(b'~'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn hexadecimal_and_escaped_bytes_are_text_and_binary_data_is_not() {
        let tokens: Vec<_> = Lexer::new(b"\\'e9\\{\\bin4 {{}}\r\nx\\'").collect();
        let expected = [Token::Byte(0xe9), Token::Byte(b'{'), Token::Word("bin", Some(4)), Token::Byte(b'x')];
        assert_eq!(tokens, expected);
    }
}
