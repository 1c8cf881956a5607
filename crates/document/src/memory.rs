//! A memory of words: each form of a word is looked up in dictionaries once, and then found by one hash.

use rustc_hash::FxHashMap;

use crate::fold::folded;
use crate::tokenizer::{Word, words};

/// Words remembered by a thread. Millions of resumes together use about as many.
const MOST_REMEMBERED: usize = 400_000;

/// The entries of the words that were met before, by their [folded](crate::fold) form.
///
/// ```
/// use rolefit_document::WordMemory;
/// let (mut memory, mut looked_up, mut found) = (WordMemory::default(), 0, Vec::new());
/// let look_up = |word: &str| {
///     looked_up += 1;
///     word.len()
/// };
/// memory.read("Sales, and sales.", look_up, |_, length| found.push(length));
/// assert_eq!((found, looked_up), (vec![5, 3, 5], 2));
/// ```
pub struct WordMemory<E> {
    entries: FxHashMap<Box<str>, E>,
    /// The text with its ASCII letters in lower case: nearly every folded word is a slice of it.
    lower: String,
    /// A folded word that is no slice of the text.
    buffer: String,
}

impl<E> Default for WordMemory<E> {
    fn default() -> Self {
        Self { entries: FxHashMap::default(), lower: String::new(), buffer: String::new() }
    }
}

impl<E: Copy> WordMemory<E> {
    /// Calls `take` with each word of `text` and its entry. `look_up` finds the entry of a word that is not remembered;
    /// it must find the same entry for the same word at every call.
    pub fn read(&mut self, text: &str, mut look_up: impl FnMut(&str) -> E, mut take: impl FnMut(Word, E)) {
        let Self { entries, lower, buffer } = self;
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        for word in words(text) {
            debug_assert!(lower.get(word.start..word.end).is_some(), "{word:?} lies outside its text");
            let form = match word.is_plain {
                true => lower.get(word.start..word.end).unwrap_or_default(),
                false => folded(lower, word.start..word.end, buffer),
            };
            let entry = entries.get(form).copied().unwrap_or_else(|| {
                let entry = look_up(form);
                if entries.len() < MOST_REMEMBERED {
                    entries.insert(form.into(), entry);
                }
                entry
            });
            take(word, entry);
        }
    }
}
