//! The O*NET table of tasks.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// A task of an occupation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TaskStatement {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The task, a sentence without a subject.
    #[serde(rename = "Task")]
    pub task: String,
    /// `Core`, `Supplemental` or `n/a`.
    #[serde(rename = "Task Type")]
    pub kind: String,
}

impl OnetRow for TaskStatement {
    const FILE: &'static str = "Task Statements.txt";
}
