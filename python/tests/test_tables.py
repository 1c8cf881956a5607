"""Data frames go in and out, and streams of batches are scored as they come."""

import duckdb
import pandas
import polars
import pyarrow
import pytest
import rolefit
from conftest import AS_OF

ROLE = "key-account-manager"


def columns(resumes: dict[str, str]) -> dict[str, list[str]]:
    return {"id": list(resumes), "content": list(resumes.values())}


def relation(columns: dict[str, list[str]]) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(pyarrow.table(columns))


TABLES = [pyarrow.table, pandas.DataFrame, polars.DataFrame, relation]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_ranked(table, resumes):
    ranking = rolefit.rank(table(columns(resumes)), role=ROLE, as_of=AS_OF)
    assert ranking[0].candidate == "ana"


def test_a_ranking_becomes_a_data_frame(resumes):
    ranking = rolefit.rank(resumes, role=ROLE, as_of=AS_OF)
    arrow, pandas_frame, polars_frame = ranking.to_arrow(), ranking.to_pandas(), ranking.to_polars()
    assert arrow.column("score").to_pylist() == [place.score for place in ranking]
    assert list(pandas_frame["candidate"]) == ["ana", "bo"] == polars_frame["candidate"].to_list()


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_streamed(table, resumes):
    scored = rolefit.score(table(columns(resumes)), role=ROLE, as_of=AS_OF)
    assert polars.DataFrame(scored)["id"].to_list() == ["ana", "bo"]


def test_a_stream_becomes_a_data_frame(resumes):
    def scored():
        return rolefit.score(pyarrow.table(columns(resumes)), role=ROLE, as_of=AS_OF)

    frames = [pyarrow.table(scored()).to_pandas(), polars.DataFrame(scored())]
    # New in pandas 3.
    if hasattr(pandas.DataFrame, "from_arrow"):
        frames.append(pandas.DataFrame.from_arrow(scored()))
    assert all(list(frame["id"]) == ["ana", "bo"] for frame in frames)


KINDS = [
    *(pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()),
    *(pyarrow.binary(), pyarrow.large_binary(), pyarrow.binary_view()),
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_streams_of_every_kind_of_text_score_alike(kind, resumes):
    content = [text.encode() if "binary" in str(kind) else text for text in resumes.values()]
    table = pyarrow.table({"id": list(resumes), "content": pyarrow.array(content, kind)})
    scored = pyarrow.RecordBatchReader.from_stream(rolefit.score(table, role=ROLE, as_of=AS_OF)).read_all()
    ranking = rolefit.rank(resumes, role=ROLE, as_of=AS_OF)
    assert dict(zip(scored["id"].to_pylist(), scored["score"].to_pylist())) == {p.candidate: p.score for p in ranking}


def test_evidence_in_a_stream_has_offsets_in_characters(resumes):
    table = pyarrow.table(columns(resumes))
    scored = pyarrow.RecordBatchReader.from_stream(rolefit.score(table, role=ROLE, as_of=AS_OF)).read_all()
    evidence = scored["evidence"].to_pylist()[0]
    assert evidence
    for one in evidence:
        assert resumes["ana"][one["start_char"] : one["end_char"]] == one["quote"]


def test_a_stream_is_read_as_it_is_asked_for(resumes):
    read = []

    def batches():
        for number in range(3):
            read.append(number)
            yield pyarrow.record_batch(columns({f"{number}": resumes["ana"]}))

    schema = pyarrow.schema([("id", pyarrow.string()), ("content", pyarrow.string())])
    reader = pyarrow.RecordBatchReader.from_batches(schema, batches())
    scored = pyarrow.RecordBatchReader.from_stream(rolefit.score(reader, role=ROLE, as_of=AS_OF))
    scored.read_next_batch()
    assert read == [0]


def test_a_file_that_cannot_be_read_is_a_row_with_its_problem():
    table = pyarrow.table({"id": ["a.pdf"], "content": [b"%PDF-1.7 and nothing else"]})
    row = pyarrow.RecordBatchReader.from_stream(rolefit.score(table, as_of=AS_OF)).read_all().to_pylist()[0]
    assert (row["status"], row["score"], row["role"]) == ("unreadable", None, None)
    assert row["problem"] and row["remedy"]


def test_duckdb_reads_and_is_read(resumes):
    people = pyarrow.table(columns(resumes))
    # A connection answers one query at a time, so the stream is read by another.
    chosen = duckdb.connect().sql("select id, content from people where id = 'ana'")
    scored = pyarrow.RecordBatchReader.from_stream(rolefit.score(chosen, role=ROLE, as_of=AS_OF))
    assert duckdb.connect().sql("select max(score) from scored").fetchall()[0][0] > 0
    assert people.num_rows == 2


def test_a_missing_column_is_named(resumes):
    with pytest.raises(rolefit.Error, match="the columns are"):
        rolefit.score(pyarrow.table({"name": ["ana"]}), as_of=AS_OF)
    with pytest.raises(rolefit.Error, match="the columns are name"):
        rolefit.rank(pyarrow.table({"name": ["ana"]}), as_of=AS_OF)
    with pytest.raises(rolefit.Error, match="it must be text or binary"):
        rolefit.score(pyarrow.table({"id": ["ana"], "content": [1]}), as_of=AS_OF)
