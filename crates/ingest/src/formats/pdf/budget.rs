//! Limits the cost of drawing by counting the things drawn, so that limits do not depend on the machine or its load.

use std::panic::resume_unwind;

use memchr::memmem;

/// The panic payload that stops drawing when the budget is used up.
pub(super) struct OverLimit;

/// The costs that are still allowed; none by default.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    left: usize,
    /// Bytes that may still be inflated again for operators that draw nothing themselves.
    reread: u64,
    /// Cost of drawing a form, which is inflated and parsed each time.
    form: usize,
    /// Size of the largest form, in bytes.
    largest: u64,
    /// Checks of areas that are still allowed.
    checks: usize,
}

impl Budget {
    /// Smallest cost of a form, in things drawn: setting up a form takes as long as drawing 20 glyphs (measured).
    pub(super) const FORM: usize = 20;
    /// Bytes of a form that cost as much as one glyph.
    const FORM_BYTES: u64 = 1024;
    /// Bytes of page content that cost as much as one glyph. Most operators take fewer bytes and draw nothing.
    const CONTENT_BYTES: usize = 32;
    /// Operators that may inflate and parse a form, pattern or shading again.
    const REREADING: [&[u8]; 4] = [b" gs", b" scn", b" SCN", b" sh"];
    /// Bytes that these operators may inflate per file. A page with a thousand of them and a drawing of 100 kB takes a
    /// fortieth.
    const REREAD: u64 = 4 << 30;

    /// Checks of painted areas and of outline segments allowed per file. A page of 5,000 glyphs and 200 areas takes
    /// about 100,000.
    const CHECKS: usize = 20_000_000;

    /// Creates a budget of `operators` things drawn, for a file whose largest form has `largest_form` bytes.
    pub(super) fn new(operators: usize, largest_form: u64) -> Self {
        let bytes = usize::try_from(largest_form / Self::FORM_BYTES).unwrap_or(usize::MAX);
        let form = Self::FORM.saturating_add(bytes);
        Self { left: operators, reread: Self::REREAD, form, largest: largest_form, checks: Self::CHECKS }
    }

    /// True if an allowance shared by all pages is used up, so that further pages need not be drawn.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0 || self.checks == 0
    }

    /// Takes the cost of drawing `things`. Unwinds with [`OverLimit`] if less is left.
    pub(super) fn spend(&mut self, things: usize) {
        match self.left.checked_sub(things) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                // The interpreter cannot be stopped in another way; everything drawn so far is kept.
                resume_unwind(Box::new(OverLimit))
            }
        }
    }

    /// Takes the cost of interpreting a page's content. Unwinds like [`spend`](Self::spend).
    pub(super) fn spend_content(&mut self, content: &[u8]) {
        self.spend(content.len() / Self::CONTENT_BYTES);
        let rereading: usize = Self::REREADING.iter().map(|name| memmem::find_iter(content, name).count()).sum();
        match self.reread.checked_sub((rereading as u64).saturating_mul(self.largest)) {
            Some(left) => self.reread = left,
            None => resume_unwind(Box::new(OverLimit)),
        }
    }

    /// Takes `checks` of areas; returns false if fewer were left.
    pub(super) fn spend_checks(&mut self, checks: usize) -> bool {
        let is_paid = checks <= self.checks;
        self.checks = self.checks.saturating_sub(checks);
        is_paid
    }

    /// Takes the cost of drawing a form.
    pub(super) fn spend_form(&mut self) {
        self.spend(self.form);
    }
}
