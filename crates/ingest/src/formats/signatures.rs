//! Recognises files that are not supported, to name them in the problem: images, archives, and old Office files.

use memchr::memmem;

use super::detect::Kind;
use rolefit_document::Format;

/// The first bytes of each kind of file.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"\x89PNG", Kind::Image("a PNG image")),
    (b"\xff\xd8\xff", Kind::Image("a JPEG image")),
    (b"GIF8", Kind::Image("a GIF image")),
    (b"II*\0", Kind::Image("a TIFF image")),
    (b"MM\0*", Kind::Image("a TIFF image")),
    (b"AT&TFORM", Kind::Image("a DjVu file")),
    (b"%!PS", Kind::Other("a PostScript file")),
    (b"\xc5\xd0\xd3\xc6", Kind::Other("a PostScript file")),
    (b"\xffWPC", Kind::Other("a WordPerfect file")),
    (b"\x31\xbe\0\0", Kind::Other("a Windows Write file")),
    (b"\x1f\x8b", Kind::Archive("a gzip archive")),
    (b"7z\xbc\xaf", Kind::Archive("a 7z archive")),
    (b"Rar!", Kind::Archive("a RAR archive")),
    (b"BZh", Kind::Archive("a bzip2 archive")),
    (b"\xfd7zXZ", Kind::Archive("an xz archive")),
];

/// The first bytes of an OLE container. Office files until 2007 are such containers, and encrypted files still are.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of an OLE container by the names of its streams. The first name that is found decides.
const STREAMS: &[(&str, Kind)] = &[
    ("EncryptedPackage", Kind::Locked),
    ("__nameid_version1.0", Kind::Other("an Outlook message")),
    ("WordDocument", Kind::Resume(Format::Doc)),
    ("PowerPoint Document", Kind::Other("an old PowerPoint file")),
    ("Workbook", Kind::Other("an old Excel file")),
    ("MatOST", Kind::Other("a Works file")),
    ("CONTENTS", Kind::Other("a Works or Publisher file")),
];

/// The kind of a file by its first bytes; `None` if they are not known.
pub(super) fn kind_of_start(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(OLE) {
        // A container without a known stream is most often a damaged DOC file. The DOC reader reports the damage.
        return Some(kind_of_ole(bytes).unwrap_or(Kind::Resume(Format::Doc)));
    }
    let at = |start: usize, mark: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(mark));
    let begins = SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|&(_, kind)| kind);
    begins.or_else(|| match () {
        () if at(0, b"RIFF") && at(8, b"WEBP") => Some(Kind::Image("a WebP image")),
        () if at(4, b"ftyphei") || at(4, b"ftypmif1") || at(4, b"ftypmsf1") => Some(Kind::Image("a HEIC image")),
        () if at(4, b"ftypavif") => Some(Kind::Image("an AVIF image")),
        // A text may begin with these letters, but does not have four zeros after the size.
        () if at(0, b"BM") && at(6, b"\0\0\0\0") => Some(Kind::Image("a BMP image")),
        () if at(257, b"ustar") => Some(Kind::Archive("a tar archive")),
        () => None,
    })
}

/// The kind of an OLE container by its streams, even if the beginning is damaged.
pub(super) fn kind_of_ole(bytes: &[u8]) -> Option<Kind> {
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
        assert_eq!(kind_of_start(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Kind::Image("a WebP image")));
        assert_eq!(kind_of_start(b"\0\0\0\x18ftypheic"), Some(Kind::Image("a HEIC image")));
        assert_eq!(kind_of_start(b"BM\x10\0\0\0\0\0\0\0"), Some(Kind::Image("a BMP image")));
        assert_eq!(kind_of_start(b"BMW sales manager"), None);
    }

    #[test]
    fn ole_containers_are_recognised_by_their_streams() {
        assert_eq!(kind_of_start(&ole("WordDocument")), Some(Kind::Resume(Format::Doc)));
        assert_eq!(kind_of_start(&ole("Workbook")), Some(Kind::Other("an old Excel file")));
        assert_eq!(kind_of_start(&ole("EncryptedPackage")), Some(Kind::Locked));
        assert_eq!(kind_of_start(&ole("W")), Some(Kind::Resume(Format::Doc)));
    }
}
