"""Chooses the weight of the tenure, and the bands of each role, from judged resumes.

python3 benches/refit.py LABELS RUN
LABELS: judged resumes, one JSON object a line, with `id` and `fit` by role (0 to 3), as `rolefit eval --labels` reads them.
RUN: `rolefit rank RESUMES --format jsonl` of the same resumes.

Run it again whenever dates are read otherwise. The weight is chosen on four fifths of the resumes and measured on the rest,
in turn; the bands are where half of the resumes fit (2 or 3), and where half fit strongly (3), by a logistic curve.
"""
import json, math, os, random, sys

FOLDS, REPEATS, SHARES = 5, 20, [n / 20 for n in range(11)]


def load(labels, run):
    """Returns, by role, rows of (id, score without tenure, credit of the tenure or None, fit, printed score)."""
    fits = {o["id"]: o["fit"] for o in map(json.loads, open(labels))}
    rows = {}
    for candidate in map(json.loads, open(run)):
        name = os.path.splitext(os.path.basename(candidate["candidate"]["id"]))[0]
        for role in candidate["roles"] if name in fits else []:
            known = [c for c in role["criteria"] if c["status"] != "unknown"]
            tenure = [c["credit"] for c in known if c["id"].endswith("/tenure")]
            others = [c for c in known if not c["id"].endswith("/tenure")]
            weight = sum(c["weight"] for c in others)
            score = 100 * sum(c["weight"] * c["credit"] for c in others) / weight if weight else 0
            row = (name, score, tenure[0] if tenure else None, fits[name][role["role"]], role["score"] or 0)
            rows.setdefault(role["role"], []).append(row)
    return rows


def ranks(values):
    order, out = sorted(range(len(values)), key=values.__getitem__), [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in range(at, end + 1):
            out[order[place]] = (at + end) / 2
        at = end + 1
    return out


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    top = sum((x - ma) * (y - mb) for x, y in zip(a, b))
    below = math.sqrt(sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b))
    return top / below if below else 0.0


def ndcg10(scores, fits):
    gain = lambda order: sum((2 ** fit - 1) / math.log2(at + 2) for at, fit in enumerate(order[:10]))
    best = gain(sorted(fits, reverse=True))
    return gain([fit for _, fit in sorted(zip(scores, fits), key=lambda it: (-it[0], it[1]))]) / best if best else 0.0


def with_share(row, share):
    _, score, tenure, _, _ = row
    return score if tenure is None else (1 - share) * score + 100 * share * tenure


def quality(rows, share, ids):
    """Returns the means over roles of nDCG@10 and of the rank correlation."""
    figures = []
    for role in rows.values():
        some = [row for row in role if row[0] in ids]
        scores, fits = [with_share(row, share) for row in some], [row[3] for row in some]
        figures.append((ndcg10(scores, fits), spearman(scores, fits)))
    return [sum(it) / len(figures) for it in zip(*figures)]


def half(points):
    """Returns the score from which more than half of the yes-or-no `points` are yes, by a logistic curve."""
    level, slope = 0.0, 0.0
    points = [((x - 50) / 20, yes) for x, yes in points]
    for _ in range(5000):
        errors = [(1 / (1 + math.exp(-(level + slope * x))) - yes, x) for x, yes in points]
        level -= 2 * sum(error for error, _ in errors) / len(points)
        slope -= 2 * sum(error * x for error, x in errors) / len(points)
    return 50 - 20 * level / slope if slope > 0 else None


def main():
    rows = load(sys.argv[1], sys.argv[2])
    ids = sorted({row[0] for role in rows.values() for row in role})
    print("share  nDCG@10  Spearman")
    for share in SHARES:
        print(f"{share:.2f}   " + "    ".join(f"{it:.3f}" for it in quality(rows, share, set(ids))))
    rng, chosen, measured = random.Random(1), [], []
    for _ in range(REPEATS):
        rng.shuffle(ids)
        for fold in range(FOLDS):
            kept = set(ids[fold::FOLDS])
            best = max(SHARES, key=lambda share: sum(quality(rows, share, set(ids) - kept)))
            chosen.append(best)
            measured.append([now - without for now, without in zip(quality(rows, best, kept), quality(rows, 0, kept))])
    gains = [sum(it) / len(measured) for it in zip(*measured)]
    print(f"chosen share: median {sorted(chosen)[len(chosen) // 2]:.2f}; gain on resumes left out: "
          f"nDCG@10 {gains[0]:+.3f}, Spearman {gains[1]:+.3f}")
    for role, some in sorted(rows.items()):
        possible, strong = (half([(row[4], row[3] >= least) for row in some]) for least in (2, 3))
        shown = lambda it: "none" if it is None else f"{it:.0f}"
        print(f"{role}: possible from {shown(possible)}, strong from {shown(strong)}")


if __name__ == "__main__":
    main()
