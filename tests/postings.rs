//! Imports the postings of `fixtures/postings` and compares the roles with the expected ones.
//!
//! `ROLEFIT_DATA=DIR cargo test --test postings -- --ignored` needs pages in `DIR/seeds`, and `DIR/criteria.csv` with
//! one row per expected criterion, its id first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use rolefit::catalog::{Catalog, Kind, Vacancy};
use rolefit::engine::Engine;
use rolefit::evidence::Strength;
use rolefit::ingest::{Limits, read};
use rolefit::posting::{self, Columns, ImportOptions, ImportedRole, Importer, LineOutcome};
use rolefit::score::{Reason, Status};
use rolefit::units::Credit;
use serde::Deserialize;

/// The import that a person who reads the posting expects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    id: String,
    title: String,
    /// One line per requirement: kind, priority, names of parts (`similar` for free text), months.
    requirements: Vec<String>,
    /// One line per duty: names of parts.
    duties: Vec<String>,
    /// The traits of refused criteria.
    #[serde(default)]
    refused: Vec<String>,
    /// The traits in warnings.
    #[serde(default)]
    warned: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/postings")
}

fn sources() -> Vec<PathBuf> {
    let files = folder().read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it != "toml")).collect();
    files.sort();
    files
}

fn new_importer() -> Importer {
    Importer::new(Catalog::embedded().unwrap()).unwrap()
}

/// The importer that the tests share.
fn importer() -> &'static Importer {
    static IMPORTER: LazyLock<Importer> = LazyLock::new(new_importer);
    &IMPORTER
}

fn import(importer: &Importer, path: &Path) -> Vec<ImportedRole> {
    let name = path.file_name().unwrap().to_str();
    importer
        .import(&std::fs::read(path).unwrap(), name, &Columns::default())
        .unwrap_or_else(|it| panic!("{name:?}: {it:?}"))
}

/// Returns the requirements and duties of a role file in the form of [`Expected`].
fn told(role: &ImportedRole) -> (Vec<String>, Vec<String>) {
    let file: toml::Table = toml::from_str(&role.toml).unwrap();
    let (mut requirements, mut duties) = (Vec::new(), Vec::new());
    // Time is graded beside the demands of the posting.
    let is_tenure = |criterion: &&toml::Value| criterion["id"].as_str().unwrap().ends_with("/tenure");
    for criterion in file["criterion"].as_array().unwrap().iter().filter(|criterion| !is_tenure(criterion)) {
        let word = |key: &str| criterion[key].as_str().unwrap();
        // Words beside typed parts have a weight of their own.
        let parts = criterion["parts"].as_array().unwrap().iter().filter(|part| part.get("weight").is_none());
        let name = |part: &toml::Value| match (part.get("words"), part.get("name").or(part.get("use"))) {
            (Some(_), _) => "similar".to_owned(),
            (None, name) => name.unwrap().as_str().unwrap().to_owned(),
        };
        let months = |part: &toml::Value| part.get("min_months").map(|months| months.to_string());
        let words: Vec<String> = parts.clone().map(name).chain(parts.filter_map(months)).collect();
        match word("kind") == Kind::Duty.name() {
            true => duties.push(words.join(" ")),
            false => requirements.push(format!("{} {} {}", word("kind"), word("priority"), words.join(" "))),
        }
    }
    (requirements, duties)
}

