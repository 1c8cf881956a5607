//! Finds the name of the candidate in every place and spelling.

use rustc_hash::FxHashSet;

use super::pieces::{Piece, Pieces};
use super::transliterate::{paired, skeleton, spellings};
use super::words::{BlindWords, words};
use crate::candidate::folded;
use crate::profile::{Fact, Profile};
use rolefit_document::Span;

/// Words of a name of at least this length are withheld wherever they occur.
const NAME_WORD_LETTERS: usize = 3;
/// So are words of two letters where the name itself and the place capitalise them ("Li"). "De" is too common.
const SHORT_NAME_WORD_LETTERS: usize = 2;
/// A part of a longer word tells a name only if it has so many letters: "ana" is also part of "analyst".
const PART_LETTERS: usize = 4;
/// A label is followed by at most so many words of a name.
const MOST_NAME_WORDS: usize = 4;
/// Lines at the top in which a mail address tells a name from other words.
const TOP_LINES: usize = 6;
/// A letter-spaced name has at least so many letters.
const SPACED_LETTERS: usize = 4;
/// Fewest consonants by which a name in another script is recognised.
const SKELETON_LETTERS: usize = 3;

/// The words of a candidate's name, in the spellings in which they may occur.
#[derive(Debug, Default)]
pub(super) struct Names {
    spellings: FxHashSet<String>,
    /// The consonants of names in another script than Latin.
    skeletons: FxHashSet<String>,
    /// Words of two letters that the name capitalises.
    short: FxHashSet<String>,
    /// Places where the name is written in a way that its words cannot be found by.
    places: Vec<Span>,
    /// The initial, in lower case, of which the name has no more than that: "P. Vandersteen".
    initial: Option<String>,
}

impl Names {
    /// Collects the name that the profile found, that a label announces, and that the mail address spells.
    pub(super) fn of(pieces: &Pieces<'_>, profile: &Profile) -> Names {
        let words = words();
        let mut names = Names::default();
        let contact = &profile.contact;
        for name in contact.name.iter().chain(&contact.likely_name) {
            let name = Pieces::new(&name.text);
            name.all.iter().for_each(|piece| names.add(piece, name.text));
            let first = name.all.first().filter(|first| first.letters() == 1 && first.is_capital);
            let has_given_name = name.all.iter().filter(|piece| piece.letters() > 1).count() > 1;
            names.initial = first.filter(|_| !has_given_name).map(|first| first.word.clone());
        }
        names.add_birth_name(pieces, words);
        for at in 0..pieces.all.len() {
            labelled(pieces, at, words).into_iter().for_each(|piece| names.add(piece, pieces.text));
        }
        inverted(pieces, words).iter().for_each(|piece| names.add(piece, pieces.text));
        names.add_spaced(pieces);
        let is_latin = names.skeletons.is_empty();
        let is_certain = contact.name.is_some();
        for email in &contact.emails {
            names.add_email(pieces, email, is_certain && is_latin, words);
        }
        names
    }

    /// True if no name was found, or no more of the first name than its initial.
    pub(super) fn is_lacking(&self) -> bool {
        self.initial.is_some() || (self.spellings.is_empty() && self.short.is_empty() && self.places.is_empty())
    }

    /// Adds a name of birth at the top: "Ana Prieto (née Holt)".
    fn add_birth_name(&mut self, pieces: &Pieces<'_>, words: &BlindWords) {
        let top = pieces.top(TOP_LINES);
        let signs = top.iter().enumerate().filter(|(_, piece)| words.birth_names.contains(&piece.word));
        for (sign, _) in signs {
            let behind = top.iter().enumerate().skip(sign + 1).take(MOST_NAME_WORDS);
            let inside = behind.take_while(|(at, piece)| {
                piece.is_capital && pieces.gap_before(*at).chars().all(|c| [' ', '.', '-'].contains(&c))
            });
            inside.for_each(|(_, piece)| self.add(piece, pieces.text));
        }
    }

    /// Adds a word of the name in `text`.
    fn add(&mut self, piece: &Piece, text: &str) {
        match piece.letters() {
            NAME_WORD_LETTERS.. => {
                self.spellings.extend(spellings(&piece.word));
                self.spellings.extend(paired(&piece.span.slice(text).to_lowercase()));
            }
            SHORT_NAME_WORD_LETTERS if piece.is_capital => drop(self.short.insert(piece.word.clone())),
            _ => {}
        }
        if !piece.word.is_ascii() && spellings(&piece.word).iter().any(|word| word.is_ascii()) {
            let skeleton = skeleton(&piece.word);
            if skeleton.len() >= SKELETON_LETTERS {
                self.skeletons.insert(skeleton);
            }
        }
    }

