//! From paths to resumes, in this order:
//!
//! 1. [`walk`] finds the files under the paths and gives each candidate an id.
//! 2. [`stream`] opens the files on many threads. `unpack` splits archives and messages into resumes.
//! 3. A [`Processor`] reads each resume, usually in a worker process ([`worker`]).
//! 4. [`stream`] delivers the results in the order of ids.

#[cfg(feature = "archive")]
mod archive;
mod ids;
mod in_order;
mod input;
mod input_list;
#[cfg(feature = "mail")]
mod mail_package;
#[cfg(feature = "mail")]
mod mailbox;
mod missing;
mod package;
mod skipped;
pub mod state_files;
mod stream;
mod unpack;
mod walk;
#[cfg(feature = "workers")]
pub mod worker;

pub use crate::file_names::{escape_path, unescape_path};
pub use input::{Input, plain_reason, unopened};
pub use input_list::InputList;
pub use missing::Missing;
pub use package::RawResume;
pub use skipped::{SkipReason, Skipped, SkippedFile};
pub use stream::{Processor, stream};
pub use unpack::Unpacked;
pub use walk::{KeptFile, Walk, walk, walk_with};
