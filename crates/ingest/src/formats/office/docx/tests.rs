//! Tests of the visible and the hidden text of DOCX files.

use crate::formats::office::test_files::docx;
use rolefit_document::HiddenWay;

fn text(body: &str) -> String {
    docx(body, &[]).0
}

#[test]
fn runs_of_a_paragraph_join_with_their_tabs_breaks_and_symbols() {
    let body = "<p><pPr><tabs><tab/></tabs></pPr><r><tab/><t>Key</t></r><r><noBreakHyphen/><t>Account</t><softHyphen/>\
                <t>s</t><tab/><t>2019</t><br/><t>Bern</t><sym font='Symbol' char='2013'/></r></p>\
                <p><r><sym font='Wingdings' char='A7'/><t>sold</t></r></p>";
    assert_eq!(text(body), "Key-Accounts\t2019\nBern–\n• sold\n");
}

#[test]
fn deleted_text_is_left_out_and_inserted_text_is_read() {
    let body = "<p><ins><r><t>new</t></r></ins><del><r><delText>old</delText></r></del>\
                <moveFrom><r><t>gone</t></r></moveFrom></p>";
    assert_eq!(text(body), "new\n");
}

#[test]
fn a_field_shows_its_result() {
    let field = |kind| format!("<r><fldChar fldCharType='{kind}'/></r>");
    let nested = format!(
        "{}<r><instrText>IF 1</instrText></r>{}<r><t>inner</t></r>{}",
        field("begin"),
        field("begin"),
        field("end")
    );
    let body = format!("<p>{nested}{}<r><t>outer</t></r>{}<r><t> on</t></r></p>", field("separate"), field("end"));
    assert_eq!(text(&body), "outer on\n");
}

#[test]
fn controls_links_and_formulas_are_read() {
    let body = "<p><sdt><sdtPr><rPr><vanish/></rPr></sdtPr><sdtContent><r><t>Ana </t></r></sdtContent></sdt>\
                <hyperlink><r><t>Keller</t></r></hyperlink></p>";
    assert_eq!(text(body), "Ana Keller\n");
}

#[test]
fn a_control_that_still_shows_its_prompt_has_no_text() {
    let control = |prompt: &str| {
        format!(
            "<p><sdt><sdtPr>{prompt}</sdtPr><sdtContent><r><t>Type your title</t></r></sdtContent></sdt><r><t>Ana</t></r></p>"
        )
    };
    assert_eq!(text(&control("<showingPlcHdr/>")), "Ana\n");
    assert_eq!(text(&control("<showingPlcHdr val=\"0\"/>")), "Type your titleAna\n");
}

#[test]
fn a_text_box_is_read_once_from_either_of_its_forms() {
    let shown = "<txbxContent><p><r><t>Ana</t></r></p></txbxContent>";
    let both = |choice: &str| {
        format!(
            "<p><r><AlternateContent><Choice><wsp>{choice}</wsp></Choice>\
                 <Fallback><shape>{shown}</shape></Fallback></AlternateContent></r><r><t>Sales</t></r></p>"
        )
    };
    assert_eq!(text(&both(shown)), "Ana\nSales\n");
    assert_eq!(text(&both("")), "Ana\nSales\n");
}

#[test]
fn a_table_in_a_table_stays_in_its_cell() {
    let cell = |inner: &str| format!("<tc>{inner}</tc>");
    let line = |text: &str| format!("<p><r><t>{text}</t></r></p>");
    let inner = format!("<tbl><tr>{}{}</tr></tbl>", cell(&line("CRM")), cell(&line("Excel")));
    let body = format!("<tbl><tr>{}{}</tr></tbl>", cell(&format!("{}{inner}", line("Skills"))), cell(&line("Bern")));
    assert_eq!(text(&body), "Skills\nCRM\tExcel\nBern\n");
}

