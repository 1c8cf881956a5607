//! Figures and changes as tables for people.

use super::agreement::Agreement;
use super::changes::{Change, Changes, PartChange, RoleChanges};
use super::figures::Figures;
use super::retrieval::{Quality, Retrieval};
use super::{Interval, rounded};
use crate::explain::words::{self, count};
use crate::output::style::{Style, Tone};
use crate::score::Status;

/// Indent of a quote with its mark.
const QUOTE_INDENT: &str = "        ";

/// The figures against judged resumes, each with its interval where there is one.
pub fn figures(look: &Style, figures: &Figures, intervals: &[Option<Interval>]) -> String {
    let Figures { resumes, without_result, of, unfit, .. } = figures;
    let who = format!(
        "{} judged: {of} fit some role, {unfit} fit none; {without_result} without result",
        count(*resumes, "resume")
    );
    let mut out = look.block("", Tone::Plain, &who, Tone::Plain);
    for (at, (name, value)) in figures.named().into_iter().enumerate() {
        let interval = intervals.get(at).copied().flatten();
        let interval = interval.map(|it| format!("  {:.3} to {:.3}", rounded(it.low), rounded(it.high)));
        let value = value.map_or("–".to_owned(), |value| format!("{value:.3}"));
        out.push_str(&format!("  {name:<19} {value:>6}{}\n", look.paint(Tone::Quiet, &interval.unwrap_or_default())));
    }
    out
}

/// The figures against relevance judgements, a row a role.
pub fn retrieval(look: &Style, retrieval: &Retrieval) -> String {
    let Retrieval { k, mean, roles, .. } = retrieval;
    let widest = roles.iter().map(|role| role.role.chars().count()).max().unwrap_or(0).max("mean".len());
    let head =
        [format!("{:widest$}", "role"), "  AP   ".into(), format!("nDCG@{k:<3}"), format!("P@{k:<4}"), "  RR ".into()];
    let mut out = format!("{}  judged  relevant  without result\n", look.paint(Tone::Strong, &head.join("  ")));
    let row = |name: &str, quality: &Quality| {
        let Quality { average_precision, ndcg, precision, reciprocal_rank } = quality;
        format!("{name:widest$}  {average_precision:.3}    {ndcg:.3}     {precision:.3}   {reciprocal_rank:.3}")
    };
    for role in roles {
        let counts = format!("  {:>6}  {:>8}  {:>14}", role.judged, role.relevant, role.without_result);
        out.push_str(&format!("{}{counts}\n", row(&role.role, &role.quality)));
    }
    out + &row("mean", mean) + "\n"
}

/// How often the best roles are those that headlines name.
pub fn agreement(look: &Style, agreement: &Agreement) -> String {
    let Agreement { resumes, without_headline, naming_none, naming_some, by_score, without_titles } = agreement;
    let who = format!(
        "{}: the headlines of {naming_some} name a role of the catalog; left out are {naming_none} that name none and \
         {without_headline} without a headline",
        count(*resumes, "resume")
    );
    let mut out = look.block("", Tone::Plain, &who, Tone::Plain);
    out.push_str(&look.paint(Tone::Strong, "                         top 1  top 5"));
    out.push('\n');
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
    for (name, shares) in [("as `fit` ranks", by_score), ("without title criteria", without_titles)] {
        out.push_str(&format!("  {name:<22} {:>5}  {:>5}\n", share(shares.top_1), share(shares.top_5)));
    }
    out
}

/// What changed, by role and criterion.
pub fn changes(look: &Style, changes: &Changes) -> String {
    let Changes { compared, changed, gone, new, outcomes, best, roles, .. } = changes;
    let mut out = format!("{changed} of {} changed\n", count(*compared, "candidate"));
    for (what, ids) in [("only in the earlier run", gone), ("only in this run", new)] {
        for id in ids {
            out.push_str(&look.block("  ", Tone::Plain, &format!("{}: {what}", words::one_line(id)), Tone::Quiet));
        }
    }
    let heading = |words: &str| format!("\n{}\n", look.paint(Tone::Strong, words));
    if !outcomes.is_empty() {
        out.push_str(&heading("Reading"));
        outcomes.iter().for_each(|change| out.push_str(&line("  ", change, String::clone)));
    }
    if !best.is_empty() {
        out.push_str(&heading("Best role"));
        let role = |role: &Option<String>| role.clone().unwrap_or_else(|| "none".into());
        best.iter().for_each(|change| out.push_str(&line("  ", change, role)));
    }
    for (id, role) in roles {
        out.push_str(&heading(id));
        out.push_str(&role_changes(look, role));
    }
    out
}

fn role_changes(look: &Style, role: &RoleChanges) -> String {
    let mut out = String::new();
    if !role.scores.is_empty() {
        let up = role.scores.iter().filter(|change| change.new > change.old).count();
        out.push_str(&format!("  score: {up} up, {} down\n", role.scores.len() - up));
        let points = |score: &Option<f64>| score.map_or("–".into(), |score| format!("{score:.1}"));
        role.scores.iter().for_each(|change| out.push_str(&line("    ", change, points)));
    }
    for (id, verdicts) in &role.criteria {
        out.push_str(&format!("  {}\n", look.paint(Tone::Strong, id)));
        for verdict in verdicts {
            let status = |status: &Status| words::status(*status).to_owned();
            out.push_str(&line("    ", &verdict.status, status));
            verdict.parts.iter().for_each(|part| out.push_str(&part_change(look, part)));
        }
    }
    out
}

fn part_change(look: &Style, part: &PartChange) -> String {
    let mut out = match part.old == part.new {
        true => format!("      {}: {}\n", part.name, part.new),
        false => format!("      {}: {} → {}\n", part.name, part.old, part.new),
    };
    for (mark, tone, evidence) in [("-", Tone::Poor, &part.lost), ("+", Tone::Good, &part.gained)] {
        for one in evidence {
            let words = format!("“{}” ({})", words::one_line(&one.quote), one.strength);
            out.push_str(&look.block(&format!("{QUOTE_INDENT}{mark} "), tone, &words, Tone::Plain));
        }
    }
    out
}

fn line<T: PartialEq>(indent: &str, change: &Change<T>, words_of: impl Fn(&T) -> String) -> String {
    let (old, new) = (words_of(&change.old), words_of(&change.new));
    let what = if old == new { new } else { format!("{old} → {new}") };
    format!("{indent}{}: {what}\n", words::one_line(&change.candidate))
}
