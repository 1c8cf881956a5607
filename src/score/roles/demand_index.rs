//! An index from matcher entries, titles and degrees to the roles that ask for them.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Criterion, Kind, Part};
use crate::evidence::Strength;
use crate::matcher::{Lists, Matcher};
use crate::score::case::Case;
use crate::score::criteria::role_demands::{RoleDemands, shares};
use crate::score::criteria::tenure::TimeShown;
use crate::score::criteria::words_shown::best;
use crate::score::kinds;
use crate::score::strength::support::Support;
use crate::units::{Credit, Score, Weight};
use rolefit_document::checked::{item, item_mut};

/// The demands of all roles of a catalog, by the evidence that answers them.
#[derive(Serialize, Deserialize)]
pub(crate) struct DemandIndex {
    /// By role.
    roles: Vec<RoleDemands>,
    /// By matcher entry.
    by_entry: Lists<Demand>,
    /// By title id.
    by_title: FxHashMap<String, Vec<Demand>>,
    /// Degrees and fields of study. Each distinct demand is listed once.
    by_education: Vec<(Part, Vec<Demand>)>,
}

/// One part of one role, as the index lists it.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Demand {
    /// Index of the role in the catalog.
    role: u32,
    /// The weight of the part's criterion.
    weight: Weight,
    /// The weight among the parts of the criterion, in thousandths.
    share: u64,
    /// The sum of the weights of all parts of the criterion, in thousandths.
    shares: u64,
    core: Core,
}

/// When support for a part shows the core of its role (see [`ScoredRole::has_core`](super::score_role::ScoredRole)).
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Core {
    /// Always: the part is a title.
    Any,
    /// If the support is demonstrated, not only claimed.
    Demonstrated,
    Never,
}

/// An upper bound on the result of a resume in a role.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bound {
    /// The sum of weight times credit, in millionths.
    pub earned: u64,
    /// True if the core of the role may be shown.
    pub core: bool,
    /// The weight of the criteria that the resume leaves open.
    open: Weight,
}

impl DemandIndex {
    /// Indexes the parts of all roles of `catalog`.
    pub(crate) fn new(catalog: &Catalog, matcher: &Matcher) -> Self {
        let demands = |role| RoleDemands::new(role, &catalog.vocabulary, matcher);
        let roles: Vec<RoleDemands> = catalog.roles.iter().map(demands).collect();
        let mut indexer = Indexer::new(matcher);
        for ((number, role), asked) in (0..).zip(&catalog.roles).zip(&roles) {
            for criterion in &role.criteria {
                criterion.parts.iter().for_each(|part| indexer.add(number, asked, criterion, part));
            }
        }
        let Indexer { by_entry, by_title, by_education, .. } = indexer;
        Self { roles, by_entry: Lists::new(by_entry), by_title, by_education }
    }

    /// Returns the demands of each role, in catalog order.
    pub(crate) fn roles(&self) -> &[RoleDemands] {
        &self.roles
    }

    /// Returns an upper bound for each role: its result if nothing were deducted for shared sentences, little time or
    /// unpaid work.
    pub(crate) fn bounds(&self, case: &Case<'_>) -> Vec<Bound> {
        let mut bounds = vec![Bound::default(); self.roles.len()];
        let mentioned = case.mentions.shown(case.matcher);
        for (entry, supports) in &case.supports {
            if mentioned.get(*entry).is_none_or(|shown| shown.words == 0) {
                raise(&mut bounds, self.by_entry.of(*entry as u32), supports.first().map(worth));
            }
        }
        for (entry, shown) in mentioned.iter().enumerate().filter(|(_, shown)| shown.words > 0) {
            let Some(part) = case.matcher.words_of(entry) else { continue };
            let gathered = case.supports_of(Some(entry)).first().map(worth);
            let best = best(shown, part, case).max(gathered);
            raise(&mut bounds, self.by_entry.of(entry as u32), best);
        }
        for (title, title_evidence) in &case.titles_held {
            let demands = self.by_title.get(*title).map_or(&[][..], Vec::as_slice);
            raise(&mut bounds, demands, title_evidence.supports.first().map(worth));
        }
        for (part, demands) in &self.by_education {
            raise(&mut bounds, demands, kinds::education(part, case).first().map(worth));
        }
        for (bound, asked) in bounds.iter_mut().zip(&self.roles) {
            let Some((weight, full)) = asked.tenure else { continue };
            match TimeShown::of(full, case.title_evidence(asked.title.as_deref()), case).credit() {
                Some(credit) => bound.earned += weight.earned(credit),
                None => bound.open = weight,
            }
        }
        bounds
    }

