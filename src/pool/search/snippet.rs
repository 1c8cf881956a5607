//! Finds the words of a query in a text, and quotes the lines that show them.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::stems::Stems;
use super::syntax::{Query, Term};
use crate::candidate::blind;
use rolefit_document::Document;
use rolefit_document::Span;
use rolefit_document::words;

/// Most snippets per resume: as many as a table has room for.
const MOST_SNIPPETS: usize = 3;

/// Most words per snippet: as many as a quote of evidence may have.
const MOST_WORDS: usize = 25;

/// Words shown before the first match if the line is too long to be shown whole.
const WORDS_BEFORE: usize = 6;

/// A line of a resume, or a part of a long line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The quoted text.
    pub quote: String,
    /// Byte offset of its start in the text.
    pub start: usize,
    /// Byte offset just past its end in the text.
    pub end: usize,
    /// The page, from 1; `None` for formats without pages.
    pub page: Option<usize>,
}

/// Finds the words of a query in texts.
pub struct Finder {
    terms: Vec<Wanted>,
    stems: Stems,
}

struct Wanted {
    /// Stems; for a word with `*`, the letters before the `*`.
    words: Vec<String>,
    is_open: bool,
}

/// A word of the text.
struct Seen {
    span: Span,
    written: String,
    stem: String,
}

/// A line, or a part of one, in which words were found.
struct Passage {
    span: Span,
    /// The numbers of the terms that it shows.
    terms: FxHashSet<usize>,
}

impl Finder {
    /// Returns a finder of the words and phrases that `query` asks for.
    pub fn new(query: &Query) -> Finder {
        let mut stems = Stems::default();
        let mut wanted = |term: &Term| {
            let word = |word: &String| {
                let (written, stem) = stems.of(word);
                if term.is_open { written.to_owned() } else { stem.to_owned() }
            };
            Wanted { words: term.words.iter().map(word).collect(), is_open: term.is_open }
        };
        let terms = query.terms().into_iter().map(&mut wanted).collect();
        Finder { terms, stems }
    }

    /// Returns the lines that show most of the words, in text order. Each is a slice of the text outside the spans of
    /// `withheld`.
    pub fn snippets(&mut self, document: &Document, withheld: &[Span]) -> Vec<Snippet> {
        let mut passages = self.passages(&document.text);
        let (mut shown, mut chosen) = (FxHashSet::default(), Vec::new());
        while chosen.len() < MOST_SNIPPETS && !passages.is_empty() {
            let adds = |passage: &Passage| passage.terms.difference(&shown).count();
            // Of passages that add equally many terms, the first.
            let best = (0..passages.len()).rev().max_by_key(|&at| passages.get(at).map(adds));
            let Some(best) = best.filter(|&at| chosen.is_empty() || passages.get(at).is_some_and(|it| adds(it) > 0))
            else {
                break;
            };
            let passage = passages.remove(best);
            shown.extend(passage.terms);
            chosen.extend(blind::visible_part(passage.span, &document.text, withheld));
        }
        chosen.sort_unstable();
        let snippet = |span: Span| Snippet {
            quote: span.slice(&document.text).to_owned(),
            start: span.start,
            end: span.end,
            page: document.page_of(span),
        };
        chosen.into_iter().map(snippet).collect()
    }

    fn passages(&mut self, text: &str) -> Vec<Passage> {
        let seen: Vec<Seen> = words(text)
            .map(|word| {
                let span = Span::new(word.start, word.end);
                let (written, stem) = self.stems.of(span.slice(text));
                Seen { span, written: written.to_owned(), stem: stem.to_owned() }
            })
            .collect();
        let mut passages: Vec<Passage> = Vec::new();
        for first in 0..seen.len() {
            let rest = seen.get(first..).unwrap_or_default();
            let found: Vec<usize> = self
                .terms
                .iter()
                .enumerate()
                .filter(|(_, term)| term.stands_first_in(rest))
                .map(|(at, _)| at)
                .collect();
            if found.is_empty() {
                continue;
            }
            let words = found.iter().filter_map(|&at| self.terms.get(at)).map(|term| term.words.len()).max();
            let last = rest.get(words.unwrap_or(1).saturating_sub(1)).or(rest.first());
            let Some((start, end)) = rest.first().zip(last).map(|(first, last)| (first.span.start, last.span.end))
            else {
                continue;
            };
            match passages.last_mut().filter(|passage| end <= passage.span.end) {
                Some(passage) => passage.terms.extend(found),
                None => passages.push(Passage {
                    span: stretch(text, &seen, first, Span::new(start, end)),
                    terms: found.into_iter().collect(),
                }),
            }
        }
        passages
    }
}

