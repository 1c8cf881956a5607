// A candidate: what the role asks for and what the resume shows of it, beside the resume.

/** The criteria of the role in the groups that people read them in. */
function groups(standing) {
  const shares = points(standing);
  const all = role().criteria.map((criterion, index) => ({ criterion, index, points: shares[index] }));
  const isShown = ({ index }) => "mp".includes(standing.status[index]);
  const others = all.filter((it) => isRequirement(it.criterion) && !isMust(it.criterion));
  const lost = ({ points: { of, got } }) => of - got;
  return {
    musts: all.filter((it) => isMust(it.criterion)),
    time: all.filter((it) => it.criterion.tenure),
    won: others.filter(isShown).sort((a, b) => b.points.got - a.points.got || a.index - b.index),
    lost: others.filter((it) => !isShown(it)).sort((a, b) => lost(b) - lost(a) || a.index - b.index),
    duties: all.filter((it) => it.criterion.kind === "duty"),
  };
}

const ORDER = "dcm";

/** The quotes of a criterion, strongest first, each once: [span, strength]. */
function quotesOf(entry, index) {
  const quotes = new Map();
  for (const [, , evidence] of entry.parts[index]) {
    for (let at = 0; at < evidence.length; at += 2) {
      const strongest = Math.min(ORDER.indexOf(evidence[at + 1]), quotes.get(evidence[at]) ?? ORDER.length);
      quotes.set(evidence[at], strongest);
    }
  }
  const sorted = [...quotes].sort(([a, x], [b, y]) => x - y || a - b);
  return sorted.map(([span, strength]) => [span, ORDER[strength]]);
}

/** The text of a passage on one line. */
function quoteText(detail, span, person) {
  const text = readable(detail, person);
  return text.slice(detail.spans[2 * span], detail.spans[2 * span + 1]).replace(/\s+/g, " ").trim();
}

function pageOf(detail, span) {
  const start = detail.spans[2 * span];
  return detail.pages.filter((page) => page <= start).length;
}

function criterionItem(person, standing, detail, entry, { criterion, index, points: { got, of } }) {
  const status = standing.status[index];
  const mark = markOf(standing, index);
  const quotes = quotesOf(entry, index);
  const chosen = view.criterion === index;
  const turn = chosen && quotes.length ? ` ${view.quote + 1} of ${quotes.length}` : "";
  const parts = criterion.parts.length > 1 ? h("p", { class: "parts" }, entry.parts[index].map(([letter], part) =>
    h("span", { class: `part ${letter === "x" ? "absent" : ""}` }, MARK[letter], " ", criterion.parts[part]))) : null;
  const reason = entry.why[index];
  const contradicted = entry.contradicted.find(([at]) => at === index);
  return h("li", { class: "criterion" },
    button([h("span", { class: `status s${mark === "?" ? "u" : mark}`, "aria-hidden": "true" }, MARK[mark]), " ",
      h("span", { class: "label" }, criterion.label, h("span", { class: "unseen" }, `, ${mark === status ? STATUS[status] : "claimed"}`)),
      h("span", { class: "points" }, status === "?" ? "not counted" : `${plain(got)} of ${plain(of)}`),
      turn ? h("span", { class: "turn" }, turn) : null],
    () => turnTo(index, quotes), { class: "ask-quote", "aria-pressed": String(chosen), "data-criterion": index,
      disabled: !quotes.length }),
    contradicted ? h("p", { class: "amber" }, "▲ contradicted: ",
      contradicted[1] === null ? reason : h("q", {}, quoteText(detail, contradicted[1], person))) : null,
    criterion.priority === "must" && !criterion.confirmed ? h("p", { class: "why" }, "must-have of the posting, not confirmed by a person") : null,
    h("p", { class: "why" }, reason), parts,
    quotes.length ? h("ul", { class: "quotes" }, quotes.map(([span, strength], at) => h("li", {
      class: `q${strength}${chosen && at === view.quote ? " outlined" : ""}` },
    h("q", {}, quoteText(detail, span, person)),
    strength === "d" ? null : h("span", { class: "weak" }, ` ${STRENGTH[strength]}`),
    detail.pages.length > 1 ? h("span", { class: "weak" }, ` page ${pageOf(detail, span)}`) : null))) : null);
}

/** Goes to the next quote of a criterion. */
function turnTo(index, quotes) {
  if (!quotes.length) return;
  view.quote = view.criterion === index ? (view.quote + 1) % quotes.length : 0;
  view.criterion = index;
  drawPerson().then(() => {
    showPassage(quotes[view.quote][0]);
    document.querySelector(`button[data-criterion="${index}"]`)?.focus({ preventScroll: true });
    announce(`Quote ${view.quote + 1} of ${quotes.length}`);
  });
}

