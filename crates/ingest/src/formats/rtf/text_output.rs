//! Decodes the characters of an RTF file and puts each where it belongs: the page, a label, the name of a style.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::charset::Charset;
use super::group_state::Target;
use super::reader::Reader;

impl Reader {
    /// A byte of text, of a font's or style's name, or the end of an entry in a table.
    pub(super) fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.optional = false;
        match self.state.target {
            Target::Nowhere | Target::Fonts => {}
            Target::Colors if byte == b';' => {
                self.colors.push(self.color.take());
            }
            Target::Colors => {}
            Target::Page | Target::Label | Target::Styles => {
                let font = self.state.font.unwrap_or(self.default_font);
                let file = self.encoding.unwrap_or(WINDOWS_1252);
                match self.fonts.get(&font).copied().unwrap_or(Charset::File) {
                    Charset::Signs if byte > b' ' => {
                        self.decode();
                        // Where programs that know no better put the signs of a font.
                        let sign = char::from_u32(0xf000 + u32::from(byte));
                        self.put(sign.map(String::from).unwrap_or_default().as_str());
                    }
                    Charset::Named(encoding) => self.wait(byte, encoding),
                    Charset::File | Charset::Signs => self.wait(byte, file),
                }
            }
        }
    }

    fn wait(&mut self, byte: u8, encoding: &'static Encoding) {
        if !self.decoder.takes(encoding) {
            self.decode();
        }
        self.decoder.add(byte, encoding);
    }

    /// Writes the bytes that wait.
    pub(super) fn decode(&mut self) {
        if let Some(text) = self.decoder.decode() {
            self.put(&text);
        }
    }

    /// A character by its number.
    pub(super) fn unicode(&mut self, number: i32) {
        self.decode();
        if let Some(c) = self.decoder.unicode(number) {
            self.put(c.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn symbol(&mut self, symbol: u8) {
        self.decode();
        match symbol {
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("-"),
            b'-' => self.put("\u{ad}"),
            b'\r' | b'\n' if self.state.target == Target::Page => self.end_paragraph(),
            _ => {}
        }
    }

    /// Writes text where it goes.
    pub(super) fn put(&mut self, text: &str) {
        match self.state.target {
            Target::Page if self.state.deleted => {}
            Target::Page => {
                self.written += text.len();
                let cell = if self.state.in_table { self.cells.get(self.cell).copied().unwrap_or_default() } else { 0 };
                match self.state.hidden(&self.colors, cell, self.page) {
                    Some(way) => self.hidden.entry(way).or_default().push_str(text),
                    None => self.paragraph.text.push_str(text),
                }
            }
            Target::Label => self.paragraph.item |= !text.trim().is_empty(),
            Target::Styles => self.style_name.push_str(text),
            Target::Fonts | Target::Colors | Target::Nowhere => {}
        }
    }
}