#[test]
fn each_way_of_hiding_is_counted() {
    use HiddenWay::{Invisible, SameColor, Tiny, Transparent};
    let run = |marks: &str| format!("<r><rPr>{marks}</rPr><t>Go</t></r>");
    let black = "<shd val='clear' fill='000000'/>";
    for (marks, way) in [
        ("<vanish/>", Some(Invisible)),
        ("<vanish val='0'/>", None),
        ("<webHidden/>", Some(Invisible)),
        ("<sz val='3'/>", Some(Tiny)),
        ("<sz val='4'/>", None),
        ("<color val='FFFFFF'/>", Some(SameColor)),
        ("<color val='FEFEFE'/>", Some(SameColor)),
        ("<color val='auto'/>", None),
        ("<color val='000000' themeColor='background1'/>", Some(SameColor)),
        ("<color val='000000' themeColor='background1' themeShade='80'/>", None),
        (&format!("<color val='FFFFFF'/>{black}"), None),
        (&format!("<color val='000000'/>{black}"), Some(SameColor)),
        ("<color val='FFFFFF'/><highlight val='blue'/>", None),
        ("<textFill><noFill/></textFill>", Some(Transparent)),
        ("<textFill><solidFill><srgbClr val='FFFFFF'/></solidFill></textFill>", Some(SameColor)),
        (
            "<textFill><solidFill><srgbClr val='000000'><alpha val='99000'/></srgbClr></solidFill></textFill>",
            Some(Transparent),
        ),
    ] {
        let (text, hidden) = docx(&format!("<p>{}<r><t>Ana</t></r></p>", run(marks)), &[]);
        assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{marks}");
        assert_eq!(text, if way.is_some() { "Ana\n" } else { "GoAna\n" }, "{marks}");
    }
}

#[test]
fn white_text_is_judged_on_its_own_background() {
    let white = "<p><r><rPr><color val='FFFFFF'/></rPr><t>Go</t></r></p>";
    let blue = "<shd val='clear' fill='1F3864'/>";
    for (body, is_seen) in [
        (format!("<tbl><tr><tc><tcPr>{blue}</tcPr>{white}</tc></tr></tbl>"), true),
        (format!("<tbl><tr><tc><tcPr>{blue}</tcPr></tc><tc>{white}</tc></tr></tbl>"), false),
        (format!("<tbl><tblPr>{blue}</tblPr><tr><tc>{white}</tc></tr></tbl>"), true),
        (white.replace("<p>", &format!("<p><pPr>{blue}</pPr>")), true),
        (format!("<p><pPr>{blue}</pPr></p>{white}"), false),
        (
            format!(
                "<p><r><wsp><spPr><solidFill><srgbClr val='1F3864'/></solidFill></spPr><txbx><txbxContent>{white}</txbxContent></txbx></wsp></r></p>"
            ),
            true,
        ),
        (
            format!(
                "<p><r><wsp><spPr><solidFill><srgbClr val='FFFFFF'/></solidFill><ln><solidFill><srgbClr val='000000'/></solidFill></ln></spPr><txbx><txbxContent>{white}</txbxContent></txbx></wsp></r></p>"
            ),
            false,
        ),
        (
            format!(
                "<p><r><rect fillcolor='#1F3864 [3]'><textbox><txbxContent>{white}</txbxContent></textbox></rect></r></p>"
            ),
            true,
        ),
        (format!("<p><r><anchor behindDoc=\"1\"><wsp><spPr><solidFill/></spPr></wsp></anchor></r></p>{white}"), true),
        (format!("<p><r><anchor behindDoc=\"0\"><pic><blipFill/></pic></anchor></r></p>{white}"), false),
    ] {
        let (text, hidden) = docx(&body, &[]);
        assert_eq!((text.contains("Go"), hidden.is_empty()), (is_seen, is_seen || text.contains("Go")), "{body}");
    }
    assert_eq!(
        docx(white, &[("word/header1.xml", "<h><pict style='z-index:-1'><rect fillcolor='#000000'/></pict></h>")]).0,
        "Go\n"
    );
    let page = format!("<d><background color='1F3864'/><body>{white}</body></d>");
    assert_eq!(
        crate::formats::office::test_files::read(
            &super::Docx,
            &crate::formats::office::test_files::archive(&[("word/document.xml", &page)])
        )
        .0,
        "Go\n"
    );
}

#[test]
fn hidden_rows_and_drawings_are_left_out() {
    let line = "<p><r><t>Go expert</t></r></p>";
    let row = format!("<tbl><tr><trPr><hidden/></trPr><tc>{line}</tc></tr></tbl>");
    let drawing =
        format!("<p><r><drawing><docPr hidden='1'/><wsp><txbxContent>{line}</txbxContent></wsp></drawing></r></p>");
    for body in [row, drawing] {
        assert_eq!(docx(&body, &[]), (String::new(), vec![(HiddenWay::Invisible, 2)]));
    }
}

