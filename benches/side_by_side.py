"""Runs rolefit and what people would run instead over the same resumes, in turn, and prints the processor time of each.

    python benches/side_by_side.py TEXTS PDFS [--runs N] [--rolefit PATH] > benches/runs/DATE.txt

TEXTS is a folder of text files (`cargo bench --bench pool -- TEXTS 2000`), PDFS one of PDF files, or `-` for none.
Install the others first: `pip install -r benches/peers/requirements.txt`, and poppler's pdftotext.
"""

import argparse
import importlib.metadata
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PEERS = {"TF-IDF": "tfidf.py", "BM25": "bm25.py"}
# Takes minutes a run, so that one has to do.
SLOW = {"MiniLM": "minilm.py"}


def measure(command):
    """Wall and processor seconds, and peak megabytes of the largest process, of a command and its children."""
    start = time.monotonic()
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid
    _, status, usage = os.wait4(pid, 0)
    # 3 is rolefit's "done, but some files could not be read".
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{command} failed")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, commands, runs):
    """Measures the commands in turn, so that a busy moment of the machine falls on all, and prints their medians."""
    figures = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            figures[name].append(measure(command))
    print(f"\n{title}, {runs} runs in turn, medians\n")
    print(f"{'':24}{'processor s':>12}{'wall s':>9}{'MB':>7}{'to rolefit':>12}   processor s of each run")
    own = None
    for name, rows in figures.items():
        wall, processor, memory = (statistics.median(column) for column in zip(*rows))
        own = own or processor
        each = " ".join(f"{row[1]:.2f}" for row in rows)
        print(f"{name:24}{processor:12.2f}{wall:9.2f}{memory:7.0f}{processor / own:12.2f}   {each}")


def version(command):
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    return (output.stdout + output.stderr).splitlines()[0]


def processor():
    """What the machine calls its processor, where it says so."""
    info = pathlib.Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line] if info.exists() else []
    return names[0] if names else platform.processor()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument("pdfs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rolefit", default="target/release/rolefit")
    options = parser.parse_args()
    print(f"{platform.platform()}, {processor()}, {os.cpu_count()} cores")
    packages = ["scikit-learn", "bm25s", "sentence-transformers"]
    print(version([options.rolefit, "--version"]), *(f"{name} {importlib.metadata.version(name)}" for name in packages), sep=", ")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.csv")
        rank = [options.rolefit, "rank", "--format", "csv", "--as-of", "2026-11-21", "-o", out, "--quiet"]
        def run(peers):
            return {name: [sys.executable, str(HERE / "peers" / file), options.texts, out] for name, file in peers.items()}

        own = {"rolefit": [*rank, options.texts]}
        count = sum(1 for _ in pathlib.Path(options.texts).rglob("*.txt"))
        compare(f"{count} text resumes, five roles, ranking as CSV", own | run(PEERS), options.runs)
        compare("The same, with vectors of sentences", own | run(SLOW), 1)
        if options.pdfs != "-" and shutil.which("pdftotext"):
            print("\n" + version(["pdftotext", "-v"]))
            pdfs = sorted(map(str, pathlib.Path(options.pdfs).rglob("*.pdf")))
            each = ["sh", "-c", 'for file; do pdftotext "$file" -; done', "pdftotext", *pdfs]
            title = f"{len(pdfs)} PDF resumes, ranking as CSV against extraction alone"
            compare(title, {"rolefit": [*rank, *pdfs], "pdftotext": each}, options.runs)


main()
