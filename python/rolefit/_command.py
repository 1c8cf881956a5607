"""The command `rolefit`, and the processes that read files. Both run in Python, because the engine is in its module."""

from __future__ import annotations

import signal
import sys

from rolefit import _rolefit

#: Loads the engine from its file, without the packages of this environment, which a worker needs not.
_READ_FILES = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("_rolefit", sys.argv[1])
module = module_from_spec(spec)
spec.loader.exec_module(module)
module.read_files()
"""


def worker() -> tuple[str, list[str]] | None:
    """Returns the program that reads files, and its arguments; None where no program of Python is known, as in a
    program that has Python built in."""
    if not sys.executable:
        return None
    return sys.executable, ["-I", "-S", "-c", _READ_FILES, _rolefit.__file__]


def main() -> None:
    """Runs the command with the arguments of this process, and ends the process with its status."""
    command = worker()
    if command is None:
        sys.exit("rolefit: the program of Python is not known; run `python -m rolefit`")
    # The command ends at once, as other programs do, instead of asking Python.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_rolefit.run_command(sys.argv[1:], command))
