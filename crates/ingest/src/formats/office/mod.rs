//! Files of word processors.

mod archive;
mod docx;
mod lines;
mod look;
mod odt;
mod style;
#[cfg(test)]
pub(super) mod testing;
mod xml;

pub(super) use docx::Docx;
pub(super) use odt::Odt;
