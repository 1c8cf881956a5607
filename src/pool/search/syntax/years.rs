//! Parses years of experience in a query: `>5`, `>=5`, `5+`, `3..7`, `3-7`, `[3 TO 7]`, `5`.

/// The error for years that cannot be parsed.
pub(super) const USAGE: &str = "write years as years:>5, years:>=5, years:3..7, years:[3 TO 7] or years:5";

/// Most digits of a number of years.
const MOST_DIGITS: usize = 3;

/// Whole years of experience, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// The smallest number of years.
    pub least: u32,
    /// The largest number of years; `None` for no limit.
    pub most: Option<u32>,
}

/// Parses the text after `years:`. Returns the years and the number of bytes they take.
///
/// # Errors
/// The number of bytes that make no sense.
pub(super) fn read(text: &str) -> Result<(Years, usize), usize> {
    let from = text.len() - text.trim_start().len();
    let asked = text.get(from..).unwrap_or_default();
    let (asked, after) = match asked.strip_prefix('[') {
        Some(inside) => (inside.split_once(']').map(|(inside, _)| inside), 2),
        None => {
            // A space may follow the sign.
            let sign = asked.len() - asked.trim_start_matches(['<', '>', '=', '≥', '≤', ' ']).len();
            let ends = |c: char| c.is_whitespace() || "(),;|".contains(c);
            let digits = asked.get(sign..).unwrap_or_default();
            let length = sign + digits.find(ends).unwrap_or(digits.len());
            (asked.get(..length), 0)
        }
    };
    let whole = || text.trim_end().len();
    let asked = asked.ok_or_else(whole)?;
    let length = from + asked.len() + after;
    parse(asked, after > 0).filter(Years::is_possible).map(|years| (years, length)).ok_or(length)
}

fn parse(asked: &str, in_brackets: bool) -> Option<Years> {
    let range = |ends: (&str, &str)| Some(Years { least: number(ends.0)?, most: Some(number(ends.1)?) });
    if in_brackets {
        let (least, most) = asked.split_once(" TO ").or_else(|| asked.split_once(" to "))?;
        let least = if least.trim() == "*" { 0 } else { number(least)? };
        let most = if most.trim() == "*" { None } else { Some(number(most)?) };
        return Some(Years { least, most });
    }
    let at_least = |least: Option<u32>| least.map(|least| Years { least, most: None });
    let at_most = |most: Option<u32>| most.map(|most| Years { least: 0, most: Some(most) });
    let behind = |signs: [&str; 2]| signs.into_iter().find_map(|sign| asked.strip_prefix(sign));
    if let Some(number_words) = behind([">=", "≥"]) {
        return at_least(number(number_words));
    }
    if let Some(number_words) = behind(["<=", "≤"]) {
        return at_most(number(number_words));
    }
    if let Some(number_words) = asked.strip_prefix('>') {
        return at_least(number(number_words)?.checked_add(1));
    }
    if let Some(number_words) = asked.strip_prefix('<') {
        return at_most(number(number_words)?.checked_sub(1));
    }
    if let Some(number_words) = asked.strip_suffix('+') {
        return at_least(number(number_words));
    }
    let parted = ["..", "-", "–"].into_iter().find_map(|sign| asked.split_once(sign));
    match parted {
        Some(ends) => range(ends),
        None => number(asked).map(|years| Years { least: years, most: Some(years) }),
    }
}

fn number(words: &str) -> Option<u32> {
    let digits = words.trim();
    (digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

impl Years {
    fn is_possible(&self) -> bool {
        self.most.is_none_or(|most| self.least <= most)
    }
}
