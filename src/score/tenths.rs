//! Thousandths as people see them.

/// Thousandths rounded half up to tenths, which is how scores and margins are displayed.
pub fn tenths(thousandths: u32) -> u32 {
    (thousandths + 50) / 100
}
