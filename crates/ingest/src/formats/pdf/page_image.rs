//! Draws one page of a PDF as SVG, within the limits of reading.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hayro_interpret::InterpreterCache;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use super::budget::Budget;
use super::drawn_page::Drawing;
use super::{check, open, settings, stream_sizes};
use crate::formats::{ImageLine, Limits, PageImage, no_image};
use rolefit_document::Problem;

/// Paper is white, whatever the page around it is.
const WHITE: [u8; 4] = [255; 4];

/// Draws page number `page`, from 0.
///
/// # Errors
/// A [`Problem`] if the file is no PDF, has no such page, or is over a limit.
pub(in crate::formats) fn page_image(bytes: &[u8], page: usize, limits: &Limits) -> Result<PageImage, Problem> {
    let measured = stream_sizes::measure(bytes, limits.max_inflated_bytes);
    check(measured, limits)?;
    let pdf = open(bytes, limits)?;
    let decrypted = stream_sizes::measure_decrypted(&pdf, bytes, limits.max_inflated_bytes);
    check(decrypted, limits)?;
    let pages = pdf.pages().len().min(limits.max_pages);
    let found = pdf.pages().get(page).filter(|_| page < pages).ok_or_else(no_image)?;
    let settings = settings(Arc::new(AtomicBool::new(false)));
    let cache = InterpreterCache::new();
    let drawing = Drawing { pdf: &pdf, layers: None, cache: &cache, settings: settings.clone() };
    let mut budget = Budget::new(limits.max_operators, measured.largest_form.max(decrypted.largest_form));
    // The text is drawn first, because only that counts what is drawn.
    let drawn = drawing.page(found, &mut budget);
    if let Some(problem) = drawn.problem {
        return Err(problem);
    }
    let lines = drawn.lines().into_iter();
    let lines = lines.map(|line| ImageLine { text: line.text, x0: line.x0, x1: line.x1, y: line.y, size: line.size });
    let (width, height) = found.render_dimensions();
    let svg = convert(found, &RenderCache::new(), &settings, &SvgRenderSettings { bg_color: WHITE });
    Ok(PageImage { pages, width: width.into(), height: height.into(), lines: lines.collect(), svg })
}
