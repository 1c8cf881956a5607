//! Draws one page of a PDF, separates visible from hidden glyphs, and lays the visible ones out as text.

use std::panic::resume_unwind;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, MaybeRef, ObjectIdentifier};
use kurbo::{Rect, Size};
use rustc_hash::FxHashMap;

use super::budget::{Budget, OverLimit};
use super::clip_paths::EVERYWHERE;
use super::device::DrawnPage;
use super::hidden_glyphs::{self, SplitGlyphs};
use super::optional_content::Layers;
use super::placed_glyph::PlacedGlyph;
use super::{form_fields, optional_content, page_text, reading_order, text_segments};
use crate::formats::{catch_panics, problem};
use rolefit_document::{Problem, ProblemCode};

/// Number of directions that text may run in, a quarter turn apart.
const TURNS: u8 = 4;

/// The file and settings for drawing pages.
pub(super) struct Drawing<'a> {
    pub pdf: &'a Pdf,
    /// The layers, if some are off.
    pub layers: Option<&'a Layers>,
    pub cache: &'a InterpreterCache<'a>,
    pub settings: InterpreterSettings,
}

/// A drawn page.
pub(super) struct Page {
    size: Size,
    dots: Vec<Rect>,
    pub split: SplitGlyphs,
    pub has_pictures: bool,
    /// Number of words in hidden layers and hidden form fields.
    pub hidden_words: usize,
    /// The reason why drawing stopped early; glyphs drawn before are kept.
    pub problem: Option<Problem>,
}

impl<'a> Drawing<'a> {
    /// Draws a page.
    pub(super) fn page(&self, page: &hayro_syntax::page::Page<'a>, budget: &mut Budget) -> Page {
        let (width, height) = page.render_dimensions();
        let size = Size::new(width.into(), height.into());
        let seen = self.layers.map_or(self.pdf, |layers| &layers.seen);
        let (mut drawn, mut problem) = self.draw(seen, page, size, budget);
        let mut hidden_words = 0;
        if let Some(layers) = self.layers {
            let (all, stopped) = self.draw(&layers.all, page, size, budget);
            hidden_words += optional_content::hidden_words(all.glyphs, &drawn.glyphs);
            problem = problem.or(stopped);
        }
        let fields = form_fields::read(page, size);
        drawn.glyphs.extend(fields.lines);
        hidden_words += fields.hidden_words;
        let split = hidden_glyphs::split(&mut drawn, size, budget);
        if split.is_cut {
            problem = problem.or_else(|| Some(too_much()));
        }
        Page { size, dots: drawn.dots, split, has_pictures: !drawn.pictures.is_empty(), hidden_words, problem }
    }

    fn draw(
        &self,
        by: &'a Pdf,
        page: &hayro_syntax::page::Page<'a>,
        size: Size,
        budget: &mut Budget,
    ) -> (DrawnPage<'a>, Option<Problem>) {
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, EVERYWHERE, self.cache, by.xref(), self.settings.clone());
        let mut drawn = DrawnPage::new(size, *budget);
        let outcome = catch_panics(|| {
            if repeats_content(page) {
                resume_unwind(Box::new(OverLimit));
            }
            drawn.budget.spend_content(page.page_stream().unwrap_or_default());
            interpret_page(page, &mut context, &mut drawn);
        });
        *budget = drawn.budget;
        let problem = outcome.err().map(|reason| match reason.is::<OverLimit>() {
            true => too_much(),
            false => problem(ProblemCode::Crashed, "the reader failed on it", "print it to a new PDF"),
        });
        (drawn, problem)
    }
}

/// True if the page's content repeats one stream many times, each time inflated again.
fn repeats_content(page: &hayro_syntax::page::Page<'_>) -> bool {
    /// The content of a letterhead may occur twice.
    const OFTEN: usize = 16;
    let Some(contents) = page.raw().get::<Array<'_>>("Contents") else { return false };
    let mut times = FxHashMap::<ObjectIdentifier, usize>::default();
    contents.raw_iter().any(|content| match content {
        MaybeRef::Ref(id) => {
            let times = times.entry(id.into()).or_default();
            *times += 1;
            *times > OFTEN
        }
        MaybeRef::NotRef(_) => false,
    })
}

fn too_much() -> Problem {
    problem(ProblemCode::LimitBytes, "it draws more than a page can hold", "print it to a new PDF")
}

impl Page {
    /// The lines of upright text.
    #[cfg(feature = "page-image")]
    pub(super) fn lines(&self) -> Vec<text_segments::Segment> {
        let upright: Vec<PlacedGlyph> = self.split.visible.iter().filter(|glyph| glyph.turn == 0).cloned().collect();
        reading_order::lines(text_segments::segments(&upright, &self.dots), self.size.width)
    }

    /// Appends the text of the page: upright text first, then turned text, for example at the margin.
    pub(super) fn write(&mut self, text: &mut String) {
        let glyphs = std::mem::take(&mut self.split.visible);
        let (upright, turned): (Vec<PlacedGlyph>, Vec<PlacedGlyph>) =
            glyphs.into_iter().partition(|glyph| glyph.turn == 0);
        self.lay_out(&upright, &self.dots, self.size.width, text);
        for turn in 1..TURNS {
            let glyphs: Vec<PlacedGlyph> = turned.iter().filter(|glyph| glyph.turn == turn).cloned().collect();
            let width = if turn % 2 == 0 { self.size.width } else { self.size.height };
            self.lay_out(&glyphs, &[], width, text);
        }
    }

    fn lay_out(&self, glyphs: &[PlacedGlyph], dots: &[Rect], width: f64, text: &mut String) {
        if !glyphs.is_empty() {
            text.push_str(&page_text::text(&reading_order::lines(text_segments::segments(glyphs, dots), width)));
        }
    }
}
