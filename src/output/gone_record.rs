//! `rolefit.gone/1`: the record of a candidate who is gone since an earlier run. Only a new version may drop or change
//! a field.

use jiff::civil::Date;
use serde::Serialize;

use super::Run;
use super::v1::ENGINE;
use crate::candidate::history::{Decision, Since, for_role};
use crate::output::history::Gone;

/// Name and version of the record of a candidate who is gone since an earlier run.
pub(crate) const GONE_SCHEMA: &str = "rolefit.gone/1";

/// The record of a candidate who is gone since an earlier run.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GoneRecord<'a> {
    schema: &'static str,
    as_of: Date,
    catalog: &'a str,
    engine: &'static str,
    candidate: GoneCandidate<'a>,
    since: &'a Since,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Option<&'a Decision>>,
}

#[derive(Clone, Debug, Serialize)]
struct GoneCandidate<'a> {
    id: &'a str,
    content: Option<&'a str>,
}

impl<'a> GoneRecord<'a> {
    /// The record of somebody who is `gone`.
    pub(super) fn new(run: &Run<'a>, gone: &'a Gone<'_>) -> GoneRecord<'a> {
        GoneRecord {
            schema: GONE_SCHEMA,
            as_of: run.as_of,
            catalog: &run.catalog.hash,
            engine: ENGINE,
            candidate: GoneCandidate { id: gone.id, content: gone.content.as_deref() },
            since: &gone.since,
            decision: run.history.decisions.then(|| for_role(&gone.decisions, run.only_role())),
        }
    }
}
