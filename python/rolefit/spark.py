"""Scores a Spark data frame, on every executor, by `mapInArrow`.

The executors need the wheel and pyarrow. Nothing else is sent to them but the roles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from rolefit._engine import Catalog, PathLike, Role, asked_for, engine, score as _score

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

#: The columns of the result, in the words of Spark.
SCHEMA = (
    "id string, role string, rank int, score double, confidence double, gate string, best_role string, margin double, "
    "status string, problem string, remedy string, "
    "evidence array<struct<criterion:string, part:string, strength:string, quote:string, page:int, "
    "start:bigint, end:bigint, start_char:bigint, end_char:bigint>>"
)


def score(
    df: DataFrame,
    *,
    as_of: str | datetime.date,
    role: str | Role | Iterable[str | Role] | None = None,
    job: PathLike | None = None,
    catalog: PathLike | Catalog | None = None,
    content: str = "content",
    path: str = "path",
    blind: bool = False,
) -> DataFrame:
    """Scores the resumes of `df`: one row per resume and role, with the columns of `SCHEMA`.

    `content` is a column of texts or of the bytes of files, as `spark.read.format("binaryFile")` gives it; `path` names
    a column of ids. `as_of` must be given, because executors may run on different days. The executors get the roles and
    the vocabulary by pickle, so they need none of the files of `job` and `catalog`. A file that cannot be read is a row with a problem and without a
    score, and never fails a task.
    """
    opened, names = asked_for(role, job, catalog)
    # A mistake is an error here, and not on every executor.
    engine(role=names, catalog=opened, as_of=as_of)

    def batches(incoming: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        # One stream per partition: the roles are compiled and the workers started once, not once per batch.
        first = next(incoming, None)
        if first is not None:
            reader = pyarrow.RecordBatchReader.from_batches(first.schema, chain([first], incoming))
            # Spark runs a task per processor.
            scored = _score(
                reader, role=names, catalog=opened, as_of=as_of, content=content, id=path, blind=blind, jobs=1
            )
            yield from pyarrow.RecordBatchReader.from_stream(scored)

    return df.select(path, content).mapInArrow(batches, SCHEMA)
