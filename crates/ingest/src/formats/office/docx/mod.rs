//! Reads DOCX files. The steps in order:
//!
//! 1. [`Package`] opens the ZIP archive and inflates the parts with text.
//! 2. [`run_properties`] reads the theme colours, [`docx_styles`] the style sheet.
//! 3. [`shape_fill`] finds shapes that may lie behind text.
//! 4. [`docx_text`] walks each part and writes its visible text; hidden words are counted.
//! 5. Headers, document, notes and footers are joined in this order, without repeats.

mod anchors;
mod docx_styles;
mod docx_text;
mod run_properties;
mod shape_fill;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::formats::line_buffer::without_repeats;
use crate::formats::office::beside::Beside;
use crate::formats::office::package::{Package, Part, State};
use crate::formats::office::xml::{Content, Element, Handler, Walker};
use crate::formats::{Extract, Extractor, Limits};
use anchors::{CoverReader, may_cover};
use docx_styles::DocxStyles;
use docx_text::DocxText;
use rolefit_document::{Problem, ProblemCode};
use run_properties::Theme;
use shape_fill::Shapes;

/// Reads DOCX files.
pub(in crate::formats) struct Docx;

/// Parts with information about the display of text.
const STYLES: &str = "word/styles.xml";
const THEME: &str = "word/theme/theme1.xml";
const SETTINGS: &str = "word/settings.xml";
/// The comments, which are only counted.
const COMMENTS: &str = "word/comments.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
/// The setting by which even pages have their own headers.
const EVEN_PAGES: &str = "evenAndOddHeaders";

/// The parts with text, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PartKind {
    Header,
    Document,
    Footnotes,
    Endnotes,
    Footer,
}

impl Extractor for Docx {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let is_main = |name: &str| part_kind(name) == Some(PartKind::Document);
        let mut package = Package::open(bytes, limits, is_main, is_wanted)?;
        let mut problem = package.problem();
        let mut parts = text_parts(&mut package, &mut problem);

        let mut walker = Walker::new(limits);
        // Without these parts the text can still be read, but some hidden text is missed.
        let mut read_part = |name: &str, handler: &mut dyn Handler| {
            let part = package.part(name);
            let walked = part.and_then(|part| part.map_or(Ok(()), |part| walker.walk(&part, handler)));
            problem = problem.take().or(walked.err());
        };
        let (mut theme, mut relations) = (Theme::default(), Relations::default());
        read_part(THEME, &mut theme);
        read_part(RELATIONS, &mut relations);
        let mut styles = DocxStyles::new(&theme);
        read_part(STYLES, &mut styles);
        relations.has_even_pages =
            matches!(package.part(SETTINGS), Ok(Some(settings)) if settings.xml.contains(EVEN_PAGES));

        let shapes = Shapes::new(&theme, parts.iter().map(|(_, _, part)| part.xml.as_str()));
        let mut text = DocxText::new(limits, &styles, &theme, shapes);
        let (mut read, mut shown) = (Vec::new(), None);
        let mut beside = Beside::default();
        if let Ok(Some(comments)) = package.part(COMMENTS) {
            beside.count(&comments, limits);
        }
        for (kind, name, part) in std::mem::take(&mut parts) {
            let is_margin = matches!(kind, PartKind::Header | PartKind::Footer);
            // A document that breaks off may have lost its references to headers.
            let is_shown =
                !is_margin || problem.is_some() || shown.get_or_insert_with(|| relations.shown(&text)).has(&name);
            text.conceals_notes = problem.is_none() && kind != PartKind::Document;
            text.start_part(!is_shown);
            beside.count(&part, limits);
            let mut covers = CoverReader::default();
            if may_cover(&part.xml) {
                // A part that breaks off is reported when its text is read.
                let _ = Walker::new(limits).walk(&part, &mut covers);
            }
            text.covers = covers.covers;
            if let Err(error) = walker.walk(&part, &mut text) {
                text.writer.close_all(part.state != State::Corrupt);
                problem.get_or_insert(error);
            }
            read.push((kind, name, text.writer.end_aside()));
        }
        if text.has_other_file {
            problem.get_or_insert_with(embedded_file);
        }
        read.sort();
        let texts: Vec<String> = read.into_iter().map(|(_, _, text)| text).collect();
        without_repeats(&texts).for_each(|part| text.writer.append(part));
        let mut extract = text.writer.finish();
        extract.notes.extend(beside.note());
        Ok(Extract { problem, ..extract })
    }
}

/// The problem of a document that embeds a file of another format.
fn embedded_file() -> Problem {
    let message = "it holds a web page or another file inside, which was not read";
    crate::formats::problem(ProblemCode::Unsupported, message, "save it again as DOCX")
}

/// Returns the parts with text. The document comes first, so that other parts cannot use up the inflation limit.
fn text_parts(package: &mut Package<'_>, problem: &mut Option<Problem>) -> Vec<(PartKind, String, Part)> {
    let mut names: Vec<(PartKind, String)> =
        package.names().filter_map(|name| Some((part_kind(name)?, name.to_owned()))).collect();
    names.sort_by_key(|(kind, _)| *kind != PartKind::Document);
    let mut parts = Vec::new();
    for (kind, name) in names {
        match package.part(&name) {
            Ok(Some(part)) => parts.push((kind, name, part)),
            Ok(None) => {}
            Err(error) => {
                problem.get_or_insert(error);
            }
        }
    }
    parts
}

