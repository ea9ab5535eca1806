"""Places: the region that the issuer governs, however the plan writes it, and the towns it names."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names.passages import Passages
from plankg.graph.extraction.words.lexicon import alternation, lexicon, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

SHORTENED = 3
REGION = named_pattern(
    "regions.region",
    r"(?P<province>[\u4e00-\u9fff]{2,6}?(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,4}?市)?(?P<county>[\u4e00-\u9fff]{1,4}?[区县](?!域))?",
    matches=["临江市东塘区"],
    rejects=[],
)


def region_names(draft: Draft, passages: Passages) -> list[Name]:
    """The places named: the issuer's own region under all its forms, and others by pattern."""
    return [*_own(draft), *_others(passages)]


def _own(draft: Draft) -> list[Name]:
    forms: dict[str, str] = {}
    issuer = draft.data.issuer.value if draft.data.issuer else ""
    match = REGION.match(issuer.removeprefix("中共"))
    deictic = lexicon("places")["own"]
    for level in ("county", "city", "province"):
        name = match[level] if match else None
        if not name:
            continue
        forms.update({name: name, **dict.fromkeys(deictic[level], name)})
        if len(name) >= SHORTENED and not any(form in issuer for form in forms if forms[form] != name):
            forms[name[:-1]] = name
    if not forms:
        return []
    aliases = {
        name: tuple(sorted(word for word, stands in forms.items() if stands == name != word and word in draft.text))
        for name in set(forms.values())
    }
    names = []
    for place in re.finditer(alternation(list(forms)), draft.text):
        name = forms[place[0]]
        names.append(Name(Span(*place.span()), EntityType.PLACE, name, aliases[name], "own-region"))
    return names


def _others(passages: Passages) -> list[Name]:
    return [
        Name(Span(*place.span()), EntityType.PLACE, place[0], (), "place-pattern")
        for rule in rules("places", "patterns")
        for place in rule.pattern.finditer(passages.masked)
    ]
