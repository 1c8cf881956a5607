//! Reads the head of a position, such as "Account Manager, Acme Inc. - Springfield, IL", field by field.

use std::ops::Range;

use super::lexicon::{Meaning, mark};
use super::reading::Reading;
use super::titles::{Setting, is_title, last_noun, setting};
use super::words::Shape;

/// Heads have at most so many words.
pub(super) const LONGEST_HEAD: usize = 18;

/// What a field of a head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Turns on the noun of a title.
    Title,
    /// Bears a sign of an employer.
    Employer,
    /// A city, state or country.
    Place,
    /// Some other name.
    Name,
    /// A sentence.
    Prose,
}

/// How a field is parted from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// A comma, dash or slash, which titles may hold.
    Soft,
    /// A tab, bar or "at", which they do not.
    Hard,
}

#[derive(Clone, Debug)]
struct Field {
    words: Range<usize>,
    kind: Kind,
    joint: Joint,
}

/// What a head, or the part of one on one side of the dates, says.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// A phrase that turns on the noun of a title.
    pub title: Option<Range<usize>>,
    /// The phrase that stands where a title would.
    pub slot: Option<Range<usize>>,
    /// The employer's name.
    pub employer: Option<Range<usize>>,
    /// Whether the employer bears a sign ("Inc.").
    pub is_signed: bool,
    /// Whether it begins with a place or with a signed employer.
    pub leads_with_employer: bool,
    /// Word at which the head ends and a sentence begins.
    pub end: usize,
}

/// Reads `range`; `employer_known` when another line names the employer, so that all before it is title.
pub(super) fn read(reading: &Reading<'_>, range: Range<usize>, least: Setting, employer_known: bool) -> Header {
    let range = without_label(reading, range);
    let mut fields = cut(reading, range.clone());
    classify(reading, &mut fields, least);
    split_runs(reading, &mut fields, least);
    let end = fields.iter().find(|field| field.kind == Kind::Prose).map_or(range.end, |field| field.words.start);
    fields.retain(|field| field.words.start < end);
    let title = title(reading, &fields, employer_known);
    let apart = |field: &&Field| title.as_ref().is_none_or(|title| !title.contains(&field.words.start));
    let slot = fields.iter().find(|field| matches!(field.kind, Kind::Name | Kind::Title)).map(|first| {
        let last =
            fields.iter().take_while(|field| matches!(field.kind, Kind::Name | Kind::Title)).last().unwrap_or(first);
        first.words.start..if employer_known { last.words.end } else { first.words.end }
    });
    let signed = fields.iter().filter(apart).find(|field| field.kind == Kind::Employer);
    let named = fields.iter().filter(apart).find(|field| field.kind == Kind::Name);
    Header {
        employer: signed.or(named).map(|field| field.words.clone()),
        is_signed: signed.is_some(),
        leads_with_employer: fields.first().is_some_and(|field| matches!(field.kind, Kind::Employer | Kind::Place)),
        title,
        slot,
        end,
    }
}

/// Reads the head that a line begins with, which a sentence may follow.
pub(super) fn read_start(reading: &Reading<'_>, line: Range<usize>, least: Setting, employer_known: bool) -> Header {
    read(reading, line.start..line.end.min(line.start + LONGEST_HEAD), least, employer_known)
}

/// Drops "Title:" and "Position:".
fn without_label(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let label = |index: usize| {
        reading.word(index).is_some_and(|word| {
            let slice = word.span.slice(reading.text);
            ["title", "position", "role", "designation"].iter().any(|label| slice.eq_ignore_ascii_case(label))
        }) && reading.gap(index + 1).starts_with(':')
    };
    let labelled = (range.start..range.end.min(range.start + 2)).find(|&index| label(index));
    labelled.map_or(range.clone(), |index| index + 1..range.end)
}

