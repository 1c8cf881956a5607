// The first screen: resumes on the left, the role on the right, and "Rank".

const start = {
  /** The role that is chosen, the posting that is written, and what stood in the way of reading it. */
  role: "", posting: "", trouble: null,
};

/** A button in front of a hidden input for files. */
function filesButton(words, properties, take) {
  const input = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
    take(input);
    input.value = "";
  }, ...properties });
  return [button(words, () => input.click(), { id: `${properties.id}-button` }), input];
}

function drawFiles() {
  const roleOptions = state.roles.map((it) => h("option", { value: it.id, selected: it.id === start.role },
    it.title, it.source === "built-in" ? null : ` (${it.source === "draft" ? "from a posting" : "yours"})`));
  put($("whole"), h("div", { class: "page-pane start" },
    h("h2", { id: "candidate", tabindex: "-1" }, "Rank resumes for a role"),
    h("p", { class: "sub" }, "Files stay on this computer, in a folder that is emptied when rolefit ends. Nothing is sent to a network."),
    h("div", { class: "two" }, resumesPlace(), rolePlace(roleOptions)),
    h("p", { class: "buttons" }, button("Rank", () => startJob(start.role), { id: "rank", class: "main", disabled: Boolean(lacking()) }),
      h("span", { class: "sub", id: "lacking" }, lacking()))));
  drawTaking();
}

/** Says what is lacking before "Rank", while fields stay as they are. */
function drawLacking() {
  $("rank").disabled = Boolean(lacking());
  $("lacking").textContent = lacking();
}

const lacking = () => [taking.stop ? "Resumes are on their way." : hasFiles() ? null : "Add resumes.", start.role ? null : "Choose a role, or give a posting."].filter(Boolean).join(" ");

function resumesPlace() {
  return dropPlace(h("section", { class: "drop", id: "drop-files", "aria-labelledby": "resumes-title" },
    h("h3", { id: "resumes-title" }, "1. Resumes"),
    h("p", {}, "Drop files, folders or a ZIP here."),
    h("p", { class: "buttons" },
      filesButton("Choose files", { multiple: true, id: "choose-files" }, (input) => takeIn(chosen(input))),
      filesButton("Choose a folder", { webkitdirectory: true, id: "choose-folder" }, (input) => takeIn(chosen(input)))),
    hasFiles() ? null
      : h("p", {}, button("Try with sample resumes", () => attempt(async () => {
        state.files = { ...state.files, ...await ask("POST", "/files/sample") };
        changed();
        announce(filesWords());
      }), { id: "sample" }), h("span", { class: "sub" }, " Invented people.")),
    h("p", {}, h("b", { id: "files-words" }, filesWords()), " ",
      state.files.count ? button("Remove all", () => attempt(async () => {
        await ask("DELETE", "/files");
        taking.refused = [];
        await loadState();
        changed();
      }), { class: "small", id: "remove-all" }) : null),
    h("div", { id: "taking" })), async (transfer) => takeIn(await dropped(transfer)));
}

function rolePlace(options) {
  const posting = h("textarea", { id: "posting", rows: 7, placeholder: "Drop a job posting here, or paste its text", oninput: () => {
    start.posting = posting.value;
    $("read-posting").disabled = !posting.value.trim();
  } });
  posting.value = start.posting;
  const pick = h("select", { id: "pick-role", onchange: () => {
    start.role = pick.value;
    changed();
  } }, h("option", { value: "" }, "Choose a role …"), options);
  return dropPlace(h("section", { class: "drop", id: "drop-posting", "aria-labelledby": "role-step" },
    h("h3", { id: "role-step" }, "2. Role"),
    h("label", { for: "posting" }, "The posting"), posting,
    h("p", { class: "buttons" }, button("Read the posting", () => readPosting({ text: start.posting }),
      { id: "read-posting", disabled: !start.posting.trim() }),
    filesButton("Choose a posting", { id: "choose-posting" }, (input) => readPostingFile(input.files[0]))),
    start.trouble ? h("p", { class: "amber", role: "alert" }, "▲ ", start.trouble) : null,
    h("p", {}, h("label", { for: "pick-role" }, "or a role that is there "), pick, " ",
      start.role ? button("Look at it", () => openRole(start.role), { class: "small", id: "look" }) : null)),
  (transfer) => {
    const [file] = transfer.files;
    const text = transfer.getData("text/plain");
    if (file) readPostingFile(file);
    else if (text) readPosting({ text });
  });
}

/** The endings of postings that are text. All others go to the server as they are. */
const TEXTS = /\.(txt|md|markdown)$/i;
const PAGES = /\.x?html?$/i;

async function readPostingFile(file) {
  if (!file) return;
  const read = async () => {
    if (TEXTS.test(file.name)) return { text: await file.text() };
    return PAGES.test(file.name) ? { html: await file.text() } : file;
  };
  readPosting(await read(), file.name);
}

/** Makes a draft of a role from a posting, and opens it for review. */
async function readPosting(posting, name = "") {
  start.trouble = null;
  try {
    const query = posting instanceof Blob ? `?name=${encodeURIComponent(name)}` : "";
    const draft = await ask("POST", `/roles/import${query}`, posting);
    await loadState();
    start.role = draft.id;
    showRole(draft);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "gone" || error.status === 401) {
      complain(error);
      return;
    }
    start.trouble = error.words;
    changed();
    announce(error.words);
  }
}
