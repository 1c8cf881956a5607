//! Arrow batches of resumes in, batches of verdicts out: one row per resume and role.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::builder::{Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use rayon::ThreadPool;
use rayon::prelude::*;
use rolefit::candidate::{Candidate, Scored};
use rolefit::explain::reasons;
use rolefit::score::{Best, RoleAssessment};
use rolefit::session::Session;
use rolefit::units::Score;

use crate::errors::name;
use crate::evidence::CharOffsets;
use crate::interrupt::interruptible;

/// The columns of the input that hold the resumes and their ids.
#[derive(Clone, Copy)]
pub(crate) struct Columns {
    content: usize,
    id: usize,
}

impl Columns {
    /// Finds the columns by name and checks their types.
    pub(crate) fn find(schema: &Schema, content: &str, id: &str) -> Result<Columns, String> {
        let find = |name: &str, is_fit: fn(&DataType) -> bool, types: &str| {
            let names = || schema.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
            let at = schema.index_of(name);
            let at = at.map_err(|_| format!("no column \"{name}\"; the columns are {}", names()))?;
            let kind = schema.field(at).data_type();
            if is_fit(kind) { Ok(at) } else { Err(format!("column \"{name}\" is {kind}; it must be {types}")) }
        };
        let columns = (find(content, is_content, "text or binary")?, find(id, is_text, "text")?);
        Ok(Columns { content: columns.0, id: columns.1 })
    }

    /// The ids and contents of a batch.
    pub(crate) fn resumes(self, batch: &RecordBatch) -> impl Iterator<Item = (&str, &[u8])> {
        texts(batch.column(self.id)).into_iter().zip(bytes(batch.column(self.content)))
    }
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_content(kind: &DataType) -> bool {
    is_text(kind) || matches!(kind, DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
}

/// The stream of verdicts. A batch is read, scored and dropped before the next.
pub(crate) struct ScoredBatches {
    reader: Box<dyn RecordBatchReader + Send>,
    columns: Columns,
    session: Arc<Session>,
    threads: Arc<ThreadPool>,
    schema: SchemaRef,
}

impl ScoredBatches {
    pub(crate) fn new(
        reader: Box<dyn RecordBatchReader + Send>,
        columns: Columns,
        session: Arc<Session>,
        threads: ThreadPool,
    ) -> ScoredBatches {
        ScoredBatches { reader, columns, session, threads: Arc::new(threads), schema: schema() }
    }

    fn score(&self, batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
        let (columns, session, threads) = (self.columns, self.session.clone(), self.threads.clone());
        let work = move |stop: &AtomicBool| {
            let resumes: Vec<(&str, &[u8])> = columns.resumes(&batch).collect();
            let score = |(id, bytes): &(&str, &[u8])| {
                // The result is dropped then.
                session.score_bytes(id, if stop.load(Ordering::Relaxed) { &[] } else { bytes })
            };
            let candidates: Vec<Candidate> = threads.install(|| resumes.par_iter().map(score).collect());
            let mut rows = Rows::new(&session);
            candidates.iter().for_each(|candidate| rows.add(candidate));
            rows.finish()
        };
        let rows = Python::attach(|py| interruptible(py, work).map_err(|error| failed(py, error)))?;
        RecordBatch::try_new(self.schema.clone(), rows)
    }
}

/// The error of a stream. Arrow hands on its text only, so Ctrl-C is repeated for Python.
fn failed(py: Python<'_>, error: PyErr) -> ArrowError {
    if !error.is_instance_of::<PyKeyboardInterrupt>(py) {
        return ArrowError::ComputeError(error.value(py).to_string());
    }
    // Without the repetition the stream still ends with an error.
    let _ = py.import("_thread").and_then(|thread| thread.call_method0("interrupt_main"));
    ArrowError::ComputeError("stopped by Ctrl-C".into())
}

impl Iterator for ScoredBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.reader.next()?;
        Some(batch.and_then(|batch| self.score(batch)))
    }
}

impl RecordBatchReader for ScoredBatches {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// The values of a text column. A null is an empty text.
fn texts(column: &ArrayRef) -> Vec<&str> {
    match column.data_type() {
        DataType::LargeUtf8 => column.as_string::<i64>().iter().map(Option::unwrap_or_default).collect(),
        DataType::Utf8View => column.as_string_view().iter().map(Option::unwrap_or_default).collect(),
        _ => column.as_string::<i32>().iter().map(Option::unwrap_or_default).collect(),
    }
}

/// The values of a column of texts or bytes. A null is an empty file, which is reported as such.
fn bytes(column: &ArrayRef) -> Vec<&[u8]> {
    match column.data_type() {
        DataType::Binary => column.as_binary::<i32>().iter().map(Option::unwrap_or_default).collect(),
        DataType::LargeBinary => column.as_binary::<i64>().iter().map(Option::unwrap_or_default).collect(),
        DataType::BinaryView => column.as_binary_view().iter().map(Option::unwrap_or_default).collect(),
        _ => texts(column).into_iter().map(str::as_bytes).collect(),
    }
}

fn evidence_fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, false);
    let offset = |name: &str| Field::new(name, DataType::Int64, false);
    let mut fields = ["criterion", "part", "strength", "quote"].map(text).to_vec();
    fields.push(Field::new("page", DataType::Int32, true));
    fields.extend(["start", "end", "start_char", "end_char"].map(offset));
    fields.into()
}