/// Cuts at commas, dashes, bars, tabs, "at", and around a phrase that is an employer by itself.
fn cut(reading: &Reading<'_>, range: Range<usize>) -> Vec<Field> {
    let mut fields = Vec::new();
    let (mut start, mut joint, mut index) = (range.start, Joint::Soft, range.start);
    let mut push = |from: usize, to: usize, joint: Joint, kind: Kind| {
        if from < to {
            fields.push(Field { words: from..to, kind, joint });
        }
    };
    while index < range.end {
        if index > range.start {
            if let Some(next) = separator(reading.gap(index)) {
                push(start, index, joint, Kind::Name);
                (start, joint) = (index, next);
            }
        }
        let at = index > range.start && reading.word(index).is_some_and(|word| word.span.slice(reading.text) == "at");
        let employer = reading.phrase(index, range.end, |meaning| meaning == Meaning::Employer);
        match employer {
            _ if at => {
                push(start, index, joint, Kind::Name);
                (start, joint, index) = (index + 1, Joint::Hard, index + 1);
            }
            Some((length, _)) if length > 1 => {
                push(start, index, joint, Kind::Name);
                push(index, index + length, Joint::Soft, Kind::Employer);
                (start, joint, index) = (index + length, Joint::Hard, index + length);
            }
            _ => index += 1,
        }
    }
    push(start, range.end, joint, Kind::Name);
    fields
}

fn separator(gap: &str) -> Option<Joint> {
    if gap.contains(['\t', '|', '•', '·', '@']) || gap.contains("  ") {
        return Some(Joint::Hard);
    }
    let dash = ['-', '–', '—', '－', '―'];
    let spaced = gap.len() > 1 && gap.contains(char::is_whitespace);
    let soft =
        gap.contains(',') || gap.contains(['–', '—', '－', '―']) || (spaced && gap.contains(dash)) || gap == " / ";
    soft.then_some(Joint::Soft)
}

fn classify(reading: &Reading<'_>, fields: &mut [Field], least: Setting) {
    for index in 0..fields.len() {
        let after_comma =
            index > 0 && fields.get(index).is_some_and(|field| reading.gap(field.words.start).contains(','));
        let (before, rest) = fields.split_at_mut(index);
        let Some(field) = rest.first_mut() else { continue };
        if field.kind == Kind::Employer {
            continue;
        }
        field.kind = kind(reading, field.words.clone(), least);
        if after_comma && place_len(reading, field.words.clone()).is_some() {
            field.kind = Kind::Place;
            // The city before it, unless it is more than a city.
            if let Some(city) = before.last_mut().filter(|city| city.kind == Kind::Name && city.words.len() <= 3) {
                city.kind = Kind::Place;
            }
        }
    }
}

fn kind(reading: &Reading<'_>, words: Range<usize>, least: Setting) -> Kind {
    let signed = words.clone().rev().take(2).any(|index| is_sign(reading, index));
    let noun_last =
        words.end.checked_sub(1).and_then(|last| reading.word(last)).is_some_and(|word| word.is(mark::NOUN));
    if signed && !noun_last && setting(reading, words.clone()) > Setting::Prose {
        return if last_noun(reading, words.clone()).is_some() { Kind::Title } else { Kind::Employer };
    }
    if is_title(reading, words.clone(), least) {
        return Kind::Title;
    }
    if setting(reading, words) >= Setting::Capitals { Kind::Name } else { Kind::Prose }
}

fn is_sign(reading: &Reading<'_>, index: usize) -> bool {
    reading.word(index).is_some_and(|word| word.shape != Shape::Lower)
        && reading.phrase(index, index + 1, |meaning| meaning == Meaning::Employer).is_some()
}

/// How many words the state or country at the beginning of `words` has; codes are written in capitals.
fn place_len(reading: &Reading<'_>, words: Range<usize>) -> Option<usize> {
    let first = reading.word(words.start).filter(|word| word.shape != Shape::Lower)?;
    let (length, _) = reading.phrase(words.start, words.end, |meaning| meaning == Meaning::Place)?;
    (first.span.len() > 2 || first.shape == Shape::Upper).then_some(length)
}

/// Splits fields that run on without a separator: a place and what follows, a title and its employer.
fn split_runs(reading: &Reading<'_>, fields: &mut Vec<Field>, least: Setting) {
    let mut index = 0;
    while let Some(field) = fields.get(index).cloned() {
        let next_kind = fields.get(index + 1).map(|next| next.kind);
        let cut = match field.kind {
            Kind::Place => place_len(reading, field.words.clone()).map(|length| field.words.start + length),
            Kind::Title => runs_on(reading, &field, next_kind),
            _ => None,
        };
        if let Some(cut) = cut.filter(|cut| field.words.contains(cut) && *cut > field.words.start) {
            let rest = cut..field.words.end;
            let rest_kind = match (field.kind, kind(reading, rest.clone(), least)) {
                (Kind::Title, Kind::Name) => Kind::Employer,
                (_, other) => other,
            };
            if let Some(field) = fields.get_mut(index) {
                field.words.end = cut;
            }
            fields.insert(index + 1, Field { words: rest, kind: rest_kind, joint: Joint::Hard });
        }
        index += 1;
    }
}

