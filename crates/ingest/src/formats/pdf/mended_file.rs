//! Mends a file in which the interpreter would be misled: fonts whose mapping to Unicode contradicts the letters that
//! they show, and layers that depend on an expression. Names of keys are replaced by others of the same length, so that
//! nothing else moves. Objects in compressed streams are not mended.

use hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use memchr::memmem;

/// Most objects that are looked at. A file has a dozen fonts and few layers.
const MAX_OBJECTS: usize = 256;
/// Most bytes between the start of an object and a key in it.
const MAX_HEAD: usize = 1 << 16;
/// A font with fewer letters that contradict its mapping is not judged: files have odd letters by mistake.
const LEAST_LIES: usize = 3;
/// Keys of fonts whose names of letters say nothing about their shapes: embedded, composed or drawn.
const OWN_SHAPES: [&[u8]; 3] = [b"/FontDescriptor", b"/Type0", b"/Type3"];

/// A mended file.
#[derive(Default)]
pub(super) struct MendedFile {
    /// The bytes; `None` if nothing was mended.
    pub bytes: Option<Vec<u8>>,
    /// Groups of layers that depend on an expression.
    pub expressions: Vec<ObjectIdentifier>,
}

/// Mends the bytes of `pdf`.
pub(super) fn mend(pdf: &Pdf, bytes: &[u8]) -> MendedFile {
    let mut mended = MendedFile::default();
    let mut replace = |at: usize, key: &[u8], by: &[u8]| {
        debug_assert_eq!(key.len(), by.len(), "nothing else may move");
        let bytes = mended.bytes.get_or_insert_with(|| bytes.to_vec());
        if let Some(place) = bytes.get_mut(at..at + by.len()) {
            place.copy_from_slice(by);
        }
    };
    for (id, key, object) in objects_with(bytes, b"/ToUnicode") {
        let has_own_shapes = OWN_SHAPES.iter().any(|mark| memmem::find(object, mark).is_some());
        if !has_own_shapes && pdf.xref().get::<Dict<'_>>(id).is_some_and(|font| lies(&font)) {
            replace(key, b"/ToUnicode", b"/ToUnicodX");
        }
    }
    for (id, key, object) in objects_with(bytes, b"/VE") {
        // The interpreter takes a group of another type for a layer of its own.
        if let Some(at) = memmem::find(object, b"/OCMD") {
            let start = key - memmem::find(object, b"/VE").unwrap_or_default();
            replace(start + at, b"/OCMD", b"/OCMd");
            mended.expressions.push(id);
        }
    }
    mended
}

/// Returns the objects that have a key: their id, the byte offset of the key, and their bytes.
fn objects_with<'b>(bytes: &'b [u8], key: &'static [u8]) -> impl Iterator<Item = (ObjectIdentifier, usize, &'b [u8])> {
    let found = memmem::find_iter(bytes, key).filter_map(move |at| {
        let head = bytes.get(at.saturating_sub(MAX_HEAD)..at)?;
        let start = at - head.len() + memmem::rfind(head, b" obj")?;
        let end = at + memmem::find(bytes.get(at..)?, b"endobj")?;
        let mut words = bytes.get(..start)?.rsplit(|byte| byte.is_ascii_whitespace());
        let mut number = || std::str::from_utf8(words.next()?).ok();
        let (generation, number) = (number()?.parse().ok()?, number()?.parse().ok()?);
        Some((ObjectIdentifier::new(number, generation), at, bytes.get(start..end)?))
    });
    found.take(MAX_OBJECTS)
}

/// True if a font, which the reader's program draws by the names of its letters, maps most of them to others.
fn lies(font: &Dict<'_>) -> bool {
    let Some(stream) = font.get::<Stream<'_>>("ToUnicode") else { return false };
    let Some(map) = stream.decoded_data().ok().and_then(|data| CMap::parse(&data, |_| None)) else { return false };
    let mut letters: Vec<Option<char>> =
        (0..=u8::MAX).map(|code| Some(char::from(code)).filter(char::is_ascii_alphanumeric)).collect();
    let differences = font.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    let mut code = 0_usize;
    for object in differences.iter().flat_map(|differences| differences.iter::<Object<'_>>()) {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(letters.len()),
            Object::Name(name) => {
                letters.get_mut(code).into_iter().for_each(|letter| *letter = named(&name));
                code += 1;
            }
            _ => {}
        }
    }
    let (mut told, mut lies) = (0, 0);
    for (code, letter) in (0_u32..).zip(&letters) {
        let (Some(letter), Some(mapped)) = (letter, map.lookup_bf_string(code)) else { continue };
        let BfString::Char(mapped) = mapped else { continue };
        told += 1;
        lies += usize::from(mapped.is_alphanumeric() && !mapped.eq_ignore_ascii_case(letter));
    }
    lies >= LEAST_LIES && lies * 2 > told
}

/// The letter of a name that is a letter. The names of other signs are many, and a lie needs letters.
fn named(name: &Name<'_>) -> Option<char> {
    match &**name {
        [letter] if letter.is_ascii_alphabetic() => Some(char::from(*letter)),
        _ => None,
    }
}
