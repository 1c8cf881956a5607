// The server's answers in place of the packed blocks of a report.

/** The state of the server: files, roles, job, limits. */
let state = null;

/** An index without a role or a candidate, as before the first ranking. */
const NOTHING = {
  run: { as_of: "", catalog: "", engine: "rolefit", blind: false, contacts: false, mode: "list" },
  start: { page: "files", compare: false }, per_block: 1, close: 5000, gone: [], roles: [], people: [],
};

const NO_DETAILS = { text: "", pages: [], masks: [], spans: [], contact: [], roles: [] };

const MOST_DETAILS = 60;

async function loadState() {
  state = await ask("GET", "/state");
}

const jobPath = () => `/jobs/${running.job.id}`;

const answers = {
  index: () => ask("GET", `${jobPath()}/index`),
  async details(person) {
    // A file without a text has nothing more than its row.
    if (!person.content || person.status === "unreadable") return NO_DETAILS;
    const key = `${running.job.id} ${person.content}`;
    if (!opened.has(key)) {
      const answer = ask("GET", `${jobPath()}/details/${encodeURIComponent(person.content)}`);
      opened.set(key, answer);
      // What was refused once may be there later.
      answer.catch(() => opened.delete(key));
      if (opened.size > MOST_DETAILS) opened.delete(opened.keys().next().value);
    }
    return opened.get(key).catch((error) => {
      complain(error);
      return NO_DETAILS;
    });
  },
};
