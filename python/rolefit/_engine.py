"""Ranks, reads and scores: the functions of the package."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from rolefit import _rolefit
from rolefit._command import program
from rolefit._ranking import Ranking

Catalog = _rolefit.Catalog

PathLike = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class Role:
    """A role to rank for, as the text of a role file.

    >>> role = Role.from_posting("Museum Guide\\n\\nRequirements\\n\\n- Guided tours in two languages\\n")
    >>> role.id
    'museum-guide'
    """

    id: str
    toml: str
    #: Advice on the posting, such as demands that were left out.
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_posting(
        cls, text: str | bytes, *, title: str | None = None, name: str = "posting.txt", confirm: bool = False
    ) -> Role:
        """Imports a posting. `name` is a file name whose extension tells the format, such as `posting.html`.

        `confirm` says that you have read the must-haves and mean them; otherwise they feed no gate and no band.
        """
        roles = cls.all_from_posting(text, title=title, name=name, confirm=confirm)
        if len(roles) != 1:
            raise _rolefit.Error(f"{name}: holds {len(roles)} postings; use Role.all_from_posting")
        return roles[0]

    @classmethod
    def all_from_posting(
        cls, text: str | bytes, *, title: str | None = None, name: str = "posting.txt", confirm: bool = False
    ) -> list[Role]:
        """Imports every posting of a source, such as a table with one posting per row."""
        content = text.encode() if isinstance(text, str) else text
        imported = _rolefit.import_posting(content, name, title, confirm)
        return [cls(id, toml, tuple(warnings)) for id, toml, warnings in imported]


@dataclass(frozen=True)
class Resume:
    """The text of a resume, with its format, and the notes about its file."""

    text: str
    format: str
    #: The byte offsets at which pages begin, or None for formats without pages.
    pages: tuple[int, ...] | None
    notes: tuple[str, ...]


def read(source: PathLike | bytes, *, name: str | None = None) -> Resume:
    """Reads the text of one resume, from a path or from bytes. `name` gives bytes a file name, for its extension.

    Raises UnreadableError, with the attributes `code` and `remedy`, if the file cannot be read.

    >>> read(b"Ana Prieto\\nAccount Manager", name="ana.txt").text
    'Ana Prieto\\nAccount Manager\\n'
    """
    if not isinstance(source, bytes):
        path = Path(source)
        name = name or path.name
        source = path.read_bytes()
    text, format, pages, notes = _rolefit.read(source, name or "resume")
    return Resume(text, format, None if pages is None else tuple(pages), tuple(notes))


def rank(
    resumes: PathLike | Iterable[PathLike] | Mapping[str, str | bytes] | Any,
    *,
    role: str | Role | Iterable[str | Role] | None = None,
    job: PathLike | None = None,
    catalog: PathLike | Catalog | None = None,
    as_of: str | datetime.date | None = None,
    blind: bool = False,
    jobs: int | None = None,
    content: str = "content",
    id: str = "id",
) -> Ranking:
    """Ranks resumes and returns the ranking, as `rolefit rank` does.

    `resumes` is a path, several paths, a dictionary of ids and texts (or bytes of files), or a table: a pandas, polars
    or Arrow table with a column `id` and a column `content` of texts or bytes. `role` names roles by id or is a `Role`;
    `job` is the path of a posting. Without either, all roles of the catalog are ranked. `as_of` is the day that
    "present" means; without it, today.

    Raises Error, with what to do, for an unknown role or a catalog that is wrong. A file that cannot be read is a
    candidate without a score.
    """
    engine = _engine(role=role, job=job, catalog=catalog, as_of=as_of, blind=blind, jobs=jobs)
    if isinstance(resumes, Mapping):
        return Ranking(engine.rank_contents([(key, _bytes(value)) for key, value in resumes.items()]))
    if hasattr(resumes, "__arrow_c_stream__") or hasattr(resumes, "to_arrow"):
        return Ranking(engine.rank_contents(_rows(resumes, content, id)))
    paths = [resumes] if isinstance(resumes, (str, os.PathLike)) else list(resumes)
    return Ranking(engine.rank([Path(path) for path in paths]))


def score(
    reader: Any,
    *,
    role: str | Role | Iterable[str | Role] | None = None,
    job: PathLike | None = None,
    catalog: PathLike | Catalog | None = None,
    as_of: str | datetime.date | None = None,
    blind: bool = False,
    jobs: int | None = None,
    content: str = "content",
    id: str = "id",
) -> Any:
    """Scores a stream of Arrow batches and returns a stream, one row per resume and role.

    `reader` is whatever exports an Arrow stream (`__arrow_c_stream__`): a pyarrow table or reader, a polars or pandas
    frame, a DuckDB relation. Batches are scored as they are asked for, so a stream of any length needs the memory of
    one batch. Pass the result to `pyarrow.RecordBatchReader.from_stream`, `polars.from_arrow`, or DuckDB.
    """
    engine = _engine(role=role, job=job, catalog=catalog, as_of=as_of, blind=blind, jobs=jobs)
    return engine.score(reader, content, id)


def _engine(
    *,
    role: str | Role | Iterable[str | Role] | None,
    job: PathLike | None,
    catalog: PathLike | Catalog | None,
    as_of: str | datetime.date | None,
    blind: bool,
    jobs: int | None,
) -> _rolefit.Engine:
    roles = [role] if isinstance(role, (str, Role)) else list(role or [])
    own = [one for one in roles if isinstance(one, Role)]
    names = [one for one in roles if isinstance(one, str)]
    if job is not None:
        if roles:
            raise _rolefit.Error("role and job are both given; leave one out")
        own = Role.all_from_posting(Path(job).read_bytes(), name=Path(job).name)
    if own and names:
        raise _rolefit.Error("roles of the catalog and roles of one's own are mixed; rank for each in a call of its own")
    if own:
        opened = _rolefit.Catalog(None, [(one.id, one.toml) for one in own])
    elif isinstance(catalog, Catalog):
        opened = catalog
    else:
        opened = _rolefit.Catalog(None if catalog is None else Path(catalog))
    day = as_of.isoformat() if isinstance(as_of, datetime.date) else as_of
    return _rolefit.Engine(opened, names, day, blind, jobs, program())


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else bytes(content)


def _rows(table: Any, content: str, id: str) -> list[tuple[str, bytes]]:
    """The ids and contents of a table, by way of pyarrow."""
    import pyarrow

    if not hasattr(table, "__arrow_c_stream__"):
        table = table.to_arrow()
    read = pyarrow.table(table)
    missing = [name for name in (content, id) if name not in read.column_names]
    if missing:
        names = ", ".join(read.column_names)
        raise _rolefit.Error(f'no column "{missing[0]}"; the columns are {names}')
    ids, contents = read.column(id).to_pylist(), read.column(content).to_pylist()
    return [(str(one), _bytes(other or b"")) for one, other in zip(ids, contents)]
