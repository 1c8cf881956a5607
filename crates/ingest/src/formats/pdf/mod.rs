//! Reads PDF files. The steps in order:
//!
//! 1. [`stream_sizes`] measures the inflated size of all streams and refuses bombs before the parser runs.
//! 2. [`mended_file`] takes out what would mislead the interpreter. [`drawn_page`] draws each page into [`device`],
//!    which collects glyphs and painted areas within a [`budget`]; [`form_fields`] and [`optional_content`] add fields
//!    and hidden layers.
//! 3. [`hidden_glyphs`] separates hidden from visible glyphs, with [`area_index`], [`clip_paths`] and [`soft_masks`].
//! 4. [`garbled_fonts`] drops fonts that spell nonsense.
//! 5. [`text_segments`] joins glyphs to segments, [`reading_order`] sorts segments into lines and columns,
//!    [`right_to_left`] turns lines of Hebrew and Arabic around, and [`page_text`] joins lines to blocks, one per line
//!    of text.
//! 6. [`damage_checks`] and [`partial_pages`] report the problems of a file that was not fully read.

mod area_index;
mod area_outline;
mod block_starts;
mod budget;
mod clip_paths;
mod damage_checks;
mod date_rail;
mod device;
mod drawn_page;
mod fake_bold;
mod fonts;
mod form_fields;
mod garbled_fonts;
mod hidden_glyphs;
mod image_fill;
mod mended_file;
mod optional_content;
mod page_breaks;
mod page_count;
#[cfg(feature = "page-image")]
mod page_image;
mod page_text;
mod paint_device;
mod paints;
mod partial_pages;
mod placed_glyph;
mod reading_order;
mod right_to_left;
mod soft_masks;
mod stream_filters;
mod stream_sizes;
mod text_block;
mod text_segments;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::{InterpreterCache, InterpreterSettings, InterpreterWarning};
use hayro_syntax::{DecryptionError, LoadPdfError};

use budget::Budget;
use drawn_page::{Drawing, Page};
use garbled_fonts::GarbledFonts;

use super::assemble::SPARSE;
use super::{Extract, Extractor, Limits, damaged, expands, locked, problem};
use rolefit_document::{HiddenWay, Note, NoteCode, PAGE_BREAK, Problem, ProblemCode};

#[cfg(feature = "page-image")]
pub(super) use page_image::page_image;

/// Reads PDF files.
pub(super) struct Pdf;

impl Extractor for Pdf {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let measured = stream_sizes::measure(bytes, limits.max_inflated_bytes);
        check(measured, limits)?;
        let mut pdf = open(bytes, limits)?;
        let mended = mended_file::mend(&pdf, bytes);
        if let Some(bytes) = &mended.bytes {
            pdf = open(bytes, limits)?;
        }
        let decrypted = stream_sizes::measure_decrypted(&pdf, bytes, limits.max_inflated_bytes);
        check(decrypted, limits)?;

        let layers = optional_content::layers(&pdf, &mended.expressions);
        let cache = InterpreterCache::new();
        let lacks_font = Arc::new(AtomicBool::new(false));
        let drawing =
            Drawing { pdf: &pdf, layers: layers.as_ref(), cache: &cache, settings: settings(lacks_font.clone()) };
        let mut budget = Budget::new(limits.max_operators, measured.largest_form.max(decrypted.largest_form));
        let (mut pages, mut page_problems) = (Vec::new(), Vec::new());
        for (index, page) in pdf.pages().iter().take(limits.max_pages).enumerate() {
            let mut page = drawing.page(page, &mut budget);
            let stopped = page.problem.take();
            pages.push(page);
            if let Some(stopped) = stopped {
                page_problems.push((index + 1, stopped));
                if budget.is_spent() {
                    break;
                }
            }
        }
        let all = pdf.pages().len().max(page_count::count_listed(&pdf, limits.max_pages));
        let problem = partial_pages::problem(page_problems, pages.len(), all)
            .or_else(|| (all > limits.max_pages).then(|| too_many_pages(limits)));
        let mut extract = Extract { problem, ..Extract::default() };
        let glyphs = write(pages, &mut extract)?;
        if extract.problem.is_none() {
            let is_deep = |page: &hayro_syntax::page::Page<'_>| {
                page.page_stream().is_some_and(|stream| damage_checks::nests_deeper(stream, limits.max_depth))
            };
            extract.problem = if glyphs >= SPARSE {
                damage_checks::breaks_off(bytes).then(|| damaged("it is cut off before its end"))
            } else if pdf.pages().iter().take(limits.max_pages).any(is_deep) {
                Some(too_deep())
            } else if lacks_font.load(Ordering::Relaxed) || damage_checks::is_broken(bytes, limits.max_inflated_bytes) {
                Some(damaged("it is broken inside, and almost no text could be read"))
            } else {
                None
            };
        }
        Ok(extract)
    }
}

