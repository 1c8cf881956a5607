//! The profile of a resume that states its facts in fields: they are taken as they are, and only the rest is made out.

use super::datescan::Scanner;
use super::known_dates::KnownDates;
use super::sections::{Layout, Start};
use super::{Contact, Education, Fact, Position, Profile};
use super::{away, credentials, dated, degrees, education, personal, schools, segments};
use crate::reading::Reading;
use rolefit_document::SectionKind;
use rolefit_document::Span;
use rolefit_document::{Structured, StructuredEducation};

/// The facts of `structured`, completed by facts from the text.
pub(super) fn profile(reading: &mut Reading<'_>, structured: &Structured) -> Profile {
    personal::set_apart(reading);
    let known = KnownDates::default();
    let newest_date = dated::newest(reading, &Scanner::new(reading, &known));
    away::set_apart_stated(reading, &structured.positions);
    let reading = &*reading;
    let scanner = Scanner::new(reading, &known);
    let mut notes = Vec::new();
    let layout = layout(reading, structured);
    let positions: Vec<Position> = positions(reading, &scanner, structured, &layout, &mut notes);
    let education = studies(reading, &scanner, structured, &layout);
    let opening: Vec<usize> = layout.kinds.iter().enumerate().filter_map(opening).collect();
    let segments = segments::read(reading, &layout, &positions, &opening);
    let sections = layout.sections(reading);
    let (found_languages, mut found_certificates) = credentials::read(reading, &segments);
    // There each line is a certificate, with its issuer and date.
    found_certificates.retain(|fact| {
        let is_line = |kind: SectionKind, span: Span| kind == SectionKind::Certificates && span.covers(fact.span);
        !sections.iter().any(|section| is_line(section.kind, section.span))
    });
    Profile {
        segments,
        sections,
        headline: structured.headline.map(|span| reading.fact(span)),
        positions,
        education,
        languages: joined(reading, &structured.languages, found_languages),
        certificates: joined(reading, &structured.certificates, found_certificates),
        contact: contact(reading, structured),
        newest_date,
        people: 1,
        schools: schools::read(reading, &layout),
        repeated: 0,
        notes,
    }
}

fn opening((line, kind): (usize, &SectionKind)) -> Option<usize> {
    (*kind == SectionKind::Opening).then_some(line)
}

/// The sections, with headings and the heads of entries claimed.
fn layout(reading: &Reading<'_>, structured: &Structured) -> Layout {
    let opening = Start { offset: 0, kind: SectionKind::Opening, heading: None };
    let begun = structured.sections.iter().map(|section| Start {
        offset: section.heading.start,
        kind: section.kind,
        heading: Some(section.heading),
    });
    let starts: Vec<Start> = std::iter::once(opening).chain(begun).collect();
    let mut layout = Layout {
        kinds: Vec::with_capacity(reading.lines.len()),
        bodies: Vec::with_capacity(reading.lines.len()),
        has_headings: true,
        lacks_experience: !starts.iter().any(|start| start.kind == SectionKind::Experience),
        starts,
    };
    let mut claimed =
        structured.heads.iter().chain(structured.sections.iter().map(|section| &section.heading)).collect::<Vec<_>>();
    claimed.sort_unstable();
    for line in &reading.lines {
        let section = layout.starts.partition_point(|start| start.offset <= line.span.start).saturating_sub(1);
        layout.kinds.push(layout.starts.get(section).map_or(SectionKind::Opening, |start| start.kind));
        let last = claimed.partition_point(|span| span.start <= line.span.start).checked_sub(1);
        let is_claimed = last.and_then(|last| claimed.get(last)).is_some_and(|span| span.covers(line.span));
        layout.bodies.push(if is_claimed { line.span.end } else { line.span.start });
    }
    layout
}

/// The jobs. Volunteering and time away from work are none.
fn positions(
    reading: &Reading<'_>,
    scanner: &Scanner<'_, '_>,
    structured: &Structured,
    layout: &Layout,
    notes: &mut Vec<String>,
) -> Vec<Position> {
    let is_job = |position: &&rolefit_document::StructuredPosition| {
        let line = line_of(reading, position.title);
        let section = line.and_then(|line| layout.kinds.get(line));
        section != Some(&SectionKind::Volunteering) && !away::is_no_job(reading, position.title)
    };
    let position = |structured: &rolefit_document::StructuredPosition| {
        let dates = structured.dates.and_then(|span| {
            let words = reading.words_in(span);
            scanner.first(words.start, words.end)
        });
        if let Some(dates) = dates.as_ref().filter(|dates| dates.range.is_none()) {
            notes.push(format!("\"{}\" is not a range of dates", reading.fact(dates.span).text));
        }
        let mut position = Position {
            title: reading.fact(structured.title),
            employer: structured.employer.map(|span| reading.fact(span)),
            span: structured.span,
            ..Position::default()
        };
        if let Some(dates) = &dates {
            position.set_dates(dates);
        }
        position
    };
    structured.positions.iter().filter(is_job).map(position).collect()
}

/// The studies structured whose degree the vocabulary knows, and degrees told of outside them.
fn studies(
    reading: &Reading<'_>,
    scanner: &Scanner<'_, '_>,
    structured: &Structured,
    layout: &Layout,
) -> Vec<Education> {
    let mut studies: Vec<Education> =
        structured.education.iter().filter_map(|study| self::study(reading, scanner, layout, study)).collect();
    let lines_of_studies = |education: &Education| {
        let line = line_of(reading, education.degree.span);
        line.and_then(|line| layout.kinds.get(line)) == Some(&SectionKind::Education)
    };
    let told = education::read(reading, scanner, layout);
    studies.extend(told.into_iter().filter(|education| !lines_of_studies(education)));
    studies.sort_by_key(|education| education.degree.span);
    studies
}

