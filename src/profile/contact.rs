//! Who the candidate is and how to reach them; nothing of it enters a score.

use memchr::memchr_iter;

use super::letter::{self, Greeting};
use super::name_shape::plain;
use super::names::{self, Signs, TELLING_LETTERS};
use super::sections::Layout;
use super::telephone::{self, MOST_DIGITS};
use super::{Contact, Fact};
use crate::reading::{Reading, Shape, mark};
use rolefit_document::SectionKind;
use rolefit_document::Span;
use rolefit_document::ascii::is_year;

/// Telephone numbers that are certain have at least so many digits.
const LEAST_DIGITS: usize = 9;
/// A text with more addresses is a list of people. Later addresses are not the writer's.
const MOST_EMAILS: usize = 100;
/// A line with an address, a number or a link is about contact if it is no longer than this.
const CONTACT_WORDS: usize = 24;

/// The contact, and the lines that are about nothing else.
pub(super) fn read(reading: &Reading<'_>, layout: &Layout) -> (Contact, Vec<usize>) {
    let mut all = emails(reading.text);
    all.truncate(MOST_EMAILS);
    let greeting = letter::greeting(reading);
    let mut contact = Contact { emails: own(reading, layout, &all, greeting.as_ref()), ..Contact::default() };
    let mut lines = Vec::new();
    for (index, line) in reading.lines.iter().enumerate() {
        let on_line = |email: &Fact| line.span.covers(email.span);
        let (holds_email, holds_own) = (all.iter().any(on_line), contact.emails.iter().any(on_line));
        let about = is_about(layout, index);
        if !about && !holds_email {
            continue;
        }
        let mut found = Vec::new();
        telephones(reading.text, line.span, &mut found);
        let slice = line.span.slice(reading.text);
        let link = ["http://", "https://", "www.", "linkedin.com"].iter().any(|link| slice.contains(link));
        if (holds_email || link || !found.is_empty()) && line.words.len() <= CONTACT_WORDS {
            lines.push(index);
        }
        if holds_own || (about && !names_other(reading, index, line.span.end)) {
            contact.telephones.append(&mut found);
        }
    }
    let locals = contact.emails.iter().filter_map(|email| email.text.split('@').next()).collect();
    let signs = Signs { locals, contact_lines: &lines, greeting: greeting.as_ref() };
    let likely = names::likely(reading, layout, &signs);
    let certain = names::certain(reading, layout, &signs);
    contact.likely_name = likely;
    if let Some(name) = certain {
        contact.name = Some(name.fact);
        if name.is_whole && !lines.contains(&name.line) {
            lines.push(name.line);
            lines.sort_unstable();
        }
    }
    (contact, lines)
}

/// The addresses of the candidate: those of the contact block. Without any there, those elsewhere that repeat the name
/// at the top, or the only one. An address of a referee, or behind "cc", is another person's.
fn own(reading: &Reading<'_>, layout: &Layout, all: &[Fact], greeting: Option<&Greeting>) -> Vec<Fact> {
    let line_of = |email: &Fact| reading.lines.iter().position(|line| line.span.covers(email.span));
    let is_others = |email: &Fact| {
        let references = |line| layout.kinds.get(line) == Some(&SectionKind::References);
        line_of(email).is_none_or(|line| {
            let greeted = || greeting.is_some_and(|greeting| greeting.names(local_part(email), line));
            references(line) || names_other(reading, line, email.span.start) || greeted()
        })
    };
    let signs = Signs { locals: Vec::new(), contact_lines: &[], greeting };
    let likely = (!all.is_empty()).then(|| names::likely(reading, layout, &signs)).flatten();
    let is_told =
        |email: &Fact| line_of(email).is_some_and(|line| tells_of_other(reading, line, email, likely.as_ref()));
    let mut own: Vec<Fact> = all.iter().filter(|email| !is_others(email) && !is_told(email)).cloned().collect();
    if own.iter().any(|email| line_of(email).is_some_and(|line| is_about(layout, line))) {
        own.retain(|email| line_of(email).is_some_and(|line| is_about(layout, line)));
    } else if own.iter().any(|email| own.first().is_some_and(|first| first.text != email.text)) {
        let name = likely.map(|name| name.text.to_lowercase());
        let telling = |word: &&str| word.len() >= TELLING_LETTERS;
        let name: Vec<&str> = name.iter().flat_map(|name| name.split_whitespace()).filter(telling).collect();
        own.retain(|email| name.iter().any(|word| local_part(email).contains(word)));
    }
    own
}

