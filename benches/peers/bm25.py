"""Ranks text resumes by BM25, with bm25s: `bm25.py FOLDER OUT`."""

import sys

import bm25s

from roles import resumes, roles, write

names, texts = zip(*resumes(sys.argv[1]))
index = bm25s.BM25()
index.index(bm25s.tokenize(list(texts), stopwords="en", show_progress=False), show_progress=False)
queries = (bm25s.tokenize(text, stopwords="en", return_ids=False, show_progress=False)[0] for _, text in roles())
scores = [index.get_scores(query) for query in queries]
with open(sys.argv[2], "w") as out:
    write(scores, names, out)
