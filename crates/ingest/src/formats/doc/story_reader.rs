//! Walks through the stories of a DOC file and writes their text as Word displays it.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::doc_styles::StyleSheet;
use super::file_header::{FileHeader, Story, Table};
use super::format_runs::FormatRuns;
use super::formatting::{CharacterFormat, ParagraphFormat, shades_cells};
use super::piece_table::{CodeUnit, Text};
use super::plc::{plc, size_at};
use crate::formats::color::{Paint, WHITE};
use crate::formats::document_writer::DocumentWriter;
use crate::formats::line_buffer::without_repeats;
use crate::formats::little_endian::u32_at;
use crate::formats::visibility::Sight;
use crate::formats::{Extract, Limits};

/// The header story begins with six separators of notes. Then each section has six stories; those at these indexes are
/// headers, the others footers.
const SEPARATORS: usize = 6;
const HEADERS: [usize; 3] = [0, 1, 4];

// Control characters.
const CELL: u16 = 7;
const PARAGRAPH: u16 = 13;
const PAGE: u16 = 12;
const FIELD: u16 = 19;
const FIELD_RESULT: u16 = 20;
const FIELD_END: u16 = 21;
const LOST: u16 = 0xfffd;

/// The text of a file with everything that decides its display.
pub(super) struct StoryReader<'a> {
    text: Text<'a>,
    styles: StyleSheet<'a>,
    character_runs: FormatRuns<'a>,
    paragraph_runs: FormatRuns<'a>,
    main: Range<usize>,
    headers: Vec<Range<usize>>,
    footers: Vec<Range<usize>>,
    notes: Vec<Range<usize>>,
    /// The ranges of text boxes by the number of their shape, and the shapes by their position in the main story.
    boxes: BTreeMap<u32, Range<usize>>,
    shapes: BTreeMap<usize, u32>,
    /// Background of text outside and inside tables.
    page: Paint,
    table: Paint,
    /// Code units that may still be read. In a valid file no text belongs to two stories, so each unit is read at most
    /// once.
    left: Cell<usize>,
}

impl<'a> StoryReader<'a> {
    pub(super) fn new(
        header: &FileHeader<'_>,
        tables: &[u8],
        text: Text<'a>,
        styles: StyleSheet<'a>,
        character_runs: FormatRuns<'a>,
        paragraph_runs: FormatRuns<'a>,
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
        // The paint of shapes and its place are not analysed.
        let has_shapes = header.table(Table::Shapes, tables).is_some();
        let page = if has_shapes { Paint::Unknown } else { Paint::Plain(WHITE) };
        let is_shaded = paragraph_runs.iter().any(|run| shades_cells(run.modifiers));
        Self {
            table: if is_shaded { Paint::Unknown } else { page },
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
            character_runs,
            paragraph_runs,
        }
    }

    /// Returns the lines of all stories.
    pub(super) fn read(&self, limits: &Limits) -> Extract {
        let mut writer = DocumentWriter::new(limits);
        let main = self.story(self.main.clone(), self.page, true, &mut writer);
        let mut stories = |ranges: &mut dyn Iterator<Item = &Range<usize>>, page| {
            let texts: Vec<String> = ranges.map(|range| self.story(range.clone(), page, false, &mut writer)).collect();
            without_repeats(&texts).collect::<String>()
        };
        let placed: HashSet<&u32> = self.shapes.values().collect();
        let elsewhere = self.boxes.iter().filter(|(shape, _)| !placed.contains(shape)).map(|(_, range)| range);
        let boxes = stories(&mut elsewhere.into_iter(), Paint::Unknown);
        let [headers, notes, footers] =
            [&self.headers, &self.notes, &self.footers].map(|ranges| stories(&mut ranges.iter(), self.page));
        writer.append(&[headers, main, boxes, notes, footers].concat());
        writer.finish()
    }

