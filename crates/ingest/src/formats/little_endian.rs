//! Reads little-endian numbers at byte offsets, as ZIP and DOC files store them.

/// Returns the 16-bit number at byte offset `at`; `None` if it lies outside `bytes`.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Returns the 32-bit number at byte offset `at`; `None` if it lies outside `bytes`.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
