//! The notes of an assessment: lines of a resume that show nothing, and why.

use rolefit_document::{Note, NoteCode};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cancel::Cancelling;

/// Returns the notes on templates that were not filled in, and on lines copied from a posting.
pub(crate) fn notes(cancelling: &FxHashMap<usize, Cancelling<'_>>, copied: &FxHashSet<usize>) -> Vec<Note> {
    let unfilled = cancelling.values().filter(|sentence| sentence.is_unfilled).count();
    let lines = |count: usize| if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let mut notes = Vec::new();
    if unfilled > 0 {
        let message = format!("{} of a template left open, which shows nothing", lines(unfilled));
        notes.push(Note { code: NoteCode::Template, message });
    }
    if !copied.is_empty() {
        let lines = lines(copied.len());
        let message = format!("the wording of {lines} matches the posting, and shows nothing by itself");
        notes.push(Note { code: NoteCode::PostingWording, message });
    }
    notes
}
