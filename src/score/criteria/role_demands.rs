//! The demands of a role by numbers.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::catalog::{Criterion, Role, Vocabulary};
use crate::matcher::Matcher;
use crate::units::Weight;

/// The demands of one role.
#[derive(Serialize, Deserialize)]
pub(crate) struct RoleDemands {
    /// Id of the title that the role asks for.
    pub(crate) title: Option<String>,
    /// The parts of all criteria, in order.
    pub(crate) parts: Vec<PartDemand>,
    /// The number of distinct part names.
    pub(crate) names: usize,
    /// The sum of the weights of all criteria.
    pub(crate) weight: Weight,
    /// The weight of the tenure, and the months that count in full, if the role grades it.
    pub(crate) tenure: Option<(Weight, u32)>,
}

/// A part of a role by numbers, so that judging looks nothing up by strings.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct PartDemand {
    /// The matcher entry of the part; `None` for degrees, fields of study and titles.
    pub entry: Option<usize>,
    /// The number of the part's name, from 0. Parts of the same name ask for the same thing.
    pub name: usize,
    /// The weight among the parts of the criterion, in thousandths.
    pub share: u64,
    /// The sum of the weights of all parts of the criterion, in thousandths.
    pub shares: u64,
}

/// Returns the sum of the weights of the parts, in thousandths.
pub(crate) fn shares(criterion: &Criterion) -> u64 {
    criterion.parts.iter().map(|part| part.share().thousandths()).sum()
}

impl RoleDemands {
    pub(crate) fn new(role: &Role, vocabulary: &Vocabulary, matcher: &Matcher) -> Self {
        let mut names: FxHashMap<&str, usize> = FxHashMap::default();
        let parts = role.criteria.iter().flat_map(|criterion| {
            let shares = shares(criterion);
            criterion.parts.iter().map(move |part| (part, shares))
        });
        let parts = parts.map(|(part, shares)| {
            let next = names.len();
            let entry = part.entry.as_deref().and_then(|id| matcher.entry(id));
            let share = part.share().thousandths();
            PartDemand { entry, name: *names.entry(&part.name).or_insert(next), share, shares }
        });
        let parts = parts.collect();
        let title = role.asked_title(vocabulary).map(str::to_owned);
        let tenure = role.criteria.iter().find_map(|it| Some((it.weight, it.parts.first()?.full_months?)));
        Self { title, parts, names: names.len(), weight: role.weight(), tenure }
    }
}
