//! Walks through the stories of a DOC file and writes what Word would show of them as lines.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::doc_styles::Styles;
use super::file_header::{Header, Story, Table};
use super::format_runs::Runs;
use super::formatting::{Block, Ground, Letters, shades_cells};
use super::piece_table::{Text, Unit};
use super::plc::{plc, size_at, u32_at};
use crate::formats::Extract;
use crate::formats::color::WHITE;
use crate::formats::flow::{Flow, Once, Paragraph};
use rolefit_document::HiddenWay;

/// Stories of headers begin with six that part notes from text; then come six a section, of which these are headers.
const SEPARATORS: usize = 6;
const HEADERS: [usize; 3] = [0, 1, 4];

// Characters with a meaning.
const CELL: u16 = 7;
const PARAGRAPH: u16 = 13;
const PAGE: u16 = 12;
const FIELD: u16 = 19;
const FIELD_RESULT: u16 = 20;
const FIELD_END: u16 = 21;
const LOST: u16 = 0xfffd;

/// Everything that decides how a file's stories read.
pub(super) struct Stories<'a> {
    text: Text<'a>,
    styles: Styles<'a>,
    letters: Runs<'a>,
    paragraphs: Runs<'a>,
    main: Range<usize>,
    headers: Vec<Range<usize>>,
    footers: Vec<Range<usize>>,
    notes: Vec<Range<usize>>,
    /// The texts of boxes by the number of their shape, and the shapes by their place in the main story.
    boxes: BTreeMap<u32, Range<usize>>,
    shapes: BTreeMap<usize, u32>,
    /// What lies beneath text, and beneath that in tables.
    page: Ground,
    table: Ground,
    /// How many units of text may still be read: a file of sense has no text that belongs to two stories.
    left: Cell<usize>,
}

impl<'a> Stories<'a> {
    pub fn new(
        header: &Header<'_>,
        tables: &[u8],
        text: Text<'a>,
        styles: Styles<'a>,
        letters: Runs<'a>,
        paragraphs: Runs<'a>,
    ) -> Self {
        let table = |table| header.table(table, tables).unwrap_or_default();
        let within = |story: Story| {
            let all = header.story(story);
            move |(start, end): (usize, usize)| {
                all.start.saturating_add(start)..all.start.saturating_add(end).min(all.end)
            }
        };
        let stories = table(Table::HeaderStories);
        let ends = (0..stories.len() / 4).map_while(|index| size_at(stories, 4 * index)).collect::<Vec<_>>();
        let pairs = ends.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let (mut headers, mut footers) = (Vec::new(), Vec::new());
        for (index, range) in pairs.map(within(Story::Headers)).enumerate().skip(SEPARATORS) {
            let is_header = HEADERS.contains(&((index - SEPARATORS) % 6));
            if is_header { headers.push(range) } else { footers.push(range) }
        }
        let shapes = plc(table(Table::Shapes), 26).filter_map(|(at, _, shape)| Some((at, u32_at(shape, 0)?))).collect();
        let boxes = plc(table(Table::Boxes), 22)
            .filter_map(|(start, end, shape)| Some((u32_at(shape, 14)?, within(Story::Boxes)((start, end)))))
            .collect();
        // What shapes paint, and where, is not looked into.
        let has_shapes = header.table(Table::Shapes, tables).is_some();
        let page = if has_shapes { Ground::Mixed } else { Ground::Plain(WHITE) };
        let is_shaded = paragraphs.iter().any(|run| shades_cells(run.modifiers));
        Self {
            table: if is_shaded { Ground::Mixed } else { page },
            page,
            main: header.story(Story::Main),
            notes: vec![
                header.story(Story::Footnotes),
                header.story(Story::Endnotes),
                header.story(Story::HeaderBoxes),
            ],
            left: Cell::new(text.units.len()),
            headers,
            footers,
            boxes,
            shapes,
            text,
            styles,
            letters,
            paragraphs,
        }
    }

    /// The lines of all stories.
    pub fn read(&self) -> Extract {
        let mut extract = Extract::default();
        let main = self.story(self.main.clone(), self.page, true, &mut extract);
        let mut stories = |ranges: &mut dyn Iterator<Item = Range<usize>>, page| {
            let mut texts = Once::default();
            for range in ranges {
                texts.add(self.story(range, page, false, &mut extract));
            }
            texts.text
        };
        let placed: HashSet<&u32> = self.shapes.values().collect();
        let mut elsewhere =
            self.boxes.iter().filter(|(shape, _)| !placed.contains(shape)).map(|(_, range)| range.clone());
        let boxes = stories(&mut elsewhere, Ground::Mixed);
        let headers = stories(&mut self.headers.iter().cloned(), self.page);
        let notes = stories(&mut self.notes.iter().cloned(), self.page);
        let footers = stories(&mut self.footers.iter().cloned(), self.page);
        extract.text = [headers, main, boxes, notes, footers].concat();
        extract
    }

