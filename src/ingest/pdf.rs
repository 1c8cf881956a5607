//! PDF files: draws every page into a device that keeps its letters, and lays the letters out as lines of text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::Rect;

use super::pdf_device::{Drawn, OverLimit};
use super::{Extract, Limits, damaged, layout, pdf_blocks, pdf_hidden, pdf_inflate, pdf_segments, problem};
use crate::document::{PAGE_BREAK, Problem, ProblemCode};

/// A file with fewer letters than this, and a picture, is a scan.
const SCAN: usize = 50;
/// Everything within this many points is drawn: text off the page must be seen to be counted as hidden.
const EVERYWHERE: Rect = Rect::new(-1e4, -1e4, 2e4, 2e4);

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
    if pdf_inflate::exceeds(bytes, limits.max_inflated_bytes) {
        let message = format!("it inflates to more than {} MiB", limits.max_inflated_bytes >> 20);
        return Err(problem(ProblemCode::LimitBytes, message, "print it to a new PDF"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            problem(ProblemCode::Encrypted, "a password is needed to open it", "save it without a password")
        }
        LoadPdfError::Decryption(_) => {
            problem(ProblemCode::Encrypted, "its encryption is not supported", "save it without a password")
        }
        LoadPdfError::Invalid => damaged("it cannot be read as a PDF"),
    })?;

    let cache = InterpreterCache::new();
    let mut extract = Extract::default();
    let (mut images, mut letters, mut operators, mut has_text_layer) = (0, 0, 0, false);
    for (index, page) in pdf.pages().iter().enumerate() {
        if index == limits.max_pages {
            let message = format!("only its first {} pages were read", limits.max_pages);
            extract.problem = Some(problem(ProblemCode::LimitPages, message, "shorten it"));
            break;
        }
        if index > 0 {
            extract.text.push(PAGE_BREAK);
        }
        let mut drawn = Drawn::new(limits.max_operators - operators);
        let outcome = draw(page, &pdf, &cache, &mut drawn);
        images += drawn.images;
        operators += drawn.operators;
        let (width, height) = page.render_dimensions();
        let (seen, hidden) = pdf_hidden::split(&mut drawn, width.into(), height.into());
        has_text_layer |= drawn.has_text_layer;
        letters += seen.iter().filter(|letter| !letter.is_space()).count();
        extract.hidden_words += pdf_hidden::count_words(&hidden);
        extract
            .text
            .push_str(&pdf_blocks::text(&layout::lines(pdf_segments::segments(&seen, &drawn.dots), width.into())));
        if let Err(problem) = outcome {
            extract.problem = Some(Problem { page: Some(index + 1), ..problem });
            break;
        }
    }
    match extract.problem {
        None if letters < SCAN && images > 0 && !has_text_layer => {
            Err(problem(ProblemCode::Scanned, "scanned image, no text layer", "run OCR first"))
        }
        _ => Ok(extract),
    }
}

/// Draws one page; what was drawn before a problem stays.
fn draw<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, drawn: &mut Drawn) -> Result<(), Problem> {
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, EVERYWHERE, cache, pdf.xref(), InterpreterSettings::default());
    catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, drawn))).map_err(|reason| {
        match reason.is::<OverLimit>() {
            true => problem(ProblemCode::LimitBytes, "it draws more than a page can hold", "print it to a new PDF"),
            false => problem(ProblemCode::Crashed, "the reader failed on this page", "print it to a new PDF"),
        }
    })
}
