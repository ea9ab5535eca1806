"""Automatic numbering of Word documents, as text: what Word prints before a paragraph.

ECMA-376 Part 1, 17.9 (Numbering): a paragraph names a numbering instance and a level, itself or through its style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plankg.graph.reading.printed_numbers import printed

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NUMBER = re.compile(r"[0-9]{1,6}")
_STYLE_DEPTH = 20


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    blank: bool = True
    legal: bool = False
    restart: int | None = None


class Position(NamedTuple):
    """The numbering instance and the level of a paragraph; either may be left to the style."""

    instance: str | None
    level: int | None


@dataclass
class Numbering:
    """The lists of one document, with how far each has counted."""

    levels: dict[str, dict[int, Level]]
    lists: dict[str, str]
    starts: dict[str, dict[int, int]]
    styles: dict[str, Position]
    parents: dict[str, str]
    names: dict[str, str]
    default_style: str | None
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, properties: _Element | None) -> str:
        """The label of the next paragraph, with the blank after it; empty where it has none. Counts on.

        `properties` is its `w:pPr`.
        """
        style = self.style(properties)
        instance, level = self._position(_position(properties), style)
        if instance is None or instance not in self.lists:
            return ""
        levels = self.levels.get(instance, {})
        if level not in levels:
            return ""
        self._count(instance, level, levels)
        counters = self.counters[self.lists[instance]]
        here = levels[level]

        def number(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            form = "decimal" if here.legal else levels.get(other, here).number_format
            return printed(counters.get(other, levels.get(other, here).start), form)

        bullet = here.number_format == "bullet"
        words = _PRIVATE.sub("•", here.pattern) if bullet else _PLACE.sub(number, here.pattern)
        return words + " " if words and here.blank else words

    def style(self, properties: _Element | None) -> str | None:
        """The id of the paragraph's style."""
        named = None if properties is None else _value(properties, "pStyle")
        return named or self.default_style

    def _position(self, own: Position, style: str | None) -> tuple[str | None, int]:
        """Instance and level of a paragraph: its own, else those of its style or the styles that is based on."""
        instance, level = own
        for _step in range(_STYLE_DEPTH):
            if style is None or instance is not None:
                break
            instance, inherited = self.styles.get(style, Position(None, None))
            level = inherited if level is None else level
            style = self.parents.get(style)
        return instance, level or 0

    def _count(self, instance: str, level: int, levels: dict[int, Level]) -> None:
        """Count one paragraph of a level: deeper levels begin anew, higher ones not yet used count as begun."""
        counters = self.counters.setdefault(self.lists[instance], {})
        if instance not in self.begun:
            self.begun.add(instance)
            for other in self.starts.get(instance, {}):
                counters.pop(other, None)
        for higher in range(level):
            counters.setdefault(higher, self._start(instance, higher, levels))
        counters[level] = counters[level] + 1 if level in counters else self._start(instance, level, levels)
        for deeper in [other for other in counters if other > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counters[deeper]

    def _start(self, instance: str, level: int, levels: dict[int, Level]) -> int:
        """The first number of a level."""
        return self.starts.get(instance, {}).get(level, levels.get(level, Level()).start)


def numbering_of(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """The numbering that `numbering.xml` and `styles.xml` of a document define; either may be missing."""
    abstract: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    by_style: dict[tuple[str, str], int] = {}
    for entry in _children(numbering, "abstractNum"):
        name = _attribute(entry, "abstractNumId") or ""
        abstract[name] = {_integer(_attribute(level, "ilvl")): _level(level) for level in _children(entry, "lvl")}
        by_style |= {
            (name, linked): _integer(_attribute(level, "ilvl"))
            for level in _children(entry, "lvl")
            if (linked := _value(level, "pStyle"))
        }
        if link := _value(entry, "numStyleLink"):
            links[name] = link
    definitions = Numbering({}, {}, {}, {}, {}, {}, None)
    for entry in _children(numbering, "num"):
        _add_instance(definitions, entry, abstract)
    for style in _children(styles, "style"):
        _add_style(definitions, style, by_style)
    for name, link in links.items():
        target = definitions.styles.get(link, Position(None, None)).instance
        for instance in [one for one, of in definitions.lists.items() if of == name and target in definitions.lists]:
            definitions.levels[instance] = definitions.levels[target or ""] | definitions.levels[instance]
    return definitions


def _add_instance(definitions: Numbering, entry: _Element, abstract: dict[str, dict[int, Level]]) -> None:
    """Take in a numbering instance: the list it counts in, its levels, and where it starts anew."""
    instance = _attribute(entry, "numId") or ""
    name = _value(entry, "abstractNumId") or ""
    definitions.lists[instance] = name
    definitions.levels[instance] = dict(abstract.get(name, {}))
    for override in _children(entry, "lvlOverride"):
        level = _integer(_attribute(override, "ilvl"))
        for own in _children(override, "lvl"):
            definitions.levels[instance][level] = _level(own)
        if (start := _value(override, "startOverride")) is not None:
            definitions.starts.setdefault(instance, {})[level] = _integer(start)


def _add_style(definitions: Numbering, style: _Element, by_style: dict[tuple[str, str], int]) -> None:
    """Take in a style: its name, what it is based on, its numbering."""
    name = _attribute(style, "styleId") or ""
    definitions.names[name] = (_value(style, "name") or "").lower()
    if parent := _value(style, "basedOn"):
        definitions.parents[name] = parent
    if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in ("1", "true"):
        definitions.default_style = name
    for properties in _children(style, "pPr"):
        instance, level = _position(properties)
        if instance is not None and level is None:
            level = by_style.get((definitions.lists.get(instance, ""), name))
        definitions.styles[name] = Position(instance, level)


def _level(entry: _Element) -> Level:
    """A level as its `w:lvl` defines it."""
    restart = _value(entry, "lvlRestart")
    return Level(
        start=_integer(_value(entry, "start"), 1),
        number_format=_value(entry, "numFmt") or "decimal",
        pattern=_value(entry, "lvlText") or "",
        blank=_value(entry, "suff") != "nothing",
        legal=any(_attribute(mark, "val") not in ("0", "false") for mark in _children(entry, "isLgl")),
        restart=None if restart is None else _integer(restart),
    )


def _position(properties: _Element | None) -> Position:
    """Instance and level that paragraph properties name."""
    for entry in _children(properties, "numPr"):
        level = _value(entry, "ilvl")
        return Position(_value(entry, "numId"), None if level is None else _integer(level))
    return Position(None, None)


def _children(element: _Element | None, name: str) -> list[_Element]:
    """The children of that local name, in the element's own namespace."""
    return [] if element is None else element.findall(element.tag.rpartition("}")[0] + "}" + name)


def _value(element: _Element, name: str) -> str | None:
    """The `w:val` of the first child of that name."""
    for child in _children(element, name):
        return _attribute(child, "val")
    return None


def _attribute(element: _Element, name: str) -> str | None:
    """An attribute of that local name, in the element's own namespace."""
    return element.get(element.tag.rpartition("}")[0] + "}" + name)


def _integer(words: str | None, otherwise: int = 0) -> int:
    """The number (of at most six digits, more is a fault of the file), or another where there is none."""
    return int(words) if words and _NUMBER.fullmatch(words) else otherwise
