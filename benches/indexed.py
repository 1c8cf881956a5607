"""Measures how fast an indexed pool is ranked for a role, and how many of its resumes are scored for that.

    python benches/indexed.py POOL [--rolefit PATH] [--role ID]... [--job FILE]... [--top N]... > benches/runs/DATE-indexed.txt

POOL is a folder of resumes. It is indexed into a new store, or into `--store DIR`; then the built-in roles and each posting are
ranked one by one, once over the index and once by scoring all texts that the store holds. The first ranks must be equal.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile

from measure import machine, measure, version

# Ranks asked for.
TOPS = (1, 10, 50)

ROLES = ("account-manager", "key-account-manager", "sales-account-manager", "senior-account-manager", "strategic-account-manager")

DAY = "2026-11-21"


def ids(text):
    """The ids and exact content of the ranked candidates; files that could not be read are in no index."""
    records = map(json.loads, text.splitlines())
    return [record["candidate"]["content"] for record in records if record["status"] != "unreadable"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pool")
    parser.add_argument("--rolefit", default="target/release/rolefit")
    parser.add_argument("--role", action="append", help="in place of the built-in roles")
    parser.add_argument("--job", action="append", default=[])
    parser.add_argument("--top", action="append", type=int)
    parser.add_argument("--store")
    asked = parser.parse_args()
    store = asked.store or tempfile.mkdtemp()
    print(f"{machine()}, {version(asked.rolefit)}\n")
    cost = measure([asked.rolefit, "index", asked.pool, "--store", store, "--trust-mtime"])
    index = pathlib.Path(store, "search")
    size = sum(file.stat().st_size for file in index.iterdir()) / 1e6
    print(f"indexed in {cost.wall:.1f} s, {cost.processor:.1f} processor s, {cost.memory:.0f} MB; the index: {size:.1f} MB\n")
    print(f"{'role':44}{'top':>5}{'resumes':>9}{'scored':>8}{'s':>8}{'processor s':>13}{'MB':>6}{'all: s':>9}{'processor s':>13}{'times':>7}")
    for role in [["--role", role] for role in asked.role or ROLES] + [["--job", job] for job in asked.job]:
        every = None
        for top in asked.top or TOPS:
            options = [*role, "--top", str(top), "--as-of", DAY, "--format", "jsonl"]
            fast = [asked.rolefit, "rank", "--index", store, *options]
            slow = [asked.rolefit, "rank", asked.pool, "--store", store, "--trust-mtime", *options]
            first = subprocess.run(fast, capture_output=True, text=True)
            said = re.search(r"([\d,]+) indexed resumes ranked.*; ([\d,]+) scored", first.stderr)
            # Only the first run scores: the store keeps its verdicts.
            every = every or measure(slow)
            if ids(first.stdout) != ids(subprocess.run(slow, capture_output=True, text=True).stdout):
                raise SystemExit(f"{role}: the first {top} differ")
            few = measure(fast)
            times = every.processor / few.processor
            name = pathlib.Path(role[1]).name
            print(f"{name:44}{top:5}{said[1]:>9}{said[2]:>8}{few.wall:8.2f}{few.processor:13.2f}{few.memory:6.0f}{every.wall:9.2f}{every.processor:13.2f}{times:7.1f}", flush=True)


if __name__ == "__main__":
    main()
