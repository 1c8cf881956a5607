//! What stands under a path: folders are walked, archives and messages opened, and files handed to readers in order.

#[cfg(feature = "archive")]
mod archive;
mod ids;
mod input;
mod inputs;
#[cfg(feature = "mail")]
mod message;
pub mod state_files;
mod stream;
mod unpack;
mod walk;
mod window;
#[cfg(feature = "workers")]
pub mod worker;

pub use crate::name::{escape_path, unescape_path};
pub use input::Input;
pub use inputs::InputList;
pub use stream::{Processor, stream};
pub use unpack::{RawResume, Skipped, Unpacked};
pub use walk::{Walk, walk};
