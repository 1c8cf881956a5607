// Files that are dropped or chosen, on their way to the server's private folder.

/** The uploads at once. More do not make a disk faster. */
const AT_ONCE = 4;

const taking = { done: 0, of: 0, refused: [], stop: null };

/** Files of a drop, with their paths inside the folders that were dropped. */
async function dropped(transfer) {
  // The browser empties the transfer as soon as this function waits.
  const items = [...transfer.items].filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  const found = [];
  for (const { entry, file } of items) {
    if (entry) await walk(entry, found);
    else if (file) found.push({ path: file.name, file });
  }
  return found;
}

async function walk(entry, found) {
  if (entry.name.startsWith(".")) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    if (file) found.push({ path, file });
    else taking.refused.push({ path, why: "The browser cannot open it." });
    return;
  }
  const reader = entry.createReader();
  // A reader hands out some entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (!some.length) return;
    for (const inner of some) await walk(inner, found);
  }
}

/** Files of an input, with their paths inside the folder that was chosen. */
const chosen = (input) => [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  .filter(({ path }) => !path.split("/").some((name) => name.startsWith(".")));

/** Hands files to the server, some at once. */
async function takeIn(files) {
  if (!files.length) return;
  if (taking.stop) {
    toast("Wait until the files before are taken in.");
    return;
  }
  taking.stop = new AbortController();
  Object.assign(taking, { done: 0, of: files.length, refused: taking.refused.splice(0) });
  drawTaking();
  const queue = [...files];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        const answer = await call("PUT", `/files?path=${encodeURIComponent(next.path)}`, next.file, taking.stop.signal);
        state.files = { ...state.files, ...await answer.json() };
        taking.done += 1;
      } catch (error) {
        if (error.name === "AbortError") return;
        if (!(error instanceof Refusal) || error.status === 401 || error.code === "gone") throw error;
        taking.refused.push({ path: next.path, why: error.words });
        // One file may be too large; with too many of them none fits any more.
        if (["limit-files", "limit-bytes"].includes(error.code)) queue.length = 0;
      }
      drawTaking();
    }
  };
  await attempt(() => Promise.all(Array.from({ length: AT_ONCE }, work)));
  taking.stop = null;
  await attempt(loadState);
  announce(`${count(taking.done, "file")} added`);
  if (report.roles.length && view.page !== "files") offerAgain();
  else changed();
}

/** Files that came after a ranking wait until somebody wants a new one. */
function offerAgain() {
  toast(`${count(taking.done, "file")} added.`, button("Rank again", () => startJob(role().id)));
  changed();
}

function drawTaking() {
  const place = $("taking");
  if (!place) return;
  const isBusy = taking.stop && taking.done + taking.refused.length < taking.of;
  put(place, isBusy ? [h("progress", { max: taking.of, value: taking.done, "aria-label": "Files taken in" }),
    ` ${taking.done} of ${taking.of} taken in `, button("Cancel", () => taking.stop?.abort(), { class: "small" })] : null,
  taking.refused.length ? h("details", { class: "refused" },
    h("summary", {}, h("span", { class: "amber" }, "▲ "), `${count(taking.refused.length, "file")} not taken in`),
    h("ul", {}, taking.refused.map(({ path, why }) => h("li", {}, h("b", {}, path), ` ${why}`)))) : null);
  $("files-words").textContent = filesWords();
  if (hasFiles()) $("sample")?.parentElement.remove();
  drawLacking();
}

const megabytes = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);

const hasFiles = () => state.files.count > 0 || state.paths > 0;

function filesWords() {
  const { count: number, bytes } = state.files;
  const dropped = number ? `${count(number, "file")}, ${megabytes(bytes)}` : null;
  const given = state.paths ? "the files that rolefit was started with" : null;
  return [dropped, given].filter(Boolean).join(" and ") || "No resumes yet.";
}

/** Makes an element take what is dropped on it. */
function dropPlace(element, take) {
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    element.classList.toggle("over", depth > 0);
  };
  element.addEventListener("dragenter", () => over(1));
  element.addEventListener("dragleave", () => over(-1));
  element.addEventListener("drop", (event) => {
    depth = 0;
    over(0);
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer);
  });
  return element;
}

const bringsFiles = (event) => [...event.dataTransfer?.types ?? []].includes("Files");

// A file that misses the drop area must not take the place of the page.
addEventListener("dragover", (event) => {
  if (bringsFiles(event) || event.target.closest?.(".drop")) event.preventDefault();
});
addEventListener("drop", async (event) => {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  takeIn(await dropped(event.dataTransfer));
});
