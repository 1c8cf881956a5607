//! Tests of visible and hidden text, on small PDF files that are built here.

#![allow(clippy::unwrap_used)]
use super::super::read;
use super::tests::{Parts, pdf_of, shown};
use super::*;
use rolefit_document::Document;

/// Enough text for the page not to count as a scan.
pub(super) const LINE: &str = "All that the reader of this page sees, in words enough for a page";

fn page(content: &str) -> Document {
    with(content, Parts::default())
}

/// Reads a page with [`LINE`] and `content`.
fn with(content: &str, parts: Parts<'_>) -> Document {
    read(&pdf_of(&[&(shown(LINE, 50, 700) + content)], parts), None, &Limits::default()).unwrap()
}

/// Checks that nothing of `content` is visible and that one word is hidden in this way.
pub(super) fn hides(content: &str, parts: Parts<'_>, way: HiddenWay) {
    let document = with(content, parts);
    assert_eq!(document.text, format!("{LINE}\n"), "{content}");
    let hidden: Vec<_> = document.hidden.iter().map(|hidden| (hidden.page, hidden.way, hidden.words)).collect();
    assert_eq!(hidden, [(Some(1), way, 1)], "{content}");
}

/// Checks that all of `content` is visible.
pub(super) fn shows(content: &str, parts: Parts<'_>) {
    let document = with(content, parts);
    assert!(document.text.contains("Seen") && document.hidden.is_empty(), "{content}: {document:?}");
}

pub(super) fn word(text: &str) -> String {
    shown(text, 50, 600)
}

const IMAGES: &str = "/XObject<</I 5 0 R/M 6 0 R/W 7 0 R>>";
const IMAGE_OBJECTS: &str = "5 0 obj <</Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 2>> \
    stream\n\x01\x7f\nendstream endobj\n\
    6 0 obj <</Subtype/Image/Width 2/Height 1/SMask 5 0 R/ColorSpace/DeviceGray/BitsPerComponent 8/Length 2>> \
    stream\n\x01\x7f\nendstream endobj\n\
    7 0 obj <</Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> \
    stream\n\x7f\nendstream endobj\n";

pub(super) fn images() -> Parts<'static> {
    Parts { resources: IMAGES, objects: IMAGE_OBJECTS, ..Parts::default() }
}

#[test]
fn clip_paths_hide_text_outside_them() {
    for clip in ["0 0 40 40 re W n", "0 0 0 0 re W n", "10 10 20 20 re W n 0 500 600 300 re W n"] {
        hides(&format!("q {clip} {} Q", word("cut")), Parts::default(), HiddenWay::Clipped);
        shows(&format!("q {clip} Q {}", word("Seen")), Parts::default());
    }
    shows(&format!("q 40 590 200 30 re W n {} Q", word("Seen")), Parts::default());
}

#[test]
fn glyphs_that_only_clip_are_hidden() {
    hides("q BT 7 Tr /F 20 Tf 50 600 Td (unseen) Tj ET Q", Parts::default(), HiddenWay::Invisible);
}

#[test]
fn text_in_the_colour_of_its_picture_is_hidden() {
    let on = |name: &str, text: &str| format!("q 200 0 0 50 40 580 cm /{name} Do Q .5 g {} 0 g", word(text));
    hides(&on("W", "grey"), images(), HiddenWay::SameColor);
    shows(&on("I", "Seen"), images());
}

#[test]
fn text_nearly_in_the_colour_of_its_background_is_hidden() {
    hides(&format!(".97 .98 .96 rg {} 0 g", word("pale")), Parts::default(), HiddenWay::SameColor);
    hides(
        &format!("0 0 .4 rg 40 590 200 30 re f 0 .05 .42 rg {} 0 g", word("dark")),
        Parts::default(),
        HiddenWay::SameColor,
    );
    shows(&format!(".6 g {} 0 g", word("Seen")), Parts::default());
    // Thick lines and round shapes are backgrounds too.
    shows(&format!("0 0 .4 RG 40 w 40 605 m 300 605 l S 1 g {} 0 g", word("Seen")), Parts::default());
    shows(&format!("0 0 .4 rg 40 560 m 40 700 200 700 200 560 c f 1 g {} 0 g", word("Seen")), Parts::default());
    hides(
        &format!("1 g 40 560 m 40 700 200 700 200 560 c f {} 0 g", word("round")),
        Parts::default(),
        HiddenWay::SameColor,
    );
}

#[test]
fn masks_that_let_nothing_through_hide_text() {
    let masked = |text: &str| format!("q /G gs {} Q", word(text));
    let form = |content: &str| {
        format!(
            "5 0 obj <</Subtype/Form/BBox[0 0 600 800]/Group<</S/Transparency/CS/DeviceGray>>/Length {}>> stream\n{content}\
             \nendstream endobj\n",
            content.len()
        )
    };
    let resources = "/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>";
    for (content, is_seen) in
        [("0 g 0 0 600 800 re f", false), ("1 g 0 0 30 30 re f", false), ("1 g 0 0 600 800 re f", true)]
    {
        let objects = form(content);
        let parts = Parts { resources, objects: &objects, ..Parts::default() };
        match is_seen {
            true => shows(&masked("Seen"), parts),
            false => hides(&masked("masked"), parts, HiddenWay::Transparent),
        }
    }
}