    /// Adds the words of a mail address. If the name is known, only those at the top of the resume.
    fn add_email(&mut self, pieces: &Pieces<'_>, email: &Fact, is_known: bool, words: &BlindWords) {
        let local = folded(email.text.split('@').next().unwrap_or_default());
        let top = pieces.top(TOP_LINES);
        let is_at_top = |word: &str| top.iter().any(|piece| piece.is_capital && piece.word == word);
        for word in local.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= NAME_WORD_LETTERS) {
            if !words.no_names.contains(word) && (!is_known || is_at_top(word)) {
                self.spellings.insert(word.to_owned());
            }
        }
        let inside = top.iter().filter(|piece| piece.is_capital && piece.letters() >= PART_LETTERS);
        let inside = inside.filter(|piece| local.contains(&piece.word) && !words.no_names.contains(&piece.word));
        self.spellings.extend(inside.map(|piece| piece.word.clone()));
    }

    /// Finds a name whose letters are parted by spaces: "A n a   P r i e t o".
    fn add_spaced(&mut self, pieces: &Pieces<'_>) {
        for (span, range) in pieces.fields() {
            let Some(field) = pieces.all.get(range) else { continue };
            let is_spaced = field.len() >= SPACED_LETTERS
                && field.iter().all(|piece| piece.letters() == 1 && piece.number().is_none())
                && field.first().is_some_and(|piece| piece.is_capital);
            if is_spaced {
                self.places.push(span);
                let parts = span.slice(pieces.text).split("  ").map(|part| part.split_whitespace().collect::<String>());
                let parts = parts.filter(|part| part.chars().count() >= NAME_WORD_LETTERS);
                self.spellings.extend(parts.flat_map(|part| spellings(&folded(&part))));
            }
        }
    }

    /// Returns the places of the name.
    pub(super) fn spans(&self, pieces: &Pieces<'_>) -> Vec<Span> {
        let mut spans = self.places.clone();
        // The preceding word, if it is of the name, and true if it is withheld.
        let mut before: Option<(usize, bool)> = None;
        for (at, piece) in pieces.all.iter().enumerate() {
            if self.is_spelled_out(pieces, at, piece) {
                spans.push(piece.span);
            }
            if !self.is_of_name(piece, pieces.text) {
                before = None;
                continue;
            }
            let beside = before.filter(|(before, _)| {
                let other = pieces.all.get(*before).is_some_and(|other| other.word != piece.word);
                other && are_beside(pieces.gap_after(*before))
            });
            if let Some((before, false)) = beside {
                spans.extend(pieces.all.get(before).map(|before| before.span));
            }
            let is_withheld = beside.is_some() || self.tells_alone(piece);
            if is_withheld {
                spans.push(piece.span);
            }
            before = Some((at, is_withheld));
        }
        spans
    }

    /// True if a token of the text, such as a link, spells the name inside.
    pub(super) fn is_in(&self, token: &str) -> bool {
        let is_inside = |word: &str| {
            let inside = |name: &String| name.chars().count() >= PART_LETTERS && word.contains(name.as_str());
            self.spellings.contains(word) || self.spellings.iter().any(inside)
        };
        folded(token).split(|c: char| !c.is_alphanumeric()).any(is_inside)
    }

    /// True for the first name behind an initial at the start of a sentence: "Priya sold", of P. Vandersteen.
    fn is_spelled_out(&self, pieces: &Pieces<'_>, at: usize, piece: &Piece) -> bool {
        let is_initial = |initial: &String| piece.word.starts_with(initial.as_str()) && !piece.word.ends_with('s');
        let begins = || at == 0 || pieces.gap_before(at).contains(['\n', '•', '.']);
        let is_verb =
            |verb: &Piece| !verb.is_capital && (verb.word.ends_with("ed") || words().deeds.contains(&verb.word));
        piece.is_capital
            && piece.letters() >= NAME_WORD_LETTERS
            && self.initial.as_ref().is_some_and(is_initial)
            && begins()
            && pieces.gap_after(at) == " "
            && pieces.all.get(at + 1).is_some_and(is_verb)
    }

    fn is_of_name(&self, piece: &Piece, text: &str) -> bool {
        let of = |word: &str| self.spellings.contains(word) || self.short.contains(word);
        of(&piece.word)
            || (!piece.word.is_ascii() && spellings(&piece.word).iter().any(|word| of(word)))
            || self.is_joined(&piece.word)
            || (piece.is_capital && !self.skeletons.is_empty() && self.skeletons.contains(&skeleton(&piece.word)))
            || (piece.letters() == 1 && piece.is_capital && self.is_initial(piece, text))
    }

    /// True for an initial before a full stop.
    fn is_initial(&self, piece: &Piece, text: &str) -> bool {
        let is_dotted = text.get(piece.span.end..).is_some_and(|rest| rest.starts_with('.'));
        is_dotted && self.spellings.iter().any(|name| name.starts_with(&piece.word))
    }

    /// True if a word is the words of the name in one: "anaprieto", "aprieto".
    fn is_joined(&self, word: &str) -> bool {
        self.spellings.iter().filter(|name| name.chars().count() >= NAME_WORD_LETTERS).any(|name| {
            let rest = word.strip_suffix(name.as_str()).or_else(|| word.strip_prefix(name.as_str()));
            rest.is_some_and(|rest| {
                let is_name = self.spellings.contains(rest);
                let is_initial = rest.chars().count() == 1 && name.chars().count() > PART_LETTERS;
                is_name || (is_initial && self.spellings.iter().any(|other| other != name && other.starts_with(rest)))
            })
        })
    }

    /// True if a word of the name identifies the person without the others.
    fn tells_alone(&self, piece: &Piece) -> bool {
        match piece.letters() {
            NAME_WORD_LETTERS.. => piece.is_capital || !words().common_words.contains(&piece.word),
            SHORT_NAME_WORD_LETTERS => piece.is_capital && self.short.contains(&piece.word),
            _ => false,
        }
    }
}

