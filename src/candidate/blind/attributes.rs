//! Finds what tells who a person is beside the name: birth, age, nation, family, gender, religion, address.

use rustc_hash::FxHashSet;

use super::pieces::{Piece, Pieces};
use super::words::{BlindWords, words};
use crate::profile::Profile;
use rolefit_document::Span;

/// Ages of people who write resumes.
const AGES: std::ops::RangeInclusive<u32> = 14..=99;
/// Years of birth of people who write resumes. A full date of another year is one of work.
const BIRTH_YEARS: std::ops::RangeInclusive<u32> = 1935..=2009;
/// A field with more words is a sentence, not an address.
const MOST_ADDRESS_WORDS: usize = 14;
/// A lower-case word of more letters belongs to a sentence, not to an address.
const ADDRESS_LINK_LETTERS: usize = 3;

/// Returns the spans of attributes, in no order.
pub(super) fn spans(pieces: &Pieces<'_>, profile: &Profile) -> Vec<Span> {
    let words = words();
    let mut spans = Vec::new();
    let mut nations: FxHashSet<&str> = FxHashSet::default();
    for (at, piece) in pieces.all.iter().enumerate() {
        let [word, phrase] = [&words.words, &words.phrases].map(|list| list.starting(pieces.words_from(at)));
        if let Some(count) = word.max(phrase) {
            spans.extend(pieces.all.get(at + count - 1).map(|last| piece.span.join(last.span)));
        }
        spans.extend(labelled(pieces, at, words, &mut nations));
        spans.extend(age(pieces, at));
        spans.extend(children(pieces, at, words));
        spans.extend(nation(pieces, at, words, &mut nations));
        spans.extend(birth_date(pieces, at, profile));
        spans.extend(membership(pieces, at));
    }
    let states_they = pieces.all.windows(2).any(|pair| {
        let [they, them] = pair else { return false };
        they.word == "they"
            && them.word == "them"
            && Span::new(they.span.end, them.span.start).slice(pieces.text) == "/"
    });
    let theirs = pieces.all.iter().filter(|piece| states_they && words.plural_pronouns.contains(&piece.word));
    spans.extend(theirs.map(|piece| piece.span));
    let is_language = |span: Span| profile.languages.iter().any(|language| language.span.overlaps(span));
    let named = pieces.all.iter().filter(|piece| piece.is_capital && nations.contains(piece.word.as_str()));
    spans.extend(named.map(|piece| piece.span).filter(|span| !is_language(*span)));
    spans.extend(pieces.fields().into_iter().filter_map(|(span, range)| {
        let field = pieces.all.get(range)?;
        is_address(pieces.text, field, words).then_some(span)
    }));
    spans
}

/// Returns the value after a label at `at`: "Nationality: Maltese", or the line below a label.
fn labelled<'a>(
    pieces: &'a Pieces<'_>,
    at: usize,
    words: &BlindWords,
    nations: &mut FxHashSet<&'a str>,
) -> Option<Span> {
    let count = pieces.begins_field(at).then(|| words.labels.starting(pieces.words_from(at))).flatten()?;
    let (first, last) = (pieces.all.get(at)?, pieces.all.get(at + count - 1)?);
    let gap = pieces.gap_after(at + count - 1);
    let begins_line = at == 0 || pieces.gap_before(at).contains(['\n', '\u{c}']);
    let next = pieces.all.get(at + count)?;
    let is_labelled = gap.starts_with([':', '\t']) || gap.trim_start_matches(' ').starts_with(['-', '–', '—', ':']);
    let is_alone = begins_line && gap.starts_with('\n') && count > 1;
    // "Born 3 May 1988", "born in Valletta"
    let is_born = first.word == "born" && (next.number().is_some() || ["on", "in"].contains(&next.word.as_str()));
    if !(is_labelled || is_alone || is_born) {
        return None;
    }
    let value = pieces.rest_of_field(next.span.start);
    if first.word.starts_with("national") || first.word.starts_with("citizen") {
        let inside = pieces.all.iter().skip(at + count).take_while(|piece| piece.span.end <= value.end);
        nations.extend(inside.filter(|piece| piece.is_capital && piece.letters() > 2).map(|piece| piece.word.as_str()));
    }
    Some(if is_born { last.span.join(value) } else { value })
}

/// Returns the number of somebody's children: "3 kids" as a fact of its own, "mother of three".
fn children(pieces: &Pieces<'_>, at: usize, words: &BlindWords) -> Option<Span> {
    let is_few = |piece: &Piece| piece.number().is_some_and(|number| number < 10) || words.few.contains(&piece.word);
    let (piece, next) = (pieces.all.get(at)?, pieces.all.get(at + 1)?);
    if is_few(piece) && words.children.contains(&next.word) && pieces.begins_field(at) {
        return Some(piece.span.join(next.span));
    }
    let number = pieces.all.get(at + 2).filter(|number| is_few(number))?;
    (words.parents.contains(&piece.word) && next.word == "of").then(|| piece.span.join(number.span))
}

