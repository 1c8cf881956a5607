//! The words and figures for people: reading quality, gates, scores.

#[cfg(feature = "cli")]
use crate::candidate::Candidate;
use crate::catalog::Kind;
use crate::score::{Gate, Status};
use crate::units::{Confidence, Score};
use rolefit_document::{changes_direction, single_spaced};

/// The least confidence of high reading quality: nearly everything that weighs could be read.
pub(crate) const HIGH_READING_QUALITY: Confidence = Confidence::new(850);
/// The least confidence of medium reading quality. Below it, a person should read the file.
pub(crate) const MEDIUM_READING_QUALITY: Confidence = Confidence::new(600);
/// The words in place of a band where a person must read the resume.
pub(crate) const READ_BY_HAND: &str = "read by hand";
/// The words for the status missing, in every output but JSON.
pub(crate) const NOT_SHOWN: &str = "not shown in the resume";

/// Words for a degree below the level asked for.
pub(crate) const NO_SUCH_DEGREE: &str = "no completed degree of this level";

/// The reason of a criterion that is claimed.
pub(crate) fn claimed(kind: Kind) -> &'static str {
    match kind {
        Kind::Education => "claimed, no completed degree of this level and field",
        _ => "claimed, no deed shown",
    }
}
/// The words for a title that is withheld entirely.
pub(crate) const TITLE_WITHHELD: &str = "[title withheld]";

/// Returns `high`, `medium` or `low`.
pub(crate) fn reading_quality(confidence: Confidence) -> &'static str {
    match confidence {
        _ if confidence >= HIGH_READING_QUALITY => "high",
        _ if confidence >= MEDIUM_READING_QUALITY => "medium",
        _ => "low",
    }
}

/// Returns the words for a gate, to follow "must-haves", where its musts are not at hand.
pub(crate) fn gate_words(gate: Gate) -> &'static str {
    match gate {
        Gate::Pass => "shown",
        Gate::Unknown => "not all shown",
        Gate::Fail => "contradicted",
    }
}

/// Returns the word of JSON and CSV for a gate.
pub fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Pass => "pass",
        Gate::Unknown => "unknown",
        Gate::Fail => "fail",
    }
}

/// Returns the words for a status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Partial => "partial",
        Status::Missing => NOT_SHOWN,
        Status::Unknown => "could not be read",
    }
}

/// Returns a score in points with one decimal; `–` without a score.
pub fn points(score: Option<Score>) -> String {
    score.map_or_else(|| "–".into(), |score| score.to_string())
}

/// Formats tenths as a decimal: 713 is `71.3`.
pub fn decimal(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

/// Formats tenths as a decimal without an idle zero: 220 is `22`.
pub fn plain_decimal(tenths: i64) -> String {
    let decimal = decimal(tenths);
    decimal.strip_suffix(".0").unwrap_or(&decimal).to_owned()
}

/// Formats months as years with one decimal, rounded half up.
pub fn years(months: u32) -> String {
    decimal((i64::from(months) * 10 + 6) / 12)
}

/// Formats months as years, but not beyond the months that count in full: "2.5" of 60 months, "5+" for 60 or more.
/// People must not rank by what no score ranks by.
pub(crate) fn capped_years(months: u32, full: u32) -> String {
    if months < full { years(months) } else { format!("{}+", years(full).trim_end_matches(".0")) }
}

/// "2.5 of 5 years in similar roles", "5+ years in similar roles".
pub(crate) fn time(shown: u32, full: u32) -> String {
    let of = if shown < full { format!(" of {}", years(full).trim_end_matches(".0")) } else { String::new() };
    format!("{}{of} years in similar roles", capped_years(shown, full))
}

/// ", 2 of them only because a must-have is left unsaid"; nothing for 0.
pub fn silent(number: usize) -> String {
    if number == 0 { String::new() } else { format!(", {number} of them only because a must-have is left unsaid") }
}

/// `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    counted(number, noun, &format!("{noun}s"))
}

/// `1 duty`, `2 duties`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "A", "A and B", "A, B and C".
pub(crate) fn series<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Returns `words` as written inside a sentence: "selling" for "Selling", but "CRM" and "Microsoft Office" stay.
pub(crate) fn lowered(words: &str) -> String {
    let is_name = words.split(' ').all(|word| word.starts_with(char::is_uppercase)) && words.contains(' ');
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() && !is_name => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}

/// Returns `term` with the capitals that it has in `text`. The capital that begins a text says nothing, but "SQL"
/// stays.
pub(crate) fn as_written(text: &str, term: &str) -> String {
    let lower = text.to_lowercase();
    // If lower case has another length, offsets do not carry over.
    let at = lower.find(&term.to_lowercase()).filter(|_| lower.len() == text.len());
    let written = at.and_then(|at| text.get(at..at + term.len()));
    let tells = |written: &str| at != Some(0) || written.chars().skip(1).any(char::is_uppercase);
    written.filter(|written| tells(written) && !term.contains(char::is_uppercase)).unwrap_or(term).to_owned()
}

/// Returns the candidate's name if it is certain, with the file's id.
#[cfg(feature = "cli")]
pub(crate) fn called(candidate: &Candidate) -> String {
    let (name, id) = (one_line(&candidate.display_name), one_line(&candidate.id));
    if name.is_empty() || id.contains(&name) { id } else { format!("{name} ({id})") }
}

/// Returns `words` on one line, without control characters.
pub fn one_line(words: &str) -> String {
    let tame: String =
        words.chars().filter(|&c| !changes_direction(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    single_spaced(&tame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_round_half_up() {
        assert_eq!(points(Some(Score::new(71_249))), "71.2");
        assert_eq!(points(Some(Score::new(71_250))), "71.3");
        assert_eq!(decimal(-3), "-0.3");
    }

    #[test]
    fn years_round_half_up() {
        assert_eq!((years(54), years(0), years(11)), ("4.5".into(), "0.0".into(), "0.9".into()));
    }

    #[test]
    fn a_series_has_one_and() {
        assert_eq!([series(&["A"]), series(&["A", "B"]), series(&["A", "B", "C"])], ["A", "A and B", "A, B and C"]);
    }

    #[test]
    fn only_words_that_are_no_names_are_lowered() {
        assert_eq!([lowered("Key accounts"), lowered("CRM software")], ["key accounts", "CRM software"]);
    }

    #[test]
    fn terms_have_the_capitals_of_the_text_but_not_of_its_beginning() {
        assert_eq!(as_written("Experience with Docker and AWS", "aws"), "AWS");
        assert_eq!(as_written("Excellent grammar", "excellent"), "excellent");
    }

    #[test]
    fn a_resume_cannot_steer_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31m  b\n"), "a [31m b");
    }
}
