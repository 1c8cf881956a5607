// A role in a form: the lines of its posting on the left, its criteria on the right.

const PRIORITIES = ["must", "should", "nice"];

const form = {
  /** The role as it is edited, and as the server last had it. */
  id: null, role: null, before: "",
  /** What the server refused, each with its criterion. */
  refused: [],
  /** The criterion whose line is outlined. */
  at: null,
};

const isEdited = () => form.role !== null && JSON.stringify(form.role) !== form.before;
const unconfirmed = () => form.role.criteria.filter((it) => it.priority === "must" && it.confirmed === false);

/** Opens a role for review. */
const openRole = (id) => attempt(async () => showRole(await ask("GET", `/roles/${encodeURIComponent(id)}`)));

function showRole(model) {
  takeRole(model);
  view.page = "role";
  view.top = 0;
  changed(true);
  $("candidate")?.focus();
}

function takeRole(model) {
  form.id = model.id;
  Object.assign(form, { role: model, before: JSON.stringify(model), refused: [], at: null });
  moves.people = null;
}

async function drawRole() {
  const wanted = form.id ?? report.roles[0]?.id;
  if (wanted && form.role?.id !== wanted && !isEdited()) {
    const model = await attempt(() => ask("GET", `/roles/${encodeURIComponent(wanted)}`));
    if (view.page !== "role") return;
    if (model) takeRole(model);
  }
  if (!form.role) {
    put($("whole"), h("div", { class: "page-pane" }, h("h2", { id: "candidate", tabindex: "-1" }, "Role"),
      h("p", { class: "empty" }, "Give a posting or choose a role under Resumes.")));
    return;
  }
  const hasPosting = Boolean(form.role.posting?.length);
  put($("whole"), h("div", { class: "page-pane role-page" }, roleHead(hasPosting),
    h("div", { class: hasPosting ? "role-sides" : "role-side" }, hasPosting ? postingLines() : null,
      h("section", { id: "criteria", "aria-labelledby": "criteria-title" }, criteriaHead(), criteriaList(), addCriterion())),
    roleFoot()));
}

/** Draws the form anew where people are in it. */
function redrawRole() {
  if (view.page !== "role") return;
  const focus = focused();
  const panes = ["whole", "posting-lines", "criteria"];
  const tops = panes.map((id) => $(id)?.scrollTop ?? 0);
  drawRole();
  panes.forEach((id, index) => { if ($(id)) $(id).scrollTop = tops[index]; });
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
}

function roleHead(hasPosting) {
  const field = (id, label, value, set, properties = {}) => {
    const input = h("input", { id, autocomplete: "off", maxlength: 200, oninput: () => edited(() => set(input.value), false), ...properties });
    input.value = value;
    return h("p", { class: "field" }, h("label", { for: id }, label), input);
  };
  return [h("h2", { id: "candidate", tabindex: "-1" }, form.role.title, " ",
    h("span", { class: "file" }, { "built-in": "built in", draft: "draft from a posting", saved: "saved" }[form.role.source] ?? "")),
  hasPosting ? h("p", { class: "sub" }, "Lines of the posting are on the left, and what rolefit made of them is on the right. Grey lines are left ",
    "out. A must-have decides something only after you confirm it: confirm it if nobody without it could do the job.") : null,
  (form.role.warnings ?? []).map((it) => h("p", { class: "amber" }, "▲ ", it.line ? `Line ${it.line}: ` : "", it.message)),
  h("div", { class: "fields" },
    field("role-title", "Title", form.role.title, (value) => { form.role.title = value; }),
    field("other-titles", "Other titles, with commas between", (form.role.other_titles ?? []).join(", "),
      (value) => { form.role.other_titles = value.split(",").map((it) => it.trim()).filter(Boolean); }))];
}

/** Notes a change. Fields that somebody writes in are left as they are. */
function edited(change, anew = true) {
  change();
  form.refused = [];
  if (anew) redrawRole();
  else drawRoleFoot();
  awaitMoves();
}

function criteriaHead() {
  const { criteria } = form.role;
  const musts = criteria.filter((it) => it.priority === "must").length;
  return h("h3", { id: "criteria-title" }, [count(criteria.length, "criterion").replace("criterions", "criteria"),
    count(musts, "must-have"), unconfirmed().length ? `${unconfirmed().length} not confirmed` : null].filter(Boolean).join(", "));
}

const criteriaList = () => h("ul", { class: "crits" }, form.role.criteria.map(criterionForm));