/// Returns the words of a name that a label at `at` announces: "Name: Ana Prieto", "Resume of Ana Prieto".
fn labelled<'a>(pieces: &'a Pieces<'_>, at: usize, words: &BlindWords) -> Vec<&'a Piece> {
    let begins = pieces.begins_field(at).then(|| words.name_labels.starting(pieces.words_from(at))).flatten();
    let Some(count) = begins else { return Vec::new() };
    let gap = pieces.gap_after(at + count - 1);
    let announces = match pieces.words_from(at + count - 1).next() {
        Some("of" | "for" | "resume" | "cv" | "vitae") => gap.matches('\n').count() <= 1,
        // A closing is followed by the name on the next line.
        Some("sincerely" | "regards" | "signed" | "signature") => {
            let begins_line = at == 0 || pieces.gap_before(at).contains(['\n', '\u{c}']);
            begins_line && gap.matches('\n').count() <= 2 && !gap.contains('•')
        }
        _ => gap.contains([':', '\t']) && !gap.contains('\n'),
    };
    if !announces {
        return Vec::new();
    }
    let mut named = Vec::new();
    for (next, piece) in pieces.all.iter().enumerate().skip(at + count).take(MOST_NAME_WORDS) {
        let is_end = next > at + count && pieces.gap_before(next).contains(['\n', '\u{c}', '|', '\t', ':', '(', '@']);
        if is_end || !piece.is_capital || words.no_names.contains(&piece.word) {
            break;
        }
        named.push(piece);
    }
    named
}

/// Returns the words of a first line with the surname in front: "Prieto, Ana".
fn inverted<'a>(pieces: &'a Pieces<'_>, words: &BlindWords) -> &'a [Piece] {
    let top = pieces.top(1);
    let is_name = |piece: &Piece| piece.is_capital && piece.letters() > 1 && !words.no_names.contains(&piece.word);
    let has_comma = (0..top.len().saturating_sub(1)).any(|at| pieces.gap_after(at).trim() == ",");
    if has_comma && (2..=MOST_NAME_WORDS).contains(&top.len()) && top.iter().all(is_name) { top } else { &[] }
}

/// True if two words with this text between them are side by side: white space and marks on one line, or one line end.
fn are_beside(between: &str) -> bool {
    let breaks = between.matches(['\n', '\u{c}']).count();
    breaks == 0 || (breaks == 1 && between.trim().is_empty())
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
