//! Takes lists of tools apart: "Word, Excel and Teams", "Go/Java oder Kotlin".

use super::Context;

/// Letters on either side of the slash in a short form such as "FI/CO".
const LONGEST_HALF: usize = 3;

/// Returns the pieces of a list, without the little words before them.
pub(super) fn pieces<'a>(list: &'a str, context: &Context<'_>) -> Vec<&'a str> {
    let words = &context.posting_words().lists;
    let pieces = list.split([',', ';', '(', ')', ':']).flat_map(|piece| split_at(piece, &words.ors));
    // "FI/CO" and "CI/CD" are one name each. Their halves alone would match any company's.
    let is_short = |half: &str| half.len() <= LONGEST_HALF && half.chars().all(char::is_uppercase);
    let pieces = pieces.flat_map(|piece| match piece.trim().split('/').all(is_short) {
        true => vec![piece],
        false => piece.split('/').collect(),
    });
    let pieces = pieces.flat_map(|piece| split_at(piece, &words.ands)).map(|piece| piece.trim().trim_end_matches('.'));
    let plain = |piece: &str| {
        let mut leads = words.leads.iter();
        let rest = leads.find_map(|word| piece.strip_prefix(word.as_str())?.strip_prefix(' '));
        rest.map_or(0, |rest| piece.len() - rest.len())
    };
    pieces.map(|piece| piece.get(plain(piece)..).unwrap_or(piece)).filter(|piece| !piece.is_empty()).collect()
}

/// True if "or" comes before the last of a list's names: "Opera o un PMS similar".
pub(super) fn is_after_or(list: &str, last: &str, context: &Context<'_>) -> bool {
    let before = list.rfind(last).and_then(|at| list.get(..at)).unwrap_or_default();
    let joint = before.rsplit([',', ';']).next().unwrap_or_default();
    let article = |rest: &str| rest.split_whitespace().count() <= 1;
    let mut ors = context.posting_words().lists.ors.iter();
    ors.any(|or| joint.rsplit_once(&format!(" {or} ")).is_some_and(|(_, rest)| article(rest)))
}

/// Splits a text at each of the words `joints`.
pub(super) fn split_at<'a>(text: &'a str, joints: &[String]) -> Vec<&'a str> {
    let split = |pieces: Vec<&'a str>, joint: &String| {
        let joint = format!(" {joint} ");
        pieces.into_iter().flat_map(|it| it.split(joint.as_str()).collect::<Vec<_>>()).collect()
    };
    joints.iter().fold(vec![text], split)
}
