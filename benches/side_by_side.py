"""Runs rolefit and its alternatives over the same resumes, in turn, and prints the processor time of each.

    python benches/side_by_side.py TEXTS PDFS [--runs N] [--quick] [--rolefit PATH] > benches/runs/DATE-side-by-side.txt

TEXTS is a folder of text files (`cargo bench --bench pool -- TEXTS 2000`), PDFS one of PDF files, or `-` for none.
Install the others first: `pip install -r benches/peers/requirements.txt`, and poppler's pdftotext.
"""

import argparse
import importlib.metadata
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

from measure import machine, measure, version

PEERS = pathlib.Path(__file__).parent / "peers"
QUICK = {"TF-IDF": "tfidf.py", "BM25": "bm25.py"}
# A run takes minutes, so one has to be enough.
SLOW = {"MiniLM": "minilm.py"}
PACKAGES = ["scikit-learn", "bm25s"]
SLOW_PACKAGES = ["sentence-transformers"]


def compare(title, commands, runs):
    """Measures the commands in turn, so that a busy moment affects all of them, and prints their medians."""
    costs = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(measure(command))
    print(f"\n{title}; runs in turn: {runs}, medians\n")
    print(f"{'':24}{'processor s':>12}{'wall s':>9}{'MB':>7}{'to rolefit':>12}   processor s of each run")
    own = None
    for name, rows in costs.items():
        wall, processor, memory = (statistics.median(column) for column in zip(*rows))
        own = own or processor
        each = " ".join(f"{row.processor:.2f}" for row in rows)
        print(f"{name:24}{processor:12.2f}{wall:9.2f}{memory:7.0f}{processor / own:12.2f}   {each}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument("pdfs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--rolefit", default="target/release/rolefit")
    options = parser.parse_args()
    print(machine())
    print(version([options.rolefit, "--version"]), *(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES + ([] if options.quick else SLOW_PACKAGES)), sep=", ")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.csv")
        rank = [options.rolefit, "rank", "--format", "csv", "--as-of", "2026-11-21", "-o", out, "--quiet"]

        def peers(files):
            return {name: [sys.executable, str(PEERS / file), options.texts, out] for name, file in files.items()}

        own = {"rolefit": [*rank, options.texts]}
        count = sum(1 for _ in pathlib.Path(options.texts).rglob("*.txt"))
        compare(f"{count} text resumes, five roles, ranking as CSV", own | peers(QUICK), options.runs)
        if not options.quick:
            compare("The same, with vectors of sentences", own | peers(SLOW), 1)
        if options.pdfs != "-" and shutil.which("pdftotext"):
            print("\n" + version(["pdftotext", "-v"]))
            pdfs = sorted(map(str, pathlib.Path(options.pdfs).rglob("*.pdf")))
            each = ["sh", "-c", 'for file; do pdftotext "$file" -; done', "pdftotext", *pdfs]
            title = f"{len(pdfs)} PDF resumes, ranking as CSV against extraction alone"
            compare(title, {"rolefit": [*rank, *pdfs], "pdftotext": each}, options.runs)


main()
