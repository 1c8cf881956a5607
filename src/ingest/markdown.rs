//! Stub.
use super::Extract;
pub(super) fn read(bytes: &[u8]) -> Extract {
    super::plain::read(bytes)
}
