//! Runs of digits that may be telephone numbers. Each caller decides which runs are: a number that is shown must be
//! certain, a number that is masked need not be.

use rolefit_document::Span;

/// Telephone numbers have at most so many digits (E.164).
pub(crate) const MOST_DIGITS: usize = 15;

/// Returns the stretches of `text` that begin with a digit, a plus or a bracket, go on with signs that `is_part`
/// accepts, and end with a digit.
pub(crate) fn runs(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(|sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '('))?;
        let rest = text.get(start..)?;
        let run = rest.get(..rest.find(|sign| !is_part(sign)).unwrap_or(rest.len()))?;
        at = start + run.len();
        let shown = run.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        Some(Span::new(start, start + shown.len()))
    })
}

/// Returns the groups of digits in `run`.
pub(crate) fn groups(run: &str) -> impl Iterator<Item = &str> + Clone {
    run.split(|sign: char| !sign.is_ascii_digit()).filter(|group| !group.is_empty())
}
