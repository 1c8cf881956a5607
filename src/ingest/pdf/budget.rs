//! What drawing may cost: counts of things drawn, so that it does not depend on the machine or its load.

use std::panic::resume_unwind;

/// The reason with which drawing is stopped when it has cost too much.
pub(super) struct OverLimit;

/// What is left of the things that may be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    left: usize,
    /// What drawing a form costs, for it is inflated and read anew each time.
    form: usize,
}

impl Budget {
    /// What a form costs at least, in things drawn: measured, setting one up takes as long as drawing so many letters.
    pub const FORM: usize = 20;
    /// Bytes of a form that cost as much as one letter.
    const FORM_BYTES: u64 = 1024;

    /// A budget of so many things, in a file whose largest form has so many bytes.
    pub fn new(operators: usize, largest_form: u64) -> Self {
        let bytes = usize::try_from(largest_form / Self::FORM_BYTES).unwrap_or(usize::MAX);
        Self { left: operators, form: Self::FORM.saturating_add(bytes) }
    }

    /// Takes what drawing so many things costs; unwinds with [`OverLimit`] when it is more than is left.
    pub fn spend(&mut self, things: usize) {
        match self.left.checked_sub(things) {
            Some(left) => self.left = left,
            // The interpreter has no other way to be stopped; what was drawn before is kept.
            None => resume_unwind(Box::new(OverLimit)),
        }
    }

    /// Takes what drawing a form costs.
    pub fn spend_form(&mut self) {
        self.spend(self.form);
    }
}
