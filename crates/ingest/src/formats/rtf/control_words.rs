//! What RTF's control words mean, as far as they decide what is read.

use super::charset::{Charset, code_page};
use super::group_state::{Target, USUAL_SIZE};
use super::reader::{Reader, Story};

/// Groups whose text is not shown.
const SILENT: &[&str] = &[
    // Pictures and objects; what an object shows stands in a group beside its data.
    "pict",
    "nonshppict",
    "objdata",
    "objclass",
    "objname",
    "shprslt",
    "sp",
    // What the file says of itself.
    "info",
    "filetbl",
    "template",
    "userprops",
    "private",
    "nextfile",
    "rsidtbl",
    "listtable",
    "listoverridetable",
    // Instructions of fields, entries of indexes, comments, the ANSI half of what is there in Unicode too.
    "fldinst",
    "fldtype",
    "xe",
    "rxe",
    "bxe",
    "tc",
    "tcn",
    "annotation",
    "atnid",
    "atnauthor",
    "upr",
    "bkmkstart",
    "bkmkend",
    "nonesttables",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
];

impl Reader {
    /// Does what a control word says.
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
            "uc" => self.state.fallback = usize::try_from(value).unwrap_or_default(),

            "fcharset" if self.state.target == Target::Fonts => {
                self.fonts.insert(self.state.font.unwrap_or_default(), Charset::of_font(value));
            }
            "cpg" if self.state.target == Target::Fonts => {
                self.fonts.insert(self.state.font.unwrap_or_default(), Charset::Named(code_page(value)));
            }
            "red" => self.channel(0, value),
            "green" => self.channel(1, value),
            "blue" => self.channel(2, value),

            "plain" => self.state.plain(),
            "f" => self.state.font = Some(value),
            "fs" => self.state.size = number.unwrap_or(USUAL_SIZE),
            "v" | "webhidden" => self.state.vanishes = on,
            "deleted" => self.state.deleted = on,
            "cf" => self.state.color = value,
            "highlight" => self.state.backgrounds[0] = value,
            "chcbpat" | "cb" => self.state.backgrounds[1] = value,

            "pard" => self.state.plain_paragraph(),
            "s" => (self.state.style, self.style) = (value, value),
            "outlinelevel" => self.state.outlined = true,
            "ls" => self.state.listed = value > 0,
            "cbpat" => self.state.backgrounds[2] = value,
            "intbl" => self.state.in_table = on,
            "itap" => self.state.tables = value,

            "trowd" => {
                self.cells.clear();
                self.cell_shade = 0;
            }
            "clcbpat" => self.cell_shade = value,
            "cellx" => self.cells.push(std::mem::take(&mut self.cell_shade)),
            _ => {}
        }
    }

    /// What a group is for; false if `name` does not say that.
    fn group(&mut self, name: &str) -> bool {
        let is_silent = self.state.target == Target::Nowhere;
        match name {
            "fonttbl" => self.state.target = Target::Fonts,
            "colortbl" => self.state.target = Target::Colors,
            "stylesheet" => self.state.target = Target::Styles,
            "listtext" | "pntext" if !is_silent => self.state.target = Target::Label,
            "header" | "headerl" | "headerr" | "headerf" => self.begin_story(Story::Header),
            "footer" | "footerl" | "footerr" | "footerf" => self.begin_story(Story::Footer),
            "footnote" => self.begin_story(Story::Note),
            "shptxt" | "dptxbxtext" => self.begin_story(Story::Box),
            // They hold texts of boxes, and what stands outside those is not shown.
            "shpinst" | "do" => self.state.target = Target::Nowhere,
            // Its cells' ends are the outer table's business; only these groups hold them.
            "nesttableprops" | "shppict" => {}
            "ud" if self.optional => self.state.target = Target::Page,
            _ if self.optional || SILENT.contains(&name) => self.state.target = Target::Nowhere,
            _ => return false,
        }
        true
    }

    /// Control words that stand for characters or for ends of lines, cells and rows; false if `name` is none.
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
            "par" | "sect" | "cell" | "nestcell" | "row" | "nestrow" if self.state.target != Target::Page => "",
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
                self.end_cell(self.state.depth_of_tables().max(2));
                ""
            }
            "nestrow" => {
                self.end_row(self.state.depth_of_tables().max(2));
                ""
            }
            _ => return false,
        };
        self.put(text);
        true
    }

    fn channel(&mut self, channel: usize, value: i32) {
        let color = self.color.get_or_insert_default();
        if let Some(place) = color.get_mut(channel) {
            *place = u8::try_from(value).unwrap_or(u8::MAX);
        }
    }
}