#[test]
fn layers_that_are_off_are_hidden() {
    let layer = |text: &str| format!("/OC /L BDC {} EMC", word(text));
    let objects = "5 0 obj <</Type/OCG/Name(L)>> endobj\n";
    let parts = Parts { resources: "/Properties<</L 5 0 R>>", objects, ..Parts::default() };
    let off = Parts { catalog: "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>", ..parts };
    hides(&layer("off"), off, HiddenWay::Invisible);
    shows(&layer("Seen"), Parts { catalog: "/OCProperties<</OCGs[5 0 R]/D<<>>>>", ..parts });
}

#[test]
fn layers_that_an_expression_or_their_usage_switches_off_are_hidden() {
    let layer = |text: &str| format!("/OC /L BDC {} EMC", word(text));
    let resources = "/Properties<</L 6 0 R>>";
    let group = |usage: &str, term: &str| {
        format!("5 0 obj <</Type/OCG/Name(G){usage}>> endobj\n6 0 obj <</Type /OCMD/VE {term}>> endobj\n")
    };
    let on = "/OCProperties<</OCGs[5 0 R]/D<</ON[5 0 R]>>>>";
    for (term, is_seen) in [
        ("[/Not 5 0 R]", false),
        ("[/And 5 0 R [/Not 5 0 R]]", false),
        ("[/Or 5 0 R [/Not 5 0 R]]", true),
        ("[/And 5 0 R]", true),
    ] {
        let objects = group("", term);
        let parts = Parts { resources, objects: &objects, catalog: on, ..Parts::default() };
        match is_seen {
            true => shows(&layer("Seen"), parts),
            false => hides(&layer("unseen"), parts, HiddenWay::Invisible),
        }
    }
    let usage = "5 0 obj <</Type/OCG/Name(G)/Usage<</View<</ViewState/OFF>>>>>> endobj\n";
    let catalog = "/OCProperties<</OCGs[5 0 R]/D<</AS[<</Event/View/Category[/View]/OCGs[5 0 R]>>]>>>>";
    let parts = Parts { resources: "/Properties<</L 5 0 R>>", objects: usage, catalog, ..Parts::default() };
    hides(&layer("unseen"), parts, HiddenWay::Invisible);
    shows(&layer("Seen"), Parts { catalog: "/OCProperties<</OCGs[5 0 R]/D<<>>>>", ..parts });
}

#[test]
fn letters_are_read_as_they_are_drawn_and_not_as_their_font_claims() {
    let text = |names: &str, codes: &str| {
        let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
                   4 beginbfchar <21> <0053> <22> <0065> <23> <0065> <24> <006e> endbfchar endcmap end";
        let font = format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R/Encoding<</Differences[33 {names}]>>>>"
        );
        let length = map.len();
        let objects = format!("5 0 obj {font} endobj\n6 0 obj <</Length {length}>> stream\n{map}\nendstream endobj\n");
        let file = pdf_of(
            &[&(shown(LINE, 50, 700) + &format!("BT /X 10 Tf 50 600 Td <{codes}> Tj ET"))],
            Parts { objects: &objects, ..Parts::default() },
        );
        let file = String::from_utf8(file).unwrap().replace("/B 4 0 R", "/B 4 0 R/X 5 0 R");
        read(file.as_bytes(), None, &Limits::default()).unwrap().text
    };
    assert!(text("/S/e/e/n", "21222324").ends_with("\nSeen\n"));
    assert!(text("/t/h/a/t", "21222324").ends_with("\nthat\n"));
}

#[test]
fn fields_and_free_text_are_read_and_hidden_ones_counted() {
    let field =
        |flags: u32, text: &str| format!("/Annots[<</Subtype/Widget/FT/Tx/F {flags}/Rect[50 590 200 610]/V({text})>>]");
    let (visible, hidden) = (field(4, "Seen"), field(6, "hidden"));
    shows("", Parts { page: &visible, ..Parts::default() });
    hides("", Parts { page: &hidden, ..Parts::default() }, HiddenWay::Invisible);
    let note = "/Annots[<</Subtype/FreeText/Rect[50 590 200 610]/Contents<FEFF005300650065006E>>>\
        <</Subtype/Text/Rect[50 590 200 610]/Contents(a comment)>>]";
    shows("", Parts { page: note, ..Parts::default() });
    assert!(!with("", Parts { page: note, ..Parts::default() }).text.contains("comment"));
}

#[test]
fn text_outside_the_crop_box_is_off_the_page() {
    let parts = Parts { page: "/CropBox[0 650 600 800]", ..Parts::default() };
    hides(&word("outside"), parts, HiddenWay::OffPage);
}

