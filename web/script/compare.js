// Two to five candidates side by side, each against the first.

const signed = (number) => (number === 0 ? "level" : `${number > 0 ? "+" : "−"}${(Math.abs(number) / 10).toFixed(1)}`);

async function drawCompare() {
  const people = view.ticked.filter((person) => standingOf(person));
  const pane = $("whole");
  if (people.length < 2) {
    const words = people.length ? "Tick one more candidate" : "Tick two to five candidates";
    put(pane, h("div", { class: "page-pane" }, h("h2", { id: "candidate", tabindex: "-1" }, "Compare"),
      h("p", { class: "empty" }, `${words} in the list (key c), then come back.`)));
    return;
  }
  const details_ = await Promise.all(people.map(details));
  if (view.page !== "compare") return;
  const sides = people.map((person, at) => {
    const standing = standingOf(person);
    return { person, standing, detail: details_[at], entry: roleDetails(details_[at]), tenths: points(standing).map(({ got }) => got) };
  });
  const rows = role().criteria.map((criterion, index) => {
    const differences = sides.slice(1).map((side) => side.tenths[index] - sides[0].tenths[index]);
    return { criterion, index, differences, largest: Math.max(...differences.map(Math.abs)) };
  });
  rows.sort((a, b) => b.largest - a.largest || a.index - b.index);
  const differing = rows.filter((it) => it.largest);
  const equal = rows.filter((it) => !it.largest);
  const head = h("tr", {}, h("th", { scope: "col" }, "Criterion"), sides.map((side, at) => h("th", { scope: "col" },
    button(nameOf(side.person), () => select(side.person), { class: "link" }),
    h("span", { class: "against" }, at ? "against the first" : "the first"),
    h("span", { class: "tools" }, at ? button("First", () => {
      view.ticked = [side.person, ...view.ticked.filter((it) => it !== side.person)];
      changed();
    }, { class: "small", "aria-label": `Put ${nameOf(side.person)} first` }) : null,
    button("Take out", () => tick(side.person), { class: "small", "aria-label": `Take ${nameOf(side.person)} out` })))));
  const body = (items) => items.map(({ criterion, index, differences }) => h("tr", {},
    h("th", { scope: "row" }, criterion.label, criterion.priority === "must" ? h("span", { class: "weak" }, " must-have") : null),
    sides.map((side, at) => compareCell(side, index, at ? differences[at - 1] : null))));
  const foot = h("tr", {}, h("th", { scope: "row" }, "Score"), sides.map((side, at) => h("td", {},
    h("b", {}, decimal(score(side.standing))),
    at ? h("span", { class: "difference" }, ` ${signed(sum(side.tenths) - sum(sides[0].tenths))}`) : null)));
  put(pane, h("div", { class: "page-pane" },
    h("h2", { id: "candidate", tabindex: "-1" }, `Compare for ${role().title}`),
    h("p", { class: "sub" }, "The largest difference first. The differences add up to the difference of the scores. An order for reading. People decide."),
    h("div", { class: "sideways", tabindex: "0", role: "region", "aria-label": "Comparison" },
      h("table", { class: "plain compare" }, h("thead", {}, head), h("tbody", {}, body(differing)),
        equal.length ? h("tbody", { id: "equal", hidden: !printing }, body(equal)) : null, h("tfoot", {}, foot))),
    equal.length ? button(`Show the ${count(equal.length, "row")} without a difference`, (event) => {
      $("equal").hidden = !$("equal").hidden;
      event.target.setAttribute("aria-expanded", String(!$("equal").hidden));
    }, { "aria-expanded": "false", "aria-controls": "equal" }) : null));
}

function compareCell(side, index, difference) {
  const mark = markOf(side.standing, index);
  const quotes = quotesOf(side.entry, index);
  return h("td", {}, h("p", { class: "cell-points" }, h("span", { class: `status s${mark === "?" ? "u" : mark}` }, MARK[mark]),
    ` ${(side.tenths[index] / 10).toFixed(1)}`, difference === null ? null : h("span", { class: "difference" }, ` ${signed(difference)}`)),
  h("p", { class: "why" }, side.entry.why[index]),
  quotes.length ? h("q", { class: `q${quotes[0][1]}` }, quoteText(side.detail, quotes[0][0], side.person)) : null);
}
