//! Tells documents in ZIP form (DOCX, ODT, EPUB and others) from archives of files, by the names of the entries.

use memchr::memmem;

use super::detect::ContentKind;
use super::zip_entries::normalized_name;
use rolefit_document::Format;

/// Signatures at the start of a ZIP file: a local header, or the end record of an empty archive.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Entry names that only one kind of document has, in lower case and without the number before the extension. The first
/// pair in this list whose name occurs decides.
const KINDS: &[(&str, ContentKind)] = &[
    ("word/document.xml", ContentKind::Resume(Format::Docx)),
    ("word/styles.xml", ContentKind::Resume(Format::Docx)),
    ("word/settings.xml", ContentKind::Resume(Format::Docx)),
    ("word/fonttable.xml", ContentKind::Resume(Format::Docx)),
    ("xl/workbook.xml", ContentKind::Other("an Excel file")),
    ("xl/workbook.bin", ContentKind::Other("an Excel file")),
    ("ppt/presentation.xml", ContentKind::Other("a PowerPoint file")),
    ("index/slide.iwa", ContentKind::Other("a Keynote file")),
    ("index.apxl", ContentKind::Other("a Keynote file")),
    ("index/calculationengine.iwa", ContentKind::Other("a Numbers file")),
    ("index/document.iwa", ContentKind::Other("a Pages file")),
    ("metadata/buildversionhistory.plist", ContentKind::Other("a Pages file")),
    ("meta-inf/container.xml", ContentKind::Other("an EPUB file")),
    ("fixeddocseq.fdseq", ContentKind::Other("an XPS file")),
    ("fixeddocumentsequence.fdseq", ContentKind::Other("an XPS file")),
    // Programs that repack an ODT file may drop its `mimetype` entry.
    ("meta-inf/manifest.xml", ContentKind::Resume(Format::Odt)),
    (CONTENT_TYPES, ContentKind::Other("an Office file of another kind")),
    (MIME_TYPE, ContentKind::Other("a ZIP archive")),
];

/// The entry with the types of the other entries, in all Office formats since 2007.
const CONTENT_TYPES: &str = "[content_types].xml";
/// The directory of the parts of a DOCX file.
const WORD_FOLDER: &str = "word/";

/// The uncompressed entry with the document's type, in OpenDocument and EPUB.
const MIME_TYPE: &str = "mimetype";
/// Marks in that type, and the kind of document they stand for.
const MIME_TYPES: &[(&[u8], ContentKind)] = &[
    (b"opendocument.text", ContentKind::Resume(Format::Odt)),
    (b"opendocument", ContentKind::Other("an OpenDocument file that is not a text document")),
    (b"epub+zip", ContentKind::Other("an EPUB file")),
];

/// True if `bytes` begin like a ZIP file, be it an archive or a document.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

/// Returns the kind of document that has these entries, given as names and compressed bytes; `None` for an archive of
/// files.
pub(crate) fn kind<'a>(entries: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> Option<ContentKind> {
    let (mut first, mut has_types, mut has_word) = (None, false, false);
    for (name, data) in entries {
        let name = without_number(&normalized_name(name));
        if name == MIME_TYPE
            && let Some((_, kind)) = MIME_TYPES.iter().find(|(mark, _)| memmem::find(data, mark).is_some())
        {
            return Some(*kind);
        }
        has_types |= name == CONTENT_TYPES;
        has_word |= name.starts_with(WORD_FOLDER);
        let place = KINDS.iter().position(|(known, _)| *known == name);
        first = place.into_iter().chain(first).min();
    }
    match first.and_then(|place| KINDS.get(place)) {
        // The usual parts are damaged or renamed, but the directory of a DOCX file is there.
        Some((CONTENT_TYPES, _)) if has_types && has_word => Some(ContentKind::Resume(Format::Docx)),
        found => found.map(|&(_, kind)| kind),
    }
}

/// Returns a name without its number: `word/document2.xml` becomes `word/document.xml`, and `index/slide-81.iwa`
/// becomes `index/slide.iwa`.
fn without_number(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => {
            let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
            format!("{stem}.{extension}")
        }
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Option<ContentKind> {
        kind(names.iter().map(|name| (name.as_bytes(), &b""[..])))
    }

    #[test]
    fn documents_are_recognised_by_whole_names() {
        let docx = Some(ContentKind::Resume(Format::Docx));
        assert_eq!(of(&["[Content_Types].xml", "Word\\Document2.xml"]), docx);
        assert_eq!(of(&["word/mainpart.xml", "[Content_Types].xml"]), docx);
        assert_eq!(of(&["Index/Document.iwa", "Index/Slide-81.iwa"]), Some(ContentKind::Other("a Keynote file")));
        assert_eq!(
            of(&["[Content_Types].xml", "visio/document.xml"]),
            Some(ContentKind::Other("an Office file of another kind"))
        );
    }

    #[test]
    fn names_that_only_begin_like_a_document_part_belong_to_files() {
        let files = ["word/documents/ana.txt", "mimetypes.txt", "sub/word/document.xml", "xl/workbook.xml/a.txt"];
        assert_eq!(of(&files), None);
    }

    #[test]
    fn the_stated_type_reveals_opendocument_and_epub() {
        let text = &b"application/vnd.oasis.opendocument.text"[..];
        assert_eq!(kind([(&b"mimetype"[..], text)].into_iter()), Some(ContentKind::Resume(Format::Odt)));
        let epub = [(&b"META-INF/container.xml"[..], &b""[..]), (b"mimetype", b"application/epub+zip")];
        assert_eq!(kind(epub.into_iter()), Some(ContentKind::Other("an EPUB file")));
        assert_eq!(kind([(&b"cv.txt"[..], text)].into_iter()), None);
    }
}
