// Draws the page, and begins.

let printing = false;

/** The frame around the pages. */
function drawTop() {
  const tabs = added.tabs([["person", "Ranking"], ["overview", "Overview"], ["compare", `Compare (${view.ticked.length})`],
    ["shortlist", "Shortlist"], ["about", "About"]]);
  const title = added.title() ?? (report.roles.length > 1
    ? h("label", { class: "role" }, h("span", { class: "unseen" }, "Role "), h("select", { id: "role", onchange: (event) => {
      view.role = Number(event.target.value);
      view.criterion = null;
      $("drawer")?.remove();
      changed(true);
    } }, report.roles.map((it, index) => h("option", { value: index, selected: index === view.role }, it.title))))
    : role().title);
  const find = h("input", { id: "find", type: "search", placeholder: "Find (/)", "aria-label": "Find a name, title or quote", oninput: () => {
    view.query = find.value;
    changed();
  } });
  find.value = view.query;
  const isEmpty = !report.roles.length;
  const isShortlist = report.run.mode === "shortlist";
  const isForm = isEmpty || Boolean(added.pages[view.page]);
  put($("top"), h("div", { class: "bar-top" },
    h("h1", {}, title, isEmpty ? null : h("span", { class: "how-many" }, ` ${count(report.people.length, "resume")}`)),
    isShortlist || isForm ? null : find,
    isShortlist ? null : h("nav", { "aria-label": "Pages" }, tabs.map(([page, words]) => button(words, () => {
      view.page = page;
      changed(true);
    }, { "aria-current": view.page === page ? "page" : null, "data-page": page }))),
    isShortlist || isForm ? null : h("div", { class: "tools" },
      button("What-if", toggleDrawer, { id: "what-if-button", "aria-expanded": String(Boolean($("drawer"))) }),
      report.run.blind ? null : button("Blind first", () => {
        view.blind = !view.blind;
        memory.set("blind", view.blind);
        changed();
        announce(view.blind ? "Names are hidden until you decide" : "Names are shown");
      }, { id: "blind", role: "switch", "aria-checked": String(view.blind), title: "Hides name, contact and file until you decide on the person" }),
      added.tools() ?? [button("Export decisions", exportDecisions, { id: "export" }), button("Print", () => print(), { id: "print" })])),
  view.page === "person" ? tiles() : null, view.page === "person" ? legend() : null);
  document.title = isEmpty ? "rolefit" : `${role().title}: ${count(report.people.length, "resume")}`;
}

/** A selector that finds the focused element again after the page was drawn anew. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (element.id) return `#${element.id}`;
  const row = element.closest("tr[data-short]");
  if (row) return `tr[data-short="${row.dataset.short}"] .name`;
  for (const name of ["tile", "decision", "page", "criterion"]) {
    if (element.dataset[name]) return `[data-${name}="${element.dataset[name]}"]`;
  }
  return null;
}

function draw() {
  if (report.roles.length) rank();
  const focus = focused();
  const caret = document.activeElement?.id === "find" ? $("find").selectionStart : null;
  const top = view.top ?? listTop();
  view.top = null;
  const drawer = ["person", "compare"].includes(view.page) ? $("drawer") : null;
  if (!drawer) $("drawer")?.remove();
  drawTop();
  if (report.roles.length) drawBand();
  const isWhole = view.page !== "person";
  const isSame = view.drawnPage === view.page;
  const wholeTop = isSame ? $("whole")?.scrollTop ?? 0 : 0;
  if (!isSame && view.drawnPage) scrollTo(0, 0);
  view.drawnPage = view.page;
  document.body.classList.toggle("whole-page", isWhole);
  if (isWhole) {
    put($("main"), h("div", { id: "whole", class: "whole" }));
    document.body.classList.remove("has-open");
  } else {
    const pane = $("pane") ?? h("div", { id: "pane", class: "pane" });
    put($("main"), drawList(), pane);
    $("scroll").scrollTop = top;
    measured = 0;
    drawRows(true);
  }
  if (drawer) $("main").append(drawer);
  const drawn = { person: drawPerson, compare: drawCompare, overview: drawOverview, about: drawAbout, shortlist: drawShortlist,
    ...added.pages }[view.page];
  const done = Promise.resolve((drawn ?? drawPerson)());
  if (isWhole) $("whole").scrollTop = wholeTop;
  if (focus && document.activeElement !== document.querySelector(focus)) {
    document.querySelector(focus)?.focus({ preventScroll: true });
    done.then(() => document.activeElement === document.body && document.querySelector(focus)?.focus({ preventScroll: true }));
  }
  if (caret !== null) $("find").setSelectionRange(caret, caret);
  $("main").setAttribute("aria-busy", "false");
  return done;
}

function restore() {
  if (!report) return;
  fromAddress();
  if (report.roles.length) rank();
  if (!view.person && view.page === "person" && wide.matches) {
    view.person = listed().find((person) => standingOf(person)?.rank) ?? listed()[0] ?? null;
  }
  view.top = history.state?.top ?? 0;
  draw().then(() => { if (view.person) reveal(); });
}

addEventListener("popstate", restore);
addEventListener("resize", () => {
  measured = 0;
  drawRows(true);
});
addEventListener("pagehide", () => history.replaceState({ ...history.state, top: listTop() }, ""));
addEventListener("storage", () => {
  if (!report) return;
  made = memory.get("decisions", {});
  draw();
});
addEventListener("beforeprint", () => {
  printing = true;
  document.querySelectorAll("details").forEach((it) => (it.open = true));
  if ($("equal")) $("equal").hidden = false;
  drawRows(true);
});
addEventListener("afterprint", () => {
  printing = false;
  drawRows(true);
});

async function begin() {
  report = prepare(await source.index());
  made = memory.get("decisions", {});
  view.blind = memory.get("blind", false);
  view.ticked = [];
  restore();
  if (!location.hash && report.start.compare) {
    view.ticked = report.people.filter((person) => standingOf(person)).slice(0, MOST_COMPARED);
    changed();
  }
}

try {
  await (added.begin ?? begin)();
} catch (error) {
  put($("main"), h("p", { class: "empty" }, "This report cannot be opened: the file is damaged, or the browser is too old (it needs ",
    "Chrome 80, Firefox 113 or Safari 16.4). Ask for the file again, or open it in another browser."), h("pre", {}, String(error)));
}
