// Calls to the server that handed out this page.

const API = "/api/v1";
let token = "";

/** Takes the token out of the address, so that nobody copies it with a link, and keeps it for this tab. */
function takeToken() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const stored = () => {
    try {
      return sessionStorage.getItem("rolefit.token") ?? "";
    } catch {
      return "";
    }
  };
  token = parts.get("token") ?? stored();
  if (!parts.has("token")) return;
  try {
    sessionStorage.setItem("rolefit.token", token);
  } catch {
    // The page works until it is reloaded.
  }
  parts.delete("token");
  history.replaceState(history.state, "", parts.size ? `#${parts}` : location.pathname);
}

/** An answer other than the one that was asked for. `code` is "gone" if there was no answer at all. */
class Refusal extends Error {
  constructor(status, { code = "unknown", message = "The server could not answer.", remedy = "", list = [] } = {}) {
    super(message);
    Object.assign(this, { status, code, remedy, list });
  }

  /** Message and remedy as sentences. */
  get words() {
    return sentences(this.message, this.remedy);
  }
}

const sentences = (...all) => all.filter(Boolean).map((it) => `${it.charAt(0).toUpperCase()}${it.slice(1).replace(/\.$/, "")}.`).join(" ");

const GONE = { code: "gone", message: "rolefit does not answer", remedy: "Run “rolefit serve” again, and open the address that it prints." };

/** Asks the server. A body that is neither text nor bytes is sent as JSON. */
async function call(method, path, body = undefined, signal = undefined) {
  const isRaw = body instanceof Blob;
  const headers = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers["Content-Type"] = isRaw ? "application/octet-stream" : "application/json";
  const answer = await fetch(API + path, { method, headers, body: isRaw || body === undefined ? body : JSON.stringify(body), signal })
    .catch((error) => {
      throw error.name === "AbortError" ? error : new Refusal(0, GONE);
    });
  if (!answer.ok) throw new Refusal(answer.status, (await answer.json().catch(() => ({}))).error);
  return answer;
}

/** The JSON of an answer; null where it is empty. */
async function ask(method, path, body = undefined) {
  const words = await (await call(method, path, body)).text();
  return words ? JSON.parse(words) : null;
}

/** Tells people why something did not work. */
function complain(error) {
  if (error.name === "AbortError") return;
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401) showDenied();
  else if (error.code === "gone") showGone();
  else toast(error.words);
}

/** Runs `work`, and tells people if the server refuses it. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    complain(error);
    return null;
  }
}

/** A screen with a heading and nothing else. */
function showOnly(title, ...paragraphs) {
  put($("top"));
  $("what-if-band").hidden = true;
  put($("main"), h("div", { class: "whole" }, h("div", { class: "page-pane denied" }, h("h1", { id: "candidate", tabindex: "-1" }, title),
    paragraphs.map((words) => h("p", {}, words)))));
  $("main").setAttribute("aria-busy", "false");
  document.title = `rolefit: ${title}`;
  $("candidate").focus();
}

const showDenied = () => showOnly("This address is not complete",
  "“rolefit serve” prints an address that ends in #token= and a long word. Only a page opened with that whole address may see the resumes.",
  "Copy the address from the window in which you started rolefit, and open it here. Every start has an address of its own.");

/** Says above the page that the server does not answer, and keeps what is on screen. */
function showGone() {
  if ($("gone")) return;
  const band = h("p", { id: "gone", class: "what-if-band", role: "alert" }, `▲ ${sentences(GONE.message, GONE.remedy)} `,
    button("Try again", async () => {
      if (await ask("GET", "/health").catch(() => null)) location.reload();
      else announce(GONE.message);
    }, { class: "small" }));
  $("main").before(band);
}

/** Asks for a file and offers it to keep. */
async function fetchFile(path, name) {
  const answer = await call("GET", path);
  const url = URL.createObjectURL(await answer.blob());
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
