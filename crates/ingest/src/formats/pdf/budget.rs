//! What drawing may cost: counts of things drawn, so that it does not depend on the machine or its load.

use std::panic::resume_unwind;

use memchr::memmem;

/// The reason with which drawing is stopped when it has cost too much.
pub(super) struct OverLimit;

/// What is left of the things that may be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    left: usize,
    /// Bytes that may still be inflated anew for operators that draw nothing by themselves.
    reread: u64,
    /// What drawing a form costs, for it is inflated and read anew each time.
    form: usize,
    /// Bytes of the largest form.
    largest: u64,
    /// Looks that letters may still take at areas.
    looks: usize,
}

impl Budget {
    /// What a form costs at least, in things drawn: measured, setting one up takes as long as drawing so many letters.
    pub(super) const FORM: usize = 20;
    /// Bytes of a form that cost as much as one letter.
    const FORM_BYTES: u64 = 1024;
    /// Bytes of a page's content that cost as much as one letter: most operators take fewer, and draw nothing.
    const CONTENT_BYTES: usize = 32;
    /// Operators that may have a form, pattern or shade read anew: it is inflated each time.
    const REREADING: [&[u8]; 4] = [b" gs", b" scn", b" SCN", b" sh"];
    /// Bytes that those may take in a file. A page with a thousand of them and a drawing of 100 kB takes a fortieth.
    const REREAD: u64 = 4 << 30;

    /// Looks that the letters of a file may take at the areas painted around them and at the pieces of their outlines. A
    /// page of 5,000 letters and 200 areas takes some 100,000.
    const LOOKS: usize = 20_000_000;

    /// A budget of so many things, in a file whose largest form has so many bytes.
    pub(super) fn new(operators: usize, largest_form: u64) -> Self {
        let bytes = usize::try_from(largest_form / Self::FORM_BYTES).unwrap_or(usize::MAX);
        let form = Self::FORM.saturating_add(bytes);
        Self { left: operators, reread: Self::REREAD, form, largest: largest_form, looks: Self::LOOKS }
    }

    /// Whether something that all pages share is used up, so that further pages need not be drawn.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0 || self.looks == 0
    }

    /// Takes what drawing so many things costs; unwinds with [`OverLimit`] when it is more than is left.
    pub(super) fn spend(&mut self, things: usize) {
        match self.left.checked_sub(things) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                // The interpreter has no other way to be stopped; what was drawn before is kept.
                resume_unwind(Box::new(OverLimit))
            }
        }
    }

    /// Takes what reading a page's content costs; unwinds like [`spend`](Self::spend).
    pub(super) fn spend_content(&mut self, content: &[u8]) {
        self.spend(content.len() / Self::CONTENT_BYTES);
        let rereading: usize = Self::REREADING.iter().map(|name| memmem::find_iter(content, name).count()).sum();
        match self.reread.checked_sub((rereading as u64).saturating_mul(self.largest)) {
            Some(left) => self.reread = left,
            None => resume_unwind(Box::new(OverLimit)),
        }
    }

    /// Takes so many looks at areas; says whether there were as many left.
    pub(super) fn spend_looks(&mut self, looks: usize) -> bool {
        let is_paid = looks <= self.looks;
        self.looks = self.looks.saturating_sub(looks);
        is_paid
    }

    /// Takes what drawing a form costs.
    pub(super) fn spend_form(&mut self) {
        self.spend(self.form);
    }
}
