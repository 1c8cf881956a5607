// A ranking in the making: progress, rows that appear, and Cancel.

/** The least milliseconds between two lists while files are read. */
const BETWEEN = 1500;

const running = {
  /** The job as the server tells it, and the revision of the list on screen. */
  job: null, revision: -1,
  /** A newer list that waits until somebody asks for it, and the number of candidates who are new in it. */
  held: null, fresh: 0,
  /** True once somebody works in the list, so that it stays as it is. */
  touched: false, loading: false, timer: 0, stop: null,
  /** True while the pointer moves over the list. */
  pointing: false,
};

const isReading = () => running.job?.state === "reading";

async function startJob(id) {
  await attempt(async () => {
    running.stop?.abort();
    const job = await ask("POST", "/jobs", { role: id, blind: false, as_of: null });
    start.role = id;
    if (form.role?.id !== id && !isEdited()) Object.assign(form, { id: null, role: null });
    report = nothingYet(id);
    Object.assign(view, { role: 0, page: "person", person: null, criterion: null, ticked: [], top: 0, query: "" });
    view.filter.clear();
    tried.clear();
    opened.clear();
    Object.assign(running, { job, revision: -1, held: null, fresh: 0, touched: false, loading: false, pointing: false });
    changed(true);
    announce("Reading");
    follow(job.id);
  });
}

/** The list of a role before its first candidate. */
function nothingYet(id) {
  const title = state.roles.find((it) => it.id === id)?.title ?? id;
  const bare = { id, title, summary: "", hidden: 0, mostly_mentions: false, criteria: [] };
  return prepare({ ...NOTHING, start: { page: "person", compare: false }, roles: [bare] });
}

/** Hears of the job's progress until it ends. */
async function follow(id) {
  running.stop = new AbortController();
  const { signal } = running.stop;
  try {
    const answer = await call("GET", `/jobs/${id}/events`, undefined, signal);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      const events = (rest + value).split(/\r?\n\r?\n/);
      rest = events.pop();
      for (const event of events) {
        const data = event.split(/\r?\n/).filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
        if (data.trim()) progress(JSON.parse(data));
      }
    }
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof Refusal) {
      complain(error);
      return;
    }
  }
  // A stream that broke off says nothing of the job.
  await attempt(async () => {
    while (!signal.aborted && isReading()) {
      progress(await ask("GET", `/jobs/${id}`));
      if (isReading()) await new Promise((resolve) => setTimeout(resolve, BETWEEN));
    }
  });
}

function progress(job) {
  const was = running.job;
  if (was && was.id !== job.id) return;
  running.job = job;
  drawProgress();
  if (was && was.state !== job.state) announce(endWords(job));
  else if (was && Math.floor((4 * was.read) / (was.total || 1)) !== Math.floor((4 * job.read) / (job.total || 1))) announce(readWords(job));
  if (isReading() && running.timer) return;
  clearTimeout(running.timer);
  loadList();
}

/** Fetches the list where the server has a newer one. */
async function loadList() {
  running.timer = 0;
  const { job } = running;
  if (!job || running.loading || job.revision === running.revision || job.state === "failed" || (isReading() && !job.read)) return;
  running.loading = true;
  const began = performance.now();
  const list = await attempt(async () => prepare(await source.index()));
  running.loading = false;
  if (!list || running.job.id !== job.id) return;
  running.revision = list.revision ?? job.revision;
  if (mayShow() || !report.people.length) showList(list);
  else hold(list);
  // A long list takes long to draw, and is fetched less often.
  running.timer = setTimeout(loadList, isReading() ? Math.max(BETWEEN, 5 * (performance.now() - began)) : 0);
}

/** True if the list may change by itself: nobody points at it or works in it, and no menu is open that it would close. */
const mayShow = () => !running.touched && !running.pointing && !$("export-items");

function hold(list) {
  const known = new Set(report.people.map((person) => person.short));
  running.held = list;
  running.fresh = list.people.filter((person) => !known.has(person.short)).length;
  drawProgress();
}

/** Puts a list on screen, with whoever was open, ticked and in view. */
function showList(list) {
  const isFirst = !report.people.length;
  const again = (person) => (person ? list.byShort.get(person.short) ?? null : null);
  const [person, ticked] = [again(view.person), view.ticked.map(again).filter(Boolean)];
  report = list;
  rankingOf = "";
  Object.assign(running, { held: null, fresh: 0 });
  if (isFirst) {
    restore();
    return;
  }
  Object.assign(view, { person, ticked });
  rank();
  const best = () => listed().find((it) => standingOf(it)?.rank) ?? listed()[0] ?? null;
  if (!person || (!running.touched && view.page === "person" && wide.matches)) view.person = wide.matches ? best() : person;
  changed();
}

for (const act of ["pointerdown", "keydown"]) {
  document.addEventListener(act, (event) => {
    if (event.target.closest?.("#main") && !event.target.closest("#progress") && report?.people.length) running.touched = true;
    else if (act === "keydown" && Object.hasOwn(ACTIONS, event.key) && report?.people.length) running.touched = true;
  }, { capture: true });
}

document.addEventListener("pointermove", (event) => {
  // A page that is drawn anew under a pointer at rest is no movement.
  if (event.movementX || event.movementY) running.pointing = Boolean(event.target.closest?.("#list"));
});

const readWords = ({ read, total, need_you }) => (!total ? "Reading the role" : `${read} of ${total}${need_you ? `, ${need_you} need you` : ""}`);

const endWords = (job) => ({
  reading: readWords(job),
  done: `${count(job.read, "resume")} read${job.need_you ? `, ${job.need_you} need you` : ""}`,
  cancelled: `Cancelled: ${job.read} of ${job.total} were read and are listed.`,
  failed: job.message ?? "The ranking stopped.",
})[job.state];

/** The line above the list: how far reading is, and what is new. */
const progressPlace = () => {
  const place = h("div", { id: "progress", class: "progress" });
  fillProgress(place);
  return place;
};

function fillProgress(place) {
  const { job, fresh, held } = running;
  const focus = place.contains(document.activeElement) ? document.activeElement.id : null;
  const parts = [];
  if (isReading()) {
    parts.push(h("progress", { max: job.total || 1, value: job.read, "aria-label": "Resumes read" }), h("span", {}, readWords(job)),
      button("Cancel", () => attempt(async () => progress(await ask("DELETE", `/jobs/${job.id}`) ?? { ...job, state: "cancelled" })),
        { class: "small", id: "cancel" }));
  } else if (job?.state === "cancelled" || job?.state === "failed") {
    parts.push(h("span", { class: "amber" }, "▲ ", endWords(job)), button("Rank again", () => startJob(job.role), { class: "small", id: "again" }));
  }
  if (held) parts.push(button(fresh ? `${fresh} new, show` : "Show the newest order", () => showList(held), { class: "small", id: "show-new" }));
  place.hidden = !parts.length;
  put(place, parts);
  if (focus) place.querySelector(`#${focus}`)?.focus();
}

function drawProgress() {
  if ($("progress")) fillProgress($("progress"));
}
