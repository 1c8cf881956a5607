//! Joins the letters of a PDF page to segments: stretches of text on one baseline without a wide gap.

use hayro_interpret::hayro_cmap::BfString;
use kurbo::Rect;
use rustc_hash::FxHashMap;

use super::fonts::Fonts;
use super::letter::Letter;
use crate::ingest::repair;

/// The same letter drawn again within this many ems is fake bold, not a second letter.
const DOUBLED: f64 = 0.12;
/// A gap of this many ems is a space between words.
const WORD_GAP: f64 = 0.16;
/// A gap of this many ems ends a segment.
const SEGMENT_GAP: f64 = 1.2;
/// Letters may be set this many ems back, by kerning or below the accent that was drawn before them.
const BACKWARDS: f64 = 0.7;
/// Baselines within this many ems are one line: superscripts are.
pub(super) const SAME_LINE: f64 = 0.35;
/// A bullet stands at most this many ems before its text.
const BULLET_GAP: f64 = 4.0;
/// A bullet that is a shape is at most this high, in ems of its text.
const DOT_SIZE: f64 = 0.65;

/// A stretch of text; coordinates in points from the page's upper left.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub text: String,
    /// Where it begins, its bullet included.
    pub left: f64,
    /// Where its text begins.
    pub x0: f64,
    pub x1: f64,
    /// Baseline.
    pub y: f64,
    /// Height of an em.
    pub size: f64,
    /// Whether a bullet stands before it.
    pub item: bool,
    /// Fonts of its letters.
    pub fonts: Fonts,
}

/// Segments in the order of drawing, bullets turned into [`Segment::item`].
pub(super) fn segments(letters: &[Letter], dots: &[Rect]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = runs(letters).into_iter().filter_map(finish).collect();
    attach_bullets(&mut segments);
    for dot in dots {
        attach_dot(&mut segments, dot);
    }
    segments
}

fn runs(letters: &[Letter]) -> Vec<Segment> {
    let mut doubles = Doubles::default();
    let mut runs: Vec<Segment> = Vec::new();
    // Whether the last run has been left by a letter elsewhere, so that a space may not extend it.
    for letter in letters {
        let space = letter.is_space();
        if !space && doubles.is_double(letter) {
            continue;
        }
        match runs.last_mut().filter(|run| continues(run, letter)) {
            Some(run) => {
                let gap = letter.x.0 - run.x1;
                if !run.text.ends_with(' ') && (space || gap > WORD_GAP * run.size.max(letter.size)) {
                    run.text.push(' ');
                }
                if !space {
                    // The second inked letter is where the text after a bullet begins.
                    if run.text.trim_end().chars().nth(1).is_none() {
                        run.x0 = letter.x.0;
                    }
                    push(run, letter);
                }
                run.x1 = run.x1.max(letter.x.1);
                run.size = run.size.max(letter.size);
            }
            None if space => {}
            None => {
                let ((left, x1), y, size) = (letter.x, letter.y, letter.size.max(1.0));
                let (text, fonts) = (String::new(), Fonts::default());
                let mut run = Segment { text, left, x0: left, x1, y, size, item: false, fonts };
                push(&mut run, letter);
                runs.push(run);
            }
        }
    }
    runs
}

fn continues(run: &Segment, letter: &Letter) -> bool {
    let size = run.size.max(letter.size);
    let gap = letter.x.0 - run.x1;
    (letter.y - run.y).abs() < SAME_LINE * size && gap > -BACKWARDS * size && gap < SEGMENT_GAP * size
}

fn push(run: &mut Segment, letter: &Letter) {
    let from = run.text.len();
    match &letter.text {
        BfString::Char(c) => run.text.push(*c),
        BfString::String(s) => run.text.push_str(s),
    }
    // Bullets and signs often come from a font of their own.
    let is_word = run.text.get(from..).is_some_and(|added| added.chars().all(char::is_alphanumeric));
    if let Some(font) = letter.font.filter(|_| is_word) {
        run.fonts.add(font, 1);
    }
}

/// Repairs the text and takes the bullet off; `None` if nothing is left.
fn finish(run: Segment) -> Option<Segment> {
    let text = repair::characters(run.text.trim());
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(match repair::after_bullet(text) {
        Some(rest) if !rest.is_empty() => Segment { text: rest.into(), item: true, ..run },
        _ => Segment { text: text.into(), x0: run.left, ..run },
    })
}

/// Bullets that stand alone go to the segment right of them.
fn attach_bullets(segments: &mut Vec<Segment>) {
    let bullets: Vec<Segment> = segments.extract_if(.., |segment| repair::is_lone_bullet(&segment.text)).collect();
    for bullet in bullets {
        let middle = bullet.y;
        match right_of(segments, bullet.x1, bullet.size, |segment| {
            (segment.y - middle).abs() < SAME_LINE * segment.size.max(bullet.size)
        }) {
            Some(segment) => {
                segment.item = true;
                segment.left = bullet.left;
            }
            None => segments.push(bullet),
        }
    }
}

/// A small filled shape before a text, at the height of its letters, is a bullet.
fn attach_dot(segments: &mut [Segment], dot: &Rect) {
    let middle = dot.center().y;
    let found = right_of(segments, dot.x1, dot.height() / DOT_SIZE, |segment| {
        dot.height() < DOT_SIZE * segment.size && middle < segment.y && middle > segment.y - segment.size
    });
    if let Some(segment) = found {
        segment.item = true;
        segment.left = segment.left.min(dot.x0);
    }
}

/// The nearest segment that begins right of `x`, of those that `on_line` admits.
fn right_of(segments: &mut [Segment], x: f64, size: f64, on_line: impl Fn(&Segment) -> bool) -> Option<&mut Segment> {
    segments
        .iter_mut()
        .filter(|segment| {
            let gap = segment.x0 - x;
            gap > -WORD_GAP * size && gap < BULLET_GAP * segment.size && on_line(segment)
        })
        .min_by(|a, b| a.x0.total_cmp(&b.x0))
}

/// Where letters have been drawn, to tell fake bold.
#[derive(Default)]
pub(super) struct Doubles(FxHashMap<(char, i64, i64), (f64, f64)>);

impl Doubles {
    /// Whether the same letter was drawn there before; remembers it.
    pub fn is_double(&mut self, letter: &Letter) -> bool {
        let Some(first) = letter.first() else { return false };
        let near = (DOUBLED * letter.size).max(0.001);
        let (x, y) = (letter.x.0, letter.y);
        // Cells as wide as the distance: a near letter lies in this cell or one beside it.
        let cell = ((x / near).floor() as i64, (y / near).floor() as i64);
        let seen = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))).any(|(dx, dy)| {
            self.0
                .get(&(first, cell.0.saturating_add(dx), cell.1.saturating_add(dy)))
                .is_some_and(|&(a, b)| (a - x).abs() < near && (b - y).abs() < near)
        });
        if !seen {
            self.0.insert((first, cell.0, cell.1), (x, y));
        }
        seen
    }
}
