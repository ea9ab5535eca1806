from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from measured_plans import HEAD, SHAPES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from notebooks import LANGUAGE, code, in_english, kernel, pairs, read, run  # noqa: E402 - a script of docs

PAIRS = list(pairs())
CHINESE = [chinese for chinese, _ in PAIRS]
MANY = "6-a-hundred-plans"
"""Reads a hundred plans: here it reads three."""
PICTURES = ("\u00a7" * 0)
