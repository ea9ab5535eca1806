"""The tokens of a SPARQL text, so that what stands in strings, IRIs, names and comments is told from what it does.

The terminals are those of https://www.w3.org/TR/sparql11-query/#rQUERY_LONG and the productions after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_PREFIX = rf"(?:[{_BASE}](?:[{_CHARS}.-]*[{_CHARS}-])?)?"
_LOCAL = rf"(?:(?:[{_BASE}_:0-9]|{_ESCAPED})(?:(?:[{_CHARS}.:-]|{_ESCAPED})*(?:[{_CHARS}:-]|{_ESCAPED}))?)?"
_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"'''
    r"""|'(?:[^'\\\n\r]|\\.)*')"""
    rf"""|(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE_POINT})*>)"""
    r"""|(?P<comment>\#[^\n\r]*)"""
    rf"""|(?P<variable>[?$][{_CHARS}]+)"""
    r"""|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"""
    rf"""|(?P<blank>_:[{_CHARS}](?:[{_CHARS}.-]*[{_CHARS}-])?)"""
    rf"""|(?P<name>{_PREFIX}:{_LOCAL})"""
    r"""|(?P<word>\w+)"""
    r"""|(?P<space>\s+)"""
    r"""|(?P<mark>.)""",
    re.DOTALL,
)


class Token(NamedTuple):
    """A token: string, iri, variable, language, blank, name (with a prefix), word (a keyword or number) or mark."""

    kind: str
    text: str
    start: int
    depth: int
    """How many braces are open around it."""


def tokens(sparql: str) -> Iterator[str]:
    """The texts of all tokens in order, with the spaces and comments between them: together they are the whole.

    >>> list(tokens("ASK { ?s ?p 'a b' }"))
    ['ASK', ' ', '{', ' ', '?s', ' ', '?p', ' ', "'a b'", ' ', '}']
    """
    return (match[0] for match in _TOKEN.finditer(sparql))


def lexed(sparql: str) -> Iterator[Token]:
    """The tokens of a query or update in order, with their kinds and places, without spaces and comments.

    >>> [token.text for token in lexed("ASK { ?s ?p 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', '?p', "'SERVICE'", '}']
    """
    depth = 0
    for match in _TOKEN.finditer(sparql):
        kind, text = str(match.lastgroup), match[0]
        if kind in {"space", "comment"}:
            continue
        depth -= text == "}"
        yield Token(kind, text, match.start(), depth)
        depth += text == "{"


def keywords(sparql: str, *wanted: str) -> list[Token]:
    """The words that hold one of these keywords: the engine needs no space between two (`SERVICESILENT`, `5SERVICE`).

    >>> [token.text for token in keywords("SELECT * { ?s ?p 5SERVICE<http://a/> {} }", "SERVICE")]
    ['5SERVICE']
    """
    text = sparql.upper()
    if not any(keyword in text for keyword in wanted):
        return []
    words = (token for token in lexed(sparql) if token.kind == "word")
    return [token for token in words if any(keyword in token.text.upper() for keyword in wanted)]
