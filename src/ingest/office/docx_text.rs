//! The text of a DOCX part: paragraphs, list items and table rows as lines, what Word does not show left out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::{HiddenWay, ProblemCode};
use crate::ingest::repair::BULLET;
use crate::ingest::{Extract, Limits, damaged, problem};

/// Elements whose content is not shown: deleted and moved text, the older half of a drawing, what formatting used to be.
const SILENT: &[&str] = &["del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange"];
/// Marks of a coloured background anywhere in a part, on which white letters may be seen.
const BACKGROUNDS: &[&str] = &["<w:shd", "solidFill", "<v:fill", "fillcolor", "<w:highlight", "<w:background"];
/// Letters of at most this many half-points cannot be read.
const TINY: u32 = 3;

/// Collects the lines of all parts.
pub(super) struct Writer {
    pub extract: Extract,
    limits: Limits,
    nodes: usize,
}

/// What is open at a place in a part.
#[derive(Default)]
struct State {
    paragraph: Paragraph,
    /// Paragraphs around the text boxes that are open.
    around: Vec<Paragraph>,
    /// Rows that are open, each inside a cell of the one before.
    rows: Vec<Vec<Vec<String>>>,
    /// Within a run's text.
    in_text: bool,
    /// How the run is hidden, if it is.
    hidden: Option<HiddenWay>,
    /// White letters are hidden: the part has no coloured backgrounds.
    white_hides: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    item: bool,
    heading: bool,
}

impl Writer {
    pub fn new(limits: &Limits) -> Self {
        Self { extract: Extract::default(), limits: *limits, nodes: 0 }
    }

    /// Adds a part; a problem keeps what was read before it.
    pub fn part(&mut self, xml: &str) {
        let white_hides = !BACKGROUNDS.iter().any(|mark| xml.contains(mark));
        let mut state = State { white_hides, ..State::default() };
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let (mut depth, mut silent) = (0_usize, None);
        loop {
            self.nodes += 1;
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    depth += 1;
                    if depth > self.limits.max_depth || self.nodes > self.limits.max_nodes {
                        let (code, message) = match depth > self.limits.max_depth {
                            true => (ProblemCode::LimitDepth, "parts nested too deeply were left out"),
                            false => (ProblemCode::LimitBytes, "it has more elements than are read"),
                        };
                        self.extract.problem = Some(problem(code, message, "save it as PDF"));
                        break;
                    }
                    let name = element.local_name().as_ref().to_owned();
                    if silent.is_none() && SILENT.contains(&name.as_str()) {
                        silent = Some(depth);
                    }
                    if silent.is_none() {
                        state.start(&name, &element);
                    }
                }
                Ok(Event::End(element)) => {
                    if silent.is_none() {
                        let name = element.local_name().as_ref().to_owned();
                        self.end(&name, &mut state);
                    }
                    if silent == Some(depth) {
                        silent = None;
                    }
                    depth = depth.saturating_sub(1);
                }
                Ok(Event::Text(text)) if silent.is_none() => self.words(&text.xml10_content(), &mut state),
                Ok(Event::CData(text)) if silent.is_none() => self.words(&text.xml10_content(), &mut state),
                Ok(Event::GeneralRef(entity)) if silent.is_none() => {
                    let c = entity.resolve_char_ref().ok().flatten().or_else(|| predefined(&entity));
                    self.words(c.map(String::from).unwrap_or_default().as_str(), &mut state);
                }
                Ok(Event::DocType(_)) => {
                    let message = "it declares entities, which are not expanded";
                    self.extract.problem =
                        Some(problem(ProblemCode::LimitBytes, message, "save it again as DOCX or PDF"));
                }
                Ok(Event::Eof) if depth == 0 => break,
                Ok(Event::Eof) | Err(_) => {
                    self.extract.problem = Some(damaged("it breaks off or is broken inside"));
                    break;
                }
                Ok(_) => {}
            }
        }
        self.flush(&mut state);
    }

    fn words(&mut self, text: &str, state: &mut State) {
        if !state.in_text {
            return;
        }
        match state.hidden {
            Some(way) => self.extract.hide(None, way, text.split_whitespace().count()),
            None => state.paragraph.text.push_str(text),
        }
    }

    fn end(&mut self, name: &str, state: &mut State) {
        match name {
            "t" => state.in_text = false,
            "r" => state.hidden = None,
            "p" => self.end_paragraph(state),
            "txbxContent" => state.paragraph = state.around.pop().unwrap_or_default(),
            "tr" => {
                let cells = state.rows.pop().unwrap_or_default();
                for line in row(cells) {
                    self.line(line, state);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, state: &mut State) {
        let Paragraph { text, item, heading } = std::mem::take(&mut state.paragraph);
        if heading && state.rows.is_empty() {
            self.extract.text.push('\n');
        }
        let mut bullet = if item { BULLET } else { "" };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.line(format!("{bullet}{line}"), state);
            bullet = "";
        }
    }

    /// A line goes to the innermost open cell, or else to the text.
    fn line(&mut self, line: String, state: &mut State) {
        match state.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => {
                self.extract.text.push_str(&line);
                self.extract.text.push('\n');
            }
        }
    }

    /// Writes what is open when a part breaks off.
    fn flush(&mut self, state: &mut State) {
        self.end_paragraph(state);
        for cells in std::mem::take(&mut state.rows) {
            for line in cells.into_iter().flatten() {
                self.extract.text.push_str(&line);
                self.extract.text.push('\n');
            }
        }
    }
}

impl State {
    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = |key: &str| {
            let attribute = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == key)?;
            Some(attribute.value.into_owned())
        };
        let on = || value("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
        match name {
            "r" => self.hidden = None,
            "t" => self.in_text = true,
            "tab" if !self.paragraph.text.is_empty() => self.paragraph.text.push('\t'),
            "br" | "cr" => self.paragraph.text.push('\n'),
            "noBreakHyphen" => self.paragraph.text.push('-'),
            "numId" => self.paragraph.item = value("val").is_some_and(|id| id != "0"),
            "pStyle" => {
                let style = value("val").unwrap_or_default().to_ascii_lowercase();
                self.paragraph.item |= style.contains("bullet") || style.starts_with("listnumber");
                self.paragraph.heading |= style.starts_with("heading");
            }
            "vanish" | "webHidden" if on() => self.hidden = Some(HiddenWay::Invisible),
            "sz" if value("val").and_then(|size| size.parse().ok()).is_some_and(|size: u32| size <= TINY) => {
                self.hidden = Some(HiddenWay::Tiny);
            }
            "color" if self.white_hides && value("val").is_some_and(|color| color.eq_ignore_ascii_case("ffffff")) => {
                self.hidden = Some(HiddenWay::SameColor);
            }
            "txbxContent" => self.around.push(std::mem::take(&mut self.paragraph)),
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(cells) = self.rows.last_mut() {
                    cells.push(Vec::new());
                }
            }
            _ => {}
        }
    }
}

/// A row of single lines is one line; where cells hold blocks, the table is there for layout and its cells follow each
/// other.
fn row(cells: Vec<Vec<String>>) -> Vec<String> {
    match cells.iter().all(|cell| cell.len() <= 1) {
        true => {
            let cells: Vec<String> = cells.into_iter().flatten().collect();
            if cells.is_empty() { Vec::new() } else { vec![cells.join("\t")] }
        }
        false => cells.into_iter().flatten().collect(),
    }
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