    /// Returns the score that `bound` allows in the role with index `role`.
    pub(crate) fn score(&self, role: usize, bound: Bound) -> Option<Score> {
        let weight = item(&self.roles, role).map(|asked| asked.weight.without(bound.open)).unwrap_or_default();
        Score::of(bound.earned.min(weight.earned(Credit::FULL)), weight)
    }
}

/// Gathers the lists of an index.
struct Indexer<'a> {
    matcher: &'a Matcher,
    by_entry: Vec<Vec<Demand>>,
    by_title: FxHashMap<String, Vec<Demand>>,
    by_education: Vec<(Part, Vec<Demand>)>,
    /// The index in `by_education` of each distinct demand.
    education: FxHashMap<Part, usize>,
}

impl<'a> Indexer<'a> {
    fn new(matcher: &'a Matcher) -> Self {
        let by_entry = vec![Vec::new(); matcher.entries().len()];
        Self {
            matcher,
            by_entry,
            by_title: FxHashMap::default(),
            by_education: Vec::new(),
            education: FxHashMap::default(),
        }
    }

    /// Adds a part of the role `role` under everything that its judge looks at.
    fn add(&mut self, role: u32, asked: &RoleDemands, criterion: &Criterion, part: &Part) {
        let demand = Demand { role, ..Demand::of(criterion, part) };
        let entry = part.entry.as_deref().and_then(|entry| self.matcher.entry(entry));
        let has_words = entry.is_some_and(|entry| self.matcher.words_of(entry).is_some());
        if criterion.kind == Kind::Title && !has_words {
            if let Some(title) = &asked.title {
                self.by_title.entry(title.clone()).or_default().push(demand);
            }
            return;
        }
        if criterion.kind == Kind::Education && part.entry.is_none() {
            let asked = Part { min_months: None, full_months: None, level: None, weight: None, ..part.clone() };
            let asked = Part { name: String::new(), ..asked };
            let at = *self.education.entry(asked).or_insert_with_key(|asked| {
                self.by_education.push((asked.clone(), Vec::new()));
                self.by_education.len() - 1
            });
            if let Some((_, demands)) = item_mut(&mut self.by_education, at) {
                demands.push(demand);
            }
        }
        if let Some(demands) = entry.and_then(|entry| item_mut(&mut self.by_entry, entry)) {
            demands.push(demand);
        }
    }
}

/// The credit and the strength of a support.
type Worth = (Credit, Strength);

fn worth(support: &Support) -> Worth {
    (support.credit, support.strength)
}

/// Adds the value of the strongest support, which is worth most, to the bounds of the roles that ask for it.
fn raise(bounds: &mut [Bound], demands: &[Demand], best: Option<Worth>) {
    let Some((credit, strength)) = best else { return };
    for demand in demands {
        let Some(bound) = item_mut(bounds, demand.role as usize) else { continue };
        bound.earned += demand.most(credit);
        bound.core |= match demand.core {
            Core::Any => true,
            Core::Demonstrated => strength == Strength::Demonstrated,
            Core::Never => false,
        };
    }
}

impl Demand {
    /// Returns the demand of a part, of the first role.
    pub(crate) fn of(criterion: &Criterion, part: &Part) -> Demand {
        let core = match criterion.kind {
            Kind::Title => Core::Any,
            _ if criterion.defining => Core::Demonstrated,
            _ => Core::Never,
        };
        let (share, shares) = (part.share().thousandths(), shares(criterion));
        Demand { role: 0, weight: criterion.weight, share, shares, core }
    }

    /// Returns the most that a part of this credit adds to the weight times credit of its criterion. The mean of the
    /// parts is rounded, which can add half a thousandth to the part's share.
    pub(crate) fn most(self, credit: Credit) -> u64 {
        let Self { weight, share, shares, .. } = self;
        if share == shares {
            return weight.earned(credit);
        }
        (weight.earned(credit) * share + weight.thousandths() * shares.div_ceil(2)).div_ceil(shares.max(1))
    }
}
