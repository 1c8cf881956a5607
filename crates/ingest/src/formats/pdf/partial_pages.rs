//! Reports the pages of a PDF that were only partly read.

use rolefit_document::Problem;

/// Returns the problem of a file of `total` pages whose first `read` pages were read; `pages` lists the pages with
/// problems.
pub(super) fn problem(pages: Vec<(usize, Problem)>, read: usize, total: usize) -> Option<Problem> {
    let (first, problem) = pages.first()?.clone();
    if let (&[_], false) = (pages.as_slice(), total > read) {
        return Some(Problem { page: Some(first), ..problem });
    }
    let mut reasons: Vec<&str> = pages.iter().map(|(_, problem)| problem.message.as_str()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let numbers: Vec<String> = pages.iter().map(|(page, _)| page.to_string()).collect();
    let these = if pages.len() == 1 { "page" } else { "pages" };
    let which = format!("{these} {} could be read only partly", numbers.join(", "));
    let rest = if total > read { format!(", and no text from page {} on", read + 1) } else { String::new() };
    Some(Problem { message: format!("{which}{rest}: {}", reasons.join(", ")), page: None, ..problem })
}
