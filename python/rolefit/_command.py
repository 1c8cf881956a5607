"""The command `rolefit`, which the wheel carries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def program() -> str | None:
    """Returns the path of the command, or None if this build of the package has none."""
    name = "rolefit.exe" if os.name == "nt" else "rolefit"
    path = Path(__file__).resolve().parent / "_bin" / name
    return str(path) if path.is_file() else None


def main() -> None:
    """Runs the command with the arguments of this process."""
    path = program()
    if path is None:
        sys.exit("rolefit: this build of the package has no command; install the wheel")
    if os.name == "nt":
        sys.exit(subprocess.call([path, *sys.argv[1:]]))
    os.execv(path, ["rolefit", *sys.argv[1:]])
