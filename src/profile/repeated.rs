//! Leaves out the second copy of a history that a resume prints twice.

use super::{Position, Segment};

/// Removes every position that repeats an earlier one with the same dates, and its duties that are stated there;
/// returns how many.
pub(super) fn leave_out(text: &str, positions: &mut Vec<Position>, segments: &mut Vec<Segment>) -> usize {
    let same = |a: &Position, b: &Position| {
        let name = |position: &Position| position.employer.as_ref().map(|employer| employer.text.to_lowercase());
        b.dates.is_some()
            && a.ranges().eq(b.ranges())
            && a.title.text.eq_ignore_ascii_case(&b.title.text)
            && name(a) == name(b)
    };
    let originals: Vec<Option<usize>> = positions
        .iter()
        .enumerate()
        .map(|(at, position)| positions.iter().take(at).position(|earlier| same(earlier, position)))
        .collect();
    if originals.iter().all(Option::is_none) {
        return 0;
    }
    let original = |at: usize| originals.get(at).copied().flatten();
    let stated: Vec<(usize, &str)> =
        segments.iter().filter_map(|segment| Some((segment.position?, segment.span.slice(text)))).collect();
    segments.retain(|segment| {
        let first = segment.position.and_then(original);
        first.is_none_or(|first| !stated.contains(&(first, segment.span.slice(text))))
    });
    let kept = |at: usize| at - originals.iter().take(at).flatten().count();
    for segment in segments.iter_mut() {
        segment.position = segment.position.map(|at| kept(original(at).unwrap_or(at)));
    }
    let mut at = 0;
    positions.retain(|_| {
        at += 1;
        original(at - 1).is_none()
    });
    originals.iter().flatten().count()
}
