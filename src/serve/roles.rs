//! The calls about roles: list, show, import a posting as a dry run, and save.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use rolefit_document::{Document, single_spaced};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::app::{App, lock};
use super::calls::{self, Body};
use super::failure::{Answer, Failure};
use super::role_book::RoleBook;
use super::role_form;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::posting::{self, ImportOptions, LineOutcome};
use crate::session::ResumeReader;

/// All roles.
pub(super) async fn list(State(app): State<Arc<App>>) -> Response {
    calls::json(&json!({ "roles": lock(&app.roles).list(&app.catalog) }))
}

/// One role as a form.
pub(super) async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer<Response> {
    calls::blocking(move || Ok(calls::json(&form(&app, &lock(&app.roles), &id)?))).await
}

fn form(app: &App, book: &RoleBook, id: &str) -> Answer<Value> {
    let (source, text) = book.text(id, app).ok_or_else(|| Failure::missing("role"))?;
    let catalog = book.catalog(id, app)?;
    let mut form = role_form::form(id, source, &text, &catalog, book.imported(id));
    let path = book.file(id).filter(|file| file.is_file()).map(|file| file.display().to_string());
    if let Some(form) = form.as_object_mut() {
        form.insert("path".into(), path.into());
    }
    Ok(form)
}

/// A posting as JSON.
#[derive(Default, Deserialize)]
struct Posting {
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PostingFile {
    /// The name of a file whose bytes are the body. Without a name the body is JSON.
    name: Option<String>,
    title: Option<String>,
}

/// Imports a posting as a draft, which is saved nowhere.
pub(super) async fn import(
    State(app): State<Arc<App>>,
    Query(PostingFile { name, title }): Query<PostingFile>,
    body: Body,
) -> Answer<Response> {
    let (bytes, name, title): (Bytes, String, Option<String>) = match name {
        Some(name) => (calls::bytes(body)?, name, title),
        None => match calls::value(body)? {
            Posting { html: Some(html), title, .. } => (html.into(), "posting.html".into(), title),
            Posting { text: Some(text), title, .. } => (text.into(), "posting.txt".into(), title),
            _ => return Err(Failure::wrong("there is no posting in the call", "send `text` or `html`")),
        },
    };
    calls::blocking(move || {
        let importer = app.importer()?;
        let options = ImportOptions { title: title.filter(|title| !title.trim().is_empty()), ..Default::default() };
        let (bytes, name) = as_text(&app.reader, bytes, name)?;
        let mut roles = importer.import_as(&bytes, Some(&name), &options)?.into_iter();
        let (Some(role), None) = (roles.next(), roles.next()) else {
            let remedy = "import them with `rolefit roles import -o DIR`, and start with `--roles-dir DIR`";
            return Err(Failure::wrong("the file holds several postings", remedy));
        };
        let mut book = lock(&app.roles);
        let id = role.id.clone();
        book.add_draft(role);
        Ok(calls::json(&form(&app, &book, &id)?))
    })
    .await
}

/// The text of a document, read by a worker process. Texts, pages and tables are parsed by the importer itself.
fn as_text(reader: &ResumeReader, bytes: Bytes, name: String) -> Answer<(Vec<u8>, String)> {
    if std::str::from_utf8(&bytes).is_ok() {
        return Ok((bytes.into(), name));
    }
    let Document { text, .. } = reader.read_bytes(&bytes, Some(&name))?;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Ok((text.into_bytes(), format!("{stem}.txt")))
}

/// A role file, with a catalog of this role.
pub(super) struct Checked {
    pub text: String,
    pub catalog: Catalog,
}

/// Makes a role file of a form, and checks it as `roles check` does.
pub(super) fn checked(app: &App, id: &str, form: &mut Map<String, Value>) -> Answer<Checked> {
    let book = lock(&app.roles);
    if book.file(id).is_none() {
        return Err(Failure::wrong("the id of the role is no id", "use small letters, digits and hyphens"));
    }
    let old = book.text(id, app).map(|(_, text)| text).unwrap_or_default();
    drop(book);
    complete(app, form)?;
    let text = role_form::role_file(id, form, &old);
    let catalog = posting::open_roles(vec![(id.to_owned(), text.clone())], app.catalog_path.as_deref());
    let catalog = catalog.map_err(|error| match error {
        Error::Catalog(findings) => Failure::of_role(findings, |line| role_form::criterion_at(&text, line)),
        error => error.into(),
    })?;
    Ok(Checked { catalog, text })
}

/// Gives new criteria, which have a text and no id, what an import of the text would give them.
fn complete(app: &App, form: &mut Map<String, Value>) -> Answer<()> {
    let title = form.get("title").and_then(Value::as_str).unwrap_or("Position").to_owned();
    let criteria = || form.get("criteria").and_then(Value::as_array).into_iter().flatten();
    let number = |criterion: &Value| criterion.get("id")?.as_str()?.rsplit_once('-')?.1.parse::<usize>().ok();
    let next = criteria().filter_map(number).max().unwrap_or(0) + 1;
    let of_form = form.get_mut("criteria").and_then(Value::as_array_mut).into_iter().flatten();
    let without_id = |criterion: &&mut Map<String, Value>| criterion.get("id").is_none_or(Value::is_null);
    for (number, criterion) in (next..).zip(of_form.filter_map(Value::as_object_mut).filter(without_id)) {
        let text = criterion.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut made = by_import(app, &title, &text)?;
        for key in ["priority", "label", "confirmed", "defining"] {
            let given = criterion.get(key).filter(|given| !given.is_null() && given.as_str() != Some(""));
            given.into_iter().for_each(|given| drop(made.insert(key.into(), given.clone())));
        }
        made.insert("id".into(), format!("role/req-{number}").into());
        made.insert("text".into(), text.into());
        *criterion = made;
    }
    Ok(())
}

/// The criterion that an import makes of one line.
fn by_import(app: &App, title: &str, text: &str) -> Answer<Map<String, Value>> {
    let line = single_spaced(text);
    let page = format!("{title}\n\nRequirements\n\n- {line}\n");
    let options = ImportOptions { title: Some(title.to_owned()), ..Default::default() };
    let roles = app.importer()?.import_as(page.as_bytes(), Some("posting.txt"), &options)?;
    let lines = roles.iter().flat_map(|role| &role.lines).rev();
    let refused = |why: &str| {
        let message = format!("no criterion can be made of “{line}”: {why}");
        Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "role", message, "write what a resume can show")
    };
    let outcome = lines.map(|line| &line.outcome).find(|outcome| !matches!(outcome, LineOutcome::Heading(_)));
    let ids = match outcome {
        Some(LineOutcome::Criterion(ids)) => ids,
        Some(LineOutcome::LeftOut(why) | LineOutcome::Refused(why)) => return Err(refused(why)),
        _ => return Err(refused("it asks for nothing")),
    };
    let table: toml::Table = roles.first().and_then(|role| toml::from_str(&role.toml).ok()).unwrap_or_default();
    let criteria = table.get("criterion").and_then(toml::Value::as_array).into_iter().flatten();
    let id = |criterion: &&toml::Value| criterion.get("id").and_then(toml::Value::as_str).map(str::to_owned);
    let made = criteria.into_iter().find(|criterion| id(criterion).is_some_and(|id| ids.first() == Some(&id)));
    made.and_then(|made| serde_json::to_value(made).ok()?.as_object().cloned())
        .ok_or_else(|| refused("it asks for nothing"))
}

/// Saves a role as a file.
pub(super) async fn save(State(app): State<Arc<App>>, Path(id): Path<String>, body: Body) -> Answer<Response> {
    let mut sent: Map<String, Value> = calls::value(body)?;
    calls::blocking(move || {
        let Checked { text, .. } = checked(&app, &id, &mut sent)?;
        let mut book = lock(&app.roles);
        book.save(&id, &text)?;
        Ok(calls::json(&form(&app, &book, &id)?))
    })
    .await
}
