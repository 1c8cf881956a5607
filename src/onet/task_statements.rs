//! The O*NET table of what an occupation does.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// Something that the occupation does.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TaskStatement {
    /// The occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// A sentence without a subject.
    #[serde(rename = "Task")]
    pub task: String,
    /// Core, Supplemental, or n/a.
    #[serde(rename = "Task Type")]
    pub kind: String,
}

impl OnetRow for TaskStatement {
    const FILE: &'static str = "Task Statements.txt";
}
