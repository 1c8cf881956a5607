"""A Spark job gives the result of the command, whatever dies or is broken on the way.

Runs if ROLEFIT_SPARK=1, because it needs Java and the better part of a minute.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import rolefit
import rolefit.spark
from conftest import AS_OF, COMMAND

pytestmark = pytest.mark.skipif(os.environ.get("ROLEFIT_SPARK") != "1", reason="ROLEFIT_SPARK=1 runs it")

ROLE = "key-account-manager"
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
#: The folders of resumes, and files that no reader reads.
FOLDERS = [FIXTURES / "resumes" / "fits", FIXTURES / "unreadable"]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    # Four tries per task, as on a cluster. Batches are small, so that a partition has several.
    session = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    session = session.config("spark.driver.memory", "1g").config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
    session = session.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = session.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with the resumes, one of which is poisoned: it says PDF, and holds noise."""
    folder = tmp_path_factory.mktemp("pool")
    for source in FOLDERS:
        for file in source.iterdir():
            # Spark lists no file that is empty.
            if file.suffix in {".pdf", ".txt", ".md", ".docx"} and file.stat().st_size:
                (folder / file.name).write_bytes(file.read_bytes())
    (folder / "poison.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <</Kids [1 0 R]" + bytes(range(256)) * 64)
    return folder


def of_command(folder: Path, *options: str) -> set[tuple[object, ...]]:
    arguments = [*COMMAND, "rank", folder, "--as-of", AS_OF, "--format", "jsonl", *options]
    run = subprocess.run(arguments, capture_output=True, check=False)
    rows: set[tuple[object, ...]] = set()
    for record in map(json.loads, run.stdout.decode().splitlines()):
        id, problem = record["candidate"]["id"], record["problem"] and record["problem"]["message"]
        if record["status"] == "unreadable":
            rows.add((id, None, None, None, None, "unreadable", problem, None))
        for role in record["roles"]:
            quotes = tuple(one["quote"] for item in role["criteria"] for part in item["parts"] for one in part["evidence"])
            row = (role["role"], role["rank"], role["score"], role["confidence"], record["status"], problem, quotes)
            rows.add((id, *row))
    return rows


def of_spark(frame, as_read=None, **options) -> set[tuple[object, ...]]:
    frame = rolefit.spark.score(frame, as_of=AS_OF, **options)
    rows = [row.asDict(recursive=True) for row in (as_read(frame) if as_read else frame).collect()]
    found = set()
    for row in rows:
        quotes = None if row["evidence"] is None else tuple(one["quote"] for one in row["evidence"])
        facts = [row[name] for name in ("role", "rank", "score", "confidence", "status", "problem")]
        found.add((row["id"].rsplit("/", 1)[-1], *facts, quotes))
    assert len(found) == len(rows)
    return found


def binary(spark, files):
    return spark.read.format("binaryFile").load(str(files))


def test_files_score_as_with_the_command_and_poison_is_a_row(spark, files):
    found = of_spark(binary(spark, files), role=ROLE)
    assert found == of_command(files, "--role", ROLE)
    poisoned = [row for row in found if row[0] == "poison.pdf"]
    assert [row[5] for row in poisoned] == ["unreadable"] and poisoned[0][6]


def test_partitions_of_any_size_score_alike(spark, files):
    from pyspark.sql import functions

    # All rows in one of eight partitions, and the others empty.
    skewed = binary(spark, files).repartition(8, functions.lit(1))
    assert of_spark(skewed) == of_command(files)


def test_texts_score_for_a_posting(spark, resumes, tmp_path):
    posting = tmp_path / "posting.txt"
    posting.write_text("Head Baker\n\nRequirements\n\n- Baking bread\n", encoding="utf-8")
    frame = spark.createDataFrame(list(resumes.items()), ["name", "text"])
    found = of_spark(frame, job=posting, content="text", path="name")
    ours = {place.candidate: place.score for place in rolefit.rank(resumes, job=posting, as_of=AS_OF)}
    assert {row[0]: row[3] for row in found} == ours


def test_a_python_worker_that_is_killed_is_repeated(spark, files, tmp_path):
    marker = str(tmp_path / "killed")

    def killed_once(batches):
        for batch in batches:
            if not os.path.exists(marker):
                open(marker, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    frame = binary(spark, files).select("path", "content")
    dying = frame.mapInArrow(killed_once, frame.schema)
    assert of_spark(dying, role=ROLE) == of_command(files, "--role", ROLE)
    assert os.path.exists(marker)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
def test_a_reader_that_is_killed_is_replaced(spark, files):
    killed, done = [], threading.Event()

    def kill():
        # Once: a file whose reader is killed twice cannot be read, and two readers in a row may have the same file.
        while not done.is_set() and not killed:
            for command in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    is_ours = b"module.read_files()" in command.read_bytes()
                    if is_ours:
                        os.kill(int(command.parent.name), signal.SIGKILL)
                        killed.append(command.parent.name)
                        break
                except OSError:
                    pass
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    found = of_spark(binary(spark, files), role=ROLE)
    done.set()
    killer.join()
    assert killed and found == of_command(files, "--role", ROLE)


def test_mistakes_are_errors_of_the_driver(spark, files):
    with pytest.raises(rolefit.Error, match="name one of"):
        rolefit.spark.score(binary(spark, files), role="astronaut", as_of=AS_OF)
