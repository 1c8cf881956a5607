// What is on screen. The address holds it, so that reload and Back bring it back.

const BANDS = ["strong", "possible", "unlikely"];
const BAND_WORDS = { strong: "strong match", possible: "possible match", unlikely: "little shown" };
const MOST_COMPARED = 5;

/** The additions of `rolefit serve` to the page of a report. */
const added = {
  /** Draws a page, by its name in the address. */
  pages: {},
  tabs: (tabs) => tabs,
  /** The title at the top, the buttons beside the tabs, and a line above the list. */
  title: () => null, tools: () => null, above: () => null,
  /** A button in the band over a ranking of other weights. */
  band: () => null,
  /** The resume of a candidate beside the reasons. */
  resume: (pane) => pane,
  /** The words under the list, after those about cut-offs. */
  foot: () => "",
  /** The words of a list without candidates. */
  empty: () => "There are no candidates in this report.",
  /** The words of the page about itself. */
  about: "Nothing in this page is loaded from or sent to a network. Decisions stay in this browser until you export them.",
  /** Notes in the address, and takes from it. */
  note: () => {}, take: () => {},
  begin: null,
};

const view = {
  role: 0,
  /** The candidate who is open. */
  person: null,
  /** What the right side, or the whole page, shows: person, compare, overview, about, shortlist. */
  page: "person",
  /** Tiles that are pressed: bands, "hand", "undecided". */
  filter: new Set(),
  query: "",
  /** Candidates ticked for a comparison. */
  ticked: [],
  /** The criterion that is marked strongly, and which of its quotes is outlined. */
  criterion: null,
  quote: 0,
  /** True if names are hidden until somebody is decided on. */
  blind: false,
  /** True if the worklist of files to read by hand is unfolded. */
  worklist: false,
};

function address() {
  const parts = new URLSearchParams();
  if (report.roles.length > 1) parts.set("role", role().id);
  if (view.page !== "person") parts.set("page", view.page);
  if (view.person) parts.set("candidate", view.person.short);
  if (view.filter.size) parts.set("show", [...view.filter].join(" "));
  if (view.query) parts.set("find", view.query);
  if (view.ticked.length) parts.set("compare", view.ticked.map((person) => person.short).join(" "));
  added.note(parts);
  return `#${parts}`;
}

function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const wanted = report.roles.findIndex((it) => it.id === parts.get("role"));
  // A page about one candidate begins with the role that fits best.
  const only = report.people.length === 1 ? report.people[0].roles : [];
  const best = [...only].sort((a, b) => (b.score ?? -1) - (a.score ?? -1))[0]?.role ?? 0;
  view.role = wanted < 0 ? best : wanted;
  view.page = parts.get("page") ?? report.start.page;
  view.person = report.byShort.get(parts.get("candidate")) ?? null;
  view.filter = new Set((parts.get("show") ?? "").split(" ").filter(Boolean));
  view.query = parts.get("find") ?? "";
  const ticked = (parts.get("compare") ?? "").split(" ").map((short) => report.byShort.get(short));
  view.ticked = ticked.filter(Boolean).slice(0, MOST_COMPARED);
  view.criterion = null;
  added.take(parts);
}

/** Draws after a change. A `step` is one that Back undoes. */
function changed(step = false) {
  const to = address();
  if (step && to !== location.hash) history.pushState({ top: listTop() }, "", to);
  else history.replaceState({ ...history.state, top: listTop() }, "", to);
  draw();
}

/** True if the name, contact and text of `person` that tell who it is are hidden. */
const isHidden = (person) => view.blind && !decisionOf(person);

const nameOf = (person) => (isHidden(person) || !person.name ? `Candidate ${person.short.slice(0, 6)}` : person.name);

/** The file, where it may be named. */
const fileOf = (person) => (isHidden(person) ? "" : person.id);

const wide = matchMedia("(min-width: 900px)");

/** The ranking of the role that is shown: the best first, equals in the order of the files' contents. */
let ranking = [];
let rankingOf = "";

function rank() {
  const made = `${view.role} ${isWhatIf() ? weightsOf().join(" ") : ""}`;
  if (made === rankingOf) return;
  rankingOf = made;
  const standings = report.people.flatMap((person) => standingOf(person) ?? []).filter((it) => it.rank);
  const scores = new Map(standings.map((it) => [it, score(it) ?? -1]));
  const content = (it) => it.person.content ?? "";
  standings.sort((a, b) => scores.get(b) - scores.get(a) || b.confidence - a.confidence ||
    (content(a) < content(b) ? -1 : content(a) > content(b) ? 1 : a.person.index - b.person.index));
  let [group, first] = [0, Infinity];
  ranking = standings.map((standing, at) => {
    const points = scores.get(standing);
    // Of other weights there are other groups: one begins where the score falls by more than this under the group's first.
    if (first - points > report.close) [group, first] = [group + 1, points];
    return { standing, person: standing.person, points, group: isWhatIf() ? group : standing.group, place: standing.rank, tied: false, at };
  });
  ranking.forEach((entry, at) => {
    const before = ranking[at - 1];
    const level = (other) => other && other.points === entry.points && other.standing.confidence === entry.standing.confidence;
    if (isWhatIf()) entry.place = level(before) ? before.place : at + 1;
    entry.tied = Boolean(level(before) || level(ranking[at + 1]));
  });
}

/** The entries that pass the filters. */
function shown() {
  const bands = BANDS.filter((band) => view.filter.has(band));
  const words = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  return ranking.filter(({ standing, person }) => {
    if (bands.length && !bands.includes(standing.band)) return false;
    if (view.filter.has("undecided") && isDecided(person)) return false;
    return found(person, words, standing.quote);
  });
}

/** The files that a person should read, as far as the filters let them through. */
function byHand() {
  const words = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  return report.people.filter((person) => isByHand(person) && found(person, words, ""));
}

function found(person, words, quote) {
  if (!words.length) return true;
  const all = [nameOf(person), fileOf(person), person.title, quote].join(" ").toLowerCase();
  return words.every((word) => all.includes(word));
}
