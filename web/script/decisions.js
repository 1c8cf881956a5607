// People's decisions, for one role and one person. A report keeps them in this browser and exports them as the table that
// `rolefit rank --decisions` reads. They never change a score.

const DECISIONS = { invite: ["Invite", "1"], hold: ["Hold", "2"], decline: ["Decline", "3"] };
const SIGN = { invite: "✓", hold: "‖", decline: "–" };
const REASONS = ["A must-have was asked for and is not there", "Others show more of what the role needs",
  "Place, hours or pay do not fit", "Withdrew", "The position is filled"];
const COLUMNS = ["content", "role", "decision", "reason", "note", "who", "date", "blind", "candidate"];

let made = {};
const undone = [];

/** The keeper of decisions, by role and content: this browser. `rolefit serve` keeps them in a file. */
let shelf = {
  get: (key) => made[key],
  set(key, decision) {
    // Another window may have decided on somebody else meanwhile.
    made = { ...memory.get("decisions", {}) };
    made[key] = decision;
    if (!memory.set("decisions", made)) toast("This browser keeps nothing for this page: export decisions before you close it.");
  },
};

const decisionKey = (person, index = view.role) => `${report.roles[index].id} ${person.content}`;

/** The decision on a person for a role: the one made here, else the one that the report came with. */
function decisionOf(person, index = view.role) {
  const here = shelf.get(decisionKey(person, index));
  if (here !== undefined) return here;
  const given = person.decisions ?? [];
  const id = report.roles[index].id;
  return given.find((it) => it.role === id) ?? given.find((it) => !it.role) ?? null;
}

/** A decision on another file of the same person, for the same role. */
const decisionElsewhere = (person) => report.files.get(person.same)?.map((other) => decisionOf(other)).find(Boolean) ?? null;

/** True if somebody decided on the person, on this file or on another one. */
const isDecided = (person) => Boolean(decisionOf(person) ?? decisionElsewhere(person));

/** The decision's own words; a table may hold any. */
const decisionWord = (decision) => (DECISIONS[decision.decision]?.[0] ?? decision.decision) || "decided";

async function decide(person, decision) {
  if (!person?.content) return;
  let more = {};
  if (decision === "decline") {
    more = await askReason(person);
    if (!more) return;
  }
  const key = decisionKey(person);
  undone.push([key, shelf.get(key), person]);
  const date = new Date();
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
  const blind = view.blind || report.run.blind;
  shelf.set(key, { role: role().id, decision, reason: "", note: "", who: memory.get("who", ""), ...more, date: day, blind });
  const next = nextUndecided(person);
  if (next) view.person = next;
  changed(Boolean(next));
  toast(`${decisionWord({ decision })}: ${nameOf(person)}.`, button("Undo (u)", () => undo()));
}

/** Takes the last decision back, or the decision on `person`. */
function undo(person = null) {
  const last = undone.findLastIndex(([, , whom]) => !person || whom === person);
  if (last >= 0) {
    const [[key, before, whom]] = undone.splice(last, 1);
    shelf.set(key, before);
    view.person = whom;
    changed();
    toast(`Undone: ${nameOf(whom)}.`);
  } else if (person && decisionOf(person)) {
    shelf.set(decisionKey(person), null);
    changed();
    toast(`Undone: ${nameOf(person)}.`);
  }
}

/** The next in the list on whom nobody has decided: below, else from the top. */
function nextUndecided(person) {
  const entries = listed();
  const at = entries.findIndex((it) => it === person);
  return [...entries.slice(at + 1), ...entries.slice(0, Math.max(at, 0))].find((it) => !isDecided(it)) ?? null;
}

/** Asks for the job-related reason of declining. Resolves to null if that is called off. */
function askReason(person) {
  const reasons = memory.get("reasons", REASONS);
  return new Promise((resolve) => {
    const own = h("input", { id: "own-reason", autocomplete: "off", maxlength: 200 });
    const note = h("input", { id: "note", autocomplete: "off", maxlength: 300 });
    const who = h("input", { id: "who", autocomplete: "off", maxlength: 80 });
    who.value = memory.get("who", "");
    const choice = (reason, index) => h("li", {},
      h("label", {}, h("input", { type: "radio", name: "reason", value: reason, checked: index === 0 }), reason),
      button("Remove", (event) => {
        memory.set("reasons", memory.get("reasons", REASONS).filter((it) => it !== reason));
        event.target.closest("li").remove();
      }, { class: "small", "aria-label": `Remove the reason ${reason}` }));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "decline-title", onclose: () => {
      dialog.remove();
      resolve(dialog.returnValue === "decline" ? answer() : null);
    } }, h("form", { method: "dialog" },
      h("h2", { id: "decline-title" }, `Decline ${nameOf(person)} for ${role().title}`),
      h("fieldset", {}, h("legend", {}, "Reason, about the job"), h("ul", { class: "reasons" }, reasons.map(choice))),
      h("p", {}, h("label", { for: "own-reason" }, "Another reason, which joins the list "), own),
      h("p", {}, h("label", { for: "note" }, "Note "), note),
      h("p", {}, h("label", { for: "who" }, "Decided by "), who),
      h("p", { class: "buttons" }, h("button", { value: "decline", class: "main" }, "Decline"),
        h("button", { value: "cancel", formnovalidate: true }, "Cancel"))));
    const answer = () => {
      const reason = own.value.trim() || dialog.querySelector("input[name=reason]:checked")?.value || "";
      if (own.value.trim()) memory.set("reasons", [...new Set([...memory.get("reasons", REASONS), own.value.trim()])]);
      memory.set("who", who.value.trim());
      return { reason, note: note.value.trim(), who: who.value.trim() };
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A cell that no spreadsheet runs as a formula. */
const harmless = (cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) && cell !== "-" ? `'${cell}` : cell);
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** All decisions as CSV: those made here and those that the report came with. */
function decisionsTable() {
  const rows = report.people.filter((person) => person.content).flatMap((person) =>
    report.roles.flatMap((it, index) => {
      const decision = decisionOf(person, index);
      if (!decision) return [];
      const cells = { ...decision, role: decision.role ?? "", content: person.content, blind: decision.blind ? "yes" : "",
        candidate: report.run.blind ? "" : person.id };
      return [COLUMNS.map((column) => cells[column] ?? "")];
    }));
  const lines = [COLUMNS, ...new Map(rows.map((row) => [`${row[1]} ${row[0]}`, row])).values()];
  return lines.map((row) => row.map((cell) => quoted(harmless(String(cell)))).join(",") + "\r\n").join("");
}

function exportDecisions() {
  download("decisions.csv", decisionsTable(), "text/csv;charset=utf-8");
  toast("Saved decisions.csv. `rolefit rank … --decisions decisions.csv` shows the decisions in every output.");
}
