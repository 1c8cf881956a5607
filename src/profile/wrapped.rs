//! Heads of positions that run over two lines: "Clerk for the north of the" over "Benelux, Acme, 2015 – 2018".

use memchr::memchr2;

use super::calendar::full_year;
use super::details::opening;
use super::sections::Layout;
use crate::reading::{Line, Reading, Shape, mark};
use rolefit_document::{PAGE_BREAK, SectionKind};

/// A title alone on its line, and details on the next, have at most so many words.
const LONGEST_LINE: usize = 20;

/// Joins the lines of heads that were wrapped.
pub(super) fn join(reading: &mut Reading<'_>, layout: &mut Layout) {
    let mut index = 0;
    while index + 1 < reading.lines.len() {
        if !continues(reading, layout, index) {
            index += 1;
            continue;
        }
        let next = reading.lines.remove(index + 1);
        layout.kinds.remove(index + 1);
        layout.bodies.remove(index + 1);
        if let Some(line) = reading.lines.get_mut(index) {
            line.span = line.span.join(next.span);
            line.words.end = next.words.end;
            line.marks |= next.marks;
        }
    }
}

/// True if the line was joined from two.
pub(super) fn is_joined(reading: &Reading<'_>, line: &Line) -> bool {
    memchr2(b'\n', PAGE_BREAK as u8, line.span.slice(reading.text).as_bytes()).is_some()
}

/// True if the head on line `index` goes on in the next line.
fn continues(reading: &Reading<'_>, layout: &Layout, index: usize) -> bool {
    let (Some(line), Some(next)) = (reading.lines.get(index), reading.lines.get(index + 1)) else { return false };
    let kind = layout.kinds.get(index);
    let announced = kind == Some(&SectionKind::Experience) || layout.lacks_experience;
    if !announced || line.bullet || next.bullet || line.marks & mark::NOUN == 0 || layout.kinds.get(index + 1) != kind {
        return false;
    }
    let short = line.words.len() <= LONGEST_LINE && next.words.len() <= LONGEST_LINE;
    let free = layout.is_free(reading, index) && layout.is_free(reading, index + 1);
    if !short || !free || is_joined(reading, line) || holds_year(reading, line) {
        return false;
    }
    let Some(title) = opening(reading, line.words.clone()) else { return false };
    let slice = line.span.slice(reading.text);
    let open = slice.matches('(').count() > slice.matches(')').count();
    if open {
        return next.span.slice(reading.text).contains(')');
    }
    let little = |word: usize| reading.word(word).is_some_and(|it| it.shape == Shape::Lower && it.is(mark::LINK));
    let cut = little(line.words.end - 1) || slice.ends_with(['&', ',']);
    let dated = |line: &Line| {
        let last = reading.word(line.words.end - 1);
        last.is_some_and(|last| full_year(last.span.slice(reading.text)).is_some() || last.is_date())
    };
    if cut {
        return title > line.words.start && dated(next);
    }
    // "for the north": details of the title that fills the line above.
    let below = reading.lines.get(index + 2).filter(|below| !below.bullet);
    title == line.words.end
        && little(next.words.start)
        && !holds_year(reading, next)
        && below.is_some_and(|below| holds_year(reading, below))
}

fn holds_year(reading: &Reading<'_>, line: &Line) -> bool {
    line.holds_digit()
        && reading.words(line.words.clone()).iter().any(|word| full_year(word.span.slice(reading.text)).is_some())
}
