//! Turns the cells of a table row into lines.

use super::repair::is_year;

/// Longest date beside an entry, in bytes. Two months in full with their years take under 40.
const DATE: usize = 48;

/// Returns the lines of a table row. A row of single-line cells becomes one line with tabs. If a cell has more lines,
/// the table only serves layout and its cells follow each other; but a date in the cell to the right of an entry joins
/// the entry's first line.
pub(super) fn row(mut cells: Vec<Vec<String>>) -> Vec<String> {
    if cells.iter().all(|cell| full(cell).count() <= 1) {
        let cells: Vec<&str> = cells.iter().flat_map(|cell| full(cell)).collect();
        return if cells.is_empty() { Vec::new() } else { vec![cells.join("\t")] };
    }
    for at in (1..cells.len()).rev() {
        let Some((before, [cell, ..])) = cells.split_at_mut_checked(at) else { continue };
        let title = before.last_mut().and_then(|entry| entry.iter_mut().find(|line| !line.is_empty()));
        let (Some(title), Some(date)) = (title, lone_date(cell)) else { continue };
        if !has_year(title) {
            title.push('\t');
            title.push_str(date);
            cell.clear();
        }
    }
    cells.into_iter().flatten().collect()
}

/// Returns the non-empty lines of a cell.
fn full(cell: &[String]) -> impl Iterator<Item = &str> {
    cell.iter().map(String::as_str).filter(|line| !line.is_empty())
}

/// Returns the only line of a cell if it is a date or a period.
fn lone_date(cell: &[String]) -> Option<&str> {
    let mut lines = full(cell);
    let line = lines.next().filter(|line| line.len() <= DATE && has_year(line))?;
    lines.next().is_none().then_some(line)
}

fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&[&str]]) -> Vec<String> {
        row(cells.iter().map(|cell| cell.iter().map(|&line| line.into()).collect()).collect())
    }

    #[test]
    fn a_row_of_single_lines_is_one_line() {
        assert_eq!(read(&[&["CRM"], &[], &["", "Excel"]]), ["CRM\tExcel"]);
        assert!(read(&[&[], &[""]]).is_empty());
    }

    #[test]
    fn cells_with_several_lines_follow_each_other() {
        assert_eq!(read(&[&["2019 – 2022"], &["Buyer", "• bought"]]), ["2019 – 2022", "Buyer", "• bought"]);
    }

    #[test]
    fn a_date_on_the_right_joins_its_title() {
        assert_eq!(read(&[&["Buyer", "• bought"], &["2019 – 2022"]]), ["Buyer\t2019 – 2022", "• bought"]);
        assert_eq!(read(&[&["Buyer, 2001", "• bought"], &["2019"]]), ["Buyer, 2001", "• bought", "2019"]);
        assert_eq!(read(&[&["Buyer", "• bought"], &["Bern"]]), ["Buyer", "• bought", "Bern"]);
    }
}
