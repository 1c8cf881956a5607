//! Picks the strongest reasons and quotes of a candidate, and the gaps.

use std::cmp::Reverse;

use super::why::why;
use super::{part_names, words};
use crate::candidate::Scored;
use crate::catalog::{Catalog, Criterion, Kind, Part, Role};
use crate::evidence::{Evidence, Strength};
use crate::score::{CriterionAssessment, PartAssessment, RoleAssessment, Status};
use rolefit_document::checked::pairs;

/// A criterion and the verdict on it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// The verdict on it.
    pub assessment: &'a CriterionAssessment,
    /// Its index in the role.
    pub at: usize,
}

impl<'a> Judged<'a> {
    /// Returns weight times credit, in millionths.
    pub(crate) fn gain(self) -> u64 {
        self.criterion.weight.earned(self.assessment.credit)
    }

    /// Returns the parts and the verdicts on them.
    pub fn parts(self) -> impl Iterator<Item = (&'a Part, &'a PartAssessment)> {
        pairs(&self.criterion.parts, &self.assessment.parts)
    }

    /// Returns the strongest passage, the one that the reason speaks of.
    pub fn evidence(self) -> Option<&'a Evidence> {
        let passages = self.assessment.parts.iter().filter_map(|part| part.evidence.first());
        passages.min_by_key(|evidence| evidence.rank())
    }

    /// True if the resume shows it, at least in part.
    pub fn is_shown(self) -> bool {
        matches!(self.assessment.status, Status::Met | Status::Partial)
    }

    /// True if the resume does not show it.
    pub(crate) fn is_missing(self) -> bool {
        self.assessment.status == Status::Missing
    }

    /// True if all support is claimed.
    pub(crate) fn is_claimed(self) -> bool {
        let demonstrated = |part: &PartAssessment| part.evidence.iter().any(|e| e.strength == Strength::Demonstrated);
        self.assessment.claimed_only || (self.is_shown() && !self.assessment.parts.iter().any(demonstrated))
    }

    /// Returns the word for a criterion that is only claimed: `related title` for a title that was not held, `too
    /// short` for a title held for less time than asked, else `claimed`.
    pub(crate) fn weakness(self) -> Option<&'static str> {
        let word = match self.criterion.kind {
            Kind::Title if self.assessment.claimed_only && !self.assessment.is_adjacent() => "too short",
            Kind::Title => "related title",
            _ if self.assessment.is_only_mentioned() => "mentioned",
            _ => "claimed",
        };
        self.is_claimed().then_some(word)
    }

    /// Appends its label and its status in words.
    pub(crate) fn write_marked(self, out: &mut String) {
        let status = words::status(self.assessment.status);
        let (comma, weakness) = self.weakness().map_or(("", ""), |word| (", ", word));
        out.extend([self.criterion.label.as_str(), " (", status, comma, weakness, ")"]);
    }

    /// True if the degree that is asked for is shown in part only: by a lower or unfinished degree.
    pub(crate) fn has_lower_degree(self) -> bool {
        self.parts().any(|(part, its)| part.degree.is_some() && its.status == Status::Partial)
    }

    /// Returns the names of the parts that are not shown.
    pub(crate) fn parts_not_shown(self, catalog: &'a Catalog) -> Vec<String> {
        let missing = self.parts().filter(|(_, part)| part.status == Status::Missing);
        missing.map(|(part, _)| part_names::name(self.criterion, part, &catalog.vocabulary)).collect()
    }
}

/// Pairs the criteria of `role` with the verdicts on them, in the role's order.
pub fn judged<'a>(role: &'a Role, assessment: &'a RoleAssessment) -> impl Iterator<Item = Judged<'a>> {
    let criteria = pairs(&role.criteria, &assessment.criteria).enumerate();
    criteria.map(|(at, (criterion, assessment))| Judged { criterion, assessment, at })
}

/// Returns the verdict on the tenure, if the role grades it.
pub(crate) fn tenure<'a>(role: &'a Role, assessment: &'a RoleAssessment) -> Option<Judged<'a>> {
    judged(role, assessment).find(|judged| judged.criterion.is_tenure())
}

/// Returns the criteria that are shown, those that add most to the score first. The tenure is left out, because no
/// passage shows it.
pub(crate) fn strongest<'a>(role: &'a Role, assessment: &'a RoleAssessment) -> Vec<Judged<'a>> {
    let shown = judged(role, assessment).filter(|judged| judged.is_shown() && !judged.criterion.is_tenure());
    let mut strongest: Vec<_> = shown.collect();
    strongest.sort_by_key(|judged| Reverse(judged.gain()));
    strongest
}

