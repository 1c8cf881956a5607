// The keyboard: everything that the mouse does.

const KEYS = [["j k ↓ ↑", "next and previous candidate"], ["Enter", "open the candidate, to the reasons"], ["1 2 3", "invite, hold, decline"],
  ["u", "undo the decision"], ["c", "tick to compare"], ["n", "next quote of the criterion"], ["/", "find"], ["w", "what-if weights"],
  ["Esc", "back to the list"], ["?", "about, with these keys"]];

/** Moves to the next or previous candidate of the list. */
function move(by) {
  const people = listed();
  if (!people.length) return;
  const at = people.indexOf(view.person);
  const to = people[at < 0 ? 0 : Math.min(Math.max(at + by, 0), people.length - 1)];
  if (to === view.person) return;
  const inList = $("list")?.contains(document.activeElement);
  select(to);
  reveal();
  if (inList) document.querySelector(`tr[data-short="${to.short}"] .name`)?.focus({ preventScroll: true });
  announce(nameOf(to));
}

function nextQuote() {
  const chosen = document.querySelector(`button[data-criterion="${view.criterion}"]`) ?? document.querySelector("button[data-criterion]:enabled");
  chosen?.click();
}

const ACTIONS = {
  j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
  1: () => decide(view.person, "invite"), 2: () => decide(view.person, "hold"), 3: () => decide(view.person, "decline"),
  u: () => undo(), c: () => view.person && tick(view.person), n: nextQuote,
  "/": () => $("find").focus(), w: toggleDrawer, "?": () => { view.page = "about"; changed(true); },
  Escape: () => escape(),
};

function escape() {
  if ($("supported")) closeSupported();
  else if ($("drawer")) toggleDrawer();
  else if (view.page !== "person" || (view.person && !wide.matches)) history.back();
  else document.querySelector(".row[aria-current] .name, .row .name")?.focus();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !report?.roles.length) return;
  const target = event.target instanceof Element ? event.target : document.body;
  // Letters belong to a field that somebody writes in, and arrows to what scrolls or slides.
  const writes = target.closest("input:not([type=radio]), textarea, select, dialog");
  if (writes && event.key !== "Escape") return;
  if (target.closest("dialog")) return;
  if (event.key.startsWith("Arrow") && target.closest("#resume, #reasons, .sideways, .page-pane, mark")) return;
  const isDecision = ["1", "2", "3", "c", "n"].includes(event.key);
  if (isDecision && view.page !== "person") return;
  // Forms are left by their buttons.
  if (added.pages[view.page] && event.key !== "?") return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