#[test]
fn turned_pages_and_turned_text_are_read() {
    let turned = Parts { page: "/Rotate 90", ..Parts::default() };
    assert_eq!(with("", turned).text, format!("{LINE}\n"));
    let margin = "BT /F 10 Tf 0 1 -1 0 20 300 Tm (Curriculum) Tj ET BT /F 10 Tf 0 1 -1 0 34 300 Tm (Vitae) Tj ET ";
    assert_eq!(page(margin).text, format!("{LINE}\nCurriculum\nVitae\n"));
    hides("BT /F 10 Tf 0 1 -1 0 900 300 Tm (outside) Tj ET ", Parts::default(), HiddenWay::OffPage);
}

#[test]
fn white_letters_with_an_outline_are_visible() {
    shows("BT 2 Tr 1 g 0 G /F 20 Tf 50 600 Td (Seen) Tj ET 0 Tr 0 g ", Parts::default());
    // A thick outline covers the letters.
    hides(
        "BT 2 Tr 0 g 1 G 8 w /F 20 Tf 50 600 Td (unseen) Tj ET 0 Tr 0 G 1 w ",
        Parts::default(),
        HiddenWay::SameColor,
    );
}

#[test]
fn a_page_of_hidden_words_only_has_no_text() {
    let file = pdf_of(&[&shown(LINE, 50, 700), &format!("1 g {}", shown(LINE, 50, 700))], Parts::default());
    let document = read(&file, None, &Limits::default()).unwrap();
    assert_eq!(document.text, format!("{LINE}\n\u{c}"));
    assert_eq!(document.hidden.iter().map(|hidden| hidden.page).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn the_text_layer_of_a_scan_is_read_and_pages_without_one_are_reported() {
    let scan = "q 600 0 0 800 0 0 cm /I Do Q ";
    let layer = format!("{scan} 3 Tr {}", shown(LINE, 50, 700));
    let document = read(&pdf_of(&[&layer], images()), None, &Limits::default()).unwrap();
    assert_eq!((document.text.clone(), document.hidden_words()), (format!("{LINE}\n"), 0));
    assert_eq!(document.notes.first().unwrap().code, NoteCode::TextLayer);
    // The text layer may also lie beneath the picture.
    let beneath = read(&pdf_of(&[&(shown(LINE, 50, 700) + scan)], images()), None, &Limits::default()).unwrap();
    assert_eq!(beneath.notes.len(), 1);
    let mixed = read(&pdf_of(&[&shown(LINE, 50, 700), scan], images()), None, &Limits::default()).unwrap();
    let problem = mixed.problem.unwrap();
    assert_eq!((problem.code, problem.page), (ProblemCode::Scanned, Some(2)));
    let alone = read(&pdf_of(&[scan], images()), None, &Limits::default()).unwrap_err();
    assert_eq!(alone.code, ProblemCode::Scanned);
    // Words beside the picture do not come from OCR.
    let stuffed = format!("q 60 0 0 80 0 0 cm /I Do Q {} 3 Tr {}", shown("Ana", 50, 760), shown(LINE, 50, 700));
    let document = read(&pdf_of(&[&stuffed], images()), None, &Limits::default());
    assert!(document.is_err_and(|problem| problem.code == ProblemCode::Scanned));
}

#[test]
fn patterns_and_shadings_of_one_colour_are_that_colour() {
    let drawn = format!("q /Pattern cs /P scn {} Q", word("unseen"));
    let shown = format!("q /Pattern cs /P scn {} Q", word("Seen"));
    let resources = "/Pattern<</P 5 0 R>>";
    let tiling = |cell: &str| {
        format!(
            "5 0 obj <</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>/Length {}>> \
             stream\n{cell}\nendstream endobj\n",
            cell.len()
        )
    };
    let shading = |from: &str, to: &str| {
        format!(
            "5 0 obj <</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]/Extend[true true]\
             /Function<</FunctionType 2/Domain[0 1]/C0[{from}]/C1[{to}]/N 1>>>>>> endobj\n"
        )
    };
    let with = |objects: &'static str| Parts { resources, objects, ..Parts::default() };
    for (objects, way) in [
        (tiling(""), Some(HiddenWay::Transparent)),
        (tiling("1 g 0 0 9 9 re f"), Some(HiddenWay::SameColor)),
        (tiling("0 g 0 0 9 9 re f"), None),
        (shading("1 1 1", "1 1 1"), Some(HiddenWay::SameColor)),
        (shading("1 0 0", "0 0 1"), None),
    ] {
        let objects: &'static str = objects.leak();
        match way {
            Some(way) => hides(&drawn, with(objects), way),
            None => shows(&shown, with(objects)),
        }
    }
}

#[test]
fn flat_letters_and_letters_that_only_lighten_paper_are_hidden() {
    hides("q BT /F 20 Tf 1 0 1 0 50 600 Tm (unseen) Tj ET Q", Parts::default(), HiddenWay::Tiny);
    let lighten = Parts { resources: "/ExtGState<</G<</BM/Lighten>>>>", ..Parts::default() };
    hides(&format!("q /G gs {} Q", word("unseen")), lighten, HiddenWay::SameColor);
    let multiply = Parts { resources: "/ExtGState<</G<</BM/Multiply>>>>", ..Parts::default() };
    shows(&format!("q /G gs {} Q", word("Seen")), multiply);
}
