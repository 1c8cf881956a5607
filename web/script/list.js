// The list on the left: tiles, worklist, and the ranking, whose rows are drawn as they scroll into view.

const ROWS_BEYOND = 6;
let entries = [];
let drawnFrom = -1;
let drawnTo = -1;

/** The candidates in the order of the list: the worklist, then the ranking. */
const listed = () => [...byHand(), ...shown().map(({ person }) => person).filter((person) => !isByHand(person))];

const listTop = () => $("scroll")?.scrollTop ?? 0;

function tiles() {
  const counted = Object.fromEntries(BANDS.map((band) => [band, ranking.filter((it) => it.standing.band === band).length]));
  const hand = report.people.filter(isByHand).length;
  const undecided = report.people.filter((person) => !isDecided(person)).length;
  const tile = (name, number, words) => button([h("b", {}, number.toLocaleString("en")), " ", words], () => {
    if (!view.filter.delete(name)) view.filter.add(name);
    if (name === "hand") view.worklist = view.filter.has("hand");
    view.top = 0;
    changed();
  }, { class: "tile", "data-tile": name, "aria-pressed": String(view.filter.has(name)) });
  return h("div", { class: "tiles", role: "group", "aria-label": "Show only" },
    BANDS.map((band) => tile(band, counted[band], BAND_WORDS[band])),
    tile("hand", hand, "read by hand"), tile("undecided", undecided, "undecided"));
}

/** What a filter leaves, and how to lift it, where it leaves nobody. */
function nobody() {
  if (!ranking.length) return h("p", { class: "empty" }, report.people.length
    ? "No candidate has a score for this role." : added.empty());
  const names = [...view.filter].filter((it) => it !== "hand").map((it) => `“${BAND_WORDS[it] ?? it}”`);
  if (view.query) names.push(`“${view.query}”`);
  return h("div", { class: "empty" }, h("p", {}, `Nobody in this list is ${series(names)}.`), button("Clear the filters", () => {
    view.filter.clear();
    view.query = "";
    changed();
  }));
}

/** Says what most resumes leave open, where nobody is a strong match. */
function nobodyStrong() {
  const someStrong = ranking.some((it) => it.standing.band === "strong");
  if (someStrong || ranking.length < 2 || view.filter.size || view.query) return null;
  const least = shownLeast(isRequirement).slice(0, 2).map((it) => role().criteria[it.criterion].label);
  return h("p", { class: "note" }, `Nobody is a strong match. Shown least: ${series(least)}. `,
    button("Check what the role asks for", () => { view.page = added.pages.role ? "role" : "overview"; changed(true); }, { class: "link" }));
}

/** Criteria that pass `test`, with the number of candidates who show them, least first. */
function shownLeast(test) {
  const rows = role().criteria.flatMap((criterion, index) => {
    if (!test(criterion)) return [];
    const shows = ranking.filter((it) => "mp".includes(statusOf(it.standing, index))).length;
    return [{ criterion: index, shows, of: ranking.length }];
  });
  return rows.sort((a, b) => a.shows - b.shows || a.criterion - b.criterion);
}

function worklist() {
  const files = byHand();
  if (!files.length) return null;
  const kinds = new Map();
  for (const person of files) kinds.set(person.code ?? "other", (kinds.get(person.code ?? "other") ?? 0) + 1);
  const words = [...kinds].map(([code, number]) => `${number} ${code}`).join(", ");
  const row = (person) => h("li", {},
    h("p", {}, button(nameOf(person), () => select(person), { class: "name", "aria-current": current(person) }),
      h("span", { class: "amber" }, "▲ ", person.status === "partial" ? "read in part" : "not read"), decisionMark(person)),
    h("p", { class: "reason" }, person.remarks[0] ?? ""),
    h("p", {}, button("Open", () => select(person), { class: "small" }), Object.entries(DECISIONS).map(([name, [word]]) =>
      button(word, () => decide(person, name), { class: "small", "aria-pressed": String(decisionOf(person)?.decision === name) }))));
  return h("details", { class: "worklist", open: view.worklist, ontoggle: (event) => {
    view.worklist = event.target.open;
  } }, h("summary", {}, h("span", { class: "amber" }, "▲ "), `Read by hand: ${count(files.length, "file")} (${words})`),
    h("ul", {}, files.map(row)));
}

function decisionMark(person) {
  const decision = decisionOf(person);
  if (decision) {
    const word = decisionWord(decision);
    return h("span", { class: "decision", title: decision.reason || null }, SIGN[decision.decision] ?? "•", " ", word);
  }
  return decisionElsewhere(person) ? h("span", { class: "decision elsewhere" }, "decided on an earlier file") : null;
}

const current = (person) => (view.person === person ? "true" : null);