    /// Returns the lines of one story on a page background. Only the main story contains text boxes.
    fn story(&self, range: Range<usize>, page: Paint, is_main: bool, writer: &mut DocumentWriter) -> String {
        writer.start_aside();
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
            // A text box comes before the paragraph that it is anchored to.
            let places = if is_main { self.shapes.range(start..start + length) } else { self.shapes.range(0..0) };
            for range in places.filter_map(|(_, shape)| self.boxes.get(shape)) {
                let text = self.story(range.clone(), Paint::Unknown, false, writer);
                writer.lines(&text);
            }
            self.paragraph(start..start + length, page, &mut fields, writer);
            start += length;
        }
        writer.end_aside()
    }

    fn paragraph(&self, range: Range<usize>, page: Paint, fields: &mut Fields, writer: &mut DocumentWriter) {
        debug_assert!(range.end <= self.text.units.len(), "paragraphs lie inside the text");
        let units = self.text.units.get(range).unwrap_or_default();
        let format = units.last().map(|&mark| self.paragraph_format(mark)).unwrap_or_default();
        let page = if format.tables() > 0 && page == self.page { self.table } else { page };
        let (mut run, mut run_sight) = (Vec::new(), Sight::Shown);
        let mut write = |run: &mut Vec<u16>, sight| writer.text(&String::from_utf16_lossy(&std::mem::take(run)), sight);
        let mut cache = FormatCache::default();
        for &unit in units {
            match unit.unit {
                FIELD | FIELD_RESULT | FIELD_END => fields.step(unit.unit),
                _ if fields.instructions > 0 => {}
                _ => {
                    let characters = cache.format_of(self, unit, format.style);
                    let shown = displayed(unit.unit, characters).filter(|_| !characters.is_deleted);
                    let sight = characters.look(format.background, page).sight();
                    if sight != run_sight {
                        write(&mut run, run_sight);
                        run_sight = sight;
                    }
                    run.extend(shown);
                }
            }
        }
        write(&mut run, run_sight);
        let tables = format.tables();
        writer.set_item(format.item);
        writer.set_heading(format.heading);
        writer.end_paragraph_in(tables);
        match units.last().map(|mark| mark.unit) {
            Some(CELL) if format.ends_row => writer.end_row_in(tables),
            Some(CELL) => writer.end_cell_in(tables),
            Some(PARAGRAPH) if format.ends_inner_row => writer.end_row_in(tables),
            Some(PARAGRAPH) if format.ends_inner_cell => writer.end_cell_in(tables),
            _ => {}
        }
    }

    /// Returns the formatting of the paragraph that ends at `mark`.
    fn paragraph_format(&self, mark: CodeUnit) -> ParagraphFormat {
        let run = self.paragraph_runs.at(mark.at).map(|(_, run)| run);
        let mut format = self.styles.paragraph_format(run.map(|run| run.style).unwrap_or_default());
        format.apply(run.map(|run| run.modifiers).unwrap_or_default());
        format.apply(self.piece_modifiers(mark));
        format
    }

    /// Returns the property modifiers of a unit's piece.
    fn piece_modifiers(&self, unit: CodeUnit) -> &'a [u8] {
        debug_assert!((unit.piece as usize) < self.text.grpprls.len(), "each piece with text has its modifiers");
        usize::try_from(unit.piece).ok().and_then(|piece| self.text.grpprls.get(piece)).copied().unwrap_or_default()
    }
}

/// The open fields.
#[derive(Default)]
struct Fields {
    /// For each field, true while its instruction is read, which is not displayed.
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

/// Remembers the last formatting; the next character mostly has the same.
#[derive(Default)]
struct FormatCache {
    known: Option<((Option<usize>, u32), CharacterFormat)>,
}

impl FormatCache {
    fn format_of(&mut self, stories: &StoryReader<'_>, unit: CodeUnit, style: u16) -> CharacterFormat {
        let run = stories.character_runs.at(unit.at);
        let key = (run.map(|(number, _)| number), unit.piece);
        if let Some((_, characters)) = self.known.filter(|(known, _)| *known == key) {
            return characters;
        }
        let direct = [run.map(|(_, run)| run.modifiers).unwrap_or_default(), stories.piece_modifiers(unit)];
        let mut below = CharacterFormat::default();
        stories.styles.apply_character_format(style, &mut below);
        let mut named = CharacterFormat::default();
        direct.iter().for_each(|modifiers| named.apply(modifiers, &below));
        if let Some(style) = named.style {
            stories.styles.apply_character_format(style, &mut below);
        }
        let mut characters = below;
        direct.iter().for_each(|modifiers| characters.apply(modifiers, &below));
        self.known = Some((key, characters));
        characters
    }
}

/// Returns the displayed form of a code unit; `None` if nothing is displayed.
fn displayed(unit: u16, characters: CharacterFormat) -> Option<u16> {
    match (unit, characters.symbol) {
        (0x28, Some(symbol)) => Some(symbol),
        (9, _) => Some(unit),
        (PAGE | 11 | 14, _) => Some(u16::from(b'\n')),
        (0x1e, _) => Some(u16::from(b'-')),
        (0x1f, _) => Some(0xad),
        // Pictures, references to notes and comments, and other control characters.
        (1..=8 | PARAGRAPH | 21, _) => None,
        // No program writes these; they count as unreadable characters.
        (..0x20 | 0x7f..=0x9f | 0xe000..=0xefff | 0xf100..=0xf8ff | 0xfffe.., _) => Some(LOST),
        _ => Some(unit),
    }
}
