//! Tells whether a title names the work that a demand asks for: a teacher teaches, an accountant does accounting.

/// The fewest letters that the two words have in common. "bak" is enough for baker and baking.
const LEAST_ROOT: usize = 3;

/// How the word for somebody who does a work ends.
const DOERS: [&str; 9] = ["", "e", "r", "er", "or", "ant", "ent", "ist", "eer"];

/// How the word for the work ends.
const WORKS: [&str; 6] = ["ing", "ment", "ion", "ation", "ancy", "ship"];

/// Signs that part the titles of one position: "Cook / Baker".
const PARTING: [char; 4] = ['/', '|', ';', '&'];

/// Signs behind which a title names its subject: "Teacher (Grade 4)", "Manager, Key Accounts".
const BEHIND: [char; 5] = [',', '(', ':', '\u{2013}', '\u{2014}'];

/// The root of work that is of any kind. A manager shows the management that the title names.
const ANY_KIND: &str = "manag";

/// True if the head of a title, its last word, is somebody who does one of the works in `words`. A title with a word of
/// `lesser` is that of a helper or a learner, who does another work. Where the resume has most of the words
/// (`is_clear`), the title of a work of many fields (one of the roots `any_field`) need not name the field.
pub(super) fn names_work(title: &str, words: &str, lesser: &[String], any_field: &[String], is_clear: bool) -> bool {
    let title = title.to_lowercase();
    let mut titles =
        title.split(PARTING).filter(|one| !one.split_whitespace().any(|word| lesser.iter().any(|it| it == word)));
    titles.any(|one| {
        let one = one.split(BEHIND).next().unwrap_or_default();
        let head = one.split_whitespace().next_back().unwrap_or_default();
        let fields = || words.split_whitespace().map(str::to_lowercase).filter(|word| !does(head, word));
        let is_named = || fields().any(|word| !word.starts_with(ANY_KIND) && one.contains(&word));
        let is_of_any_field = any_field.iter().any(|root| head.starts_with(root));
        words.split_whitespace().any(|word| does(head, &word.to_lowercase()))
            && (!head.starts_with(ANY_KIND) || is_named())
            && (!is_of_any_field || is_clear || is_named() || fields().next().is_none())
    })
}

/// True if `doer` is a word for somebody who does `work`: cook and cooking, nurse and nursing.
fn does(doer: &str, work: &str) -> bool {
    WORKS.iter().filter_map(|ending| work.strip_suffix(ending)).any(|root| {
        // "manag" of managing is all of "manage" in management.
        let root = root.strip_suffix('e').unwrap_or(root);
        root.len() >= LEAST_ROOT
            && doer.strip_prefix(root).is_some_and(|rest| {
                DOERS.contains(&rest) || rest.strip_prefix('e').is_some_and(|rest| DOERS.contains(&rest))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::names_work;

    fn any_field() -> Vec<String> {
        ["develop", "engineer"].map(str::to_owned).to_vec()
    }

    #[test]
    fn titles_name_the_work_of_those_who_have_them() {
        for (title, words) in [
            ("Teacher", "classroom teaching"),
            ("Staff Accountant", "public accounting"),
            ("Prep Cook / Baker", "cooking"),
            ("Charge Nurse (ICU)", "nursing"),
            ("Systems Administrator", "Linux administration"),
            ("Property Manager", "property management"),
            ("Web Developer", "development"),
            ("Management Consultant", "consulting"),
        ] {
            assert!(names_work(title, words, &[], &any_field(), false), "{title}: {words}");
        }
    }

    #[test]
    fn a_title_of_many_fields_names_work_that_the_resume_speaks_of() {
        assert!(names_work("Java Developer", "software development", &[], &any_field(), true));
        assert!(names_work("Process Engineer", "process engineering", &[], &any_field(), false));
        assert!(!names_work("Frontend Developer", "game development", &[], &any_field(), false));
    }

    #[test]
    fn other_titles_do_not() {
        let lesser = ["student".to_owned()];
        for (title, words) in [
            ("Teacher Assistant", "classroom teaching"),
            ("Student Teacher", "classroom teaching"),
            ("Accounting Clerk", "public accounting"),
            ("Cashier", "cooking"),
            ("Tea Merchant", "teaching"),
            ("Manager, Key Account", "public accounting"),
            ("Store Manager", "property management"),
            ("Developer", "classroom teaching"),
            ("Frontend Developer", "game development"),
            ("Sales Engineer", "process engineering"),
            ("", "nursing"),
            ("Nurse", "ing"),
            ("Waiter", "waste"),
        ] {
            assert!(!names_work(title, words, &lesser, &any_field(), false), "{title}: {words}");
        }
    }
}