/** A row of the ranking. */
function row({ standing, person, place, tied, group }, at) {
  const first = entries[at - 1]?.group !== group;
  const last = entries[at + 1]?.group !== group;
  const bracket = first && last ? "" : `bracket${first ? " first" : ""}${last ? " last" : ""}`;
  const files = report.files.get(person.same)?.length ?? 1;
  const same = files > 1 ? h("span", { class: "mark", title: `${files} files seem to be of the same person` }, ` ×${files} files`) : null;
  const musts = mustHaves(standing);
  const since = person.since ? h("span", { class: "since" }, ` ${person.since}`) : null;
  return h("tr", { role: "row", "aria-rowindex": at + 2, "aria-current": current(person), class: "row",
    "data-short": person.short, onclick: () => select(person) },
  h("td", { role: "cell", class: `close ${bracket}` }, bracket && (first || at === drawnFrom) ? closeWords(at, group) : null),
  h("td", { role: "cell", class: "rank" }, `${tied ? "=" : ""}${place}`),
  h("td", { role: "cell", class: "who" }, button(nameOf(person), (event) => {
    event.stopPropagation();
    select(person);
  }, { class: "name" }), same, h("span", { class: "title" }, person.title), since),
  h("td", { role: "cell", class: "score" }, bar(standing), h("span", { class: "number" }, whole(score(standing)))),
  h("td", { role: "cell", class: "facts" }, h("span", { class: `band ${standing.band}` }, BAND_WORDS[standing.band] ?? "no band"),
    musts ? h("span", { class: "musts" }, musts, isContradicted(standing) ? h("span", { class: "amber" }, " ▲") : null) : null,
    isByHand(person) ? h("span", { class: "amber" }, "▲ partly read") : null),
  h("td", { role: "cell", class: "quote", title: standing.quote || null }, standing.quote ? `“${standing.quote}”` : ""),
  h("td", { role: "cell", class: "decided" }, decisionMark(person)));
}

/** Names a bracket beside the rows that it joins, as far as they are drawn. */
function closeWords(at, group) {
  let rows = 1;
  while (at + rows < drawnTo && entries[at + rows]?.group === group) rows += 1;
  const words = rows < 3 ? "close" : "order within says little";
  return h("span", { class: "close-words", title: "Too close to call: the order within this group says little",
    style: { height: `${rows * rowHeight() - 8}px` } }, words);
}

let measured = 0;
function rowHeight() {
  if (!measured) {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    measured = Number.parseFloat(getComputedStyle($("list")).getPropertyValue("--row")) * size;
  }
  return measured;
}

/** Draws the rows that are in view, and some beyond. */
function drawRows(anew = false) {
  const scroll = $("scroll");
  if (!scroll || !$("rows")) return;
  const height = rowHeight();
  const above = $("rows").offsetTop - scroll.offsetTop;
  const from = printing ? 0 : Math.max(0, Math.floor((scroll.scrollTop - above) / height) - ROWS_BEYOND);
  const to = printing ? entries.length
    : Math.min(entries.length, Math.ceil((scroll.scrollTop - above + scroll.clientHeight) / height) + ROWS_BEYOND);
  if (!anew && from === drawnFrom && to === drawnTo) return;
  const focused = document.activeElement?.closest?.("tr")?.dataset.short;
  [drawnFrom, drawnTo] = [from, to];
  const space = (rows) => h("tr", { class: "space", "aria-hidden": "true", style: { height: `${rows * height}px` } });
  const drawn = entries.slice(from, to).map((entry, index) => row(entry, from + index));
  put($("rows"), space(from), ...drawn, space(entries.length - to));
  if (focused) $("rows").querySelector(`tr[data-short="${focused}"] .name`)?.focus({ preventScroll: true });
}

function drawList() {
  entries = view.filter.has("hand") && view.filter.size === 1 ? [] : shown();
  const only = view.filter.has("hand") && view.filter.size === 1;
  const columns = ["too close to call", "rank", "candidate and current title", "score", "band and must-haves", "quote", "decision"];
  const table = h("table", { role: "table", "aria-rowcount": entries.length + 1, "aria-label": `Ranking for ${role().title}` },
    h("thead", { role: "rowgroup", class: "unseen" },
      h("tr", { role: "row", "aria-rowindex": 1 }, columns.map((it) => h("th", { role: "columnheader", scope: "col" }, it)))),
    h("tbody", { id: "rows", role: "rowgroup" }));
  const list = h("section", { id: "list", class: "list", "aria-label": "Candidates" },
    added.above(), h("div", { id: "scroll", class: "scroll", onscroll: () => drawRows() }, worklist(),
      role().mostly_mentions ? h("p", { class: "note" }, "Mostly word overlap; read before deciding.") : null, nobodyStrong(),
      entries.length ? table : only ? null : nobody()),
    h("p", { class: "foot" }, "An order for reading. People decide.", hiddenWords(), added.foot()));
  return list;
}

function hiddenWords() {
  const hidden = role().hidden;
  return hidden ? ` ${count(hidden, "candidate")} hidden by the cut-offs; nobody is rejected.` : "";
}

/** Opens a candidate. */
function select(person, keepPage = false) {
  const step = view.person !== person;
  view.person = person;
  view.criterion = null;
  if (!keepPage) view.page = "person";
  changed(step);
}

/** Scrolls the list so that the open candidate is in view. */
function reveal() {
  const at = entries.findIndex(({ person }) => person === view.person);
  const scroll = $("scroll");
  if (at < 0 || !scroll || !$("rows")) return;
  const top = $("rows").offsetTop - scroll.offsetTop + at * rowHeight();
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  else if (top + rowHeight() > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + rowHeight() - scroll.clientHeight;
  drawRows();
}
