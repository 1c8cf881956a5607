//! Recognises tools that the vocabulary lacks: examples after "such as", and names in capitals where tools are asked
//! for.

use super::products::{lists_products, product};
use super::tool_lists::{is_after_or, pieces, split_at};
use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::Span;

/// The most unknown tools that are read from one line.
const MOST: usize = 8;

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
        let list = list.split([')', ';']).next().and_then(|list| list.split(" and with ").next()).unwrap_or_default();
        let examples: Vec<&str> =
            pieces(list, context).into_iter().filter(|piece| is_name(piece, false, context)).collect();
        let known = |piece: &str| covers(found, text, piece, context);
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
    let closing = closing(text, context);
    let is_choice = closing.is_some() || tools.choices.iter().any(|choice| whole(&lower, choice).is_some());
    // "Chocolate tempering" is not a product, though it may have a capital.
    let lead = tools.leads.iter().filter_map(|lead| Some(whole(&lower, lead)? + lead.len())).min();
    let signed = folded(text).iter().any(|word| tools.signs.contains(word));
    let from = match lead {
        Some(from) => from,
        None if signed || closing.is_some() || is_list_of_names(text, context) || lists_products(text, context) => 0,
        None => return Vec::new(),
    };
    // The words behind "or another" name the kind: "booking software".
    let (to, kind) = closing.filter(|(at, _)| *at > from).unwrap_or((text.len(), text.len()));
    let (list, kind) = (text.get(from..to).unwrap_or_default(), text.get(kind..).unwrap_or_default());
    let kind_signed = folded(kind).iter().any(|word| tools.signs.contains(word));
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
    let names = lists
        .into_iter()
        .flat_map(|list| pieces(list, context))
        .filter_map(|piece| {
            let name = || Some(without_level(capitals(piece), text, context)).filter(|_| whole(&piece));
            product(piece, context).or_else(name)
        })
        .filter(|piece| !covers(found, text, piece, context));
    // "The Midlands" is a place; tools have no article.
    let names = names.filter(|piece| !list.contains(&format!("the {piece}")));
    // A capital at the start of a line says nothing, unless the line lists names.
    let listed = is_list_of_names(text, context) || (closing.is_some() && (kind_signed || list.contains(',')));
    let candidates: Vec<&str> = names.collect();
    // "Hotel, Restaurant or similar" lists places of work.
    let employers = &context.posting_words().titles.employers;
    let is_place = |piece: &str| folded(piece).last().is_some_and(|word| employers.contains(word));
    let is_tool = |piece: &&str| {
        is_name(piece, !listed && from == 0 && text.starts_with(*piece), context)
            && (closing.is_none() || kind_signed || !is_place(piece))
    };
    // "Photoshop, Illustrator": beside other names, one that may be a title is none.
    let beside = candidates.iter().filter(|piece| is_tool(piece)).count() > 0 && candidates.len() > 2;
    let is_product =
        |piece: &&str| beside && !piece.contains(' ') && !text.starts_with(*piece) && is_bare_noun(piece, context);
    let names: Vec<&str> =
        candidates.iter().copied().filter(|piece| is_tool(piece) || is_product(piece)).take(MOST).collect();
    let part = |tools: &[&str]| {
        let senses = &context.posting_words().tools.senses;
        let not = tools.iter().filter_map(|tool| senses.get(&tool.to_lowercase())).flatten().cloned().collect();
        // A name that is also a title ("Illustrator") is claimed at most.
        let (nouns, names): (Vec<&str>, Vec<&str>) = tools.iter().partition(|tool| is_bare_noun(tool, context));
        let claims = kind_claim(kind, context).into_iter().chain(nouns.into_iter().map(name_pattern)).collect();
        let ordinary = &context.posting_words().tools.ordinary;
        let patterns = |name: &str| ordinary.get(&name.to_lowercase()).cloned().unwrap_or(vec![name_pattern(name)]);
        let names = names.into_iter().flat_map(patterns).collect();
        let entry = Entry { names, not, claims, ..Entry::default() };
        DraftPart::new(part_name(&tools.join(" or ")), RecognisedBy::Own(Box::new(entry)))
    };
    // "Go, Java or Kotlin" asks for any of them, and so does "Go/Java/Kotlin".
    let is_choice = is_choice
        || names.last().is_some_and(|last| is_after_or(list, last, context))
        || (names.len() > 1 && list.contains(&names.join("/")));
    match names.as_slice() {
        // "At least one of them" chooses among names that a demand covers.
        [] => Vec::new(),
        names if is_choice => vec![part(names)],
        names => names.chunks(1).map(part).collect(),
    }
}

/// True if any of the tools in `text` will do: "Excel, Sheets or similar".
pub(super) fn any_will_do(text: &str, context: &Context<'_>) -> bool {
    let lower = text.to_lowercase();
    let names_all = lower.contains(" and ") || lower.contains(" & ");
    !names_all && (closing(text, context).is_some() || lower.matches(" or ").count() == 1 && !lower.contains(", "))
}

