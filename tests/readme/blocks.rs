//! Fenced blocks of a Markdown page.

/// A fenced block.
pub(crate) struct Block<'a> {
    /// The first word after the opening fence, such as `console`.
    pub(crate) language: &'a str,
    /// The second word: the file that the block shows whole.
    pub(crate) file: Option<&'a str>,
    /// The lines between the fences, each with its line break.
    pub(crate) text: &'a str,
}

const FENCE: &str = "```";

/// Splits `page` into text outside blocks and blocks, in turn; the fences belong to the text outside.
fn split(page: &str) -> Vec<(&str, Option<Block<'_>>)> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some(open) = find_fence(rest) {
        let head = rest[open..].find('\n').map_or(rest.len(), |end| open + end + 1);
        let close = head + find_fence(&rest[head..]).expect("a block without an end");
        let mut words = rest[open + FENCE.len()..head].split_whitespace();
        let (language, file) = (words.next().unwrap_or_default(), words.next());
        parts.push((&rest[..head], Some(Block { language, file, text: &rest[head..close] })));
        rest = &rest[close..];
        // The closing fence must not be taken for an opening one.
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        parts.push((&rest[..end], None));
        rest = &rest[end..];
    }
    parts.push((rest, None));
    parts
}

/// The byte at which the first line begins that is a fence.
fn find_fence(text: &str) -> Option<usize> {
    if text.starts_with(FENCE) { Some(0) } else { text.find(&format!("\n{FENCE}")).map(|at| at + 1) }
}

/// All blocks of `page`.
pub(crate) fn all(page: &str) -> Vec<Block<'_>> {
    split(page).into_iter().filter_map(|(_, block)| block).collect()
}

/// The text of `page` outside its blocks.
pub(crate) fn prose(page: &str) -> String {
    split(page).into_iter().map(|(outside, _)| outside).collect()
}

/// The page with the blocks replaced for which `content` returns a text.
pub(crate) fn rewritten(page: &str, content: &mut dyn FnMut(&Block<'_>) -> Option<String>) -> String {
    let mut written = String::new();
    for (outside, block) in split(page) {
        written.push_str(outside);
        if let Some(block) = block {
            written.push_str(&content(&block).unwrap_or_else(|| block.text.to_owned()));
        }
    }
    written
}

#[test]
fn blocks_are_replaced_and_the_rest_stays() {
    let page = "# A\n\n```console\n$ a\nold\n```\ntext\n```sh\nb\n```\n";
    let new = rewritten(page, &mut |block| (block.language == "console").then(|| "$ a\nnew\n".to_owned()));
    assert_eq!(new, "# A\n\n```console\n$ a\nnew\n```\ntext\n```sh\nb\n```\n");
    assert_eq!(prose(page), "# A\n\n```console\n```\ntext\n```sh\n```\n");
}
