//! Reads form fields and free-text annotations that the interpreter does not draw, and counts the words of hidden ones.

use hayro_interpret::TransformExt;
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro_syntax::page::Page;
use kurbo::{Point, Shape, Size};

use super::placed_glyph::PlacedGlyph;

/// The annotation flags "hidden" and "no view".
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// A field may inherit its value from fields above it; real files seldom nest more than three.
const MAX_PARENTS: usize = 8;
/// Annotations read per page; a form has about fifty.
const MAX_ANNOTATIONS: usize = 5000;
/// Layout of the text in a field: font size in points, if the field is higher, and glyph width and line distance in
/// ems.
const SIZE: f64 = 10.0;
const ADVANCE: f64 = 0.5;
const LEADING: f64 = 1.2;
/// The characters of the bytes 0x80 to 0x9e in PDFDocEncoding, used for text that is not Unicode.
const DOC_ENCODING: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

/// The text that the annotations of a page add to its drawing.
#[derive(Default)]
pub(super) struct FormFields {
    /// Each line of text as one glyph at its position.
    pub lines: Vec<PlacedGlyph>,
    /// Number of hidden words.
    pub hidden_words: usize,
}

/// Reads the fields of a page of this size.
pub(super) fn read(page: &Page<'_>, size: Size) -> FormFields {
    let mut fields = FormFields::default();
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

/// Returns the text of an annotation; `None` for kinds without text on the page, such as links and comments.
fn text(annotation: &Dict<'_>) -> Option<String> {
    match &*annotation.get::<Name<'_>>("Subtype")? {
        b"FreeText" => decode_value(annotation.get("Contents")?),
        b"Widget" if matches!(inherited(annotation, "FT")?, Object::Name(kind) if matches!(&*kind, b"Tx" | b"Ch")) => {
            decode_value(inherited(annotation, "V")?)
        }
        _ => None,
    }
}

/// Returns an entry of a field, or of the nearest field above it that has the entry.
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

fn decode_value(value: Object<'_>) -> Option<String> {
    match value {
        Object::String(text) => Some(decode_string(&text)),
        Object::Array(choices) => {
            let choices: Vec<String> = choices.iter::<PdfString<'_>>().map(|text| decode_string(&text)).collect();
            Some(choices.join("\n"))
        }
        _ => None,
    }
}

fn decode_string(text: &PdfString<'_>) -> String {
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

fn add_lines(lines: &mut Vec<PlacedGlyph>, text: &str, annotation: &Dict<'_>, page: &Page<'_>, size: Size) {
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
            lines.push(PlacedGlyph::typed(BfString::String(line.into()), (rect.x0, end), y, em));
        }
    }
}
