//! Joins the letters of a PDF page to segments: stretches of text on one baseline without a wide gap.

use hayro_interpret::hayro_cmap::BfString;
use kurbo::Rect;
use rustc_hash::FxHashMap;

use super::fonts::Fonts;
use super::placed_glyph::Letter;
use crate::formats::repair;

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
/// So many spaces between single letters make a heading whose letters are spaced out: "S K I L L S".
const SPACED_OUT: usize = 3;
/// Between its words, spaces are this many times wider.
const WORD_WIDER: f64 = 1.5;
/// A letter smaller than this share of its line may be raised or lowered by so many ems of the line.
const SMALL: f64 = 0.8;
const RAISED: f64 = 0.6;
/// A bullet stands at most this many ems before its text.
const BULLET_GAP: f64 = 4.0;
/// A bullet that is a shape is at most this high, in ems of its text.
const DOT_SIZE: f64 = 0.65;

/// A page with more bullets than these, drawn or written, has a pattern: they are left as they are. A dense page of lists
/// has a hundred, and rows of dots that rate skills another.
const MAX_BULLETS: usize = 500;

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
    if dots.len() <= MAX_BULLETS {
        dots.iter().for_each(|dot| attach_dot(&mut segments, dot));
    }
    segments
}

fn runs(letters: &[Letter]) -> Vec<Segment> {
    let mut doubles = Doubles::default();
    let mut runs: Vec<Segment> = Vec::new();
    let mut spaces = Spaces::default();
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
                    spaces.note(run, letter);
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
                spaces.close(runs.last_mut());
                let ((left, x1), y, size) = (letter.x, letter.y, letter.size.max(1.0));
                let (text, fonts) = (String::new(), Fonts::default());
                let mut run = Segment { text, left, x0: left, x1, y, size, item: false, fonts };
                push(&mut run, letter);
                spaces.end = x1;
                runs.push(run);
            }
        }
    }
    spaces.close(runs.last_mut());
    runs
}

/// The spaces of the run that is being put together.
#[derive(Default)]
struct Spaces {
    /// Where in the text each stands, and how wide it is.
    places: Vec<(usize, f64)>,
    /// Right end of the last letter.
    end: f64,
}

impl Spaces {
    /// Notes the space, if any, between the end of `run` and the letter that is to follow.
    fn note(&mut self, run: &Segment, letter: &Letter) {
        if run.text.ends_with(' ') {
            self.places.push((run.text.len() - 1, letter.x.0 - self.end));
        }
        self.end = letter.x.1;
    }

    /// Ends the run: letters that are spaced out become words, parted where the spaces are widest.
    fn close(&mut self, run: Option<&mut Segment>) {
        let places = std::mem::take(&mut self.places);
        let Some(run) = run.filter(|run| places.len() >= SPACED_OUT && is_spaced_out(&run.text)) else { return };
        let mut widths: Vec<f64> = places.iter().map(|(_, width)| *width).collect();
        widths.sort_by(f64::total_cmp);
        let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
        for (at, _) in places.iter().rev().filter(|(_, width)| *width < WORD_WIDER * usual) {
            run.text.remove(*at);
        }
    }
}

/// Whether the text is single letters with spaces between them.
fn is_spaced_out(text: &str) -> bool {
    text.trim().split(' ').all(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() || c == '&') && chars.next().is_none()
    })
}

fn continues(run: &Segment, letter: &Letter) -> bool {
    let size = run.size.max(letter.size);
    let gap = letter.x.0 - run.x1;
    // Superscripts.
    let reach = if letter.size < SMALL * run.size { RAISED } else { SAME_LINE };
    (letter.y - run.y).abs() < reach * size && gap > -BACKWARDS * size && gap < SEGMENT_GAP * size
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
    let is_bullet = |segment: &Segment| repair::is_lone_bullet(&segment.text);
    if segments.iter().filter(|segment| is_bullet(segment)).count() > MAX_BULLETS {
        return;
    }
    let bullets: Vec<Segment> = segments.extract_if(.., |segment| is_bullet(segment)).collect();
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
        // Cells twice as wide as the distance: a near letter lies in this cell or in one on the nearer side.
        let cell = |at: f64| {
            let place = at / (2.0 * near);
            let floor = place.floor();
            let beside = if place - floor < 0.5 { floor - 1.0 } else { floor + 1.0 };
            [floor as i64, beside as i64]
        };
        let (columns, rows) = (cell(x), cell(y));
        let seen = columns.iter().any(|&column| {
            rows.iter().any(|&row| {
                self.0.get(&(first, column, row)).is_some_and(|&(a, b)| (a - x).abs() < near && (b - y).abs() < near)
            })
        });
        if !seen {
            self.0.insert((first, columns[0], rows[0]), (x, y));
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of a text, each half an em wide with `gap` points after it; of two spaces, the second only widens.
    fn letters(text: &str, gap: f64) -> Vec<Letter> {
        let mut x = 50.0;
        let place = |c: char| {
            let start = x;
            x += 5.0 + gap;
            Letter::typed(BfString::Char(c), (start, start + 5.0), 100.0, 10.0)
        };
        text.chars().map(place).collect()
    }

    fn texts(letters: &[Letter]) -> Vec<String> {
        segments(letters, &[]).into_iter().map(|segment| segment.text).collect()
    }

    #[test]
    fn letters_that_are_spaced_out_become_words() {
        assert_eq!(texts(&letters("WORK", 3.0)), ["WORK"]);
        assert_eq!(texts(&letters("W O R K", 0.0)), ["WORK"]);
        assert_eq!(texts(&letters("W O R K  L I F E", 0.0)), ["WORK LIFE"]);
        assert_eq!(texts(&letters("I am a B C D", 0.0)), ["I am a B C D"]);
    }

    #[test]
    fn a_raised_letter_stays_in_its_line() {
        let mut line = letters("21st May", 0.0);
        for letter in line.iter_mut().skip(2).take(2) {
            (letter.y, letter.size) = (95.0, 6.0);
        }
        assert_eq!(texts(&line), ["21st May"]);
    }

    #[test]
    fn the_same_letter_a_hair_away_is_drawn_twice() {
        let mut line = letters("book", 0.0);
        let mut shadow = line.clone();
        shadow.iter_mut().for_each(|letter| (letter.x, letter.y) = ((letter.x.0 + 0.9, letter.x.1), letter.y - 0.9));
        line.extend(shadow);
        assert_eq!(texts(&line), ["book"]);
    }
}