/// True if the line is of a section in which candidates write how to reach them.
fn is_about(layout: &Layout, line: usize) -> bool {
    matches!(layout.kinds.get(line), Some(SectionKind::Opening | SectionKind::Personal))
}

/// True if a word on the line before `end` says that the contact is another person's: "cc", "Line manager:".
fn names_other(reading: &Reading<'_>, line: usize, end: usize) -> bool {
    let words = reading.lines.get(line).map_or(0..0, |line| line.words.clone());
    let before = |index: &usize| reading.word(*index).is_some_and(|word| word.span.end <= end);
    let labels = |index: usize| reading.gap(index + 1).starts_with(':');
    words.take_while(before).any(|index| {
        reading.word(index).is_some_and(|word| word.is(mark::OTHER_PERSON) || (word.is(mark::NOUN) && labels(index)))
    })
}

/// True if a sentence names somebody else before the address that spells the name: "sent by Max Reed (max.reed@…)".
fn tells_of_other(reading: &Reading<'_>, line: usize, email: &Fact, likely: Option<&Fact>) -> bool {
    let words = reading.lines.get(line).map_or(0..0, |line| line.words.clone());
    let before = |index: &usize| reading.word(*index).is_some_and(|word| word.span.end <= email.span.start);
    let spelled = |index: usize| {
        let word = reading.word(index).filter(|word| word.shape != Shape::Lower)?;
        let word = plain(word.span.slice(reading.text));
        (word.len() >= TELLING_LETTERS && local_part(email).contains(&word)).then_some(word)
    };
    let named: Vec<(usize, String)> =
        words.clone().take_while(before).filter_map(|at| Some((at, spelled(at)?))).collect();
    let [(first, _), _, ..] = named.as_slice() else { return false };
    let in_sentence = *first > words.start
        && reading.gap(*first) == " "
        && reading.word(first - 1).is_some_and(|word| word.shape == Shape::Lower);
    in_sentence && likely.is_some_and(|likely| named.iter().all(|(_, word)| !plain(&likely.text).contains(word)))
}

fn local_part(email: &Fact) -> &str {
    email.text.split('@').next().unwrap_or_default()
}

/// All e-mail addresses of a text, whosever they are.
pub(super) fn emails(text: &str) -> Vec<Fact> {
    let mut emails: Vec<Fact> = Vec::new();
    for at in memchr_iter(b'@', text.as_bytes()) {
        let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
        let domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let before = text.as_bytes().iter().take(at).rev().take_while(|byte| local(byte)).count();
        let after = text.as_bytes().iter().skip(at + 1).take_while(|byte| domain(byte)).count();
        let span = Span::new(at - before, at + 1 + after);
        let slice = span.slice(text).trim_end_matches(['.', '-']);
        let span = Span::new(span.start, span.start + slice.len());
        let named = slice.rsplit_once('.').is_some_and(|(head, top)| top.len() >= 2 && head.len() > before + 1);
        if before > 0 && named {
            emails.push(Fact { text: slice.to_ascii_lowercase(), span });
        }
    }
    emails
}

/// Runs of digits with the marks that people part them by; dates are too short or hold two years.
fn telephones(text: &str, line: Span, telephones: &mut Vec<Fact>) {
    let slice = line.slice(text);
    let is_part = |sign: char| sign.is_ascii_digit() || " ()-./+".contains(sign);
    for run in telephone::runs(slice, is_part) {
        let digits: String = telephone::groups(run.slice(slice)).collect();
        if is_telephone(run.slice(slice), digits.len()) {
            let span = Span::new(line.start + run.start, line.start + run.end);
            telephones.push(Fact { text: digits, span });
        }
    }
}

