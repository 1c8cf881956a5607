//! PDF files: draws every page into a device that keeps its letters, and lays the letters out as lines of text.

mod block;
mod blocks;
mod damage;
mod device;
mod fonts;
mod hidden;
mod inflate;
mod layout;
mod segments;
mod starts;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, TransformExt, interpret_page,
};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError};
use kurbo::Rect;

use device::{Drawn, OverLimit};

use super::{Extract, Extractor, Limits, SPARSE, damaged, guarded, problem};
use crate::document::{PAGE_BREAK, Problem, ProblemCode};

/// Everything within this many points is drawn: text off the page must be seen to be counted as hidden.
const EVERYWHERE: Rect = Rect::new(-1e4, -1e4, 2e4, 2e4);

/// Reads PDF files.
pub(super) struct Pdf;

impl Extractor for Pdf {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        if inflate::exceeds(bytes, limits.max_inflated_bytes) {
            let message = format!("it inflates to more than {} MiB", limits.max_inflated_bytes >> 20);
            return Err(problem(ProblemCode::LimitBytes, message, "print it to a new PDF"));
        }
        let pdf = hayro_syntax::Pdf::new(bytes.to_vec()).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                problem(ProblemCode::Encrypted, "a password is needed to open it", "save it without a password")
            }
            LoadPdfError::Decryption(_) => {
                problem(ProblemCode::Encrypted, "its encryption is not supported", "save it without a password")
            }
            LoadPdfError::Invalid if damage::is_bare(bytes) => {
                problem(ProblemCode::Empty, "there is nothing in the file", "ask for the file again")
            }
            LoadPdfError::Invalid if damage::nests_deeper(bytes, limits.max_depth) => too_deep(),
            LoadPdfError::Invalid => damaged("it cannot be read as a PDF"),
        })?;

        let cache = InterpreterCache::new();
        let lacks_font = Arc::new(AtomicBool::new(false));
        let settings = settings(lacks_font.clone());
        let mut extract = Extract::default();
        let (mut images, mut letters, mut operators, mut has_text_layer) = (0, 0, 0, false);
        for (index, page) in pdf.pages().iter().enumerate() {
            if index == limits.max_pages {
                let message = format!("only its first {} pages were read", limits.max_pages);
                extract.problem = Some(problem(ProblemCode::LimitPages, message, "shorten it"));
                break;
            }
            if extract.text.len() > limits.max_text_bytes {
                break;
            }
            if index > 0 {
                extract.text.push(PAGE_BREAK);
            }
            let mut drawn = Drawn::new(limits.max_operators - operators);
            let outcome = draw(page, &pdf, &cache, settings.clone(), &mut drawn);
            images += drawn.images;
            operators += drawn.operators;
            let (width, height) = page.render_dimensions();
            let (seen, hidden) = hidden::split(&mut drawn, width.into(), height.into());
            has_text_layer |= drawn.has_text_layer;
            letters += seen.iter().filter(|letter| !letter.is_space()).count();
            for (way, letters) in hidden {
                extract.hide(Some(index + 1), way, hidden::count_words(&letters));
            }
            extract.text.push_str(&blocks::text(&layout::lines(segments::segments(&seen, &drawn.dots), width.into())));
            if let Err(problem) = outcome {
                extract.problem = Some(Problem { page: Some(index + 1), ..problem });
                break;
            }
        }
        if letters >= SPARSE || extract.problem.is_some() {
            return Ok(extract);
        }
        if images > 0 && !has_text_layer {
            return Err(problem(ProblemCode::Scanned, "scanned image, no text layer", "run OCR first"));
        }
        let is_deep =
            |page: &Page<'_>| page.page_stream().is_some_and(|stream| damage::nests_deeper(stream, limits.max_depth));
        if pdf.pages().iter().take(limits.max_pages).any(is_deep) {
            extract.problem = Some(too_deep());
        } else if lacks_font.load(Ordering::Relaxed) || damage::is_broken(bytes, limits.max_inflated_bytes) {
            extract.problem = Some(damaged("it is broken inside, and hardly any text could be made out"));
        }
        Ok(extract)
    }
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

