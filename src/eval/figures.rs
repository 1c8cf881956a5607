//! Measures a run against judged resumes: verdicts on requirements, order of candidates, best role.

use serde::Serialize;

use super::f1::of_classes;
use super::judged_resumes::JudgedResume;
use super::{Counts, Interval, bootstrap, f1, gains_in_order, mean, ndcg, ratio, spearman};
use crate::score::Status;

/// The places that nDCG of fit covers: the first page of a ranking.
const PLACES: usize = 10;
/// A resume fits a role from this judged fit on.
const FITS: u32 = 2;
const CLASSES: [Status; 3] = [Status::Met, Status::Partial, Status::Missing];

/// The agreement of a run with judged resumes: shares from 0 to 1, and correlations from -1 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Number of judged resumes.
    pub resumes: usize,
    /// Number of these without a result in the run. They count as missing everything, and as having no best role.
    pub without_result: usize,
    /// F1 of finding some support, over all requirements.
    #[serde(serialize_with = "super::three_decimals")]
    pub found_f1: f64,
    /// Share of requirements found supported that are judged so.
    #[serde(serialize_with = "super::three_decimals")]
    pub found_precision: f64,
    /// Share of requirements judged supported that are found so.
    #[serde(serialize_with = "super::three_decimals")]
    pub found_recall: f64,
    /// Share of requirements with the judged status.
    #[serde(serialize_with = "super::three_decimals")]
    pub status_accuracy: f64,
    /// Mean of [`Figures::status_f1`].
    #[serde(serialize_with = "super::three_decimals")]
    pub status_macro_f1: f64,
    /// F1 of each status.
    pub status_f1: StatusF1,
    /// Rank correlation of credit with judged credit, over all requirements.
    #[serde(serialize_with = "super::three_decimals")]
    pub credit_spearman: f64,
    /// nDCG at 10 of score against fit, mean over roles.
    #[serde(serialize_with = "super::three_decimals")]
    pub fit_ndcg10: f64,
    /// Rank correlation of score with fit, mean over roles.
    #[serde(serialize_with = "super::three_decimals")]
    pub fit_spearman: f64,
    /// Share of the resumes that fit some role whose best role has the highest judged fit; null without such resumes.
    #[serde(serialize_with = "super::three_decimals_if_any")]
    pub best_role_accuracy: Option<f64>,
    /// Share of the same resumes whose best role is exactly the one judged best.
    #[serde(serialize_with = "super::three_decimals_if_any")]
    pub best_role_exact: Option<f64>,
    /// Number of resumes that fit some role.
    pub of: usize,
    /// Share of the resumes that fit no role for which the run names none; null without such resumes.
    #[serde(serialize_with = "super::three_decimals_if_any")]
    pub none_said_of_unfit: Option<f64>,
    /// Number of resumes that fit no role.
    pub unfit: usize,
    /// Share of the resumes that fit some role for which the run names none.
    #[serde(serialize_with = "super::three_decimals_if_any")]
    pub none_said_of_fit: Option<f64>,
}

/// F1 of each status.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StatusF1 {
    /// F1 of `met`.
    #[serde(serialize_with = "super::three_decimals")]
    pub met: f64,
    /// F1 of `partial`.
    #[serde(serialize_with = "super::three_decimals")]
    pub partial: f64,
    /// F1 of `missing`.
    #[serde(serialize_with = "super::three_decimals")]
    pub missing: f64,
}

impl Figures {
    /// Computes the figures over `sample`, which may contain a resume more than once.
    ///
    /// Ties in score count against the run: see [`gains_in_order`](super::gains_in_order()).
    pub fn of(sample: &[&JudgedResume]) -> Self {
        let verdicts = || sample.iter().flat_map(|judged| &judged.verdicts);
        let missing = Status::Missing;
        let found = Counts::of(verdicts().map(|it| (it.judged != missing, it.said != missing)));
        let statuses: Vec<(Status, Status)> = verdicts().map(|it| (it.judged, it.said)).collect();
        let right = statuses.iter().filter(|(judged, said)| judged == said).count();
        let by_status = of_classes(&statuses, &CLASSES);
        let status_f1 = |class| by_status.get(class).copied().unwrap_or(0.0);
        let credits: Vec<(u32, u32)> = verdicts().map(|it| (it.judged_credit, it.credit.thousandths())).collect();
        let fits = || sample.iter().filter(|judged| judged.highest_fit >= FITS);
        let unfits = || sample.iter().filter(|judged| judged.highest_fit == 0);
        let share_of_fits =
            |is: fn(&JudgedResume) -> bool| ratio(fits().filter(|judged| is(judged)).count() as f64, fits().count());
        let none_said = unfits().filter(|judged| judged.named_fit.is_none()).count();
        Self {
            resumes: sample.len(),
            without_result: sample.iter().filter(|judged| !judged.has_result).count(),
            found_f1: f1(&found),
            found_precision: found.precision(),
            found_recall: found.recall(),
            status_accuracy: ratio(right as f64, statuses.len()).unwrap_or(0.0),
            status_macro_f1: mean(by_status.iter().copied()),
            status_f1: StatusF1 { met: status_f1(0), partial: status_f1(1), missing: status_f1(2) },
            credit_spearman: spearman(&credits),
            fit_ndcg10: mean(judged_roles(sample).map(|role| ndcg(&gains_in_order(&role), &gains(&role), PLACES))),
            fit_spearman: mean(judged_roles(sample).map(|role| spearman(&role))),
            best_role_accuracy: share_of_fits(|judged| judged.named_fit == Some(judged.highest_fit)),
            best_role_exact: share_of_fits(|judged| judged.is_exact),
            of: fits().count(),
            none_said_of_unfit: ratio(none_said as f64, unfits().count()),
            unfit: unfits().count(),
            none_said_of_fit: share_of_fits(|judged| judged.named_fit.is_none()),
        }
    }