#[test]
fn every_posting_becomes_the_role_that_is_expected() {
    let (importer, mut compared, mut wrong) = (importer(), 0, Vec::new());
    for path in sources() {
        let expected = path.with_extension("expected.toml");
        let Ok(expected) = std::fs::read_to_string(&expected) else { continue };
        let expected: Expected = toml::from_str(&expected).unwrap();
        let roles = import(importer, &path);
        let [role] = roles.as_slice() else { panic!("{}: {} roles", path.display(), roles.len()) };
        let (requirements, duties) = told(role);
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut compare = |what: &str, found: &dyn std::fmt::Debug, wanted: &dyn std::fmt::Debug| {
            let (found, wanted) = (format!("{found:#?}"), format!("{wanted:#?}"));
            if found != wanted {
                wrong.push(format!("{name}: {what}: {found}, not {wanted}"));
            }
        };
        let file: toml::Table = toml::from_str(&role.toml).unwrap();
        compare("id", &role.id, &expected.id);
        compare("title", &file["title"].as_str().unwrap(), &expected.title);
        compare("requirements", &requirements, &expected.requirements);
        compare("duties", &duties, &expected.duties);
        let refused: Vec<_> =
            role.lines.iter().filter(|line| matches!(line.outcome, LineOutcome::Refused(_))).collect();
        compare("refusals", &refused.len(), &expected.refused.len());
        for label in &expected.refused {
            let named = role.warnings.iter().any(|it| it.message.contains("refused") && it.message.contains(label));
            compare(label, &named, &true);
        }
        let warned = role.warnings.iter().filter(|it| it.message.contains("may stand for"));
        compare("warnings", &warned.count(), &expected.warned.len());
        for label in &expected.warned {
            compare(label, &role.warnings.iter().any(|it| it.message.contains(&format!("stand for {label}"))), &true);
        }
        compared += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 8, "the postings are gone");
}

#[test]
fn a_table_gives_a_role_a_row() {
    let roles = import(importer(), &folder().join("table.csv"));
    assert_eq!(roles.iter().map(|role| role.posting_number).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(told(&roles[0]).0.len(), 3);
    assert_eq!(told(&roles[0]).1.len(), 2);
}

#[test]
fn the_same_page_gives_the_same_bytes_and_importing_an_import_changes_nothing() {
    let (one, other) = (new_importer(), new_importer());
    for path in sources() {
        let roles = import(&one, &path);
        assert_eq!(roles, import(&other, &path), "{}", path.display());
        for role in roles {
            let name = format!("{}.toml", role.id);
            let again = one.import(role.toml.as_bytes(), Some(&name), &Columns::default()).unwrap();
            assert_eq!((&again[0].id, &again[0].toml), (&role.id, &role.toml));
        }
    }
}

/// Returns the requirements and duties of a role file in a fixed order, with the parts of each sorted.
fn demands(role: &ImportedRole) -> Vec<String> {
    let (requirements, duties) = told(role);
    let sorted = |words: String| {
        let mut words: Vec<_> = words.split(' ').map(str::to_owned).collect();
        words.sort();
        words.join(" ")
    };
    let mut demands: Vec<String> = requirements.into_iter().chain(duties).map(sorted).collect();
    demands.sort();
    demands
}

/// Writes the only role of `toml` as a JobPosting and imports it.
fn through_job_posting(importer: &Importer, id: &str, toml: &str) -> ImportedRole {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(format!("{id}.toml")), toml).unwrap();
    let catalog = Catalog::load(folder.path()).unwrap();
    let posting = Importer::new(catalog.clone()).unwrap().job_posting(&catalog.roles[0], &Vacancy::default());
    let json = serde_json::to_string(&posting).unwrap();
    importer.import(json.as_bytes(), Some("role.json"), &Columns::default()).unwrap().remove(0)
}

