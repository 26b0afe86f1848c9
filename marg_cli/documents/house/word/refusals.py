"""What a house document may not hold: it could act, fetch, or carry another file along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from marg_cli.documents.house.word.fields import fields
from marg_cli.documents.house.word.names import qns
from marg_cli.documents.house.word.package import Package
from marg_cli.documents.house.word.unfit import AGAIN, Unfit

_DELETE = f"In Word, delete it, look in the headers and footers too, save it, {AGAIN}"
_UNLINK = (
    "In Word, right-click the link, Remove Hyperlink, look in the headers and footers too, save "
    f"it, {AGAIN}"
)
_UNATTACH = (
    "In Word: Developer, Document Template, put Normal in place of the template's name, save it, "
    + AGAIN
)


class Rule(NamedTuple):
    """A thing that is not taken in, and where it shows: among parts' names and kinds, or in XML.

    `parts` is looked for in members' names, kinds of content and of relationships; `links` in
    the kinds of relationships that lead outside; `fields` in the names of fields that reach out.
    """

    holds: str
    way_out: str
    parts: str = "(?!)"
    tags: frozenset[str] = frozenset()
    links: str = "(?!)"
    fields: str = "(?!)"

    def shows_in(self, package: Package) -> bool:
        """Whether the package's parts, or their kinds, show it."""
        return re.search(self.parts, _parts(package), re.MULTILINE) is not None


MACRO = Rule(
    "a macro",
    f"In Word, save it as .docx without macros, {AGAIN}",
    parts=r"vbaproject|vbadata|macroenabled",
    fields="MACROBUTTON",
)
RULES = (
    MACRO,
    Rule(
        "an ActiveX control", _DELETE, parts=r"activex|/control$|/ctrlprop", tags=qns("w:control")
    ),
    Rule(
        "an embedded file",
        f"In Word, delete the object or paste it as a picture, save it, {AGAIN}",
        parts=r"/embeddings/|oleobject|/package$",
        tags=qns("w:object w:objectEmbed w:objectLink o:OLEObject"),
        fields="EMBED|CONTROL|HTMLCONTROL",
    ),
    Rule(
        "another document inside it",
        _DELETE,
        parts=r"/afchunk$",
        tags=qns("w:altChunk w:subDoc"),
        links="/subDocument$",
    ),
    Rule("frames that show other pages", _DELETE, links="/frame$", tags=qns("w:frameset")),
    Rule(
        "a tie to a template elsewhere",
        _UNATTACH,
        parts=r"/attachedtemplate$",
        tags=qns("w:attachedTemplate"),
    ),
    Rule(
        "a mail merge with its list of people",
        f"In Word: Mailings, Start Mail Merge, Normal Word Document, save it, {AGAIN}",
        links=r"/mailMerge\w*$|/recipientData$",
        fields="MERGEFIELD|DATABASE",
    ),
    Rule(
        "a picture kept in another file",
        f"In Word, delete the picture and insert it from a file again, save it, {AGAIN}",
        links="/image$",
        fields="INCLUDEPICTURE",
    ),
    Rule("a link", _UNLINK, links="/hyperlink$", fields="HYPERLINK"),
    Rule("something kept outside the document", _DELETE, links="."),
    Rule("a field that fetches from elsewhere", _DELETE, fields="."),
)
"""The first that finds something is told, so the most telling stand first."""


def judge(package: Package) -> None:
    """Raise Unfit for the first thing the package holds that is not taken in."""
    parts = _parts(package)
    tags = {element.tag for root in package.xml.values() for element in root.iter()}
    links = "\n".join(_links(package))
    reaching = "\n".join(
        found.name for root in package.xml.values() for found in fields(root) if found.reaches_out
    )
    for rule in RULES:
        if (
            re.search(rule.parts, parts, re.MULTILINE)
            or rule.tags & tags
            or re.search(rule.links, links, re.MULTILINE)
            or re.search(rf"^(?:{rule.fields})", reaching, re.MULTILINE)
        ):
            raise Unfit(f"holds {rule.holds}", rule.way_out)


def _parts(package: Package) -> str:
    return "\n".join((*package.members, *package.types.values(), *_kinds(package))).lower()


def _kinds(package: Package) -> Iterator[str]:
    return (need.type for needs in package.relationships.values() for need in needs)


def _links(package: Package) -> Iterator[str]:
    return (
        need.type or "/untold"
        for needs in package.relationships.values()
        for need in needs
        if need.external
    )
