//! Measures the inflated size of a PDF's streams before they reach the parser, which has no such limit.

use hayro_syntax::Pdf;
use hayro_syntax::object::Object;
use memchr::memmem;

use super::stream_filters::{Filter, expanded_size, filters, max_expansion};

/// A stream that can only expand to this fraction of the limit is not measured and counts as empty.
const SMALL: u64 = 64;

/// Deepest nesting of procedures in a function; real functions nest a handful.
const MAX_PROCEDURES: usize = 64;
/// Glyph numbers have two bytes, so no font has a higher one.
const MAX_GLYPH: f64 = 65_536.0;

/// The measured costs of interpreting a file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measured {
    /// True if the streams or the widths of a font expand beyond the limit.
    pub is_over: bool,
    /// True if procedures in a function are nested more than [`MAX_PROCEDURES`] deep.
    pub is_deep: bool,
    /// Size in bytes of the largest form, pattern or shading, which can be drawn many times.
    pub largest_form: u64,
    /// Number of dictionaries, including those in compressed object streams.
    pub dictionaries: usize,
}

/// Measures the streams of a file, up to `limit` bytes in total. Encrypted streams cannot be inflated and count as
/// nothing; [`measure_decrypted`] measures them.
pub(super) fn measure(bytes: &[u8], limit: u64) -> Measured {
    let mut measured = Measured { dictionaries: memmem::find_iter(bytes, b"<<").count(), ..Measured::default() };
    measured.is_over = has_endless_widths(bytes);
    let mut left = limit;
    for stream in streams(bytes) {
        let is_form = is_form(stream.dictionary);
        let is_function = memmem::find(stream.dictionary, b"/FunctionType").is_some();
        let (mut open, mut deepest) = (0_usize, 0);
        let has_objects = memmem::find(stream.dictionary, b"ObjStm").is_some();
        let mut size = 0;
        if is_form || has_objects || is_function || max_expansion(&stream.filters, stream.data.len()) > limit / SMALL {
            let count = |chunk: &[u8]| {
                if has_objects {
                    measured.dictionaries += memmem::find_iter(chunk, b"<<").count();
                    measured.is_over |= has_endless_widths(chunk);
                }
                for byte in if is_function { chunk } else { &[] } {
                    match byte {
                        b'{' => open += 1,
                        b'}' => open = open.saturating_sub(1),
                        _ => {}
                    }
                    deepest = deepest.max(open);
                }
            };
            size = expanded_size(&stream.filters, stream.data, left, count);
        }
        measured.is_deep |= deepest > MAX_PROCEDURES;
        if is_form {
            measured.largest_form = measured.largest_form.max(size);
        }
        if size > left {
            return Measured { is_over: true, ..measured };
        }
        left -= size;
    }
    measured
}

/// Measures the streams of an encrypted file that opens without a password. For other files this returns zeros, because
/// [`measure`] has measured them.
pub(super) fn measure_decrypted(pdf: &Pdf, bytes: &[u8], limit: u64) -> Measured {
    let mut measured = Measured::default();
    if memmem::find(bytes, b"/Encrypt").is_none() {
        return measured;
    }
    let mut left = limit;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let data = stream.raw_data();
        let dictionary = stream.dict().data();
        let size = expanded_size(&filters(dictionary, &data), &data, left, |_| ());
        if is_form(dictionary) {
            measured.largest_form = measured.largest_form.max(size);
        }
        if size > left {
            return Measured { is_over: true, ..measured };
        }
        left -= size;
    }
    measured
}

/// True if a font states widths for impossible glyph numbers; the parser would allocate a table of that length.
fn has_endless_widths(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"/W").any(|at| {
        let value = bytes.get(at + 2..).unwrap_or_default().trim_ascii_start();
        let numbers = value.split(|byte| !byte.is_ascii_digit() && !b".-[] \r\n\t".contains(byte)).next();
        let numbers = numbers.filter(|numbers| numbers.starts_with(b"[")).unwrap_or_default();
        let mut numbers = numbers.split(|byte| !byte.is_ascii_digit() && *byte != b'.');
        numbers.any(|number| match std::str::from_utf8(number).map(str::parse::<f64>) {
            Ok(Ok(number)) => number > MAX_GLYPH,
            _ => false,
        })
    })
}

/// True if a stream can be drawn many times.
fn is_form(dictionary: &[u8]) -> bool {
    [&b"/Form"[..], b"/PatternType", b"/ShadingType"].iter().any(|name| memmem::find(dictionary, name).is_some())
}

/// A stream of the file.
pub(super) struct Stream<'a> {
    pub dictionary: &'a [u8],
    pub data: &'a [u8],
    pub filters: Vec<Filter>,
}

