//! Recognises by their words the lines that begin or end a block of text: headings and entries with dates.

use crate::formats::repair;

/// Headings of most resumes, whatever their field.
const HEADINGS: &[&str] = &[
    "accomplishments", "achievements", "additional information", "affiliations", "awards", "certifications", "contact",
    "contact details", "contact information", "core competencies", "core qualifications", "education",
    "education and training", "employment history", "experience", "highlights", "interests", "key skills", "languages",
    "objective", "personal information", "professional affiliations", "professional experience",
    "professional summary", "profile", "projects", "publications", "qualifications", "references", "skills", "summary",
    "technical skills", "training", "volunteer experience", "work experience", "work history",
];
/// Words and signs between the two dates of a range.
const TO: &[&str] = &["to", "-", "–", "—", "until"];
/// Words for the end of a range that is still open.
const OPEN: &[&str] = &["present", "current", "now", "today"];
/// Most words between the year that begins a range and the year that ends it, as in "2015 to 31 May 2019".
const RANGE_WORDS: usize = 4;

/// True if `line` is the end of a range of years whose start ends `last`.
pub(super) fn ends_range(line: &str, last: &str) -> bool {
    let year = line.strip_prefix(['-', '–', '—']).map(str::trim_start);
    year.is_some_and(repair::is_year) && last.ends_with(|c: char| c.is_ascii_digit())
}

/// True if the whole line is a common heading. Such a line never joins the line above or below it.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    text.starts_with(char::is_uppercase) && HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(text))
}

/// True if `line`, which follows the end of a sentence, begins an entry: "Account Manager Jun 2015 to May 2019". A
/// wrong answer only splits a paragraph between two sentences, which does no harm.
pub(super) fn is_entry(line: &str, last: &str) -> bool {
    if !last.ends_with('.') || !line.starts_with(char::is_uppercase) {
        return false;
    }
    let head = line.split(". ").next().unwrap_or_default();
    let words: Vec<&str> = head.split([' ', '/', '.']).filter(|word| !word.is_empty()).collect();
    let ends = |word: &&str| repair::is_year(word) || OPEN.contains(&word.to_lowercase().as_str());
    words.windows(2).enumerate().any(|(at, pair)| {
        matches!(pair, [year, to] if repair::is_year(year) && TO.contains(to))
            && words.iter().skip(at + 2).take(RANGE_WORDS).any(ends)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_its_dates_begins_an_entry() {
        for line in ["Account Manager Jun 2015 to May 2019", "Guard , 05/2015 to 01/2016 Acme", "Cook 2015 – Present"]
        {
            assert!(is_entry(line, "Grew sales by half."), "{line}");
            assert!(!is_entry(line, "Held the post of"), "{line}");
        }
        assert!(!is_entry("Grew sales to 2019 units in 2015", "Sold software."));
        assert!(!is_entry("Led a team. Account Manager 2015 to 2019", "Sold software."));
    }

    #[test]
    fn a_dash_and_a_year_end_a_range() {
        assert!(ends_range("– 2005", "Wend University, 2001"));
        assert!(!ends_range("– 2005", "Wend University"));
        assert!(!ends_range("- 2005 won an award", "2001"));
    }
}
