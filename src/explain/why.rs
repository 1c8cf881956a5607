//! Puts the reason of a verdict into words.

use std::borrow::Cow;
use std::fmt::Write;

use super::reasons::Judged;
use super::{part_names, words};
use crate::candidate::{Scored, blind};
use crate::catalog::Vocabulary;
use crate::profile::dates::covered_months;
use crate::profile::{Date, DateRange, End};
use crate::score::{Nearness, Reason, Status, Tenure, TitleHeld};
use rolefit_document::Span;

/// Returns the reason of a verdict in words, without withheld parts.
pub fn why(vocabulary: &Vocabulary, scored: &Scored, judged: Judged<'_>) -> Cow<'static, str> {
    match &judged.assessment.reason {
        Reason::Damaged => "the text is too damaged to tell".into(),
        Reason::NotShown => words::NOT_SHOWN.into(),
        Reason::InPart { mentioned } => partly(vocabulary, judged, *mentioned).into(),
        Reason::Title(held) => title(held, scored).into(),
        Reason::Time { shown, full } => words::time(*shown, *full).into(),
        Reason::Undated => "no dates say how long".into(),
        Reason::Mentioned => "mentioned".into(),
        Reason::Claimed => words::claimed(judged.criterion.kind).into(),
        Reason::Demonstrated(None) => "demonstrated".into(),
        Reason::Demonstrated(Some(tenure)) => demonstrated(tenure, scored).into(),
    }
}

/// "partly: CRM not shown in the resume", "partly: no completed degree of this level; field of study not shown in the
/// resume"
fn partly(vocabulary: &Vocabulary, judged: Judged<'_>, mentioned: bool) -> String {
    let mut text = String::from(if mentioned { "partly, mentioned" } else { "partly" });
    let is_lower = judged.has_lower_degree();
    if is_lower {
        text.push_str(": ");
        text.push_str(words::NO_SUCH_DEGREE);
    }
    let mut lacking = judged.parts().filter(|(_, part)| part.status == Status::Missing).peekable();
    if lacking.peek().is_none() {
        return text;
    }
    for (at, (part, _)) in lacking.enumerate() {
        text.push_str(match at {
            0 if is_lower => "; ",
            0 => ": ",
            _ => ", ",
        });
        text.push_str(&part_names::name(judged.criterion, part, vocabulary));
    }
    text.push(' ');
    text.push_str(words::NOT_SHOWN);
    text
}

/// "held Key Account Manager, 2015-03 to 2019-07", or "related title: Sales Manager, 2015 to 2019, counts half". If the
/// time is too short, the months follow: "; 2 of 24 months shown".
fn title(held: &TitleHeld, scored: &Scored) -> String {
    let TitleHeld { tenure, is_headline, nearness, short } = *held;
    let mut text = String::from(match (nearness, is_headline) {
        (Nearness::Same, false) => "held ",
        (Nearness::Same, true) => "headline: ",
        (Nearness::Related, false) => "related title: ",
        (Nearness::Related, true) => "stated without a position: ",
        (Nearness::Family, _) => "title of the same family: ",
    });
    push_title(&mut text, tenure.title, scored);
    match tenure.dates {
        Some(dates) => push_dates(&mut text, dates, scored),
        None if is_headline => {}
        None => text.push_str(", no dates"),
    }
    match nearness {
        Nearness::Same => {}
        Nearness::Related => text.push_str(", counts half"),
        Nearness::Family => text.push_str(", counts a fifth"),
    }
    if let Some((shown, asked)) = short {
        text.push_str(&format!("; {shown} of {asked} {} shown", if asked == 1 { "month" } else { "months" }));
    }
    text
}

/// "demonstrated as Key Account Manager, 2015-03 to 2019-07"
fn demonstrated(tenure: &Tenure, scored: &Scored) -> String {
    let mut text = String::from("demonstrated as ");
    push_title(&mut text, tenure.title, scored);
    if let Some(dates) = tenure.dates {
        push_dates(&mut text, dates, scored);
    }
    text
}

/// Appends the visible part of the title at `span`, with single spaces.
fn push_title(out: &mut String, span: Span, scored: &Scored) {
    let text = &scored.document.text;
    let Some(span) = blind::visible_part(span, text, &scored.withheld) else {
        return out.push_str(words::TITLE_WITHHELD);
    };
    for (at, word) in span.slice(text).split_whitespace().enumerate() {
        out.push_str(if at == 0 { "" } else { " " });
        out.push_str(word);
    }
}

/// ", 2015-03 to 2019-07" or ", 2015 to present". Of a blind candidate, whose age the years would show, ", 4.4 years".
fn push_dates(text: &mut String, dates: DateRange, scored: &Scored) {
    text.push_str(", ");
    if scored.is_blind {
        let years = words::years(covered_months(&[dates], scored.as_of));
        return text.push_str(&format!("{years} {}", if years == "1.0" { "year" } else { "years" }));
    }
    push_date(text, dates.start);
    text.push_str(" to ");
    match dates.end {
        End::At(end) => push_date(text, end),
        End::Open => text.push_str("present"),
    }
}

fn push_date(text: &mut String, Date { year, month }: Date) {
    // Writing to a string cannot fail.
    let _ = match month {
        Some(month) => write!(text, "{year:04}-{month:02}"),
        None => write!(text, "{year:04}"),
    };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;
    use crate::candidate::{Candidate, sample};
    use crate::catalog::Catalog;
    use crate::engine::Engine;
    use crate::explain::reasons::judged;
    use rolefit_document::Document;

    const ROLE: &str = r#"
        schema = "rolefit.role/1"
        title = "Timber Buyer"
        [[criterion]]
        id = "timber-buyer/req-1"
        kind = "title"
        priority = "must"
        weight = 5.0
        defining = true
        label = "Timber Buyer"
        text = "Has worked as a timber buyer for two years."
        parts = [{ name = "title", titles = ["timber buyer"], adjacent_titles = ["yard clerk"], min_months = 24 }]
    "#;

    /// Returns the reason of the title criterion for a resume with this position.
    fn reason(position: &str) -> String {
        let catalog = Catalog::of_roles(vec![("timber-buyer".into(), ROLE.into())], None).unwrap();
        let engine = Engine::new(catalog).unwrap();
        let document = Document::of_text(format!("Experience\n\n{position}\n\u{2022} Bought oak.\n"));
        let (profile, assessment) = engine.assess(&document, date(2026, 11, 21));
        let candidate = Candidate::scored("a".into(), None, document, &profile, assessment, date(2026, 11, 21), false);
        let Catalog { roles, vocabulary, .. } = engine.catalog();
        let scored = candidate.as_scored().unwrap();
        why(vocabulary, scored, judged(&roles[0], &scored.assessment.roles[0]).next().unwrap()).into()
    }

    #[test]
    fn a_title_held_too_short_is_the_title_and_says_how_long() {
        let reason = reason("Timber Buyer\nExample Ltd, 07/2019 - 08/2019");
        assert_eq!(reason, "held Timber Buyer, 2019-07 to 2019-08; 2 of 24 months shown");
    }

    #[test]
    fn only_another_title_is_a_related_title() {
        assert_eq!(reason("Timber Buyer\nExample Ltd, 07/2015 - 08/2019"), "held Timber Buyer, 2015-07 to 2019-08");
        assert_eq!(
            reason("Yard Clerk\nExample Ltd, 07/2015 - 08/2019"),
            "related title: Yard Clerk, 2015-07 to 2019-08, counts half"
        );
        let short = reason("Yard Clerk\nExample Ltd, 07/2019 - 08/2019");
        assert_eq!(short, "related title: Yard Clerk, 2019-07 to 2019-08, counts half; 2 of 24 months shown");
    }

    #[test]
    fn a_title_is_shown_without_its_withheld_words() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let mut scored = candidate.as_scored().unwrap().clone();
        let title = sample::TEXT.find("Key Account Manager").unwrap();
        let mut without = |from: usize, to: usize| {
            scored.withheld = vec![Span::new(title + from, title + to)];
            let judged = judged(&catalog.roles[0], &scored.assessment.roles[0]).next().unwrap();
            why(&catalog.vocabulary, &scored, judged)
        };
        assert_eq!(without(0, 3), "held Account Manager, 2015 to 2019");
        assert_eq!(without(12, 19), "held Key Account, 2015 to 2019");
        assert_eq!(without(0, 19), "held [title withheld], 2015 to 2019");
    }
}
