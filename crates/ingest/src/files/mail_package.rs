//! An e-mail with several resumes attached. Each is a candidate.

use rolefit_document::Problem;

use super::ids::Ids;
use super::package::{Package, Part};
use crate::file_names;
use crate::formats::{Limits, mail};

/// A message with several resumes or an archive attached.
pub(super) struct MailPackage {
    files: Vec<Vec<u8>>,
    parts: Vec<Part>,
}

/// Opens a message as a package; `None` if it holds one resume at most and no archive.
pub(super) fn open(bytes: &[u8]) -> Option<MailPackage> {
    let attached = mail::several_resumes(bytes, is_archive)?;
    let mut ids = Ids::default();
    let mut files: Vec<_> = attached
        .into_iter()
        .enumerate()
        .map(|(index, (name, file))| {
            let id = ids.make_unique(file_names::id_of_entry(name.as_bytes()), index + 1);
            (Part { id, file_name: Some(name) }, file)
        })
        .collect();
    files.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let (parts, files) = files.into_iter().unzip();
    Some(MailPackage { files, parts })
}

/// True if an attached file may itself hold several resumes.
fn is_archive(file: &[u8]) -> bool {
    #[cfg(feature = "archive")]
    return super::archive::holds_files(file);
    #[cfg(not(feature = "archive"))]
    return {
        let _ = file;
        false
    };
}

impl Package for MailPackage {
    fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn bytes(&self, part: usize, _limits: &Limits) -> Result<Vec<u8>, Problem> {
        debug_assert!(part < self.files.len(), "the message has no part {part}");
        Ok(self.files.get(part).cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A message with web pages of these names attached.
    fn mail(names: &[&str]) -> String {
        let part = |name: &&str| {
            let headers = "Content-Type: text/html\r\nContent-Disposition: attachment";
            format!("--b\r\n{headers}; filename=\"{name}\"\r\n\r\n<body>Ana\r\n")
        };
        let parts: String = names.iter().map(part).collect();
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n")
    }

    fn ids(names: &[&str]) -> Option<Vec<String>> {
        let several = open(mail(names).as_bytes())?;
        Some(several.parts.into_iter().map(|part| part.id).collect())
    }

    #[test]
    fn each_of_several_attached_resumes_is_a_candidate_and_a_single_one_is_no_package() {
        assert_eq!(ids(&["cv.html", "b.html"]).unwrap(), ["b.html", "cv.html"]);
        assert_eq!(ids(&["cv.html"]), None);
    }

    #[test]
    fn attachments_of_one_name_get_ids_of_their_own() {
        assert_eq!(ids(&["3:cv.html", "cv.html", "cv.html"]).unwrap(), ["3:3:cv.html", "3:cv.html", "cv.html"]);
    }
}