function criterionForm(criterion, index) {
  const label = h("input", { id: `label-${index}`, class: "crit-label", autocomplete: "off", maxlength: 200, "aria-label": "Name of the criterion",
    oninput: () => edited(() => { criterion.label = label.value; }, false) });
  label.value = criterion.label ?? "";
  const refusals = form.refused.filter((it) => it.criterion && it.criterion === criterion.id);
  const needs = criterion.priority === "must" && criterion.confirmed === false;
  const priority = (name) => button(name, () => edited(() => setPriority(criterion, name)),
    { id: `${name}-${index}`, class: "small", "aria-pressed": String(criterion.priority === name) });
  return h("li", { class: `crit${form.at === index ? " at" : ""}`, id: `crit-${index}`, onfocusin: () => outline(index),
    // A form that scrolls under a pointer at rest is no movement.
    onpointermove: (event) => { if ((event.movementX || event.movementY) && form.at !== index) outline(index); } },
    h("div", { class: "crit-top" }, label,
      h("div", { class: "priorities", role: "group", "aria-label": `Priority of ${criterion.label}` }, PRIORITIES.map(priority)),
      button("Leave out", () => edited(() => form.role.criteria.splice(index, 1)),
        { class: "small", id: `leave-${index}`, "aria-label": `Leave out ${criterion.label}` })),
    criterion.text && criterion.text !== criterion.label ? h("p", { class: "why" }, criterion.text) : null,
    needs ? h("p", { class: "amber why" }, "▲ must-have, not confirmed") : null,
    refusals.map(refusalLine),
    criterion.id ? moreOfCriterion(criterion, index) : null);
}

const refusalLine = ({ message, remedy }) => h("p", { class: "amber", role: "alert" }, "▲ ", sentences(message, remedy));

/** Weight and words, folded. */
function moreOfCriterion(criterion, index) {
  const weight = h("input", { id: `weigh-${index}`, type: "number", min: 0, max: 10, step: 0.1, oninput: () => {
    if (weight.value !== "" && weight.checkValidity()) edited(() => { criterion.weight = Number(weight.value); }, false);
  } });
  weight.value = criterion.weight ?? "";
  const parts = criterion.parts ?? [];
  const hasOwn = (part) => Array.isArray(part.words);
  const words = parts.filter((part) => !hasOwn(part)).map((part) => part.words_for_people ?? part.name ?? "").filter(Boolean);
  return h("details", { class: "crit-more", open: form.open === criterion, ontoggle: (event) => {
    if (event.target.open) form.open = criterion;
    else if (form.open === criterion) form.open = null;
  } },
    h("summary", {}, [criterion.kind, criterion.defining ? "defining" : null, criterion.line ? `line ${criterion.line}` : null,
      `weight ${criterion.weight}`].filter(Boolean).join(" · ")),
    h("p", {}, h("label", { for: `weigh-${index}` }, "Weight, 0 to 10 "), weight),
    words.length ? h("p", { class: "why" }, `Looks for ${words.join("; ")}`) : null,
    parts.map((part, at) => (hasOwn(part) ? partWords(part, `${index}-${at}`) : null)));
}

/** Phrases of a part, one per line. */
function partWords(part, id) {
  const area = h("textarea", { id: `words-${id}`, rows: Math.min(6, part.words.length + 1), oninput: () => edited(() => {
    part.words = area.value.split("\n").map((it) => it.trim()).filter(Boolean);
  }, false) });
  area.value = part.words.join("\n");
  return h("p", { class: "field" }, h("label", { for: `words-${id}` }, `Words to look for${part.name ? ` (${part.name})` : ""}, one per line`), area);
}

/** A person who makes something a must-have has confirmed it. */
function setPriority(criterion, name) {
  if (criterion.priority !== name) criterion.confirmed = true;
  criterion.priority = name;
}

function addCriterion() {
  const text = h("input", { id: "new-criterion", autocomplete: "off", maxlength: 300, placeholder: "Three years of experience in retail" });
  return h("form", { class: "add", onsubmit: (event) => {
    event.preventDefault();
    if (text.value.trim()) addLine(text.value.trim(), null);
  } }, h("label", { for: "new-criterion" }, "Another requirement"), text, h("button", { class: "small", id: "add-criterion" }, "Add"));
}

function addLine(text, line) {
  edited(() => form.role.criteria.push({ id: null, text, label: text, priority: "should", confirmed: true, line, parts: [] }));
  announce(`Added ${text}`);
  $("new-criterion")?.focus();
}
