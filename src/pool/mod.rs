//! Data about resumes that is kept between runs: a store of results and a search index of texts.
//!
//! Both are only caches of the resumes themselves. Either can be deleted at any time; the next run rebuilds it.

mod content;
mod fault;
mod fingerprint;
#[cfg(all(feature = "search", feature = "store"))]
pub mod forget;
mod location;
mod lock;
mod owner_only;
mod rewrite;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "store")]
pub mod store;

pub use content::ContentHash;
pub use fault::Fault;
pub use fingerprint::Fingerprint;
pub use location::Location;
pub use lock::Lock;
pub use rewrite::Rewritten;
