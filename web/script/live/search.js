// A search in the resumes of the store's index.

const searching = { words: "", answer: null, trouble: null, turn: 0 };

function drawSearch() {
  const words = h("input", { id: "search-words", type: "search", autocomplete: "off", maxlength: 500,
    placeholder: '"key account" AND (SAP OR Salesforce)' });
  words.value = searching.words;
  const { answer, trouble } = searching;
  put($("whole"), h("div", { class: "page-pane" }, h("h2", { id: "candidate", tabindex: "-1" }, "Search all resumes of the store"),
    h("form", { class: "add", role: "search", onsubmit: (event) => {
      event.preventDefault();
      searchFor(words.value.trim());
    } }, h("label", { for: "search-words" }, "Words, with AND, OR, NOT and quotes"), words,
    h("button", { class: "main", id: "search-go" }, "Search")),
    trouble ? h("p", { class: "amber", role: "alert" }, "▲ ", trouble) : null,
    answer ? h("p", { class: "sub" }, foundWords(answer)) : null,
    answer?.hits.length ? h("ul", { class: "hits" }, answer.hits.map(hitItem)) : null));
}

const foundWords = ({ total, hits }) => (total
  ? `${count(total, "resume")} found${hits.length < total ? `; the first ${hits.length}` : ""}.` : "No resume has these words.");

/** A resume that was found: a link if it is in the list, too. */
function hitItem(hit) {
  const person = report.people.find(({ content }) => content === hit.content);
  const name = person ? nameOf(person) : hit.name || hit.id;
  return h("li", { class: "hit" }, person ? button(name, () => select(person), { class: "link" }) : h("b", {}, name),
    person && isHidden(person) ? null : h("span", { class: "file" }, ` ${hit.id}`), hit.quote ? h("q", {}, hit.quote) : null);
}

async function searchFor(words) {
  if (!words) return;
  const turn = (searching.turn += 1);
  const answer = await ask("GET", `/search?q=${encodeURIComponent(words)}`).catch((error) => error);
  if (turn !== searching.turn) return;
  const isRefused = answer instanceof Error;
  if (isRefused && (!(answer instanceof Refusal) || answer.status === 401 || answer.code === "gone")) {
    complain(answer);
    return;
  }
  Object.assign(searching, { words, answer: isRefused ? null : answer, trouble: isRefused ? answer.words : null });
  changed();
  announce(isRefused ? answer.words : foundWords(answer));
}
