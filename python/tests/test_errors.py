"""Exceptions have the words of the command."""

import subprocess
from pathlib import Path

import pytest
import rolefit
from conftest import AS_OF, COMMAND


def said(*arguments: object) -> str:
    run = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False)
    assert run.returncode != 0
    return run.stderr.decode()


def raised(call) -> str:
    with pytest.raises(rolefit.Error) as error:
        call()
    return str(error.value)


def test_an_unknown_role(folder):
    words = raised(lambda: rolefit.rank(folder, role="astronaut"))
    assert words in said("rank", folder, "--role", "astronaut")
    assert "name one of" in words


def test_a_day_that_is_none(folder):
    words = raised(lambda: rolefit.rank(folder, as_of="tomorrow"))
    assert words.removeprefix("as_of: invalid value 'tomorrow': ") in said("rank", folder, "--as-of", "tomorrow")


def test_a_path_where_nothing_is(tmp_path):
    words = raised(lambda: rolefit.rank(tmp_path / "gone"))
    assert words in said("rank", tmp_path / "gone")


def test_a_folder_without_resumes(tmp_path):
    assert raised(lambda: rolefit.rank(tmp_path)) in said("rank", tmp_path)


def test_a_catalog_without_roles(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    words = raised(lambda: rolefit.rank(folder, catalog=tmp_path / "empty"))
    assert words in said("rank", folder, "--catalog", tmp_path / "empty")


def test_a_posting_that_is_not_there(folder):
    assert raised(lambda: rolefit.rank(folder, job="gone.txt")) in said("rank", folder, "--job", "gone.txt")


def test_a_posting_without_a_demand(folder, tmp_path):
    posting = tmp_path / "note.txt"
    posting.write_text("Lunch?", encoding="utf-8")
    assert raised(lambda: rolefit.rank(folder, job=posting)) in said("rank", folder, "--job", posting)


def test_a_file_that_cannot_be_read(folder):
    with pytest.raises(rolefit.UnreadableError) as error:
        rolefit.read(folder / "broken.pdf")
    assert error.value.code and error.value.remedy
    assert str(error.value) in said("text", folder / "broken.pdf")


def test_two_resumes_with_one_id():
    table = {"id": ["a", "a"], "content": ["Ana", "Bo"]}
    pandas = pytest.importorskip("pandas")
    assert '"a" is given twice' in raised(lambda: rolefit.rank(pandas.DataFrame(table)))


def test_roles_that_cannot_be_combined(folder, tmp_path):
    role = rolefit.Role.from_posting("Head Baker\n\nRequirements\n\n- Sourdough bread\n")
    assert "mixed" in raised(lambda: rolefit.rank(folder, role=[role, "key-account-manager"]))
    assert "leave one out" in raised(lambda: rolefit.rank(folder, role=role, job=Path("posting.txt")))


def test_the_day_is_of_every_output(folder):
    assert all(record["as_of"] == AS_OF for record in rolefit.rank(folder, as_of=AS_OF).records)
