//! Measures rankings against TREC relevance judgements, for each role and on average.

use std::collections::BTreeMap;

use serde::Serialize;

use super::candidate_lookup::{CandidateLookup, REMEDY_SHARED};
use super::qrels::{Judgement, Qrels, name};
use super::{average_precision, gains_in_order, mean, ndcg, precision, reciprocal_rank};
use crate::candidate::Candidate;
use crate::catalog::Catalog;
use crate::error::{Result, fault};
use crate::rank::assessment_of;

/// The agreement of rankings with relevance judgements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retrieval {
    /// The number of places that nDCG and precision cover.
    pub k: usize,
    /// The mean over the judged roles.
    pub mean: Quality,
    /// One entry per judged role, by id.
    pub roles: Vec<RoleQuality>,
    /// True if the judgements name documents by file name without extension, not by id.
    #[serde(skip)]
    pub by_file_stem: bool,
}

/// The agreement of one role's ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleQuality {
    /// Id of the role.
    pub role: String,
    /// Number of judged documents.
    pub judged: usize,
    /// Number of these that are relevant.
    pub relevant: usize,
    /// Number of these without a place in the ranking, because they are not under the paths or not readable. They count
    /// as never found.
    pub without_result: usize,
    /// The figures.
    #[serde(flatten)]
    pub quality: Quality,
}

/// The figures of a ranking; their means over roles are MAP and MRR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Quality {
    /// [`average_precision`](super::average_precision()).
    #[serde(serialize_with = "super::three_decimals")]
    pub average_precision: f64,
    /// [`ndcg`](super::ndcg()) at k; documents that were not judged have no gain.
    #[serde(serialize_with = "super::three_decimals")]
    pub ndcg: f64,
    /// [`precision`](super::precision()) at k.
    #[serde(serialize_with = "super::three_decimals")]
    pub precision: f64,
    /// [`reciprocal_rank`](super::reciprocal_rank()).
    #[serde(serialize_with = "super::three_decimals")]
    pub reciprocal_rank: f64,
}

/// Measures the rankings of `candidates` by exact score, then confidence. Ties count against the ranking.
///
/// # Errors
/// [`Error::Judgements`](crate::Error::Judgements) if a query is not a role of `catalog`, or a document could be
/// several files.
pub fn measure(qrels: &Qrels, candidates: &[Candidate], catalog: &Catalog, k: usize) -> Result<Retrieval> {
    let lookup = CandidateLookup::new(candidates.iter().map(|candidate| name(&candidate.id)));
    let mut by_file_stem = false;
    let mut roles = Vec::new();
    for (query, judgements) in &qrels.queries {
        let role = catalog.role_index(query).ok_or_else(|| unknown(qrels, query, judgements, catalog))?;
        let mut relevances: BTreeMap<usize, u32> = BTreeMap::new();
        for Judgement { line, doc, relevance } in judgements {
            let found = lookup.find(doc).map_err(|message| fault(&qrels.file, *line, message, REMEDY_SHARED))?;
            if let Some(found) = found {
                by_file_stem |= found.by_file_stem;
                relevances.insert(found.index, *relevance);
            }
        }
        let standing = |(index, candidate): (usize, &Candidate)| {
            let assessment = assessment_of(candidate, role)?;
            Some(((assessment.score, assessment.confidence), relevances.get(&index).copied().unwrap_or(0)))
        };
        let standings: Vec<_> = candidates.iter().enumerate().filter_map(standing).collect();
        let is_placed = |index: &&usize| candidates.get(**index).is_some_and(|it| assessment_of(it, role).is_some());
        let placed = relevances.keys().filter(is_placed).count();
        let gains: Vec<u32> = judgements.iter().map(|judgement| judgement.relevance).collect();
        let relevant = gains.iter().filter(|&&gain| gain > 0).count();
        roles.push(RoleQuality {
            role: query.clone(),
            judged: gains.len(),
            relevant,
            without_result: gains.len() - placed,
            quality: quality(&gains_in_order(&standings), &gains, relevant, k),
        });
    }
    let of = |figure: fn(&Quality) -> f64| mean(roles.iter().map(|role| figure(&role.quality)));
    let mean = Quality {
        average_precision: of(|it| it.average_precision),
        ndcg: of(|it| it.ndcg),
        precision: of(|it| it.precision),
        reciprocal_rank: of(|it| it.reciprocal_rank),
    };
    Ok(Retrieval { k, mean, roles, by_file_stem })
}

fn quality(gains: &[u32], judged: &[u32], relevant: usize, k: usize) -> Quality {
    Quality {
        average_precision: average_precision(gains, relevant),
        ndcg: ndcg(gains, judged, k),
        precision: precision(gains, k),
        reciprocal_rank: reciprocal_rank(gains),
    }
}

fn unknown(qrels: &Qrels, query: &str, judgements: &[Judgement], catalog: &Catalog) -> crate::Error {
    let line = judgements.first().map_or(0, |judgement| judgement.line);
    let ids: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
    let remedy = format!("name a role of the catalog ({}), or another catalog with --catalog", ids.join(", "));
    fault(&qrels.file, line, format!("there is no role `{query}`"), remedy)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    fn qrels(query: &str, docs: &[(&str, u32)]) -> Qrels {
        let judgement =
            |(line, &(doc, relevance)): (usize, &(&str, u32))| Judgement { line, doc: doc.into(), relevance };
        let judgements = docs.iter().enumerate().map(|(at, doc)| judgement((at + 1, doc))).collect();
        Qrels { file: "qrels".into(), queries: BTreeMap::from([(query.to_owned(), judgements)]) }
    }

    #[test]
    fn what_was_not_judged_is_irrelevant_and_what_was_not_ranked_is_missed() {
        let candidates =
            [sample::candidate("a b.txt", 90, 1000), sample::candidate("c.txt", 80, 1000), sample::unreadable("d.txt")];
        let qrels = qrels("sales", &[("a%20b.txt", 0), ("d", 1), ("gone", 0)]);
        let measured = measure(&qrels, &candidates, &sample::catalog(), 10).unwrap();
        let role = &measured.roles[0];
        assert_eq!((role.judged, role.relevant, role.without_result, measured.by_file_stem), (3, 1, 2, true));
        assert_eq!((role.quality, measured.mean), (Quality::default(), Quality::default()));
    }

    #[test]
    fn equal_scores_stand_against_the_ranking() {
        let candidates = [sample::candidate("a", 90, 1000), sample::candidate("b", 90, 1000)];
        let measured = measure(&qrels("key-account-manager", &[("a", 1)]), &candidates, &sample::catalog(), 1).unwrap();
        // The relevant one of two equals counts as second: AP and RR 1/2, nothing at place 1.
        let halves = Quality { average_precision: 0.5, ndcg: 0.0, precision: 0.0, reciprocal_rank: 0.5 };
        assert_eq!(measured.mean, halves);
    }

    #[test]
    fn an_unknown_query_is_named_with_its_line() {
        let error = measure(&qrels("butcher", &[("a", 1)]), &[], &sample::catalog(), 10).unwrap_err().to_string();
        assert!(error.starts_with("qrels:1: there is no role `butcher`; name a role of the catalog (key-"), "{error}");
    }
}