/// True if a run with so many digits is a telephone number: neither dates nor a postal code.
fn is_telephone(run: &str, digits: usize) -> bool {
    let groups = telephone::groups(run);
    let years = groups.clone().filter(|group| is_year(group.as_bytes())).count();
    let postal = groups.clone().map(str::len).eq([5, 4]);
    let local = groups.map(str::len).eq([3, 4]);
    let international = run.starts_with('+') && digits + 1 >= LEAST_DIGITS;
    years < 2 && !postal && digits <= MOST_DIGITS && (digits >= LEAST_DIGITS || local || international)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::testing::profile;

    #[test]
    fn contact_is_read_and_makes_no_segments() {
        let text =
            "Ann-Marie O'Example\nAnn.Example@Mail.example.com · +1 (555) 010-0199 · Springfield, IL\nSummary\nSells.";
        let profile = profile(text);
        assert_eq!(profile.contact.name.unwrap().text, "Ann-Marie O'Example");
        assert_eq!(profile.contact.emails[0].text, "ann.example@mail.example.com");
        assert_eq!(profile.contact.telephones[0].text, "15550100199");
        assert_eq!(profile.segments.len(), 1);
    }

    #[test]
    fn a_title_or_a_field_is_no_name() {
        for top in ["ACCOUNT MANAGER", "Information Technology", "Business Development", "resume 2024"] {
            let contact = profile(&format!("{top}\nann@example.com\nSummary\nSells.")).contact;
            assert_eq!(contact.name, None, "{top}");
            assert_eq!(contact.emails.len(), 1);
        }
    }

    #[test]
    fn a_surname_may_be_a_trade() {
        let name = |top: &str| profile(&format!("{top}\nx7@example.com\nSummary\nSells.")).contact.name;
        for top in ["Greg Baker", "Taylor J. Cook", "MASON BUTCHER"] {
            assert_eq!(name(top).unwrap().text, top);
        }
        for top in ["Pastry Cook", "Head Gardener", "Bus Driver", "Stone Mason"] {
            assert_eq!(name(top), None, "{top}");
        }
    }

    #[test]
    fn without_any_contact_no_name_is_certain() {
        assert_eq!(profile("Hidden Valley\nSummary\nSells.").contact.name, None);
    }

    #[test]
    fn a_name_is_likely_at_the_top_or_where_an_e_mail_address_repeats_it() {
        let likely = |text: &str| profile(text).contact.likely_name.map(|name| name.text);
        assert_eq!(likely("Hidden Valley\nSummary\nSells.").as_deref(), Some("Hidden Valley"));
        let column = "Contact\nann.example@mail.example.com\nSkills\nExcel\n\nAnn Example\nProfile\nSells.";
        assert_eq!(likely(column).as_deref(), Some("Ann Example"));
        assert_eq!(likely("ACCOUNT MANAGER\nSummary\nSells."), None);
    }

    #[test]
    fn a_contact_of_another_person_is_not_the_candidate_s() {
        let referee = "Max Reed, max.reed@example.com, +1 555 010 0133";
        for text in [
            format!("Ida Sand\nida@example.net\nReferences\n{referee}"),
            format!("Ida Sand\nida@example.net\nExperience\nClerk, Acme, 2019\n\ncc: {referee}"),
            format!("Ida Sand\nida@example.net\nSupervisor: {referee}"),
            "Ida Sand\nida@example.net\nLine manager: max.reed@example.com".into(),
            "Ida Sand\nida@example.net\nSent by Max Reed (max.reed@example.com)".into(),
            "Max Reed\nmax.reed@example.com\nDear Mr Reed,\nI apply.\n\nIda Sand\nida@example.net".into(),
            format!("Ida Sand\nida@example.net\nExperience\nClerk, Acme, 2019\n• Reported to {referee}"),
        ] {
            let contact = profile(&text).contact;
            let emails: Vec<&str> = contact.emails.iter().map(|email| email.text.as_str()).collect();
            assert_eq!((emails, contact.telephones.len()), (vec!["ida@example.net"], 0), "{text}");
        }
    }

    #[test]
    fn a_second_address_of_the_candidate_stays_one() {
        for text in [
            "Ida Sand\nida@example.net\nida.sand@example.com",
            "Ida Sand\nFlorist | ida@example.net or Ida Sand, ida.sand@example.com",
        ] {
            assert_eq!(profile(text).contact.emails.len(), 2, "{text}");
        }
    }

    #[test]
    fn a_contact_below_the_positions_is_the_candidate_s() {
        let contact = profile("Ida Sand\nExperience\nClerk, Acme, 2019\n• Sold pipes\nida.sand@example.net").contact;
        assert_eq!(contact.emails[0].text, "ida.sand@example.net");
    }

    #[test]
    fn telephones_may_be_local_or_international() {
        for (text, digits) in [("555-0106", "5550106"), ("+1 555 0185", "15550185"), ("(555) 010.0199", "5550100199")] {
            assert_eq!(profile(&format!("Ann Example\n{text}")).contact.telephones[0].text, digits);
        }
    }

    #[test]
    fn dates_are_no_telephones() {
        assert!(profile("Ann Example\nSpringfield, IL 62701-1234").contact.telephones.is_empty());
        assert!(profile("Ann Example\n01/2010 - 12/2014\n2010 - 2014").contact.telephones.is_empty());
    }
}
