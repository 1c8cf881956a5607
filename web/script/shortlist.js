// The version to mail: one page per invited person, without the resume's text.

const invited = () => {
  const ids = ranking.map(({ person }) => person).concat(report.people.filter((person) => !standingOf(person)?.rank));
  return ids.filter((person) => view.ticked.includes(person) || decisionOf(person)?.decision === "invite");
};

async function drawShortlist() {
  const people = invited();
  const all = await Promise.all(people.map(details));
  if (view.page !== "shortlist") return;
  const pages = people.map((person, at) => shortlistPage(person, all[at]));
  put($("whole"), h("div", { class: "page-pane" },
    h("h2", { id: "candidate", tabindex: "-1" }, `Shortlist for ${role().title}: ${count(people.length, "person").replace("persons", "people")}`),
    h("p", { class: "sub" }, `Made ${report.run.as_of}. In no order of merit beyond reading. Please delete it when the search is over.`),
    people.length ? h("p", { class: "no-print" }, button("Print", () => print())) : null,
    pages.length ? pages : h("p", { class: "empty" }, "Nobody is on the shortlist. Invite candidates (key 1) or tick them (key c).")));
}

function shortlistPage(person, detail) {
  const standing = standingOf(person);
  const entry = standing && roleDetails(detail);
  const quote = (index) => quotesOf(entry, index).slice(0, 1).map(([span]) => h("q", {}, quoteText(detail, span, person)));
  const item = ({ criterion, index }) => h("li", {}, h("span", { class: `status s${markOf(standing, index) === "?" ? "u" : markOf(standing, index)}` },
    MARK[markOf(standing, index)]), ` ${criterion.label}: ${entry.why[index]} `, quote(index));
  const list = (title, items) => (items.length ? [h("h4", {}, title), h("ul", { class: "criteria" }, items.map(item))] : null);
  const grouped = standing && groups(standing);
  return h("section", { class: "sheet" }, h("h3", {}, nameOf(person)),
    h("p", { class: "sub" }, [person.title, standing?.years, person.degree].filter(Boolean).join(" · ")),
    report.run.contacts && detail.contact.length && !isHidden(person) ? h("p", { class: "contact" }, detail.contact.join(" · ")) : null,
    standing ? h("p", {}, bar(standing), ` ${whole(score(standing))} of 100 · ${BAND_WORDS[standing.band] ?? "no band"} · ${mustHaves(standing)}`)
      : h("p", {}, "Read by hand: rolefit has no verdicts on this file."),
    grouped ? [list("Must-haves", grouped.musts), list("Other requirements shown", grouped.won),
      grouped.lost.length ? [h("h4", {}, "Not shown in the resume"), h("p", {}, grouped.lost.map((it) => it.criterion.label).join("; "))] : null,
      entry.ask.length ? [h("h4", {}, "Ask"), h("ul", {}, entry.ask.map((it) => h("li", {}, it)))] : null] : null,
    h("p", { class: "foot" }, "An order for reading. People decide."));
}
