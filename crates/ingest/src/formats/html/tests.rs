//! Tests of reading web pages.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::formats::repair::repair;
use rolefit_document::HiddenWay;

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
fn dates_on_the_right_are_separated_from_their_title_by_a_tab() {
    let source = "<style>.job{display:flex}</style><div class=job><b>Manager</b><span>2019</span></div>\
                  <p>Clerk<span style='float:right'>2015</span></p>";
    assert_eq!(text(source), "Manager\t2019\nClerk\t2015\n");
}

#[test]
fn elements_that_are_nested_too_deeply_are_a_problem() {
    let source = format!("<p>top</p>{}deep", "<div>".repeat(10_000));
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
    assert_eq!(repair(&extract.text), "top\n");
}

/// The numbers of hidden words in a page, by way of hiding.
fn hidden(source: &str) -> Vec<(HiddenWay, usize)> {
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    extract.hidden.iter().map(|hidden| (hidden.way, hidden.words)).collect()
}

#[test]
fn every_way_of_hiding_is_recognised() {
    for (style, way) in [
        ("display:none", HiddenWay::Invisible),
        ("visibility:hidden", HiddenWay::Invisible),
        ("position:absolute;clip:rect(0,0,0,0)", HiddenWay::Invisible),
        ("height:0;overflow:hidden", HiddenWay::Invisible),
        ("clip-path:polygon(0 0,0 0,0 0);transform:none", HiddenWay::Invisible),
        ("transform:rotate(9deg) scale(0.01)", HiddenWay::Invisible),
        ("scale:0", HiddenWay::Invisible),
        ("content-visibility:hidden", HiddenWay::Invisible),
        ("filter:opacity(0%)", HiddenWay::Invisible),
        ("width:0;max-width:100%;overflow:hidden", HiddenWay::Invisible),
        ("margin-left:-9999px;transform:none", HiddenWay::OffPage),
        ("font-size:calc(0px)", HiddenWay::Tiny),
        ("color:hsl(0,0%,100%)", HiddenWay::SameColor),
        ("color:hwb(0 100% 0%)", HiddenWay::SameColor),
        ("color:#ebebeb", HiddenWay::SameColor),
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
        ("color:var(--w, white)", HiddenWay::SameColor),
        ("--hide:none;display:var(--hide)", HiddenWay::Invisible),
        ("color:color-mix(in srgb, white, white)", HiddenWay::SameColor),
        ("color:light-dark(white,black)", HiddenWay::SameColor),
        ("color:Canvas", HiddenWay::SameColor),
        ("-webkit-text-fill-color:#fff", HiddenWay::SameColor),
        ("background:linear-gradient(navy,navy);color:navy", HiddenWay::SameColor),
        ("font-size:calc(1px - 1px)", HiddenWay::Tiny),
        ("font-size:min(0px,20px)", HiddenWay::Tiny),
        ("zoom:.01", HiddenWay::Tiny),
        ("transform:matrix(0,0,0,0,0,0)", HiddenWay::Invisible),
        ("transform:rotateY(90deg)", HiddenWay::Invisible),
        ("backface-visibility:hidden;transform:rotateX(180deg)", HiddenWay::Invisible),
        ("clip-path:xywh(0 0 0 0)", HiddenWay::Invisible),
        ("mask-image:linear-gradient(transparent,transparent)", HiddenWay::Invisible),
        ("block-size:0;overflow:hidden", HiddenWay::Invisible),
        ("d\\69splay:n\\6f ne", HiddenWay::Invisible),
        ("transform:translate3d(-9999px,0,0)", HiddenWay::OffPage),
        ("position:relative;left:-9999px", HiddenWay::OffPage),
        ("position:absolute;inset:-9999px auto auto -9999px", HiddenWay::OffPage),
        ("position:absolute;inset-inline-start:calc(0px - 9999px)", HiddenWay::OffPage),
    ] {
        let source = format!("<p>seen</p><div style='{style}'><p>one <b>two</b></p><script>var no;</script></div>");
        assert_eq!(hidden(&source), [(way, 2)], "{style}");
        assert_eq!(text(&source), "seen\n", "{style}");
    }
}

#[test]
fn text_that_browsers_show_only_on_demand_or_never_is_left_out() {
    let source = "<p>seen</p><dialog>one</dialog><dialog open>asked</dialog><datalist><option>a</datalist>\
                  <canvas>b</canvas><video>c</video><audio>d</audio>";
    assert_eq!(text(source), "seen\nasked\n");
    assert_eq!(hidden(source), [(HiddenWay::Invisible, 1)]);
}

/// The number of notes that style cannot be decided.
fn undecided(source: &str) -> usize {
    Html.extract(source.as_bytes(), &Limits::default()).unwrap().notes.len()
}

