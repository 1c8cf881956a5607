//! Ranks a folder for one role: `cargo run --example rank_folder`.
#![allow(clippy::print_stdout)]

use rolefit::session::{Options, Session};

fn main() -> rolefit::Result<()> {
    let session = Session::open(Options::default())?;
    let ranking = session.rank(["fixtures/resumes"])?;
    for place in ranking.of_role("key-account-manager")?.iter().take(10) {
        println!("{}. {}: {:.1}", place.rank, place.candidate.id, place.score().unwrap_or_default());
    }
    for candidate in ranking.candidates.iter().filter(|candidate| candidate.is_unreadable()) {
        println!("{} could not be read", candidate.id);
    }
    Ok(())
}
