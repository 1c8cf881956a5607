//! Tells customers from books in the plural "accounts" of a title: an accounts manager keeps either.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::matcher::TitleMatcher;
use crate::catalog::TitleWords;
use rolefit_document::{Span, words};

/// The meaning of the accounts in a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accounts {
    /// Customers, or the title names no accounts: "Account Manager", "Key Accounts Manager".
    Customers,
    /// Customers or books: the duties tell. "Accounts Manager".
    Either,
    /// Books: "Management Accounts Manager".
    Books,
}

/// Words around "accounts" that tell what they are.
#[derive(Serialize, Deserialize)]
pub(super) struct AccountWords {
    kinds: FxHashSet<String>,
    books: FxHashSet<String>,
}

impl AccountWords {
    pub(super) fn new(words: &TitleWords) -> Self {
        Self { kinds: words.account_kinds.iter().cloned().collect(), books: words.book_words.iter().cloned().collect() }
    }
}

impl TitleMatcher {
    /// Returns the meaning of the accounts in `title`.
    pub(crate) fn accounts_of(&self, title: &str) -> Accounts {
        // Few titles name accounts.
        if !title.to_lowercase().contains("acc") {
            return Accounts::Customers;
        }
        let words: Vec<String> =
            words(title).map(|word| Span::new(word.start, word.end).slice(title).to_lowercase()).collect();
        let is = |at: Option<usize>, any: &FxHashSet<String>| {
            at.and_then(|at| words.get(at)).is_some_and(|word| any.contains(word))
        };
        let mut plural = words.iter().enumerate().filter(|(_, word)| matches!(word.as_str(), "accounts" | "accts"));
        let is_customers = |at: usize| is(at.checked_sub(1), &self.accounts.kinds);
        // One account is a customer's.
        let is_single = || words.iter().any(|word| matches!(word.as_str(), "account" | "acct"));
        if plural.clone().next().is_none() || plural.any(|(at, _)| is_customers(at)) || is_single() {
            Accounts::Customers
        } else if words.iter().any(|word| self.accounts.books.contains(word)) {
            Accounts::Books
        } else {
            Accounts::Either
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn accounts_are_books_beside_words_of_finance_and_customers_beside_their_kinds() {
        let titles = TitleMatcher::new(&Catalog::embedded().unwrap().vocabulary);
        for (title, expected) in [
            ("Account Manager, Financial Products", Accounts::Customers),
            ("Key Accounts Manager \u{2013} Audit Software", Accounts::Customers),
            ("Director of National Accounts, Credit Cards", Accounts::Customers),
            ("Regional Manager", Accounts::Customers),
            ("Assistant Accounts Manager", Accounts::Either),
            ("Manager of Accounts", Accounts::Either),
            ("Accounts Manager, Fixed Assets and Tax", Accounts::Books),
            ("Consolidated Financial Accounts Director", Accounts::Books),
        ] {
            assert_eq!(titles.accounts_of(title), expected, "{title}");
        }
    }
}
