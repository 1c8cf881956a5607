// The overview: scores by band, and what resumes show least. Every drawing has its table.

const CHART = { width: 640, left: 120, right: 20, lane: 44 };

/** Scores as dots, one lane per band. Dots of one point stand above each other. */
function scoreChart() {
  const lanes = [...BANDS, ""].filter((band) => ranking.some((it) => it.standing.band === band));
  const at = (points) => CHART.left + ((CHART.width - CHART.left - CHART.right) * points) / 100000;
  const height = lanes.length * CHART.lane + 24;
  const marks = lanes.flatMap((band, lane) => {
    const stacked = new Map();
    const middle = lane * CHART.lane + CHART.lane / 2;
    const dots = ranking.filter((it) => it.standing.band === band).map((it) => {
      const bin = rounded(Math.max(it.points, 0));
      const place = stacked.get(bin) ?? 0;
      stacked.set(bin, place + 1);
      const y = middle + (place % 2 ? -1 : 1) * Math.min(Math.ceil(place / 2) * 4, CHART.lane / 2 - 4);
      return svg("circle", { cx: at(it.points), cy: y, r: 3.5, class: "dot" });
    });
    return [svg("text", { x: 0, y: middle + 4, class: "axis" }, BAND_WORDS[band] ?? "no band"),
      svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: middle, y2: middle, class: "lane" }), dots];
  });
  const ticks = [0, 20, 40, 60, 80, 100].map((points) => svg("text", { x: at(points * 1000), y: height - 4, class: "axis middle" }, points));
  return svg("svg", { viewBox: `0 0 ${CHART.width} ${height}`, class: "chart", role: "img", "aria-label": "Scores by band; the table below has the numbers" },
    marks, ticks);
}

function bandTable() {
  const rows = BANDS.map((band) => {
    const scores = ranking.filter((it) => it.standing.band === band).map((it) => it.points);
    const range = scores.length ? `${whole(Math.min(...scores))} to ${whole(Math.max(...scores))}` : "–";
    return h("tr", {}, h("th", { scope: "row" }, BAND_WORDS[band]), h("td", {}, scores.length), h("td", {}, range));
  });
  return h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["Band", "Candidates", "Points"].map((it) => h("th", { scope: "col" }, it)))),
    h("tbody", {}, rows));
}

function leastTable(caption, test) {
  const rows = shownLeast(test);
  if (!rows.length) return null;
  const heads = ["Requirement", "Shown by", h("span", { class: "unseen" }, "share")];
  const share = (shows, of) => h("span", { class: "bar", "aria-hidden": "true" },
    h("span", { class: "deeds", style: { width: `${of ? (100 * shows) / of : 0}%` } }));
  const row = ({ criterion, shows, of }) => h("tr", {}, h("th", { scope: "row" }, role().criteria[criterion].label),
    h("td", {}, `${shows} of ${of}`), h("td", {}, share(shows, of)));
  return h("section", {}, h("h3", {}, caption), h("table", { class: "plain least" },
    h("thead", {}, h("tr", {}, heads.map((it) => h("th", { scope: "col" }, it)))), h("tbody", {}, rows.map(row))));
}

function drawOverview() {
  put($("whole"), h("div", { class: "page-pane" }, h("h2", { id: "candidate", tabindex: "-1" }, `Overview for ${role().title}`),
    h("p", { class: "sub" }, role().summary),
    h("section", {}, h("h3", {}, "Scores by band"), scoreChart(), bandTable()),
    leastTable("Must-haves, shown least first", isMust),
    leastTable("Other requirements, shown least first", (it) => isRequirement(it) && !isMust(it))));
}

/** What the report was made of: the run, and every file with a remark. */
function drawAbout() {
  const { run } = report;
  const facts = [["Made by", run.engine], ["“Present” means", run.as_of], ["Roles and vocabulary", run.catalog],
    ["Files", String(report.people.length)], ["Names withheld", run.blind ? "yes" : "no"],
    ["Hidden by cut-offs", String(role().hidden)]];
  const remarked = report.people.filter((person) => person.remarks.length);
  put($("whole"), h("div", { class: "page-pane" }, h("h2", { id: "candidate", tabindex: "-1" }, "About this ranking"),
    h("p", {}, "rolefit scores what a resume shows of what the role asks for, and quotes it. The score is an order for reading. People decide. ",
      added.about),
    h("dl", { class: "run" }, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    h("section", {}, h("h3", {}, "Keys"), h("dl", { class: "keys" }, KEYS.flatMap(([keys, words]) => [h("dt", {}, keys), h("dd", {}, words)]))),
    h("section", {}, h("h3", {}, "Files with remarks"), remarked.length ? h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, ["File", "Read", "Remarks"].map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, remarked.map((person) => h("tr", {}, h("th", { scope: "row" }, button(fileOf(person) || nameOf(person), () => select(person), { class: "link" })),
        h("td", {}, { scored: "yes", partial: "in part", unreadable: "no" }[person.status]), h("td", {}, person.remarks.join(" "))))))
      : h("p", {}, "Every file was read without a remark.")),
    report.gone.length ? h("section", {}, h("h3", {}, "Gone since the earlier run"), h("ul", {}, report.gone.map((id) => h("li", {}, id)))) : null));
}
