// Decisions in the file that `--decisions` reads.

/** Decisions by role and content. One without a role holds for all roles. */
const decided = new Map();

async function loadDecisions() {
  const { decisions } = await ask("GET", "/decisions");
  decided.clear();
  for (const decision of decisions) decided.set(`${decision.role} ${decision.content}`, decision);
}

const decisionShelf = {
  get: (key) => decided.get(key) ?? decided.get(key.slice(key.indexOf(" "))) ?? null,
  set(key, decision) {
    const before = decided.get(key);
    const store = (value) => (value ? decided.set(key, value) : decided.delete(key));
    store(decision);
    const [role, content] = key.split(" ");
    ask("PUT", "/decisions", { content, role, decision: null, reason: "", note: "", who: "", blind: false, ...decision && {
      decision: decision.decision, reason: decision.reason, note: decision.note, who: decision.who, blind: Boolean(decision.blind) } })
      .catch((error) => {
        // What is on screen is what the file has.
        store(before);
        changed();
        complain(error);
      });
  },
};
