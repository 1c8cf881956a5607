"""Ranks, reads and scores: the functions of the package."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from rolefit import _rolefit
from rolefit._command import worker
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
        cls,
        text: str | bytes,
        *,
        title: str | None = None,
        name: str = "posting.txt",
        confirm: bool = False,
        vocabulary: Catalog | None = None,
    ) -> list[Role]:
        """Imports every posting of a source, such as a table with one posting per row.

        `vocabulary` is a catalog whose vocabulary recognises the demands; without it, the built-in one.

        >>> table = "title,description\\nGuide,Requirements: guided tours\\nBaker,Requirements: sourdough bread\\n"
        >>> [role.id for role in Role.all_from_posting(table, name="postings.csv")]
        ['guide', 'baker']
        """
        content = text.encode() if isinstance(text, str) else text
        imported = _rolefit.import_posting(content, name, title, confirm, vocabulary)
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

    Raises UnreadableError, with the attributes `code` and `remedy`, if the file is no resume that can be read. The file
    is read in this process, without a limit on time.

    >>> read(b"Ana Prieto\\nAccount Manager", name="ana.txt").text
    'Ana Prieto\\nAccount Manager\\n'
    """
    if not isinstance(source, bytes):
        name = name or Path(source).name
        source = _file(source)
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
    or Arrow table or a DuckDB relation with a column `id` of texts and a column `content` of texts or bytes. `role`
    names roles by id, title or a part of it, or is a `Role`; `job` is the path of a posting. Without either, all roles
    of the catalog are ranked. `as_of` is the day that "present" means; without it, today.

    Raises Error, with what to do, for an unknown role, a catalog that is wrong, or a path without resumes. A file that
    cannot be read is a candidate without a score. Ctrl-C stops it.

    >>> resume = "Ana Prieto\\n\\nExperience\\n\\nKey Account Manager, Brightwell, 2015 - 2019\\n"
    >>> ranking = rank({"ana": resume}, role="key account manager", as_of="2026-11-21")
    >>> ranking
    <Ranking of 1 resumes for key-account-manager>
    """
    compiled = engine(role=role, job=job, catalog=catalog, as_of=as_of, blind=blind, jobs=jobs)
    if isinstance(resumes, Mapping):
        return Ranking(compiled.rank_contents([(key, _bytes(value)) for key, value in resumes.items()]))
    if hasattr(resumes, "__arrow_c_stream__"):
        return Ranking(compiled.rank_table(resumes, content, id))
    paths = [resumes] if isinstance(resumes, (str, os.PathLike)) else list(resumes)
    return Ranking(compiled.rank([Path(path) for path in paths]))


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
    one batch. Pass the result to `pyarrow.RecordBatchReader.from_stream`, `polars.DataFrame` or
    `pandas.DataFrame.from_arrow`. Ctrl-C ends the stream with an error.

    >>> import pyarrow
    >>> table = pyarrow.table({"id": ["ana"], "content": ["Ana Prieto\\n\\nKey Account Manager, 2015 - 2019\\n"]})
    >>> stream = score(table, role="key-account-manager", as_of="2026-11-21")
    >>> pyarrow.RecordBatchReader.from_stream(stream).read_all()["role"].to_pylist()
    ['key-account-manager']
    """
    compiled = engine(role=role, job=job, catalog=catalog, as_of=as_of, blind=blind, jobs=jobs)
    return compiled.score(reader, content, id)


def asked_for(
    role: str | Role | Iterable[str | Role] | None, job: PathLike | None, catalog: PathLike | Catalog | None
) -> tuple[Catalog, list[str]]:
    """Returns the catalog to score for, and the names of the roles in it. No names mean all roles."""
    opened = catalog if isinstance(catalog, Catalog) else Catalog(catalog)
    roles = [role] if isinstance(role, (str, Role)) else list(role or [])
    own = [one for one in roles if isinstance(one, Role)]
    names = [one for one in roles if isinstance(one, str)]
    if job is not None:
        if roles:
            raise _rolefit.Error("role and job are both given; leave one out")
        own = Role.all_from_posting(_file(job), name=Path(job).name, vocabulary=opened)
    if own and names:
        raise _rolefit.Error("roles of the catalog and roles of one's own are mixed; rank for each in a call of its own")
    return (opened.with_roles([(one.id, one.toml) for one in own]) if own else opened), names


def engine(
    *,
    role: str | Role | Iterable[str | Role] | None = None,
    job: PathLike | None = None,
    catalog: PathLike | Catalog | None = None,
    as_of: str | datetime.date | None = None,
    blind: bool = False,
    jobs: int | None = None,
) -> _rolefit.Engine:
    """Compiles the roles asked for."""
    opened, names = asked_for(role, job, catalog)
    day = as_of.isoformat() if isinstance(as_of, datetime.date) else as_of
    return _rolefit.Engine(opened, names, day, blind, jobs, worker())


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else bytes(content)


def _file(path: PathLike) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        why = "there is no such file or folder; check the path"
    except PermissionError:
        why = "its permissions do not allow it; give yourself permission to read it"
    except OSError as error:
        why = f"{(error.strerror or str(error)).lower()}; check the path"
    raise _rolefit.Error(f"{path}: cannot be opened: {why}")
