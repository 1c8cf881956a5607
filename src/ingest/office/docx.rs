//! DOCX files: opens the archive within limits and reads headers, document and footers in that order.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::docx_text::Writer;
use crate::document::{Problem, ProblemCode};
use crate::ingest::{Extract, Extractor, Limits, damaged, plain, problem};

/// Reads DOCX files.
pub(in crate::ingest) struct Docx;

impl Extractor for Docx {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("its archive is cut off or broken"))?;
        let mut names: Vec<String> = archive
            .file_names()
            .filter_map(Result::ok)
            .map(|name| name.into_owned())
            .filter(|name| place(name).is_some())
            .collect();
        names.sort_by(|a, b| (place(a), a).cmp(&(place(b), b)));

        let mut left = limits.max_inflated_bytes;
        let mut writer = Writer::new(limits);
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for name in names {
            let (part, whole) = inflate(&mut archive, &name, left)?;
            left -= part.len() as u64;
            // First, even and odd pages often repeat one header.
            if seen.contains(&part) {
                continue;
            }
            writer.part(&plain::decode(&part));
            if !whole {
                writer.extract.problem.get_or_insert_with(|| damaged("a part of it is broken"));
            }
            seen.push(part);
            if writer.extract.problem.is_some() {
                break;
            }
        }
        Ok(writer.extract)
    }
}

/// Which parts are read, and in what order; what is not text has no place.
fn place(name: &str) -> Option<u8> {
    let stem = name.strip_prefix("word/")?.strip_suffix(".xml")?.trim_end_matches(|c: char| c.is_ascii_digit());
    match stem {
        "header" => Some(0),
        "document" => Some(1),
        "footnotes" => Some(2),
        "footer" => Some(3),
        _ => None,
    }
}

/// A part of the archive, and whether all of it could be read.
fn inflate(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, left: u64) -> Result<(Vec<u8>, bool), Problem> {
    let too_large = || problem(ProblemCode::LimitBytes, "it inflates to more than allowed", "save it again as PDF");
    let file = archive.by_name(name).map_err(|_| damaged("a part of its archive cannot be read"))?;
    // The archive states the size; one that lies is stopped while reading.
    if file.size() > left {
        return Err(too_large());
    }
    let mut part = Vec::new();
    let whole = file.take(left + 1).read_to_end(&mut part).is_ok();
    match part.len() as u64 > left {
        true => Err(too_large()),
        false => Ok((part, whole)),
    }
}

#[cfg(test)]
pub(in crate::ingest) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::ingest::repair::repair;

    pub(in crate::ingest) fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn headers_come_first_and_once() {
        let header = "<hdr><p><r><t>Ana Keller</t></r></p></hdr>";
        let file = docx(&[
            ("word/document.xml", "<document><p><r><t>Sales</t></r></p></document>"),
            ("word/footer1.xml", "<ftr><p><r><t>References on request</t></r></p></ftr>"),
            ("word/header1.xml", header),
            ("word/header2.xml", header),
        ]);
        let extract = Docx.extract(&file, &Limits::default()).unwrap();
        assert_eq!(repair(&extract.text), "Ana Keller\nSales\nReferences on request\n");
    }

    #[test]
    fn what_inflates_past_the_limit_is_refused() {
        let file = docx(&[("word/document.xml", &" ".repeat(10_000))]);
        let limits = Limits { max_inflated_bytes: 9_999, ..Limits::default() };
        assert_eq!(Docx.extract(&file, &limits).unwrap_err().code, ProblemCode::LimitBytes);
    }

    #[test]
    fn a_cut_archive_is_damaged() {
        let file = docx(&[("word/document.xml", "<document/>")]);
        let cut = &file[..file.len() / 2];
        assert_eq!(Docx.extract(cut, &Limits::default()).unwrap_err().code, ProblemCode::Damaged);
    }
}
