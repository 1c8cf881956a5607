"""Ranks resumes for roles and quotes the evidence for every verdict. Offline and deterministic.

>>> import rolefit
>>> resume = "Ana Prieto\\n\\nExperience\\n\\nKey Account Manager, Brightwell, 2015 - 2019\\n"
>>> ranking = rolefit.rank({"ana": resume}, role="key-account-manager", as_of="2026-11-21")
>>> ranking[0].candidate
'ana'
>>> print(ranking.explain("ana").criteria[0].reason)
held Key Account Manager, 2015 to 2019
"""

from rolefit._engine import Catalog, Resume, Role, rank, read, score
from rolefit._ranking import Criterion, Evidence, Explanation, Part, Place, Ranking
from rolefit._rolefit import Error, UnreadableError, __version__

__all__ = [
    "Catalog",
    "Criterion",
    "Error",
    "Evidence",
    "Explanation",
    "Part",
    "Place",
    "Ranking",
    "Resume",
    "Role",
    "UnreadableError",
    "__version__",
    "rank",
    "read",
    "score",
]
