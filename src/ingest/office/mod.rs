//! Files of word processors.

mod archive;
mod docx;
mod docx_look;
mod docx_shape;
mod docx_styles;
#[cfg(test)]
mod docx_tests;
mod docx_text;
mod entry;
mod lines;
mod look;
mod odt;
mod odt_styles;
#[cfg(test)]
mod odt_tests;
mod odt_text;
mod row;
mod style;
#[cfg(test)]
pub(super) mod testing;
mod xml;

pub(super) use docx::Docx;
pub(super) use odt::Odt;
