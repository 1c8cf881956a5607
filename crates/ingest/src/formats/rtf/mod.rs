//! Reads RTF files. The steps in order:
//!
//! 1. [`rtf_lexer`] splits the file into tokens: braces, control words, symbols and bytes.
//! 2. [`reader`] tracks the nested groups, each with its [`group_state`], and separates headers, notes and text boxes.
//! 3. [`control_words`] applies formatting; [`decoder`] and [`charset`] turn bytes into characters.
//! 4. [`text_output`] sends text to the open paragraph, with the verdict on its look.
//! 5. Headers, document, notes and footers are joined in this order, without repeats.

mod charset;
mod control_words;
mod decoder;
mod group_state;
mod reader;
mod rtf_lexer;
mod shape;
#[cfg(test)]
mod tests;
mod text_output;

use crate::formats::{Extract, Extractor, Limits, damaged, problem};
use reader::Reader;
use rolefit_document::{Problem, ProblemCode};
use rtf_lexer::Lexer;

/// Reads RTF files.
pub(super) struct Rtf;

impl Extractor for Rtf {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let mut reader = Reader::new(bytes, limits);
        for token in Lexer::new(bytes) {
            if !reader.token(token) {
                break;
            }
        }
        let too_deep = reader.is_too_deep();
        let mut extract = reader.finish();
        if too_deep {
            let too_deep = problem(ProblemCode::LimitDepth, "parts nested too deeply were left out", "save it as PDF");
            extract.problem = Some(too_deep);
        }
        Ok(extract)
    }
}

fn broken_off() -> Problem {
    damaged("it breaks off")
}