#[test]
fn employer_places_dates_and_pay_go_through_a_role_file() {
    let json = r#"{"@type":"JobPosting","title":"Ship's Cook","datePosted":"2026-09-01","validThrough":"2026-10-15T23:59",
        "employmentType":["FULL_TIME","TEMPORARY"],"hiringOrganization":{"name":"Ferry & Sons"},
        "jobLocation":{"address":{"addressLocality":"Hull","addressRegion":"Yorkshire","addressCountry":"GB"}},
        "baseSalary":{"currency":"GBP","value":{"minValue":2100,"maxValue":2400.5,"unitText":"MONTH"}},
        "description":"<h3>Requirements</h3><ul><li>Two years as a cook</li><li>Knife skills</li></ul>"}"#;
    let role = importer().import(json.as_bytes(), Some("cook.json"), &Columns::default()).unwrap().remove(0);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(format!("{}.toml", role.id)), &role.toml).unwrap();
    let catalog = Catalog::load(folder.path()).unwrap();
    let vacancy = catalog.roles[0].vacancy.clone().unwrap();
    assert_eq!(posting::lacking(&vacancy), []);
    let again = serde_json::to_value(importer().job_posting(&catalog.roles[0], &vacancy)).unwrap();
    let sent: serde_json::Value = serde_json::from_str(json).unwrap();
    for key in ["title", "datePosted", "validThrough", "employmentType"] {
        assert_eq!(again[key], sent[key], "{key}");
    }
    assert_eq!(again["hiringOrganization"]["name"], "Ferry & Sons");
    assert_eq!(again["jobLocation"][0]["address"]["addressRegion"], "Yorkshire");
    assert_eq!(again["baseSalary"]["value"]["maxValue"], 2400.5);
    assert!(again["description"].as_str().unwrap().contains("<li>Knife skills</li>"), "{again}");
    let lacking = posting::lacking(&Vacancy::default());
    assert_eq!(lacking.iter().filter(|property| property.is_required).count(), 3);
}

#[test]
fn a_posting_in_a_language_that_is_not_read_says_so() {
    let text = "Piekarz\n\nSzukamy doświadczonego piekarza do naszej piekarni w centrum miasta.\n\nWymagania\n\n\
                - Co najmniej dwa lata doświadczenia w pracy z ciastem drożdżowym\n\
                - Gotowość do pracy w nocy oraz dobra organizacja pracy własnej\n";
    let problem = importer().import(text.as_bytes(), Some("a.txt"), &Columns::default()).unwrap_err();
    assert_eq!(problem.message, "it is in Polish, which rolefit does not read");
    assert!(problem.remedy.contains("in English, German"), "{}", problem.remedy);
}

#[test]
fn must_haves_are_marked_until_a_person_confirms_them() {
    let text = "Diver\n\nMinimum requirements\n\n- Commercial diving certificate\n- Welding under water\n";
    let import = |confirm| {
        let options = ImportOptions { confirm, ..ImportOptions::default() };
        importer().import_as(text.as_bytes(), Some("a.txt"), &options).unwrap().remove(0).toml
    };
    let marks = |toml: &str| toml.matches("confirmed = false").count();
    let (marked, confirmed) = (import(false), import(true));
    assert_eq!((marks(&marked), marks(&confirmed)), (2, 0), "{marked}");
    let options = ImportOptions { confirm: true, ..ImportOptions::default() };
    let again = importer().import_as(marked.as_bytes(), Some("diver.toml"), &options).unwrap().remove(0);
    assert_eq!(again.toml, confirmed, "a role file can be confirmed too");
}

#[test]
fn a_role_written_as_a_job_posting_is_read_back() {
    let importer = importer();
    for role in sources().iter().flat_map(|path| import(importer, path)) {
        let again = through_job_posting(importer, &role.id, &role.toml);
        assert_eq!(demands(&again), demands(&role), "{}", role.id);
        let head = |toml: &str, key: &str| toml.parse::<toml::Table>().unwrap().get(key).cloned();
        for key in ["title", "summary"] {
            assert_eq!(head(&again.toml, key), head(&role.toml, key), "{}: {key}", role.id);
        }
    }
}

/// Roles written by hand describe deeds of a candidate, not demands of a posting. Four of five criteria come back
/// unchanged, the others with a part more or less.
#[test]
fn a_role_written_by_hand_is_read_back_nearly() {
    let importer = importer();
    let (mut same, mut all) = (0, 0);
    for role in &Catalog::embedded().unwrap().roles {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/roles/{}.toml", role.id));
        let written = import(importer, &path).remove(0);
        let again = through_job_posting(importer, &role.id, &written.toml);
        assert_eq!(again.id, role.id);
        let (before, mut after) = (demands(&written), demands(&again));
        assert_eq!(before.len(), after.len(), "{}", role.id);
        all += before.len();
        for demand in before {
            if let Some(at) = after.iter().position(|it| *it == demand) {
                after.remove(at);
                same += 1;
            }
        }
    }
    assert!(same * 5 >= all * 4, "{same} of {all}");
}

