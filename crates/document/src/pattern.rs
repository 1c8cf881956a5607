//! Patterns as the corpus writes them, parsed into steps of alternative words.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use crate::tokenizer::words;

/// Most words that `...` stands for. Six bridge "negotiated annual multi-site supply and service contracts"; more would
/// join a verb to another verb's object.
pub const MOST_BETWEEN: usize = 6;

/// Most words that `....` and `&` stand for: nobody writes a sentence of more, and text without full stops has no end.
pub const MOST_IN_SENTENCE: usize = 250;

/// Deepest nesting of word lists, which also ends lists that name each other.
const MOST_NESTING: usize = 8;

/// A parsed pattern: one word of each step, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern<'a> {
    /// Never empty.
    pub steps: Vec<Step<'a>>,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// How far from the step before; of no meaning in the first.
    pub gap: Gap,
    /// Any of these will do.
    pub words: Vec<PatternWord<'a>>,
}

/// The distance that a step may have from the step before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// Next to it; little words between do not count.
    Next,
    /// After it, with at most [`MOST_BETWEEN`] words between, in the same sentence.
    Near,
    /// Anywhere after it in the same sentence, with at most [`MOST_IN_SENTENCE`] words between.
    Sentence,
}

/// A word that a step accepts, in the case that the corpus gives it: the tokenizer recognises names such as ACT! by
/// their case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatternWord<'a> {
    /// Any inflection.
    Stem(&'a str),
    /// This form alone.
    Exact(&'a str),
    /// A number of any kind.
    Number,
    /// A percentage.
    Percent,
    /// An amount of money.
    Money,
}

/// A step while it is read.
#[derive(Default)]
struct Alternatives<'a> {
    /// Alternatives of one word.
    single: Vec<PatternWord<'a>>,
    /// Alternatives of several words.
    several: Vec<Vec<PatternWord<'a>>>,
}

impl<'a> Pattern<'a> {
    /// Parses `text`; alternatives of several words and `&` make more than one pattern.
    ///
    /// # Errors
    /// The fault, worded for a message.
    pub fn parse(text: &'a str, lists: &'a BTreeMap<String, Vec<String>>) -> Result<Vec<Self>, String> {
        let mut sides = read_sides(text, lists)?.into_iter().map(patterns);
        Ok(match (sides.next().unwrap_or_default(), sides.next()) {
            (side, None) => side,
            (left, Some(right)) => both_orders(&left, &right),
        })
    }

    /// Checks that [`Pattern::parse`] can parse `text`, in a fraction of its time.
    ///
    /// # Errors
    /// The fault, worded for a message.
    pub fn check(text: &str, lists: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
        read_sides(text, lists).map(|_| ())
    }
}

impl Pattern<'_> {
    /// The phrases that the pattern stands for, where it stands for no more than `most` and has no gaps or numbers;
    /// else none.
    pub fn phrases(&self, most: usize) -> Vec<String> {
        let plain = |word: &PatternWord| match word {
            PatternWord::Stem(word) | PatternWord::Exact(word) => Some((*word).to_owned()),
            PatternWord::Number | PatternWord::Percent | PatternWord::Money => None,
        };
        let is_run = self.steps.iter().skip(1).all(|step| step.gap == Gap::Next);
        let count = self.steps.iter().try_fold(1_usize, |count, step| count.checked_mul(step.words.len()));
        if !is_run || count.is_none_or(|count| count > most) {
            return Vec::new();
        }
        self.steps.iter().fold(vec![String::new()], |heads, step| {
            let tails: Vec<String> = step.words.iter().filter_map(plain).collect();
            let joined = |head: &String, tail: &String| {
                if head.is_empty() { tail.clone() } else { format!("{head} {tail}") }
            };
            heads.iter().flat_map(|head| tails.iter().map(move |tail| joined(head, tail))).collect()
        })
    }
}

/// The pattern in the corpus's own writing, its word lists spelled out.
impl std::fmt::Display for Pattern<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            let gap = match step.gap {
                _ if at == 0 => "",
                Gap::Next => " ",
                Gap::Near => " ... ",
                Gap::Sentence => " .... ",
            };
            f.write_str(gap)?;
            for (at, word) in step.words.iter().enumerate() {
                f.write_str(if at == 0 { "" } else { "|" })?;
                match word {
                    PatternWord::Stem(word) => f.write_str(word)?,
                    PatternWord::Exact(word) => write!(f, "={word}")?,
                    PatternWord::Number => f.write_str("#")?,
                    PatternWord::Percent => f.write_str("#%")?,
                    PatternWord::Money => f.write_str("#$")?,
                }
            }
        }
        Ok(())
    }
}

