// The lines of a posting, with what became of each.

function postingLines() {
  const used = new Map();
  form.role.criteria.forEach((criterion, index) => {
    if (criterion.line) used.set(criterion.line, [...(used.get(criterion.line) ?? []), index]);
  });
  const ignored = new Map((form.role.ignored ?? []).map((it) => [it.line, it]));
  const item = (text, at) => {
    const line = at + 1;
    const criteria = used.get(line);
    const words = text.trim();
    if (!words) return null;
    if (criteria) {
      return h("li", { class: "line used", value: line, "data-line": line }, button(words, () => goTo(criteria[0]), { class: "link-line", id: `line-${line}`,
        "aria-label": `${words}. Leads to ${criteria.map((index) => form.role.criteria[index].label).join(", ")}` }));
    }
    const left = ignored.get(line);
    return h("li", { class: "line ignored", value: line, "data-line": line }, words,
      left?.why ? h("span", { class: "left-out" }, ` ${left.why}`) : null,
      left ? button("Add", () => addLine(words, line), { class: "small", id: `add-${line}`, "aria-label": `Add as a requirement: ${words}` }) : null);
  };
  return h("section", { id: "posting-lines", tabindex: "0", "aria-labelledby": "posting-title" }, h("h3", { id: "posting-title" }, "The posting"),
    h("ol", { class: "lines" }, form.role.posting.map(item)));
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
  const line = document.querySelector(`[data-line="${form.role.criteria[index]?.line}"]`);
  if (!line) return;
  line.classList.add("at");
  const pane = $("posting-lines");
  const above = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (pane.scrollHeight > pane.clientHeight && (above < 0 || above > pane.clientHeight - 40)) pane.scrollTop += above - pane.clientHeight / 3;
}
