//! Stub.
use super::{Extract, Limits};
use crate::document::Problem;
pub(super) fn read(bytes: &[u8], _: &Limits) -> Result<Extract, Problem> {
    Ok(Extract { text: super::plain::decode(bytes), ..Extract::default() })
}
