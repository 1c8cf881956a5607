// Scores and points, counted in whole thousandths as the program counts them, so that both come to the same numbers.

/** Weights that somebody tries, by role; absent while they are those of the role. */
const tried = new Map();

const weightsOf = (index = view.role) => tried.get(index) ?? report.roles[index].criteria.map((it) => it.weight);
const isWhatIf = () => tried.has(view.role);

/** Score of a standing in thousandths, or null where nothing could be answered. */
function score(standing) {
  if (!tried.has(standing.role)) return standing.score;
  const weights = weightsOf(standing.role);
  let [earned, answerable] = [0, 0];
  weights.forEach((weight, index) => {
    if (standing.status[index] === "?") return;
    earned += weight * standing.credit[index];
    answerable += weight;
  });
  // All numbers stay far below 2^53.
  return answerable ? Math.floor((earned * 100000 + answerable * 500) / (answerable * 1000)) : null;
}

/** Rounds numerators / denominator to whole numbers that add up to `total`, by largest remainder, earlier ones first. */
function allocate(numerators, denominator, total) {
  // Exact, because all numbers stay far below 2^53.
  const rest = numerators.map((it) => it % denominator);
  const shares = numerators.map((it, index) => (it - rest[index]) / denominator);
  const order = shares.map((_, index) => index).sort((a, b) => rest[b] - rest[a] || a - b);
  let left = total - sum(shares);
  const step = Math.sign(left);
  for (let at = 0; left !== 0 && order.length; at = (at + 1) % order.length) {
    shares[order[at]] += step;
    left -= step;
  }
  return shares;
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

/** What each criterion adds to the score, and what it could add, in tenths of a point. They add up to the score that is
 * shown and to 100. What is lacking is rounded apart, as the program does it. */
function points(standing) {
  const weights = weightsOf(standing.role).map((weight, index) => (standing.status[index] === "?" ? 0 : weight));
  const denominator = sum(weights) * 1000;
  const reached = score(standing);
  if (reached === null || !denominator) return weights.map(() => ({ got: 0, of: 0 }));
  const shown = Math.floor((reached + 50) / 100);
  const earned = allocate(weights.map((weight, index) => 1000 * weight * standing.credit[index]), denominator, shown);
  const lacking = allocate(weights.map((weight, index) => 1000 * weight * (1000 - standing.credit[index])), denominator, 1000 - shown);
  return earned.map((got, index) => ({ got, of: got + lacking[index] }));
}

/** Tenths as a decimal without an idle zero: 220 is 22. */
const plain = (tenths) => (tenths / 10).toFixed(1).replace(".0", "");

/** Thousandths of a point as whole points, half up. */
const rounded = (thousandths) => Math.floor((thousandths + 500) / 1000);

const whole = (thousandths) => (thousandths === null ? "–" : String(rounded(thousandths)));
const decimal = (thousandths) => (thousandths === null ? "–" : (Math.floor((thousandths + 50) / 100) / 10).toFixed(1));

/** The score split by how it is supported: deeds, claims, words found, in points. */
function support(standing) {
  const weights = weightsOf(standing.role);
  const answered = weights.map((weight, index) => (standing.status[index] === "?" ? 0 : weight));
  const all = (sum(answered) || 1) * 10;
  const part = (credits) => sum(answered.map((weight, index) => weight * (credits[index] ?? 0))) / all;
  const [claims, words] = [part(standing.claimed), part(standing.mentioned)];
  return { deeds: Math.max(0, part(standing.credit) - claims - words), claims, words };
}

/** The bar that explains a score: solid for deeds, striped for claims, dotted for words found, empty for not shown. */
function bar(standing) {
  const { deeds, claims, words } = support(standing);
  const parts = [["deeds", deeds], ["claims", claims], ["words", words]].filter(([, width]) => width > 0);
  const said = parts.map(([name, width]) => `${Math.round(width)} from ${name === "words" ? "words found" : name}`);
  const label = `${whole(score(standing))} of 100 points${said.length ? `: ${said.join(", ")}` : ""}`;
  return h("span", { class: "bar", role: "img", "aria-label": label, title: label },
    parts.map(([name, width]) => h("span", { class: name, style: { width: `${width}%` } })));
}

function legend() {
  const item = (name, words) => h("span", { class: "key" }, h("span", { class: `swatch ${name}` }), words);
  return h("p", { class: "legend" }, item("deeds", "deeds"), item("claims", "claims"), item("words", "words found"),
    item("none", "not shown in the resume"));
}
