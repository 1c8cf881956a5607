//! Reads the rows of tables in a posting: the first cell is the demand, and a cell of "essential" or "desirable" its
//! priority.

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

/// Words of a cell that says how much the row is wanted, with the mark that says the same at the end of an item.
const PRIORITIES: [(&str, &str); 12] = [
    ("essential", "(essential)"),
    ("required", "(required)"),
    ("must", "(required)"),
    ("must have", "(required)"),
    ("mandatory", "(mandatory)"),
    ("e", "(essential)"),
    ("desirable", "(desirable)"),
    ("preferred", "(preferred)"),
    ("optional", "(optional)"),
    ("nice to have", "(nice to have)"),
    ("a plus", "(a plus)"),
    ("d", "(desirable)"),
];

/// Marks in the column of a priority.
const TICKS: [&str; 7] = ["x", "✓", "✔", "✅", "yes", "•", "●"];

/// Reads rows, and remembers the head of the table.
#[derive(Default)]
pub(super) struct Rows {
    head: Vec<String>,
}

impl Rows {
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
        let names_priorities = cells.iter().skip(1).any(|cell| is_head_of_priorities(cell));
        let ends_head = next.is_some_and(|next| is_rule(next.trim()));
        if self.head.is_empty() && (ends_head || names_priorities) {
            let is_own = names_priorities && cells.iter().skip(1).all(|cell| mark(cell).is_some()) && cells.len() == 2;
            if ends_head || !is_own {
                self.head = cells.into_iter().map(str::to_owned).collect();
                return Some(Row::Head);
            }
        }
        let (demand, others) = cells.split_first()?;
        let ticked = |at: usize, cell: &str| {
            let head = self.head.get(at + 1)?;
            TICKS.contains(&cell.to_lowercase().as_str()).then(|| mark(head)).flatten()
        };
        let marks = others.iter().enumerate().filter_map(|(at, cell)| mark(cell).or_else(|| ticked(at, cell)));
        match marks.into_iter().next() {
            Some(mark) if !demand.is_empty() => Some(Row::Demand(format!("{demand} {mark}"))),
            _ => Some(Row::Plain(cells.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>().join(" "))),
        }
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

/// Returns the mark of a cell that says how much a row is wanted.
fn mark(cell: &str) -> Option<&'static str> {
    let lower = cell.to_lowercase();
    PRIORITIES.iter().find(|(words, _)| *words == lower).map(|(_, mark)| *mark)
}

/// True for the head of a column of priorities: "Essential / Desirable", "Essential".
fn is_head_of_priorities(cell: &str) -> bool {
    let words: Vec<&str> = cell.split(['/', ' ']).filter(|word| !word.is_empty() && *word != "or").collect();
    !words.is_empty() && words.iter().all(|word| mark(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Option<Row>> {
        let (lines, mut rows): (Vec<&str>, _) = (text.lines().collect(), Rows::default());
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
