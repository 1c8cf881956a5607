// The resume's text with its evidence marked.

/** The text as it may be read: with what tells who it is masked, while names are hidden. */
function readable(detail, person) {
  if (!isHidden(person)) return detail.text;
  if (detail.masked === undefined) {
    let [out, at] = ["", 0];
    for (let mask = 0; mask < detail.masks.length; mask += 2) {
      out += detail.text.slice(at, detail.masks[mask]);
      out += detail.text.slice(detail.masks[mask], detail.masks[mask + 1]).replace(/\S/g, "*");
      at = detail.masks[mask + 1];
    }
    detail.masked = out + detail.text.slice(at);
  }
  return detail.masked;
}

/** What each passage supports: for every span, the criteria with the strength of its support. */
function supportedBy(entry) {
  const supported = new Map();
  entry?.parts.forEach((parts, criterion) => parts.forEach(([, , evidence]) => {
    for (let at = 0; at < evidence.length; at += 2) {
      if (!supported.has(evidence[at])) supported.set(evidence[at], new Map());
      supported.get(evidence[at]).set(criterion, evidence[at + 1]);
    }
  }));
  return supported;
}

/** Cuts the text at the ends of all passages: [start, end, spans over it]. */
function pieces(detail, supported, length) {
  const cuts = new Set([0, length, ...detail.pages]);
  for (const span of supported.keys()) cuts.add(detail.spans[2 * span]).add(detail.spans[2 * span + 1]);
  const ends = [...cuts].sort((a, b) => a - b);
  const starting = new Map();
  for (const span of supported.keys()) {
    const start = detail.spans[2 * span];
    starting.set(start, [...(starting.get(start) ?? []), span]);
  }
  let open = [];
  return ends.slice(0, -1).map((start, index) => {
    open = [...open.filter((span) => detail.spans[2 * span + 1] > start), ...(starting.get(start) ?? [])];
    return [start, ends[index + 1], open];
  });
}

function resume(person, standing, detail, entry) {
  if (!detail.text) return null;
  const text = readable(detail, person);
  const supported = supportedBy(entry);
  const nodes = [];
  for (const [start, end, spans] of pieces(detail, supported, text.length)) {
    const page = detail.pages.indexOf(start);
    if (page > 0) nodes.push(h("span", { class: "page", role: "separator" }, `Page ${page + 1}`));
    const words = text.slice(start, end).replaceAll("\f", "");
    if (!spans.length || !words.trim()) {
      nodes.push(words);
      continue;
    }
    const criteria = new Map(spans.flatMap((span) => [...supported.get(span)]));
    const strong = view.criterion !== null && criteria.has(view.criterion);
    nodes.push(h("mark", { class: strong ? "strong" : "", tabindex: "0", role: "button", "data-spans": spans.join(" "),
      "aria-label": `${words.trim()}. Supports ${count(criteria.size, "criterion").replace("criterions", "criteria")}`,
      onclick: (event) => listSupported(event.currentTarget, criteria),
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          listSupported(event.currentTarget, criteria);
        }
      } }, words));
  }
  const title = detail.pages.length > 1 ? `Resume, ${count(detail.pages.length, "page")}` : "Resume";
  return h("div", { class: "resume-pane", id: "resume", tabindex: "0", role: "region", "aria-label": "Resume" },
    h("h3", {}, title), h("div", { class: "text" }, nodes));
}

/** Scrolls to a passage and outlines it. */
function showPassage(span) {
  const marks = [...document.querySelectorAll("#resume [data-spans]")].filter((it) => it.dataset.spans.split(" ").includes(String(span)));
  document.querySelectorAll("#resume .outlined").forEach((it) => it.classList.remove("outlined"));
  marks.forEach((it) => it.classList.add("outlined"));
  const pane = $("resume");
  if (!marks.length || !pane) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  // Only the pane scrolls, where it has a height of its own.
  if (pane.scrollHeight > pane.clientHeight) {
    const from = marks[0].getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + from - pane.clientHeight / 3, behavior });
  } else {
    marks[0].scrollIntoView({ block: "center", behavior });
  }
}

/** Lists what a marked passage supports, under the passage: in the text, or on an image at `top`. */
function listSupported(mark, criteria, top = "auto") {
  closeSupported();
  const item = ([index, strength]) => h("li", {}, button(role().criteria[index].label, () => {
    closeSupported();
    view.criterion = index;
    view.quote = 0;
    drawPerson().then(() => {
      const chosen = document.querySelector(`button[data-criterion="${index}"]`);
      const pane = $("reasons");
      if (chosen && pane) pane.scrollTop += chosen.getBoundingClientRect().top - pane.getBoundingClientRect().top - 40;
      chosen?.focus();
    });
  }, { class: "link" }), ` ${STRENGTH[strength]}`);
  const list = h("div", { id: "supported", class: "supported", role: "dialog", style: { top }, "aria-label": "What this passage supports",
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      closeSupported();
      mark.focus();
    } },
  h("p", {}, "This passage supports"), h("ul", {}, [...criteria].map(item)), button("Close", () => {
    closeSupported();
    mark.focus();
  }, { class: "small" }));
  mark.after(list);
  list.querySelector("button").focus();
}

function closeSupported() {
  $("supported")?.remove();
}
