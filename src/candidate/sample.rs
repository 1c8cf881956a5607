//! An invented candidate and catalog for unit tests of ranking, explaining and output.

use crate::candidate::Candidate;
use crate::catalog::{Bands, Catalog, Criterion, Entry, Kind, Part, Priority, Role, Title, Vocabulary};
use crate::evidence::{Evidence, Strength};
use crate::profile::{Contact, Date, DateRange, End, Fact, Profile};
use crate::score::{
    Assessment, Best, CriterionAssessment, Gate, Nearness, PartAssessment, Reason, RoleAssessment, Status, Tenure,
    TitleHeld,
};
use crate::units::{Confidence, Credit, Score, Weight};
use rolefit_document::Span;
use rolefit_document::{Document, Format, Problem, ProblemCode};

/// The text of every candidate made here.
pub const TEXT: &str = "Ana Lopez\nKey Account Manager, 2015 to 2019\n• Negotiated contracts with 12 hospitals\n\u{c}\
    Skills: communication\n";

/// Returns a catalog of two roles, each with a must, a soft skill, a travel demand and a duty.
pub fn catalog() -> Catalog {
    let role = |id: &str, title: &str| Role {
        id: id.into(),
        title: title.into(),
        other_titles: Vec::new(),
        bands: Some(Bands { strong: Score::points(60), possible: Score::points(40) }),
        vacancy: None,
        summary: "Keeps and grows the largest customers.".into(),
        criteria: vec![
            criterion(id, "req-1", Kind::Title, Priority::Must, 5000, "Held the title", &["title"]),
            criterion(
                id,
                "req-2",
                Kind::Competency,
                Priority::Should,
                2000,
                "Negotiation and CRM",
                &["negotiation", "crm"],
            ),
            criterion(id, "req-3", Kind::Competency, Priority::Should, 1000, "Communication", &["communication"]),
            criterion(id, "req-4", Kind::Logistics, Priority::Nice, 500, "Travel", &["travel"]),
            criterion(id, "duty-1", Kind::Duty, Priority::Should, 1000, "Answers requests", &["requests"]),
        ],
    };
    let mut vocabulary = Vocabulary::default();
    for (id, label, ask) in [
        ("negotiation", "Negotiation", "Tell me about terms that you negotiated."),
        ("crm", "CRM", "Which CRM have you used?"),
        ("communication", "Communication", "How do you keep customers informed?"),
        ("travel", "Travel", "Can you travel?"),
        ("requests", "Requests", "How do you answer requests?"),
    ] {
        let entry = Entry { label: label.into(), ask: ask.into(), ..Entry::default() };
        vocabulary.entries.insert(id.into(), entry);
    }
    let title = Title { label: "Title".into(), ask: "Which key accounts were yours?".into(), ..Title::default() };
    vocabulary.titles.insert("title".into(), title);
    let roles = vec![role("key-account-manager", "Key Account Manager"), role("sales", "Sales Manager")];
    Catalog { roles, vocabulary, wordings: Vec::new(), hash: "blake3:00".into() }
}

fn criterion(
    role: &str,
    id: &str,
    kind: Kind,
    priority: Priority,
    weight: u64,
    label: &str,
    parts: &[&str],
) -> Criterion {
    let part = |name: &&str| Part { name: name.to_string(), entry: Some(name.to_string()), ..Part::default() };
    Criterion {
        id: format!("{role}/{id}"),
        kind,
        priority,
        weight: Weight::new(weight),
        defining: false,
        confirmed: true,
        label: label.into(),
        text: format!("{label}."),
        parts: parts.iter().map(part).collect(),
    }
}