fn study(
    reading: &Reading<'_>,
    scanner: &Scanner<'_, '_>,
    layout: &Layout,
    study: &StructuredEducation,
) -> Option<Education> {
    let scope = reading.words_in(study.degree);
    let mention = degrees::in_field(reading, scope.clone())?;
    let line = line_of(reading, study.degree)?;
    let found = education::read_one(reading, scanner, layout, line, &mention, scope);
    Some(Education { degree: reading.fact(study.degree), field_span: study.field.or(found.field_span), ..found })
}

/// The facts found in the text, and the fields in which nothing was found.
fn joined(reading: &Reading<'_>, structured: &[Span], found: Vec<Fact>) -> Vec<Fact> {
    let unfound = structured.iter().filter(|span| !found.iter().any(|fact| fact.span.overlaps(**span)));
    let mut facts: Vec<Fact> = unfound.map(|&span| reading.fact(span)).collect();
    facts.extend(found);
    facts.sort_by_key(|fact| fact.span);
    facts
}

fn contact(reading: &Reading<'_>, structured: &Structured) -> Contact {
    let name = structured.name.map(|span| reading.fact(span));
    let lower = |span: &Span| Fact { text: span.slice(reading.text).to_ascii_lowercase(), span: *span };
    let digits = |span: &Span| Fact {
        text: span.slice(reading.text).chars().filter(char::is_ascii_digit).collect(),
        span: *span,
    };
    Contact {
        likely_name: name.clone(),
        name,
        emails: structured.emails.iter().map(lower).collect(),
        telephones: structured.telephones.iter().map(digits).collect(),
    }
}

fn line_of(reading: &Reading<'_>, span: Span) -> Option<usize> {
    let line = reading.lines.partition_point(|line| line.span.end <= span.start);
    reading.lines.get(line).filter(|found| found.span.covers(span)).map(|_| line)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::super::{Date, DateRange, DegreeLevel, DegreeState, End, Profile, SectionKind, extract};
    use crate::reading::testing::lexicon;
    use rolefit_document::Document;
    use rolefit_ingest::{Limits, read};

    const RESUME: &str = r#"{"basics": {"name": "sales ops", "label": "Hunter of Deals", "email": "Sam@example.com",
        "phone": "+1 555 0100", "summary": "Holds a PMP. Fluent in Spanish."},
      "work": [
        {"company": "Acme", "position": "Wizard", "startDate": "2015-03", "highlights": ["Grew sales"]},
        {"name": "Globex", "position": "Apprentice", "startDate": "2014", "endDate": "2012", "summary": "Learnt."}],
      "education": [{"studyType": "MS", "area": "Economics", "institution": "Fallow", "startDate": "2010", "endDate": "2012"},
        {"studyType": "Bachelor", "area": "Juggling", "startDate": "2024"}],
      "certificates": [{"name": "Forklift Card", "issuer": "Fallow", "date": "2016-05"}],
      "languages": [{"language": "Elvish", "fluency": "native"}, {"language": "English"}]}"#;

    fn document() -> Document {
        read(RESUME.as_bytes(), None, &Limits::default()).unwrap()
    }

    fn made() -> (Profile, String) {
        let document = document();
        assert!(document.structured.is_some());
        (extract(&document, lexicon()), document.text)
    }

    #[test]
    fn stated_positions_are_taken_whatever_their_titles() {
        let (profile, text) = made();
        let titles: Vec<_> = profile.positions.iter().map(|position| position.title.text.as_str()).collect();
        assert_eq!(titles, ["Wizard", "Apprentice"]);
        let start = Date { year: 2015, month: Some(3) };
        assert_eq!(profile.positions[0].dates, Some(DateRange { start, end: End::Open }));
        assert_eq!(profile.positions[0].employer.as_ref().unwrap().text, "Acme");
        assert_eq!((profile.positions[1].dates, profile.notes.len()), (None, 1));
        let duty = profile.segments.iter().find(|segment| segment.span.slice(&text) == "Grew sales").unwrap();
        assert_eq!((duty.position, duty.section), (Some(0), SectionKind::Experience));
        assert!(!profile.segments.iter().any(|segment| segment.span.slice(&text).contains("Wizard")));
    }

    #[test]
    fn stated_degrees_are_held_even_where_their_letters_mean_many_things() {
        let (profile, _) = made();
        let [master, bachelor] = profile.education.as_slice() else { panic!("{:?}", profile.education) };
        assert_eq!((master.level, master.state), (DegreeLevel::Master, DegreeState::Completed));
        assert_eq!(
            (master.fields.as_slice(), master.degree.text.as_str()),
            (&["economics".to_owned()][..], "MS, Economics")
        );
        assert_eq!((bachelor.level, bachelor.state), (DegreeLevel::Bachelor, DegreeState::InProgress));
    }

    #[test]
    fn who_it_is_is_taken_from_the_fields() {
        let (profile, _) = made();
        assert_eq!(profile.contact.name.unwrap().text, "sales ops");
        assert_eq!(profile.contact.emails[0].text, "sam@example.com");
        assert_eq!(profile.contact.telephones[0].text, "15550100");
        assert_eq!(profile.headline.unwrap().text, "Hunter of Deals");
    }

    #[test]
    fn credentials_are_those_stated_and_those_told() {
        let (profile, _) = made();
        let texts = |facts: &[super::Fact]| facts.iter().map(|fact| fact.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&profile.certificates), ["PMP", "Forklift Card"]);
        assert_eq!(texts(&profile.languages), ["Spanish", "Elvish", "English"]);
    }

    #[test]
    fn what_is_stated_crosses_a_process_unchanged() {
        let document = document();
        let crossed: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        assert_eq!(crossed, document);
    }
}
