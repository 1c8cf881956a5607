//! What is read of web pages.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::HiddenWay;
use crate::ingest::repair::repair;

fn text(source: &str) -> String {
    repair(&Html.extract(source.as_bytes(), &Limits::default()).unwrap().text)
}

#[test]
fn blocks_are_lines_and_inline_elements_do_not_split_words() {
    let source =
        "<body><h1>Ana</h1><p>Sales\n  <b>man</b>ager<br>Acme</p><ul><li><p>grew <i>sales</i></p></li><li>led</ul>";
    assert_eq!(text(source), "Ana\nSales manager\nAcme\n• grew sales\n• led\n");
}

#[test]
fn a_table_row_is_one_line() {
    let source = "<table><tr><td><p>Title</p></td><td>2019</td></tr><tr><th>CRM</th> <td>5</td></tr></table>";
    assert_eq!(text(source), "Title\t2019\nCRM\t5\n");
}

#[test]
fn hidden_text_is_counted_and_left_out() {
    let source = "<p>seen</p><p hidden>one two</p><p style='Display : none'>three</p><style>p{}</style>\
                  <p style='font-size:0.9em;opacity:0.8'>also seen</p><p style='opacity: 0'>four</p>";
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(repair(&extract.text), "seen\nalso seen\n");
    assert_eq!(extract.hidden.iter().map(|hidden| hidden.words).sum::<usize>(), 4);
}

#[test]
fn dates_set_to_the_right_are_parted_from_their_title() {
    let source = "<style>.job{display:flex}</style><div class=job><b>Manager</b><span>2019</span></div>\
                  <p>Clerk<span style='float:right'>2015</span></p>";
    assert_eq!(text(source), "Manager\t2019\nClerk\t2015\n");
}

#[test]
fn what_is_nested_too_deeply_is_said() {
    let source = format!("<p>top</p>{}deep", "<div>".repeat(10_000));
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
    assert_eq!(repair(&extract.text), "top\n");
}

/// What is hidden in a page, by way.
fn hidden(source: &str) -> Vec<(HiddenWay, usize)> {
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    extract.hidden.iter().map(|hidden| (hidden.way, hidden.words)).collect()
}

#[test]
fn every_way_of_hiding_is_told() {
    for (style, way) in [
        ("display:none", HiddenWay::Invisible),
        ("visibility:hidden", HiddenWay::Invisible),
        ("position:absolute;clip:rect(0,0,0,0)", HiddenWay::Invisible),
        ("height:0;overflow:hidden", HiddenWay::Invisible),
        ("opacity:0", HiddenWay::Transparent),
        ("opacity:0.1;opacity:.01", HiddenWay::Transparent),
        ("color:transparent", HiddenWay::Transparent),
        ("color:rgba(0,0,0,0)", HiddenWay::Transparent),
        ("font-size:1px", HiddenWay::Tiny),
        ("font-size:0.1em", HiddenWay::Tiny),
        ("font:1px/1 Arial", HiddenWay::Tiny),
        ("position:absolute;left:-9999px", HiddenWay::OffPage),
        ("text-indent:-9999px", HiddenWay::OffPage),
        ("transform:translateX(-2000px)", HiddenWay::OffPage),
        ("color:#fefefe", HiddenWay::SameColor),
        ("background:#123456;color:rgb(18,52,86)", HiddenWay::SameColor),
    ] {
        let source = format!("<p>seen</p><div style='{style}'><p>one <b>two</b></p><script>var no;</script></div>");
        assert_eq!(hidden(&source), [(way, 2)], "{style}");
        assert_eq!(text(&source), "seen\n", "{style}");
    }
}

#[test]
fn what_is_seen_is_not_hidden() {
    for style in [
        "background:navy;color:white",
        "background:url(a.png);color:white",
        "position:absolute;left:-20px",
        "left:-9999px",
        "height:0",
        "color:transparent;background:linear-gradient(red,blue);background-clip:text",
        "color:var(--ink)",
        "font-size:calc(1px + 1em)",
        "opacity:0.7",
    ] {
        assert_eq!(text(&format!("<div style='{style}'><p>Sales</p></div>")), "Sales\n", "{style}");
    }
    assert_eq!(text("<p aria-hidden=true>Sales</p>"), "Sales\n");
    assert_eq!(text("<div style='font-size:0'><span style='font-size:14px'>Sales</span></div>"), "Sales\n");
    assert_eq!(text("<div style='visibility:hidden'><p style='visibility:visible'>Sales</p></div>"), "Sales\n");
    assert_eq!(text("<body bgcolor=black><font color=white>Sales</font>"), "Sales\n");
}

#[test]
fn rules_hold_for_the_elements_they_name_and_the_closest_wins() {
    let style = "<style>/* } */ .a.b, #c, .d p > i { display: none } p.e { color: #fff } .dark { background: #000 }\
                 .f { display: none } .f.open { display: block } @media print { p { display: none } }\
                 @media (max-width: 600px) { p { display: none } } @media screen and (min-width: 600px) { .g { display: none } }</style>";
    let page = |body: &str| text(&format!("{style}{body}"));
    assert_eq!(page("<p class='a'>a</p><p class='b a'>no</p><p id=c>no</p>"), "a\n");
    assert_eq!(page("<div class=d><p>d<i>no</i></p></div><p><i>i</i></p>"), "d\ni\n");
    assert_eq!(page("<p class=e>no</p><div class=dark><p class=e>seen</p></div>"), "seen\n");
    assert_eq!(page("<p class='f open'>seen</p><p class=f>no</p><p class=g>no</p>"), "seen\n");
}

#[test]
fn white_letters_are_seen_where_style_sheets_are_missing() {
    let page = "<link rel=stylesheet href=a.css><p style='color:white'>Sales</p>";
    assert_eq!(text(page), "Sales\n");
    assert_eq!(
        text("<style>.a::before{background:navy}</style><div class=a style='color:white'>Sales</div>"),
        "Sales\n"
    );
}

#[test]
fn a_page_may_state_its_encoding() {
    let bytes = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xc8\xf0\xe8\xed\xe0</p>";
    assert_eq!(repair(&Html.extract(bytes, &Limits::default()).unwrap().text), "Ирина\n");
}

#[test]
fn many_nested_elements_are_soon_read() {
    let start = std::time::Instant::now();
    let elements = ["<b>", "<svg>", "<svg><tr>", "<table><tr><td>", "<ul><li>", "<font size=1><p>"];
    let sources = elements.map(|element| element.repeat(100_000)).into_iter().chain(["<div>".repeat(1_000_000)]);
    for nested in sources {
        let element = nested.get(..9).unwrap();
        let source = format!("<p>top</p>{nested}deep");
        let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth, "{element}");
        assert!(extract.text.starts_with("top"), "{element}");
    }
    // Far more than it takes even unoptimised.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