/// Returns a candidate with `score` points in the first role, and 20 in the second.
pub fn candidate(id: &str, score: u32, confidence: u32) -> Candidate {
    let assessment = Assessment {
        notes: Vec::new(),
        roles: vec![role_assessment(0, score * 1000, confidence), role_assessment(1, 20_000, confidence)],
        best: Best::Role {
            role: 0,
            margin: Some(Score::new(score * 1000).lead_over(Score::new(20_000))),
            close: Vec::new(),
        },
    };
    let name = Fact { text: "Ana Lopez".into(), span: Span::new(0, 9) };
    let contact = Contact { name: Some(name), ..Contact::default() };
    Candidate::scored(
        id.into(),
        None,
        document(id),
        &Profile { contact, ..Profile::default() },
        assessment,
        jiff::civil::date(2026, 11, 21),
        false,
    )
}

/// Returns a scanned file.
pub fn unreadable(id: &str) -> Candidate {
    let problem = Problem {
        code: ProblemCode::Scanned,
        message: "the pages are pictures without text".into(),
        remedy: "run it through text recognition".into(),
        page: None,
    };
    Candidate::unreadable(id.into(), None, Some(format!("blake3:{id}")), problem, false)
}

fn document(id: &str) -> Document {
    Document {
        format: Format::Pdf,
        pages: Some(vec![0, TEXT.find('\u{c}').map_or(0, |at| at + 1)]),
        content: format!("blake3:{id}"),
        ..Document::of_text(TEXT)
    }
}

fn role_assessment(role: usize, score: u32, confidence: u32) -> RoleAssessment {
    RoleAssessment {
        from_mentions: Score::ZERO,
        from_deeds: Score::new(score),
        role,
        rank: role + 1,
        score: Some(Score::new(score)),
        confidence: Confidence::new(confidence),
        gate: Gate::Pass,
        months_in_family: 54,
        criteria: vec![
            judged(Status::Met, held(2015, 2019), &[Some(("Key Account Manager", true))]),
            judged(
                Status::Partial,
                Reason::InPart { mentioned: false },
                &[Some(("Negotiated contracts with 12 hospitals", true)), None],
            ),
            judged(Status::Met, Reason::Claimed, &[Some(("communication", false))]),
            judged(Status::Missing, Reason::NotShown, &[None]),
            judged(Status::Missing, Reason::NotShown, &[None]),
        ],
    }
}

/// Returns the title in [`TEXT`], as held in these years.
pub fn held(from: i16, to: i16) -> Reason {
    let title = "Key Account Manager";
    let start = TEXT.find(title).unwrap_or_default();
    let year = |year| Date { year, month: None };
    let dates = Some(DateRange { start: year(from), end: End::At(year(to)) });
    let tenure = Tenure { title: Span::new(start, start + title.len()), dates };
    Reason::Title(TitleHeld { tenure, is_headline: false, nearness: Nearness::Same, short: None })
}

/// Returns a criterion with one part per quote. The flag is true if the quote is demonstrated.
fn judged(status: Status, reason: Reason, quotes: &[Option<(&str, bool)>]) -> CriterionAssessment {
    let part = |quote: &Option<(&str, bool)>| {
        let evidence = quote.map(|(words, demonstrated)| {
            let start = TEXT.find(words).unwrap_or_default();
            let (strength, credit) = if demonstrated {
                (Strength::Demonstrated, Credit::FULL)
            } else {
                (Strength::Claimed, Credit::new(500))
            };
            Evidence { span: Span::new(start, start + words.len()), strength, credit }
        });
        PartAssessment {
            status: if evidence.is_some() { Status::Met } else { Status::Missing },
            credit: evidence.map_or(Credit::NONE, |evidence| evidence.credit),
            evidence: evidence.into_iter().collect(),
        }
    };
    let parts: Vec<PartAssessment> = quotes.iter().map(part).collect();
    let credit = parts.iter().map(|part| part.credit.thousandths()).sum::<u32>() / parts.len() as u32;
    let claimed_only = status == Status::Met && credit <= 500;
    let (credit, gate, denial) = (Credit::new(credit), Gate::Pass, None);
    CriterionAssessment { status, credit, claimed_only, gate, denial, reason, parts }
}