#[test]
fn boxes_lines_and_letters_without_extent_or_outside_the_page_are_left_out() {
    use HiddenWay::{Clipped, Invisible, OffPage, SameColor, Tiny};
    let run = "<r><t>Go</t></r>";
    let letters = |marks: &str| format!("<p><r><rPr>{marks}</rPr><t>Go</t></r></p>");
    let lines = |marks: &str| format!("<p><pPr>{marks}</pPr>{run}</p>");
    let table = |table: &str, row: &str| {
        format!("<tbl><tblPr>{table}</tblPr><tr><trPr>{row}</trPr><tc><p>{run}</p></tc></tr></tbl>")
    };
    let drawn = |anchor: &str, fill: &str| {
        format!(
            "<p><r><drawing>{anchor}<wsp><spPr>{fill}</spPr><txbx><txbxContent><p>{run}</p></txbxContent></txbx></wsp></anchor></drawing></r></p>"
        )
    };
    let placed = |offset: &str, extent: &str| {
        format!("<anchor><positionH><posOffset>{offset}</posOffset></positionH><extent cx='{extent}' cy='{extent}'/>")
    };
    let vml = |style: &str| {
        format!(
            "<p><r><shape style='{style}'><textbox><txbxContent><p>{run}</p></txbxContent></textbox></shape></r></p>"
        )
    };
    for (body, way) in [
        (letters("<w val='1'/>"), Some(Tiny)),
        (letters("<w val='66'/>"), None),
        (letters("<spacing val='-400'/>"), Some(Tiny)),
        (letters("<spacing val='-10'/>"), None),
        (letters("<fitText val='1'/>"), Some(Tiny)),
        (letters("<color val='FFFF00'/><highlight val='yellow'/>"), Some(SameColor)),
        (letters("<color val='000000'/><shd val='pct95' color='000000' fill='000000'/>"), Some(SameColor)),
        (lines("<spacing line='20' lineRule='exact'/>"), Some(Tiny)),
        (lines("<spacing line='240' lineRule='exact'/>"), None),
        (lines("<ind left='-31680'/>"), Some(OffPage)),
        (lines("<ind left='720' hanging='360'/>"), None),
        (lines("<framePr x='-20000' y='-20000'/>"), Some(OffPage)),
        (table("<tblInd w='-31680'/>", ""), Some(OffPage)),
        (table("<tblpPr tblpX='-20000' tblpY='0'/>", ""), Some(OffPage)),
        (table("", "<trHeight val='1' hRule='exact'/>"), Some(Clipped)),
        (table("", "<trHeight val='1'/>"), None),
        (table("", "<del id='1'/>"), Some(Invisible)),
        (drawn(&placed("-99999999", "5000000"), ""), Some(OffPage)),
        (drawn(&placed("0", "1"), ""), Some(Clipped)),
        (drawn(&placed("0", "5000000"), "<solidFill><srgbClr val='000000'/></solidFill>"), Some(SameColor)),
        (drawn(&placed("0", "5000000"), "<solidFill><srgbClr val='DDDDDD'/></solidFill>"), None),
        (vml("position:absolute;left:-9999pt;width:400pt"), Some(OffPage)),
        (vml("width:0;height:0"), Some(Clipped)),
        (vml("width:400pt;height:200pt"), None),
    ] {
        let (text, hidden) = docx(&format!("{body}<p><r><t>Ana</t></r></p>"), &[]);
        assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{body}");
        assert_eq!(text.contains("Go"), way.is_none(), "{body}");
    }
}

#[test]
fn notes_and_headers_that_nothing_refers_to_are_left_out() {
    let body = "<p><r><t>Ana</t></r><r><footnoteReference id='2'/></r></p>";
    let notes = "<n><footnote id='2'><p><r><t>until May</t></r></p></footnote>\
                 <footnote id='7'><p><r><t>Kubernetes Go</t></r></p></footnote></n>";
    let relations = "<R><Relationship Id='a' Target='header1.xml'/></R>";
    let header = "<hdr><p><r><t>Terraform</t></r></p></hdr>";
    let parts =
        [("word/footnotes.xml", notes), ("word/_rels/document.xml.rels", relations), ("word/header1.xml", header)];
    assert_eq!(docx(body, &parts), ("Ana\nuntil May\n".into(), vec![(HiddenWay::Invisible, 3)]));
}
