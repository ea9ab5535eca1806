"""Hold the rules to the genre: each fires in two of our annotated plans at the least, or stands in `rare_rules.yaml` with a reason.

Prints the rules that don't, and those that are listed there and fire often enough; fails where there are any of the first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from plankg.graph.rules.rulebook import RuleEntry, rule_book
from plankg.graph.rules.spread import plans_in, spread

FOLDER = Path(__file__).parent
FEWEST = 2


def main() -> int:
    """How many rules are rare without a reason."""
    counts = spread(plans_in(FOLDER / "references"))
    reasons = yaml.safe_load((FOLDER / "rare_rules.yaml").read_text("utf-8"))
    listed = {name for names in reasons.values() for name in names}
    book = [rule for rule in rule_book() if not listed & {rule.place, rule.place.split(".")[0]}]
    rare = {_place(rule) for rule in book if rule.plans(counts) < FEWEST}
    places = {place for rule in rule_book() for place in (rule.place, rule.place.split(".")[0])}
    for name in sorted(rare - listed):
        print(
            f"{name}: fires in fewer than {FEWEST} plans; remove it, move it to the plan's own lexicon.yaml, or give a reason"
        )
    for name in sorted(listed - rare - places):
        print(f"{name}: fires often enough; take it off rare_rules.yaml")
    return len(rare - listed)


def _place(rule: RuleEntry) -> str:
    return rule.name if rule.place.startswith("code") else f"{rule.place}.{rule.name}"


if __name__ == "__main__":
    sys.exit(min(main(), 1))
