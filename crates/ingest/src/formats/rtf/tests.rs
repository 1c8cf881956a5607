//! Tests of the visible and the hidden text of RTF files.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::formats::repair::repair;
use rolefit_document::HiddenWay;

fn extract(source: &str) -> Extract {
    Rtf.extract(source.as_bytes(), &Limits::default()).unwrap()
}

fn text(source: &str) -> String {
    repair(&extract(&format!("{{\\rtf1\\ansi {source}}}")).text)
}

fn hidden(source: &str) -> Vec<(HiddenWay, usize)> {
    extract(&format!("{{\\rtf1 {source}}}")).hidden.iter().map(|hidden| (hidden.way, hidden.words)).collect()
}

#[test]
fn paragraphs_lines_and_list_items_are_lines() {
    let source = "{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s2 heading 2;}}Ana Keller\\par\\pard\\s2 Experience\\par\\pard \
                  Manager\\tab 2019\\line Acme\\par{\\listtext\\'b7\\tab}\\ls1 Grew sales\\par\\pard{\\pntext\\f3\\'b7\\tab}led\\par";
    assert_eq!(text(source), "Ana Keller\n\nExperience\nManager\t2019\nAcme\n• Grew sales\n• led\n");
}

#[test]
fn lists_without_labels_are_lists() {
    assert_eq!(text("\\pard\\ls1\\ilvl0 Grew sales\\par\\pard Acme"), "• Grew sales\nAcme\n");
}

#[test]
fn characters_come_in_three_ways() {
    let source = "Z\\'fcrich Keller\\u8217's \\uc2\\u537??tefan \\u-10179??\\u-8704??";
    assert_eq!(text(source), "Zürich Keller’s ștefan 😀\n");
}

#[test]
fn fonts_and_code_pages_decide_the_meaning_of_bytes() {
    let fonts =
        "\\ansicpg1250{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 MS Gothic;}}";
    assert_eq!(text(&format!("{fonts}\\f0\\'9elut\\'fd {{\\f1\\'cc\\'e8\\'f0}} \\f2M\\'83X")), "žlutý Мир Mス\n");
}

#[test]
fn a_table_row_is_one_line_and_cells_may_contain_tables() {
    let source = "\\trowd\\cellx1\\cellx2\\pard\\intbl Manager\\cell 2019\\cell\\row\\pard\\intbl\\itap2 CRM\\nestcell 5\\nestcell\
                  {\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1\\cell Tools\\cell\\row\\pard After\\par";
    assert_eq!(text(source), "Manager\t2019\nCRM\t5\tTools\nAfter\n");
}

#[test]
fn fields_show_their_result_and_unknown_groups_nothing() {
    let source = "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt Acme}} Ltd{\\*\\unknown no}{\\info{\\author no}}{\\pict 00ff}\
                  {\\upr{no}{\\*\\ud{Z\\u252?rich}}}\\bin3 }}}";
    assert_eq!(text(source), "Acme LtdZürich\n");
}

#[test]
fn headers_and_text_boxes_are_read_once() {
    let source = "{\\header Ana Keller\\par}{\\headerf Ana Keller\\par}{\\footer References\\par}\
                  Sales{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Skills\\par}}{\\shprslt Skills\\par}} lead\\par";
    assert_eq!(text(source), "Ana Keller\nSkills\nSales lead\nReferences\n");
}

#[test]
fn hidden_text_is_counted_by_way_of_hiding() {
    let colors = "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue128;}";
    let source = format!(
        "{colors}seen {{\\v one two}} {{\\fs2 tiny}} {{\\cf1 white words here}} {{\\cf1\\highlight2 seen}} {{\\deleted gone}} {{\\fs usual}}\\par\
         \\trowd\\clcbpat2\\cellx9\\cellx10\\pard\\intbl\\cf1 seen\\cell four\\cell\\row"
    );
    let ways = [(HiddenWay::Invisible, 2), (HiddenWay::Tiny, 1), (HiddenWay::SameColor, 4)];
    assert_eq!(hidden(&source), ways);
    assert_eq!(text(&source), "seen seen usual\nseen\n");
}

#[test]
fn white_text_is_visible_where_shapes_may_lie_beneath() {
    let colors = "{\\colortbl;\\red255\\green255\\blue255;}";
    assert_eq!(
        text(&format!("{colors}\\cf1 Ana{{\\shp{{\\*\\shpinst{{\\sp{{\\sn fillColor}}{{\\sv 1}}}}}}}}")),
        "Ana\n"
    );
}

#[test]
fn a_file_that_breaks_off_is_read_up_to_there() {
    let cut = extract("{\\rtf1 Ana Keller\\par {\\b Sales\\par man");
    assert_eq!(repair(&cut.text), "Ana Keller\nSales\nman\n");
    assert_eq!(cut.problem.unwrap().code, ProblemCode::Damaged);
    assert_eq!(extract("{\\rtf1 Ana}\r\n\0\0").problem, None);
}

#[test]
fn groups_nested_too_deeply_are_reported_and_the_rest_is_read() {
    let deep = format!("{{\\rtf1 Ana{}deep{} Keller}}", "{".repeat(1_000_000), "}".repeat(1_000_000));
    let extract = extract(&deep);
    assert_eq!(extract.text, "Ana Keller\n");
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
}

#[test]
fn boxes_lines_and_letters_without_extent_or_outside_the_page_are_left_out() {
    let shape = |place: &str| format!("{{\\shp{{\\*\\shpinst{place}{{\\shptxt Go\\par}}}}}}");
    for (source, way) in [
        ("{\\charscalex1 Go}\\par".to_owned(), Some(HiddenWay::Tiny)),
        ("{\\charscalex80 Go}\\par".to_owned(), None),
        ("{\\expndtw-400 Go}\\par".to_owned(), Some(HiddenWay::Tiny)),
        ("\\pard\\sl-1\\slmult0 Go\\par\\pard".to_owned(), Some(HiddenWay::Tiny)),
        ("\\pard\\sl240\\slmult1 Go\\par\\pard".to_owned(), None),
        ("\\pard\\li-99999 Go\\par\\pard".to_owned(), Some(HiddenWay::OffPage)),
        ("\\pard\\li720\\fi-360 Go\\par\\pard".to_owned(), None),
        ("\\pard\\posx-20000 Go\\par\\pard".to_owned(), Some(HiddenWay::OffPage)),
        ("\\trowd\\trrh-1\\cellx9000\\pard\\intbl Go\\cell\\row\\pard".to_owned(), Some(HiddenWay::Clipped)),
        ("\\trowd\\trrh1\\cellx9000\\pard\\intbl Go\\cell\\row\\pard".to_owned(), None),
        (shape("\\shpleft-99999\\shptop-99999\\shpright-90000\\shpbottom-90000"), Some(HiddenWay::OffPage)),
        (shape("\\shpleft0\\shptop0\\shpright0\\shpbottom0"), Some(HiddenWay::Clipped)),
        (shape("\\shpright5000\\shpbottom5000{\\sp{\\sn fHidden}{\\sv 1}}"), Some(HiddenWay::Invisible)),
        (shape("\\shpright5000\\shpbottom5000{\\sp{\\sn fHidden}{\\sv 0}}"), None),
    ] {
        let source = format!("{source} Ana\\par");
        assert_eq!(hidden(&source).first().map(|found| found.0), way, "{source}");
        assert_eq!(text(&source).contains("Go"), way.is_none(), "{source}");
    }
}
