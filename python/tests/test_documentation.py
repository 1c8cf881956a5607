"""The examples in docstrings run, and the types of the compiled module are as the stubs say."""

import doctest
import html
import subprocess
import sys
from pathlib import Path

import pytest
import rolefit
import rolefit._engine
import rolefit._ranking


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("module", [rolefit, rolefit._engine, rolefit._ranking])
def test_examples_run(module):
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


def test_the_examples_of_the_manual_run():
    page = ROOT / "docs" / "python.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0


def test_the_stubs_are_true():
    run = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "rolefit._rolefit", "--ignore-disjoint-bases"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_types_of_the_package_are_right():
    options = ["--strict", "--ignore-missing-imports", "-p", "rolefit"]
    run = subprocess.run([sys.executable, "-m", "mypy", *options], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_notebook_runs_and_shows_the_table_with_evidence():
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    page = ROOT / "python" / "examples" / "rank.ipynb"
    notebook = nbformat.read(page, as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [output["data"]["text/html"] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    ranking = rolefit.rank(ROOT / "fixtures/resumes/fits", role="key-account-manager", as_of="2026-11-21")
    best = ranking.to_rows()[0]
    assert html.escape("in the resume's words") in shown[0] and html.escape(best["top_evidence"]) in shown[0]
    assert html.escape(ranking.explain(best["candidate"]).criteria[0].reason) in shown[1]
