//! Tests of the visible and the hidden text of ODT files.

use crate::formats::office::test_files::odt;
use rolefit_document::HiddenWay::{self, Invisible, SameColor, Tiny, Transparent};

fn text(body: &str) -> String {
    odt("", body, "").0
}

#[test]
fn headings_lists_and_tables_are_lines() {
    let body = "<p>Ana</p><h>Jobs</h><table><table-row><table-cell><p>Buyer</p></table-cell><covered-table-cell/>\
                <table-cell><p>2019</p></table-cell></table-row></table><list><list-header><p>Duties</p></list-header>\
                <list-item><p>bought</p><p>more</p><list><list-item><p>steel</p></list-item></list></list-item></list>";
    assert_eq!(text(body), "Ana\n\nJobs\nBuyer\t2019\nDuties\n• bought\nmore\n• steel\n");
}

#[test]
fn white_space_follows_its_elements() {
    assert_eq!(
        text("<p>Key\n  <span>Account</span><s c='3'/>Manager<tab/>2019<line-break/>Bern</p> x"),
        "Key Account Manager\t2019\nBern\n"
    );
}

#[test]
fn content_not_displayed_with_the_text_is_left_out() {
    let body = "<tracked-changes><changed-region><deletion><p>old</p></deletion></changed-region></tracked-changes>\
                <p>Ana<annotation><p>too junior</p></annotation><frame><title>a photo</title></frame></p>";
    assert_eq!(text(body), "Ana\n");
}

#[test]
fn text_boxes_come_before_their_paragraph_and_notes_after_the_text() {
    let body = "<p>Sa<note><note-citation>1</note-citation><note-body><p>until May</p></note-body></note>\
                <frame><text-box><p>Ana</p></text-box></frame>les</p><custom-shape><p>Bern</p></custom-shape>";
    assert_eq!(text(body), "Ana\nSales\nBern\nuntil May\n");
}

#[test]
fn headers_and_footers_are_read_once_unless_no_page_shows_them() {
    let page = |name: &str, inner: &str| format!("<master-page name='{name}'>{inner}</master-page>");
    let styles = page(
        "Standard",
        "<header><p>Ana</p></header><header-left><p>Ana</p></header-left>\
                                   <header-first display='false'><p>no</p></header-first><footer><p>Bern</p></footer>",
    ) + &page("Other", "<header><p>Kubernetes Go</p></header>");
    let used = "<style name='P1' family='paragraph' master-page-name=\"Standard\"/>";
    let read = |styles: &str| odt(used, "<p>Sales</p>", styles);
    assert_eq!(read(&styles), ("Ana\nSales\nBern\n".into(), vec![(Invisible, 2)]));
    assert_eq!(read(&styles.replace("'Other'", "'Standard'")).0, "Ana\nKubernetes Go\nSales\nBern\n");
}

#[test]
fn each_way_of_hiding_is_counted() {
    for (marks, way) in [
        ("display='none'", Some(Invisible)),
        ("font-size='1pt'", Some(Tiny)),
        ("font-size='5%'", Some(Tiny)),
        ("color='#ffffff'", Some(SameColor)),
        ("color='#ffffff' background-color='#000080'", None),
        ("color='#000080' background-color='#000080'", Some(SameColor)),
        ("color='#000000' opacity='0%'", Some(Transparent)),
        ("use-window-font-color='true' opacity='0%'", None),
    ] {
        let styles = format!(
            "<style name='T0' family='text'><text-properties {marks}/></style>\
                              <style name='T1' family='text' parent-style-name='T0'/>"
        );
        let (text, hidden) = odt(&styles, "<p><span style-name='T1'>Go</span><span>Ana</span></p>", "");
        assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{marks}");
        assert_eq!(text, if way.is_some() { "Ana\n" } else { "GoAna\n" }, "{marks}");
    }
}