function decisionButtons(person) {
  const decision = decisionOf(person);
  return h("div", { class: "decide", role: "group", "aria-label": "Decision" },
    Object.entries(DECISIONS).map(([name, [word, digit]]) => button([word, " ", key(digit)], () => decide(person, name), {
      "aria-pressed": String(decision?.decision === name), class: "choice", "data-decision": name })),
    button(["Undo ", key("u")], () => undo(person), { class: "small", disabled: !decision }),
    compareTick(person),
    decision ? h("p", { class: "decision-note" }, [decisionWord(decision), decision.reason, decision.note, decision.who,
      decision.date, decision.blind ? "decided blind" : ""].filter(Boolean).join(" · ")) : null);
}

function compareTick(person) {
  const ticked = view.ticked.includes(person);
  const full = !ticked && view.ticked.length >= MOST_COMPARED;
  return button([ticked ? "Ticked to compare " : "Tick to compare ", key("c")], () => tick(person),
    { "aria-pressed": String(ticked), class: "small", disabled: full });
}

function tick(person) {
  if (view.ticked.includes(person)) view.ticked = view.ticked.filter((it) => it !== person);
  else if (view.ticked.length < MOST_COMPARED) view.ticked = [...view.ticked, person];
  changed();
}

function personHead(person, standing, detail) {
  const musts = standing ? mustHaves(standing) : "";
  const facts = standing ? [`${decimal(score(standing))} of 100`, BAND_WORDS[standing.band] ?? "no band", musts,
    `reading quality ${standing.quality}`] : [];
  const hidden = isHidden(person);
  return h("div", { class: "person-head" },
    button("Back to the list", () => history.back(), { class: "back" }),
    h("h2", { id: "candidate", tabindex: "-1" }, nameOf(person), " ",
      fileOf(person) && fileOf(person) !== nameOf(person) ? h("span", { class: "file" }, fileOf(person)) : null),
    facts.length ? h("p", { class: "verdict" }, facts.filter(Boolean).join(" · ")) : null,
    h("p", { class: "sub" }, [person.title, standing?.years, person.degree].filter(Boolean).join(" · ")),
    !hidden && detail.contact.length ? h("p", { class: "sub contact" }, detail.contact.join(" · ")) : null,
    person.remarks.map((remark) => h("p", { class: "remark" }, h("span", { class: "amber" }, "▲ "), remark)),
    decisionButtons(person));
}

function askList(entry) {
  if (!entry.ask.length) return null;
  return h("section", {}, h("h3", {}, "Ask at screening ",
    button("Copy", () => copy(entry.ask.map((it) => `- ${it}`).join("\n"), "the questions"), { class: "small" })),
  h("ul", { class: "ask" }, entry.ask.map((question) => h("li", {}, question))));
}

function reasons(person, standing, detail, entry) {
  const { musts, won, lost, time, duties } = groups(standing);
  const list = (title, items, open = true) => {
    if (!items.length) return null;
    const list = h("ul", { class: "criteria" }, items.map((item) => criterionItem(person, standing, detail, entry, item)));
    return open ? h("section", {}, h("h3", {}, title), list)
      : h("details", { class: "duties", open: printing }, h("summary", {}, h("h3", {}, title)), list);
  };
  const dutiesShown = duties.filter(({ index }) => "mp".includes(standing.status[index]));
  const mentioned = dutiesShown.filter(({ index }) => standing.mentioned[index] && standing.mentioned[index] === standing.credit[index]).length;
  const mentions = mentioned ? `, ${mentioned} mentioned` : "";
  return h("div", { class: "reasons-pane", id: "reasons", tabindex: "0", role: "region", "aria-label": "Reasons" },
    list("Must-haves", musts), list("Points won", won), list("Points not won", lost), list("Time", time), askList(entry),
    list(`Duties: ${dutiesShown.length - mentioned} of ${duties.length} shown${mentions}`, duties, false));
}

let personDrawn = 0;

/** Draws the open candidate; its details may have to be unpacked first. */
async function drawPerson() {
  const pane = $("pane");
  const { person } = view;
  if (!pane || view.page !== "person") return;
  document.body.classList.toggle("has-open", Boolean(person));
  if (!person) {
    put(pane, h("p", { class: "empty", id: "candidate" }, "Choose a candidate to see the reasons beside the resume."));
    return;
  }
  const turn = (personDrawn += 1);
  const detail = await details(person);
  if (turn !== personDrawn) return;
  const standing = standingOf(person);
  const entry = standing && roleDetails(detail);
  const [readTop, textTop] = view.drawn === person ? [$("reasons")?.scrollTop, $("resume")?.scrollTop] : [0, 0];
  view.drawn = person;
  put(pane, h("article", { class: "person", "aria-labelledby": "candidate" }, personHead(person, standing, detail),
    h("div", { class: "beside" },
      entry ? reasons(person, standing, detail, entry)
        : h("div", { class: "reasons-pane", id: "reasons" }, h("p", { class: "empty" },
          detail.text ? "There are no verdicts on this resume for the role." : "Nothing of this file was read. Open it, and decide by hand.")),
      added.resume(resume(person, standing, detail, entry), person, detail, entry))));
  if (readTop) $("reasons").scrollTop = readTop;
  if (textTop && $("resume")) $("resume").scrollTop = textTop;
}