    /// The lines of one story, on a page of one ground; boxes stand only in the main one.
    fn story(&self, range: Range<usize>, page: Ground, is_main: bool, extract: &mut Extract) -> String {
        let mut flow = Flow::default();
        let mut fields = Fields::default();
        let mut start = range.start;
        while let Some(rest) = self.text.units.get(start..range.end.min(self.text.units.len())) {
            if rest.is_empty() {
                break;
            }
            let end = rest.iter().position(|unit| matches!(unit.unit, PARAGRAPH | CELL | PAGE));
            let length = end.map_or(rest.len(), |end| end + 1);
            let Some(left) = self.left.get().checked_sub(length) else { break };
            self.left.set(left);
            // A box stands before the paragraph that it is bound to.
            let places = if is_main { self.shapes.range(start..start + length) } else { self.shapes.range(0..0) };
            for range in places.filter_map(|(_, shape)| self.boxes.get(shape)) {
                flow.lines(&self.story(range.clone(), Ground::Mixed, false, extract));
            }
            self.paragraph(start..start + length, page, &mut fields, &mut flow, extract);
            start += length;
        }
        flow.finish()
    }

    fn paragraph(
        &self,
        range: Range<usize>,
        page: Ground,
        fields: &mut Fields,
        flow: &mut Flow,
        extract: &mut Extract,
    ) {
        let units = self.text.units.get(range).unwrap_or_default();
        let block = units.last().map(|&mark| self.block(mark)).unwrap_or_default();
        let page = if block.tables() > 0 && page == self.page { self.table } else { page };
        let mut text: Vec<u16> = Vec::new();
        let mut hidden = BTreeMap::<HiddenWay, Vec<u16>>::new();
        let mut looks = Looks::default();
        for &unit in units {
            match unit.unit {
                FIELD | FIELD_RESULT | FIELD_END => fields.step(unit.unit),
                _ if fields.instructions > 0 => {}
                _ => {
                    let letters = looks.of(self, unit, block.style);
                    let Some(shown) = shown(unit.unit, letters) else { continue };
                    match letters.hidden(block.ground, page) {
                        _ if letters.deleted => {}
                        Some(way) => hidden.entry(way).or_default().push(shown),
                        None => text.push(shown),
                    }
                }
            }
        }
        for (way, text) in hidden {
            extract.hide(None, way, String::from_utf16_lossy(&text).split_whitespace().count());
        }
        let tables = block.tables();
        flow.paragraph(Paragraph {
            text: String::from_utf16_lossy(&text),
            item: block.item,
            heading: block.heading,
            tables,
        });
        match units.last().map(|mark| mark.unit) {
            Some(CELL) if block.ends_row => flow.end_row(tables),
            Some(CELL) => flow.end_cell(tables),
            Some(PARAGRAPH) if block.ends_inner_row => flow.end_row(tables),
            Some(PARAGRAPH) if block.ends_inner_cell => flow.end_cell(tables),
            _ => {}
        }
    }

    /// The look of the paragraph that `mark` ends.
    fn block(&self, mark: Unit) -> Block {
        let run = self.paragraphs.at(mark.at).map(|(_, run)| run);
        let mut block = self.styles.block(run.map(|run| run.style).unwrap_or_default());
        block.apply(run.map(|run| run.modifiers).unwrap_or_default());
        block.apply(self.piece(mark));
        block
    }

    /// What the piece of a unit does to looks.
    fn piece(&self, unit: Unit) -> &'a [u8] {
        usize::try_from(unit.piece).ok().and_then(|piece| self.text.looks.get(piece)).copied().unwrap_or_default()
    }
}

/// The fields that are open.
#[derive(Default)]
struct Fields {
    /// For each, whether its instruction is being read, which is not shown.
    open: Vec<bool>,
    instructions: usize,
}

impl Fields {
    fn step(&mut self, mark: u16) {
        if mark == FIELD {
            self.open.push(true);
            self.instructions += 1;
            return;
        }
        let instructs = self.open.pop().unwrap_or_default();
        self.instructions -= usize::from(instructs);
        if mark == FIELD_RESULT {
            self.open.push(false);
        }
    }
}

/// The look of the letters that were met last; it mostly holds for the next too.
#[derive(Default)]
struct Looks {
    known: Option<((Option<usize>, u32), Letters)>,
}

impl Looks {
    fn of(&mut self, stories: &Stories<'_>, unit: Unit, style: u16) -> Letters {
        let run = stories.letters.at(unit.at);
        let key = (run.map(|(number, _)| number), unit.piece);
        if let Some((_, letters)) = self.known.filter(|(known, _)| *known == key) {
            return letters;
        }
        let direct = [run.map(|(_, run)| run.modifiers).unwrap_or_default(), stories.piece(unit)];
        let mut below = Letters::default();
        stories.styles.letters(style, &mut below);
        let mut named = Letters::default();
        direct.iter().for_each(|modifiers| named.apply(modifiers, &below));
        if let Some(style) = named.style {
            stories.styles.letters(style, &mut below);
        }
        let mut letters = below;
        direct.iter().for_each(|modifiers| letters.apply(modifiers, &below));
        self.known = Some((key, letters));
        letters
    }
}

/// What is seen of a unit of text; `None` if nothing is.
fn shown(unit: u16, letters: Letters) -> Option<u16> {
    match (unit, letters.sign) {
        (0x28, Some(sign)) => Some(sign),
        (9, _) => Some(unit),
        (PAGE | 11 | 14, _) => Some(u16::from(b'\n')),
        (0x1e, _) => Some(u16::from(b'-')),
        (0x1f, _) => Some(0xad),
        // Pictures, references to notes and comments, and what else has a meaning.
        (1..=8 | PARAGRAPH | 21, _) => None,
        // What no program writes: it counts towards what cannot be made out.
        (..0x20 | 0x7f..=0x9f | 0xe000..=0xefff | 0xf100..=0xf8ff | 0xfffe.., _) => Some(LOST),
        _ => Some(unit),
    }
}
