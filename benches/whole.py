"""Measures whole runs of rolefit by number of cores, by size of the pool, and with a store, cold and warm.

    python benches/whole.py POOL PDFS [--rolefit PATH] > benches/runs/DATE-whole.txt

POOL is a pool of text files as `cargo bench --bench pool -- POOL 100000` writes it, a thousand a folder; PDFS a folder of PDF
files, or `-` for none. Every run writes the five roles' ranking as CSV.
"""

import argparse
import os
import pathlib
import tempfile

from measure import machine, measure, version

# Directories that represent the pool if its size is not measured: enough to make startup negligible.
USUAL = 2

# The measured sizes of the pool, in directories of a thousand resumes; larger sizes than the pool are left out.
SIZES = (1, 3, 10, 30, 100)

HEAD = f"{'':32}{'resumes':>9}{'wall s':>9}{'processor s':>13}{'a second':>10}{'ms each':>9}{'MB':>7}"


def row(name, count, cost):
    """Prints one run: resumes per second of wall time, and milliseconds of processor time per resume."""
    rate, each = count / cost.wall, cost.processor * 1000 / count
    print(f"{name:32}{count:9}{cost.wall:9.2f}{cost.processor:13.2f}{rate:10.0f}{each:9.2f}{cost.memory:7.0f}", flush=True)


def count_in(folders, pattern):
    return sum(1 for folder in folders for _ in pathlib.Path(folder).rglob(pattern))


class Rolefit:
    """Returns the command for some files, with the date and output that all runs share."""

    def __init__(self, path, out):
        self.command = [path, "rank", "--format", "csv", "--quiet", "-o", out]

    def rank(self, paths, *options, day="2026-11-21"):
        return measure([*self.command, "--as-of", day, *options, *paths])


def against_cores(rolefit, files, kind, count):
    print(f"\nAgainst cores, {kind}\n\n{HEAD}")
    cores, jobs = os.cpu_count() or 1, 1
    while jobs <= cores:
        row(f"--jobs {jobs}", count, rolefit.rank(files, "--jobs", str(jobs)))
        jobs *= 2


def against_size(rolefit, folders):
    print(f"\nAgainst the size of the pool, text\n\n{HEAD}")
    for size in SIZES:
        if size <= len(folders):
            row("", count_in(folders[:size], "*.txt"), rolefit.rank(folders[:size]))


def with_store(rolefit, files, kind, count):
    print(f"\nWith a store, {kind}\n\n{HEAD}")
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", os.path.join(folder, "store")]
        row("without", count, rolefit.rank(files))
        row("first run", count, rolefit.rank(files, *store))
        row("second run", count, rolefit.rank(files, *store))
        row("second run, --trust-mtime", count, rolefit.rank(files, *store, "--trust-mtime"))
        row("next day", count, rolefit.rank(files, *store, day="2026-11-22"))
        size = sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*") if file.is_file())
        print(f"the store: {size / 1e6:.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool")
    parser.add_argument("pdfs")
    parser.add_argument("--rolefit", default="target/release/rolefit")
    options = parser.parse_args()
    print(machine(), version([options.rolefit, "--version"]), sep=", ")
    folders = sorted(str(folder) for folder in pathlib.Path(options.pool).iterdir())
    kinds = [("text", folders[:USUAL], count_in(folders[:USUAL], "*.txt"))]
    if options.pdfs != "-":
        kinds.append(("PDF", [options.pdfs], count_in([options.pdfs], "*.pdf")))
    with tempfile.TemporaryDirectory() as folder:
        rolefit = Rolefit(options.rolefit, os.path.join(folder, "out.csv"))
        for kind, files, count in kinds:
            against_cores(rolefit, files, kind, count)
        for kind, files, count in kinds:
            with_store(rolefit, files, kind, count)
        against_size(rolefit, folders)


main()
