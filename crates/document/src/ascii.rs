//! Skips plain ASCII a block at a time. Most text is plain ASCII; only the bytes between the blocks need a closer look.

use memchr::memchr_iter;

/// A block that compilers test with a few instructions.
const BLOCK: usize = 32;

/// How many bytes at the start of `bytes` are all of a kind that `is_plain` knows.
pub fn run(bytes: &[u8], is_plain: impl Fn(u8) -> bool) -> usize {
    // No test of a block ends early, or it would go byte by byte.
    let is_block = |block: &[u8; BLOCK]| block.iter().fold(true, |all, &byte| all & is_plain(byte));
    let (blocks, _) = bytes.as_chunks();
    let at = blocks.iter().take_while(|block| is_block(block)).count() * BLOCK;
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| !is_plain(byte)).unwrap_or(rest.len())
}

/// The characters of `text` that are not ASCII.
pub fn others(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.get(run(rest.as_bytes(), |byte| byte.is_ascii())..)?.chars();
        let other = chars.next()?;
        rest = chars.as_str();
        Some(other)
    })
}

/// True for the four digits of a year of our time.
pub fn is_year(bytes: &[u8]) -> bool {
    matches!(bytes, [b'1', b'9', tens, ones] | [b'2', b'0', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// The lines of a text that has no carriage returns, as [`str::lines`] gives them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let unended = Some(text.len()).filter(|_| !text.is_empty() && !text.ends_with('\n'));
    let mut start = 0;
    memchr_iter(b'\n', text.as_bytes()).chain(unended).map(move |end| {
        let line = text.get(start..end).unwrap_or_default();
        start = end + 1;
        line
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_ends_at_the_first_other_byte(text in "(a{0,70}\\PC){0,3}a{0,70}") {
            let first = text.bytes().position(|byte| byte != b'a').unwrap_or(text.len());
            prop_assert_eq!(run(text.as_bytes(), |byte| byte == b'a'), first);
        }

        #[test]
        fn lines_are_those_of_the_standard_library(text in "[ab\n]{0,12}") {
            prop_assert!(lines(&text).eq(text.lines()));
        }

        #[test]
        fn the_others_are_all_that_is_not_ascii(text in "([a-z \n]{0,40}\\PC){0,5}") {
            let slow: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
            prop_assert_eq!(others(&text).collect::<Vec<_>>(), slow);
        }
    }
}
