//! Recognises tools that the vocabulary lacks: examples after "such as", and names in capitals where tools are asked
//! for.

use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::Span;

/// The most unknown tools that are read from one line.
const MOST: usize = 8;

/// Words before a list of which any item will do.
const CHOICES: [&str; 5] = ["one or more of", "at least one of", "one of", "any of", "either"];

/// Letters on either side of the slash in a short form such as "FI/CO".
const LONGEST_HALF: usize = 3;

/// Returns one part per tool that no known demand covers. Examples of one kind of tool are one part.
pub(super) fn parts(text: &str, found: &Recognised, context: &Context<'_>) -> Vec<DraftPart> {
    let tools = &context.posting_words().tools;
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mark = tools.examples.iter().filter_map(|mark| Some((whole(&lower, mark)?, mark.len()))).min();
    if let Some((at, length)) = mark {
        let head = text.get(..at).unwrap_or_default();
        let head_words = folded(head);
        // "Tools like" names no kind, so each example is a tool of its own.
        let fillers = &context.posting_words().similar.fillers;
        let little = &context.importer.vocabulary.context.little_words;
        let telling =
            |word: &&String| ![&tools.signs, fillers].iter().any(|it| it.contains(*word)) && !little.contains(word);
        let of_a_kind = head_words.iter().rev().take(2).any(|word| telling(&word));
        let signed = head_words.iter().rev().take(3).any(|word| tools.signs.contains(word));
        let list = text.get(at + length..).unwrap_or_default();
        let list = list.split([')', ';']).next().unwrap_or_default();
        let examples: Vec<&str> = pieces(list).into_iter().filter(|piece| is_name(piece, false, context)).collect();
        let known = |piece: &str| covers(found, text, piece);
        // If the vocabulary knows an example, or the kind before it, the demand is known.
        if signed
            && of_a_kind
            && !examples.is_empty()
            && !examples.iter().any(|piece| known(piece))
            && !covered(found, at, head)
        {
            let kind: Vec<&str> = head.trim_end_matches([' ', '(', ',']).split_whitespace().rev().take(2).collect();
            let kind = kind.into_iter().rev().collect::<Vec<_>>().join(" ");
            // A resume that names only the kind claims it.
            let names = examples.iter().map(|piece| exact_pattern(piece)).collect();
            let entry = Entry { names, claims: vec![exact_pattern(&kind)], ..Entry::default() };
            return vec![DraftPart::new(part_name(&kind), RecognisedBy::Own(Box::new(entry)))];
        }
        if signed && of_a_kind {
            return Vec::new();
        }
    }
    let is_choice = CHOICES.iter().any(|choice| whole(&lower, choice).is_some());
    // "Chocolate tempering" is not a product, though it may have a capital.
    let lead = tools.leads.iter().filter_map(|lead| Some(whole(&lower, lead)? + lead.len())).min();
    let signed = folded(text).iter().any(|word| tools.signs.contains(word));
    let from = match lead {
        Some(from) => from,
        None if signed || is_list_of_names(text, context) => 0,
        None => return Vec::new(),
    };
    let list = text.get(from..).unwrap_or_default();
    let (fillers, little) =
        (&context.posting_words().similar.fillers, &context.importer.vocabulary.context.little_words);
    // "Terraform is required" names the tool as "Terraform" does.
    let says_nothing = |word: &String| fillers.contains(word) || little.contains(word);
    let whole = |piece: &&str| {
        let behind = piece.get(capitals(piece).len()..).unwrap_or_default();
        folded(behind).iter().all(says_nothing) || folded(piece).iter().any(|word| tools.signs.contains(word))
    };
    // "SAP such as FI/CO" names SAP too.
    let lists = tools.examples.iter().fold(vec![list], |lists, mark| {
        lists
            .into_iter()
            .flat_map(|list| list.split_once(&format!(" {mark} ")).map_or(vec![list], |(a, b)| vec![a, b]))
            .collect()
    });
    let names =
        lists.into_iter().flat_map(pieces).filter(whole).map(capitals).filter(|piece| !covers(found, text, piece));
    // "The Midlands" is a place; tools have no article.
    let names = names.filter(|piece| !list.contains(&format!("the {piece}")));
    let listed = is_list_of_names(text, context);
    let names =
        names.filter(|piece| is_name(piece, !listed && from == 0 && text.starts_with(piece), context)).take(MOST);
    let names: Vec<&str> = names.collect();
    let part = |tools: &[&str]| {
        let senses = &context.posting_words().tools.senses;
        let not = tools.iter().filter_map(|tool| senses.get(&tool.to_lowercase())).flatten().cloned().collect();
        let names = tools.iter().map(|tool| exact_pattern(tool)).collect();
        let entry = Entry { names, not, ..Entry::default() };
        DraftPart::new(part_name(&tools.join(" or ")), RecognisedBy::Own(Box::new(entry)))
    };
    // "Go, Java or Kotlin" asks for any of them.
    let is_choice = is_choice || names.last().is_some_and(|last| list.contains(&format!(" or {last}")));
    match names.as_slice() {
        // "At least one of them" chooses among names that a demand covers.
        [] => Vec::new(),
        names if is_choice => vec![part(names)],
        names => names.chunks(1).map(part).collect(),
    }
}

