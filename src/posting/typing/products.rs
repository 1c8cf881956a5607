//! Recognises the tools that are known by name, even by the name of a common word: Word, Go, Access.

use super::Context;
use super::tool::tells_level;
use super::tool_lists::pieces;

/// Returns the known tool that a piece names and nothing else, besides words such as "excellent" or "required".
pub(super) fn product<'a>(piece: &'a str, context: &Context<'_>) -> Option<&'a str> {
    let products = &context.posting_words().tools.products;
    let (fillers, little) =
        (&context.posting_words().similar.fillers, &context.importer.vocabulary.context.little_words);
    let says_nothing = |word: &str| {
        let lower = word.to_lowercase();
        !products.contains(&lower)
            && (fillers.contains(&lower) || little.contains(&lower) || tells_level(word, context))
    };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let from = words.iter().position(|word| !says_nothing(word))?;
    let to = words.iter().rposition(|word| !says_nothing(word))?;
    let (first, last) = (words.get(from)?, words.get(to)?);
    let start = first.as_ptr() as usize - piece.as_ptr() as usize;
    let end = last.as_ptr() as usize + last.len() - piece.as_ptr() as usize;
    let name = piece.get(start..end)?.trim_matches(|c: char| matches!(c, '.' | '*' | '!'));
    (name.starts_with(char::is_uppercase) && products.contains(&name.to_lowercase())).then_some(name)
}

/// True if `text` names a known tool alone, or several of them: "Perforce", "Word, Excel and Teams".
pub(super) fn lists_products(text: &str, context: &Context<'_>) -> bool {
    let pieces = pieces(text, context);
    let known = pieces.iter().filter(|piece| product(piece, context).is_some()).count();
    known > 1 || (known == 1 && pieces.len() == 1)
}