    /// Returns every share and correlation with its name.
    pub fn named(&self) -> [(&'static str, Option<f64>); 15] {
        [
            ("found_f1", Some(self.found_f1)),
            ("found_precision", Some(self.found_precision)),
            ("found_recall", Some(self.found_recall)),
            ("status_accuracy", Some(self.status_accuracy)),
            ("status_macro_f1", Some(self.status_macro_f1)),
            ("status_f1.met", Some(self.status_f1.met)),
            ("status_f1.partial", Some(self.status_f1.partial)),
            ("status_f1.missing", Some(self.status_f1.missing)),
            ("credit_spearman", Some(self.credit_spearman)),
            ("fit_ndcg10", Some(self.fit_ndcg10)),
            ("fit_spearman", Some(self.fit_spearman)),
            ("best_role_accuracy", self.best_role_accuracy),
            ("best_role_exact", self.best_role_exact),
            ("none_said_of_unfit", self.none_said_of_unfit),
            ("none_said_of_fit", self.none_said_of_fit),
        ]
    }
}

/// Returns the 95 % interval of each of [`Figures::named`], over `samples` draws of resumes.
pub fn intervals(judged: &[JudgedResume], samples: usize) -> Vec<Option<Interval>> {
    bootstrap(judged.len(), samples, |sample| {
        let sample: Vec<&JudgedResume> = sample.iter().filter_map(|&at| judged.get(at)).collect();
        Figures::of(&sample).named().map(|(_, value)| value).to_vec()
    })
}

/// Returns for each role the score and fit of every resume.
fn judged_roles<'a>(sample: &'a [&JudgedResume]) -> impl Iterator<Item = Vec<(u32, u32)>> + 'a {
    let roles = sample.first().map_or(0, |judged| judged.judged_roles.len());
    let of_role = |role: usize| sample.iter().filter_map(move |judged| judged.judged_roles.get(role));
    (0..roles).map(move |role| of_role(role).map(|standing| (standing.score, standing.fit)).collect())
}

fn gains(judged_roles: &[(u32, u32)]) -> Vec<u32> {
    judged_roles.iter().map(|&(_, fit)| fit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::judged_resumes::{JudgedRequirement, JudgedRole};
    use super::*;
    use crate::units::Credit;

    /// A resume with one requirement and one role.
    fn judged(status: (Status, Status), score: u32, fit: u32, named_fit: Option<u32>) -> JudgedResume {
        let (judged, said) = status;
        JudgedResume {
            has_result: true,
            verdicts: vec![JudgedRequirement { judged, said, judged_credit: fit, credit: Credit::new(score) }],
            judged_roles: vec![JudgedRole { score, fit }],
            highest_fit: fit,
            named_fit,
            is_exact: false,
        }
    }

    #[test]
    fn figures_follow_their_formulas() {
        use Status::{Met, Missing, Partial};
        let resumes = [
            judged((Met, Partial), 300, 3, Some(3)),
            judged((Met, Met), 200, 2, None),
            judged((Missing, Partial), 200, 0, Some(0)),
            judged((Missing, Missing), 100, 0, None),
        ];
        let figures = Figures::of(&resumes.iter().collect::<Vec<_>>());
        // Found: right 2, false alarm 1, missed 0: precision 2/3, recall 1, F1 4/5.
        assert_eq!((figures.found_precision, figures.found_recall, figures.found_f1), (2.0 / 3.0, 1.0, 0.8));
        // Met: right 1, missed 1: 2/3. Partial: nothing right: 0. Missing: right 1, missed 1: 2/3. Mean 4/9.
        assert_eq!((figures.status_accuracy, super::super::rounded(figures.status_macro_f1)), (0.5, 0.444));
        // Of the two that fit, the first gets its best role and the second none. Of the two that do not fit, the last
        // gets none.
        assert_eq!((figures.best_role_accuracy, figures.of, figures.none_said_of_fit), (Some(0.5), 2, Some(0.5)));
        assert_eq!((figures.none_said_of_unfit, figures.unfit), (Some(0.5), 2));
        // The tie at 200 is broken against the run: gains 3, 0, 2, 0 give 7 + 3/2 = 8.5; the best order gives
        // 7 + 3/1.584963 = 8.892789. 8.5 / 8.892789 = 0.955831.
        assert!((figures.fit_ndcg10 - 0.955_831).abs() < 1e-6);
    }

    #[test]
    fn without_resumes_to_measure_on_a_share_is_not_nought() {
        let resumes = [judged((Status::Met, Status::Met), 1, 3, Some(3))];
        let figures = Figures::of(&resumes.iter().collect::<Vec<_>>());
        assert_eq!((figures.none_said_of_unfit, figures.best_role_accuracy), (None, Some(1.0)));
    }
}