/// Returns an age: "38 years old", "aged 38", "she is 38".
fn age(pieces: &Pieces<'_>, at: usize) -> Option<Span> {
    let piece = pieces.all.get(at)?;
    piece.number().filter(|number| AGES.contains(number))?;
    let next: Vec<&str> = pieces.words_from(at + 1).take(3).collect();
    let before = at.checked_sub(1).and_then(|before| pieces.all.get(before));
    let length = match next.as_slice() {
        ["year" | "years" | "yrs" | "yr", "old", ..] => 2,
        ["years" | "yrs", "of", "age"] => 3,
        _ => before.filter(|before| is_before_age(pieces, at, before)).map(|_| 0)?,
    };
    Some(piece.span.join(pieces.all.get(at + length)?.span))
}

/// True for a word before an age: "aged 38", and "is" in "Ana is 38, …" or "I am 38."
fn is_before_age(pieces: &Pieces<'_>, at: usize, before: &Piece) -> bool {
    let subject = || at.checked_sub(2).and_then(|subject| pieces.all.get(subject));
    let is_person =
        |subject: &Piece| subject.is_capital || ["he", "she", "they", "who"].contains(&subject.word.as_str());
    let ends = || pieces.gap_after(at).contains([',', '.', ';', ')', '\n']) || pieces.all.len() == at + 1;
    match before.word.as_str() {
        "age" | "aged" => true,
        "is" | "am" => pieces.gap_before(at) == " " && subject().is_some_and(is_person) && ends(),
        _ => false,
    }
}

/// Returns the words that name a nation as the person's: "Maltese national", "native of Malta".
fn nation<'a>(pieces: &'a Pieces<'_>, at: usize, words: &BlindWords, nations: &mut FxHashSet<&'a str>) -> Option<Span> {
    let (piece, next) = (pieces.all.get(at)?, pieces.all.get(at + 1)?);
    let is_beside = [" ", "-", "\u{2011}"].contains(&pieces.gap_after(at));
    if piece.is_capital && !next.is_capital && is_beside && words.after_nation.contains(&next.word) {
        nations.insert(&piece.word);
        return Some(piece.span.join(next.span));
    }
    let count = words.before_nation.starting(pieces.words_from(at))?;
    let mut behind = pieces.all.iter().skip(at + count).skip_while(|piece| piece.word == "the");
    let named = behind.next().filter(|piece| piece.is_capital)?;
    nations.insert(&named.word);
    Some(piece.span.join(named.span))
}

/// Returns a full date that can be a day of birth: "14 March 1987", "March 14, 1987", "1987-03-14", "14.03.1987".
fn birth_date(pieces: &Pieces<'_>, at: usize, profile: &Profile) -> Option<Span> {
    let [first, second, third] = pieces.all.get(at..at + 3)? else { return None };
    let gaps = [pieces.gap_after(at), pieces.gap_after(at + 1)];
    if gaps.iter().any(|gap| gap.contains('\n') || gap.len() > 2) {
        return None;
    }
    let is_day = |piece: &Piece| piece.number().is_some_and(|number| (1..=31).contains(&number)) || is_ordinal(piece);
    let is_month = |piece: &Piece| super::identity::is_month(&piece.word) || is_day(piece);
    let is_year = |piece: &Piece| piece.number().is_some_and(|number| BIRTH_YEARS.contains(&number));
    let is_date = (is_year(first) && is_day(second) && is_day(third))
        || (is_year(third) && ((is_day(first) && is_month(second)) || (is_month(first) && is_day(second))));
    let span = first.span.join(third.span);
    let is_work =
        profile.positions.iter().any(|position| position.dates_span.is_some_and(|dates| dates.overlaps(span)));
    let ranges = ["–", "—", " - ", " to "];
    let is_range = ranges.iter().any(|mark| {
        let before = pieces.gap_before(at).contains(mark.trim());
        let after = pieces.gap_after(at + 2).contains(mark.trim());
        (before || after) && mark.trim() != "to"
    });
    (is_date && !is_work && !is_range).then_some(span)
}

fn is_ordinal(piece: &Piece) -> bool {
    let digits = piece.word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=2).contains(&digits.len()) && ["st", "nd", "rd", "th"].contains(&piece.word.get(digits.len()..).unwrap_or(""))
}

/// Returns a membership: "member of the Society of Women Engineers". A member of a team has no capital.
fn membership(pieces: &Pieces<'_>, at: usize) -> Option<Span> {
    let piece = pieces.all.get(at).filter(|piece| piece.word == "member" || piece.word == "fellow")?;
    pieces.all.get(at + 1).filter(|of| of.word == "of")?;
    let behind = pieces.all.iter().skip(at + 2).find(|piece| piece.word != "the")?;
    let rest = pieces.rest_of_field(behind.span.start);
    let sentence = rest.slice(pieces.text).find(". ").map_or(rest, |end| Span::new(rest.start, rest.start + end));
    behind.is_capital.then(|| piece.span.join(sentence))
}

