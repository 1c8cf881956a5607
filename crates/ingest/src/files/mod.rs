//! What stands under a path: folders are walked, archives and messages opened, and files handed to readers in order.

#[cfg(feature = "archive")]
mod archive;
mod ids;
mod in_order;
mod input;
mod input_list;
#[cfg(feature = "mail")]
mod mail_package;
mod package;
pub mod state_files;
mod stream;
mod walk;
#[cfg(feature = "workers")]
pub mod worker;

pub use crate::file_names::{escape_path, unescape_path};
pub use input::Input;
pub use input_list::InputList;
pub use package::{RawResume, Skipped, Unpacked};
pub use stream::{Processor, stream};
pub use walk::{Walk, walk};
