"""The five roles as the other programs get them: a title and the text of every criterion."""

import pathlib
import tomllib

CORPUS = pathlib.Path(__file__).parents[2] / "corpus" / "roles"


def roles():
    """Ids and texts, in the order of ids."""
    for file in sorted(CORPUS.glob("*.toml")):
        role = tomllib.loads(file.read_text())
        yield file.stem, "\n".join([role["title"], *(criterion["text"] for criterion in role["criterion"])])


def resumes(folder):
    """Names and texts of a folder's text files, in the order of names."""
    for file in sorted(pathlib.Path(folder).rglob("*.txt")):
        yield str(file), file.read_text(errors="replace")


def write(scores, names, out):
    """A ranking as CSV: role, place, candidate, score. `scores` holds a row a role."""
    for (role, _), row in zip(roles(), scores):
        order = sorted(range(len(names)), key=lambda at: (-row[at], names[at]))
        for place, at in enumerate(order, 1):
            print(f"{role},{place},{names[at]},{row[at]:.4f}", file=out)
