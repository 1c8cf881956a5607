// The lines of a posting, with what became of each.

function postingLines() {
  const { criteria, posting, ignored } = form.role;
  const leftOut = new Map((ignored ?? []).map((it) => [it.line, it.why]));
  const item = ({ line, text, became, criteria: ids }) => {
    const words = text.trim();
    const used = criteria.flatMap((it, index) => (ids.includes(it.id) || (it.line === line && it.id === null) ? [index] : []));
    if (used.length) {
      return h("li", { class: "line used", "data-line": line }, button(words, () => goTo(used[0]), { class: "link-line", id: `line-${line}`,
        "aria-label": `${words}. Leads to ${used.map((index) => criteria[index].label).join(", ")}` }));
    }
    const isLost = ids.length > 0;
    const why = isLost ? "left out by you" : leftOut.get(line) ?? became;
    return h("li", { class: "line ignored", "data-line": line }, words, h("span", { class: "left-out" }, ` ${why}`),
      isLost || leftOut.has(line) ? button("Add", () => addLine(words, line),
        { class: "small", id: `add-${line}`, "aria-label": `Add as a requirement: ${words}` }) : null);
  };
  return h("section", { id: "posting-lines", tabindex: "0", "aria-labelledby": "posting-title" }, h("h3", { id: "posting-title" }, "The posting"),
    h("ul", { class: "lines" }, posting.map(item)));
}

/** Goes from a line to its criterion. */
function goTo(index) {
  outline(index);
  $(`crit-${index}`)?.scrollIntoView({ block: "nearest" });
  $(`label-${index}`)?.focus({ preventScroll: true });
}

/** Outlines a criterion and its line. */
function outline(index) {
  form.at = index;
  document.querySelectorAll(".crit.at, .line.at").forEach((it) => it.classList.remove("at"));
  $(`crit-${index}`)?.classList.add("at");
  const criterion = form.role.criteria[index];
  const from = form.role.posting?.find(({ criteria }) => criteria.includes(criterion?.id))?.line ?? criterion?.line;
  const line = document.querySelector(`[data-line="${from}"]`);
  if (!line) return;
  line.classList.add("at");
  const pane = $("posting-lines");
  const above = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (pane.scrollHeight > pane.clientHeight && (above < 0 || above > pane.clientHeight - 40)) pane.scrollTop += above - pane.clientHeight / 3;
}
