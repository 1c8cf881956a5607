//! Recognises files that are not supported, to name them in the problem: images, archives, and old Office files.

use memchr::memmem;

use super::detect::ContentKind;
use rolefit_document::Format;

/// The first bytes of each kind of file.
const SIGNATURES: &[(&[u8], ContentKind)] = &[
    (b"\x89PNG", ContentKind::Image("a PNG image")),
    (b"\xff\xd8\xff", ContentKind::Image("a JPEG image")),
    (b"GIF8", ContentKind::Image("a GIF image")),
    (b"II*\0", ContentKind::Image("a TIFF image")),
    (b"MM\0*", ContentKind::Image("a TIFF image")),
    (b"AT&TFORM", ContentKind::Image("a DjVu file")),
    (b"%!PS", ContentKind::Other("a PostScript file")),
    (b"\xc5\xd0\xd3\xc6", ContentKind::Other("a PostScript file")),
    (b"\xffWPC", ContentKind::Other("a WordPerfect file")),
    (b"\x31\xbe\0\0", ContentKind::Other("a Windows Write file")),
    (b"\x1f\x8b", ContentKind::Archive("a gzip archive")),
    (b"7z\xbc\xaf", ContentKind::Archive("a 7z archive")),
    (b"Rar!", ContentKind::Archive("a RAR archive")),
    (b"BZh", ContentKind::Archive("a bzip2 archive")),
    (b"\xfd7zXZ", ContentKind::Archive("an xz archive")),
];

/// The first bytes of an OLE container. Office files until 2007 are such containers, and encrypted files still are.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of an OLE container by the names of its streams. The first name that is found decides.
const STREAMS: &[(&str, ContentKind)] = &[
    ("EncryptedPackage", ContentKind::Locked),
    ("__nameid_version1.0", ContentKind::Other("an Outlook message")),
    ("WordDocument", ContentKind::Resume(Format::Doc)),
    ("PowerPoint Document", ContentKind::Other("an old PowerPoint file")),
    ("Workbook", ContentKind::Other("an old Excel file")),
    ("MatOST", ContentKind::Other("a Works file")),
    ("CONTENTS", ContentKind::Other("a Works or Publisher file")),
];

/// The kind of a file by its first bytes; `None` if they are not known.
pub(super) fn kind_of_start(bytes: &[u8]) -> Option<ContentKind> {
    if bytes.starts_with(OLE) {
        // A container without a known stream is most often a damaged DOC file. The DOC reader reports the damage.
        return Some(kind_of_ole(bytes).unwrap_or(ContentKind::Resume(Format::Doc)));
    }
    let at = |start: usize, mark: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(mark));
    let begins = SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|&(_, kind)| kind);
    begins.or_else(|| match () {
        () if at(0, b"RIFF") && at(8, b"WEBP") => Some(ContentKind::Image("a WebP image")),
        () if at(4, b"ftyphei") || at(4, b"ftypmif1") || at(4, b"ftypmsf1") => Some(ContentKind::Image("a HEIC image")),
        () if at(4, b"ftypavif") => Some(ContentKind::Image("an AVIF image")),
        // A text may begin with these letters, but does not have four zeros after the size.
        () if at(0, b"BM") && at(6, b"\0\0\0\0") => Some(ContentKind::Image("a BMP image")),
        () if at(257, b"ustar") => Some(ContentKind::Archive("a tar archive")),
        () => None,
    })
}

/// The kind of an OLE container by its streams, even if the beginning is damaged.
pub(super) fn kind_of_ole(bytes: &[u8]) -> Option<ContentKind> {
    let is_there = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    STREAMS.iter().find(|(name, _)| is_there(name)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ole(stream: &str) -> Vec<u8> {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [OLE, &[0; 20], &name].concat()
    }

    #[test]
    fn images_and_archives_are_named() {
        assert_eq!(kind_of_start(b"RIFF\x10\0\0\0WEBPVP8 "), Some(ContentKind::Image("a WebP image")));
        assert_eq!(kind_of_start(b"\0\0\0\x18ftypheic"), Some(ContentKind::Image("a HEIC image")));
        assert_eq!(kind_of_start(b"BM\x10\0\0\0\0\0\0\0"), Some(ContentKind::Image("a BMP image")));
        assert_eq!(kind_of_start(b"BMW sales manager"), None);
    }

    #[test]
    fn ole_containers_are_recognised_by_their_streams() {
        assert_eq!(kind_of_start(&ole("WordDocument")), Some(ContentKind::Resume(Format::Doc)));
        assert_eq!(kind_of_start(&ole("Workbook")), Some(ContentKind::Other("an old Excel file")));
        assert_eq!(kind_of_start(&ole("EncryptedPackage")), Some(ContentKind::Locked));
        assert_eq!(kind_of_start(&ole("W")), Some(ContentKind::Resume(Format::Doc)));
    }
}
