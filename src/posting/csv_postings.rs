//! Reads postings from CSV tables, one posting per row. Columns are known by their headers, or the user names them.

use super::posting_source::Columns;
use super::posting_text::{PostingText, bulleted};
use super::problem;
use crate::explain::words;
use rolefit_document::{Problem, ProblemCode};

/// The fields that a column can hold, each with the headers it is known by and the section heading that its text gets.
const FIELDS: [(&str, &[&str], &str); 6] = [
    (
        "title",
        &["title", "job title", "job_title", "jobtitle", "position", "position title", "role", "name", "vacancy"],
        "",
    ),
    (
        "summary",
        &["summary", "description", "job description", "job_description", "jobdescription", "text", "body", "details"],
        "",
    ),
    (
        "duties",
        &["duties", "responsibilities", "tasks", "job responsibilities", "main duties", "key responsibilities"],
        "Responsibilities",
    ),
    (
        "requirements",
        &["requirements", "qualifications", "skills", "job requirements", "required qualifications", "profile"],
        "Requirements",
    ),
    ("preferred", &["preferred", "preferred qualifications", "nice to have", "desirable"], "Preferred qualifications"),
    ("minimum", &["minimum", "minimum qualifications", "must have", "essential"], "Minimum qualifications"),
];

/// True if the first line is the header of a table of postings: it names a title column and another known column.
pub(super) fn is_table(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let heads: Vec<String> = head.split(char::from(separator(text))).map(head_key).collect();
    let known = |field: &str| {
        FIELDS
            .iter()
            .filter(|(name, ..)| *name == field)
            .any(|(_, known, _)| heads.iter().any(|head| known.contains(&head.as_str())))
    };
    heads.len() > 1 && known("title") && FIELDS.iter().skip(1).any(|(name, ..)| known(name))
}

/// Returns the separator that occurs most often in the first line.
pub(crate) fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| head.bytes().filter(|byte| byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn head_key(head: &str) -> String {
    head.trim().trim_matches('"').trim().to_lowercase()
}

/// Returns one posting per row.
///
/// # Errors
/// A [`Problem`] if a row has more or fewer fields than the header, a named column does not exist, or no column holds
/// titles.
pub(super) fn read(text: &str, separator: u8, columns: &Columns) -> Result<Vec<PostingText>, Problem> {
    let broken = |message: String, remedy: &str| problem(ProblemCode::Damaged, message, remedy);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(false).from_reader(text.as_bytes());
    let ragged = |error: csv::Error| {
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
                let line = pos.as_ref().map_or(0, csv::Position::line);
                let fields = words::count(usize::try_from(*len).unwrap_or(usize::MAX), "field");
                format!("line {line} has {fields}, the head has {expected_len}")
            }
            _ => format!("this is no CSV: {error}"),
        };
        broken(
            message,
            "give each row as many fields as the head, with quotes around those that hold commas or line ends",
        )
    };
    let heads: Vec<String> = reader.headers().map_err(ragged)?.iter().map(str::to_owned).collect();
    let mut places = Vec::new();
    for (field, known, heading) in FIELDS {
        let place =
            match columns.get(field) {
                Some(named) => {
                    let place = heads.iter().position(|head| head_key(head) == head_key(named));
                    let all = heads.join(", ");
                    Some(place.ok_or_else(|| {
                        broken(format!("there is no column `{named}`"), &format!("name one of: {all}"))
                    })?)
                }
                None => known.iter().find_map(|name| heads.iter().position(|head| head_key(head) == *name)),
            };
        places.extend(place.map(|place| (field, place, heading)));
    }
    if let Some(unknown) = columns.keys().find(|name| !FIELDS.iter().any(|(field, ..)| field == name)) {
        let fields: Vec<&str> = FIELDS.iter().map(|(field, ..)| *field).collect();
        return Err(broken(
            format!("`{unknown}` is nothing that a column can hold"),
            &format!("name one of: {}", fields.join(", ")),
        ));
    }
    let place = |field: &str| places.iter().find(|(known, ..)| *known == field).map(|(_, place, _)| *place);
    let Some(title) = place("title") else {
        return Err(broken("no column holds titles".into(), "name it, as in --column title=Position"));
    };
    let mut postings = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(ragged)?;
        let title = record.get(title).unwrap_or_default().trim();
        if title.is_empty() {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(broken(format!("the row on line {line} has no title"), "give each posting its title"));
        }
        let mut posting = PostingText {
            number: Some(row + 1),
            title: Some(title.to_owned()),
            text: format!("{title}\n\n"),
            ..PostingText::default()
        };
        for (field, place, heading) in places.iter().filter(|(field, ..)| *field != "title") {
            let text = record.get(*place).unwrap_or_default();
            let lines = text.lines().map(str::to_owned);
            match *field {
                "summary" => posting.text.push_str(&format!("{text}\n\n")),
                _ => posting.section(heading, lines.map(|line| bulleted(&line))),
            }
        }
        postings.push(posting);
    }
    if postings.is_empty() {
        return Err(problem(ProblemCode::Empty, "the table has no rows", "give a row a posting"));
    }
    Ok(postings)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn columns_are_known_by_their_heads_or_named() {
        let text = "Stelle;Profil\nBaker;Cool head\n";
        assert!(!is_table(text));
        assert!(read(text, separator(text), &Columns::new()).unwrap_err().message.contains("no column holds titles"));
        let columns =
            [("title", "stelle"), ("requirements", "Profil")].map(|(field, head)| (field.to_owned(), head.to_owned()));
        let postings = read(text, separator(text), &columns.into_iter().collect()).unwrap();
        assert_eq!(postings[0].text, "Baker\n\nRequirements\n\n\u{2022} Cool head\n\n");
        assert!(is_table("Job Title,Requirements\n"));
    }

    #[test]
    fn ragged_rows_and_unknown_columns_are_errors_with_their_place() {
        let ragged = read("title,duties\nBaker,a,b\n", b',', &Columns::new()).unwrap_err();
        assert_eq!(ragged.message, "line 2 has 3 fields, the head has 2");
        let columns = Columns::from([("title".to_owned(), "Job".to_owned())]);
        assert!(read("title,duties\nBaker,a\n", b',', &columns).unwrap_err().message.contains("no column `Job`"));
    }
}
