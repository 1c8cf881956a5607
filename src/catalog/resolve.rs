//! Converts role files into roles.

use toml::Spanned;

use super::check;
use super::raw::{RawBands, RawCriterion, RawPart, RawRole};
use super::toml_files::SourceFile;
use super::vocabulary::{Title, Vocabulary};
use super::{Bands, Criterion, Part, Role};
use crate::units::Score;

/// Factor on the weight of a defining criterion. With perfect labels, factors of 3 to 5 order candidates for similar
/// roles about equally well. Below 3, similar roles are not told apart; above 5, the other criteria hardly count.
const DEFINING_FACTOR: u64 = 4;

/// Converts a role file. Phrases and titles of a part's own become entries and titles with the id `<criterion>#<part>`.
pub(super) fn resolve(file: &SourceFile, raw: RawRole, vocabulary: &mut Vocabulary) -> Role {
    let criteria = raw.criteria.into_iter().map(|criterion| resolve_criterion(criterion.into_inner(), vocabulary));
    let criteria = criteria.collect();
    let RawRole { title, other_titles, summary, bands, vacancy, .. } = raw;
    let bands = bands.map(|bands| bands.into_inner()).map(|RawBands { strong, possible }| Bands {
        strong: Score::points(strong),
        possible: Score::points(possible),
    });
    let vacancy = vacancy.map(Spanned::into_inner);
    let role = Role { id: file.stem.clone(), title, other_titles, summary, bands, vacancy, criteria };
    let asked = role.asked_title(vocabulary).map(str::to_owned);
    if let Some((id, title)) = asked.and_then(|id| Some((id.clone(), vocabulary.titles.get_mut(&id)?))) {
        name_as_the_role(&role, title, id.contains('#'));
    }
    role
}

/// Adds the other names that a role gives itself to the title that it asks for, except names that a shorter one
/// recognises. A title of the role's own (`is_own`) says itself which names are only related.
fn name_as_the_role(role: &Role, title: &mut Title, is_own: bool) {
    let holds = |name: &str, same: &str| {
        let (name, same) = (format!(" {} ", name.to_lowercase()), same.to_lowercase());
        name.contains(&format!(" {} ", same.trim_end_matches('s')))
    };
    for name in &role.other_titles {
        let is_known = title.same.iter().any(|same| holds(name, same));
        let is_related = is_own && title.adjacent.contains(name);
        if !is_known && !is_related {
            title.same.push(name.clone());
        }
    }
}

fn resolve_criterion(raw: RawCriterion, vocabulary: &mut Vocabulary) -> Criterion {
    let id = raw.id.into_inner();
    let parts =
        raw.parts.into_inner().into_iter().map(|part| resolve_part(&id, part.into_inner(), vocabulary)).collect();
    let factor = if raw.defining { DEFINING_FACTOR } else { 1 };
    Criterion {
        weight: check::weight(*raw.weight.get_ref()).unwrap_or_default() * factor,
        kind: raw.kind,
        priority: raw.priority,
        confirmed: raw.confirmed.is_none_or(Spanned::into_inner),
        defining: raw.defining,
        label: raw.label,
        text: raw.text,
        parts,
        id,
    }
}

fn resolve_part(criterion: &str, raw: RawPart, vocabulary: &mut Vocabulary) -> Part {
    let name = check::part_name(&raw);
    let own = format!("{criterion}#{name}");
    let entry = match (raw.own_entry(&name), raw.own_title(&name)) {
        (Some(entry), _) => vocabulary.entries.insert(own.clone(), entry).map_or(Some(own), |_| None),
        (None, Some(title)) => vocabulary.titles.insert(own.clone(), title).map_or(Some(own), |_| None),
        (None, None) => raw.entry,
    };
    let RawPart { degree, fields, related_fields, min_months, full_months, level, weight, .. } = raw;
    let full_months = full_months.map(|months| months.into_inner());
    let weight = weight.and_then(|weight| check::part_weight(weight.into_inner()));
    Part { name, entry, degree, fields, related_fields, min_months, full_months, level, weight }
}
