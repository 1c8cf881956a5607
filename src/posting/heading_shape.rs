//! Recognises headings by their shape: a short line before a list, in capitals, or marked as a heading.
//!
//! Postings invent headings ("What your days look like", "Ways to stand out"). The words of such a heading tell the
//! kind of its section; where they do not, the lines below it do.

use super::corpus::{PostingSection, PostingWords};
use super::posting_lines::{Line, folded, place_of};
use super::recognise::Recogniser;

/// A line with more words is a sentence, not a heading.
const MOST_WORDS: usize = 10;

/// Above a list of bare lines, a line with more words is itself a line of a list.
const MOST_BARE_WORDS: usize = 7;

/// The most lines below a heading that are asked for its kind.
const MOST_VOTES: usize = 12;

/// The kinds in the order in which equally long phrases decide.
const ORDER: [PostingSection; 8] = [
    PostingSection::Preferred,
    PostingSection::Minimum,
    PostingSection::Duties,
    PostingSection::Requirements,
    PostingSection::Benefits,
    PostingSection::Legal,
    PostingSection::End,
    PostingSection::Company,
];

/// The shape of a line that may be a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It has the marks of a heading, or comes right before a list.
    Clear,
    /// It comes after a gap, right before a bare line. Its words must tell that it is a heading.
    Bare,
}

/// The result for a line that heads others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Headed {
    /// A section of its own.
    Section(PostingSection),
    /// A part of the section around it ("Technical", below "Requirements").
    Part(PostingSection),
}

/// Returns the shape of the line at `at`; `None` if it has no shape of a heading. `after_heading` is true if a heading
/// comes right before it.
pub(super) fn shape(lines: &[Line], at: usize, title: &[String], after_heading: bool) -> Option<Shape> {
    let (line, next) = (lines.get(at)?, lines.get(at + 1)?);
    let words = folded(&line.text);
    if line.is_item || words.len() > MOST_WORDS || line.text.ends_with(['.', ',', ';']) || words == title {
        return None;
    }
    let shouted = line.text.chars().any(char::is_alphabetic) && !line.text.chars().any(char::is_lowercase);
    let shouted = shouted && line.after_blank && words.len() > 1 && !next.text.chars().all(|c| !c.is_lowercase());
    if line.is_heading || next.is_item || shouted {
        return Some(Shape::Clear);
    }
    let opens = line.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let bare = line.after_blank && !after_heading && !line.text.contains([',', '@', '|']);
    (bare && opens && words.len() <= MOST_BARE_WORDS).then_some(Shape::Bare)
}

/// Returns the kind of the section that the line at `at` heads; `None` if neither its words nor the lines below it
/// tell. `open` is the kind of the section around it.
pub(super) fn kind(
    shape: Shape,
    lines: &[Line],
    at: usize,
    open: Option<PostingSection>,
    posting_words: &PostingWords,
    recogniser: &Recogniser,
) -> Option<Headed> {
    let line = lines.get(at)?;
    let next_is_item = lines.get(at + 1).is_some_and(|next| next.is_item);
    let told = told(&line.text, posting_words);
    // Within a section that asks, "Experience with tools" heads a part of the section.
    let asking = open.filter(|open| open.asks());
    if let Some(kind) = told {
        let same = asking.filter(|_| kind == PostingSection::Requirements && !line.is_heading);
        return match same {
            Some(open) if open != PostingSection::Duties => Some(Headed::Part(open)),
            _ => Some(Headed::Section(kind)),
        };
    }
    if shape == Shape::Bare || !next_is_item {
        return None;
    }
    let block = lines.iter().skip(at + 1).take_while(|line| line.is_item).take(MOST_VOTES);
    match (vote(block, recogniser), asking) {
        (Some((PostingSection::Benefits, _)), _) => Some(Headed::Section(PostingSection::Benefits)),
        (Some((kind, true)), Some(open)) if line.is_heading && kind != open => Some(Headed::Section(kind)),
        (_, Some(open)) => Some(Headed::Part(open)),
        (Some((kind, _)), None) => Some(Headed::Section(kind)),
        (None, None) => None,
    }
}

/// Returns the kind that the words of a heading tell, by its longest known phrase.
fn told(text: &str, posting_words: &PostingWords) -> Option<PostingSection> {
    let words = folded(text);
    let longest = |kind: &PostingSection| {
        let phrases = posting_words.heading_words.get(kind).into_iter().flatten();
        let lengths = phrases.map(|phrase| folded(phrase)).filter(|phrase| place_of(&words, phrase).is_some());
        lengths.map(|phrase| phrase.len()).max()
    };
    let mut best: Option<(usize, PostingSection)> = None;
    for kind in ORDER {
        if let Some(length) = longest(&kind).filter(|length| best.is_none_or(|(known, _)| *length > known)) {
            best = Some((length, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// Returns the kind that most lines of a list have, and true if no line has another kind.
pub(super) fn vote<'a>(
    lines: impl Iterator<Item = &'a Line>,
    recogniser: &Recogniser,
) -> Option<(PostingSection, bool)> {
    let kinds: Vec<PostingSection> = lines.filter_map(|line| kind_of(&line.text, recogniser)).collect();
    let count = |kind: PostingSection| kinds.iter().filter(|it| **it == kind).count();
    let counted = [PostingSection::Duties, PostingSection::Requirements, PostingSection::Benefits]
        .map(|kind| (count(kind), kind));
    let (most, kind) = counted.into_iter().max_by_key(|(count, _)| *count)?;
    let next = counted.iter().filter(|(_, other)| *other != kind).map(|(count, _)| *count).max().unwrap_or_default();
    (most > next).then_some((kind, next == 0))
}

/// Returns the kind that the wording of one line tells.
pub(super) fn kind_of(text: &str, recogniser: &Recogniser) -> Option<PostingSection> {
    let found = recogniser.read(text);
    if found.statement || found.call {
        return None;
    }
    match (found.requirement, found.duty) {
        _ if found.benefit => Some(PostingSection::Benefits),
        (Some(asks), duty) if duty.is_none_or(|duty| asks <= duty) && !recogniser.begins_with_verb(text) => {
            Some(PostingSection::Requirements)
        }
        (_, Some(_)) => Some(PostingSection::Duties),
        _ if recogniser.begins_with_verb(text) => Some(PostingSection::Duties),
        _ if found.must || found.nice => Some(PostingSection::Requirements),
        _ => None,
    }
}