/// Returns the offsets before and after the words that end a list of examples: "or similar", "or another". A list that
/// goes on behind them, or in front of their bracket, is not all examples.
fn closing(text: &str, context: &Context<'_>) -> Option<(usize, usize)> {
    let lower = text.to_lowercase();
    let closings = context.posting_words().tools.closings.iter();
    let found = closings.filter_map(|closing| whole(&lower, closing).map(|at| (at, at + closing.len())));
    let (at, end) = found.min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)))?;
    let (before, behind) = (text.get(..at)?, text.get(end..)?);
    let goes_on = pieces(behind, context).into_iter().skip(1).any(|piece| is_name(piece, false, context));
    (!before.trim_end().ends_with('(') && !goes_on).then_some((at, end))
}

/// Returns the pattern of the words for a kind of tool. A resume that names only the kind claims it.
fn kind_claim(kind: &str, context: &Context<'_>) -> Option<String> {
    let (signs, fillers) = (&context.posting_words().tools.signs, &context.posting_words().similar.fillers);
    let kind = kind.split([',', ';', '.', '(', ')']).next().unwrap_or_default();
    let mut words: Vec<String> = folded(kind).into_iter().skip_while(|word| fillers.contains(word)).collect();
    while words.len() > 2 && words.last().is_some_and(|last| signs.contains(last)) {
        words.pop();
    }
    let says = words.iter().any(|word| !signs.contains(word) && !fillers.contains(word));
    // "ERP" says the kind alone; "software" does not.
    let is_short = words.len() == 1 && kind.trim().len() > 1 && !kind.contains(char::is_lowercase);
    (is_short || (says && (2..=3).contains(&words.len()))).then(|| exact_pattern(&words.join(" ")))
}

/// Returns the exact pattern of a name; the name of a maker may be short in a resume.
fn name_pattern(name: &str) -> String {
    let maker = ["MS ", "Microsoft "].iter().find_map(|maker| name.strip_prefix(maker));
    maker.map_or_else(|| exact_pattern(name), |product| format!("=ms|=microsoft {}", exact_pattern(product)))
}

/// Returns the name without the level before it: "Basic HTML" names HTML.
fn without_level<'a>(piece: &'a str, text: &str, context: &Context<'_>) -> &'a str {
    match piece.split_once(' ') {
        Some((first, rest)) if text.starts_with(piece) && tells_level(first, context) => rest,
        _ => piece,
    }
}

/// True if the word says how well something is known: "basic", "advanced".
pub(super) fn tells_level(word: &str, context: &Context<'_>) -> bool {
    context.posting_words().languages.signs.contains(&word.to_lowercase())
}

/// True if `piece` is one capitalised word that a title can end in.
fn is_bare_noun(piece: &str, context: &Context<'_>) -> bool {
    let nouns = &context.importer.vocabulary.title_words.nouns;
    capitals(piece) == piece && folded(piece).last().is_some_and(|word| nouns.contains(word))
}

/// True if a line lists nothing but names: "VMware or Hyper-V", "TCP/IP, DNS, DHCP".
fn is_list_of_names(text: &str, context: &Context<'_>) -> bool {
    let pieces = pieces(text, context);
    let is_whole = |piece: &&str| capitals(piece).len() == piece.len() && is_name(piece, false, context);
    // "Qualified Solicitor, Licensed Conveyancer" lists certificates.
    let signs = &context.posting_words().certificates.signs;
    let certified = folded(text).iter().any(|word| signs.contains(word));
    // Nouns of German have capitals too.
    let is_german = split_at(text, &context.posting_words().lists.of_capitals).len() > 1;
    pieces.len() > 1 && !is_german && !certified && pieces.iter().all(is_whole)
}

/// Returns the offset at which `phrase` occurs in `text` as whole words.
fn whole(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let before = text.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        before && text.get(at + phrase.len()..).is_none_or(|after| !after.starts_with(char::is_alphanumeric))
    })
}

/// Returns the leading words of a piece that have capitals.
fn capitals(piece: &str) -> &str {
    let mut end = 0;
    for word in piece.split_inclusive(' ') {
        // "Oracle 12", "3ds Max".
        let is_digit = word.starts_with(|c: char| c.is_ascii_digit());
        let is_version = is_digit && (end > 0 || word.contains(char::is_alphabetic));
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
    let product = words.get(usize::from(words.len() > 1 && words.first() == Some(&"MS"))..).unwrap_or_default();
    let lower = piece.to_lowercase();
    let shaped = piece.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '+' | '#'));
    let vocabulary = &context.importer.vocabulary;
    (1..=4).contains(&words.len())
        && (piece.len() > 1 || context.posting_words().tools.senses.contains_key(&lower))
        && (!opens_line || shaped || context.posting_words().tools.products.contains(&lower))
        && !product.iter().any(|word| context.posting_words().tools.not.contains(*word))
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
fn covers(found: &Recognised, text: &str, piece: &str, context: &Context<'_>) -> bool {
    let Some(start) = text.find(piece) else { return false };
    let span = Span::new(start, start + piece.len());
    // "Word and Excel" asks for Excel, and not for the suite that has both.
    if product(piece, context).is_some() {
        return found.demands.iter().any(|(_, demand)| demand.overlaps(span));
    }
    found.covered.iter().any(|covered| covered.overlaps(span))
}

/// True if a recognised tool comes right before `at`, in the same clause.
fn covered(found: &Recognised, at: usize, head: &str) -> bool {
    let clause = head.rfind([',', ';', '(']).filter(|&comma| comma + 2 < head.trim_end().len()).unwrap_or(0);
    found.covered.iter().any(|covered| covered.start >= clause && covered.end <= at)
}
