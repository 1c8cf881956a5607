//! Reads how well people say they know a tool: "★★☆☆☆", "2/5", "40%" behind its name.

use crate::matcher::Hit;

/// A rating of at most two fifths is low, whatever its scale.
const LOW: (u32, u32) = (2, 5);

/// The most characters between a tool and its rating: "Excel:  ".
const MOST_BETWEEN: usize = 4;

/// Filled and empty signs of ratings, in pairs.
const FILLED: &[char] = &['★', '●', '■', '⬤', '▰', '⭐', '█', '▮', '⚫', '◼'];
const EMPTY: &[char] = &['☆', '○', '□', '◯', '▱', '░', '▯', '⚪', '◻'];

/// True if the text behind the name at `hit` rates the tool low. A name may have more than one match: "Zoho CRM 0/5".
pub(crate) fn is_rated_low(hit: &Hit, hits: &[Hit], text: &str) -> bool {
    let after = |end: usize| text.get(end..).unwrap_or_default();
    let next = hit.span.end + 1;
    let behind = hits.get(hits.partition_point(|other| other.span.start < next)..).unwrap_or_default();
    let mut behind = behind.iter().take_while(|other| other.span.start == next);
    let is_name = after(hit.span.end).starts_with(' ');
    is_low(after(hit.span.end))
        || is_name
            && behind
                .find(|other| other.class == hit.class && other.entry == hit.entry)
                .is_some_and(|other| is_low(after(other.span.end)))
}

/// True if the text right after the name of a tool rates it low.
fn is_low(after: &str) -> bool {
    let is_between = |sign: &char| matches!(sign, ' ' | ':' | '(' | '-' | '–' | '\t');
    let skipped: usize = after.chars().take(MOST_BETWEEN).take_while(is_between).map(char::len_utf8).sum();
    let rating = after.get(skipped..).unwrap_or_default();
    let (mut filled, mut all) = (0, 0);
    for sign in rating.chars().filter(|sign| *sign != ' ') {
        match sign {
            sign if FILLED.contains(&sign) => filled += 1,
            sign if EMPTY.contains(&sign) => {}
            _ => break,
        }
        all += 1;
    }
    // A single sign is a bullet.
    let by_signs = (all > 1).then_some((filled, all));
    by_signs.or_else(|| by_number(rating)).is_some_and(|(of, all)| of * LOW.1 <= LOW.0 * all)
}

/// "2/5", "2 out of 5", "2 of 5", "40%".
fn by_number(rating: &str) -> Option<(u32, u32)> {
    let (of, rest) = number(rating)?;
    if rest.starts_with('%') {
        let ends =
            rest.get(1..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.starts_with(" of"));
        return Some((of, 100)).filter(|_| ends);
    }
    let rest = rest.trim_start();
    let (parting, rest) =
        ["/", "out of ", "of "].iter().find_map(|parting| Some((*parting, rest.strip_prefix(parting)?)))?;
    let (all, rest) = number(rest.trim_start())?;
    // "1 of 4 tools" counts tools.
    let ends = parting != "of " || !rest.trim_start_matches(' ').starts_with(char::is_alphanumeric);
    // "Excel 5/2019" is a date, and half a mark is nobody's scale.
    Some((of, all)).filter(|(of, all)| ends && of <= all && matches!(all, 3..=10 | 100))
}

/// The number that `text` begins with, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fifths_and_less_are_low_on_any_scale() {
        for low in [" ★☆☆☆☆", ": ●●○○○", " (1/5)", ": 2 out of 5", " - 40%", " 1 of 5", "\t3/10", " ☆☆☆☆☆"]
        {
            assert!(is_low(low), "{low}");
        }
        for fair in [
            " ★★★☆☆", ": 4/5", " 60%", "", ", 2/5", " 2010", " 03/2014", " 3/4/2015", " ● Word", " 20% of calls",
            " 1 of 4 tools",
        ] {
            assert!(!is_low(fair), "{fair}");
        }
    }
}
