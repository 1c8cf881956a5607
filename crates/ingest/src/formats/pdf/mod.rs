//! PDF files: draws every page into a device that keeps its letters, and lays the letters out as lines of text.

mod areas;
mod block;
mod blocks;
mod budget;
mod clips;
mod damage;
mod device;
mod fields;
mod filters;
mod fonts;
mod hidden;
mod inflate;
mod layers;
mod layout;
mod letter;
mod masks;
mod outline;
mod page;
mod page_breaks;
mod pages;
mod pictures;
mod segments;
mod sense;
mod starts;
mod unread;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::{InterpreterCache, InterpreterSettings, InterpreterWarning};
use hayro_syntax::{DecryptionError, LoadPdfError};

use budget::Budget;
use page::{Drawing, Page};
use sense::Sense;

use super::assemble::SPARSE;
use super::{Extract, Extractor, Limits, damaged, expands, locked, problem};
use rolefit_document::{HiddenWay, Note, NoteCode, PAGE_BREAK, Problem, ProblemCode};

/// Reads PDF files.
pub(super) struct Pdf;

impl Extractor for Pdf {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let measured = inflate::measure(bytes, limits.max_inflated_bytes);
        check(measured, limits)?;
        let pdf = open(bytes, limits)?;
        let decrypted = inflate::decrypted(&pdf, bytes, limits.max_inflated_bytes);
        check(decrypted, limits)?;

        let with_all_layers = layers::all_on(&pdf);
        let cache = InterpreterCache::new();
        let lacks_font = Arc::new(AtomicBool::new(false));
        let drawing = Drawing {
            pdf: &pdf,
            with_all_layers: with_all_layers.as_ref(),
            cache: &cache,
            settings: settings(lacks_font.clone()),
        };
        let mut budget = Budget::new(limits.max_operators, measured.largest_form.max(decrypted.largest_form));
        let (mut pages, mut partly) = (Vec::new(), Vec::new());
        for (index, page) in pdf.pages().iter().take(limits.max_pages).enumerate() {
            let mut page = drawing.page(page, &mut budget);
            let stopped = page.problem.take();
            pages.push(page);
            if let Some(stopped) = stopped {
                partly.push((index + 1, stopped));
                if budget.is_spent() {
                    break;
                }
            }
        }
        let all = pdf.pages().len().max(pages::listed(&pdf, limits.max_pages));
        let problem = unread::problem(partly, pages.len(), all)
            .or_else(|| (all > limits.max_pages).then(|| too_many_pages(limits)));
        let mut extract = Extract { problem, ..Extract::default() };
        let letters = write(pages, &mut extract)?;
        if extract.problem.is_none() {
            let is_deep = |page: &hayro_syntax::page::Page<'_>| {
                page.page_stream().is_some_and(|stream| damage::nests_deeper(stream, limits.max_depth))
            };
            extract.problem = if letters >= SPARSE {
                damage::breaks_off(bytes).then(|| damaged("it breaks off before its end"))
            } else if pdf.pages().iter().take(limits.max_pages).any(is_deep) {
                Some(too_deep())
            } else if lacks_font.load(Ordering::Relaxed) || damage::is_broken(bytes, limits.max_inflated_bytes) {
                Some(damaged("it is broken inside, and hardly any text could be made out"))
            } else {
                None
            };
        }
        Ok(extract)
    }
}

