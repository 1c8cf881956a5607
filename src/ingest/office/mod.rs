//! Files of word processors.

pub(super) mod docx;
mod docx_text;

pub(super) use docx::Docx;
