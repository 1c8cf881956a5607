//! Decodes the characters of an RTF file and sends them to their destination: the open paragraph, a label, or the name
//! of a style.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::charset::Charset;
use super::group_state::Destination;
use super::reader::Reader;
use rolefit_document::HiddenWay;

impl Reader {
    /// Handles a byte of text. In the colour table, a semicolon ends an entry.
    pub(super) fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.is_optional = false;
        match self.state.destination {
            Destination::Discarded | Destination::Fonts => {}
            Destination::Colors if byte == b';' => {
                self.colors.push(self.color.take());
            }
            Destination::Colors => {}
            Destination::Page
            | Destination::Label
            | Destination::Styles
            | Destination::PropertyName
            | Destination::PropertyValue => {
                let font = self.state.characters.font.unwrap_or(self.default_font);
                let file = self.encoding.unwrap_or(WINDOWS_1252);
                match self.fonts.get(&font).copied().unwrap_or(Charset::File) {
                    Charset::Symbols if byte > b' ' => {
                        self.decode();
                        // The private-use range where fonts of symbols have their characters.
                        let sign = char::from_u32(0xf000 + u32::from(byte));
                        self.emit(sign.map(String::from).unwrap_or_default().as_str());
                    }
                    Charset::Named(encoding) => self.buffer_byte(byte, encoding),
                    Charset::File | Charset::Symbols => self.buffer_byte(byte, file),
                }
            }
        }
    }

    fn buffer_byte(&mut self, byte: u8, encoding: &'static Encoding) {
        if !self.decoder.takes(encoding) {
            self.decode();
        }
        self.decoder.add(byte, encoding);
    }

    /// Sends the bytes collected so far.
    pub(super) fn decode(&mut self) {
        if let Some(text) = self.decoder.decode() {
            self.emit(&text);
        }
    }

    /// Handles a numbered Unicode character.
    pub(super) fn unicode(&mut self, number: i32) {
        self.decode();
        if let Some(c) = self.decoder.unicode(number) {
            self.emit(c.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn symbol(&mut self, symbol: u8) {
        self.decode();
        match symbol {
            b'~' => self.emit("\u{a0}"),
            b'_' => self.emit("-"),
            b'-' => self.emit("\u{ad}"),
            b'\r' | b'\n' if self.state.destination == Destination::Page => self.end_paragraph(),
            _ => {}
        }
    }

    /// Sends text to its destination.
    pub(super) fn emit(&mut self, text: &str) {
        match self.state.destination {
            Destination::Page if self.state.characters.is_deleted => {}
            Destination::Page => {
                self.written += text.len();
                let in_table = self.state.paragraph.in_table;
                let cell = if in_table { self.cells.get(self.cell).copied().unwrap_or_default() } else { 0 };
                let mut look = self.state.look(&self.colors, cell, self.page);
                look.concealed = look.concealed.or((in_table && self.has_flat_row).then_some(HiddenWay::Clipped));
                self.writer.text(text, look.sight());
            }
            Destination::Label if text.trim().is_empty() => {}
            Destination::Label => self.writer.set_item(true),
            Destination::Styles => self.style_name.push_str(text),
            Destination::PropertyName => self.shape.property[0].push_str(text),
            Destination::PropertyValue => self.shape.property[1].push_str(text),
            Destination::Fonts | Destination::Colors | Destination::Discarded => {}
        }
    }
}