/// Moves requirements before duties. Both keep their order.
pub(crate) fn requirements_first<'a>(strongest: &[Judged<'a>]) -> impl Iterator<Item = Judged<'a>> {
    let requirements = strongest.iter().filter(|judged| judged.criterion.is_requirement());
    let duties = strongest.iter().filter(|judged| !judged.criterion.is_requirement());
    requirements.chain(duties).copied()
}

/// Returns the best passage of each shown part, the one that the reason speaks of first. A passage that several parts
/// share comes once, with its greatest strength.
pub(crate) fn top_passages(judged: Judged<'_>) -> Vec<&Evidence> {
    let mut passages: Vec<&Evidence> = Vec::new();
    for evidence in judged.assessment.parts.iter().filter_map(|part| part.evidence.first()) {
        match passages.iter_mut().find(|passage| passage.span == evidence.span) {
            Some(known) if evidence.strength > known.strength => *known = evidence,
            Some(_) => {}
            None => passages.push(evidence),
        }
    }
    passages.sort_by_key(|evidence| evidence.rank());
    passages
}

/// The number of reasons that rows and records name.
const TOP_REASONS: usize = 3;

/// Returns the three strongest reasons among the `strongest` criteria, requirements first.
pub(crate) fn top_reasons<'a>(
    catalog: &'a Catalog,
    scored: &'a Scored,
    strongest: &[Judged<'a>],
) -> impl Iterator<Item = String> {
    let first: Vec<Judged<'_>> = requirements_first(strongest).take(TOP_REASONS).collect();
    first.into_iter().map(|judged| {
        let mut reason = String::new();
        write_reason(&mut reason, catalog, scored, judged);
        reason
    })
}

/// Appends a criterion's label and its reason. Claims are marked.
fn write_reason(out: &mut String, catalog: &Catalog, scored: &Scored, judged: Judged) {
    let why = why(&catalog.vocabulary, scored, judged);
    let unsaid = judged.weakness().filter(|word| !why.contains(word));
    let (comma, weakness) = unsaid.map_or(("", ""), |word| (", ", word));
    out.extend([judged.criterion.label.as_str(), ": ", &why, comma, weakness]);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn the_title_is_the_strongest_reason_and_claims_are_marked() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let scored = candidate.as_scored().unwrap();
        let (role, assessment) = (&catalog.roles[0], &scored.assessment.roles[0]);
        let expected = [
            "Held the title: held Key Account Manager, 2015 to 2019",
            "Negotiation and CRM: partly: CRM not shown in the resume",
            "Communication: claimed, no deed shown",
        ];
        let strongest = strongest(role, assessment);
        let reason = |judged| {
            let mut reason = String::new();
            write_reason(&mut reason, &catalog, scored, judged);
            reason
        };
        assert_eq!(requirements_first(&strongest).map(reason).collect::<Vec<_>>(), expected);
        let quote = strongest.into_iter().find_map(Judged::evidence).map(|evidence| scored.quote(evidence.span));
        assert_eq!(quote, Some("Key Account Manager"));
    }

    #[test]
    fn a_passage_that_two_parts_share_is_as_strong_as_the_stronger() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let mut assessment = candidate.as_scored().unwrap().assessment.roles[0].clone();
        let parts = &mut assessment.criteria[1].parts;
        parts[1] = parts[0].clone();
        parts[0].evidence[0].strength = Strength::Claimed;
        parts[1].evidence[0].strength = Strength::Demonstrated;
        let judged = judged(&catalog.roles[0], &assessment).nth(1).unwrap();
        let strengths: Vec<Strength> = top_passages(judged).iter().map(|evidence| evidence.strength).collect();
        assert_eq!(strengths, [Strength::Demonstrated]);
    }

    #[test]
    fn a_partial_criterion_names_what_it_lacks() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let assessment = &candidate.as_scored().unwrap().assessment.roles[0];
        let judged = judged(&catalog.roles[0], assessment).nth(1).unwrap();
        assert_eq!(judged.parts_not_shown(&catalog), ["CRM"]);
        let mut marked = String::new();
        judged.write_marked(&mut marked);
        assert_eq!(marked, "Negotiation and CRM (partial)");
    }
}