/// True if a field is a postal address: a house number with a street or a postal code, or a place with a postal code.
fn is_address(text: &str, field: &[Piece], words: &BlindWords) -> bool {
    let is_link = |piece: &Piece| piece.letters() <= ADDRESS_LINK_LETTERS;
    let is_name = |piece: &&Piece| piece.is_capital || piece.number().is_some() || is_link(piece) || has_digit(piece);
    if field.len() < 2 || field.len() > MOST_ADDRESS_WORDS || !field.iter().all(|piece| is_name(&piece)) {
        return false;
    }
    let is_year = |number: u32| (1900..=2099).contains(&number);
    let has_number =
        field.iter().any(|piece| piece.number().is_some_and(|number| !is_year(number)) || has_digit(piece));
    let ends = ["strasse", "straße", "gasse", "straat", "vej", "gatan"];
    let is_street = |piece: &Piece| words.streets.contains(&piece.word);
    let has_street = field.iter().skip(1).any(is_street)
        || field.iter().any(|piece| ends.iter().any(|end| piece.word.len() > end.len() && piece.word.ends_with(end)));
    let is_code = |piece: &Piece| {
        let digits = piece.word.bytes().filter(u8::is_ascii_digit).count();
        (piece.number().is_some_and(|number| !is_year(number)) && (4..=6).contains(&digits))
            || (has_digit(piece) && piece.span.slice(text).chars().all(|c| c.is_uppercase() || c.is_ascii_digit()))
    };
    let begins_with_house = field.first().and_then(Piece::number).is_some_and(|number| !is_year(number));
    let has_code = field.iter().skip(1).any(is_code);
    let has_words = field.iter().any(|piece| piece.is_capital && piece.letters() > 1);
    has_words && has_number && (has_street || (begins_with_house && has_code) || is_zip(text, field))
}

fn has_digit(piece: &Piece) -> bool {
    piece.word.bytes().any(|byte| byte.is_ascii_digit()) && piece.number().is_none()
}

/// True for "Springfield, IL 62701".
fn is_zip(text: &str, field: &[Piece]) -> bool {
    field.windows(2).any(|pair| {
        let [state, code] = pair else { return false };
        let state = state.span.slice(text);
        state.len() == 2
            && state.bytes().all(|byte| byte.is_ascii_uppercase())
            && code.word.len() == 5
            && code.number().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let pieces = Pieces::new(text);
        let spans = super::super::identity::merged(spans(&pieces, &Profile::default()));
        spans.into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn the_value_of_a_label_is_found_and_a_nation_wherever_it_comes_again() {
        let text = "DOB: 3 May 1988 | Nationality: Maltese | Civil status - single\nFluent in Maltese law";
        assert_eq!(found(text), ["3 May 1988", "Nationality: Maltese", "single", "Maltese"]);
        assert_eq!(found("Marital status\nsingle\nSales"), ["single"]);
        assert_eq!(found("Born in Valletta, 1988"), ["Born in Valletta, 1988"]);
    }

    #[test]
    fn pronouns_family_and_faith_are_found_and_work_is_not() {
        assert_eq!(found("She led her team as a mother of two children"), ["She", "her", "mother of two children"]);
        assert_eq!(found("Divorced, 3 kids; a mother of three"), ["Divorced", "3 kids", "mother of three"]);
        assert_eq!(found("Kim (they/them)\nThey sold for their team"), ["they/them", "They", "their"]);
        assert!(found("They sold for their team; trained 3 children").is_empty());
        assert_eq!(found("On parental leave, then Catholic relief"), ["parental leave", "Catholic"]);
        assert!(found("Shell sells seashells; hero of sales; taught 20 children").is_empty());
    }

    #[test]
    fn ages_and_days_of_birth_are_found_and_terms_of_work_are_not() {
        assert_eq!(found("38 years old, aged 38"), ["38 years old", "38"]);
        assert_eq!(found("Ms Kim is 52, a painter. I am 38."), ["Ms", "52", "38"]);
        assert!(found("The target is 52 clients; there are 38, and margin is 40.").is_empty());
        assert_eq!(found("1987-03-14\n14.03.1987, March 14, 1987"), ["1987-03-14", "14.03.1987", "March 14, 1987"]);
        assert!(found("20 years of experience, 12 March 2019, 01/02/2003 – 04/05/2006").is_empty());
    }

    #[test]
    fn nations_are_found_beside_their_words() {
        assert_eq!(found("a Maltese citizen, native of Malta"), ["Maltese citizen", "native of Malta"]);
        assert!(found("grew national accounts at First National Bank").is_empty());
    }

    #[test]
    fn addresses_are_found_and_deeds_with_numbers_are_not() {
        for text in
            ["12 Elm Street", "7 Odos Ermou, Athens 10563", "Springfield, IL 62701", "Hauptstrasse 4, 10115 Berlin"]
        {
            assert_eq!(found(text), [text]);
        }
        assert!(found("• 12 key accounts worth 25000\n2014 Key Account Manager\nGrew sales 40").is_empty());
    }

    #[test]
    fn memberships_are_found_and_teams_are_not() {
        assert_eq!(found("Member of the Society of Divers. Sold"), ["Member of the Society of Divers"]);
        assert!(found("member of the sales team").is_empty());
    }
}