fn both_orders<'a>(left: &[Pattern<'a>], right: &[Pattern<'a>]) -> Vec<Pattern<'a>> {
    let join = |first: &Pattern<'a>, then: &Pattern<'a>| {
        let mut later = then.steps.clone();
        if let Some(step) = later.first_mut() {
            step.gap = Gap::Sentence;
        }
        Pattern { steps: [first.steps.clone(), later].concat() }
    };
    left.iter().flat_map(|a| right.iter().flat_map(move |b| [join(a, b), join(b, a)])).collect()
}

/// The steps on one side of a `&`, each with its gap. Never empty.
type Side<'a> = Vec<(Gap, Alternatives<'a>)>;

/// Reads one or two sides.
fn read_sides<'a>(text: &'a str, lists: &'a BTreeMap<String, Vec<String>>) -> Result<Vec<Side<'a>>, String> {
    let sides = text.split(" & ").map(|side| read_side(side, lists)).collect::<Result<Vec<_>, _>>()?;
    if sides.len() > 2 { Err("more than one `&`".into()) } else { Ok(sides) }
}

fn read_side<'a>(text: &'a str, lists: &'a BTreeMap<String, Vec<String>>) -> Result<Side<'a>, String> {
    let mut side = Vec::new();
    let mut gap = Gap::Next;
    for piece in text.split_whitespace() {
        match piece {
            "..." => gap = Gap::Near,
            "...." => gap = Gap::Sentence,
            _ => {}
        }
        if piece.starts_with("...") {
            continue;
        }
        let mut alternatives = Alternatives::default();
        for alternative in piece.split('|') {
            read_word(alternative, lists, 0, &mut alternatives)?;
        }
        side.push((gap, alternatives));
        gap = Gap::Next;
    }
    if gap != Gap::Next || side.is_empty() {
        return Err("it has no word, or ends in `...`".into());
    }
    Ok(side)
}

/// The patterns that a side stands for.
fn patterns(side: Side<'_>) -> Vec<Pattern<'_>> {
    let mut patterns = vec![Pattern { steps: Vec::new() }];
    side.into_iter().for_each(|(gap, alternatives)| append(&mut patterns, gap, alternatives));
    patterns
}

/// Alternatives of one word share a step; each of several words makes a pattern of its own.
fn append<'a>(patterns: &mut Vec<Pattern<'a>>, gap: Gap, alternatives: Alternatives<'a>) {
    let Alternatives { single: mut words, several } = alternatives;
    let mut tails: Vec<Vec<Step<'a>>> = Vec::new();
    if !words.is_empty() {
        words.sort_unstable();
        words.dedup();
        tails.push(vec![Step { gap, words }]);
    }
    for words in several {
        let steps = words.into_iter().enumerate();
        tails.push(
            steps.map(|(at, word)| Step { gap: if at == 0 { gap } else { Gap::Next }, words: vec![word] }).collect(),
        );
    }
    match <[_; 1]>::try_from(tails) {
        Ok([tail]) => match patterns.as_mut_slice() {
            [only] => only.steps.extend(tail),
            several => several.iter_mut().for_each(|pattern| pattern.steps.extend_from_slice(&tail)),
        },
        Err(tails) => {
            let join = |head: &Pattern<'a>, tail: &[Step<'a>]| Pattern { steps: [&head.steps, tail].concat() };
            let joined = |head| tails.iter().map(move |tail| join(head, tail));
            *patterns = patterns.iter().flat_map(joined).collect();
        }
    }
}

fn read_word<'a>(
    text: &'a str,
    lists: &'a BTreeMap<String, Vec<String>>,
    depth: usize,
    alternatives: &mut Alternatives<'a>,
) -> Result<(), String> {
    if let Some(name) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        let list = lists.get(name).ok_or_else(|| format!("there is no word list `{name}`"))?;
        if depth == MOST_NESTING {
            return Err(format!("the word list `{name}` is nested too deeply, or names itself"));
        }
        return list.iter().try_for_each(|item| read_word(item, lists, depth + 1, alternatives));
    }
    match text {
        "#" => alternatives.single.push(PatternWord::Number),
        "#%" => alternatives.single.push(PatternWord::Percent),
        "#$" => alternatives.single.push(PatternWord::Money),
        _ => {
            let (exact, text) = text.strip_prefix('=').map_or((false, text), |rest| (true, rest));
            let read = |word| if exact { PatternWord::Exact(word) } else { PatternWord::Stem(word) };
            let mut words = words(text).map(|word| read(&text[word.start..word.end]));
            let first = words.next().ok_or_else(|| format!("`{text}` is not a word"))?;
            match words.next() {
                None => alternatives.single.push(first),
                Some(second) => alternatives.several.push([first, second].into_iter().chain(words).collect()),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
