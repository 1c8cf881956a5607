//! Reads the rows of tables in a posting: the first cell is the demand, and a cell of "essential" or "desirable" its
//! priority.

use super::corpus::Tables;

/// A row of a table after reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A head or a rule between rows.
    Head,
    /// A demand, with the mark of its priority in brackets.
    Demand(String),
    /// Other cells, joined.
    Plain(String),
}

/// Reads rows, and remembers the head of the table.
pub(super) struct Rows<'a> {
    words: &'a Tables,
    head: Vec<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(words: &'a Tables) -> Self {
        Self { words, head: Vec::new() }
    }

    /// Reads `line`, with `next` behind it; `None` if it is no row of a table.
    pub(super) fn read(&mut self, line: &str, next: Option<&str>) -> Option<Row> {
        let cells = cells(line).filter(|cells| cells.len() > 1);
        let Some(cells) = cells else {
            self.head.clear();
            return None;
        };
        let is_rule = |line: &str| line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if is_rule(line) {
            return Some(Row::Head);
        }
        let names_priorities = cells.iter().skip(1).any(|cell| self.is_head_of_priorities(cell));
        let ends_head = next.is_some_and(|next| is_rule(next.trim()));
        if self.head.is_empty() && (ends_head || names_priorities) {
            let is_own =
                names_priorities && cells.iter().skip(1).all(|cell| self.mark(cell).is_some()) && cells.len() == 2;
            if ends_head || !is_own {
                self.head = cells.into_iter().map(str::to_owned).collect();
                return Some(Row::Head);
            }
        }
        let (demand, others) = cells.split_first()?;
        let ticked = |at: usize, cell: &str| {
            let head = self.head.get(at + 1)?;
            self.words.ticks.contains(&cell.to_lowercase()).then(|| self.mark(head)).flatten()
        };
        let marks = others.iter().enumerate().filter_map(|(at, cell)| self.mark(cell).or_else(|| ticked(at, cell)));
        match marks.into_iter().next() {
            Some(mark) if !demand.is_empty() => Some(Row::Demand(format!("{demand} {mark}"))),
            _ => Some(Row::Plain(cells.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>().join(" "))),
        }
    }

    /// Returns the mark of a cell that says how much a row is wanted.
    fn mark(&self, cell: &str) -> Option<&'a str> {
        self.words.priorities.get(&cell.to_lowercase()).map(String::as_str)
    }

    /// True for the head of a column of priorities: "Essential / Desirable", "Essential".
    fn is_head_of_priorities(&self, cell: &str) -> bool {
        let mut words = cell.split(['/', ' ']).filter(|word| !word.is_empty() && *word != "or").peekable();
        words.peek().is_some() && words.all(|word| self.mark(word).is_some())
    }
}

/// Returns the cells of a row of Markdown ("| a | b |") or of a page, where tabs part them.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inside = line.strip_prefix('|').map(|rest| rest.strip_suffix('|').unwrap_or(rest));
    let cells: Vec<&str> = match inside {
        Some(inside) => inside.split('|').map(str::trim).collect(),
        None if line.contains('\t') => line.split('\t').map(str::trim).collect(),
        None => return None,
    };
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::testing::importer;

    fn rows(text: &str) -> Vec<Option<Row>> {
        let (lines, mut rows): (Vec<&str>, _) = (text.lines().collect(), Rows::new(&importer().posting_words.tables));
        lines.iter().enumerate().map(|(at, line)| rows.read(line, lines.get(at + 1).copied())).collect()
    }

    fn demand(text: &str) -> Option<Row> {
        Some(Row::Demand(text.into()))
    }

    #[test]
    fn a_row_is_a_demand_with_its_priority() {
        let table = rows(
            "| Criterion | Essential / Desirable |\n|---|:--|\n| Knows kilns | Essential |\n| Glazes | Desirable |",
        );
        assert_eq!(
            table,
            [Some(Row::Head), Some(Row::Head), demand("Knows kilns (essential)"), demand("Glazes (desirable)")]
        );
        let page = rows("Criterion\tEssential or Desirable\nKnows kilns\tEssential");
        assert_eq!(page, [Some(Row::Head), demand("Knows kilns (essential)")]);
    }

    #[test]
    fn a_tick_is_read_by_the_head_of_its_column() {
        let table = rows("| | Essential | Desirable |\n|--|--|--|\n| Knows kilns | | x |\n| Glazes | x | |");
        assert_eq!(table.get(2..), Some(&[demand("Knows kilns (desirable)"), demand("Glazes (essential)")][..]));
    }

    #[test]
    fn other_tables_and_lines_keep_their_words() {
        assert_eq!(rows("| Place | Leeds |"), [Some(Row::Plain("Place Leeds".into()))]);
        assert_eq!(rows("Pots or pans"), [None]);
        assert_eq!(rows("Place\t• Leeds"), [Some(Row::Plain("Place • Leeds".into()))]);
    }
}
