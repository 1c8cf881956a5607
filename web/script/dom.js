// Builds elements. Text from resumes and file names only ever becomes a text node, so that it cannot run.

const $ = (id) => document.getElementById(id);

/** An element with properties and children: h("p", { class: "note" }, "text", otherElement). Null children are left out. */
function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** The same for a part of a drawing. */
function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

/** Replaces what `element` holds. */
function put(element, ...children) {
  element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, rule] of Object.entries(value)) element.style.setProperty(key, rule);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function button(label, onclick, properties = {}) {
  return h("button", { type: "button", onclick, ...properties }, label);
}

/** A key in a hint: the letter that does the same as a button. */
const key = (letter) => h("kbd", { "aria-hidden": "true" }, letter);

const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** "a", "a and b", "a, b and c". */
const series = (items) =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** Tells people with a screen reader what has changed. */
function announce(words) {
  $("live").textContent = words;
}

let toastTimer = 0;

/** Shows a line at the foot of the page for some seconds, perhaps with a button. */
function toast(words, action = null) {
  announce(words);
  $("toast").replaceChildren(words, ...(action ? [" ", action] : []));
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => ($("toast").hidden = true), 8000);
}

/** Puts `text` on the clipboard, also where a browser withholds the clipboard from files. */
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(`Copied ${what}.`);
}

/** Offers `text` as a file to keep. */
function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** What the browser remembers for this page, or nothing where it remembers nothing. */
const memory = {
  get(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`rolefit.${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`rolefit.${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};