/// Draws one page; what was drawn before a problem stays.
fn draw<'a>(
    page: &Page<'a>,
    pdf: &'a hayro_syntax::Pdf,
    cache: &InterpreterCache<'a>,
    settings: InterpreterSettings,
    drawn: &mut Drawn,
) -> Result<(), Problem> {
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, EVERYWHERE, cache, pdf.xref(), settings);
    guarded(|| interpret_page(page, &mut context, drawn)).map_err(|reason| match reason.is::<OverLimit>() {
        true => problem(ProblemCode::LimitBytes, "it draws more than a page can hold", "print it to a new PDF"),
        false => problem(ProblemCode::Crashed, "the reader failed on this page", "print it to a new PDF"),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::read;
    use super::*;

    /// A file with one page for each content stream, in Helvetica; the reader finds its objects without a table.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
        let mut file = format!(
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
             2 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj\n\
             3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n\
             4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj\n",
            pages.len(),
            kids.join(" ")
        );
        for (page, content) in pages.iter().enumerate() {
            let (page, stream) = (10 + 2 * page, 11 + 2 * page);
            file += &format!(
                "{page} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>\
                 /Contents {stream} 0 R>> endobj\n{stream} 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n",
                content.len()
            );
        }
        (file + "trailer <</Root 1 0 R>>\n%%EOF").into_bytes()
    }

    fn shown(text: &str, x: u32, y: u32) -> String {
        format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
    }

    #[test]
    fn pages_are_parted_and_their_starts_known() {
        let file = pdf(&[&shown("Key Account Manager", 50, 700), &shown("Skills", 50, 700)]);
        let document = read(&file, None, &Limits::default()).unwrap();
        assert_eq!(document.text, "Key Account Manager\n\u{c}Skills\n");
        assert_eq!(document.pages, Some(vec![0, 21]));
    }

    #[test]
    fn a_bold_title_below_a_full_line_begins_a_block() {
        let duty = "Looked after the accounts of forty banks and insurers across Europe and Asia, of two in Peru and one in Chile.";
        let title = |font: char| format!("BT /{font} 10 Tf 1 0 0 1 50 688 Tm (Account Manager, Acme Ltd) Tj ET\n");
        let lines = |font| {
            let file = pdf(&[&(shown(duty, 50, 700) + &title(font))]);
            read(&file, None, &Limits::default()).unwrap().text.lines().count()
        };
        assert_eq!((lines('F'), lines('B')), (1, 2));
    }

    #[test]
    fn scraps_of_a_broken_file_are_damage() {
        let broken = "9 0 obj <</Filter/FlateDecode/Length 8>> stream\nno Flate\nendstream endobj\ntrailer";
        let whole = String::from_utf8(pdf(&[&shown("Ana Keller", 50, 700)])).unwrap();
        assert!(read(whole.as_bytes(), None, &Limits::default()).is_ok());
        let problem = read(whole.replace("trailer", broken).as_bytes(), None, &Limits::default()).unwrap_err();
        assert_eq!(problem.code, ProblemCode::Damaged);
    }

    #[test]
    fn arrays_without_end_are_named() {
        let problem = read(&pdf(&[&"[".repeat(300)]), None, &Limits::default()).unwrap_err();
        assert_eq!(problem.code, ProblemCode::LimitDepth);
    }

    #[test]
    fn letters_drawn_twice_for_boldness_are_read_once() {
        let content = shown("Sales", 50, 700) + "BT /F 10 Tf 1 0 0 1 50.3 700 Tm (Sales) Tj ET\n";
        assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "Sales\n");
    }

    #[test]
    fn hidden_words_are_counted_and_not_read() {
        let hidden = [
            "BT 3 Tr /F 10 Tf 50 600 Td (invisible) Tj ET 0 Tr\n".to_owned(),
            "BT /F 0.5 Tf 50 580 Td (tiny) Tj ET\n".to_owned(),
            shown("outside", 50, 900),
            format!("1 1 1 rg {} 0 0 0 rg\n", shown("white", 50, 560)),
            format!("{} 0 0 1 rg 40 530 200 20 re f 0 0 0 rg\n", shown("covered", 50, 535)),
        ];
        let content = shown("All that the reader of this page sees", 50, 700) + &hidden.concat();
        let document = read(&pdf(&[&content]), None, &Limits::default()).unwrap();
        assert_eq!(document.text, "All that the reader of this page sees\n");
        assert_eq!(document.hidden_words(), 5);
    }

    #[test]
    fn white_text_on_a_dark_stripe_is_seen() {
        let content = format!("0 0 0.4 rg 0 690 600 30 re f 1 1 1 rg {}", shown("Ana Keller", 50, 700));
        assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "Ana Keller\n");
    }

    #[test]
    fn a_small_square_before_a_text_is_its_bullet() {
        let content = format!("40 702 4 4 re f {}", shown("grew sales", 55, 700));
        assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "• grew sales\n");
    }

    #[test]
    fn what_lies_past_a_limit_is_left_out_and_said() {
        let file = pdf(&[&shown("one", 50, 700), &shown("two", 50, 700)]);
        let pages = read(&file, None, &Limits { max_pages: 1, ..Limits::default() }).unwrap();
        assert_eq!((pages.text.as_str(), pages.problem.unwrap().code), ("one\n", ProblemCode::LimitPages));
        let drawn = read(&file, None, &Limits { max_operators: 4, ..Limits::default() }).unwrap();
        let problem = drawn.problem.unwrap();
        assert_eq!((drawn.text.as_str(), problem.page), ("one\n\u{c}t\n", Some(2)));
    }
}
