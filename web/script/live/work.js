// Begins the page that is live.

const roleTitle = () => {
  if (!report.roles.length) return "rolefit";
  const known = state.roles.some((it) => it.id === report.roles[0].id);
  const start = (event) => startJob(event.target.value);
  return h("label", { class: "role" }, h("span", { class: "unseen" }, "Role "), h("select", { id: "role", onchange: start },
    known ? null : h("option", { value: report.roles[0].id, selected: true }, report.roles[0].title),
    state.roles.map((it) => h("option", { value: it.id, selected: it.id === report.roles[0].id }, it.title))));
};

async function beginLive() {
  takeToken();
  if (!token) {
    showDenied();
    return;
  }
  try {
    await Promise.all([loadState(), loadDecisions()]);
    view.blind = memory.get("blind", false);
    const draft = state.roles.find((it) => it.source === "draft");
    start.role = draft?.id ?? "";
    report = prepare({ ...NOTHING, start: { page: draft ? "role" : "files", compare: false } });
    if (state.job) {
      running.job = state.job;
      start.role = state.job.role;
      report = nothingYet(state.job.role);
      const list = await source.index().catch((error) => {
        // The role is still being prepared, or could not be.
        if (error.status !== 409) throw error;
        return null;
      });
      if (list) report = prepare(list);
      running.revision = list ? list.revision : -1;
    }
    restore();
    if (isReading()) follow(state.job.id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 401) showDenied();
    else showOnly("rolefit does not answer", error.words);
  }
}

// A page without the data of a report asks a server.
if (!$("index")) {
  source = answers;
  shelf = decisionShelf;
  Object.assign(added.pages, { files: drawFiles, role: drawRole, search: drawSearch });
  Object.assign(added, {
    title: roleTitle, above: progressPlace, resume: resumeSides, begin: beginLive,
    band: () => [" ", button("Take these weights into the role", takeWeights, { class: "small", id: "take-weights" })],
    tools: () => [exportMenu()],
    foot: () => (state.decisions_file ? "" : " Decisions last until rolefit ends: export them."),
    empty: () => (isReading() ? "Reading the first files …" : "None of the files is a resume."),
    tabs: (tabs) => [["files", "Resumes"], ...(form.role || report.roles.length ? [["role", "Role"]] : []),
      ...(report.roles.length ? tabs : []), ...(state.search ? [["search", "Search"]] : [])],
    about: "The page talks to rolefit on this computer and to nothing else. Files are removed when rolefit ends. Decisions and roles "
      + "stay where --decisions and --roles-dir say, and else are removed, too.",
    note: (parts) => {
      if (view.page === "role" && form.id && form.id !== report.roles[0]?.id) parts.set("edit", form.id);
    },
    take: (parts) => {
      if (view.page === "role") form.id = parts.get("edit") ?? (report.roles.length ? null : start.role || null);
      if (!report.roles.length && !added.pages[view.page]) view.page = "files";
    },
  });
}

// An address with a new token, opened in the same tab, is another start.
addEventListener("hashchange", () => {
  if (location.hash.includes("token=")) location.reload();
});
