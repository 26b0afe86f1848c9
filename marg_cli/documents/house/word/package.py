"""The parts of a Word document and what relates them, as they came."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import NamedTuple

from marg_cli.documents.house.word.intake import XML_ENDINGS
from marg_cli.documents.house.word.names import NAMESPACES, RELATIONSHIP_TYPES, Element, parsed
from marg_cli.documents.house.word.unfit import SAVE_AFRESH, Unfit, damaged

CONTENT_TYPES = "[content_types].xml"
MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
}
_MAIN = f"{RELATIONSHIP_TYPES}officeDocument"
_STRICT = "http://purl.oclc.org/ooxml/"


class Relationship(NamedTuple):
    """What a part needs: another part, or something outside the document."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `header`, `image`, `hyperlink`."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """A document's parts by their names in small letters."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self.members = members

    @cached_property
    def xml(self) -> dict[str, Element]:
        """Every part written in XML. Raises Unfit for one that cannot be read safely."""
        return {
            name: parsed(content)
            for name, content in self.members.items()
            if name.endswith(XML_ENDINGS)
        }

    @cached_property
    def types(self) -> dict[str, str]:
        """The kinds of content the package says it holds, by part or by ending."""
        root = self.xml.get(CONTENT_TYPES)
        if root is None:
            damaged()
        return {
            (kind.get("PartName") or f".{kind.get('Extension')}").lower(): kind.get(
                "ContentType", ""
            )
            for kind in root.iterfind("ct:*", NAMESPACES)
        }

    @cached_property
    def relationships(self) -> dict[str, tuple[Relationship, ...]]:
        """What each part needs, by the part's name; the package's own needs stand under ""."""
        return {
            _source_of(name): tuple(_read(_source_of(name), root))
            for name, root in self.xml.items()
            if name.endswith(".rels")
        }

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the document. Raises Unfit where there is none."""
        needs = self.relationships.get("", ())
        if any(need.type.startswith(_STRICT) for need in needs):
            raise Unfit("is written as Strict Open XML, which is not read here", SAVE_AFRESH)
        found = [need.target for need in needs if need.type == _MAIN and not need.external]
        if not found:
            raise Unfit("is no Word document", SAVE_AFRESH)
        if found[0] not in self.xml:
            damaged()
        if self.types.get(f"/{found[0]}", self.types.get(".xml")) not in MAIN_TYPES:
            raise Unfit("is no Word document", SAVE_AFRESH)
        return found[0]

    def needs(self, source: str) -> dict[str, Relationship]:
        """What the part *source* needs inside the package, by the ids its XML uses."""
        found = self.relationships.get(source, ())
        return {need.id: need for need in found if not need.external}

    def part(self, source: str, kind: str, root: str) -> tuple[str, Element] | None:
        """Give the name and XML of the one part of *kind* that *source* needs, if it is there."""
        for need in self.needs(source).values():
            found = self.xml.get(need.target)
            if need.kind == kind and found is not None and found.tag == root:
                return need.target, found
        return None


def _source_of(name: str) -> str:
    """`word/_rels/document.xml.rels` tells what `word/document.xml` needs."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _read(source: str, root: Element) -> list[Relationship]:
    return [
        Relationship(
            need.get("Id", ""),
            need.get("Type", ""),
            _resolved(source, need.get("Target", "")),
            need.get("TargetMode", "").lower() == "external",
        )
        for need in root.iterfind("rel:*", NAMESPACES)
    ]


def _resolved(source: str, target: str) -> str:
    """Follow *target* from the folder *source* stands in, as a name in small letters."""
    joined = posixpath.join("/", posixpath.dirname(source), target.lower())
    return posixpath.normpath(joined).lstrip("/")
