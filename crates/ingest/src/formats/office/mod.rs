//! Files of word processors.

mod character_format;
mod document_writer;
mod docx;
mod odt;
mod package;
mod style_sheet;
#[cfg(test)]
pub(super) mod test_files;
mod xml;

pub(super) use docx::Docx;
pub(super) use odt::Odt;