/// Lays out all pages as text and returns the number of glyphs.
fn write(mut pages: Vec<Page>, extract: &mut Extract) -> Result<usize, Problem> {
    let mut garbled_fonts = GarbledFonts::default();
    pages.iter().for_each(|page| garbled_fonts.add(&page.split.visible));
    let (all, lost) = garbled_fonts.count_garbled();
    if lost * 2 > all {
        return Err(damaged("its characters are encoded wrongly, so its words are in no language"));
    }
    let pictures: Vec<usize> =
        (1..).zip(&pages).filter(|(_, page)| page.split.is_picture).map(|(page, _)| page).collect();
    let has_pictures = pages.iter().any(|page| page.has_pictures);
    let has_text_layer = pages.iter().any(|page| page.split.has_text_layer);
    page_breaks::drop_cut_lines(&mut pages);
    let mut glyphs = 0;
    for (index, page) in pages.iter_mut().enumerate() {
        if index > 0 {
            extract.text.push(PAGE_BREAK);
        }
        if lost > 0 {
            page.split.visible.retain(|glyph| !garbled_fonts.is_garbled(glyph));
        }
        glyphs += placed_glyph::count_inked(&page.split.visible);
        for (way, glyphs) in &page.split.hidden {
            extract.hide(Some(index + 1), *way, placed_glyph::count_words(glyphs));
        }
        extract.hide(Some(index + 1), HiddenWay::Invisible, page.hidden_words);
        extract.hard_letters += page.split.hard_letters;
        page.write(&mut extract.text);
    }
    if glyphs < SPARSE && has_pictures && !has_text_layer && extract.problem.is_none() {
        return Err(problem(ProblemCode::Scanned, "scanned image, no text layer", "run OCR first"));
    }
    if has_text_layer {
        let message = "scanned image; its text layer was used, and may be misread".into();
        extract.notes.push(Note { code: NoteCode::TextLayer, message });
    }
    if extract.problem.is_none() && lost > 0 {
        extract.problem = Some(damaged("some of its characters are encoded wrongly and were left out"));
    }
    if let (None, &[first, ..]) = (&extract.problem, pictures.as_slice()) {
        extract.problem = Some(Problem { page: Some(first), ..scanned(&pictures) });
    }
    Ok(glyphs)
}

/// The problem of a file in which some pages are pictures.
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

fn check(measured: stream_sizes::Measured, limits: &Limits) -> Result<(), Problem> {
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
        LoadPdfError::Invalid if damage_checks::is_bare(bytes) => {
            problem(ProblemCode::Empty, "the file has no content", "ask for the file again")
        }
        LoadPdfError::Invalid if damage_checks::nests_deeper(bytes, limits.max_depth) => too_deep(),
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

/// Returns settings that set `lacks_font` when a font cannot be loaded.
fn settings(lacks_font: Arc<AtomicBool>) -> InterpreterSettings {
    let warning_sink = Arc::new(move |warning| {
        lacks_font.fetch_or(matches!(warning, InterpreterWarning::UnsupportedFont), Ordering::Relaxed);
    });
    InterpreterSettings { warning_sink, ..InterpreterSettings::default() }
}

#[cfg(test)]
mod cover_tests;
#[cfg(test)]
mod hidden_tests;
#[cfg(test)]
mod tests;
