//! Reads the head of a position, such as "Account Manager, Acme Inc. - Springfield, IL", field by field.

use std::ops::Range;

use super::details;
use super::fields::{self, Field, FieldKind, Joint};
use super::terms;
use crate::reading::{Reading, mark};
use crate::titles::Setting;

/// Heads have at most so many words.
pub(super) const LONGEST_HEAD: usize = 18;

/// The facts of a head, or of the part of a head on one side of the dates.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// A phrase that turns on the noun of a title.
    pub title: Option<Range<usize>>,
    /// The phrase in the position of a title.
    pub slot: Option<Range<usize>>,
    /// The employer's name.
    pub employer: Option<Range<usize>>,
    /// True if the employer bears a sign ("Inc.").
    pub is_signed: bool,
    /// True if it begins with a place or with a signed employer.
    pub leads_with_employer: bool,
    /// True if it names a place.
    pub has_place: bool,
    /// True if it begins with large accounts in place of a title, and another field follows: "National Accounts, Acme".
    pub leads_with_accounts: bool,
    /// Word at which the head ends and a sentence begins.
    pub end: usize,
}

/// Reads `range`; `employer_known` when another line names the employer, so that all before it is title.
pub(super) fn read(reading: &Reading<'_>, range: Range<usize>, least: Setting, employer_known: bool) -> Header {
    let range = without_label(reading, range);
    let mut fields = fields::read(reading, terms::trim_open(reading, range.clone()), least);
    let end = fields.iter().find(|field| field.kind == FieldKind::Prose).map_or(range.end, |field| field.words.start);
    fields.retain(|field| field.words.start < end);
    of_fields(reading, &fields, end, employer_known)
}

/// Reads all of `range` as a head whose title details may follow, in small letters too; `None` without a title.
pub(super) fn read_with_details(reading: &Reading<'_>, range: Range<usize>, employer_known: bool) -> Option<Header> {
    let range = without_label(reading, range);
    let mut fields = fields::read(reading, terms::trim_open(reading, range.clone()), Setting::Plain);
    details::open(reading, &mut fields).then(|| of_fields(reading, &fields, range.end, employer_known))
}

fn of_fields(reading: &Reading<'_>, fields: &[Field], end: usize, employer_known: bool) -> Header {
    let title = title(reading, fields, employer_known).map(|title| terms::without_counts(reading, title));
    let apart = |field: &&Field| title.as_ref().is_none_or(|title| !title.contains(&field.words.start));
    let slot = fields.iter().find(|field| matches!(field.kind, FieldKind::Name | FieldKind::Title)).map(|first| {
        let last = fields
            .iter()
            .take_while(|field| matches!(field.kind, FieldKind::Name | FieldKind::Title))
            .last()
            .unwrap_or(first);
        first.words.start..if employer_known { last.words.end } else { first.words.end }
    });
    let signed = fields.iter().filter(apart).find(|field| field.kind == FieldKind::Employer);
    let leads_with_accounts = title.is_none()
        && fields.len() > 1
        && fields
            .first()
            .is_some_and(|field| field.kind == FieldKind::Name && details::is_accounts(reading, field.words.clone()));
    let mut names = fields.iter().filter(apart).filter(|field| field.kind == FieldKind::Name);
    let named = names.nth(usize::from(leads_with_accounts));
    Header {
        employer: signed.or(named).map(|field| field.words.clone()),
        is_signed: signed.is_some(),
        leads_with_accounts,
        has_place: fields.iter().any(|field| field.kind == FieldKind::Place),
        leads_with_employer: fields
            .first()
            .is_some_and(|field| matches!(field.kind, FieldKind::Employer | FieldKind::Place)),
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

/// The first title, with the fields beside it that belong to it.
fn title(reading: &Reading<'_>, fields: &[Field], employer_known: bool) -> Option<Range<usize>> {
    let first = fields.iter().position(|field| field.kind == FieldKind::Title)?;
    let mut words = fields.get(first)?.words.clone();
    let mut follows = fields.get(first + 1..)?.iter().peekable();
    while let Some(field) = follows.next() {
        let subject =
            reading.words(field.words.clone()).iter().all(|word| word.is(mark::SUBJECT | mark::RANK | mark::LINK));
        let named_later = employer_known || follows.peek().is_some_and(|later| later.kind == FieldKind::Employer);
        let belongs = match field.kind {
            FieldKind::Title => field.joint == Joint::Soft,
            FieldKind::Name => field.joint == Joint::Soft && (subject || named_later),
            _ => false,
        };
        if !belongs {
            break;
        }
        words.end = field.words.end;
    }
    // "Operations, Assistant Manager": names before it belong to it when the employer is told elsewhere.
    if employer_known
        && fields.iter().take(first).all(|field| field.kind == FieldKind::Name && field.joint == Joint::Soft)
    {
        words.start = fields.first().map_or(words.start, |field| field.words.start);
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::testing::lexicon;

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
