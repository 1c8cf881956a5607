//! Turns a role into an interview guide, with a question for each requirement and main duty. For a candidate, it asks
//! only about the parts that the resume leaves open.

mod guide;
mod part_standing;
mod wording;

pub use guide::{Guide, Question, Quote};
pub use part_standing::Standing;
pub use wording::Wording;
