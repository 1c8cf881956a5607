// The pages of a PDF as images, with the evidence marked on them.

const images = {
  /** True while people look at pages and not at the text. */
  shown: true,
  /** The candidates whose pages cannot be drawn. */
  none: new Set(),
  /** The pages that are on screen, and whose they are. */
  of: "", place: null,
};

/** A scan has no text, and its page is all that a person can read. */
const isPdf = (person) => person.format === "pdf" || (!person.format && /\.pdf$/i.test(person.id));

/** The resume with its tabs: the page first, then the text. */
function resumeSides(pane, person, detail, entry) {
  // An image shows who it is.
  if (!isPdf(person) || !person.content || isHidden(person) || report.run.blind || images.none.has(person.content)) return pane;
  const isImage = images.shown || !pane;
  const tab = (name, words, isOn) => button(words, () => {
    images.shown = name === "image";
    drawPerson().then(() => $(`tab-${name}`)?.focus());
  }, { id: `tab-${name}`, role: "tab", "aria-selected": String(isOn), "aria-controls": "resume", tabindex: isOn ? "0" : "-1" });
  const tabs = h("div", { class: "side-tabs", role: "tablist", "aria-label": "Resume as", onkeydown: (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    [...event.currentTarget.children].find((it) => it !== event.target)?.click();
  } }, tab("image", "Page", isImage), pane ? tab("text", "Text", !isImage) : null);
  const body = isImage ? h("div", { class: "resume-pane", id: "resume", tabindex: "0", role: "tabpanel", "aria-label": "Resume" },
    imagePages(person, detail, entry)) : pane;
  if (!isImage) pane.setAttribute("role", "tabpanel");
  return h("div", { class: "resume-side" }, tabs, body);
}

const urls = new Map();
const MOST_IMAGES = 12;

/** The address of an image in this browser. It is fetched, because an image cannot send the token. */
function imageOf(person, page) {
  const key = `${running.job.id} ${person.content} ${page}`;
  if (!urls.has(key)) {
    urls.set(key, call("GET", `${jobPath()}/candidates/${encodeURIComponent(person.content)}/pages/${page}`)
      .then((answer) => answer.blob()).then((blob) => URL.createObjectURL(blob)));
    if (urls.size > MOST_IMAGES) {
      const [oldest, url] = urls.entries().next().value;
      urls.delete(oldest);
      url.then((it) => URL.revokeObjectURL(it), () => {});
    }
  }
  return urls.get(key);
}

const boxesOf = new Map();

function imagePages(person, detail, entry) {
  const key = `${running.job.id} ${person.content}`;
  if (!boxesOf.has(key)) {
    if (boxesOf.size > MOST_DETAILS) boxesOf.clear();
    boxesOf.set(key, ask("GET", `${jobPath()}/candidates/${encodeURIComponent(person.content)}/boxes`));
  }
  const supported = supportedBy(entry);
  const marks = `${key} ${view.role} ${report.roles[0].id} ${running.revision}`;
  if (images.of === marks) {
    markBoxes(images.place, supported, entry);
    return images.place;
  }
  const place = h("div", { class: "pages" }, h("p", { class: "wait" }, "Drawing the page …"));
  // The same images serve until another candidate is opened.
  Object.assign(images, { of: marks, place });
  boxesOf.get(key).then(({ pages, boxes }) => {
    const boxesOn = (number) => boxes.filter(([, page]) => page === number);
    put(place, Array.from({ length: pages }, (_, at) => imagePage(person, detail, supported, at + 1, pages, boxesOn(at + 1))));
    markBoxes(place, supported, entry);
  }).catch(() => {
    // Where there is no image there is the text.
    images.none.add(person.content);
    if (view.person === person) drawPerson();
  });
  return place;
}

/** Marks the boxes of the chosen criterion strongly, and shows its quote. */
function markBoxes(place, supported, entry) {
  const isStrong = (span) => view.criterion !== null && Boolean(supported.get(span)?.has(view.criterion));
  place.querySelectorAll(".box").forEach((it) => it.classList.toggle("strong", isStrong(Number(it.dataset.spans))));
  const quote = view.criterion !== null && entry ? quotesOf(entry, view.criterion)[view.quote] : null;
  if (quote && place.isConnected) showPassage(quote[0]);
}

function imagePage(person, detail, supported, page, pages, boxes) {
  const img = h("img", { alt: `Page ${page} of ${pages} of the resume${detail.text ? "; its words are under Text" : ""}`, class: "page-image" });
  // A quote over several lines has several boxes, and one stop for the keyboard.
  const isFirst = (span, at) => boxes.findIndex(([other]) => other === span) === at;
  const marks = boxes.map(([span, , ...place], at) => box(detail, person, supported, span, place, isFirst(span, at)));
  const figure = h("div", { class: "page-figure" }, img, marks);
  const load = () => imageOf(person, page).then((url) => { img.src = url; }, () => {
    img.replaceWith(h("p", { class: "wait" }, `Page ${page} cannot be drawn.`));
  });
  // The browser draws the pages that somebody scrolls to.
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((it) => it.isIntersecting)) return;
    watch.disconnect();
    load();
  }, { rootMargin: "400px" });
  watch.observe(figure);
  return figure;
}

function box(detail, person, supported, span, [x, y, width, height], isFirst) {
  const criteria = supported.get(span) ?? new Map();
  const percent = (value) => `${(100 * value).toFixed(2)}%`;
  return h("button", { type: "button", class: "box", "data-spans": span, tabindex: isFirst ? "0" : "-1",
    style: { left: percent(x), top: percent(y), width: percent(width), height: percent(height) },
    "aria-label": `${quoteText(detail, span, person)}. Supports ${count(criteria.size, "criterion").replace("criterions", "criteria")}`,
    onclick: (event) => {
      const pressed = event.currentTarget;
      listSupported(pressed, criteria, `${pressed.offsetTop + pressed.offsetHeight + 4}px`);
    } });
}
