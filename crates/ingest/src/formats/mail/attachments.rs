//! The attachments of a message: the resumes, and other files that may be resumes in unsupported formats.

use mail_parser::{Message, MimeHeaders, PartType};

use super::File;
use crate::formats::detect::{self, ContentKind};
use crate::formats::has_resume_extension;
use rolefit_document::Format;

/// The first bytes of Outlook's own container for attachments.
const TNEF: &[u8] = b"\x78\x9f\x3e\x22";

/// The attachments of a message and of the messages attached to it.
#[derive(Default)]
pub(super) struct Attachments<'m> {
    /// Resumes with their names, in the order of the message.
    pub resumes: Vec<(String, File<'m>)>,
    /// The name and kind of the first attachment that may be a resume in an unsupported format.
    unread: Option<(String, &'static str)>,
}

impl<'m> Attachments<'m> {
    pub(super) fn of(message: &'m Message<'_>) -> Self {
        let mut attachments = Self::default();
        // The attachments of a saved page are its images and frames.
        if !is_saved_page(message) {
            attachments.add(message);
        }
        // If there are documents, text files are signatures and disclaimers.
        if attachments.resumes.iter().any(|(name, file)| is_document(name, file)) {
            attachments.resumes.retain(|(name, file)| is_document(name, file));
        }
        attachments
    }

    fn add(&mut self, message: &'m Message<'_>) {
        for part in message.attachments() {
            let file: File<'m> = match &part.body {
                PartType::Message(inner) => {
                    self.add(inner);
                    continue;
                }
                PartType::Text(text) | PartType::Html(text) => text.as_bytes().into(),
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.as_ref().into(),
                PartType::Multipart(_) => continue,
            };
            if file.is_empty() {
                continue;
            }
            let name = part.attachment_name().map(str::trim).filter(|name| !name.is_empty());
            if is_document(name.unwrap_or_default(), &file)
                || name.is_some_and(|name| has_resume_extension(name.as_bytes()))
            {
                let number = self.resumes.len() + 1;
                let name = name.map_or_else(|| format!("attachment-{number}"), str::to_owned);
                self.resumes.push((name, file));
            } else if let Some(kind) = unsupported_kind(&file) {
                let name = name.unwrap_or("without a name").to_owned();
                self.unread.get_or_insert((name, kind));
            }
        }
    }

    /// The name and kind of an attachment that may be the resume but cannot be read.
    pub(super) fn unread(&self) -> Option<(&str, &'static str)> {
        self.unread.as_ref().map(|(name, kind)| (name.as_str(), *kind))
    }
}

/// True if a file is a document and not text, HTML or JSON. The content decides, or the name if the file is broken.
fn is_document(name: &str, file: &[u8]) -> bool {
    let by_name = ["pdf", "docx", "doc", "odt", "rtf", "zip", "eml"];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let is_text = |format| matches!(format, Format::Text | Format::Markdown | Format::Html | Format::Json);
    matches!(detect::detect(file, Some(name)), ContentKind::Resume(format) if !is_text(format))
        || extension.is_some_and(|extension| by_name.contains(&extension.as_str()))
}

/// The kind of a file that may hold a resume but is not supported. Images and unknown files are signatures and logos.
fn unsupported_kind(file: &[u8]) -> Option<&'static str> {
    if file.starts_with(TNEF) {
        return Some("a winmail.dat, which only Outlook opens");
    }
    match detect::detect(file, None) {
        ContentKind::Other(kind) if !kind.contains("image") && !kind.contains("an unknown kind") => Some(kind),
        _ => None,
    }
}

/// True if the message is a web page saved by a browser: its parts belong together, and it has no recipient.
fn is_saved_page(message: &Message<'_>) -> bool {
    let is_related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
    is_related && message.to().is_none() && message.received().is_none()
}

/// True if the whole message is encrypted.
pub(super) fn is_encrypted(message: &Message<'_>) -> bool {
    let Some(kind) = message.content_type() else { return false };
    let is_smime = matches!(kind.subtype(), Some("pkcs7-mime" | "x-pkcs7-mime"));
    let is_signed_only = kind.attribute("smime-type") == Some("signed-data");
    kind.subtype() == Some("encrypted") || (is_smime && !is_signed_only)
}
