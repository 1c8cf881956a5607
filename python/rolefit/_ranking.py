"""A ranking, and the explanation of a candidate's score."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rolefit import _rolefit

#: Columns of the CSV that are numbers.
_INTEGERS = {"rank", "met", "partial", "missing"}
_NUMBERS = {"score", "confidence", "margin"}
#: Rows that a notebook shows.
_SHOWN = 20


@dataclass(frozen=True)
class Evidence:
    """A verbatim passage of a resume. `start` and `end` count bytes, `start_char` and `end_char` characters."""

    quote: str
    strength: str
    page: int | None
    start: int
    end: int
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Part:
    """One demand of a criterion."""

    name: str
    status: str
    credit: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Criterion:
    """The verdict on a requirement or duty."""

    id: str
    label: str
    kind: str
    priority: str
    weight: float
    status: str
    credit: float
    reason: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Explanation:
    """A candidate's score in a role, criterion by criterion."""

    candidate: str
    role: str
    score: float | None
    gate: str
    criteria: tuple[Criterion, ...]

    def __str__(self) -> str:
        lines = [f"{self.candidate}, {self.role}: {_shown(self.score)}"]
        for criterion in self.criteria:
            lines.append(f"- {criterion.label}: {_words(criterion.status)}, {criterion.reason}")
            quotes = [f'    "{one.quote}"' for part in criterion.parts for one in part.evidence[:1]]
            lines.extend(dict.fromkeys(quotes))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = []
        for criterion in self.criteria:
            quotes = dict.fromkeys(one.quote for part in criterion.parts for one in part.evidence[:1])
            cells = [criterion.label, _words(criterion.status), criterion.reason, " … ".join(quotes)]
            rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
        head = "".join(f"<th>{name}</th>" for name in ("requirement", "status", "why", "in the resume's words"))
        title = html.escape(f"{self.candidate}, {self.role}: {_shown(self.score)}")
        return f"<table><caption>{title}</caption><tr>{head}</tr>{''.join(rows)}</table>"


@dataclass(frozen=True)
class Place:
    """A candidate's place in a role."""

    rank: int
    candidate: str
    score: float | None
    record: dict[str, Any]