#[test]
fn time_is_graded_where_the_posting_asks_for_years() {
    let tenure = |line: &str| -> Option<toml::Value> {
        let role = import_text(&format!("Kiosk Attendant\n\nWhat you need\n- {line}\n- Patience\n"));
        let file: toml::Table = toml::from_str(&role.toml).unwrap();
        file["criterion"].as_array().unwrap().iter().find(|it| it["id"].as_str().unwrap().ends_with("/tenure")).cloned()
    };
    assert_eq!(tenure("Experience in a similar role"), None);
    let tenure = tenure("Two years in a similar role").unwrap();
    assert_eq!(tenure["parts"][0]["full_months"].as_integer(), Some(24));
    assert_eq!(tenure["label"].as_str(), Some("2 years in similar roles"));
}

#[test]
fn every_criterion_is_a_line_of_its_source_and_every_line_is_accounted_for() {
    let importer = importer();
    for role in sources().iter().flat_map(|path| import(importer, path)) {
        let ids: Vec<_> = role.outlines.iter().map(|outline| outline.id.clone()).collect();
        let named = role.lines.iter().filter_map(|line| match &line.outcome {
            LineOutcome::Criterion(ids) => Some(ids.clone()),
            _ => None,
        });
        let named: Vec<String> = named.flatten().collect();
        assert!(ids.iter().filter(|id| !named.contains(id)).count() <= 1, "only the title's own criterion has no line");
        assert!(named.iter().all(|id| ids.contains(id)));
    }
}

#[test]
fn a_sentence_that_says_the_demand_demonstrates_it_and_words_alone_mention_it() {
    let role = import(importer(), &folder().join("bare-lines.txt")).remove(0);
    let catalog = tempfile::tempdir().unwrap();
    std::fs::write(catalog.path().join(format!("{}.toml", role.id)), &role.toml).unwrap();
    let engine = Engine::new(Catalog::load(catalog.path()).unwrap()).unwrap();
    let text = "Experience\n\nBicycle Mechanic, Spokes Ltd, 03/2015 - 02/2020\n- Repaired and serviced city bikes and cargo bikes\n\
                - Repaired clocks\n";
    let document = read(text.as_bytes(), Some("cv.txt"), &Limits::default()).unwrap();
    let (_, assessment) = engine.assess(&document, "2026-11-21".parse().unwrap());
    let criteria = engine.catalog().roles[0].criteria.iter().zip(&assessment.roles[0].criteria);
    let of = |id: &str| criteria.clone().find(|(criterion, _)| criterion.id.ends_with(id)).unwrap().1;
    let repairs = of("duty-1");
    assert!(matches!(repairs.reason, Reason::Demonstrated(Some(_))), "{:?}", repairs.reason);
    assert!(repairs.credit >= Credit::new(750));
    let evidence = &repairs.parts[0].evidence[0];
    assert_eq!(evidence.strength, Strength::Demonstrated);
    assert_eq!(evidence.span.slice(&document.text), "Repaired and serviced city bikes and cargo bikes");
    let mentioned = of("duty-2");
    assert!(mentioned.credit <= Credit::new(350) && mentioned.status != Status::Met, "one word is not enough");
    let Reason::Title(held) = of("req-1").reason else { panic!("no title") };
    assert_eq!(held.tenure.title.slice(&document.text), "Bicycle Mechanic");
}

#[test]
#[ignore = "wants pages outside the repository"]
fn pages_outside_the_repository_give_the_criteria_that_are_listed() {
    let data = PathBuf::from(std::env::var("ROLEFIT_DATA").expect("ROLEFIT_DATA names a folder"));
    let importer = importer();
    let pages = data.join("seeds").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let roles: Vec<ImportedRole> = pages.flat_map(|page| import(importer, &page)).collect();
    let mut ids: Vec<_> = roles.iter().flat_map(|role| &role.outlines).map(|outline| outline.id.clone()).collect();
    let table = std::fs::read_to_string(data.join("criteria.csv")).unwrap();
    let mut listed: Vec<_> = table.lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()).collect();
    ids.sort();
    listed.sort();
    assert_eq!(ids, listed);
}

