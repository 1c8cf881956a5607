// Weights to try, in a drawer. The page recomputes scores from the credits of the report, as the program would.

/** The largest weight of a slider, in thousandths. */
const MOST_WEIGHT = 10000;

function toggleDrawer() {
  const drawer = $("drawer");
  if (drawer) {
    drawer.remove();
    $("what-if-button")?.focus();
  } else {
    $("main").append(makeDrawer());
    $("drawer").querySelector("input")?.focus();
  }
  $("what-if-button")?.setAttribute("aria-expanded", String(Boolean($("drawer"))));
}

function tryWeight(index, weight) {
  const weights = [...weightsOf()];
  weights[index] = weight;
  const own = role().criteria.every((criterion, at) => criterion.weight === weights[at]);
  if (own) tried.delete(view.role);
  else tried.set(view.role, weights);
  changed();
}

function makeDrawer() {
  const slider = (criterion, index) => {
    const input = h("input", { type: "range", min: 0, max: Math.max(MOST_WEIGHT, criterion.weight), step: 500, id: `weight-${index}`,
      oninput: () => {
        tryWeight(index, Number(input.value));
        input.nextElementSibling.textContent = weightWords(index);
      } });
    input.value = weightsOf()[index];
    return h("li", {}, h("label", { for: `weight-${index}` }, criterion.label), input,
      h("output", { for: `weight-${index}` }, weightWords(index)));
  };
  return h("aside", { id: "drawer", class: "drawer", "aria-label": "What-if weights",
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      toggleDrawer();
    } },
  h("h2", {}, "What if other things counted more?"),
  h("p", { class: "sub" }, "Move a weight and the list is sorted anew, in this page only. The ranking, bands and decisions stay as they are."),
  h("ul", { class: "weights" }, role().criteria.map(slider)),
  h("p", { class: "buttons" }, button("Reset", resetWeights), button("Close", toggleDrawer)));
}

function weightWords(index) {
  const [now, own] = [weightsOf()[index], role().criteria[index].weight];
  return now === own ? `${own / 1000}` : `${now / 1000} (${own / 1000} in the role)`;
}

function resetWeights() {
  tried.delete(view.role);
  changed();
  if ($("drawer")) $("drawer").replaceWith(makeDrawer());
  $("what-if-button")?.focus();
}

/** The band across the page while weights are tried. */
function drawBand() {
  const band = $("what-if-band");
  band.hidden = !isWhatIf();
  if (band.hidden) return;
  const touched = role().criteria.filter((criterion, index) => criterion.weight !== weightsOf()[index]);
  put(band, "▲ What-if, not the ranking: ", series(touched.map((it) => it.label)), " weighed otherwise. ",
    button("Reset", resetWeights, { class: "small" }), added.band());
}
