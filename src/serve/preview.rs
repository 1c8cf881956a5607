//! Who would move if a role were changed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::app::{App, lock};
use super::calls::{self, Body};
use super::failure::{Answer, Failure};
use super::roles::{self, Checked};
use crate::engine::Engine;
use crate::rank::RankKey;
use crate::score::RoleAssessment;
use crate::units::Score;

/// A candidate who would move.
#[derive(Serialize)]
struct Move<'a> {
    content: Option<&'a str>,
    name: &'a str,
    from: usize,
    to: usize,
    score_from: Option<f64>,
    score_to: Option<f64>,
}

/// The candidates of the last job who would move.
pub(super) async fn moves(State(app): State<Arc<App>>, Path(id): Path<String>, body: Body) -> Answer<Response> {
    let mut form: Map<String, Value> = calls::value(body)?;
    let job = lock(&app.job).clone().ok_or_else(|| Failure::missing("job"))?;
    calls::blocking(move || {
        let Checked { catalog, .. } = roles::checked(&app, &id, &mut form)?;
        let engine = Engine::open(catalog, &app.cache)?;
        job.with(&app.decisions, |session, _, candidates, _| {
            let scored: Vec<_> = candidates.iter().filter_map(|it| Some((it, it.as_scored()?))).collect();
            let assess =
                |(_, scored): &(_, &crate::candidate::Scored)| engine.assess(&scored.document, session.as_of()).1;
            let after: Vec<_> = scored.par_iter().map(assess).collect();
            let before: Vec<_> = scored.iter().map(|(_, scored)| scored.assessment.roles.first()).collect();
            let after: Vec<_> = after.iter().map(|assessment| assessment.roles.first()).collect();
            let moves = scored.iter().zip(ranks(&before).into_iter().zip(ranks(&after))).zip(before.iter().zip(&after));
            let score = |assessment: &Option<&RoleAssessment>| assessment.and_then(|it| it.score).map(Score::as_f64);
            let moves =
                moves.filter(|((_, (from, to)), _)| from != to).map(|(((it, _), (from, to)), (old, new))| Move {
                    content: it.content.as_deref(),
                    name: if job.order.blind { &it.id } else { &it.display_name },
                    from,
                    to,
                    score_from: score(old),
                    score_to: score(new),
                });
            let mut moves: Vec<Move<'_>> = moves.collect();
            moves.sort_by_key(|it| it.to);
            Ok(calls::json(&json!({ "moves": moves, "candidates": scored.len() })))
        })
    })
    .await
}

/// The rank of each assessment; equals share a rank.
fn ranks(assessments: &[Option<&RoleAssessment>]) -> Vec<usize> {
    let keys: Vec<Option<RankKey>> = assessments.iter().map(|it| it.map(RankKey::of)).collect();
    let mut sorted: Vec<&RankKey> = keys.iter().flatten().collect();
    sorted.sort_unstable();
    let rank = |key: &Option<RankKey>| key.as_ref().map_or(0, |key| sorted.partition_point(|other| *other < key) + 1);
    keys.iter().map(rank).collect()
}
