//! Makes one line of each block of a PDF page, told by the places of its lines.

use super::layout::Line;
use super::repair::{self, BULLET};
use super::{address, unwrap};

/// Lines of one block differ by at most this share in size.
const SIZE_SHARE: f64 = 0.08;
/// Baselines of one block lie at most this many ems apart.
const LEADING: f64 = 1.75;
/// Within a block, a distance this much larger than the last one ends it.
const LEADING_GROWTH: f64 = 1.2;
/// Lines of one block begin within this many ems of each other, but for a first line's indent.
const INDENT: f64 = 0.6;
const FIRST_INDENT: f64 = 3.5;
/// A distance of baselines past this many ems is shown as an empty line.
const EMPTY_LINE: f64 = 2.2;
/// A word is taken to be this much wider than its letters are on average.
const WORD_SLACK: f64 = 1.2;
/// A line that begins in lower case goes on with one that left even more room.
const LOWER_SLACK: f64 = 3.0;
/// What stands on a line of its own between two dates.
const CONNECTORS: &[&str] = &["to", "-", "–", "until", "till", "through"];
/// How far before the right edge, in ems, a full line may end, for a long word did not fit.
const RAGGED: f64 = 5.0;
/// Headings that stand in most resumes, whatever their field.
const HEADINGS: &[&str] = &[
    "accomplishments",
    "achievements",
    "additional information",
    "affiliations",
    "awards",
    "certifications",
    "contact",
    "contact details",
    "contact information",
    "core competencies",
    "core qualifications",
    "education",
    "education and training",
    "employment history",
    "experience",
    "highlights",
    "interests",
    "key skills",
    "languages",
    "objective",
    "personal information",
    "professional affiliations",
    "professional experience",
    "professional summary",
    "profile",
    "projects",
    "publications",
    "qualifications",
    "references",
    "skills",
    "summary",
    "technical skills",
    "training",
    "volunteer experience",
    "work experience",
    "work history",
];
/// Shorter lines, in characters, are seldom wrapped: the widest of a list of short lines fills its own column.
const SHORT: usize = 28;

/// The text of a page: a block a line.
pub(super) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut block: Option<Block<'_>> = None;
    let full = lines.iter().filter(|line| line.x1 > line.right - RAGGED * line.size);
    let hyphenated = unwrap::is_hyphenated(full.map(|line| line.text.as_str()));
    for line in lines {
        match &mut block {
            Some(open) if open.continues(line) => open.push(line, hyphenated),
            _ => {
                if let Some(done) = block.take() {
                    done.write(&mut text);
                    let gap = line.y - done.last.y;
                    if gap > EMPTY_LINE * line.size.max(done.last.size) || gap < 0.0 {
                        text.push('\n');
                    }
                }
                block = Some(Block::new(line));
            }
        }
    }
    if let Some(done) = block {
        done.write(&mut text);
    }
    text
}

/// A block that may still go on.
struct Block<'a> {
    text: String,
    first: &'a Line,
    last: &'a Line,
    /// Distance of its last two baselines.
    leading: Option<f64>,
    /// Where its lines after the first begin.
    hang: Option<f64>,
}

impl<'a> Block<'a> {
    fn new(line: &'a Line) -> Self {
        Self { text: line.text.clone(), first: line, last: line, leading: None, hang: None }
    }

    fn push(&mut self, line: &'a Line, hyphenated: bool) {
        // A column that cuts an address tells nothing of how its text goes on.
        if !address::is_parted(&self.last.text, &line.text) {
            self.leading = Some(line.y - self.last.y);
            self.hang = Some(line.x0);
        }
        unwrap::join(&mut self.text, &line.text, hyphenated);
        self.last = line;
    }

    fn write(&self, text: &mut String) {
        if self.first.item {
            text.push_str(BULLET);
        }
        text.push_str(&self.text);
        text.push('\n');
    }

    /// Whether `line` is the block's next line.
    fn continues(&self, line: &Line) -> bool {
        let last = self.last;
        let size = last.size.max(line.size);
        let leading = line.y - last.y;
        let begins_lower = line.text.starts_with(|c: char| c.is_lowercase());
        let close = leading > 0.0 && leading < LEADING * size;
        let connector = |line: &Line| CONNECTORS.contains(&line.text.as_str());
        if connector(line) || connector(last) || ends_range(&line.text, &last.text) {
            return close;
        }
        if address::is_parted(&last.text, &line.text) {
            return close && self.is_aligned(line) && !fits(line, last, 1.0);
        }
        let parted_word = begins_lower && last.text.ends_with(['-', '\u{ad}']);
        let starts_block = line.item
            || is_heading(&line.text)
            || is_heading(&last.text)
            || (last.fonts.part_from(&line.fonts) && !parted_word)
            || unwrap::is_numbered(&line.text)
            || repair::after_bullet(&line.text).is_some();
        let table = line.text.contains('\t') || last.text.contains('\t');
        if starts_block || table || (last.size - line.size).abs() > SIZE_SHARE * size {
            return false;
        }
        if leading <= 0.0 {
            // The top of the next column goes on only with what is plainly the rest of a sentence.
            return begins_lower && !last.text.ends_with(['.', '!', '?', ':', ';']) && !fits(line, last, WORD_SLACK);
        }
        if leading > LEADING * size || self.leading.is_some_and(|usual| usual > 0.0 && leading > LEADING_GROWTH * usual)
        {
            return false;
        }
        // A list's entries have bullets of their own, and what was wrapped once is running text.
        let running = self.first.item || self.leading.is_some();
        let short = !running && last.text.chars().count() < SHORT;
        let slack = match (short, begins_lower) {
            (true, true) => 1.0,
            (true, false) => return false,
            (false, true) => LOWER_SLACK,
            (false, false) => WORD_SLACK,
        };
        self.is_aligned(line) && !fits(line, last, slack)
    }

