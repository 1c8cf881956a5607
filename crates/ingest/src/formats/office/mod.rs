//! Reads DOCX and ODT files: ZIP archives of XML parts.
//!
//! [`package`] opens the archive, [`xml`] walks a part, [`style_sheet`] resolves styles, and [`character_format`] says
//! how text looks. The folders [`docx`] and [`odt`] hold the parts that differ.

mod beside;
mod character_format;
mod docx;
mod odt;
mod package;
mod style_sheet;
#[cfg(test)]
pub(super) mod test_files;
mod xml;

pub(super) use docx::Docx;
pub(super) use odt::Odt;