/// Where a title ends that an employer's name follows: "Sales Manager Acme Inc", "Sales Manager Acme Springfield, IL".
fn runs_on(reading: &Reading<'_>, field: &Field, next: Option<Kind>) -> Option<usize> {
    let signed = field.words.clone().rev().take(2).any(|index| is_sign(reading, index));
    let noun = last_noun(reading, field.words.clone())?;
    let ended = signed || next == Some(Kind::Place);
    let linked = reading.word(noun + 1).is_some_and(|word| word.is(mark::LINK));
    (ended && !linked && noun + 1 < field.words.end).then_some(noun + 1)
}

/// The first title, with the fields beside it that belong to it.
fn title(reading: &Reading<'_>, fields: &[Field], employer_known: bool) -> Option<Range<usize>> {
    let first = fields.iter().position(|field| field.kind == Kind::Title)?;
    let mut words = fields.get(first)?.words.clone();
    let mut follows = fields.get(first + 1..)?.iter().peekable();
    while let Some(field) = follows.next() {
        let subject = field
            .words
            .end
            .checked_sub(1)
            .and_then(|last| reading.word(last))
            .is_some_and(|word| word.is(mark::SUBJECT));
        let named_later = employer_known || follows.peek().is_some_and(|later| later.kind == Kind::Employer);
        let belongs = match field.kind {
            Kind::Title => field.joint == Joint::Soft,
            Kind::Name => field.joint == Joint::Soft && (subject || named_later),
            _ => false,
        };
        if !belongs {
            break;
        }
        words.end = field.words.end;
    }
    // "Operations, Assistant Manager": names before it belong to it when the employer is told elsewhere.
    if employer_known && fields.iter().take(first).all(|field| field.kind == Kind::Name && field.joint == Joint::Soft) {
        words.start = fields.first().map_or(words.start, |field| field.words.start);
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::super::testing::lexicon;
    use super::*;

    fn heads(text: &str) -> (String, String, String) {
        let reading = Reading::new(text, lexicon());
        let header = read(&reading, 0..reading.words.len(), Setting::Capitals, false);
        let show = |range: Option<Range<usize>>| range.map_or("", |range| reading.span(range).slice(text)).to_owned();
        let rest = text.get(reading.span(0..header.end).end..).unwrap_or_default();
        (show(header.title), show(header.employer), rest.trim().to_owned())
    }

    #[test]
    fn title_and_employer_are_told_apart() {
        let cases = [
            ("Account Manager, Acme Widgets, Springfield, IL", "Account Manager", "Acme Widgets"),
            ("Acme Widgets — Account Manager", "Account Manager", "Acme Widgets"),
            ("Manager, Key Accounts, Acme Widgets", "Manager, Key Accounts", "Acme Widgets"),
            (
                "Banking Center Manager, Assistant Vice President",
                "Banking Center Manager, Assistant Vice President",
                "",
            ),
            ("Sales Manager Acme Widgets Inc - Springfield, IL", "Sales Manager", "Acme Widgets Inc"),
            ("Home Care Assistant Company Name － City , State", "Home Care Assistant", "Company Name"),
            (
                "Company Name City , State Information Technology Manager",
                "Information Technology Manager",
                "Company Name",
            ),
            ("Account Manager at Globex", "Account Manager", "Globex"),
            ("Acme Corp\tSales Representative", "Sales Representative", "Acme Corp"),
            ("Position: Store Manager", "Store Manager", ""),
        ];
        for (text, title, employer) in cases {
            assert_eq!(heads(text), (title.into(), employer.into(), String::new()), "{text}");
        }
    }

    #[test]
    fn a_sentence_after_the_place_is_no_part_of_the_head() {
        let (title, employer, rest) = heads("Company Name － City , State Generated several new accounts by calling");
        assert_eq!((title.as_str(), employer.as_str()), ("", "Company Name"));
        assert_eq!(rest, "Generated several new accounts by calling");
    }
}
