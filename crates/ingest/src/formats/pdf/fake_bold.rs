//! Recognises fake bold: glyphs that are drawn twice, a little apart.

use rustc_hash::FxHashMap;

use super::placed_glyph::PlacedGlyph;

/// A glyph drawn again within this many ems is fake bold and counts once.
const DOUBLED: f64 = 0.12;

/// Positions of the glyphs drawn so far, to recognise fake bold.
#[derive(Default)]
pub(super) struct Doubles(FxHashMap<(char, i64, i64), (f64, f64)>);

impl Doubles {
    /// Records a glyph; returns true if the same glyph was drawn here before.
    pub(super) fn is_double(&mut self, glyph: &PlacedGlyph) -> bool {
        let Some(first) = glyph.first() else { return false };
        let near = (DOUBLED * glyph.size).max(0.001);
        let (x, y) = (glyph.x.0, glyph.y);
        // Cells are twice as wide as the distance, so a near glyph lies in this cell or in the nearest neighbour.
        let cell = |at: f64| {
            let place = at / (2.0 * near);
            let floor = place.floor();
            let beside = if place - floor < 0.5 { floor - 1.0 } else { floor + 1.0 };
            [floor as i64, beside as i64]
        };
        let (columns, rows) = (cell(x), cell(y));
        let visible = columns.iter().any(|&column| {
            rows.iter().any(|&row| {
                self.0.get(&(first, column, row)).is_some_and(|&(a, b)| (a - x).abs() < near && (b - y).abs() < near)
            })
        });
        if !visible {
            self.0.insert((first, columns[0], rows[0]), (x, y));
        }
        visible
    }
}
