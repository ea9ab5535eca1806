"""Train the models of extraction (python benchmarks/train.py FOLDER …).

The plans of `benchmarks/references/` and the specification are always learnt from; each folder named adds its references.
"""

from __future__ import annotations

import sys
from pathlib import Path

from plankg.graph.training.references import read_references
from plankg.graph.training.training import train
from sections import specification

WEIGHT = 3
"""How often the specification is learnt from: a section is a sentence, a plan a hundred."""
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write data/models anew and say how much each model learnt from."""
    folders = [ROOT / "benchmarks" / "references", *map(Path, sys.argv[1:])]
    references = [reference for folder in folders for reference in read_references(folder)]
    references += specification() * WEIGHT
    counts = train(references, ROOT / "data" / "models")
    print(f"{len(references)} plans")
    for name, count in counts.items():
        print(f"{name:10} {count:6}")


if __name__ == "__main__":
    main()
