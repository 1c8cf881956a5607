//! The outline of a shape painted on a PDF page, and which points lie inside.

use kurbo::{BezPath, PathEl, Point, Shape};

/// Pieces at most this high, in points, are found by their height on the page; higher ones are looked at each time.
const LOW: f64 = 24.0;

/// An outline, cut into its pieces.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Low pieces by their upper end, then high ones.
    pieces: Vec<Piece>,
    /// Where the high ones begin.
    high: usize,
    even_odd: bool,
}

/// A line or curve.
#[derive(Clone, Debug)]
struct Piece {
    top: f64,
    bottom: f64,
    path: [PathEl; 2],
}

impl Outline {
    /// The outline of `path`, each part of it closed as filling does, by the even-odd rule or by that of winding.
    pub fn new(path: &BezPath, even_odd: bool) -> Self {
        let mut pieces = Vec::with_capacity(path.elements().len());
        let (mut start, mut end) = (Point::ORIGIN, Point::ORIGIN);
        let mut add = |from: Point, to: PathEl| {
            let hull: &[Point] = match &to {
                PathEl::LineTo(a) => &[*a],
                PathEl::QuadTo(a, b) => &[*a, *b],
                PathEl::CurveTo(a, b, c) => &[*a, *b, *c],
                PathEl::MoveTo(_) | PathEl::ClosePath => return,
            };
            let top = hull.iter().fold(from.y, |top, point| top.min(point.y));
            let bottom = hull.iter().fold(from.y, |bottom, point| bottom.max(point.y));
            pieces.push(Piece { top, bottom, path: [PathEl::MoveTo(from), to] });
        };
        for &element in path.elements() {
            match element.end_point() {
                Some(point) if !matches!(element, PathEl::MoveTo(_)) => {
                    add(end, element);
                    end = point;
                }
                next => {
                    add(end, PathEl::LineTo(start));
                    start = next.unwrap_or(start);
                    end = start;
                }
            }
        }
        add(end, PathEl::LineTo(start));
        let is_high = |piece: &Piece| piece.bottom - piece.top > LOW;
        pieces.sort_unstable_by(|a, b| is_high(a).cmp(&is_high(b)).then(a.top.total_cmp(&b.top)));
        let high = pieces.partition_point(|piece| !is_high(piece));
        Self { pieces, high, even_odd }
    }

    /// Whether a point lies inside; adds to `looks` how many pieces were looked at.
    pub fn contains(&self, point: Point, looks: &mut usize) -> bool {
        let (low, high) = self.pieces.split_at_checked(self.high).unwrap_or_default();
        let from = low.partition_point(|piece| piece.top < point.y - LOW);
        let to = low.partition_point(|piece| piece.top <= point.y);
        let low = low.get(from..to).unwrap_or_default();
        *looks += low.len() + high.len();
        let near = low.iter().chain(high).filter(|piece| piece.top <= point.y && point.y <= piece.bottom);
        let winding: i32 = near.map(|piece| piece.path.as_slice().winding(point)).sum();
        if self.even_odd { winding % 2 != 0 } else { winding != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &BezPath, even_odd: bool, x: f64, y: f64) -> bool {
        Outline::new(path, even_odd).contains(Point::new(x, y), &mut 0)
    }

    #[test]
    fn an_outline_holds_the_points_that_its_path_does() {
        let circle = kurbo::Circle::new((100.0, 100.0), 50.0).to_path(0.1);
        assert!(inside(&circle, false, 100.0, 100.0) && inside(&circle, false, 60.0, 120.0));
        assert!(!inside(&circle, false, 55.0, 145.0) && !inside(&circle, false, 160.0, 100.0));
    }

    #[test]
    fn a_path_left_open_is_closed() {
        let mut triangle = BezPath::new();
        triangle.move_to((0.0, 0.0));
        triangle.line_to((100.0, 0.0));
        triangle.line_to((100.0, 100.0));
        for x in [-5.0, 40.0, 90.0] {
            assert_eq!(inside(&triangle, false, x, 10.0), x > 10.0);
        }
    }

    #[test]
    fn rings_are_empty_by_the_even_odd_rule() {
        let mut ring = kurbo::Rect::new(0.0, 0.0, 100.0, 100.0).to_path(0.1);
        ring.extend(kurbo::Rect::new(20.0, 20.0, 80.0, 80.0).to_path(0.1));
        assert!(
            inside(&ring, false, 50.0, 50.0) && !inside(&ring, true, 50.0, 50.0) && inside(&ring, true, 10.0, 50.0)
        );
    }

    #[test]
    fn of_many_pieces_few_are_looked_at() {
        let mut saw = BezPath::new();
        saw.move_to((0.0, 0.0));
        (1..1000).for_each(|tooth| saw.line_to((f64::from(tooth % 2) * 9.0, f64::from(tooth))));
        let mut looks = 0;
        assert!(!Outline::new(&saw, false).contains(Point::new(20.0, 500.5), &mut looks));
        assert!(looks < 50, "{looks}");
    }
}
