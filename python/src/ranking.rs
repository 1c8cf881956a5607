//! The candidates of a run, and their ranking in the formats of the command.

use std::collections::HashMap;
use std::sync::Arc;

use pyo3::prelude::*;
use rolefit::candidate::Candidate;
use rolefit::output::csv::Csv;
use rolefit::output::html::Html;
use rolefit::output::json::Json;
use rolefit::output::jsonl::Jsonl;
use rolefit::output::wide_csv::WideCsv;
use rolefit::output::{Exporter, write};
use rolefit::rank::CutOffs;
use rolefit::session::{Session, places};

use crate::errors::{Error, raised};
use crate::evidence::CharOffsets;

/// The candidates of a run, in the order of their ids.
#[pyclass(frozen, module = "rolefit._rolefit")]
pub(crate) struct RankedFiles {
    session: Arc<Session>,
    candidates: Vec<Candidate>,
}

impl RankedFiles {
    pub(crate) fn new(session: Arc<Session>, candidates: Vec<Candidate>) -> RankedFiles {
        RankedFiles { session, candidates }
    }
}

#[pymethods]
impl RankedFiles {
    fn __len__(&self) -> usize {
        self.candidates.len()
    }

    /// The ids of the roles.
    #[getter]
    fn roles(&self) -> Vec<&str> {
        self.session.catalog().roles.iter().map(|role| role.id.as_str()).collect()
    }

    /// The ranking as the command prints it with `--format FORMAT` and `--layout LAYOUT`.
    #[pyo3(signature = (format, wide=false))]
    fn export(&self, py: Python<'_>, format: &str, wide: bool) -> PyResult<String> {
        let exporter: &dyn Exporter = match (format, wide) {
            ("jsonl", _) => &Jsonl,
            ("json", _) => &Json,
            ("csv", false) => &Csv,
            ("csv", true) => &WideCsv,
            ("html", _) => &Html { blind: self.session.is_blind(), ..Html::default() },
            _ => return Err(Error::new_err(format!("format: \"{format}\" is unknown; name jsonl, json, csv or html"))),
        };
        let mut out = Vec::new();
        py.detach(|| write(exporter, &self.session.run(), &CutOffs::default(), &self.candidates, &mut out))?;
        String::from_utf8(out).map_err(|error| Error::new_err(error.to_string()))
    }

    /// The places in the role `id`, best first: rank, score, and the number of the candidate in the order of ids.
    fn places(&self, id: &str) -> PyResult<Vec<(usize, Option<f64>, usize)>> {
        let places = places(self.session.catalog(), &self.candidates, id).map_err(raised)?;
        let numbers: HashMap<*const Candidate, usize> = self
            .candidates
            .iter()
            .enumerate()
            .map(|(number, candidate)| (std::ptr::from_ref(candidate), number))
            .collect();
        let number = |candidate: &Candidate| numbers.get(&std::ptr::from_ref(candidate)).copied();
        Ok(places.iter().filter_map(|place| Some((place.rank, place.score(), number(place.candidate)?))).collect())
    }

    /// The numbers of characters before each of the byte offsets `bytes` in the text of a candidate.
    fn char_offsets(&self, candidate: usize, bytes: Vec<usize>) -> Vec<usize> {
        let scored = self.candidates.get(candidate).and_then(Candidate::as_scored);
        let Some(scored) = scored else { return bytes };
        let offsets = CharOffsets::new(scored);
        bytes.into_iter().map(|byte| offsets.at(byte)).collect()
    }

    /// The text of a candidate that evidence points into, or `None` if the file could not be read.
    fn text(&self, candidate: usize) -> Option<String> {
        let scored = self.candidates.get(candidate)?.as_scored()?;
        Some(rolefit::candidate::blind::masked(&scored.document.text, &scored.withheld))
    }
}
