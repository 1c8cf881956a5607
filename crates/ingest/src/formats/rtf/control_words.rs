//! Handles the control words of RTF that decide which text is read and how it looks.

use super::charset::{Charset, code_page};
use super::group_state::{CharacterState, Destination, ParagraphState, points};
use super::reader::{Reader, Story};
use super::shape::Shape;
use crate::formats::visibility::{is_flat, is_narrow, is_off_page, is_piled};

/// Groups whose text is not displayed.
const SKIPPED_GROUPS: &[&str] = &[
    // Pictures and objects. The displayed result of an object is in a group beside its data.
    "pict", "nonshppict", "objdata", "objclass", "objname", "shprslt", "sp", // Metadata and tables.
    "info", "filetbl", "template", "userprops", "private", "nextfile", "rsidtbl", "listtable", "listoverridetable",
    // Instructions of fields, index entries, comments, and the ANSI copy of text that is there in Unicode too.
    "fldinst", "fldtype", "xe", "rxe", "bxe", "tc", "tcn", "annotation", "atnid", "atnauthor", "upr", "bkmkstart",
    "bkmkend", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
];

/// Parts of a drawing beside a text box.
const PARTS: &[&str] = &["dpgroup", "dpline", "dprect", "dpellipse", "dparc", "dppolyline", "dppolygon", "dpcallout"];

impl Reader {
    /// Handles a control word.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        if self.group(name) || self.character(name) {
            return;
        }
        let value = number.unwrap_or_default();
        let on = number != Some(0);
        match name {
            "ansi" => {}
            "mac" => self.encoding = Some(encoding_rs::MACINTOSH),
            "ansicpg" => self.encoding = Some(code_page(value)),
            "deff" => self.default_font = value,
            "uc" => self.state.fallback = Some(usize::try_from(value).unwrap_or_default()),

            "fcharset" if self.state.destination == Destination::Fonts => {
                self.fonts.insert(self.state.characters.font.unwrap_or_default(), Charset::of_font(value));
            }
            "cpg" if self.state.destination == Destination::Fonts => {
                self.fonts.insert(self.state.characters.font.unwrap_or_default(), Charset::Named(code_page(value)));
            }
            "red" => self.channel(0, value),
            "green" => self.channel(1, value),
            "blue" => self.channel(2, value),

            "plain" => self.state.characters = CharacterState::default(),
            "f" => self.state.characters.font = Some(value),
            "fs" => self.state.characters.size = number,
            "v" | "webhidden" => self.state.characters.is_hidden = on,
            "deleted" => self.state.characters.is_deleted = on,
            "cf" => self.state.characters.color = value,
            "charscalex" => self.state.characters.is_squeezed = is_narrow(f64::from(value) / 100.0),
            "expndtw" => self.state.characters.is_squeezed = is_piled(points(value)),
            "expnd" => self.state.characters.is_squeezed = is_piled(f64::from(value) / 4.0),
            "highlight" => self.state.characters.backgrounds[0] = value,
            "chcbpat" | "cb" => self.state.characters.backgrounds[1] = value,

            "pard" => self.state.paragraph = ParagraphState::default(),
            "s" => (self.state.paragraph.style, self.style) = (value, value),
            "outlinelevel" => self.state.paragraph.has_outline_level = true,
            "ls" => self.state.paragraph.is_listed = value > 0,
            "cbpat" => self.state.paragraph.background = value,
            "li" | "lin" => self.state.paragraph.indents[0] = value,
            "fi" => self.state.paragraph.indents[1] = value,
            // A negative height is exact; a positive one gives way to the text.
            "sl" => self.state.paragraph.is_flat = value < 0 && is_flat(points(value)),
            "posx" | "posy" | "posnegx" | "posnegy" => self.state.paragraph.is_off_page |= is_off_page(points(value)),
            "dpx" | "dpy" | "dpxsize" | "dpysize" => self.shape.state_drawing(name, value),
            _ if PARTS.contains(&name) => self.shape.has_parts = true,
            "shpleft" => self.shape.state(0, value),
            "shptop" => self.shape.state(1, value),
            "shpright" => self.shape.state(2, value),
            "shpbottom" => self.shape.state(3, value),
            "intbl" => self.state.paragraph.in_table = on,
            "itap" => self.state.paragraph.tables = value,

            "trowd" => {
                self.cells.clear();
                self.cell_shade = 0;
                self.has_flat_row = false;
            }
            "trrh" => self.has_flat_row = value < 0 && is_flat(points(value)),
            "clcbpat" => self.cell_shade = value,
            "cellx" => self.cells.push(std::mem::take(&mut self.cell_shade)),
            _ => {}
        }
    }

    /// Handles a control word that states the destination of its group; returns false for other words.
    fn group(&mut self, name: &str) -> bool {
        let is_discarded = self.state.destination == Destination::Discarded;
        match name {
            "fonttbl" => self.state.destination = Destination::Fonts,
            "colortbl" => self.state.destination = Destination::Colors,
            "stylesheet" => self.state.destination = Destination::Styles,
            "listtext" | "pntext" if !is_discarded => self.state.destination = Destination::Label,
            "header" | "headerl" | "headerr" | "headerf" => self.begin_story(Story::Header),
            "footer" | "footerl" | "footerr" | "footerf" => self.begin_story(Story::Footer),
            "footnote" => self.begin_story(Story::Note),
            "shptxt" | "dptxbxtext" => self.begin_story(Story::Box),
            // These groups contain the texts of text boxes; their other text is not displayed.
            "shpinst" | "do" => {
                self.shape = Shape::default();
                self.begin_drawing();
                self.state.destination = Destination::Discarded;
            }
            "sn" => self.state.destination = Destination::PropertyName,
            "sv" => self.state.destination = Destination::PropertyValue,
            // Marked as optional but read: the first contains the ends of nested rows, the second a picture.
            "nesttableprops" | "shppict" => {}
            "ud" if self.is_optional => self.state.destination = Destination::Page,
            _ if self.is_optional || SKIPPED_GROUPS.contains(&name) => self.state.destination = Destination::Discarded,
            _ => return false,
        }
        true
    }

    /// Handles a control word that stands for a character or ends a line, cell or row; returns false for other words.
    fn character(&mut self, name: &str) -> bool {
        let text = match name {
            "tab" => "\t",
            "line" | "page" | "column" | "softline" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "emspace" | "enspace" | "qmspace" => " ",
            "par" | "sect" | "cell" | "nestcell" | "row" | "nestrow" if self.state.destination != Destination::Page => {
                ""
            }
            "par" | "sect" => {
                self.end_paragraph();
                ""
            }
            "cell" => {
                self.end_cell(1);
                ""
            }
            "row" => {
                self.end_row(1);
                ""
            }
            "nestcell" => {
                self.end_cell(self.state.table_depth().max(2));
                ""
            }
            "nestrow" => {
                self.end_row(self.state.table_depth().max(2));
                ""
            }
            _ => return false,
        };
        self.emit(text);
        true
    }

    fn channel(&mut self, channel: usize, value: i32) {
        let color = self.color.get_or_insert_default();
        if let Some(place) = color.get_mut(channel) {
            *place = u8::try_from(value).unwrap_or(u8::MAX);
        }
    }
}
