//! The file around the data: the page of `web/`, its policy, and the data as packed blocks.

use std::io::{self, Write};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

static WEB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/web");
/// The page, with a name in double braces wherever something is put in.
const PAGE: &str = "page.html";
const STYLE: &str = "page.css";
/// The script in pieces, which share one scope. Together they are one module.
const SCRIPT: [&str; 13] = [
    "dom.js", "data.js", "score.js", "view.js", "decisions.js", "list.js", "person.js", "resume.js", "compare.js",
    "what_if.js", "overview.js", "shortlist.js", "keys.js",
];
/// The last piece, which begins.
const MAIN: &str = "main.js";
/// The place of the data in the page.
const DATA: &str = "{{data}}";
/// The effort of packing, of 10. More takes twice the time and saves one hundredth.
const EFFORT: u8 = 6;

/// The page with everything but the data, cut at their place.
static FRAME: LazyLock<(String, String)> = LazyLock::new(|| {
    let script: String = SCRIPT.iter().chain([&MAIN]).map(|piece| embedded(&format!("script/{piece}"))).collect();
    let (page, style) = (embedded(PAGE), embedded(STYLE));
    let policy = policy(style, &script);
    let (head, foot) = page.split_once(DATA).unwrap_or((page, ""));
    let head = head.replace("{{policy}}", &policy).replace("{{style}}", style);
    (head, foot.replace("{{script}}", &script))
});

/// The file `web/<path>`.
fn embedded(path: &str) -> &'static str {
    WEB.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

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

/// The page, its style and its script, each a file of its own, with the pieces of the script that call a server.
#[cfg(feature = "serve")]
pub(crate) mod live {
    use super::{DATA, MAIN, PAGE, SCRIPT, STYLE, WEB, embedded};
    use std::borrow::Cow;

    /// The folder of the pieces that only the live page has, in the order of their names.
    const LIVE: &str = "script/live";
    const LIVE_STYLE: &str = "live.css";
    /// The elements for style and script, in a page that is one file.
    const STYLE_INSIDE: &str = "<style>{{style}}</style>";
    const SCRIPT_INSIDE: &str = "<script type=\"module\">{{script}}</script>";

    /// The page for a server at whose root `page.css` and `page.js` are. Its policy comes as a header.
    pub(crate) fn page() -> String {
        let page = file(PAGE);
        let page: String = page.split_inclusive('\n').filter(|line| !line.contains("{{policy}}")).collect();
        page.replace(STYLE_INSIDE, "<link rel=\"stylesheet\" href=\"/page.css\">")
            .replace(SCRIPT_INSIDE, "<script type=\"module\" src=\"/page.js\"></script>")
            .replace(DATA, "")
    }

    /// The style sheet, with the styles that only the live page needs.
    pub(crate) fn style() -> String {
        [file(STYLE), file(LIVE_STYLE)].concat()
    }

    /// The script as one module.
    pub(crate) fn script() -> String {
        let shared = SCRIPT.iter().map(|piece| format!("script/{piece}"));
        shared.chain(pieces()).chain([format!("script/{MAIN}")]).map(|path| file(&path)).collect()
    }

    /// A file of `web/`: of the binary, or in debug builds of the disk, so that the page can be worked on.
    fn file(path: &str) -> Cow<'static, str> {
        let on_disk = on_disk(path).and_then(|path| std::fs::read_to_string(path).ok());
        on_disk.map_or_else(|| embedded(path).into(), Cow::from)
    }

    fn pieces() -> Vec<String> {
        let names = on_disk(LIVE).and_then(|folder| std::fs::read_dir(folder).ok());
        let on_disk = names.into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let inside = WEB.get_dir(LIVE).into_iter().flat_map(|folder| folder.files());
        let inside = inside.filter_map(|file| file.path().file_name()?.to_str().map(str::to_owned));
        let mut pieces: Vec<String> = on_disk.chain(inside).map(|name| format!("{LIVE}/{name}")).collect();
        pieces.sort();
        pieces.dedup();
        pieces
    }

    fn on_disk(path: &str) -> Option<std::path::PathBuf> {
        let root = cfg!(debug_assertions).then_some(env!("CARGO_MANIFEST_DIR"))?;
        Some(std::path::Path::new(root).join("web").join(path)).filter(|path| path.exists())
    }
}
