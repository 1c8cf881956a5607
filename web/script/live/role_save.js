// The end of a role's form: who would move, "Confirm must-haves", "Save" and "Rank".

const moves = { people: null, timer: 0, turn: 0 };

/** True if the form's role is the one that the list on screen is ranked for. */
const isRanked = () => report.people.length > 0 && report.roles[0]?.id === form.role?.id;

/** Many fields lie between the first criterion and the button that follows from them. */
const shortcut = () => h("kbd", { "aria-hidden": "true" }, "Ctrl ↵");
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || view.page !== "role") return;
  event.preventDefault();
  document.querySelector("#role-foot .main:enabled")?.click();
});

function roleFoot() {
  return h("div", { id: "role-foot", class: "role-foot" }, footParts());
}

const savedWords = () => (state.roles_kept === false
  ? "Saved until rolefit ends. Start it with --roles-dir to keep roles." : `Saved as ${form.role.path}`);

function drawRoleFoot() {
  if ($("role-foot")) put($("role-foot"), footParts());
  if ($("criteria-title")) $("criteria-title").textContent = criteriaHead().textContent;
}

function footParts() {
  const open = unconfirmed().length;
  const hasNew = isEdited() || form.role.source === "draft";
  const general = form.refused.filter((it) => !it.criterion || !form.role.criteria.some(({ id }) => id === it.criterion));
  const rankWords = isRanked() ? (hasNew ? "Save and rank again" : "Rank again") : "Rank";
  return [
    general.map(refusalLine),
    isRanked() && isEdited() && !form.refused.length ? movesTable() : null,
    h("p", { class: "buttons" },
      open ? button(["Confirm must-haves ", shortcut()], () => confirmMusts(), { id: "confirm", class: "main" }) : null,
      button([rankWords, " ", open ? null : shortcut()], () => saveAndRank(), { id: "rank-role", class: open ? "" : "main", disabled: !hasFiles() }),
      isEdited() ? button("Save", () => attempt(saveRole), { id: "save-role" }) : null,
      isEdited() ? button("Discard changes", () => { takeRole(JSON.parse(form.before)); redrawRole(); }, { id: "discard" }) : null,
      h("span", { class: "sub" }, [hasFiles() ? null : "Add resumes first.",
        open ? `${count(open, "must-have")} not confirmed: until then ${open === 1 ? "it decides" : "they decide"} nothing.` : null,
        form.role.path && !isEdited() ? savedWords() : null].filter(Boolean).join(" "))),
  ];
}

/** Takes every must-have as one that a person wants, and says so to the server. */
async function confirmMusts() {
  const number = unconfirmed().length;
  for (const criterion of unconfirmed()) criterion.confirmed = true;
  await saveRole();
  announce(`${count(number, "must-have")} confirmed`);
  $("rank-role")?.focus();
}

/** Saves the role. True if the server took it. */
async function saveRole() {
  try {
    const answer = await ask("PUT", `/roles/${encodeURIComponent(form.role.id)}`, form.role);
    takeRole({ ...form.role, ...answer });
    await loadState();
    redrawRole();
    drawTop();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status === 422) {
      refuse(error);
      announce(`Not saved: ${error.words}`);
      document.querySelector("#criteria [role=alert], #role-foot [role=alert]")?.scrollIntoView({ block: "nearest" });
    } else {
      complain(error);
    }
    return false;
  }
}

/** Shows what is wrong with the role, each fault at its criterion. */
function refuse({ list, message, remedy }) {
  form.refused = list?.length ? list : [{ criterion: null, message, remedy }];
  redrawRole();
}

async function saveAndRank() {
  if ((isEdited() || form.role.source === "draft") && !(await saveRole())) return;
  await startJob(form.role.id);
}

/** Asks who would move, some time after the last change. */
function awaitMoves() {
  clearTimeout(moves.timer);
  moves.turn += 1;
  if (!isRanked() || !isEdited()) return;
  moves.people = null;
  moves.timer = setTimeout(async () => {
    const turn = moves.turn;
    const answer = await ask("POST", `/roles/${encodeURIComponent(form.role.id)}/preview`, form.role).catch((error) => error);
    if (turn !== moves.turn) return;
    if (answer instanceof Error) {
      moves.people = null;
      if (answer.status === 422) refuse(answer);
      else complain(answer);
      return;
    }
    moves.people = answer.moves;
    drawRoleFoot();
    announce(movesWords(moves.people));
  }, 600);
}

const movesWords = (people) => (people.length ? `${count(people.length, "candidate")} would move` : "Nobody would move");

const MOST_MOVES = 12;

function movesTable() {
  const { people } = moves;
  if (!people) return h("p", { id: "moves", class: "sub" }, "Counting who would move …");
  const person = (it) => [...report.byShort.values()].find(({ content }) => content === it.content);
  const points = (value) => (value === null || value === undefined ? "–" : Number(value).toFixed(1));
  const far = [...people].sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || a.to - b.to);
  return h("section", { id: "moves", class: "moves", "aria-labelledby": "moves-title" },
    h("h3", { id: "moves-title" }, movesWords(people), people.length > MOST_MOVES ? `; the ${MOST_MOVES} who would move furthest` : ""),
    people.length ? h("div", { class: "sideways", tabindex: "0", role: "region", "aria-label": "Who would move" },
      h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["Candidate", "Place", "Points"].map((it) => h("th", { scope: "col" }, it)))),
        h("tbody", {}, far.slice(0, MOST_MOVES).map((it) => h("tr", {}, h("th", { scope: "row" }, person(it) ? nameOf(person(it)) : it.name),
          h("td", {}, `${it.from ?? "–"} → ${it.to ?? "–"}`), h("td", {}, `${points(it.score_from)} → ${points(it.score_to)}`)))))) : null);
}

/** Opens the role with the weights that were tried, to be saved as its new version. */
async function takeWeights() {
  const [weights, known] = [weightsOf(), role().criteria];
  const model = await attempt(() => ask("GET", `/roles/${encodeURIComponent(role().id)}`));
  if (!model) return;
  $("drawer")?.remove();
  showRole(model);
  edited(() => known.forEach((criterion, index) => {
    const own = form.role.criteria.find((it) => it.label === criterion.label && it.text === criterion.text);
    if (own && weights[index] !== criterion.weight) own.weight = weights[index] / 1000;
  }));
}
