"""The five roles as input for the other programs: a title and the text of every criterion."""

import pathlib
import tomllib

CORPUS = pathlib.Path(__file__).parents[2] / "corpus" / "roles"


def roles():
    """Returns ids and texts, sorted by id."""
    for file in sorted(CORPUS.glob("*.toml")):
        role = tomllib.loads(file.read_text())
        yield file.stem, "\n".join([role["title"], *(criterion["text"] for criterion in role["criterion"])])


def resumes(folder):
    """Returns names and texts of the text files in a directory, sorted by name."""
    for file in sorted(pathlib.Path(folder).rglob("*.txt")):
        yield str(file), file.read_text(errors="replace")


def write(scores, names, out):
    """Writes a ranking as CSV: role, place, candidate, score. `scores` has one row per role."""
    for (role, _), row in zip(roles(), scores):
        order = sorted(range(len(names)), key=lambda at: (-row[at], names[at]))
        for place, at in enumerate(order, 1):
            print(f"{role},{place},{names[at]},{row[at]:.4f}", file=out)
