//! How many candidates there were, and how many of them are shown.

/// What became of all candidates of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub candidates: usize,
    /// Those who could not be read.
    pub unreadable: usize,
    /// Those with a row, where a row is a candidate's and not one of a candidate and role.
    pub shown: usize,
    /// Those left out because a newer file is the same person's.
    pub older: usize,
    /// One a role of the catalog.
    pub roles: Vec<RoleTally>,
}

/// What became of the candidates in one role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleTally {
    /// Those who were scored.
    pub scored: usize,
    /// Those of them who are not cut off.
    pub placed: usize,
    /// Those of them who are left out because a newer file is the same person's.
    pub older: usize,
}

impl RoleTally {
    /// How many were cut off.
    pub fn hidden(&self) -> usize {
        self.scored - self.placed - self.older
    }
}

impl Tally {
    /// How many rows, one a candidate and role, were cut off.
    pub fn hidden(&self) -> usize {
        self.roles.iter().map(RoleTally::hidden).sum()
    }

    /// How many have no row though none of their files is newer.
    pub fn unshown(&self) -> usize {
        self.candidates - self.shown - self.older
    }

    /// How many could be scored.
    pub fn scored(&self) -> usize {
        self.candidates - self.unreadable
    }
}
