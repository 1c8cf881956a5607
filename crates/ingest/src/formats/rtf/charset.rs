//! The encodings that RTF files name by code page or by the character set of a font.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The meaning of the bytes written in a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// Text in the encoding of the file.
    File,
    /// Text in this encoding.
    Named(&'static Encoding),
    /// Symbols such as bullets instead of letters.
    Symbols,
}

impl Charset {
    /// Returns the character set with this `\fcharset` number.
    pub(super) fn of_font(number: i32) -> Self {
        match number {
            2 => Charset::Symbols,
            77 => Charset::Named(encoding_rs::MACINTOSH),
            128 => Charset::Named(encoding_rs::SHIFT_JIS),
            129 | 130 => Charset::Named(encoding_rs::EUC_KR),
            134 => Charset::Named(encoding_rs::GBK),
            136 => Charset::Named(encoding_rs::BIG5),
            161 => Charset::Named(encoding_rs::WINDOWS_1253),
            162 => Charset::Named(encoding_rs::WINDOWS_1254),
            163 => Charset::Named(encoding_rs::WINDOWS_1258),
            177 => Charset::Named(encoding_rs::WINDOWS_1255),
            178 => Charset::Named(encoding_rs::WINDOWS_1256),
            186 => Charset::Named(encoding_rs::WINDOWS_1257),
            204 => Charset::Named(encoding_rs::WINDOWS_1251),
            222 => Charset::Named(encoding_rs::WINDOWS_874),
            238 => Charset::Named(encoding_rs::WINDOWS_1250),
            // Number 0 is Western in name only: programs write it for every font and mean the file's code page.
            _ => Charset::File,
        }
    }
}

/// Returns the encoding with this `\ansicpg` or `\cpg` number.
pub(super) fn code_page(number: i32) -> &'static Encoding {
    match number {
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 | 1361 | 51949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        20866 => encoding_rs::KOI8_R,
        20932 | 51932 => encoding_rs::EUC_JP,
        28592 => encoding_rs::ISO_8859_2,
        28595 => encoding_rs::ISO_8859_5,
        54936 => encoding_rs::GB18030,
        65001 => encoding_rs::UTF_8,
        _ => WINDOWS_1252,
    }
}
