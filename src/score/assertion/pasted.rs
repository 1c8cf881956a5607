//! Finds lines that are copied from a posting: several in a row that say nearly what a role's own text says, in the
//! role's own order.

use rolefit_document::checked::{item, item_mut};
use rolefit_document::{Span, Word};
use rustc_hash::FxHashSet;

use crate::catalog::Grammar;
use crate::matcher::{Class, LITTLE, LexicalId, Scan, UNKNOWN, Wording};
use crate::profile::Segment;

/// A line says nearly what a criterion says if they share this part of the line's words, in hundredths, and so many
/// words; or half of its words, where it is short.
const ALIKE: [(usize, usize); 2] = [(40, 3), (50, 2)];

/// So nearly that even a line that begins with a past form is copied: only its first word was changed.
const SAME: [(usize, usize); 1] = [(75, 4)];

/// Right behind such lines, a line with this part of its words belongs to them.
const AKIN: [(usize, usize); 1] = [(20, 2)];

/// Items of a list of skills have fewer words.
const LEAST_WORDS: usize = 4;

/// So many lines in the order of the role's criteria are no chance.
const LEAST_LINES: usize = 3;

/// Between two such lines there are at most so many others.
const MOST_BETWEEN: usize = 2;

/// A run of lines that follow the criteria of a role.
#[derive(Clone, Copy, Default)]
struct Run {
    first: usize,
    last: usize,
    criterion: usize,
    lines: usize,
}

/// The words that a passage shares with the criteria.
struct Shared {
    /// By criterion.
    words: Vec<usize>,
    /// The criteria that share any.
    touched: Vec<u32>,
}

/// Returns the indices of the segments that are copied from a posting.
pub(crate) fn pasted(
    grammar: &Grammar,
    segments: &[Segment],
    text: &str,
    scan: &Scan,
    wording: &Wording,
) -> FxHashSet<usize> {
    let Scan { words, stems, hits, .. } = scan;
    let mut found = FxHashSet::default();
    let Some(last) = wording.roles().last() else { return found };
    let tools: Vec<Span> = hits.iter().filter(|hit| hit.class == Class::Name).map(|hit| hit.span).collect();
    let mut runs = vec![Run::default(); *last as usize + 1];
    let mut shared = Shared { words: vec![0; wording.roles().len()], touched: Vec::new() };
    // True if a run goes on at the line.
    let mut goes_on = false;
    for (at, segment) in segments.iter().enumerate() {
        let all = shared.count(segment.span, words, stems, wording);
        let reaches = |of: usize, least: &[(usize, usize)]| {
            let shared = item(&shared.words, of).copied().unwrap_or(0);
            let is_long = all >= LEAST_WORDS || least == AKIN;
            is_long && least.iter().any(|(part, words)| shared >= *words && shared * 100 >= part * all)
        };
        // Whatever is alike is akin too. Most lines are akin to few criteria.
        let akin = shared.touched.iter().map(|of| *of as usize).filter(|of| reaches(*of, &AKIN));
        let mut akin: Vec<usize> = akin.collect();
        if akin.is_empty() && !goes_on {
            continue;
        }
        let told = telling(grammar, segment.span, words, &tools, text);
        if told == Telling::Facts {
            runs.fill(Run::default());
            goes_on = false;
            continue;
        }
        // A line in the past tense is a deed, unless it says the very words of the posting.
        let alike: &[(usize, usize)] = if told == Telling::Deed { &SAME } else { &ALIKE };
        let mut is_copied = false;
        akin.sort_unstable();
        let role_of = |of: &usize| item(wording.roles(), *of).map_or(0, |role| *role as usize);
        for its in akin.chunk_by(|one, other| role_of(one) == role_of(other)) {
            let Some(run) = its.first().and_then(|first| item_mut(&mut runs, role_of(first))) else { continue };
            let is_near = run.lines > 0 && at - run.last <= MOST_BETWEEN + 1;
            let after = run.criterion;
            let mut next = its.iter().copied().filter(|of| is_near && *of > after);
            if let Some(next) = next.clone().find(|of| reaches(*of, alike)) {
                *run = Run { last: at, criterion: next, lines: run.lines + 1, ..*run };
            } else if run.lines >= LEAST_LINES
                && at == run.last + 1
                && told == Telling::Nothing
                && let Some(next) = next.next()
            {
                *run = Run { last: at, criterion: next, ..*run };
            } else if let Some(first) = its.iter().copied().find(|of| reaches(*of, alike)) {
                *run = Run { first: at, last: at, criterion: first, lines: 1 };
            } else {
                continue;
            }
            is_copied = true;
            goes_on = true;
            if run.lines >= LEAST_LINES {
                found.extend(run.first..=run.last);
            }
        }
        // A deed in own words ends what was copied before it.
        if told == Telling::Deed && !is_copied {
            runs.fill(Run::default());
            goes_on = false;
        }
    }
    found
}

/// Signs that a passage tells of the writer, which no posting does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Nothing,
    /// It begins with a past form.
    Deed,
    /// It has a number or the name of a tool.
    Facts,
}

fn telling(grammar: &Grammar, span: Span, words: &[Word], tools: &[Span], text: &str) -> Telling {
    let from = words.partition_point(|word| word.start < span.start);
    let mut its = words.iter().skip(from).take_while(|word| word.start < span.end).peekable();
    let first = its.peek().and_then(|word| text.get(word.start..word.end)).unwrap_or_default();
    let is_past = first.ends_with("ed") || grammar.past_forms.has(first);
    let is_number = |word: &Word| {
        let form = text.get(word.start..word.end).unwrap_or_default();
        word.number.is_some() || grammar.number_words.has(form)
    };
    if its.any(is_number) || tools.iter().any(|tool| span.covers(*tool)) {
        Telling::Facts
    } else if is_past {
        Telling::Deed
    } else {
        Telling::Nothing
    }
}

impl Shared {
    /// Counts the words that the passage shares with each criterion. Returns the number of its words.
    fn count(&mut self, span: Span, words: &[Word], stems: &[LexicalId], wording: &Wording) -> usize {
        let Self { words: shared, touched } = self;
        for of in touched.drain(..) {
            item_mut(shared, of as usize).into_iter().for_each(|shared| *shared = 0);
        }
        let from = words.partition_point(|word| word.start < span.start);
        let to = words.partition_point(|word| word.start < span.end);
        let its = stems.get(from..to).unwrap_or_default();
        let mut all = 0;
        for (at, stem) in its.iter().enumerate().filter(|(_, stem)| **stem != LITTLE) {
            // A word counts once; words that nothing is written with are all different.
            if *stem != UNKNOWN && its.get(..at).is_some_and(|before| before.contains(stem)) {
                continue;
            }
            all += 1;
            for &criterion in wording.criteria_of(*stem) {
                let Some(shared) = item_mut(shared, criterion as usize) else { continue };
                if *shared == 0 {
                    touched.push(criterion);
                }
                *shared += 1;
            }
        }
        all
    }
}
