//! Which roles ask for what: from what a resume shows to the roles that it speaks for.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::kinds;
use super::support::Support;
use crate::catalog::{Catalog, Criterion, Kind, Part, Role, Vocabulary};
use crate::evidence::Strength;
use crate::matcher::Matcher;
use crate::units::{Credit, Score, Weight};

/// What the roles of a catalog ask for, by what answers it.
#[derive(Serialize, Deserialize)]
pub(crate) struct DemandIndex {
    /// By role.
    roles: Vec<RoleDemands>,
    /// By entry of the matcher.
    by_entry: Vec<Vec<Demand>>,
    /// By id of a title.
    by_title: FxHashMap<String, Vec<Demand>>,
    /// Degrees and fields of study, each different one once.
    by_education: Vec<(Part, Vec<Demand>)>,
}

/// What one role asks for.
#[derive(Serialize, Deserialize)]
pub(super) struct RoleDemands {
    /// Id of the title.
    pub(super) title: Option<String>,
    /// The parts of all criteria, in their order.
    pub(super) parts: Vec<PartDemand>,
    /// How many different names the parts have.
    pub(super) names: usize,
    /// Sum of the criteria's weights.
    weight: Weight,
}

/// A part of a role, by numbers, so that no resume is looked up in by words.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct PartDemand {
    /// The matcher's entry that recognises it; none for degrees, fields and titles.
    pub entry: Option<usize>,
    /// Parts of a role with the same name have the same number, from 0.
    pub name: usize,
    /// Whether words like those of the demand recognise it.
    pub similar: bool,
}

impl RoleDemands {
    fn new(role: &Role, vocabulary: &Vocabulary, matcher: &Matcher) -> Self {
        let mut names: FxHashMap<&str, usize> = FxHashMap::default();
        let parts = role.criteria.iter().flat_map(|criterion| &criterion.parts).map(|part| {
            let next = names.len();
            let id = part.entry.as_deref();
            let similar = id.and_then(|id| vocabulary.entries.get(id)).is_some_and(|entry| !entry.similar.is_empty());
            let entry = id.and_then(|id| matcher.entry(id));
            PartDemand { entry, name: *names.entry(&part.name).or_insert(next), similar }
        });
        let parts = parts.collect();
        let title = role.asked_title(vocabulary).map(str::to_owned);
        Self { title, parts, names: names.len(), weight: role.weight() }
    }
}

/// A part of a role, as those look it up who know what a resume shows.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Demand {
    /// Index of the role.
    role: u32,
    /// The criterion's weight.
    weight: Weight,
    /// How many parts the criterion has.
    parts: u64,
    core: Core,
}

/// Whether support for a part may show what defines its role.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Core {
    /// It may: it is a title.
    Any,
    /// It may if it is more than a claim.
    Demonstrated,
    Never,
}

/// The most that a resume can reach in a role.
#[derive(Clone, Copy, Default)]
pub(super) struct Bound {
    /// Sum of weight times credit.
    pub earned: u64,
    /// Whether what defines the role may be shown.
    pub core: bool,
}

impl DemandIndex {
    /// Sorts the parts of all roles of `catalog` by what answers them.
    pub(crate) fn new(catalog: &Catalog, matcher: &Matcher) -> Self {
        let roles = catalog.roles.iter().map(|role| RoleDemands::new(role, &catalog.vocabulary, matcher));
        let by_entry = vec![Vec::new(); matcher.entries().len()];
        let mut demands =
            Self { roles: roles.collect(), by_entry, by_title: FxHashMap::default(), by_education: Vec::new() };
        let mut education = FxHashMap::default();
        for (index, role) in catalog.roles.iter().enumerate() {
            for criterion in &role.criteria {
                for part in &criterion.parts {
                    demands.add(index, criterion, part, matcher, &mut education);
                }
            }
        }
        demands
    }

    /// Adds a part under everything that its judge looks at.
    fn add(
        &mut self,
        role: usize,
        criterion: &Criterion,
        part: &Part,
        matcher: &Matcher,
        education: &mut FxHashMap<Part, usize>,
    ) {
        let core = match criterion.kind {
            Kind::Title => Core::Any,
            _ if criterion.defining => Core::Demonstrated,
            _ => Core::Never,
        };
        let parts = criterion.parts.len() as u64;
        let demand = Demand { role: role as u32, weight: criterion.weight, parts, core };
        if criterion.kind == Kind::Title {
            if let Some(title) = self.roles.get(role).and_then(|asked| asked.title.clone()) {
                self.by_title.entry(title).or_default().push(demand);
            }
            return;
        }
        if criterion.kind == Kind::Education && part.entry.is_none() {
            let asked = Part { name: String::new(), min_months: None, ..part.clone() };
            let at = *education.entry(asked).or_insert_with_key(|asked| {
                self.by_education.push((asked.clone(), Vec::new()));
                self.by_education.len() - 1
            });
            if let Some((_, demands)) = self.by_education.get_mut(at) {
                demands.push(demand);
            }
        }
        let entry = part.entry.as_deref().and_then(|entry| matcher.entry(entry));
        if let Some(demands) = entry.and_then(|entry| self.by_entry.get_mut(entry)) {
            demands.push(demand);
        }
    }

    /// By role of the catalog: what it asks for.
    pub(super) fn roles(&self) -> &[RoleDemands] {
        &self.roles
    }

    /// By role: the most that the case can reach, were nothing taken for shared sentences, little time or unpaid work.
    pub(super) fn bounds(&self, case: &Case<'_>) -> Vec<Bound> {
        let mut bounds = vec![Bound::default(); self.roles.len()];
        for (entry, supports) in &case.supports {
            raise(&mut bounds, self.by_entry.get(*entry), supports);
        }
        for (title, standing) in &case.standings {
            raise(&mut bounds, self.by_title.get(*title), &standing.supports);
        }
        for (part, demands) in &self.by_education {
            raise(&mut bounds, Some(demands), &kinds::education(part, case));
        }
        bounds
    }

    /// The score that `bound` allows in the role with index `role`.
    pub(super) fn score(&self, role: usize, bound: Bound) -> Option<Score> {
        let weight = self.roles.get(role).map(|asked| asked.weight).unwrap_or_default();
        Score::of(bound.earned.min(weight.earned(Credit::FULL)), weight)
    }
}

/// Adds to the bounds what `supports` is worth to those who demand it. Strongest first, the first is worth most.
fn raise(bounds: &mut [Bound], demands: Option<&Vec<Demand>>, supports: &[Support]) {
    let Some(best) = supports.first() else { return };
    for demand in demands.into_iter().flatten() {
        let Some(bound) = bounds.get_mut(demand.role as usize) else { continue };
        bound.earned += demand.most(best.credit);
        bound.core |= match demand.core {
            Core::Any => true,
            Core::Demonstrated => best.strength == Strength::Demonstrated,
            Core::Never => false,
        };
    }
}

impl Demand {
    /// The most that a part with this credit adds to weight times credit of its criterion, where the mean of the parts is
    /// rounded: half a thousandth more than its share.
    fn most(self, credit: Credit) -> u64 {
        let Self { weight, parts, .. } = self;
        match parts {
            1 => weight.earned(credit),
            _ => (weight.earned(credit) + weight.thousandths() * parts.div_ceil(2)).div_ceil(parts.max(1)),
        }
    }
}
