//! RTF files: follows groups and control words, and writes what Word would show as lines.

mod charset;
mod control_words;
mod decoder;
mod group_state;
mod reader;
mod rtf_lexer;
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
