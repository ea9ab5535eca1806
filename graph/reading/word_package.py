"""The parts of a Word package (.docx), found by its relationships: body, numbering, styles, notes, embedded chunks.

ECMA-376 Part 2 (Open Packaging Conventions): names of parts are the writer's; only relationships say what a part is.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Self

from plankg.graph.reading.limits import MAX_PART
from plankg.graph.reading.packages import PACKAGE_FAULTS
from plankg.schema import ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE_DOCUMENT: Final = "officeDocument"
BODY: Final = "word/document.xml"
"""Where the body lies in packages that relate no part as the document."""

USUAL: Final = {"numbering": "word/numbering.xml", "styles": "word/styles.xml"}
"""Where parts lie in packages that do not relate them."""

HIDING: Final = ("vanish", "strike", "dstrike")
"""The properties of a run that no reader of the printed page sees, or sees as taken back."""

_OFF: Final = ("0", "false", "off", "none")
_DEPTH: Final = 20


class WordPackage:
    """An opened package. Raises ReadingError, with the file's name, where it is broken, encrypted or too big."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package and find its body."""
        self.name = name
        try:
            self._package = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._package.namelist())
        except PACKAGE_FAULTS as error:
            raise ReadingError("docx_broken", path=name) from error
        main = next((target for _, kind, target in self._relations("") if kind == OFFICE_DOCUMENT), BODY)
        self._related = list(self._relations(main))
        document = self.root(main)
        body = None if document is None else next((child for child in document if local(child) == "body"), None)
        if body is None:
            raise ReadingError("docx_broken", path=name)
        self.body = body

    def __enter__(self) -> Self:
        """The package itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self._package.close()

    def related(self, kind: str) -> _Element | None:
        """The root of the part that the document relates to under this kind (styles, footnotes); None where there is none."""
        named = next((target for _, of, target in self._related if of == kind), USUAL.get(kind))
        return None if named is None else self.root(named)

    def chunk(self, identifier: str) -> tuple[str, bytes] | None:
        """Name and bytes of the part with this relationship id; None where the package has none."""
        target = next((target for name, _, target in self._related if name == identifier), None)
        return (target, self._bytes(target)) if target in self._names and target is not None else None

    def root(self, part: str) -> _Element | None:
        """The parsed part; None where there is none."""
        from lxml import etree  # noqa: PLC0415 - imported only where used, for the start-up of everything else

        if part not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._bytes(part), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadingError("docx_broken", path=self.name) from error

    def _bytes(self, part: str) -> bytes:
        """The bytes of a part, as many as are read."""
        try:
            with self._package.open(part) as stream:
                content = stream.read(MAX_PART + 1)
        except PACKAGE_FAULTS as error:
            raise ReadingError("docx_broken", path=self.name) from error
        except RuntimeError as error:  # zipfile's word for a package whose parts are encrypted
            raise ReadingError("docx_encrypted", path=self.name) from error
        if len(content) > MAX_PART:
            raise ReadingError("docx_too_big", path=self.name, limit=MAX_PART // 1_000_000)
        return content

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target of what a part of the package is related to inside it."""
        folder, own = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{own}.rels"))
        for relation in () if root is None else root:
            if local(relation) == "Relationship" and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                inside = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], inside


def hiding_styles(styles: _Element | None) -> dict[str, dict[str, bool]]:
    """For each style by its id, which of `HIDING` it turns on or off, what it is based on included."""
    if styles is None or next(styles.iter(*(f"{{*}}{switch}" for switch in HIDING)), None) is None:
        return {}
    own: dict[str, dict[str, bool]] = {}
    parents: dict[str, str] = {}
    for style in styles.iterfind("{*}style"):
        name = attribute(style, "styleId")
        own[name] = {}
        for properties in style.iterfind("{*}rPr"):
            own[name] |= switches(properties)
        if (parent := style.find("{*}basedOn")) is not None:
            parents[name] = attribute(parent, "val")
    whole: dict[str, dict[str, bool]] = {}
    for name in own:
        chain, step = [name], parents.get(name)
        while step in own and step is not None and len(chain) < _DEPTH:
            chain.append(step)
            step = parents.get(step)
        whole[name] = {switch: on for link in reversed(chain) for switch, on in own[link].items()}
    return {name: values for name, values in whole.items() if values}


def switches(properties: _Element) -> dict[str, bool]:
    """Which of `HIDING` run properties turn on or off."""
    return {kind: is_on(child) for child in properties if (kind := local(child)) in HIDING}


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and attribute(element, "val") not in _OFF


def attribute(element: _Element, name: str) -> str:
    """An attribute in the element's own namespace; empty where there is none."""
    return str(element.get(element.tag.rpartition("}")[0] + "}" + name, ""))


def local(element: _Element) -> str:
    """The local name of an element; of comments and the like, none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
