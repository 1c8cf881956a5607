//! The file around the data: the page of `web/`, its policy, and the data as packed blocks.

use std::io::{self, Write};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page, with a name in double braces wherever something is put in.
const PAGE: &str = include_str!("../../../web/page.html");
const STYLE: &str = include_str!("../../../web/page.css");
/// The script in pieces, which share one scope. Together they are one module.
const SCRIPT: [&str; 14] = [
    include_str!("../../../web/script/dom.js"),
    include_str!("../../../web/script/data.js"),
    include_str!("../../../web/script/score.js"),
    include_str!("../../../web/script/view.js"),
    include_str!("../../../web/script/decisions.js"),
    include_str!("../../../web/script/list.js"),
    include_str!("../../../web/script/person.js"),
    include_str!("../../../web/script/resume.js"),
    include_str!("../../../web/script/compare.js"),
    include_str!("../../../web/script/what_if.js"),
    include_str!("../../../web/script/overview.js"),
    include_str!("../../../web/script/shortlist.js"),
    include_str!("../../../web/script/keys.js"),
    include_str!("../../../web/script/main.js"),
];
/// The place of the data in the page.
const DATA: &str = "{{data}}";
/// The effort of packing, of 10. More takes twice the time and saves one hundredth.
const EFFORT: u8 = 6;

/// The page with everything but the data, cut at their place.
static FRAME: LazyLock<(String, String)> = LazyLock::new(|| {
    let script = SCRIPT.concat();
    let policy = policy(STYLE, &script);
    let (head, foot) = PAGE.split_once(DATA).unwrap_or((PAGE, ""));
    let head = head.replace("{{policy}}", &policy).replace("{{style}}", STYLE);
    (head, foot.replace("{{script}}", &script))
});

/// The policy of the page: nothing may be loaded, nothing may be sent, and no script or style runs but the page's own.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    )
}

/// Writes the page up to its data.
pub(super) fn write_head(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(FRAME.0.as_bytes())
}

/// Writes the page after its data.
pub(super) fn write_foot(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(FRAME.1.as_bytes())
}

/// Writes `json` under the name `id`, deflated and in base64, so that no text of a resume is ever read as HTML.
pub(super) fn write_data(out: &mut dyn Write, id: &str, json: &str) -> io::Result<()> {
    let packed = STANDARD.encode(miniz_oxide::deflate::compress_to_vec(json.as_bytes(), EFFORT));
    writeln!(out, "<script type=\"application/octet-stream\" id=\"{id}\">{packed}</script>")
}
