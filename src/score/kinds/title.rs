//! Titles: held in the work history, stated as the headline or in prose; the same, related or of the family.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Judge;
use super::held_title::{HeldTitle, Stated};
use crate::catalog::{Condition, Part, Title};
use crate::evidence::Strength;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::level::{FAMILY, MISSPELLED, UNSTATED, WHOLE, lost_by_age, lost_by_little_time};
use crate::score::strength::support::{Support, level};
use crate::titles::{Accounts, Kinship, TitleMatcher};
use rolefit_document::checked::item;

/// A title loses only half of what other support loses for little time or old age, because tenure counts time already.
const TITLE_LOSS: u32 = 2;

/// Judges the titles that the candidate has held.
pub(super) struct TitleJudge;

impl Judge for TitleJudge {
    fn judge<'a>(
        &self,
        _: &Part,
        _: &'a [Support],
        _: &'a Case<'_>,
        title_evidence: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        Cow::Borrowed(&title_evidence.supports)
    }

    fn is_for_titles(&self) -> bool {
        true
    }
}

/// Returns the evidence for the title `id` of the vocabulary.
pub(crate) fn title_evidence(id: &str, titles: &TitleMatcher, held: &[HeldTitle], case: &Case<'_>) -> TitleEvidence {
    let keeps_books =
        |it: &HeldTitle| case.vocabulary.titles.get(id).is_some_and(|title| is_of_books(title, titles, it, case));
    let held: Vec<&HeldTitle> =
        held.iter().filter(|it| titles.matches(id, &it.readings).next().is_some() && !keeps_books(it)).collect();
    let is_held = |held: &&&HeldTitle| held.stated == Stated::AsPosition;
    let positions: Vec<usize> = held.iter().filter(is_held).filter_map(|held| held.position).collect();
    let months = case.timeline.months_in(case.profile, positions.iter().copied());
    let last_end = case.timeline.last_end(positions.iter().copied());
    let Some(title) = case.vocabulary.titles.get(id) else {
        return TitleEvidence { months, last_end, positions, ..TitleEvidence::none() };
    };
    let time = months.map_or(UNSTATED, lost_by_little_time) / TITLE_LOSS;
    let mut supports = Vec::new();
    for held in held {
        let found = titles.matches(id, &held.readings).find_map(|found| {
            let (strength, condition) = match found.kinship {
                Kinship::Same(condition) => (Strength::Demonstrated, condition.map(|at| item(&title.same_if, at))),
                Kinship::Adjacent(condition) => (Strength::Claimed, condition.map(|at| item(&title.adjacent_if, at))),
                Kinship::Family => (Strength::Mentioned, None),
            };
            let holds =
                condition.is_none_or(|condition| condition.is_some_and(|it| holds(it, held.position, months, case)));
            holds.then_some((strength, found.approximate))
        });
        let Some((strength, approximate)) = found else { continue };
        let strength = match held.stated {
            Stated::AsPosition => strength,
            // What no position bears out can only be claimed, and kinship to a claim says nothing.
            _ if strength == Strength::Mentioned => continue,
            Stated::InProse if held.position.is_some_and(|at| positions.contains(&at)) => strength,
            Stated::InProse => Strength::Claimed,
            Stated::AsHeadline => strength,
        };
        let age =
            held.position.map_or(0, |position| lost_by_age(case.timeline.months_ago(position, last_end))) / TITLE_LOSS;
        let spelling = if approximate { MISSPELLED } else { 0 };
        let bare = if held.position.is_some_and(|at| !bears_out(title, at, case)) { WHOLE } else { 0 };
        let credit = match strength {
            Strength::Mentioned => FAMILY,
            _ => level(strength).credit(&[time, age, spelling, bare]),
        };
        supports.push((held.stated, Support::of(held.span, held.position, strength, credit)));
    }
    // Where a position has as near a title, the headline only repeats it. A headline that no position bears out claims.
    // Words in the duties of a position bear a title out only if the position is of its family.
    let is_borne_out = |stated: Stated, support: &Support| match stated {
        Stated::AsHeadline => false,
        Stated::AsPosition => support.position.is_some(),
        Stated::InProse => support.position.is_some_and(|at| positions.contains(&at)),
    };
    let of_positions = supports.iter().filter(|(stated, support)| is_borne_out(*stated, support));
    let of_positions = of_positions.map(|(_, support)| support.strength).max();
    supports.retain(|(stated, support)| *stated != Stated::AsHeadline || Some(support.strength) > of_positions);
    let without_position = of_positions <= Some(Strength::Mentioned) && !case.profile.positions.is_empty();
    let told = |(_, support): &(Stated, Support)| if without_position { support.as_claim() } else { *support };
    let mut supports: Vec<Support> = supports.iter().map(told).collect();
    supports.sort_by(Support::order);
    TitleEvidence { supports, months, last_end, positions, without_position }
}

/// True if the accounts of a held title are books: its words or the duties say so, and no duty shows the work of the
/// title asked for. A headline is judged by the whole resume.
fn is_of_books(title: &Title, titles: &TitleMatcher, held: &HeldTitle, case: &Case<'_>) -> bool {
    let Some(books) = &title.books else { return false };
    let accounts = titles.accounts_of(held.span.slice(&case.document.text));
    let here = |support: &Support| {
        support.strength == Strength::Demonstrated && (held.position.is_none() || support.position == held.position)
    };
    let shows = |entry: &String| case.supports_of(case.matcher.entry(entry)).iter().any(here);
    accounts != Accounts::Customers && (accounts == Accounts::Books || shows(books)) && !title.work.iter().any(shows)
}