fn schema() -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let number = |name: &str| Field::new(name, DataType::Float64, true);
    let evidence = Field::new("item", DataType::Struct(evidence_fields()), false);
    let mut fields = vec![text("id"), text("role"), Field::new("rank", DataType::Int32, true)];
    fields.extend([number("score"), number("confidence"), text("gate"), text("best_role"), number("margin")]);
    fields.extend([text("status"), text("problem"), text("remedy")]);
    fields.push(Field::new("evidence", DataType::List(Arc::new(evidence)), true));
    Arc::new(Schema::new(fields))
}

/// The rows of a batch, column by column.
struct Rows<'a> {
    session: &'a Session,
    texts: [StringBuilder; 7],
    rank: Int32Builder,
    numbers: [Float64Builder; 3],
    evidence: ListBuilder<StructBuilder>,
}

impl<'a> Rows<'a> {
    fn new(session: &'a Session) -> Rows<'a> {
        let item = Field::new("item", DataType::Struct(evidence_fields()), false);
        let evidence = ListBuilder::new(StructBuilder::from_fields(evidence_fields(), 0)).with_field(item);
        let (texts, numbers) = (Default::default(), Default::default());
        Rows { session, texts, rank: Int32Builder::new(), numbers, evidence }
    }

    /// Adds a row per role, in the order of the candidate's places; one row if the file could not be read.
    fn add(&mut self, candidate: &Candidate) {
        let Some(scored) = candidate.as_scored() else {
            self.facts(candidate, None, None);
            return self.evidence.append(false);
        };
        let offsets = CharOffsets::new(scored);
        let mut roles: Vec<&RoleAssessment> = scored.assessment.roles.iter().collect();
        roles.sort_by_key(|role| (role.rank, role.role));
        for role in roles {
            self.facts(candidate, Some(role), Some(&scored.assessment.best));
            self.passages(scored, role, &offsets);
        }
    }

    fn facts(&mut self, candidate: &Candidate, role: Option<&RoleAssessment>, best: Option<&Best>) {
        let id_of = |role: usize| self.session.catalog().roles.get(role).map(|role| role.id.as_str());
        let (best, margin) = match best {
            Some(Best::Role { role, margin, .. }) => (id_of(*role), *margin),
            _ => (None, None),
        };
        let problem = candidate.problem();
        let gate = role.map(|role| name(&role.gate));
        let texts = [
            Some(candidate.id.as_str()),
            role.and_then(|role| id_of(role.role)),
            gate.as_deref(),
            best,
            Some(candidate.status().as_str()),
            problem.map(|problem| problem.message.as_str()),
            problem.map(|problem| problem.remedy.as_str()),
        ];
        self.texts.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
        self.rank.append_option(role.and_then(|role| i32::try_from(role.rank).ok()));
        let numbers = [
            role.and_then(|role| role.score).map(Score::as_f64),
            role.map(|role| f64::from(role.confidence.hundredths()) / 100.0),
            margin.map(Score::as_f64),
        ];
        self.numbers.iter_mut().zip(numbers).for_each(|(column, number)| column.append_option(number));
    }

    fn passages(&mut self, scored: &Scored, assessed: &RoleAssessment, offsets: &CharOffsets) {
        let Some(role) = self.session.catalog().roles.get(assessed.role) else {
            return self.evidence.append(false);
        };
        let item = self.evidence.values();
        for judged in reasons::judged(role, assessed) {
            for (part, verdict) in judged.parts() {
                for evidence in &verdict.evidence {
                    let span = evidence.span;
                    let strength = name(&evidence.strength);
                    let texts = [&judged.criterion.id, &part.name, &strength, scored.quote(span)];
                    for (at, text) in texts.into_iter().enumerate() {
                        with(item.field_builder::<StringBuilder>(at), |column| column.append_value(text));
                    }
                    let page = scored.document.page_of(span).and_then(|page| i32::try_from(page).ok());
                    with(item.field_builder::<Int32Builder>(4), |column| column.append_option(page));
                    let places = [span.start, span.end, offsets.at(span.start), offsets.at(span.end)];
                    for (at, place) in (5..).zip(places) {
                        let place = i64::try_from(place).unwrap_or(i64::MAX);
                        with(item.field_builder::<Int64Builder>(at), |column| column.append_value(place));
                    }
                    item.append(true);
                }
            }
        }
        self.evidence.append(true);
    }

    /// The columns in the order of [`schema`].
    fn finish(mut self) -> Vec<ArrayRef> {
        let [id, role, gate, best, status, problem, remedy] =
            self.texts.each_mut().map(|text| Arc::new(text.finish()) as ArrayRef);
        let [score, confidence, margin] = self.numbers.each_mut().map(|number| Arc::new(number.finish()) as ArrayRef);
        let (rank, evidence) = (Arc::new(self.rank.finish()), Arc::new(self.evidence.finish()));
        vec![id, role, rank, score, confidence, gate, best, margin, status, problem, remedy, evidence]
    }
}

/// Appends to a column. The columns have the types of [`evidence_fields`], so that there always is one.
fn with<T>(column: Option<&mut T>, append: impl FnOnce(&mut T)) {
    if let Some(column) = column {
        append(column);
    }
}