/// Returns the kind of a part by its name; `None` for parts without text.
fn part_kind(name: &str) -> Option<PartKind> {
    let stem = name.strip_prefix("word/")?.strip_suffix(".xml")?.trim_end_matches(|c: char| c.is_ascii_digit());
    match stem {
        "header" => Some(PartKind::Header),
        "document" => Some(PartKind::Document),
        "footnotes" => Some(PartKind::Footnotes),
        "endnotes" => Some(PartKind::Endnotes),
        "footer" => Some(PartKind::Footer),
        _ => None,
    }
}

fn is_wanted(name: &str) -> bool {
    part_kind(name).is_some() || [STYLES, THEME, SETTINGS, RELATIONS, COMMENTS].contains(&name)
}

/// The parts that relationship ids refer to.
#[derive(Debug, Default)]
struct Relations {
    targets: FxHashMap<String, String>,
    has_even_pages: bool,
}

impl Relations {
    /// Returns the headers and footers that at least one page shows.
    fn shown(&self, text: &DocxText<'_>) -> ShownParts {
        if self.targets.is_empty() {
            return ShownParts(None);
        }
        let has_pages = |kind: &str| match kind {
            "first" => text.has_title_page,
            "even" => self.has_even_pages,
            _ => true,
        };
        let used = text.references.iter().filter(|(kind, _)| has_pages(kind));
        ShownParts(Some(used.filter_map(|(_, id)| self.targets.get(id).cloned()).collect()))
    }
}

/// Names of the parts that at least one page shows; `None` if unknown.
struct ShownParts(Option<FxHashSet<String>>);

impl ShownParts {
    fn has(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|names| names.contains(name))
    }
}

impl Handler for Relations {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (element.get("Id"), element.get("Target"))
        {
            let target = target.to_lowercase();
            let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
            self.targets.insert(id.into_owned(), name);
        }
        Content::Read
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::formats::office::test_files::{archive, problem};

    const BODY: &str = "<p><r><t>Sales</t></r></p>";

    #[test]
    fn a_file_that_inflates_past_the_limit_is_refused() {
        let file = archive(&[("word/document.xml", &" ".repeat(10_000))]);
        let limits = Limits { max_inflated_bytes: 9_999, ..Limits::default() };
        assert_eq!(problem(&Docx, &file, &limits).unwrap().code, ProblemCode::LimitBytes);
        let limits = Limits { max_inflated_bytes: 10_000, ..limits };
        assert_eq!(problem(&Docx, &file, &limits), None);
    }

    #[test]
    fn the_limit_applies_to_all_parts_together() {
        let header = format!("<h>{}</h>", " ".repeat(600));
        let body = format!("<d><p><r><t>Sales</t></r></p>{}</d>", " ".repeat(600));
        let file = archive(&[("word/header1.xml", &header), ("word/document.xml", &body)]);
        let limits = Limits { max_inflated_bytes: 1000, ..Limits::default() };
        let extract = Docx.extract(&file, &limits).unwrap();
        assert_eq!(extract.text, "Sales\n");
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitBytes);
    }

    #[test]
    fn nodes_and_depth_are_limited_over_all_parts() {
        let body = format!("<d>{}</d>", BODY.repeat(50));
        let file = archive(&[("word/document.xml", &body)]);
        let limits = |max_nodes, max_depth| Limits { max_nodes, max_depth, ..Limits::default() };
        assert_eq!(problem(&Docx, &file, &limits(100, 10)).unwrap().code, ProblemCode::LimitBytes);
        assert_eq!(problem(&Docx, &file, &limits(1000, 3)).unwrap().code, ProblemCode::LimitDepth);
        assert_eq!(problem(&Docx, &file, &limits(1000, 4)), None);
    }

    #[test]
    fn entities_are_not_expanded() {
        let body = "<!DOCTYPE d [<!ENTITY a 'lol lol'>]><d><p><r><t>Ana &a; &amp; &#66;</t></r></p></d>";
        let extract = Docx.extract(&archive(&[("word/document.xml", body)]), &Limits::default()).unwrap();
        assert_eq!(extract.text, "Ana  & B\n");
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitBytes);
    }

    #[test]
    fn a_cut_file_is_read_up_to_the_cut() {
        let words: String = (0..2000).map(|n| format!("<p><r><t>word{n} {}</t></r></p>", n * 7919 % 1000)).collect();
        let file = archive(&[("word/document.xml", &format!("<d>{words}</d>"))]);
        let extract = Docx.extract(&file[..file.len() / 2], &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::Damaged);
        let lines: Vec<&str> = extract.text.lines().collect();
        assert!(lines.len() > 500, "{}", lines.len());
        for (n, line) in lines.iter().enumerate() {
            let whole = format!("word{n} {}", n * 7919 % 1000);
            // The last line may lack its end, but words are never cut.
            assert!(*line == whole || (n + 1 == lines.len() && *line == format!("word{n}")), "{line}");
        }
    }

    #[test]
    fn a_file_without_its_directory_is_read_and_reported_as_damaged() {
        let file = archive(&[("word/document.xml", "<d><p><r><t>Sales</t></r></p></d>"), ("word/styles.xml", "<s/>")]);
        let extract = Docx.extract(&file[..file.len() - 30], &Limits::default()).unwrap();
        assert_eq!(extract.text, "Sales\n");
        assert_eq!(extract.problem.unwrap().code, ProblemCode::Damaged);
        assert!(Docx.extract(&file[..40], &Limits::default()).is_err());
    }
}