/// Lays the pages out; returns how many letters they have.
fn write(mut pages: Vec<Page>, extract: &mut Extract) -> Result<usize, Problem> {
    let mut sense = Sense::default();
    pages.iter().for_each(|page| sense.add(&page.split.seen));
    let (all, lost) = sense.lost();
    if lost * 2 > all {
        return Err(damaged("its letters have lost their meaning: what they spell is no language"));
    }
    let pictures: Vec<usize> =
        (1..).zip(&pages).filter(|(_, page)| page.split.is_picture).map(|(page, _)| page).collect();
    let has_pictures = pages.iter().any(|page| page.has_pictures);
    let has_text_layer = pages.iter().any(|page| page.split.has_text_layer);
    page_breaks::drop_cut_lines(&mut pages);
    let mut letters = 0;
    for (index, page) in pages.iter_mut().enumerate() {
        if index > 0 {
            extract.text.push(PAGE_BREAK);
        }
        if lost > 0 {
            page.split.seen.retain(|letter| !sense.is_lost(letter));
        }
        letters += letter::inked(&page.split.seen);
        for (way, letters) in &page.split.hidden {
            extract.hide(Some(index + 1), *way, letter::count_words(letters));
        }
        extract.hide(Some(index + 1), HiddenWay::Invisible, page.hidden_words);
        page.write(&mut extract.text);
    }
    if letters < SPARSE && has_pictures && !has_text_layer && extract.problem.is_none() {
        return Err(problem(ProblemCode::Scanned, "scanned image, no text layer", "run OCR first"));
    }
    if has_text_layer {
        let message = "scanned image; its text layer was used, and may be misread".into();
        extract.notes.push(Note { code: NoteCode::TextLayer, message });
    }
    if extract.problem.is_none() && lost > 0 {
        extract.problem = Some(damaged("some of its letters have lost their meaning and were left out"));
    }
    if let (None, &[first, ..]) = (&extract.problem, pictures.as_slice()) {
        extract.problem = Some(Problem { page: Some(first), ..scanned(&pictures) });
    }
    Ok(letters)
}

/// Some pages are pictures.
fn scanned(pages: &[usize]) -> Problem {
    let message = match pages {
        [_] => "a page is a scanned image without a text layer: the others were used".into(),
        _ => {
            let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
            format!("pages {} are scanned images without a text layer: the others were used", pages.join(", "))
        }
    };
    problem(ProblemCode::Scanned, message, "run OCR first")
}

fn check(measured: inflate::Measured, limits: &Limits) -> Result<(), Problem> {
    if measured.is_deep {
        return Err(too_deep());
    }
    if measured.is_over {
        return Err(expands(limits.max_inflated_bytes));
    }
    if measured.dictionaries > limits.max_nodes {
        let message = format!("it holds more than {} objects", limits.max_nodes);
        return Err(problem(ProblemCode::LimitBytes, message, "print it to a new PDF"));
    }
    Ok(())
}

fn open(bytes: &[u8], limits: &Limits) -> Result<hayro_syntax::Pdf, Problem> {
    hayro_syntax::Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => locked(),
        LoadPdfError::Decryption(_) => {
            problem(ProblemCode::Encrypted, "its encryption is not supported", "save it without a password")
        }
        LoadPdfError::Invalid if damage::is_bare(bytes) => {
            problem(ProblemCode::Empty, "there is nothing in the file", "ask for the file again")
        }
        LoadPdfError::Invalid if damage::nests_deeper(bytes, limits.max_depth) => too_deep(),
        LoadPdfError::Invalid => damaged("it cannot be read as a PDF"),
    })
}

fn too_many_pages(limits: &Limits) -> Problem {
    let message = format!("only its first {} pages were read", limits.max_pages);
    problem(ProblemCode::LimitPages, message, "shorten it")
}

fn too_deep() -> Problem {
    problem(ProblemCode::LimitDepth, "it is nested too deeply", "print it to a new PDF")
}

/// Settings that remember in `lacks_font` that a font could not be loaded.
fn settings(lacks_font: Arc<AtomicBool>) -> InterpreterSettings {
    let warning_sink = Arc::new(move |warning| {
        lacks_font.fetch_or(matches!(warning, InterpreterWarning::UnsupportedFont), Ordering::Relaxed);
    });
    InterpreterSettings { warning_sink, ..InterpreterSettings::default() }
}

#[cfg(test)]
mod hidden_tests;
#[cfg(test)]
mod tests;
