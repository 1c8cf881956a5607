"""Ranks text resumes by the cosine of TF-IDF vectors, with scikit-learn: `tfidf.py FOLDER OUT`."""

import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from roles import resumes, roles, write

names, texts = zip(*resumes(sys.argv[1]))
vectorizer = TfidfVectorizer(stop_words="english")
vectors = vectorizer.fit_transform(texts)
scores = cosine_similarity(vectorizer.transform([text for _, text in roles()]), vectors)
with open(sys.argv[2], "w") as out:
    write(scores, names, out)