#[test]
fn style_that_cannot_be_decided_keeps_its_text_and_is_noted() {
    for style in [
        "filter:blur(50px)",
        "mask:url(a.svg)",
        "mix-blend-mode:screen",
        "background:#fff url(a.png);color:white",
        "width:10px;overflow:hidden",
        "letter-spacing:-1em",
        "clip-path:path('M0 0')",
    ] {
        let source = format!("<div style=\"{style}\">Sales</div>");
        assert_eq!((text(&source).as_str(), undecided(&source)), ("Sales\n", 1), "{style}");
    }
    for page in [
        "<style>@keyframes k{to{opacity:0}} p{animation:k 1s forwards}</style><p>Sales",
        "<style>@container (width > 1px){p{display:none}}</style><p>Sales",
        "<p id=a>Sales</p><script>document.getElementById('a').style.display='none'</script>",
        "<p>Sales</p><div style='position:fixed;width:100%;height:100%;background:#fff'></div>",
    ] {
        assert_eq!((text(page).as_str(), undecided(page)), ("Sales\n", 1), "{page}");
    }
    assert_eq!(undecided("<style>p{color:navy;filter:none}</style><p>Sales</p><script>var a = 1</script>"), 0);
}

#[test]
fn rules_are_read_by_the_syntax_of_css() {
    let page =
        |style: &str| text(&format!("<style>{style}</style><div class='a b' id=c><p class=d>Sales</p></div><i>in</i>"));
    for hiding in [
        ".a { color: red; & .d { display: none } }",
        ".a { .d { display: none } }",
        ".a { @media screen { display: none } }",
        ".q::before { content: \"}\" } .d { display: none }",
        "[class=\"a b\"] { display: none }",
        ".d { display: none } p:where(.d.d.d) { display: block }",
        ":is(.x, .d) { display: none }",
        "div:has(.d) { display: none }",
        ".d:not(:hover) { display: none }",
        "@layer one { .d { display: block } } .d { display: none }",
        "@layer one { .d { display: none !important } } .d { display: block !important }",
        "@media (width >= 100px) { .d { display: none } }",
        "@media not print { .d { display: none } }",
        "@supports (display: grid) { .d { display: none } }",
        "@scope (#c) { .d { display: none } }",
        "@import url(\"data:text/css,.d{display:none}\");",
        "@property --w { syntax: '<color>'; inherits: false; initial-value: white } .d { color: var(--w) }",
    ] {
        assert_eq!(page(hiding), "in\n", "{hiding}");
    }
    for showing in [
        ".x { .d { display: none } }",
        "@media (width <= 600px) { .d { display: none } }",
        "@supports not (display: grid) { .d { display: none } }",
        ".d { display: none; display: block }",
        "/* .d { display: none } */",
        ".d:hover { display: none }",
        ".e { content: '.d { display: none }' }",
    ] {
        assert_eq!(page(showing), "Sales\nin\n", "{showing}");
    }
}

#[test]
fn closed_parts_and_parts_for_other_browsers_are_hidden() {
    let source = "<p>seen</p><details><summary>more</summary><p>one</p></details><details open><p>open</p></details>\
                  <noframes><p>two</p></noframes><noembed>three</noembed><div popover>four</div>";
    assert_eq!(text(source), "seen\nmore\nopen\n");
    assert_eq!(hidden(source).iter().map(|(_, words)| words).sum::<usize>(), 4);
}

#[test]
fn text_in_drawings_is_read() {
    let drawing = "<title>no</title><defs><text>no</text></defs><text y=1 fill=white font-size=1>Account \
                   <tspan>Manager</tspan><tspan dy=9>Acme</tspan></text><text style='display:none'>no</text>";
    let source = format!("<p>Ana<svg>{drawing}</svg>");
    assert_eq!(text(&source), "Ana\nAccount Manager\nAcme\n");
    assert_eq!(hidden(&source), [(HiddenWay::Invisible, 1)]);
}

#[test]
fn rules_that_take_too_many_steps_are_skipped() {
    let start = std::time::Instant::now();
    let rules = |rule: &str| (0..200).map(|n| rule.replace("i0", &format!("i{n}"))).collect::<String>();
    let deep = format!("{}{}Sales", "<div>".repeat(200), "<b></b>".repeat(20_000));
    for rule in [
        "div:has(i0){color:red}",
        "div:not(:h\\61s(i0)){color:red}",
        "i0 ~ b{color:red}",
        "b:nth-child(7 of i0){color:red}",
    ] {
        assert_eq!(text(&format!("<style>{}</style>{deep}", rules(rule))), "Sales\n", "{rule}");
    }
    // Much longer than it takes, even unoptimised.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn selectors_are_counted_and_share_their_declarations() {
    let source = format!("<style>{}{{{}}}</style><p>Sales", ["a"; 400_000].join(","), "color:red;".repeat(2_000));
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(extract.text, "Sales\n");
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitBytes);
}

#[test]
fn visible_text_is_not_taken_for_hidden() {
    for style in [
        "transform:scale(0.5)",
        "color:#d3d3d3",
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
fn rules_apply_to_the_elements_they_match_and_the_most_specific_wins() {
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
fn white_letters_count_as_visible_if_style_sheets_are_missing() {
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
fn many_nested_elements_are_read_quickly() {
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
    // Much longer than it takes, even unoptimised.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