/// Returns the streams of a file.
pub(super) fn streams(bytes: &[u8]) -> impl Iterator<Item = Stream<'_>> {
    let mut past = 0;
    memmem::find_iter(bytes, b"stream").filter_map(move |start| {
        let before = bytes.get(past..start)?;
        if before.ends_with(b"end") {
            return None;
        }
        // The stream's dictionary begins after the last `obj`.
        let from = memmem::rfind(before, b"obj").unwrap_or_default();
        let dictionary = before.get(from..).unwrap_or_default();
        let data = bytes.get(start + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let filters = filters(dictionary, data);
        // The data may contain `endstream`, too. Where the length is not stated, the compressed data itself reveals its
        // end.
        let length = match stated_length(dictionary) {
            Length::Stated(length) => length.max(memmem::find(data, b"endstream").unwrap_or(data.len())),
            Length::Elsewhere if !filters.is_empty() => data.len(),
            Length::Elsewhere | Length::None => memmem::find(data, b"endstream").unwrap_or(data.len()),
        };
        past = start;
        let data = data.get(..length).unwrap_or(data);
        Some(Stream { dictionary, data, filters })
    })
}

enum Length {
    Stated(usize),
    /// In another object.
    Elsewhere,
    None,
}

fn stated_length(dictionary: &[u8]) -> Length {
    let Some(at) = memmem::find(dictionary, b"/Length ").or_else(|| memmem::find(dictionary, b"/Length\n")) else {
        return Length::None;
    };
    let value = dictionary.get(at + b"/Length ".len()..).unwrap_or_default();
    let mut words =
        value.split(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)).filter(|word| !word.is_empty());
    let number = |word: Option<&[u8]>| std::str::from_utf8(word?).ok()?.parse().ok();
    match (number(words.next()), number(words.next()), words.next()) {
        (Some(_), Some(_), Some(word)) if word.starts_with(b"R") => Length::Elsewhere,
        (Some(length), ..) => Length::Stated(length),
        _ => Length::None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    pub(in crate::formats) fn stream(filter: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("1 0 obj <</Filter {filter}>> stream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream endobj");
        file
    }

    pub(in crate::formats) fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn exceeds(file: &[u8], limit: u64) -> bool {
        measure(file, limit).is_over
    }

    #[test]
    fn a_bomb_is_found_and_the_same_file_passes_a_higher_limit() {
        let once = deflate(&vec![0; 1 << 20]);
        let file = stream("/FlateDecode", &once);
        assert!(exceeds(&file, 1 << 19));
        assert!(!exceeds(&file, 1 << 21));
    }

    #[test]
    fn a_bomb_deflated_twice_is_found() {
        let twice = deflate(&deflate(&vec![0; 1 << 20]));
        assert!(exceeds(&stream("[/FlateDecode /FlateDecode]", &twice), 1 << 19));
    }

    #[test]
    fn a_bomb_that_seems_to_end_early_is_found() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(b"endstream endobj").unwrap();
        encoder.flush().unwrap();
        let mut data = encoder.finish().unwrap();
        let bomb = deflate(&vec![0; 1 << 20]);
        // The blocks of the first stream, without their end, continue with the blocks of the second, without its
        // header.
        data.truncate(memmem::find(&data, b"endobj").unwrap() + 6);
        data.extend_from_slice(bomb.get(2..).unwrap());
        let file = |length: &str| stream(&format!("/FlateDecode/Length {length}"), &data);
        assert!(exceeds(&file(&data.len().to_string()), 1 << 19));
        assert!(exceeds(&file("9 0 R"), 1 << 19));
    }

    #[test]
    fn deeply_nested_functions_and_endless_widths_are_found() {
        let function = |depth: usize| {
            let program = "{".repeat(depth) + &"}".repeat(depth);
            let file = stream("/FlateDecode/FunctionType 4", &deflate(program.as_bytes()));
            (measure(&file, 1 << 20).is_deep, measure(program_of(&program).as_bytes(), 1 << 20).is_deep)
        };
        assert_eq!(function(8), (false, false));
        assert_eq!(function(80), (true, true));
        assert!(exceeds(b"<</W [0 4294967295 500]>>", 1 << 20));
        assert!(!exceeds(b"<</W[0[500 600.123456]3 65535 500]/Size 99999999>>", 1 << 20));
    }

    fn program_of(program: &str) -> String {
        format!("1 0 obj <</FunctionType 4/Length {}>> stream\n{program}\nendstream endobj", program.len())
    }

    #[test]
    fn forms_and_objects_are_counted() {
        let form = stream("/FlateDecode/Subtype/Form", &deflate(&[b' '; 4000]));
        assert_eq!(measure(&form, 1 << 20).largest_form, 4000);
        let objects = stream("/FlateDecode/Type/ObjStm", &deflate(&b"<<>> ".repeat(100)));
        assert_eq!(measure(&objects, 1 << 20).dictionaries, 101);
    }
}