/// True if the duties of a position show some of the work of its title. Without duties they show none, so that no
/// further duty can cost anything.
fn bears_out(title: &Title, position: usize, case: &Case<'_>) -> bool {
    let here =
        |support: &Support| support.is_anywhere() || support.position == Some(position) && support.segment.is_some();
    let shows = |entry: &String| case.supports_of(case.matcher.entry(entry)).iter().any(here);
    title.work.is_empty() || title.work.iter().any(shows)
}

/// True if the duties of the position settle what the title leaves open, or if it was held long enough. A headline
/// has no duties of its own: it stands for the whole resume if no position is stated, and otherwise counts for nothing
/// here.
fn holds(condition: &Condition, position: Option<usize>, months: Option<u32>, case: &Case<'_>) -> bool {
    let is_here = |support: &Support| support.position == position || support.is_anywhere();
    let here = |support: &Support| support.strength == Strength::Demonstrated && is_here(support);
    if position.is_none() && !case.profile.positions.is_empty() {
        return false;
    }
    let shown = condition.shows.iter().any(|entry| case.supports_of(case.matcher.entry(entry)).iter().any(here));
    shown || condition.or_months.zip(months).is_some_and(|(least, months)| months >= least)
}

/// Returns the evidence for every title that a held title was recognised as, by title id.
pub(crate) fn titles_held<'a>(
    titles: &'a TitleMatcher,
    held: &[HeldTitle],
    case: &Case<'_>,
) -> FxHashMap<&'a str, TitleEvidence> {
    let recognised: FxHashSet<&str> = held.iter().flat_map(|held| titles.recognised(&held.readings)).collect();
    recognised.into_iter().map(|id| (id, title_evidence(id, titles, held, case))).collect()
}

/// Adds support for the entries that holders of a title do by nature: claimed, because no deed is stated.
pub(crate) fn imply(titles: &TitleMatcher, held: &[HeldTitle], case: &mut Case<'_>) {
    for held in held.iter().filter(|held| held.stated != Stated::InProse) {
        let support = Support::of(held.span, held.position, Strength::Claimed, level(Strength::Claimed).full);
        for entry in titles.implied(&held.readings).filter_map(|id| case.matcher.entry(id)) {
            let supports = case.supports.entry(entry).or_default();
            // Behind equally good support.
            let place = supports.partition_point(|known| known.order(&support).is_le());
            supports.insert(place, support);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::score::testing::{self, EMBEDDED};
    use crate::score::{Gate, RoleAssessment, Status};
    use crate::units::Credit;

    /// Judges a resume with this head and these positions for a key account manager.
    fn assess(head: &str, positions: &str) -> RoleAssessment {
        let role = EMBEDDED.catalog().role_index("key-account-manager").unwrap();
        let text = format!("Robin Sample\n{head}\n\nExperience\n\n{positions}");
        testing::assess(&EMBEDDED, &text).roles[role].clone()
    }

    /// Returns the credit of the title with this duty, held from 2016 to 2021.
    fn credit(title: &str, duty: &str) -> Credit {
        let positions = format!("{title}\nExample Ltd, 01/2016 - 12/2021\n\u{2022} {duty}\n");
        assess("", &positions).criteria[0].credit
    }

    #[test]
    fn a_title_that_its_own_duties_do_not_bear_out_has_the_least_credit() {
        assert_eq!(credit("Key Account Manager", "Managed 12 key accounts."), Credit::FULL);
        assert_eq!(credit("Key Account Manager", "Wrote press releases."), Credit::new(750));
    }

    #[test]
    fn a_title_at_the_start_of_a_duty_is_held_in_a_position_of_the_family_and_related_elsewhere() {
        let duty = "Key Account Manager for three chains, and sold to new ones.";
        assert_eq!(credit("Sales Manager", duty), Credit::FULL);
        assert_eq!(credit("Librarian", duty), Credit::new(469));
        assert_eq!(credit("Librarian", "Key account managers for three chains asked me."), Credit::NONE);
    }

    #[test]
    fn a_title_that_no_position_bears_out_is_claimed_and_leaves_its_must_open() {
        let positions = "Librarian\nExample Ltd, 01/2016 - 12/2021\n\u{2022} Lent books.\n";
        let headline = assess("Key Account Manager", positions);
        assert_eq!((headline.criteria[0].status, headline.gate), (Status::Met, Gate::Unknown));
        assert!(headline.criteria[0].claimed_only);
        let borne = assess("Key Account Manager", &positions.replace("Librarian", "Key Account Manager"));
        assert_eq!(borne.gate, Gate::Pass);
    }

    #[test]
    fn a_title_of_the_family_earns_points_and_shows_nothing() {
        let sales = assess("", "Sales Representative\nExample Ltd, 01/2016 - 12/2021\n\u{2022} Sold.\n");
        assert_eq!((sales.criteria[0].status, sales.criteria[0].credit), (Status::Missing, Credit::new(200)));
        assert_eq!(sales.gate, Gate::Unknown);
    }
}
