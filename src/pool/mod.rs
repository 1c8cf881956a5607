//! What is kept of resumes between runs: a store of what was read and judged, and a search index of their texts.

pub mod private;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "store")]
pub mod store;