/// Imports a posting given as text.
fn import_text(text: &str) -> ImportedRole {
    importer().import(text.as_bytes(), Some("posting.txt"), &Columns::default()).unwrap().remove(0)
}

#[test]
fn a_position_of_any_field_is_named_by_its_first_line() {
    let titles = [
        "Anaesthetic Nurse", "Arborist", "Barista", "Bricklayer", "Bus Driver", "Cabin Crew", "Care Assistant",
        "Chief of Staff", "Cloud Engineer", "Community Organiser", "Copywriter", "Customs Broker", "Data Steward",
        "Dental Hygienist", "Dog Groomer", "Electrician", "Event Host", "Farm Hand", "Fundraiser", "Growth Hacker",
        "Head of People", "Hotel Night Porter", "Illustrator", "Kindergarten Teacher", "Lab Technician",
        "Legal Counsel", "Lifeguard", "Machine Operator", "Midwife", "Occupational Therapist", "Payroll Clerk",
        "People Partner", "Pilot", "Plumber", "Prompt Whisperer", "Roofer", "Scrum Master", "Sous Chef",
        "Tax Accountant", "Youth Worker",
    ];
    assert_eq!(titles.len(), 40);
    for title in titles {
        let role = import_text(&format!(
            "{title}\n\nNorthwind Ltd, Leeds\n\nWhat you need\n- Two years in a similar role\n- Patience\n- SQL\n"
        ));
        let file: toml::Table = toml::from_str(&role.toml).unwrap();
        assert_eq!(file["title"].as_str(), Some(title));
        assert_eq!(role.outlines.len(), 3, "{title}: {}", role.toml);
    }
}

#[test]
fn a_greeting_or_a_call_is_no_title() {
    let demands = "What you need\n- Two years on scaffolds\n- Patience\n";
    for (head, title) in [
        (
            "Hello Mia,\n\nhere is the text for the board:\n\nPier Electrician wanted for winter repairs.",
            "Pier Electrician",
        ),
        ("We're hiring! \u{2693} Night Porter", "Night Porter"),
    ] {
        let role = import_text(&format!("{head}\n\n{demands}"));
        let file: toml::Table = toml::from_str(&role.toml).unwrap();
        assert_eq!(file["title"].as_str(), Some(title));
    }
}

#[test]
fn lists_without_bullets_or_headings_and_titles_within_sentences_are_read() {
    let role = import_text(
        "Kiosk Attendant\nSell tickets and ice cream\nSweep the pier\nMust be able to lift 15 kg\nSpanish preferred\n",
    );
    let (requirements, duties) = told(&role);
    assert_eq!((requirements.len(), duties.len()), (3, 2), "{requirements:?} {duties:?}");
    let role = import_text(
        "Tide & Co\n\nPier Electrician required for winter repairs. You will rewire the lamps. You must hold a gold card.\n",
    );
    assert_eq!(role.id, "pier-electrician");
    let role =
        import_text("Pier Guide\n\nStrong candidates may also have:\n- Welsh\n\nWhat awaits you\n- Free ice cream\n");
    assert_eq!(told(&role).0, ["title should title", "language nice welsh"].map(str::to_owned));
}

#[test]
fn a_position_that_no_line_names_is_called_after_its_file_with_a_warning() {
    let text = "Requirements\n- Fluent Danish\n- Welding\n";
    let import = |name: &str, title: Option<&str>| {
        let options = ImportOptions { title: title.map(str::to_owned), ..ImportOptions::default() };
        importer().import_as(text.as_bytes(), Some(name), &options).unwrap().remove(0)
    };
    let role = import("harbour_pilot.txt", None);
    assert_eq!(role.id, "harbour-pilot");
    assert!(role.warnings[0].message.contains("no line names the position"), "{:?}", role.warnings);
    let role = import("harbour_pilot.txt", Some("Ship's Welder"));
    assert_eq!((role.id.as_str(), role.warnings.len()), ("ship-s-welder", 0));
}

