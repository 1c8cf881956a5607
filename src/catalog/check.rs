//! Checks role files. Every finding says how to remedy it.

use std::collections::BTreeSet;

use toml::Spanned;

use super::check_vocabulary::{faults, report};
use super::criterion::{Kind, Priority};
use super::raw::{RawBands, RawCriterion, RawPart, RawRole};
use super::toml_files::SourceFile;
use super::vocabulary::Vocabulary;
use crate::error::Finding;
use crate::units::Weight;
use rolefit_document::words;

/// Most defining criteria per role. With more, they no longer tell a role from similar roles.
const MOST_DEFINING: usize = 3;

/// The id, behind the role's, of the criterion that grades time in the role's titles.
pub(super) const TENURE: &str = "tenure";

/// Converts the weight of a role file. `None` if it is negative, not a number, or has more than three decimals.
pub(super) fn weight(weight: f64) -> Option<Weight> {
    /// Binary numbers hold decimals inexactly. A smaller difference is rounding, not a fourth decimal.
    const ROUNDING: f64 = 1e-6;
    let scaled = weight * 1000.0;
    let whole = scaled.round();
    ((0.0..1e9).contains(&whole) && (scaled - whole).abs() < ROUNDING).then_some(Weight::new(whole as u64))
}

/// Converts the weight of a part. `None` if it is not a number above 0, has more than three decimals, or is above
/// 1,000.
pub(super) fn part_weight(given: f64) -> Option<Weight> {
    /// Keeps sums of weights times credits small.
    const MOST: Weight = Weight::new(1_000_000);
    weight(given).filter(|weight| *weight > Weight::default() && *weight <= MOST)
}

/// Returns the name of a part: the given name, else the name of its entry, degree, title or field.
pub(super) fn part_name(part: &RawPart) -> String {
    let derived = match part {
        RawPart { entry: Some(entry), .. } => entry,
        RawPart { degree: Some(_), .. } => "degree",
        RawPart { titles, .. } if !titles.is_empty() => "title",
        RawPart { full_months: Some(_), .. } => TENURE,
        _ => "degree_field",
    };
    part.name.clone().unwrap_or_else(|| derived.to_owned())
}

/// Checks the schema of a file.
pub(super) fn schema(file: &SourceFile, schema: &Spanned<String>, expected: &str, findings: &mut Vec<Finding>) {
    if schema.get_ref() != expected {
        let message = format!("the schema `{}` is unknown", schema.get_ref());
        findings.push(file.finding(file.line_of(schema.span().start), message, format!("write `{expected}`")));
    }
}

/// Checks a role and all its criteria.
pub(super) fn role(file: &SourceFile, role: &RawRole, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    let mut defining = 0;
    if let Some(vacancy) = &role.vacancy {
        let line = file.line_of(vacancy.span().start);
        for (message, remedy) in vacancy.get_ref().faults() {
            findings.push(file.finding(line, message, remedy));
        }
    }
    if role.criteria.is_empty() {
        findings.push(file.finding(0, "the role has no criteria", "add a [[criterion]]"));
    }
    if let Some(bands) = &role.bands {
        let RawBands { strong, possible } = *bands.get_ref();
        if possible == 0 || possible >= strong || strong > 100 {
            let line = file.line_of(bands.span().start);
            let remedy = "write points from 1 to 100, `possible` below `strong`";
            findings.push(file.finding(line, "the bands are out of order", remedy));
        }
    }
    for criterion in &role.criteria {
        let criterion = criterion.get_ref();
        let line = || file.line_of(criterion.id.span().start);
        let id = criterion.id.get_ref();
        if !seen.insert(id) {
            findings.push(file.finding(
                line(),
                format!("the id `{id}` is used twice"),
                "give each criterion its own id",
            ));
        }
        if is_tenure(criterion) {
            tenure(file, criterion, role, vocabulary, findings);
        } else if !well_formed(id, &file.stem, criterion.kind) {
            let form = if criterion.kind == Kind::Duty { "duty" } else { "req" };
            let remedy = format!("write `{}/{form}-N`", file.stem);
            findings.push(file.finding(line(), format!("the id `{id}` does not fit the role and kind"), remedy));
        }
        if weight(*criterion.weight.get_ref()).is_none() {
            let message = format!("the weight {} is not valid", criterion.weight.get_ref());
            let line = file.line_of(criterion.weight.span().start);
            findings.push(file.finding(line, message, "write a number from 0 with at most three decimals"));
        }
        if let Some(confirmed) = criterion.confirmed.as_ref().filter(|_| criterion.priority != Priority::Must) {
            let line = file.line_of(confirmed.span().start);
            let remedy = "take `confirmed` out, or set priority = \"must\"";
            findings.push(file.finding(line, format!("`{id}` is no must-have to confirm"), remedy));
        }
        defining += usize::from(criterion.defining);
        if criterion.defining && defining > MOST_DEFINING {
            let remedy = format!("mark at most {MOST_DEFINING}");
            findings.push(file.finding(line(), "too many criteria are marked as defining", remedy));
        }
        parts(file, criterion, vocabulary, findings);
    }
}

