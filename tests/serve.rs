//! The server of `rolefit serve`, called over plain HTTP.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rolefit::serve::{Options, Server, UploadLimits, bind};
use serde_json::{Value, json};

const ROLE: &str = "key-account-manager";
const FOLDER: &str = "fixtures/resumes/fits";
const AS_OF: &str = "2026-11-21";

/// A server, and what a page needs to call it.
struct Page {
    port: u16,
    token: String,
    server: Running,
}

enum Running {
    /// In this process, where limits can be set.
    Thread(tokio::sync::oneshot::Sender<()>, JoinHandle<()>),
    Process(Child),
    Ended,
}

/// An answer: status, headers in lower case, body.
struct Answer(u16, String, Vec<u8>);

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.2).unwrap_or_else(|_| panic!("{} {}", self.0, String::from_utf8_lossy(&self.2)))
    }

    fn code(&self) -> (u16, String) {
        (self.0, self.json()["error"]["code"].as_str().unwrap_or_default().to_owned())
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rolefit(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(root()).args(args).env("ROLEFIT_CACHE", "").env_remove("ROLEFIT_STORE");
    command
}

impl Page {
    fn in_process(options: Options) -> Page {
        let options = Options { as_of: Some(AS_OF.parse().unwrap()), ..options };
        let server = Server::open(bind(0, false).unwrap(), options).unwrap();
        let url = server.url();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = thread::spawn(move || server.run_until(async { drop(stopped.await) }).unwrap());
        Page::at(&url, Running::Thread(stop, thread))
    }

    fn of_command(args: &[&str]) -> Page {
        let mut command = rolefit(&[&["serve", "--as-of", AS_OF], args].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
        Page::at(url.trim(), Running::Process(child))
    }

    fn at(url: &str, server: Running) -> Page {
        let (host, token) = url.trim_start_matches("http://").split_once("/#token=").unwrap_or_else(|| panic!("{url}"));
        Page { port: host.rsplit_once(':').unwrap().1.parse().unwrap(), token: token.into(), server }
    }

    /// Sends a call with `headers`, which end in line breaks, and reads the answer.
    fn raw(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        let head =
            format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses an upload may close the connection before it has read all.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("{method} {path}"));
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        let body = answer[end + 4..].to_vec();
        let body = if head.contains("transfer-encoding: chunked") { joined(&body) } else { body };
        Answer(head[9..12].parse().unwrap(), head, body)
    }

    fn call(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let headers = format!("Host: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n", self.port, self.token);
        self.raw(method, &format!("/api/v1{path}"), &headers, body)
    }

    fn get(&self, path: &str) -> Answer {
        self.call("GET", path, b"")
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.call(method, path, body.to_string().as_bytes())
    }

    fn drop_file(&self, name: &str, bytes: &[u8]) -> Answer {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.call("PUT", &format!("/files?path={name}"), bytes)
    }

    /// Ranks for a role, and waits until the job is done.
    fn rank(&self, order: &Value) -> String {
        let started = self.send("POST", "/jobs", order);
        assert_eq!(started.0, 202, "{}", started.json());
        let id = started.json()["id"].as_str().unwrap().to_owned();
        self.wait(&id, "done");
        id
    }

    fn wait(&self, id: &str, state: &str) -> Value {
        let start = Instant::now();
        loop {
            let job = self.get(&format!("/jobs/{id}")).json();
            if job["state"] == state {
                return job;
            }
            assert!(job["state"] == "reading" && start.elapsed() < Duration::from_secs(120), "{job}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends the server, and returns what it wrote on standard error.
    fn end(&mut self, signal: &str) -> String {
        match std::mem::replace(&mut self.server, Running::Ended) {
            Running::Thread(stop, thread) => {
                stop.send(()).unwrap();
                thread.join().unwrap();
                String::new()
            }
            Running::Process(mut child) => {
                Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
                let mut errors = String::new();
                child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
                child.wait().unwrap();
                errors
            }
            Running::Ended => String::new(),
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.end("-TERM");
    }
}

/// The bytes of a chunked body.
fn joined(mut chunked: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = chunked.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&chunked[..at]).unwrap(), 16).unwrap();
        body.extend_from_slice(&chunked[at + 2..at + 2 + size]);
        chunked = &chunked[at + 4 + size..];
        if size == 0 {
            break;
        }
    }
    body
}

fn folder() -> PathBuf {
    root().join(FOLDER)
}

/// What `rolefit rank` prints.
fn ranked(args: &[&str]) -> Vec<u8> {
    let run = rolefit(&[&["rank", "--role", ROLE, "--as-of", AS_OF, "--quiet"], args].concat()).output().unwrap();
    assert!(matches!(run.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[test]
fn only_calls_with_the_name_the_origin_and_the_token_of_the_server_are_answered() {
    let page = Page::in_process(Options::default());
    let (port, token) = (page.port, &page.token);
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let good = format!("{own}{bearer}");
    let wrong = format!("{own}Authorization: Bearer {}\r\n", token.to_uppercase());
    let state = "/api/v1/state";
    let cases: &[(&str, String, u16)] = &[
        (state, good.clone(), 200),
        (state, format!("Host: localhost:{port}\r\n{bearer}Origin: http://localhost:{port}\r\n"), 200),
        (state, format!("Host: [::1]:{port}\r\n{bearer}Sec-Fetch-Site: same-origin\r\n"), 200),
        (state, format!("{good}Sec-Fetch-Site: none\r\n"), 200),
        (state, own.clone(), 401),
        (state, wrong, 401),
        (state, format!("{own}Authorization: Basic {token}\r\n"), 401),
        (state, format!("Host: evil.example:{port}\r\n{bearer}"), 421),
        (state, format!("Host: evil.example\r\n{bearer}"), 421),
        (state, format!("Host: 127.0.0.1\r\n{bearer}"), 421),
        (state, format!("Host: 127.0.0.1:{}\r\n{bearer}", port ^ 1), 421),
        (state, format!("Host: 192.168.0.9:{port}\r\n{bearer}"), 421),
        (state, format!("{good}Origin: http://evil.example\r\n"), 403),
        (state, format!("{good}Origin: https://127.0.0.1:{port}\r\n"), 403),
        (state, format!("{good}Origin: http://localhost:{port}\r\n"), 403),
        (state, format!("{good}Origin: null\r\n"), 403),
        (state, format!("{good}Sec-Fetch-Site: cross-site\r\n"), 403),
        (state, format!("{good}Sec-Fetch-Site: same-site\r\n"), 403),
        ("/", format!("Host: evil.example:{port}\r\n"), 421),
        ("/", own.clone(), 200),
        ("/page.js", own.clone(), 200),
        ("/page.css", own.clone(), 200),
        ("/api/v1/health", own.clone(), 200),
        ("/api/v1/openapi.json", own.clone(), 401),
        ("/api/v1/nothing", own.clone(), 401),
        ("/api/v1/nothing", good.clone(), 404),
        ("/api/v2/state", own.clone(), 401),
        ("//api/v1/state", own.clone(), 404),
        ("/api/v1/%73tate", own.clone(), 401),
        ("/%61pi/v1/state", own.clone(), 404),
        ("/../Cargo.toml", own.clone(), 404),
    ];
    for (path, headers, status) in cases {
        let answer = page.raw("GET", path, headers, b"");
        assert_eq!(answer.0, *status, "{path} {headers}");
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(answer.1.contains(header), "{path} {header}");
        }
    }
    assert_eq!(page.call("DELETE", "/state", b"").code(), (405, "method".into()));
}

#[test]
fn the_page_has_no_script_or_style_inside() {
    let page = Page::in_process(Options::default());
    let text = String::from_utf8(page.raw("GET", "/", &format!("Host: localhost:{}\r\n", page.port), b"").2).unwrap();
    assert!(text.contains("src=\"/page.js\"") && text.contains("href=\"/page.css\"") && !text.contains("{{"), "{text}");
    assert!(!text.contains("<style>") && !text.contains("http-equiv"), "{text}");
}

#[test]
fn dropped_files_rank_like_the_folder_that_they_are_from() {
    let page = Page::in_process(Options::default());
    for entry in fs::read_dir(folder()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        assert_eq!(page.drop_file(entry.file_name().to_str().unwrap(), &fs::read(entry.path()).unwrap()).0, 200);
    }
    let id = page.rank(&json!({ "role": ROLE }));
    let files = tempfile::tempdir().unwrap();
    for (name, args) in [
        ("ranking.csv", &["-o", "ranking.csv"][..]),
        ("ranking.csv?layout=wide", &["-o", "wide.csv", "--layout", "wide"]),
        ("ranking.json", &["-o", "ranking.json"]),
        ("ranking.jsonl", &["-o", "ranking.jsonl"]),
        ("ranking.xlsx", &["-o", "ranking.xlsx"]),
        ("ranking.html", &["-o", "ranking.html"]),
    ] {
        let output = files.path().join(args[1]);
        ranked(&[&[FOLDER, "-o", output.to_str().unwrap()], &args[2..]].concat());
        let answer = page.get(&format!("/jobs/{id}/{name}"));
        assert!(answer.0 == 200 && answer.2 == fs::read(&output).unwrap(), "{name} differs from `rolefit rank`");
    }
    assert_eq!(page.get(&format!("/jobs/{id}/ranking.exe")).0, 404);
    let index = page.get(&format!("/jobs/{id}/index")).json();
    let job = page.get(&format!("/jobs/{id}")).json();
    assert_eq!(index["revision"], job["revision"]);
    let person = &index["people"][0];
    let content = person["content"].as_str().unwrap();
    let details = page.get(&format!("/jobs/{id}/details/{content}")).json();
    assert!(!details["text"].as_str().unwrap().is_empty() && details["roles"][0]["role"] == 0, "{details}");
    let record = page.get(&format!("/jobs/{id}/candidates/{content}")).json();
    assert_eq!((&record["schema"], &record["candidate"]["id"]), (&"rolefit.candidate/1".into(), &person["id"]));
    let events = page.get(&format!("/jobs/{id}/events"));
    assert!(String::from_utf8(events.2).unwrap().contains("event: state\ndata: {\"id\":\"job-1\""));
}

#[test]
fn a_name_is_data_and_leads_nowhere() {
    let page = Page::in_process(Options::default());
    let names = [
        "../../../tmp/escaped.txt", "/etc/escaped.txt", "C:\\escaped.txt", "a\0b.txt",
        "<img src=x onerror=alert(1)>.txt",
    ];
    for name in names {
        assert_eq!(page.drop_file(name, b"Ana Lopez\n\nKey Account Manager, 2015 to 2019\n").0, 200, "{name}");
    }
    assert_eq!(page.drop_file("", b"x").code(), (400, "wrong-call".into()));
    assert_eq!(page.drop_file(&"x".repeat(5000), b"x").code(), (400, "wrong-call".into()));
    assert_eq!(page.drop_file(".hidden.txt", b"x").0, 200);
    let id = page.rank(&json!({ "role": ROLE }));
    let index = page.get(&format!("/jobs/{id}/index")).json();
    let ids: Vec<&str> = index["people"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let expected =
        ["<img src=x onerror=alert(1)>.txt", "a%00b.txt", "escaped.txt", "etc/escaped.txt", "tmp/escaped.txt"];
    assert_eq!(ids, expected);
    assert!(!Path::new("/tmp/escaped.txt").exists() && !Path::new("/etc/escaped.txt").exists());
}

#[test]
fn uploads_end_at_their_limits_and_leave_nothing_behind() {
    let limits = UploadLimits { file_bytes: 1000, files: 3, total_bytes: 2500 };
    let page = Page::in_process(Options { limits, ..Options::default() });
    let numbers =
        |answer: &Answer| (answer.json()["count"].as_u64().unwrap(), answer.json()["bytes"].as_u64().unwrap());
    assert_eq!(page.drop_file("a.txt", &[b'a'; 1001]).code(), (413, "limit-file".into()));
    assert_eq!(numbers(&page.drop_file("a.txt", &[b'a'; 1000])), (1, 1000));
    assert_eq!(numbers(&page.drop_file("b.txt", &[b'b'; 1000])), (2, 2000));
    assert_eq!(page.drop_file("c.txt", &[b'c'; 501]).code(), (413, "limit-bytes".into()));
    assert_eq!(numbers(&page.drop_file("c.txt", &[b'c'; 500])), (3, 2500));
    assert_eq!(page.drop_file("d.txt", b"").code(), (413, "limit-files".into()));
    // A file that comes again takes the place of the first.
    assert_eq!(numbers(&page.call("DELETE", "/files", b"")), (0, 0));
    page.drop_file("a.txt", &[b'a'; 900]);
    assert_eq!(numbers(&page.drop_file("a.txt", &[b'a'; 100])), (1, 100));
    // A file that is cut off on its way is not kept.
    let mut stream = TcpStream::connect(("127.0.0.1", page.port)).unwrap();
    let head = format!(
        "PUT /api/v1/files?path=cut.txt HTTP/1.1\r\nHost: localhost:{}\r\nAuthorization: Bearer {}\r\nContent-Length: 900\r\n\r\n",
        page.port, page.token
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&[b'x'; 500]).unwrap();
    drop(stream);
    let start = Instant::now();
    while page.get("/state").json()["files"] != json!({ "count": 1, "bytes": 100 }) {
        assert!(start.elapsed() < Duration::from_secs(5), "{}", page.get("/state").json());
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(page.get("/state").json()["limits"]["files"], 3);
    assert_eq!(page.call("POST", "/files/sample", b"").code(), (413, "limit-file".into()));
}

#[test]
fn a_job_that_is_cancelled_keeps_what_it_has_read() {
    let page = Page::in_process(Options::default());
    for number in 0..300 {
        page.drop_file(
            &format!("{number:03}.txt"),
            format!("Ana {number}\n\nKey Account Manager, 2015 to 2019\n").as_bytes(),
        );
    }
    let first = page.send("POST", "/jobs", &json!({ "role": ROLE })).json()["id"].as_str().unwrap().to_owned();
    // A new job takes the place of the first.
    let second = page.send("POST", "/jobs", &json!({ "role": "account-manager" })).json();
    assert_eq!(page.get(&format!("/jobs/{first}")).0, 404);
    let id = second["id"].as_str().unwrap();
    let cancelled = page.call("DELETE", &format!("/jobs/{id}"), b"").json();
    assert!(cancelled["state"] == "cancelled" || cancelled["state"] == "done", "{cancelled}");
    thread::sleep(Duration::from_millis(300));
    let job = page.get(&format!("/jobs/{id}")).json();
    assert_eq!(job["state"], cancelled["state"]);
    match page.get(&format!("/jobs/{id}/index")) {
        answer if answer.0 == 409 => assert_eq!(answer.code().1, "not-ready"),
        answer => assert!(answer.json()["people"].as_array().unwrap().len() as u64 <= 300),
    }
    assert_eq!(page.send("POST", "/jobs", &json!({ "role": "unknown" })).0, 404);
}

#[test]
fn decisions_are_in_the_file_that_the_command_line_reads() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("decisions.csv");
    fs::write(&file, "candidate;Content;decision;mine\r\nx;blake3:0000000000000000000000000000000000000000000000000000000000000000;hold;kept\r\n").unwrap();
    let decisions = Some(file.clone());
    let page = Page::in_process(Options { paths: vec![folder()], decisions, ..Options::default() });
    let id = page.rank(&json!({ "role": ROLE }));
    let index = page.get(&format!("/jobs/{id}/index")).json();
    let content = index["people"][0]["content"].as_str().unwrap();
    let made = |decision: &Value, reason: &str| json!({ "content": content, "role": ROLE, "decision": decision, "reason": reason, "blind": true });
    page.send("PUT", "/decisions", &made(&"invite".into(), ""));
    let listed = page.send("PUT", "/decisions", &made(&"decline".into(), "=1+1; \"asked\"")).json();
    assert_eq!(listed["decisions"].as_array().unwrap().len(), 2);
    let row = &listed["decisions"][1];
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    assert_eq!(
        row,
        &json!({ "content": content, "role": ROLE, "decision": "decline", "reason": "'=1+1; \"asked\"", "note": "",
        "who": "", "date": today, "blind": "yes" })
    );
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("candidate;Content;decision;mine;role;") && text.contains("hold;kept"), "{text}");
    let csv = page.get(&format!("/jobs/{id}/ranking.csv"));
    assert!(
        csv.2 == ranked(&[FOLDER, "--decisions", file.to_str().unwrap(), "--format", "csv"]),
        "differs from `rolefit rank`"
    );
    let shortlist = String::from_utf8(page.get(&format!("/jobs/{id}/shortlist.html?contacts=true")).2).unwrap();
    assert!(shortlist.contains("<!doctype html>"));
    page.send("PUT", "/decisions", &made(&Value::Null, ""));
    assert_eq!(page.get("/decisions").json()["decisions"].as_array().unwrap().len(), 1);
    assert_eq!(page.send("PUT", "/decisions", &json!({ "content": "x", "decision": "invite" })).0, 400);
    fs::write(&file, "decision\nhold\n").unwrap();
    assert_eq!(page.get("/decisions").code(), (409, "decisions".into()));
}

#[test]
fn a_posting_becomes_a_role_that_people_confirm_change_and_save() {
    let home = tempfile::tempdir().unwrap();
    let roles = home.path().join("roles");
    let page =
        Page::in_process(Options { roles_dir: Some(roles.clone()), paths: vec![folder()], ..Options::default() });
    let posting = "Key Account Manager\n\nRequirements\n\n- Must have experience with Salesforce\n- Excellent negotiation skills\n- A warm smile\n";
    let draft =
        page.send("POST", "/roles/import", &json!({ "text": posting, "title": "Hospital Account Manager" })).json();
    assert_eq!(
        (&draft["id"], &draft["source"], &draft["path"]),
        (&"hospital-account-manager".into(), &"draft".into(), &Value::Null)
    );
    assert!(draft["posting"].as_array().unwrap().iter().any(|line| line["text"] == "A warm smile"), "{draft}");
    assert!(!roles.join("hospital-account-manager.toml").exists());
    // A draft can be ranked for before it is saved.
    let id = page.rank(&json!({ "role": "hospital-account-manager" }));
    let mut form = draft.clone();
    for criterion in form["criteria"].as_array_mut().unwrap() {
        criterion["confirmed"] = true.into();
        criterion["priority"] = if criterion["kind"] == "tool" { "nice".into() } else { criterion["priority"].clone() };
    }
    let new =
        json!({ "id": null, "text": "Fluent German", "label": "", "priority": "must", "line": null, "parts": [] });
    form["criteria"].as_array_mut().unwrap().push(new);
    let moves = page.send("POST", "/roles/hospital-account-manager/preview", &form).json();
    assert!(moves["candidates"].as_u64() > Some(3) && moves["moves"].is_array(), "{moves}");
    let saved = page.send("PUT", "/roles/hospital-account-manager", &form);
    assert_eq!(saved.0, 200, "{}", saved.json());
    let saved = saved.json();
    assert_eq!(saved["source"], "saved");
    assert!(
        saved["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["kind"] == "language" && it["text"] == "Fluent German")
    );
    assert!(saved["posting"].is_array(), "the posting stays beside its role");
    let check = rolefit(&["roles", "check", roles.to_str().unwrap()]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    assert_eq!(
        page.get("/roles").json()["roles"][0],
        json!({ "id": "hospital-account-manager", "title": "Hospital Account Manager",
        "source": "saved", "unconfirmed": 0 })
    );
    drop(id);
    // A role file with faults is not saved, and each fault names its criterion.
    let faulty = form["criteria"][1]["id"].clone();
    form["criteria"][1]["weight"] = (-1).into();
    form["criteria"].as_array_mut().unwrap().pop();
    let refused = page.send("PUT", "/roles/hospital-account-manager", &form);
    assert_eq!(refused.code(), (422, "role".into()));
    assert_eq!(refused.json()["error"]["list"][0]["criterion"], faulty);
    form["criteria"][1]["weight"] = 1.into();
    form["criteria"][1]["label"] = "Young men only".into();
    form["criteria"][1]["text"] = "We want young men only".into();
    assert_eq!(page.send("PUT", "/roles/hospital-account-manager", &form).code(), (422, "role".into()));
    for id in ["..%2Fescaped", "Upper", "a%00b", "%2Ftmp%2Fescaped"] {
        assert!(matches!(page.send("PUT", &format!("/roles/{id}"), &form).0, 400 | 404), "{id}");
    }
    assert_eq!(fs::read_dir(&roles).unwrap().count(), 1);
    assert_eq!(page.send("POST", "/roles/import", &json!({ "text": "" })).0, 422);
    assert_eq!(page.call("POST", "/roles/import?name=posting.pdf", b"%PDF-1.7\n\xff\xfe broken").0, 422);
}

#[cfg(unix)]
#[test]
fn a_server_removes_its_private_folder_when_it_is_asked_to_end_and_prints_no_names() {
    for signal in ["-TERM", "-INT"] {
        let home = tempfile::tempdir().unwrap();
        let mut command = rolefit(&["serve", "-v", "--as-of", AS_OF]);
        command.env("TMPDIR", home.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
        let mut page = Page::at(url.trim(), Running::Process(child));
        page.drop_file("Ana Secretname.txt", b"Ana Secretname\n\nKey Account Manager, 2015 to 2019\n");
        assert!(fs::read_dir(home.path()).unwrap().count() == 1);
        let errors = page.end(signal);
        assert!(fs::read_dir(home.path()).unwrap().count() == 0, "{signal}");
        assert!(!errors.contains("Secretname"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn a_killed_server_goes_on_from_its_store_and_a_second_server_names_the_first() {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("store");
    let args = [FOLDER, "--role", ROLE, "--store", store.to_str().unwrap()];
    let mut first = Page::of_command(&args);
    first.wait("job-1", "done");
    let Running::Process(child) = &first.server else { panic!() };
    let number = child.id();
    let second = rolefit(&[&["serve"], &args[..]].concat()).output().unwrap();
    let errors = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(1));
    assert!(errors.contains(&format!("process {number} uses the store; end it, or name another folder")), "{errors}");
    let csv = first.get("/jobs/job-1/ranking.csv").2;
    first.end("-KILL");
    let again = Page::of_command(&args);
    again.wait("job-1", "done");
    assert!(again.get("/jobs/job-1/ranking.csv").2 == csv, "a second server ranks otherwise");
    assert_eq!(again.get("/state").json()["store"], true);
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let taken = bind(0, false).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (args, status, message) in [
        (&["--port", &port][..], 1, "cannot be used; end the program that uses it, or take another with --port"),
        (&["--role", "unknown"], 2, "there is no role `unknown`"),
        (&["nowhere"], 1, "nowhere"),
        (&["-"], 2, "save standard input as a file"),
        (&["--decisions", "decisions.xlsx"], 1, "decisions are written as CSV"),
    ] {
        let run = rolefit(&[&["serve"], args].concat()).output().unwrap();
        let errors = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code() == Some(status) && errors.contains(message), "{args:?}: {errors}");
    }
}
