"""Places: the region that the issuer governs, however the plan writes it, and the towns it names."""

from __future__ import annotations

import re
from collections.abc import Callable

from plankg.graph.extraction.draft import Draft, Name, Span
from plankg.graph.extraction.lexicon import alternation, lexicon
from plankg.graph.extraction.passages import Passage
from plankg.schema.terms import EntityType

REGION = re.compile(r"(?P<province>[\u4e00-\u9fff]{2,6}?(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,4}?市)?(?P<county>[\u4e00-\u9fff]{1,4}?[区县](?!域))?")


def region_names(draft: Draft) -> Callable[[Passage], list[Name]]:
    """Give a function that finds places in a passage: the issuer's own region under all its forms, and others by pattern."""
    forms: dict[str, str] = {}
    issuer = draft.data.issuer.value if draft.data.issuer else ""
    found = REGION.match(issuer)
    deictic = lexicon("places")["own"]
    for level in ("county", "city", "province"):
        name = found[level] if found else None
        if not name:
            continue
        forms.update({name: name, **{word: name for word in deictic[level]}})
        if len(name) > 2 and not any(form in issuer for form in forms if forms[form] != name):
            forms[name[:-1]] = name
    pattern = re.compile(alternation(list(forms))) if forms else None
    others = [re.compile(row["pattern"]) for row in lexicon("places")["patterns"]]

    def names(passage: Passage) -> list[Name]:
        words, base = passage.span.of(draft.text), passage.span.start
        made = []
        for place in pattern.finditer(words) if pattern else ():
            name = forms[place[0]]
            aliases = tuple(sorted({word for word, stands in forms.items() if stands == name and word in draft.text} - {name}))
            span = Span(base + place.start(), base + place.end())
            made.append(Name(span, EntityType.PLACE, name, aliases, "own-region", passage.section))
        for other in others:
            for place in other.finditer(passage.masked):
                span = Span(base + place.start(), base + place.end())
                made.append(Name(span, EntityType.PLACE, place[0], (), "place-pattern", passage.section))
        return made

    return names
