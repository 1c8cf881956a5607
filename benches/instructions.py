"""Counts the instructions that judging a resume takes, with valgrind's callgrind: the same whatever else the machine does.

    python benches/instructions.py POOL [--rolefit PATH]

POOL is a folder of text files as `cargo bench --bench pool -- POOL 2000` writes it. Two runs of different length tell
starting from judging: what they differ by, they differ by for the resumes. Files are read in other processes, which are
not counted.
"""

import argparse
import itertools
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from measure import FINE

# Resumes of the short and of the long run. Both know nearly all words of the pool.
FEW, MANY = 300, 900


def instructions(rolefit, files):
    """The instructions of a run over `files`."""
    with tempfile.TemporaryDirectory() as resumes, tempfile.TemporaryDirectory() as out:
        for number, file in enumerate(files):
            shutil.copy(file, pathlib.Path(resumes, f"{number}{file.suffix}"))
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}/callgrind.out", rolefit]
        command += ["rank", resumes, "--format", "csv", "--jobs", "1", "--as-of", "2026-11-21", "-o", f"{out}/out.csv"]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in FINE:
        sys.exit(run.stderr)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pool", type=pathlib.Path)
    arguments.add_argument("--rolefit", default="target/release/rolefit")
    asked = arguments.parse_args()
    files = list(itertools.islice(sorted(asked.pool.rglob("*.txt")), MANY))
    if len(files) <= FEW:
        sys.exit(f"{asked.pool}: {len(files)} text files; more than {FEW} are needed")
    few, many = (instructions(asked.rolefit, files[:count]) for count in (FEW, len(files)))
    each = (many - few) / (len(files) - FEW)
    print(f"a resume                 {each / 1e6:8.2f} million instructions")
    print(f"starting, and new words  {(few - each * FEW) / 1e6:8.0f}")


if __name__ == "__main__":
    main()
