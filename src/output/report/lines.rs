//! The text of a file with page, number and first byte of each line, for people who check how it was read.

use std::fmt::Write;

use rolefit_document::PAGE_BREAK;

/// Replaces a tab, which separates the cells of a table row.
const CELL: &str = " | ";

/// Returns one line per line of `text`. `pages` are the byte offsets at which pages start. Empty lines are shown too,
/// because they separate blocks.
///
/// ```
/// use rolefit::output::report::lines::report;
/// let lines = report("Ana Keller\n\u{c}Skills\n", Some(&[0, 12]));
/// assert_eq!(lines, "page line  byte  text\n   1    1     0  Ana Keller\n   2    2    12  Skills\n");
/// ```
pub fn report(text: &str, pages: Option<&[usize]>) -> String {
    let mut out = String::from(if pages.is_some() { "page line  byte  text\n" } else { "line  byte  text\n" });
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        // The page break comes before the first line of its page.
        let words = line.trim_start_matches(PAGE_BREAK);
        let at = start + line.len() - words.len();
        if let Some(pages) = pages {
            let _ = write!(out, "{:>4} ", pages.partition_point(|&page| page <= at).max(1));
        }
        let shown = words.trim_end_matches('\n').replace('\t', CELL);
        let _ = writeln!(out, "{}", format!("{:>4} {at:>5}  {shown}", index + 1).trim_end());
        start += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_pages_there_is_no_column_for_them() {
        assert_eq!(report("a\tb\n\nc", None), "line  byte  text\n   1     0  a | b\n   2     4\n   3     5  c\n");
    }

    #[test]
    fn a_page_without_text_is_passed_over() {
        let lines = report("a\n\u{c}\u{c}b\n", Some(&[0, 3, 4]));
        assert!(lines.ends_with("   3    2     4  b\n"), "{lines}");
    }
}