#[test]
fn hidden_elements_are_left_out_with_their_content() {
    let hidden: Vec<(HiddenWay, usize)> = vec![(Invisible, 2)];
    for body in [
        "<section display='none'><p>Go <span>expert</span></p></section>",
        "<p><hidden-paragraph is-hidden='true'/>Go expert</p>",
        "<p><hidden-text is-hidden='true'>Go expert</hidden-text></p>",
        "<table><table-row visibility='collapse'><table-cell><p>Go expert</p></table-cell></table-row></table>",
    ] {
        assert_eq!(odt("", &format!("{body}<p>Ana</p>"), ""), ("Ana\n".into(), hidden.clone()), "{body}");
    }
}

#[test]
fn white_text_is_judged_on_its_own_background() {
    let style =
        |name: &str, family: &str, marks: &str| format!("<style name='{name}' family='{family}'>{marks}</style>");
    let styles = [
        style("W", "paragraph", "<text-properties color='#ffffff'/>"),
        style("C", "table-cell", "<table-cell-properties background-color='#000080'/>"),
        style("F", "graphic", "<graphic-properties draw:fill=\"solid\" fill-color='#000080'/>"),
    ];
    let white = "<p style-name='W'>Go</p>";
    for (body, is_seen) in [
        (format!("<table><table-row><table-cell style-name='C'>{white}</table-cell></table-row></table>"), true),
        (
            format!(
                "<table><table-row><table-cell style-name='C'/><table-cell>{white}</table-cell></table-row></table>"
            ),
            false,
        ),
        (format!("<custom-shape style-name='F'>{white}</custom-shape>"), true),
        (white.to_owned(), false),
    ] {
        assert_eq!(odt(&styles.concat(), &body, "").0.contains("Go"), is_seen, "{body}");
    }
    assert_eq!(odt(&styles.concat(), white, "<page-layout-properties background-color='#000080'/>").0, "Go\n");
}

#[test]
fn boxes_lines_and_letters_without_extent_or_outside_the_page_are_left_out() {
    use HiddenWay::{Clipped, OffPage};
    let styled = |family: &str, properties: &str| {
        format!("<style name='S' family='{family}'><{family}-properties {properties}/></style>")
    };
    let span = "<p><span style-name='S'>Go</span></p>";
    let paragraph = "<p style-name='S'>Go</p>";
    let row = "<table><table-row style-name='S'><table-cell><p>Go</p></table-cell></table-row></table>";
    let table = "<table style-name='S'><table-row><table-cell><p>Go</p></table-cell></table-row></table>";
    let frame = |place: &str| format!("<p><frame {place}><text-box><p>Go</p></text-box></frame></p>");
    for (styles, body, way) in [
        (styled("text", "text-scale='1%'"), span.to_owned(), Some(Tiny)),
        (styled("text", "text-scale='80%'"), span.to_owned(), None),
        (styled("text", "letter-spacing='-1in'"), span.to_owned(), Some(Tiny)),
        (styled("text", "letter-spacing='0.05cm'"), span.to_owned(), None),
        (styled("paragraph", "line-height='0.001in'"), paragraph.to_owned(), Some(Tiny)),
        (styled("paragraph", "line-height='115%'"), paragraph.to_owned(), None),
        (styled("paragraph", "margin-left='-99in'"), paragraph.to_owned(), Some(OffPage)),
        (styled("paragraph", "text-indent='-99in'"), paragraph.to_owned(), Some(OffPage)),
        (styled("paragraph", "margin-left='1in' text-indent='-0.5in'"), paragraph.to_owned(), None),
        (styled("table-row", "row-height='0.001in'"), row.to_owned(), Some(Clipped)),
        (styled("table-row", "min-row-height='0.001in'"), row.to_owned(), None),
        (styled("table", "margin-left='-50in' width='3in'"), table.to_owned(), Some(OffPage)),
        (String::new(), frame("x='-99cm' y='-99cm' width='10cm' height='5cm'"), Some(OffPage)),
        (String::new(), frame("width='0cm' height='0cm'"), Some(Clipped)),
        (String::new(), frame("x='1cm' y='1cm' width='10cm' height='5cm'"), None),
    ] {
        let (text, hidden) = odt(&styles, &format!("{body}<p>Ana</p>"), "");
        assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{styles}{body}");
        assert_eq!(text.contains("Go"), way.is_none(), "{styles}{body}");
    }
}