impl Wanted {
    fn stands_first_in(&self, seen: &[Seen]) -> bool {
        match (self.is_open, self.words.as_slice()) {
            (true, [start]) => {
                seen.first().is_some_and(|word| word.written.starts_with(start) || word.stem.starts_with(start))
            }
            (_, words) => {
                seen.len() >= words.len() && words.iter().zip(seen).all(|(wanted, word)| *wanted == word.stem)
            }
        }
    }
}

/// Returns the span of the line around `found`, or of some words around it if the line is long. `found` begins with
/// word number `first`.
fn stretch(text: &str, seen: &[Seen], first: usize, found: Span) -> Span {
    let breaks = ['\n', '\u{c}'];
    let before = text.get(..found.start).unwrap_or_default();
    let after = text.get(found.start..).unwrap_or_default();
    let start = before.rfind(breaks).map_or(0, |at| at + 1);
    let line = Span::new(start, found.start + after.find(breaks).unwrap_or(after.len()));
    let inside = |word: &&Seen| line.covers(word.span);
    let from = seen.get(..first).unwrap_or_default().iter().rev().take_while(inside).count();
    let to = seen.get(first..).unwrap_or_default().iter().take_while(inside).count();
    if from + to <= MOST_WORDS {
        return without_bullet(line.trim(text), text);
    }
    // Words that the part after the match does not use may be shown before it.
    let room = from.min(WORDS_BEFORE.max(MOST_WORDS.saturating_sub(to)));
    let start =
        if room == from { line.start } else { seen.get(first - room).map_or(line.start, |word| word.span.start) };
    let goes_on = seen.get(first + MOST_WORDS - room).is_some_and(|word| line.covers(word.span));
    let last = seen.get(first + MOST_WORDS - room - 1).filter(|_| goes_on);
    let cut = last.map_or(line.end, |word| word.span.end);
    without_bullet(Span::new(start, cut.max(found.end).min(line.end)).trim(text), text)
}

fn without_bullet(span: Span, text: &str) -> Span {
    let bullet = "\u{2022} ";
    if span.slice(text).starts_with(bullet) { Span::new(span.start + bullet.len(), span.end) } else { span }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn quotes(query: &str, text: &str) -> Vec<String> {
        let mut finder = Finder::new(&Query::parse(query).unwrap());
        let snippets = finder.snippets(&Document::of_text(text), &[]);
        snippets.into_iter().map(|snippet| snippet.quote).collect()
    }

    const TEXT: &str = "Ana Keller\n\u{2022} Managed key accounts\n\u{2022} Used Salesforce daily\n\u{2022} Salesforce and key account plans";

    #[test]
    fn the_line_that_shows_most_is_enough_where_it_shows_all() {
        assert_eq!(quotes("salesforce AND \"key account\"", TEXT), ["Salesforce and key account plans"]);
        assert_eq!(quotes("salesforce manager", TEXT), ["Managed key accounts", "Used Salesforce daily"]);
    }

    #[test]
    fn words_are_found_by_stem_and_open_ones_by_their_start() {
        assert_eq!(quotes("managing", TEXT), ["Managed key accounts"]);
        assert_eq!(quotes("sales*", TEXT), ["Used Salesforce daily"]);
        assert_eq!(quotes("NOT salesforce", TEXT), [""; 0]);
    }

    #[test]
    fn of_a_long_line_the_words_around_are_shown() {
        let line = format!("{} salesforce {}", "before ".repeat(40).trim(), "after ".repeat(40).trim());
        let expected = format!("{}salesforce {}", "before ".repeat(6), "after ".repeat(18).trim());
        assert_eq!(quotes("salesforce", &line), [expected]);
    }

    #[test]
    fn what_is_withheld_is_cut_out() {
        let mut finder = Finder::new(&Query::parse("pens").unwrap());
        let document = Document::of_text("Ana Keller sold pens and ink");
        let snippets = finder.snippets(&document, &[Span::new(0, 10)]);
        assert_eq!(snippets.first().unwrap().quote, "sold pens and ink");
    }

    proptest! {
        #[test]
        fn every_snippet_is_a_slice_of_one_line(text in "([ab]|key|\\PC|[ \n\u{c}\u{2022}]){0,120}", query in "(a|key|b\\*)( (a|key|b\\*)){0,3}") {
            let mut finder = Finder::new(&Query::parse(&query).unwrap());
            let document = Document::of_text(text.clone());
            for snippet in finder.snippets(&document, &[]) {
                prop_assert_eq!(text.get(snippet.start..snippet.end), Some(snippet.quote.as_str()));
                prop_assert!(words(&snippet.quote).count() <= MOST_WORDS + 1);
            }
        }
    }
}