#[test]
fn postings_in_seven_languages_keep_years_degrees_languages_and_what_is_welcome() {
    let postings = [
        "Bäcker (m/w/d)\n\nDeine Aufgaben\n- Du backst Brot\n\nDein Profil\n- Mindestens drei Jahre Berufserfahrung in der Backstube\n         - Abgeschlossenes Studium der Lebensmitteltechnik\n- Gute Englischkenntnisse\n- Konditorei von Vorteil\n\nWir bieten\n- Urlaub\n",
        "Boulanger (H/F)\n\nVos missions\n- Préparer les pâtes\n\nProfil recherché\n- Trois ans d'expérience en boulangerie\n         - Diplôme universitaire en hôtellerie\n- Anglais courant\n- La pâtisserie serait un plus\n\nNous offrons\n- Mutuelle\n",
        "Panadero\n\nFunciones\n- Preparar la masa\n\nRequisitos\n- Experiencia mínima de 3 años en panadería\n         - Título universitario en hostelería\n- Inglés fluido\n- Se valorará repostería\n\nOfrecemos\n- Vacaciones\n",
        "Panettiere\n\nMansioni\n- Preparare l'impasto\n\nRequisiti\n- Esperienza di almeno 3 anni in panificio\n         - Laurea in scienze gastronomiche\n- Inglese fluente\n- Gradita la pasticceria\n\nOffriamo\n- Ferie\n",
        "Bakker (m/v)\n\nJouw taken\n- Brood bakken\n\nJouw profiel\n- Minimaal drie jaar ervaring in een bakkerij\n         - Een hbo-diploma\n- Vloeiend Engels\n- Banket is een pré\n\nWij bieden\n- Vakantie\n",
        "Padeiro\n\nAtividades\n- Preparar a massa\n\nRequisitos\n- Experiência mínima de 3 anos em padaria\n         - Licenciatura em gastronomia\n- Inglês fluente\n- Pastelaria será um diferencial\n\nOferecemos\n- Férias\n",
        "Αρτοποιός\n\nΑρμοδιότητες\n- Προετοιμασία ζύμης\n\nΑπαιτούμενα προσόντα\n- Εμπειρία 3 ετών σε αρτοποιείο\n         - Πτυχίο πανεπιστημίου\n- Άριστη γνώση Αγγλικών\n- Επιθυμητή ζαχαροπλαστική\n\nΠροσφέρουμε\n- Άδεια\n",
    ];
    for posting in postings {
        let role = import_text(posting);
        let (requirements, duties) = told(&role);
        let any = |words: &[&str]| requirements.iter().any(|it| words.iter().all(|word| it.contains(word)));
        assert!(
            any(&["36"]) && any(&["education", "degree"]) && any(&["language", "english"]) && any(&[" nice "]),
            "{requirements:#?} in {posting}"
        );
        assert_eq!(duties.len(), 1, "{duties:?} in {posting}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "(a|posting)\\.(txt|html|csv|json|toml|md|pdf|docx)") {
        drop(importer().import(&bytes, Some(&name), &Columns::default()));
    }

    #[test]
    fn no_mixture_of_postings_panics_and_what_comes_of_it_is_a_role_file(cuts in prop::collection::vec((0_usize..9, 0_usize..1200, 0_usize..400), 1..6)) {
        let texts: Vec<String> = sources().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        let mixed: String = cuts.iter().map(|(file, from, length)| {
            texts[file % texts.len()].chars().skip(*from).take(*length).collect::<String>() + "\n"
        }).collect();
        let importer = importer();
        for role in importer.import(mixed.as_bytes(), Some("a.txt"), &Columns::default()).into_iter().flatten() {
            let name = format!("{}.toml", role.id);
            let again = importer.import(role.toml.as_bytes(), Some(&name), &Columns::default());
            prop_assert_eq!(again.map(|again| again[0].toml.clone()), Ok(role.toml));
        }
    }
}
