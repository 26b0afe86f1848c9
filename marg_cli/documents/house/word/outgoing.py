"""The clean document as it grows: every part newly named, and the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO

from marg_cli.documents.house.word.names import (
    NAMESPACES,
    RELATIONSHIP_TYPES,
    Element,
    spelled,
)
from marg_cli.documents.house.word.pictures import KINDS, kind_of, unlabelled

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
_CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
TYPES = {
    "document": f"{_WORD}document.main+xml",
    "styles": f"{_WORD}styles+xml",
    "numbering": f"{_WORD}numbering+xml",
    "settings": f"{_WORD}settings+xml",
    "fontTable": f"{_WORD}fontTable+xml",
    "header": f"{_WORD}header+xml",
    "footer": f"{_WORD}footer+xml",
    "theme": _THEME,
}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)

_CORE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">\
<dc:title></dc:title><dc:creator></dc:creator><dc:language>en-GB</dc:language>\
</cp:coreProperties>""".encode()


class Outgoing:
    """Parts by name, the kinds of what they hold, and what each needs."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {"docProps/core.xml": _CORE}
        self.types: dict[str, str] = {"docProps/core.xml": f"{_PACKAGE}core-properties+xml"}
        self.needs: dict[str, list[tuple[str, str]]] = {
            "": [
                (f"{RELATIONSHIP_TYPES}officeDocument", "word/document.xml"),
                (_CORE_LINK, "docProps/core.xml"),
            ]
        }

    def add(self, name: str, kind: str, root: Element) -> None:
        """Put a part written in XML at *name*."""
        self.parts[name] = spelled(root)
        self.types[name] = TYPES[kind]

    def link(self, source: str, kind: str, target: str) -> str:
        """Say that *source* needs *target*; give the id by which its XML names it."""
        needs = self.needs.setdefault(source, [])
        if (need := (f"{RELATIONSHIP_TYPES}{kind}", target)) not in needs:
            needs.append(need)
        return f"rId{needs.index(need) + 1}"

    def picture(self, content: bytes) -> str:
        """Keep a picture without what is written in it; the same one is kept once."""
        kind = kind_of(content)
        return self._kept("image", kind, unlabelled(content), KINDS[kind][1])

    def font(self, content: bytes) -> str:
        """Keep a font that is embedded for the header's sake."""
        return self._kept("font", "odttf", content, _FONT)

    def zipped(self) -> bytes:
        """Write the package: fixed order, fixed times."""
        members = {"[Content_Types].xml": self._content_types()}
        for source, needs in sorted(self.needs.items()):
            members[_rels_of(source)] = _relationships(source, needs)
        members |= dict(sorted(self.parts.items()))
        into = BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in members.items():
                entry = zipfile.ZipInfo(name, FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                packed.writestr(entry, content)
        return into.getvalue()

    def _kept(self, stem: str, ending: str, content: bytes, kind: str) -> str:
        folder = f"word/{'fonts' if stem == 'font' else 'media'}/"
        alike = [name for name in self.parts if name.startswith(folder)]
        for name in alike:
            if self.parts[name] == content:
                return name
        name = f"{folder}{stem}{len(alike) + 1}.{ending}"
        self.parts[name] = content
        self.types[name] = kind
        return name

    def _content_types(self) -> bytes:
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in sorted(self.types.items())
            if name.endswith(".xml")
        )
        defaults = {name.rsplit(".", 1)[1]: kind for name, kind in self.types.items()}
        defaults |= {"rels": f"{_PACKAGE}relationships+xml", "xml": "application/xml"}
        endings = "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in sorted(defaults.items())
        )
        return _xml(f'<Types xmlns="{NAMESPACES["ct"]}">{endings}{overrides}</Types>')


def member(content: bytes, name: str) -> bytes:
    """What a finished package holds under *name*."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return packed.read(name)


def _relationships(source: str, needs: list[tuple[str, str]]) -> bytes:
    within = "word/" if source else ""
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target.removeprefix(within)}"/>'
        for at, (kind, target) in enumerate(needs, 1)
    )
    return _xml(f'<Relationships xmlns="{NAMESPACES["rel"]}">{lines}</Relationships>')


def _rels_of(source: str) -> str:
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()
