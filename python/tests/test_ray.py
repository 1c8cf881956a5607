"""The Ray example of docs/cluster.md gives the result of `rank`. Runs if ROLEFIT_RAY=1 and Ray is installed."""

import os
import re
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import rolefit
from conftest import AS_OF

ray = pytest.importorskip("ray") if os.environ.get("ROLEFIT_RAY") == "1" else None
pytestmark = pytest.mark.skipif(ray is None, reason="ROLEFIT_RAY=1 runs it")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cluster.md"


def test_the_example_of_the_manual_runs(resumes, tmp_path):
    example = re.search(r"```python\n(import ray\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    content = {f"{name}-{number}": text for number in range(40) for name, text in resumes.items()}
    table = pyarrow.table({"id": list(content), "content": list(content.values())})
    pyarrow.parquet.write_table(table, tmp_path / "pool.parquet", row_group_size=16)
    script = example[1].replace("/pool/", str(tmp_path / "pool.parquet")).replace("/scores/", str(tmp_path / "scores"))
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100 * 2**20, logging_level="ERROR")
    try:
        exec(script, {})
    finally:
        ray.shutdown()
    rows = pyarrow.parquet.read_table(tmp_path / "scores").to_pylist()
    ours = {place.candidate: place.score for place in rolefit.rank(content, role="key-account-manager", as_of=AS_OF)}
    assert len(rows) == len(content) and {row["id"]: row["score"] for row in rows} == ours