fn is_tenure(criterion: &RawCriterion) -> bool {
    criterion.parts.get_ref().iter().any(|part| part.get_ref().full_months.is_some())
}

/// Checks the criterion that grades time in the role's titles.
fn tenure(
    file: &SourceFile,
    criterion: &RawCriterion,
    role: &RawRole,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) {
    let line = file.line_of(criterion.id.span().start);
    if *criterion.id.get_ref() != format!("{}/{TENURE}", file.stem) {
        let message = format!("the id `{}` does not fit a criterion of `full_months`", criterion.id.get_ref());
        findings.push(file.finding(line, message, format!("write `{}/{TENURE}`", file.stem)));
    }
    if criterion.kind != Kind::Experience || criterion.priority == Priority::Must || criterion.defining {
        let remedy = "write the kind `experience` and the priority `should`; ask for a must with `min_months`";
        findings.push(file.finding(line, "time that is graded can be no must and defines no role", remedy));
    }
    let parts = criterion.parts.get_ref();
    let months = parts.first().and_then(|part| part.get_ref().full_months.as_ref());
    if parts.len() != 1 || months.is_none_or(|months| *months.get_ref() == 0) {
        let remedy = "write one part: `{ full_months = 60 }`";
        findings.push(file.finding(line, "the months that count in full are not clear", remedy));
    }
    let names_title = |part: &RawPart| {
        !part.titles.is_empty() || part.entry.as_ref().is_some_and(|id| vocabulary.titles.contains_key(id))
    };
    let mut others = role.criteria.iter().flat_map(|other| other.get_ref().parts.get_ref());
    if !others.any(|part| names_title(part.get_ref())) {
        findings.push(file.finding(
            line,
            "the role asks for no title to count time in",
            "add a criterion of kind `title`",
        ));
    }
}

fn well_formed(id: &str, role: &str, kind: Kind) -> bool {
    let form = if kind == Kind::Duty { "duty-" } else { "req-" };
    let number = id.strip_prefix(role).and_then(|rest| rest.strip_prefix('/')).and_then(|rest| rest.strip_prefix(form));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn parts(file: &SourceFile, criterion: &RawCriterion, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let mut names = BTreeSet::new();
    if criterion.parts.get_ref().is_empty() {
        let line = file.line_of(criterion.parts.span().start);
        findings.push(file.finding(line, "a criterion without parts cannot be checked", "add a part"));
    }
    for part in criterion.parts.get_ref() {
        let line = || file.line_of(part.span().start);
        let part = part.get_ref();
        let name = part_name(part);
        if !names.insert(name.clone()) {
            findings.push(file.finding(line(), format!("the part `{name}` occurs twice"), "keep only one"));
        }
        let own = part.own_entry(&name);
        let titles = !part.titles.is_empty();
        let time = part.full_months.is_some();
        let ways = [part.entry.is_some(), part.degree.is_some(), !part.fields.is_empty(), titles, own.is_some(), time];
        if ways.iter().filter(|&&way| way).count() != 1 {
            let message = format!("nothing, or more than one thing, can recognise the part `{name}`");
            findings.push(file.finding(
                line(),
                message,
                "give it one of `use`, `degree`, `fields`, `titles`, or phrases of its own",
            ));
        }
        if let Some(given) = part.weight.as_ref().filter(|given| part_weight(*given.get_ref()).is_none()) {
            let message = format!("the weight {} of the part `{name}` cannot be used", given.get_ref());
            findings.push(file.finding(line(), message, "write a number above 0 with at most three decimals"));
        }
        if let Some(entry) = &own {
            report(file, line(), &faults(entry, vocabulary), findings);
        }
        for phrase in part.words.iter().filter(|phrase| words(phrase).next().is_none()) {
            let message = format!("`{phrase}` has no word to compare");
            findings.push(file.finding(line(), message, "write words that describe the demand"));
        }
        if let Some(id) = &part.entry
            && !vocabulary.entries.contains_key(id)
            && !vocabulary.titles.contains_key(id)
        {
            let message = format!("nothing can recognise the part `{name}`: the vocabulary has no `{id}`");
            findings.push(file.finding(line(), message, "use an entry or title of the vocabulary, or add phrases"));
        }
        for field in part.fields.iter().chain(&part.related_fields) {
            if !vocabulary.fields.contains_key(field) {
                let message = format!("the vocabulary has no field of study `{field}`");
                findings.push(file.finding(line(), message, "use one of its [field.…] tables, or add one"));
            }
        }
    }
}
