// The report's data: an index of all candidates, and blocks with the texts and quotes of some candidates each, which are
// opened when somebody looks at one of them.

let report = null;
const opened = new Map();
const MOST_OPENED = 12;

/** The data's source: packed blocks in this file. `rolefit serve` answers in their place. */
let source = { index: () => unpack("index"), details: (person) => detailsInBlock(person) };

/** Unpacks the element with this id: base64, deflate, JSON. */
async function unpack(id) {
  const packed = Uint8Array.from(atob($(id).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

/** Joins what the index says of a candidate in several places. */
function prepare(report) {
  report.byShort = new Map();
  // The files of each person who has several.
  report.files = new Map();
  report.people.forEach((person, index) => {
    person.index = index;
    person.short = (person.content ?? "").replace("blake3:", "").slice(0, 12) || "file";
    // Copies of one file differ in nothing but their place.
    if (report.byShort.has(person.short)) person.short += `-${index + 1}`;
    report.byShort.set(person.short, person);
    if (person.same) report.files.set(person.same, [...report.files.get(person.same) ?? [], person]);
    const places = new Map(person.ranks.map(([index, rank, group]) => [index, { rank, group }]));
    for (const standing of person.roles) {
      standing.person = person;
      // No rank: a cut-off hides the row.
      ({ rank: standing.rank, group: standing.group } = places.get(standing.role) ?? { rank: null, group: null });
    }
  });
  return report;
}

/** Text and verdicts of a candidate. */
const details = (person) => source.details(person);

async function detailsInBlock(person) {
  const block = Math.floor(person.index / report.per_block);
  if (!opened.has(block)) {
    opened.set(block, unpack(`block-${block}`));
    if (opened.size > MOST_OPENED) opened.delete(opened.keys().next().value);
  }
  return (await opened.get(block))[person.index % report.per_block];
}

/** The candidate's standing in the role that is shown. */
const standingOf = (person, role = view.role) => person.roles.find((standing) => standing.role === role) ?? null;

/** The details of the role that is shown. */
const roleDetails = (detail, role = view.role) => detail.roles.find((entry) => entry.role === role) ?? null;

const role = () => report.roles[view.role];

const STATUS = { m: "met", p: "shown in part", x: "not shown in the resume", "?": "could not be read" };
const MARK = { m: "✓", p: "◐", x: "○", "?": "?" };
const STRENGTH = { d: "demonstrated", c: "claimed", m: "mentioned" };

/** The letter that a criterion is marked with: a criterion that is met by claims alone is not ticked like a deed. */
function markOf(standing, criterion) {
  const weak = standing.claimed[criterion] + standing.mentioned[criterion];
  const letter = standing.status[criterion];
  return letter === "m" && weak > 0 && weak >= standing.credit[criterion] ? "p" : letter;
}

/** Every status letter of a standing. */
const statusOf = (standing, criterion) => standing.status[criterion];

/** True if the criterion is a requirement, and neither a duty nor the time that rolefit adds. */
const isRequirement = (criterion) => criterion.kind !== "duty" && !criterion.tenure;
const isMust = (criterion) => criterion.priority === "must" && isRequirement(criterion);

/** The program's words for the must-haves as a row says them: "3 of 4 must-haves", "1 must-have contradicted". */
function mustHaves({ musts }) {
  if (musts === "none asked") return "";
  if (musts.endsWith(" shown")) return musts.replace(/ shown$/, " must-haves");
  if (musts.endsWith(" contradicted")) return musts.replace(/ contradicted$/, (it) => ` must-have${musts.startsWith("1 ") ? "" : "s"}${it}`);
  return `must-haves: ${musts}`;
}

const isContradicted = ({ musts }) => musts.endsWith(" contradicted");

/** True for a file that a person should read: not read, read in part, or in another language. */
const isByHand = (person) => person.status !== "scored";
