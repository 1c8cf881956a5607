//! Outputs that are one document for people: a web page, a workbook.

#[cfg(feature = "html")]
use clap::Args;
use rolefit::output::Exporter;
#[cfg(feature = "html")]
use rolefit::output::html::{Html, Start};

#[cfg(feature = "html")]
use super::exit;
use super::options::DocumentFormat;

/// What a document is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About {
    /// True if candidates are compared.
    pub comparison: bool,
    /// True if the document is the version to mail.
    pub shortlist: bool,
    /// True if a shortlist shows contacts.
    pub contacts: bool,
    /// True if names are withheld.
    pub blind: bool,
}

/// The options of the version to mail.
#[cfg(feature = "html")]
#[derive(Args, Clone, Debug)]
pub(super) struct Shortlist {
    /// Write only the candidates whose decision is "invite", one page per person, without the texts of their resumes
    /// (with -o FILE.html and --decisions)
    #[arg(long, requires = "decisions", help_heading = "Output")]
    pub shortlist: bool,
    /// Show e-mail addresses and telephone numbers in the shortlist
    #[arg(long, requires = "shortlist", help_heading = "Output")]
    pub contacts: bool,
}

#[cfg(feature = "html")]
impl Shortlist {
    /// What a document is about with these options.
    ///
    /// # Errors
    /// A usage error if the output is no page.
    pub(super) fn about(&self, document: Option<DocumentFormat>, blind: bool) -> anyhow::Result<About> {
        if self.shortlist && document != Some(DocumentFormat::Html) {
            return Err(exit::usage("`--shortlist` writes a page; name it with -o FILE.html"));
        }
        Ok(About { shortlist: self.shortlist, contacts: self.contacts, blind, ..About::default() })
    }
}

/// The writer of `document`.
pub(super) fn exporter(document: DocumentFormat, about: About) -> Box<dyn Exporter> {
    match document {
        #[cfg(feature = "html")]
        DocumentFormat::Html => {
            let start = match about {
                About { shortlist: true, .. } => Start::Shortlist,
                About { comparison: true, .. } => Start::Compare,
                _ => Start::List,
            };
            Box::new(Html { start, contacts: about.contacts, blind: about.blind })
        }
        #[cfg(feature = "xlsx")]
        DocumentFormat::Xlsx => Box::new(rolefit::output::xlsx::Xlsx { blind: about.blind }),
    }
}
