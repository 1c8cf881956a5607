"""Rankings equal those of the command, and quotes are slices of the text."""

import pickle
import shutil
import subprocess

import pytest
import rolefit
from conftest import AS_OF, COMMAND

ROLE = "key-account-manager"


def command(*arguments: object) -> str:
    run = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False)
    return run.stdout.decode()


@pytest.mark.parametrize("format", ["jsonl", "json", "csv"])
def test_a_ranking_is_written_as_the_command_writes_it(folder, format):
    ranking = rolefit.rank(folder, as_of=AS_OF)
    ours = {"jsonl": ranking.to_jsonl, "json": ranking.to_json, "csv": ranking.to_csv}[format]()
    assert ours == command("rank", folder, "--as-of", AS_OF, "--format", format)


def test_a_report_is_the_page_that_the_command_writes(folder, tmp_path_factory):
    page = tmp_path_factory.mktemp("page") / "report.html"
    command("rank", folder, "--as-of", AS_OF, "-o", page)
    assert rolefit.rank(folder, as_of=AS_OF).to_html().encode() == page.read_bytes()
    command("rank", folder, "--as-of", AS_OF, "--blind", "-o", page)
    assert rolefit.rank(folder, as_of=AS_OF, blind=True).to_html().encode() == page.read_bytes()


def test_a_wide_table_is_written_as_the_command_writes_it(folder):
    ours = rolefit.rank(folder, as_of=AS_OF).to_csv(wide=True)
    assert ours == command("rank", folder, "--as-of", AS_OF, "--format", "csv", "--layout", "wide")


def test_a_posting_is_ranked_as_the_command_ranks_it(folder, tmp_path_factory):
    posting = tmp_path_factory.mktemp("posting") / "posting.txt"
    posting.write_text("Head Baker\n\nRequirements\n\n- Baking bread\n- Five years in a bakery\n", encoding="utf-8")
    ours = rolefit.rank(folder, job=posting, as_of=AS_OF).to_jsonl()
    assert ours == command("rank", folder, "--job", posting, "--as-of", AS_OF, "--format", "jsonl")


def test_a_blind_ranking_is_written_as_the_command_writes_it(folder):
    ours = rolefit.rank(folder, as_of=AS_OF, blind=True).to_jsonl()
    assert ours == command("rank", folder, "--as-of", AS_OF, "--format", "jsonl", "--blind")
    assert "Prieto" not in ours


def test_the_best_comes_first_and_files_that_cannot_be_read_are_named(folder):
    ranking = rolefit.rank(folder, role=ROLE, as_of=AS_OF)
    assert [(place.rank, place.candidate) for place in ranking] == [(1, "ana.txt"), (2, "bo.txt")]
    assert [record["candidate"]["id"] for record in ranking.unread] == ["broken.pdf"]
    with pytest.raises(rolefit.UnreadableError):
        ranking.explain("broken.pdf")


def test_quotes_are_slices_of_the_text_in_characters_and_in_bytes(folder):
    ranking = rolefit.rank(folder, role=ROLE, as_of=AS_OF)
    text = ranking.text("ana.txt")
    parts = [part for criterion in ranking.explain("ana.txt").criteria for part in criterion.parts]
    evidence = [one for part in parts for one in part.evidence]
    assert evidence
    for one in evidence:
        assert text[one.start_char : one.end_char] == one.quote
        assert text.encode()[one.start : one.end].decode() == one.quote
    assert any(one.start != one.start_char or one.end != one.end_char for one in evidence), "no quote after an accent"


def test_texts_in_memory_score_like_files(folder, resumes):
    files = {place.candidate.removesuffix(".txt"): place.score for place in rolefit.rank(folder, role=ROLE, as_of=AS_OF)}
    texts = {place.candidate: place.score for place in rolefit.rank(resumes, role=ROLE, as_of=AS_OF)}
    assert files == texts


def test_a_posting_becomes_a_role(resumes):
    posting = "Head Baker\n\nRequirements\n\n- Baking bread\n- Key accounts\n"
    role = rolefit.Role.from_posting(posting)
    assert (role.id, pickle.loads(pickle.dumps(role))) == ("head-baker", role)
    assert rolefit.rank(resumes, role=role, as_of=AS_OF)[0].candidate == "bo"


def test_a_catalog_survives_pickle_without_its_files(resumes, tmp_path):
    command("roles", "export", tmp_path / "mine")
    catalog = rolefit.Catalog(tmp_path / "mine")
    role = rolefit.Role.from_posting("Head Baker\n\nRequirements\n\n- Baking bread\n")
    own = catalog.with_roles([(role.id, role.toml)])
    pickled = [pickle.dumps(one) for one in (rolefit.Catalog(), catalog, own)]
    shutil.rmtree(tmp_path / "mine")
    for was, content in zip([rolefit.Catalog(), catalog, own], pickled):
        again = pickle.loads(content)
        assert (again.hash, again.roles) == (was.hash, was.roles)
        jsonl = [rolefit.rank(resumes, catalog=one, as_of=AS_OF).to_jsonl() for one in (was, again)]
        assert jsonl[0] == jsonl[1]
    with pytest.raises(rolefit.Error, match="before it is pickled"):
        rolefit.rank(resumes, catalog=again, role=role)


def test_a_notebook_shows_the_best_with_their_words(resumes):
    shown = rolefit.rank({"<img onerror=x>": resumes["ana"]}, role=ROLE, as_of=AS_OF)._repr_html_()
    assert "key accounts" in shown or "Key Account Manager" in shown
    assert "<img" not in shown
