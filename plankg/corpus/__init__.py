"""Many plans: found, read side by side, kept, asked together."""

from plankg.corpus.building import build_corpus
from plankg.corpus.corpus import Corpus

__all__ = ["Corpus", "build_corpus"]
