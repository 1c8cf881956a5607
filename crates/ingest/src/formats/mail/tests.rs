//! Tests of reading messages.

#![allow(clippy::unwrap_used)]

use crate::formats::{Limits, read};
use rolefit_document::{Document, Format, NoteCode, Problem, ProblemCode};

const HEADERS: &str =
    "From: Ana Keller <ana@example.com>\r\nTo: jobs@example.com\r\nSubject: Application\r\nMIME-Version: 1.0\r\n";

/// A message of these parts: headers and content of each.
fn mixed(parts: &[(&str, &str)]) -> String {
    let parts: String = parts.iter().map(|(headers, body)| format!("--b\r\n{headers}\r\n\r\n{body}\r\n")).collect();
    format!("{HEADERS}Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n")
}

fn open(message: &str) -> Result<Document, Problem> {
    read(message.as_bytes(), Some("mail.eml"), &Limits::default())
}

const LETTER: (&str, &str) = ("Content-Type: text/plain", "Dear all, please find my resume attached.");
const HTML_FILE: &str = "Content-Type: text/html; name=cv.html\r\nContent-Disposition: attachment; filename=cv.html";

#[test]
fn the_body_is_the_resume_if_nothing_is_attached() {
    let body = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                Zo=EB Keller\r\n\r\nAccount Manager at Acme\r\n";
    let document = open(&format!("{HEADERS}{body}")).unwrap();
    assert_eq!((document.text.as_str(), document.format), ("Zoë Keller\n\nAccount Manager at Acme\n", Format::Eml));
    assert!(document.problem.is_none() && document.notes.is_empty());
}

#[test]
fn only_one_of_two_alternative_bodies_is_read() {
    let parts = "--b\r\nContent-Type: text/plain\r\n\r\n* Grew sales\r\n--b\r\nContent-Type: text/html\r\n\r\n\
                 <ul><li>Grew sales</ul><p style='display:none'>secret words</p>\r\n--b--\r\n";
    let message = format!("{HEADERS}Content-Type: multipart/alternative; boundary=b\r\n\r\n{parts}");
    let document = open(&message).unwrap();
    assert_eq!(document.text, "• Grew sales\n");
    assert_eq!(document.hidden_words(), 2);
}

#[test]
fn an_attached_resume_is_read_and_the_letter_is_not() {
    let document = open(&mixed(&[LETTER, (HTML_FILE, "<body><h1>Ana Keller</h1>Sales")])).unwrap();
    assert_eq!((document.text.as_str(), document.format), ("Ana Keller\nSales\n", Format::Html));
    assert_eq!(document.notes[0].code, NoteCode::Attachment);
    assert!(document.notes[0].message.contains("cv.html"));
}

#[test]
fn an_attachment_of_a_forwarded_message_is_found() {
    let inner = mixed(&[LETTER, (HTML_FILE, "<body>Ana Keller, sales")]).replace("--b", "--i").replace("=b", "=i");
    let document =
        open(&mixed(&[("Content-Type: text/plain", "See below."), ("Content-Type: message/rfc822", &inner)]));
    assert_eq!(document.unwrap().text, "Ana Keller, sales\n");
}

#[test]
fn an_unsupported_attachment_is_named() {
    let winmail = "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\
                   Content-Disposition: attachment; filename=winmail.dat";
    let document = open(&mixed(&[LETTER, (winmail, "eJ8+IgAAAAA=")])).unwrap();
    let problem = document.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::Unsupported);
    assert!(problem.message.contains("winmail.dat"), "{}", problem.message);
}

#[test]
fn several_attached_resumes_are_not_read_as_one() {
    let other = HTML_FILE.replace("cv", "b");
    let message = mixed(&[(HTML_FILE, "<body>Ana"), (&other, "<body>Ben")]);
    assert_eq!(open(&message).unwrap_err().message, "this is an e-mail with 2 resumes");
}

#[test]
fn an_encoded_message_inside_another_is_refused_before_it_is_parsed() {
    let headers = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable";
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(50);
    assert_eq!(open(&mixed(&[(headers, &nested)])).unwrap_err().code, ProblemCode::LimitDepth);
}

#[test]
fn a_saved_page_is_read_without_its_frames() {
    let page = "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n\
                --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                <body><h1>Ana Keller</h1><p style=3D\"color:red\">Sales\r\n--b\r\n\
                Content-Type: text/html\r\nContent-Disposition: attachment; filename=ad.html\r\n\r\n<body>Buy\r\n--b--\r\n";
    let document = read(page.as_bytes(), Some("cv.doc"), &Limits::default()).unwrap();
    assert_eq!(document.text, "Ana Keller\nSales\n");
    assert_eq!(document.notes[0].code, NoteCode::OtherName);
}

#[test]
fn very_long_and_deep_messages_are_refused_before_they_are_parsed() {
    let nested = format!("{HEADERS}{}", "Content-Type: message/rfc822\r\n\r\n".repeat(100_000));
    assert_eq!(open(&nested).unwrap_err().code, ProblemCode::LimitBytes);
    let fewer = format!("{HEADERS}{}", "Content-Type: message/rfc822\r\n\r\n".repeat(100));
    assert_eq!(open(&fewer).unwrap_err().code, ProblemCode::LimitDepth);
    let lines = format!("{HEADERS}{}", "a:\n".repeat(1_100_000));
    assert_eq!(open(&lines).unwrap_err().code, ProblemCode::LimitBytes);
}

#[test]
fn an_encrypted_message_is_reported() {
    let message = format!("{HEADERS}Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n");
    assert_eq!(open(&message).unwrap_err().code, ProblemCode::Encrypted);
}

#[test]
fn an_empty_attachment_is_ignored_and_a_broken_one_is_named() {
    let empty = ("Content-Type: application/pdf; name=cv.pdf\r\nContent-Disposition: attachment; filename=cv.pdf", "");
    let body = ("Content-Type: text/plain", "Ana Keller, Account Manager at Acme");
    assert_eq!(open(&mixed(&[body, empty])).unwrap().text, "Ana Keller, Account Manager at Acme\n");
    let headers = format!("{}\r\nContent-Transfer-Encoding: base64", empty.0);
    let broken = (headers.as_str(), "JVBERi0xLjcgbm90aGluZyBlbHNl");
    assert_eq!(open(&mixed(&[body, broken])).unwrap_err().message, "its attachment cv.pdf: the file has no content");
}

#[test]
fn the_style_sheets_of_a_saved_page_hide_text() {
    let page = "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n\
                --b\r\nContent-Type: text/html\r\n\r\n<p>Ana Keller</p><p class=x>secret words</p>\r\n\
                --b\r\nContent-Type: text/css\r\nContent-Location: cid:css@mhtml\r\n\r\n.x { display: none }\r\n--b--\r\n";
    let document = read(page.as_bytes(), Some("page.mhtml"), &Limits::default()).unwrap();
    assert_eq!((document.text.as_str(), document.hidden_words()), ("Ana Keller\n", 2));
}
