//! Detects the form of a source (role file, JSON, table, page or document) and reads its postings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::posting_text::PostingText;
use super::{csv_postings, json_postings, problem};
use rolefit_document::{Format, Problem, ProblemCode, single_spaced};
use rolefit_ingest::Limits;
use scraper::{Html, Selector};

/// A longer page is not a posting, and takes long to read.
const LONGEST_PAGE: usize = 4 << 20;

/// The languages besides English that postings are read in, by their codes in ISO 639. Resumes are read in English.
const LANGUAGES: [&str; 7] = ["de", "es", "fr", "it", "nl", "pt", "el"];

const REMEDY_FOR_LANGUAGES: &str =
    "give the posting in English, German, Spanish, French, Italian, Dutch, Portuguese or Greek";

/// Headers of a table's columns, by field: `title`, `summary`, `duties`, `requirements`, `preferred`, `minimum`.
pub type Columns = BTreeMap<String, String>;

/// The contents of a source.
pub(super) enum Source {
    /// A role file with its id.
    Role { id: String, text: String },
    /// One or more postings.
    Texts(Vec<PostingText>),
}

/// Reads a source.
///
/// # Errors
/// A [`Problem`] if it cannot be read, is too long, or is damaged.
pub(super) fn read(bytes: &[u8], file_name: Option<&str>, columns: &Columns) -> Result<Source, Problem> {
    let (stem, extension) = file_name.map_or(("", ""), |name| name.rsplit_once('.').unwrap_or((name, "")));
    let extension = extension.to_ascii_lowercase();
    if bytes.is_empty() {
        return Err(problem(ProblemCode::Empty, "the file is empty", "give the posting's text"));
    }
    if let Some(text) = text_of(bytes, file_name) {
        let text = text.trim_start_matches('\u{feff}');
        if extension == "toml" || is_role_file(text) {
            let id = text.lines().find_map(role_id).unwrap_or(stem);
            let id = if stem.is_empty() || stem == "-" { id } else { stem };
            return Ok(Source::Role { id: id.to_owned(), text: text.to_owned() });
        }
        if !columns.is_empty() || matches!(extension.as_str(), "csv" | "tsv") || csv_postings::is_table(text) {
            let separator = if extension == "tsv" { b'\t' } else { csv_postings::separator(text) };
            return csv_postings::read(text, separator, columns).map(Source::Texts);
        }
        check_length(bytes)?;
        if extension == "json"
            || extension == "jsonld"
            || text.trim_start().starts_with(['{', '[']) && json_postings::is_json(text)
        {
            return json_postings::read(text).map(Source::Texts);
        }
        if let Some(pages) = json_postings::in_page(text) {
            return Ok(Source::Texts(pages));
        }
    }
    let document = rolefit_ingest::read(bytes, file_name, &Limits::default())?;
    // Markdown joins the lines of a paragraph, but people paste lists without bullets.
    let document = match document.format {
        Format::Markdown => rolefit_ingest::read_as(Format::Text, bytes, &Limits::default())?,
        _ => document,
    };
    if matches!(document.format, Format::Html | Format::Text | Format::Markdown) {
        check_length(bytes)?;
    }
    let in_known_language = document.language.as_ref().is_some_and(|code| LANGUAGES.contains(&code.as_str()));
    match document.problem {
        Some(mut problem) if !in_known_language => {
            if document.language.is_some() {
                // The rest of the message is about scores.
                problem.message = problem.message.split(';').next().unwrap_or_default().to_owned();
                problem.remedy = REMEDY_FOR_LANGUAGES.into();
            }
            return Err(problem);
        }
        _ => {}
    }
    let headlines = match (document.format, std::str::from_utf8(bytes)) {
        (Format::Html, Ok(text)) => headlines_of_page(text),
        (_, Ok(text)) => text.lines().filter_map(|line| line.strip_prefix("# ")).take(1).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let file_stem = Some(stem.to_owned()).filter(|stem| !stem.is_empty() && stem != "-");
    Ok(Source::Texts(vec![PostingText {
        text: document.text,
        headlines,
        file_stem,
        is_free_text: true,
        ..PostingText::default()
    }]))
}

/// Returns the main headings of a page, then its title.
fn headlines_of_page(text: &str) -> Vec<String> {
    let html = Html::parse_document(text);
    let texts = ["h1", "title"].into_iter().filter_map(|name| Selector::parse(name).ok()).flat_map(|selector| {
        html.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
    });
    texts.map(|text| single_spaced(&text)).collect()
}

/// Returns the text of a plain text file in any encoding; `None` for other formats. Spreadsheets save CSV in the
/// system's encoding.
fn text_of<'a>(bytes: &'a [u8], file_name: Option<&str>) -> Option<Cow<'a, str>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let read = || {
        rolefit_ingest::read(bytes, file_name, &Limits::default()).is_ok_and(|document| document.format == Format::Text)
    };
    (bytes.len() <= LONGEST_PAGE && read()).then(|| Cow::Owned(rolefit_ingest::decode(bytes)))
}

fn check_length(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() <= LONGEST_PAGE {
        return Ok(());
    }
    let message = format!("larger than {} MiB: no posting is that long", LONGEST_PAGE >> 20);
    Err(problem(ProblemCode::LimitBytes, message, "save the posting alone, without the pictures of its page"))
}

fn is_role_file(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with("schema") && line.contains("rolefit.role/"))
}

/// Returns the role's id from a line with a criterion's id.
fn role_id(line: &str) -> Option<&str> {
    let id = line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim().strip_prefix('"')?;
    id.split_once('/').map(|(role, _)| role)
}
