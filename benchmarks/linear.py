"""Whether twice the text takes twice the time: python benchmarks/linear.py prints, for each shape, the ratio of two readings."""

from __future__ import annotations

from time import process_time

from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text

HEAD = "云河县教育局2025年工作要点\n一、工作任务\n"
SHAPES = {
    "directives": "\n{0}.林区管护{0}。县水务局牵头修复道路、水池等工程，9月底前补植300亩。",
    "names in a list": "青禾{0}中学、",
    "figures in a list": "{0}个示范村、",
    "clauses": "完善第{0}项制度，",
    "quotes": "“健康{0}号”、",
}
RUNS = {
    "digits": "7",
    "dots": ".",
    "dashes": "—",
    "open quotes": "“",
    "open titles": "《",
    "open brackets": "〔（",
    "numerals": "一",
    "years": "2023年",
}
"""What is said over and over with nothing between, as damaged files have it."""
SIZES = (60, 120)
LENGTHS = (6000, 12000)
BOUND = 2.2


def main() -> None:
    """Print the ratio of the time that a text takes to that of half of it; the promise is at most 2.2."""
    for name, shape in SHAPES.items():
        short, long = (_seconds(shape, size) for size in SIZES)
        print(f"{name:20} {long / short:5.2f}  (at most {BOUND})")
    for name, sign in RUNS.items():
        short, long = (seconds(sign * (length // len(sign))) for length in LENGTHS)
        print(f"{name:20} {long / short:5.2f}  (at most {BOUND})")


def _seconds(shape: str, size: int) -> float:
    return seconds("".join(shape.format(number) for number in range(2, size + 2)))


def seconds(body: str) -> float:
    """The processor time that a plan takes whose only directive goes on with these words, the least of five."""
    text = HEAD + ("1.安全。开展巡查。" if body.startswith("\n") else "1.安全。建设") + body
    times = []
    for _ in range(5):
        document = document_from_text(text, name="要点.txt")
        begin = process_time()
        extract(document, plan_id="bench")
        times.append(process_time() - begin)
    return min(times)


if __name__ == "__main__":
    main()
