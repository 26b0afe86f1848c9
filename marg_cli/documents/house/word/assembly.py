"""The clean document, built from nothing: only what is asked for by name comes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import NamedTuple

from marg_cli.documents.house.files import HOUSE, packaged_templates
from marg_cli.documents.house.word import numbering, section, settings, story, styles
from marg_cli.documents.house.word.intake import members
from marg_cli.documents.house.word.names import NAMESPACES, Element, dropped, made, qn
from marg_cli.documents.house.word.outgoing import Outgoing
from marg_cli.documents.house.word.package import Package

BASE = "base.docx"
DOCUMENT = "word/document.xml"
ROOTS = {
    "styles": qn("w:styles"),
    "numbering": qn("w:numbering"),
    "settings": qn("w:settings"),
    "fontTable": qn("w:fonts"),
    "theme": qn("a:theme"),
    "header": qn("w:hdr"),
    "footer": qn("w:ftr"),
}
"""The parts that come over, by their kind, and what their XML begins with."""

_R = f"{{{NAMESPACES['r']}}}"
_ID = qn("r:id")


class Part(NamedTuple):
    """A part of the house document: its name there, its kind, and its XML."""

    source: str
    kind: str
    root: Element


def assembled(package: Package) -> bytes:
    """Build the clean document from the parts of *package*.

    Raises Unfit for a picture that cannot be taken in.
    """
    out = Outgoing()
    own = {kind: _own(package, kind) for kind in ("styles", "numbering", "settings")}
    own_settings = own["settings"].root
    house = styles.cleaned(own["styles"].root)
    page = section.page(package.xml[package.main], even_and_odd=settings.even_and_odd(own_settings))
    stories = list(_stories(package, page, styles.hidden(house)))
    lists = numbering.cleaned(own["numbering"].root, [house, *(part.root for _, part in stories)])
    _join_base(house, lists)
    looks = [
        part for kind in ("theme", "fontTable") if (part := _own(package, kind)).root is not None
    ]
    kept = [
        Part("", "styles", house),
        own["numbering"]._replace(root=lists),
        Part("", "settings", settings.cleaned(own_settings)),
        *(Part(part.source, part.kind, _look(part.root)) for part in looks),
    ]
    for part in kept:
        name = f"word/{'theme/theme1' if part.kind == 'theme' else part.kind}.xml"
        _carry(package, out, part, name)
    for at, (reference, part) in enumerate(stories, 1):
        reference.set(_ID, _carry(package, out, part, f"word/{part.kind}{at}.xml"))
    document = made("w:document")
    made("w:body", document).append(page)
    out.add(DOCUMENT, "document", document)
    return out.zipped()


def _own(package: Package, kind: str) -> Part:
    """Find the document's one part of *kind*; its XML is None where there is none."""
    source, root = package.part(package.main, kind, ROOTS[kind]) or ("", None)
    return Part(source, kind, root)


def _stories(
    package: Package, page: Element, hidden: frozenset[str]
) -> Iterator[tuple[Element, Part]]:
    """Clean each header and footer the page names; a name that leads nowhere is taken out."""
    needs = package.needs(package.main)
    for reference in list(page.iterchildren(*section.REFERENCES)):
        kind = "header" if reference.tag == qn("w:headerReference") else "footer"
        need = needs.get(reference.get(_ID, ""))
        found = package.xml.get(need.target) if need else None
        if need is None or found is None or found.tag != ROOTS[kind]:
            dropped(reference)
            continue
        root = deepcopy(found)
        story.cleaned(root, hidden)
        yield reference, Part(need.target, kind, root)


def _join_base(house: Element, lists: Element) -> None:
    """Bring in the styles marg needs, and their lists."""
    base = Package(members(packaged_templates() / HOUSE / BASE))
    came = styles.joined(house, _own(base, "styles").root, numbering.ids(lists))
    numbering.joined(lists, _own(base, "numbering").root, house, came)


def _look(root: Element) -> Element:
    """Copy a theme or table of fonts without what other programs wrote in it."""
    copy = deepcopy(root)
    story.drop_foreign(copy)
    for element in list(copy.iter(qn("a:extLst"))):
        dropped(element)
    for element in copy.iter():
        story.anonymous(element)
    return copy


def _carry(package: Package, out: Outgoing, part: Part, name: str) -> str:
    """Add *part* with the pictures and fonts it shows; give the id the document has it by."""
    carried: dict[str, Callable[[bytes], str]] = {"image": out.picture, "font": out.font}
    needs = package.needs(part.source) if part.source else {}
    for element in part.root.iter():
        for attribute in [each for each in element.attrib if each.startswith(_R)]:
            need = needs.get(element.get(attribute))
            content = package.members.get(need.target) if need else None
            if need is None or content is None or need.kind not in carried:
                del element.attrib[attribute]
                continue
            target = carried[need.kind](content)
            element.set(attribute, out.link(name, need.kind, target))
    out.add(name, part.kind, part.root)
    return out.link(DOCUMENT, part.kind, name)