    fn is_aligned(&self, line: &Line) -> bool {
        let near = INDENT * line.size;
        match self.hang {
            Some(hang) => (line.x0 - hang).abs() < near,
            // The second line of an item stands under its text or its bullet; that of a paragraph under its first
            // line or, if that is indented, before it.
            None if self.first.item => line.x0 > self.first.left - near && line.x0 < self.first.x0 + near,
            None => line.x0 < self.first.x0 + near && line.x0 > self.first.x0 - FIRST_INDENT * line.size,
        }
    }
}

/// Whether `line` is the end of a range of years that `last` ends with the start of.
fn ends_range(line: &str, last: &str) -> bool {
    let year = line.strip_prefix(['-', '–', '—']).map(str::trim_start);
    year.is_some_and(repair::is_year) && last.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the whole line is a usual heading, which a full line above it must not swallow, nor go on with it.
fn is_heading(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    text.starts_with(char::is_uppercase) && HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(text))
}

/// Whether the first word of `line` had room at the end of `last`, so that the break was meant.
fn fits(line: &Line, last: &Line, slack: f64) -> bool {
    let word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let letters = line.text.chars().count().max(1);
    // A space and the word, at the line's mean width of a letter.
    let width = (line.x1 - line.x0) * (word + 1) as f64 / letters as f64;
    last.x1 + slack * width < last.right
}

#[cfg(test)]
mod tests {
    use super::super::pdf_fonts::Fonts;
    use super::*;

    /// A line of letters half an em wide, ten points high, in a column that ends at 300.
    fn line(text: &str, x: f64, y: f64) -> Line {
        let width = text.chars().count() as f64 * 5.0;
        Line {
            text: text.into(),
            left: x,
            x0: x,
            x1: x + width,
            y,
            size: 10.0,
            item: false,
            right: 300.0,
            fonts: Fonts::default(),
        }
    }

    fn item(text: &str, x: f64, y: f64) -> Line {
        Line { item: true, left: x - 10.0, ..line(text, x, y) }
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_one_ends_its_block() {
        let lines = [
            line("Account manager with ten years in sales of software to banks", 0.0, 0.0),
            line("and insurers in Zurich.", 0.0, 12.0),
            line("Based in Geneva.", 0.0, 24.0),
        ];
        let expected =
            "Account manager with ten years in sales of software to banks and insurers in Zurich.\nBased in Geneva.\n";
        assert_eq!(text(&lines), expected);
    }

    #[test]
    fn items_go_on_under_their_text_and_end_at_the_next_bullet() {
        let lines = [
            item("Looked after the accounts of forty banks across Europe", 20.0, 0.0),
            line("and Asia", 20.0, 12.0),
            item("Sold software", 20.0, 24.0),
        ];
        assert_eq!(
            text(&lines),
            "• Looked after the accounts of forty banks across Europe and Asia\n• Sold software\n"
        );
    }

    #[test]
    fn a_title_and_the_line_below_it_stay_apart() {
        let lines = [line("Key Account Manager\t2015 to 2019", 0.0, 0.0), line("Acme Ltd, Zurich", 0.0, 12.0)];
        assert_eq!(text(&lines), "Key Account Manager\t2015 to 2019\nAcme Ltd, Zurich\n");
    }

    #[test]
    fn two_dates_and_the_word_between_them_are_one_line() {
        let lines = [line("January 2015", 0.0, 0.0), line("to", 0.0, 12.0), line("May 2019", 0.0, 24.0)];
        assert_eq!(text(&lines), "January 2015 to May 2019\n");
    }

    #[test]
    fn a_bold_title_does_not_go_on_with_a_full_item() {
        let mut lines = [
            item("Looked after the accounts of forty banks across Europe", 20.0, 0.0),
            line("Account Manager, Stannard Filters", 20.0, 12.0),
        ];
        assert_eq!(text(&lines).lines().count(), 1);
        for (font, line) in lines.iter_mut().enumerate() {
            line.fonts.add(font as u64, 30);
        }
        assert_eq!(text(&lines).lines().count(), 2);
    }

    #[test]
    fn halves_of_an_address_are_joined_below_their_heading() {
        let mut lines = [
            line("Contact", 0.0, 0.0),
            line("leopold@e", 0.0, 12.0),
            line("xample.com", 0.0, 24.0),
            line("Wend University, 2001", 0.0, 36.0),
            line("– 2005", 0.0, 48.0),
        ];
        lines.iter_mut().for_each(|line| line.right = 50.0);
        assert_eq!(text(&lines), "Contact\nleopold@example.com\nWend University, 2001 – 2005\n");
    }

    #[test]
    fn a_heading_is_never_swallowed_by_a_full_line() {
        let lines = [
            line("CRM, Salesforce, negotiation, contracts, forecasting, Excel, SAP", 0.0, 0.0),
            line("Languages", 0.0, 12.0),
        ];
        assert_eq!(text(&lines).lines().count(), 2);
    }
}
