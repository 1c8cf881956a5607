"""The examples in docstrings run, and the types of the compiled module are as the stubs say."""

import doctest
import subprocess
import sys

import pytest
import rolefit
import rolefit._engine
import rolefit._ranking


@pytest.mark.parametrize("module", [rolefit, rolefit._engine, rolefit._ranking])
def test_examples_run(module):
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


def test_the_stubs_are_true():
    run = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "rolefit._rolefit", "--ignore-disjoint-bases"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