/// True if a line lists nothing but names: "VMware or Hyper-V", "TCP/IP, DNS, DHCP".
fn is_list_of_names(text: &str, context: &Context<'_>) -> bool {
    let pieces = pieces(text);
    let is_whole = |piece: &&str| capitals(piece).len() == piece.len() && is_name(piece, false, context);
    // "Qualified Solicitor, Licensed Conveyancer" lists certificates.
    let signs = &context.posting_words().certificates.signs;
    let certified = folded(text).iter().any(|word| signs.contains(word));
    pieces.len() > 1 && !certified && pieces.iter().all(is_whole)
}

/// Returns the offset at which `phrase` occurs in `text` as whole words.
fn whole(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let before = text.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        before && text.get(at + phrase.len()..).is_none_or(|after| !after.starts_with(char::is_alphanumeric))
    })
}

fn pieces(list: &str) -> Vec<&str> {
    let pieces = list.split([',', ';', '(', ')', ':']).flat_map(|piece| piece.split(" or "));
    // "FI/CO" and "CI/CD" are one name each. Their halves alone would match any company's.
    let is_short = |half: &str| half.len() <= LONGEST_HALF && half.chars().all(char::is_uppercase);
    let pieces = pieces.flat_map(|piece| match piece.trim().split('/').all(is_short) {
        true => vec![piece],
        false => piece.split('/').collect(),
    });
    let pieces = pieces.flat_map(|piece| piece.split(" and ")).map(|piece| piece.trim().trim_end_matches('.'));
    let plain = |piece: &str| {
        ["and ", "or ", "the ", "a "]
            .iter()
            .find_map(|word| piece.strip_prefix(word))
            .map_or(0, |rest| piece.len() - rest.len())
    };
    pieces.map(|piece| piece.get(plain(piece)..).unwrap_or(piece)).filter(|piece| !piece.is_empty()).collect()
}

/// Returns the leading words of a piece that have capitals.
fn capitals(piece: &str) -> &str {
    let mut end = 0;
    for word in piece.split_inclusive(' ') {
        let is_version = end > 0 && word.starts_with(|c: char| c.is_ascii_digit());
        let has_capital = word.chars().take(2).any(char::is_uppercase);
        if !is_version && !has_capital && !word.starts_with('.') {
            break;
        }
        end += word.len();
    }
    piece.get(..end).unwrap_or_default().trim()
}

/// True if `piece` is the name of a tool: it has capitals, and is not a language, a title or a known exception.
fn is_name(piece: &str, opens_line: bool, context: &Context<'_>) -> bool {
    let piece = capitals(piece);
    let words: Vec<&str> = piece.split_whitespace().collect();
    let lower = piece.to_lowercase();
    let shaped = piece.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '+' | '#'));
    let vocabulary = &context.importer.vocabulary;
    (1..=4).contains(&words.len())
        && (piece.len() > 1 || context.posting_words().tools.senses.contains_key(&lower))
        && (!opens_line || shaped)
        && !words.iter().any(|word| context.posting_words().tools.not.contains(*word))
        && !vocabulary.languages.contains(&lower)
        && !context.posting_words().languages.names.values().flatten().any(|name| *name == lower)
        && !vocabulary.fields.values().any(|field| field.names.contains(&lower))
        && (ends_short(piece) || !folded(piece).last().is_some_and(|last| vocabulary.title_words.nouns.contains(last)))
        && !exact_pattern(piece).is_empty()
}

/// True if the last word is all capitals: "SAP PM" is not a project manager.
fn ends_short(piece: &str) -> bool {
    piece.split_whitespace().last().is_some_and(|word| word.chars().all(char::is_uppercase)) && piece.contains(' ')
}

/// True if a recognised demand covers part of `piece`.
fn covers(found: &Recognised, text: &str, piece: &str) -> bool {
    let Some(start) = text.find(piece) else { return false };
    let span = Span::new(start, start + piece.len());
    found.covered.iter().any(|covered| covered.overlaps(span))
}

/// True if a recognised tool comes right before `at`, in the same clause.
fn covered(found: &Recognised, at: usize, head: &str) -> bool {
    let clause = head.rfind([',', ';', '(']).filter(|&comma| comma + 2 < head.trim_end().len()).unwrap_or(0);
    found.covered.iter().any(|covered| covered.start >= clause && covered.end <= at)
}
