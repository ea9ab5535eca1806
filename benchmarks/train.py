"""Train the models of extraction (python benchmarks/train.py FOLDER … --texts DIR …).

The plans of `benchmarks/references/` and the specification are always learnt from; each folder named adds its references, and
folders of texts add the annotations of `benchmarks/annotations/`. How
sure statements are is weighed on these: they are read by models that learnt from our own plans alone. Without a folder the
weights stay as they are.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from plankg.graph.extraction.certainty.weighing import learnt_weights
from plankg.graph.extraction.words.learnt import models_from
from plankg.graph.training.references import Reference, read_references
from plankg.graph.training.standoff import read_standoff
from plankg.graph.training.training import train
from plankg.graph.training.weights import cases, weights_of, write_weights
from sections import specification

WEIGHT = 3
"""How often the specification is learnt from: a section is a sentence, a plan a hundred."""
ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "data" / "models"


def own_references() -> list[Reference]:
    """The references that are kept with the program."""
    return read_references(ROOT / "benchmarks" / "references")


def annotated_texts(*folders: Path) -> list[Reference]:
    """The annotations that are kept with the program without their texts, each from the folder that holds its text."""
    annotations = sorted((ROOT / "benchmarks" / "annotations").glob("*.yaml"))
    return [read_standoff(path, *folders) for path in annotations] if folders else []


def weigh(references: list[Reference]) -> int:
    """Write the weights of certainty from plans that the models have not seen; gives how many statements they rest on.

    A kind of statement of which these plans hold none keeps its weights.
    """
    with TemporaryDirectory() as folder:
        train([*own_references(), *specification() * WEIGHT], Path(folder))
        with models_from(Path(folder)):
            rows = [row for reference in references for row in cases(reference)]
    write_weights(dict(learnt_weights()) | dict(weights_of(rows)), MODELS)
    return len(rows)


def main() -> None:
    """Write data/models anew and say how much each model learnt from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--texts", nargs="+", default=[], type=Path, metavar="DIR")
    options = parser.parse_args()
    others = [reference for folder in options.folders for reference in read_references(folder)]
    if others:
        print(f"{weigh(others)} statements weighed")
    references = [*own_references(), *others, *annotated_texts(*options.texts), *specification() * WEIGHT]
    counts = train(references, MODELS)
    print(f"{len(references)} plans")
    for name, count in counts.items():
        print(f"{name:10} {count:6}")


if __name__ == "__main__":
    main()
