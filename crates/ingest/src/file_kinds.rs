//! Says of files that are not read, by their names alone, what they are and what to do.

use rolefit_document::{Problem, ProblemCode};

use crate::formats::problem;

/// A kind of file: its extensions, its name with an article, and the remedy.
type Kind = (&'static [&'static str], &'static str, &'static str);

const PRINT: &str = "export it as PDF or DOCX";
const RECOGNISE: &str = "run OCR first, and give the text or PDF that it makes";
const UNPACK: &str = "unpack it, and give the files in it";
const LISTED: &str = "give the resumes that it lists, or save each as PDF";
const ATTACHED: &str = "open it in Outlook, and save its attachments or the message as .eml";

const KINDS: &[Kind] = &[
    (
        &["png", "jpg", "jpeg", "jpe", "heic", "heif", "gif", "tif", "tiff", "bmp", "webp", "avif", "jp2", "djvu"],
        "a picture",
        RECOGNISE,
    ),
    (&["pages"], "an Apple Pages document", PRINT),
    (&["numbers", "xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv"], "a spreadsheet", LISTED),
    (&["ppt", "pptx", "pps", "ppsx", "odp", "key"], "a presentation", PRINT),
    (&["tex", "ltx", "latex"], "LaTeX source", "compile it, and give the PDF that it makes"),
    (&["dat"], "an attachment that only Outlook opens (winmail.dat)", ATTACHED),
    (&["msg", "oft"], "an Outlook message", ATTACHED),
    (&["pst", "ost", "olm"], "an Outlook mailbox", "export it as .mbox, or save the messages as .eml"),
    (&["7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst"], "an archive of a kind that is not opened", UNPACK),
    (
        &["wpd", "wps", "wri", "sxw", "fodt", "hwp", "dot", "dotx", "docm", "dotm", "ott", "abw"],
        "another word processor's file",
        PRINT,
    ),
    (&["epub", "mobi", "azw3", "xps", "oxps", "ps", "eps", "indd", "ai", "psd"], "a file for print or reading", PRINT),
    (&["gdoc", "url", "webloc", "lnk", "desktop"], "a link and no document", "download the document that it leads to"),
    (
        &["crdownload", "part", "partial", "download", "tmp", "icloud"],
        "a download that did not finish",
        "download it again",
    ),
    (&["mp3", "m4a", "wav", "mp4", "mov", "avi", "mkv", "webm"], "a recording", "ask for a resume in writing"),
    (&["xml", "yaml", "yml"], "data in a form that is not read", "export it as PDF, or as JSON Resume"),
];

/// The problem of a file with this name, which is not one of those that may hold resumes.
pub(crate) fn of_name(name: &str) -> Problem {
    let file = name.rsplit('/').next().unwrap_or(name);
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let Some(extension) = extension.filter(|extension| !extension.is_empty()) else {
        let remedy = "add its extension (.pdf, .docx, .txt) to its name if it is a resume";
        return problem(ProblemCode::Unsupported, "a file without an extension", remedy);
    };
    match KINDS.iter().find(|(extensions, ..)| extensions.contains(&extension.as_str())) {
        Some((_, kind, remedy)) => problem(ProblemCode::Unsupported, *kind, remedy),
        None => problem(ProblemCode::Unsupported, format!("a .{extension} file, which is not read"), PRINT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_remedy() {
        for (name, message, remedy) in [
            ("2026/Ana.PNG", "a picture", RECOGNISE),
            ("ana.pages", "an Apple Pages document", PRINT),
            ("list.xlsx", "a spreadsheet", LISTED),
            ("winmail.dat", "an attachment that only Outlook opens (winmail.dat)", ATTACHED),
            ("cv.tex", "LaTeX source", "compile it, and give the PDF that it makes"),
            ("cv.qqq", "a .qqq file, which is not read", PRINT),
        ] {
            let found = of_name(name);
            assert_eq!((found.message.as_str(), found.remedy.as_str()), (message, remedy), "{name}");
        }
        assert!(of_name("a.b/resume").message.contains("without an extension"));
    }

    #[test]
    fn no_kind_is_of_a_file_that_is_read() {
        for extension in KINDS.iter().flat_map(|(extensions, ..)| *extensions) {
            assert!(!crate::formats::has_resume_extension(format!("a.{extension}").as_bytes()), "{extension}");
        }
    }
}
