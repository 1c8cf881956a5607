//! Writes the text of a PDF page: one block per line, with empty lines at vertical gaps.

use super::text_block::TextBlock;
use super::text_segments::Segment;
use crate::formats::repair::line_wrap;

/// Baseline distance, in ems, above which an empty line is written.
const EMPTY_LINE: f64 = 2.2;
/// Distance in ems from the right edge within which a line counts as full: a long last word may have wrapped.
const RAGGED: f64 = 5.0;

/// Returns the text of a page, one block per line.
pub(super) fn text(lines: &[Segment]) -> String {
    let mut text = String::new();
    let mut block: Option<TextBlock<'_>> = None;
    let full = lines.iter().filter(|line| line.x1 > line.right - RAGGED * line.size);
    let hyphenated = line_wrap::is_hyphenated(full.map(|line| line.text.as_str()));
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
                block = Some(TextBlock::new(line));
            }
        }
    }
    if let Some(done) = block {
        done.write(&mut text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str, x: f64, y: f64) -> Segment {
        Segment { item: true, left: x - 10.0, ..Segment::at(text, x, y) }
    }

    #[test]
    fn a_full_line_continues_and_a_short_line_ends_its_block() {
        let lines = [
            Segment::at("Account manager with ten years in sales of software to banks", 0.0, 0.0),
            Segment::at("and insurers in Zurich.", 0.0, 12.0),
            Segment::at("Based in Geneva.", 0.0, 24.0),
        ];
        let expected =
            "Account manager with ten years in sales of software to banks and insurers in Zurich.\nBased in Geneva.\n";
        assert_eq!(text(&lines), expected);
    }

    #[test]
    fn items_continue_under_their_text_and_end_at_the_next_bullet() {
        let lines = [
            item("Looked after the accounts of forty banks across Europe", 20.0, 0.0),
            Segment::at("and Asia", 20.0, 12.0),
            item("Sold software", 20.0, 24.0),
        ];
        assert_eq!(
            text(&lines),
            "• Looked after the accounts of forty banks across Europe and Asia\n• Sold software\n"
        );
    }

    #[test]
    fn a_title_and_the_line_below_it_stay_separate() {
        let lines =
            [Segment::at("Key Account Manager\t2015 to 2019", 0.0, 0.0), Segment::at("Acme Ltd, Zurich", 0.0, 12.0)];
        assert_eq!(text(&lines), "Key Account Manager\t2015 to 2019\nAcme Ltd, Zurich\n");
    }

    #[test]
    fn two_dates_and_the_word_between_them_are_one_line() {
        let lines =
            [Segment::at("January 2015", 0.0, 0.0), Segment::at("to", 0.0, 12.0), Segment::at("May 2019", 0.0, 24.0)];
        assert_eq!(text(&lines), "January 2015 to May 2019\n");
    }

    #[test]
    fn a_bold_title_does_not_continue_a_full_item() {
        let mut lines = [
            item("Looked after the accounts of forty banks across Europe", 20.0, 0.0),
            Segment::at("Account Manager, Stannard Filters", 20.0, 12.0),
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
            Segment::at("Contact", 0.0, 0.0),
            Segment::at("leopold@e", 0.0, 12.0),
            Segment::at("xample.com", 0.0, 24.0),
            Segment::at("Wend University, 2001", 0.0, 36.0),
            Segment::at("– 2005", 0.0, 48.0),
        ];
        lines.iter_mut().for_each(|line| line.right = 50.0);
        assert_eq!(text(&lines), "Contact\nleopold@example.com\nWend University, 2001 – 2005\n");
    }

    #[test]
    fn a_heading_never_joins_a_full_line_above_it() {
        let lines = [
            Segment::at("CRM, Salesforce, negotiation, contracts, forecasting, Excel, SAP", 0.0, 0.0),
            Segment::at("Languages", 0.0, 12.0),
        ];
        assert_eq!(text(&lines).lines().count(), 2);
    }
}
