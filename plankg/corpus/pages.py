"""The page of a whole corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

MOST_PLANS = 100


def corpus_page(plans: Sequence[Path], pieces: Mapping[str, bytes]) -> str:
    return ""
