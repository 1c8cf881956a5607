//! Form fields and free text on a PDF page that have no drawing of their own, and those that are marked as hidden.

use hayro_interpret::TransformExt;
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro_syntax::page::Page;
use kurbo::{Point, Shape, Size};

use super::placed_glyph::Letter;

/// The flags "hidden" and "no view".
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// A field's value may stand in one of the fields that it belongs to; these are seldom more than three.
const MAX_PARENTS: usize = 8;
/// Annotations looked at on a page; a form has some fifty.
const MAX_ANNOTATIONS: usize = 5000;
/// Size of text in a field that is higher than its line, in points, and of its letters and lines, in ems.
const SIZE: f64 = 10.0;
const ADVANCE: f64 = 0.5;
const LEADING: f64 = 1.2;
/// What stands for the bytes from 0x80 to 0x9e in text that is not Unicode.
const DOC_ENCODING: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

/// What the fields of a page add to what it draws.
#[derive(Default)]
pub(super) struct Fields {
    /// Each line of text as one letter, where it would stand.
    pub lines: Vec<Letter>,
    /// How many words are hidden.
    pub hidden_words: usize,
}

/// Reads the fields of a page of that size.
pub(super) fn fields(page: &Page<'_>, size: Size) -> Fields {
    let mut fields = Fields::default();
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return fields };
    for annotation in annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
        let Some(text) = text(&annotation) else { continue };
        if annotation.get::<u32>("F").unwrap_or_default() & UNSEEN != 0 {
            fields.hidden_words += text.split_whitespace().count();
        } else if !annotation.contains_key("AP") {
            add_lines(&mut fields.lines, &text, &annotation, page, size);
        }
    }
    fields
}

/// The text that an annotation shows; `None` if it is of a kind that shows none, such as a link or a comment.
fn text(annotation: &Dict<'_>) -> Option<String> {
    match &*annotation.get::<Name<'_>>("Subtype")? {
        b"FreeText" => decoded(annotation.get("Contents")?),
        b"Widget" if matches!(inherited(annotation, "FT")?, Object::Name(kind) if matches!(&*kind, b"Tx" | b"Ch")) => {
            decoded(inherited(annotation, "V")?)
        }
        _ => None,
    }
}

/// An entry of a field, or else of the fields that it belongs to.
fn inherited<'a>(field: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(value) = field.get::<Object<'_>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'_>>("Parent")?;
    }
    None
}

fn decoded(value: Object<'_>) -> Option<String> {
    match value {
        Object::String(text) => Some(decoded_string(&text)),
        Object::Array(choices) => {
            let choices: Vec<String> = choices.iter::<PdfString<'_>>().map(|text| decoded_string(&text)).collect();
            Some(choices.join("\n"))
        }
        _ => None,
    }
}

fn decoded_string(text: &PdfString<'_>) -> String {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes.as_chunks().0.iter().map(|&pair| unit(pair)).collect()
    };
    match text.as_bytes() {
        [0xfe, 0xff, rest @ ..] => String::from_utf16_lossy(&units(rest, u16::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => String::from_utf16_lossy(&units(rest, u16::from_le_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|&byte| of_doc_encoding(byte)).collect(),
    }
}

fn of_doc_encoding(byte: u8) -> char {
    let special = byte.checked_sub(0x80).and_then(|at| DOC_ENCODING.chars().nth(at.into()));
    match (byte, special) {
        (0xa0, _) => '€',
        (_, Some(special)) => special,
        _ => char::from(byte),
    }
}

fn add_lines(lines: &mut Vec<Letter>, text: &str, annotation: &Dict<'_>, page: &Page<'_>, size: Size) {
    let Some(rect) = annotation.get::<Rect>("Rect") else { return };
    let rect = page
        .initial_transform(true)
        .to_kurbo()
        .transform_rect_bbox(kurbo::Rect::new(rect.x0, rect.y0, rect.x1, rect.y1).bounding_box());
    let em = rect.height().clamp(1.0, SIZE);
    for (row, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let y = rect.y0 + em + row as f64 * LEADING * em;
        let end = rect.x0 + ADVANCE * em * line.chars().count() as f64;
        let middle = Point::new(rect.x0 + em, y);
        if y.is_finite() && end.is_finite() && size.to_rect().contains(middle) {
            lines.push(Letter::typed(BfString::String(line.into()), (rect.x0, end), y, em));
        }
    }
}
