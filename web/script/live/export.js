// The export menu.

const exportPath = (ending) => `${jobPath()}/ranking.${ending}`;

const EXPORTS = [
  ["Report, a web page", () => fetchFile(exportPath("html"), "report.html")],
  ["Shortlist to mail", () => fetchFile(`${jobPath()}/shortlist.html`, "shortlist.html")],
  ["Shortlist with contacts", () => fetchFile(`${jobPath()}/shortlist.html?contacts=true`, "shortlist.html")],
  ["Workbook (XLSX)", () => fetchFile(exportPath("xlsx"), "ranking.xlsx")],
  ["Table (CSV)", () => fetchFile(exportPath("csv"), "ranking.csv")],
  ["Records (JSONL)", () => fetchFile(exportPath("jsonl"), "ranking.jsonl")],
  ["Decisions (CSV)", () => exportDecisions()],
  ["Print", () => print()],
];

function exportMenu() {
  const close = (focus) => {
    // The focus leaves first: what is removed takes it along.
    if (focus) $("export").focus();
    $("export-items")?.remove();
    $("export").setAttribute("aria-expanded", "false");
  };
  const items = () => h("ul", { id: "export-items", class: "menu", onkeydown: (event) => {
    const all = [...$("export-items").querySelectorAll("button")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  } }, EXPORTS.map(([words, act]) => h("li", {}, button(words, () => {
    close(true);
    if (isWhatIf() && act !== EXPORTS.at(-1)[1]) toast("Files hold the ranking, not the what-if.");
    attempt(act);
  }))));
  return h("div", { class: "menu-place", onfocusout: (event) => {
    if ($("export-items") && !event.currentTarget.contains(event.relatedTarget)) close(false);
  } }, button("Export ▾", (event) => {
    if ($("export-items")) {
      close(true);
      return;
    }
    event.currentTarget.after(items());
    event.currentTarget.setAttribute("aria-expanded", "true");
    $("export-items").querySelector("button").focus();
  }, { id: "export", "aria-expanded": "false", "aria-controls": "export-items" }));
}
