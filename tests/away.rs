//! Time that is no job costs nothing: a resume scores the same with and without care, leave, travel or unemployment,
//! wherever they stand and however they are written.
#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::units::Score;

const AS_OF: Date = date(2026, 11, 21);

/// Resumes as blocks, between which an entry may be put. The first block is the head, the last is the education.
const RESUMES: [&[&str]; 3] = [
    &[
        "Nora Quill\nnora.quill@example.com\n\nWork History\n",
        "Key Account Manager, Pinnacle Paper, 2012 - 2019\n- Managed a portfolio of 30 key accounts\n\
         - Negotiated annual contracts with procurement\n",
        "Account Executive, Delta Foods, 2006 - 2012\n- Won new business worth 2m a year\n",
        "Education\nBSc Economics, Hill University, 2005\n",
    ],
    &[
        "Tom Ferro\ntom.ferro@example.com\n\nPROFESSIONAL EXPERIENCE\n",
        "Senior Account Manager\nOrbit Media Ltd\nMarch 2011 - June 2018\n• Led a team of five account managers\n",
        "Sales Representative\nOrbit Media Ltd\nMay 2007 - February 2011\n• Exceeded quota every year\n",
        "EDUCATION\nBA Marketing, 2006\n",
    ],
    &[
        "Iris Vane\niris.vane@example.com\n\nEmployment\n",
        "05/2010 - 09/2017\nAccount Manager, Willow Packaging\n• Kept 40 clients\n• Negotiated prices and contracts\n",
        "01/2004 - 04/2010\nSales Executive, Fenwick Glass\n• Sold to new customers\n",
        "Education\n05/2003 BSc Business Administration, Lake College\n",
    ],
];

/// Names of entries that are no job.
const AWAY: [&str; 36] = [
    "Caregiver",
    "Full-time caregiver for elderly mother",
    "Primary carer for disabled son",
    "Homemaker",
    "Stay-at-home dad",
    "Stay at Home Mom",
    "Full-Time Parent",
    "Career break",
    "Career Break (childcare)",
    "Planned career break - raising two children",
    "Maternity leave",
    "Extended parental leave",
    "Sabbatical",
    "Sabbatical: travelled through South America",
    "Gap year",
    "Travelled around Asia and Australia",
    "Unemployed",
    "Seeking employment",
    "Between jobs",
    "Medical leave",
    "Recovering from illness",
    "Looking after my sick father",
    "Raising my children",
    "Took time off to raise three children",
    "Caring for family member with dementia",
    "Leave of absence",
    "Family responsibilities",
    "Redundancy and job search",
    "Military service",
    "Relocation abroad with spouse",
    "Backpacking in New Zealand",
    "Childcare",
    "Furloughed",
    "Carer's leave",
    "Home duties",
    "Career hiatus",
];

/// The ways to write an entry: name, first year, last year.
const STYLES: [fn(&str, &str, &str) -> String; 7] = [
    |name, from, to| format!("{name}, {from} - {to}\n"),
    |name, from, to| format!("{from} - {to}: {name}\n"),
    |name, from, to| format!("{name} ({from} – {to})\n"),
    |name, from, to| format!("{from} – {to}\t{name}\n"),
    |name, from, to| format!("{name}, {from} - {to}\n- Managed household budget and negotiated with suppliers\n"),
    |name, from, to| format!("{name}\n{from} – {to}\n- Managed household budget and negotiated with suppliers\n"),
    |name, from, to| format!("{name}\nSelf-employed\n{from} - {to}\n- Organised school events\n"),
];

const YEARS: [(&str, &str); 3] = [("2019", "Present"), ("2014", "2016"), ("2020", "2022")];

fn engine() -> Engine {
    Engine::new(Catalog::embedded().unwrap()).unwrap()
}

fn scores(engine: &Engine, text: &str) -> Vec<Option<Score>> {
    let assessment = engine.assess(&Document::of_text(text), AS_OF).1;
    assessment.roles.iter().map(|role| role.score).collect()
}

/// The resume with `entry` before block `at`.
fn with(blocks: &[&str], at: usize, entry: &str) -> String {
    let (before, behind) = blocks.split_at(at);
    format!("{}{entry}\n{}", before.join("\n"), behind.join("\n"))
}

#[test]
fn time_away_from_work_leaves_every_score_as_it_is() {
    let engine = engine();
    for blocks in RESUMES {
        let without = scores(&engine, &blocks.join("\n"));
        for (nth, name) in AWAY.iter().enumerate() {
            for at in 1..blocks.len() {
                // Not every way with every name: each is met often enough.
                let style = STYLES[(nth + at) % STYLES.len()];
                let (from, to) = YEARS[(nth + 2 * at) % YEARS.len()];
                let entry = style(name, from, to);
                assert_eq!(scores(&engine, &with(blocks, at, &entry)), without, "{entry:?} before block {at}");
            }
        }
    }
}

#[test]
fn volunteering_and_study_never_lower_a_score() {
    let engine = engine();
    let entries = [
        "Volunteer, Animal Shelter, 2019 - Present\n",
        "Volunteer Treasurer at City Food Bank, 2019 - Present\n- Negotiated contracts with suppliers\n",
        "Fundraiser (volunteer), Hill Hospice\n2014 – 2016\n",
        "Full-time student, Lake College, 2019 - 2021\n- Presented a market analysis\n",
    ];
    for blocks in RESUMES {
        let without = scores(&engine, &blocks.join("\n"));
        for entry in entries {
            for at in 1..blocks.len() {
                let found = scores(&engine, &with(blocks, at, entry));
                assert!(found.iter().zip(&without).all(|(with, without)| with >= without), "{entry:?} before {at}");
            }
        }
    }
}

#[test]
fn a_paid_job_with_such_words_is_a_job() {
    let engine = engine();
    for job in [
        "Leave of Absence Specialist, Acme Inc, 2015 - 2019",
        "Account Manager (maternity cover), Acme Inc, 2015 - 2019",
        "Caregiver, Bluebird Home Care Inc, 2015 - 2019",
        "Volunteer Coordinator, Acme Inc, 2015 - 2019",
        "Travel Consultant, Acme Inc, 2015 - 2019",
        "Student Services Manager, Acme Inc, 2015 - 2019",
    ] {
        let text = format!("Experience\n\n{job}\n- Negotiated contracts\n");
        let profile = engine.assess(&Document::of_text(text), AS_OF).0;
        assert_eq!(profile.positions.len(), 1, "{job}");
    }
}
