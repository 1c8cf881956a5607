"""The examples in docstrings run, and the types of the compiled module are as the stubs say."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
import rolefit
import rolefit._engine
import rolefit._ranking


@pytest.mark.parametrize("module", [rolefit, rolefit._engine, rolefit._ranking])
def test_examples_run(module):
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


def test_the_examples_of_the_manual_run():
    page = Path(__file__).resolve().parents[2] / "docs" / "python.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0


def test_the_stubs_are_true():
    run = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "rolefit._rolefit", "--ignore-disjoint-bases"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
