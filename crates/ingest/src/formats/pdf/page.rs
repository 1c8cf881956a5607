//! One page of a PDF: draws it, tells what is seen of it, and lays that out as text.

use std::panic::resume_unwind;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, MaybeRef, ObjectIdentifier};
use kurbo::{Rect, Size};
use rustc_hash::FxHashMap;

use super::budget::{Budget, OverLimit};
use super::clips::EVERYWHERE;
use super::device::Drawn;
use super::hidden::{self, Split};
use super::letter::Letter;
use super::{blocks, fields, layers, layout, segments};
use crate::formats::{catch_panics, problem};
use rolefit_document::{Problem, ProblemCode};

/// Text may be turned by so many quarters of a circle.
const TURNS: u8 = 4;

/// What the pages of a file are drawn with.
pub(super) struct Drawing<'a> {
    pub pdf: &'a Pdf,
    /// A file to draw pages by with all layers on, if this one's reader has switched some off.
    pub with_all_layers: Option<&'a Pdf>,
    pub cache: &'a InterpreterCache<'a>,
    pub settings: InterpreterSettings,
}

/// A drawn page.
pub(super) struct Page {
    size: Size,
    dots: Vec<Rect>,
    pub split: Split,
    pub has_pictures: bool,
    /// Words in layers that are off and in hidden fields.
    pub hidden_words: usize,
    /// Why drawing was stopped; what was drawn before is there.
    pub problem: Option<Problem>,
}

impl<'a> Drawing<'a> {
    /// Draws a page.
    pub fn page(&self, page: &hayro_syntax::page::Page<'a>, budget: &mut Budget) -> Page {
        let (width, height) = page.render_dimensions();
        let size = Size::new(width.into(), height.into());
        let (mut drawn, mut problem) = self.draw(self.pdf, page, size, budget);
        let mut hidden_words = 0;
        if let Some(layers) = self.with_all_layers {
            let (all, stopped) = self.draw(layers, page, size, budget);
            hidden_words += layers::hidden_words(all.letters, &drawn.letters);
            problem = problem.or(stopped);
        }
        let fields = fields::fields(page, size);
        drawn.letters.extend(fields.lines);
        hidden_words += fields.hidden_words;
        let split = hidden::split(&mut drawn, size, budget);
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
    ) -> (Drawn<'a>, Option<Problem>) {
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, EVERYWHERE, self.cache, by.xref(), self.settings.clone());
        let mut drawn = Drawn::new(size, *budget);
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

/// Whether the page's content is one stream again and again, each time inflated anew.
fn repeats_content(page: &hayro_syntax::page::Page<'_>) -> bool {
    /// A letterhead's content may be there twice.
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
    /// Appends the text: first what stands upright, then what is turned, as at the margin.
    pub fn write(&mut self, text: &mut String) {
        let letters = std::mem::take(&mut self.split.seen);
        let (upright, turned): (Vec<Letter>, Vec<Letter>) = letters.into_iter().partition(|letter| letter.turn == 0);
        self.lay_out(&upright, &self.dots, self.size.width, text);
        for turn in 1..TURNS {
            let letters: Vec<Letter> = turned.iter().filter(|letter| letter.turn == turn).cloned().collect();
            let width = if turn % 2 == 0 { self.size.width } else { self.size.height };
            self.lay_out(&letters, &[], width, text);
        }
    }

    fn lay_out(&self, letters: &[Letter], dots: &[Rect], width: f64, text: &mut String) {
        if !letters.is_empty() {
            text.push_str(&blocks::text(&layout::lines(segments::segments(letters, dots), width)));
        }
    }
}
