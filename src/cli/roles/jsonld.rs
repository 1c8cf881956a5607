//! `rolefit roles jsonld`: a role as a JobPosting.

use clap::Args;
use rolefit::catalog::{EmploymentType, Pay, PayUnit, Place, Vacancy};
use rolefit::posting::{self, Importer, LackingProperty};

use crate::cli::exit::Exit;
use crate::cli::options::{CatalogDir, Common, OutputFile};
use crate::cli::session;

/// Options of `rolefit roles jsonld`.
#[derive(Args, Debug)]
#[command(
    after_help = "Employer, places, dates, employment and pay come from the posting that the role was imported from, or from these options."
)]
pub(crate) struct Jsonld {
    /// The role's id
    id: String,
    #[command(flatten)]
    vacancy: VacancyOptions,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    output: OutputFile,
}

/// The data of the vacancy; each option replaces the data of the role.
#[derive(Args, Debug)]
#[command(next_help_heading = "Vacancy")]
struct VacancyOptions {
    /// Name of the employer
    #[arg(long, value_name = "NAME")]
    employer: Option<String>,
    /// Place of work, such as "Leeds, GB" or "Leeds, West Yorkshire, GB" (repeatable)
    #[arg(long, value_name = "PLACE")]
    place: Vec<String>,
    /// The work is done from home
    #[arg(long)]
    remote: bool,
    /// full_time, part_time, contractor, temporary, intern, volunteer, per_diem or other (repeatable)
    #[arg(long, value_name = "KIND", value_parser = employment)]
    employment: Vec<EmploymentType>,
    /// Day on which the vacancy is posted
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    posted: Option<String>,
    /// Last day of the vacancy
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    valid_through: Option<String>,
    /// Pay, such as "30000-36000 GBP/year" or "15.50 EUR/hour"
    #[arg(long, value_name = "PAY", value_parser = pay)]
    pay: Option<Pay>,
}

fn employment(words: &str) -> Result<EmploymentType, String> {
    let known = EmploymentType::ALL.into_iter().find(|kind| kind.name() == words.to_lowercase().replace('-', "_"));
    known.ok_or_else(|| format!("write one of {}", EmploymentType::ALL.map(EmploymentType::name).join(", ")))
}

fn day(words: &str) -> Result<String, String> {
    words.parse::<jiff::civil::Date>().map(|day| day.to_string()).map_err(|_| "write a day as YYYY-MM-DD".into())
}

fn pay(words: &str) -> Result<Pay, String> {
    let read = || {
        let (amounts, unit) = words.split_once(' ')?;
        let (currency, unit) = unit.trim().split_once('/')?;
        let (least, most) = amounts.split_once('-').map_or((amounts, None), |(least, most)| (least, Some(most)));
        let (least, most): (f64, Option<f64>) = (least.parse().ok()?, most.map(str::parse).transpose().ok()?);
        let unit = PayUnit::ALL.into_iter().find(|known| known.name() == unit.trim().to_lowercase())?;
        let is_amount = |amount: f64| amount.is_finite() && amount >= 0.0;
        let sound = is_amount(least) && most.is_none_or(|most| is_amount(most) && most >= least);
        let is_code = currency.len() == 3 && currency.chars().all(|letter| letter.is_ascii_alphabetic());
        (sound && is_code).then(|| Pay { least, most, currency: currency.to_uppercase(), unit })
    };
    read().ok_or_else(|| "write the amount, the currency and the unit, such as \"30000-36000 GBP/year\"".into())
}

impl VacancyOptions {
    /// Returns `vacancy` with the options that were given in place of its own data.
    fn over(&self, mut vacancy: Vacancy) -> Vacancy {
        if let Some(employer) = &self.employer {
            vacancy.employer.clone_from(employer);
        }
        if !self.place.is_empty() {
            vacancy.places = self.place.iter().map(|place| Place::read(place)).collect();
        }
        if !self.employment.is_empty() {
            vacancy.employment.clone_from(&self.employment);
        }
        vacancy.remote |= self.remote;
        vacancy.posted = self.posted.clone().or(vacancy.posted);
        vacancy.valid_through = self.valid_through.clone().or(vacancy.valid_through);
        vacancy.pay = self.pay.clone().or(vacancy.pay);
        vacancy
    }
}

impl Jsonld {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let (catalog, output) = (self.catalog.open()?, self.output.open()?);
        let role = session::role(&catalog, &self.id)?.clone();
        let vacancy = self.vacancy.over(role.vacancy.clone().unwrap_or_default());
        let posting = Importer::new(catalog)?.job_posting(&role, &vacancy);
        // In the script of a page, `</` would end it.
        let json = serde_json::to_string_pretty(&posting)?.replace("</", "<\\/");
        output.write(|out| writeln!(out, "{json}"))?;
        if !common.quiet {
            tell(&posting::lacking(&vacancy));
        }
        Ok(Exit::Success)
    }
}

/// Names the properties that job boards ask for and the posting lacks, each with its option.
fn tell(lacking: &[LackingProperty]) {
    let named = |is_required: bool| {
        let named = lacking.iter().filter(|property| property.is_required == is_required);
        named.map(|property| format!("{} ({})", property.name, option(property.name))).collect::<Vec<_>>().join(", ")
    };
    for (words, named) in [("need", named(true)), ("recommend", named(false))] {
        if !named.is_empty() {
            say!("rolefit: job boards also {words} {named}");
        }
    }
}

/// Returns the option that sets a property.
fn option(property: &str) -> &'static str {
    match property {
        "hiringOrganization" => "--employer",
        "jobLocation" => "--place or --remote",
        "datePosted" => "--posted",
        "validThrough" => "--valid-through",
        "employmentType" => "--employment",
        _ => "--pay",
    }
}
