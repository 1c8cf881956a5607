//! Turns a role into an interview guide: a question for each requirement and main duty, or for what a resume leaves open.

mod guide;
mod part_standing;
mod wording;

pub use guide::{Guide, Question, Quote};
pub use part_standing::Standing;
pub use wording::Wording;
