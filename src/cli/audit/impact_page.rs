//! The page to print of `rolefit audit impact`.

use super::impact::{COLUMNS, RoleTables, rows};

/// Returns the tables as a page of HTML that needs nothing else.
pub(super) fn page(tables: &[RoleTables]) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Impact ratios</title><style>\
         body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}\
         td,th{border:1px solid #999;padding:.3em .6em;text-align:left}caption{text-align:left;font-weight:bold}\
         </style></head><body>\n<h1>Impact ratios</h1>\n<p>Selection and scoring rates of groups, by 6 RCNY § 5-300 and \
         following. A scoring rate is the share of candidates with a score above the median. A ratio is a rate by the \
         highest rate. Ratios under 0.8 are marked. Categories under 2 % of the candidates have no ratio. z and Fisher's \
         exact test compare the selection rate with the highest.</p>\n",
    );
    let all = rows(tables);
    for one in tables {
        page.push_str(&format!("<h2>{}</h2>\n<p>Selected means {}.</p>\n", escaped(&one.role), escaped(&one.selected)));
        for table in &one.tables {
            let columns = COLUMNS.iter().skip(2).map(|name| format!("<th>{}</th>", name.replace('_', " ")));
            let mine = all.iter().filter(|[role, attribute, ..]| *role == one.role && *attribute == table.attribute);
            let line = |row: &[String; 13]| {
                let cells = row.iter().skip(2).map(|cell| format!("<td>{}</td>", escaped(cell)));
                format!("<tr>{}</tr>\n", cells.collect::<String>())
            };
            page.push_str(&format!(
                "<table><caption>{}</caption>\n<tr>{}</tr>\n{}</table>\n",
                escaped(&table.attribute),
                columns.collect::<String>(),
                mine.map(line).collect::<String>()
            ));
        }
    }
    page + "</body></html>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn names_of_groups_are_text() {
        assert_eq!(escaped("<b>\"&"), "&lt;b&gt;&quot;&amp;");
    }
}