class Ranking:
    """The candidates of a run, best first in its first role.

    A ranking is a sequence of places. `to_jsonl`, `to_json`, `to_csv` and `to_html` equal the output of the command.

    >>> import rolefit
    >>> resumes = {"ana": "Ana Prieto\\n\\nKey Account Manager, 2015 - 2019\\n", "bo": "Bo Berg\\n\\nBaker, 2010 - 2020\\n"}
    >>> ranking = rolefit.rank(resumes, role="key-account-manager", as_of="2026-11-21")
    >>> [(place.rank, place.candidate) for place in ranking]
    [(1, 'ana'), (2, 'bo')]
    >>> print(ranking.explain("ana").criteria[0].parts[0].evidence[0].quote)
    Key Account Manager
    """

    def __init__(self, ranked: _rolefit.RankedFiles) -> None:
        self._ranked = ranked

    @property
    def roles(self) -> list[str]:
        """The ids of the roles."""
        return self._ranked.roles

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The records of all candidates (schema `rolefit.candidate/1`), in the order of their ids."""
        return [json.loads(line) for line in self.to_jsonl().splitlines()]

    def places(self, role: str | None = None) -> list[Place]:
        """The places in `role`, or in the first role. Candidates with equal scores share a rank."""
        places = self._ranked.places(role or self._only_or_first())
        return [Place(rank, self.records[at]["candidate"]["id"], score, self.records[at]) for rank, score, at in places]

    @property
    def unread(self) -> list[dict[str, Any]]:
        """The records of files that could not be read, with their problems."""
        return [record for record in self.records if record["status"] == "unreadable"]

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places())

    def __len__(self) -> int:
        return len(self.places())

    def __getitem__(self, at: int) -> Place:
        return self.places()[at]

    def explain(self, candidate: str, role: str | None = None) -> Explanation:
        """Explains the score of the candidate with the id `candidate` in `role`, or in the first role."""
        role = role or self._only_or_first()
        for at, record in enumerate(self.records):
            if record["candidate"]["id"] == candidate:
                return self._explanation(at, record, role)
        raise KeyError(f"no candidate {candidate!r} in this ranking")

    def text(self, candidate: str) -> str:
        """Returns the text that the quotes of `candidate` are slices of."""
        for at, record in enumerate(self.records):
            if record["candidate"]["id"] == candidate:
                return self._ranked.text(at) or ""
        raise KeyError(f"no candidate {candidate!r} in this ranking")

    def to_jsonl(self) -> str:
        """Returns one JSON record per candidate and line."""
        return self._ranked.export("jsonl")

    def to_json(self) -> str:
        """Returns the ranking as one JSON document."""
        return self._ranked.export("json")

    def to_csv(self, *, wide: bool = False) -> str:
        """Returns a table with one row per candidate and role, or per candidate if `wide`."""
        return self._ranked.export("csv", wide)

    def to_rows(self) -> list[dict[str, Any]]:
        """Returns the rows of `to_csv` with numbers as numbers and empty cells as None."""
        rows = csv.DictReader(io.StringIO(self.to_csv(), newline=""))
        return [{name: _value(name, cell) for name, cell in row.items()} for row in rows]

    def to_arrow(self) -> Any:
        """Returns a `pyarrow.Table` of the rows."""
        import pyarrow

        rows = self.to_rows()
        names = next(csv.reader(io.StringIO(self.to_csv(), newline="")))
        kinds = {name: pyarrow.string() for name in names}
        kinds |= {name: pyarrow.int64() for name in _INTEGERS if name in kinds}
        kinds |= {name: pyarrow.float64() for name in _NUMBERS if name in kinds}
        return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(list(kinds.items())))

    def to_pandas(self) -> Any:
        """Returns a `pandas.DataFrame` of the rows."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Returns a `polars.DataFrame` of the rows."""
        import polars

        return polars.from_arrow(self.to_arrow())

    def to_html(self) -> str:
        """Returns the report: a page in one file, as `rolefit rank -o report.html` writes it."""
        return self._ranked.export("html")

    def _repr_html_(self) -> str:
        """Returns a table of the best candidates with their strongest evidence, which a notebook shows."""
        names = {"rank": "rank", "candidate": "candidate", "score": "score", "top_evidence": "in the resume's words"}
        role = self._only_or_first()
        rows = [row for row in self.to_rows() if row["role"] == role]
        body = ""
        for row in rows[:_SHOWN]:
            cells = (html.escape("" if row[name] is None else str(row[name])) for name in names)
            body += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        head = "".join(f"<th>{html.escape(title)}</th>" for title in names.values())
        notes = [f"{len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
        notes += [f"{len(self.unread)} could not be read"] if self.unread else []
        more = f"<p>{', '.join(notes)}</p>" if notes else ""
        return f"<table><caption>{html.escape(role)}</caption><tr>{head}</tr>{body}</table>{more}"

    def __repr__(self) -> str:
        return f"<Ranking of {len(self._ranked)} resumes for {', '.join(self.roles)}>"

    def _only_or_first(self) -> str:
        return self.roles[0]

    def _explanation(self, at: int, record: dict[str, Any], role: str) -> Explanation:
        if record["status"] == "unreadable":
            problem = record["problem"]
            raise _rolefit.UnreadableError(f"{record['candidate']['id']}: {problem['message']}; {problem['remedy']}")
        for judged in record["roles"]:
            if judged["role"] == role:
                criteria = tuple(self._criterion(at, criterion) for criterion in judged["criteria"])
                return Explanation(record["candidate"]["id"], role, judged["score"], judged["gate"], criteria)
        raise _rolefit.Error(f"no role {role!r} in this ranking; name one of: {', '.join(self.roles)}")

    def _criterion(self, at: int, criterion: dict[str, Any]) -> Criterion:
        parts = tuple(self._part(at, part) for part in criterion["parts"])
        names = ("id", "label", "kind", "priority", "weight", "status", "credit", "reason")
        return Criterion(**{name: criterion[name] for name in names}, parts=parts)

    def _part(self, at: int, part: dict[str, Any]) -> Part:
        spans = [offset for one in part["evidence"] for offset in (one["start"], one["end"])]
        characters = self._ranked.char_offsets(at, spans)
        pairs = zip(part["evidence"], characters[::2], characters[1::2])
        evidence = tuple(
            Evidence(one["quote"], one["strength"], one["page"], one["start"], one["end"], start, end)
            for one, start, end in pairs
        )
        return Part(part["name"], part["status"], part["credit"], evidence)


def _value(name: str, cell: str) -> Any:
    if cell == "":
        return None
    if name in _INTEGERS:
        return int(cell)
    return float(cell) if name in _NUMBERS else cell


def _shown(score: float | None) -> str:
    return "no score" if score is None else f"{score:.1f}"


def _words(status: str) -> str:
    return "not shown in the resume" if status == "missing" else status
