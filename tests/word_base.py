"""The document Word papers begin from, made anew: `make base`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml

from marg_cli.documents.docx.lists import DEEPEST, SIGNS, STEP, abstract_list, named
from marg_cli.documents.docx.package import packed
from marg_cli.documents.docx.tables import PADDING
from marg_cli.documents.docx.xml import NAMESPACES
from marg_cli.documents.house.style import HouseStyle

if TYPE_CHECKING:
    from docx.opc.part import XmlPart

BASE = Path(__file__).parents[1] / "templates" / "house" / "base.docx"

KEPT = {KIND.STYLES, KIND.NUMBERING, KIND.SETTINGS}
DEPTHS = range(1, DEEPEST + 1)

STYLE = HouseStyle()
INK, ACCENT, LINE = (
    colour.removeprefix("#").upper() for colour in (STYLE.ink, STYLE.accent, STYLE.line)
)
SIZE = round(STYLE.size * 2)
SANS, SERIF = "Arial", "Georgia"

KEEPS = "<w:keepNext/><w:keepLines/>"


class Look(NamedTuple):
    """One style: its name as Word knows it, what it builds on, and its two halves."""

    name: str
    follows: str = ""
    paragraph: str = ""
    run: str = ""
    builds_on: str = "Normal"
    own: bool = False


class Head(NamedTuple):
    """A heading: its size in half points, and the space around it in twentieths of a point."""

    size: int
    before: int
    after: int
    rule: str
    run: str


def heading(level: int, head: Head) -> Look:
    """A heading of *level*, which stays with what it heads."""
    return Look(
        f"heading {level}",
        "Normal",
        f"{KEEPS}{head.rule}{spaced(head.before, head.after, 252)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'{head.run}<w:color w:val="{ACCENT}"/>{sized(head.size)}',
    )


def font(name: str) -> str:
    """A font for every kind of script it holds."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def spaced(before: int, after: int, line: int = 264) -> str:
    """The space around a paragraph, and between its lines in parts of 240."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def sized(half_points: int) -> str:
    """The size of the letters."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def ruled(side: str, kind: str, eighths: int, points: int, colour: str = INK) -> str:
    """A rule beside a paragraph."""
    return f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{points}" w:color="{colour}"/>'


def numbered(kind: str, depth: int) -> Look:
    """A style of list, which takes its bullet or number from the list's own levels."""
    number = [*SIGNS].index(kind) + 1
    return Look(
        named(kind, depth),
        "",
        f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>'
        + spaced(0, 80),
    )


def continued(depth: int) -> Look:
    """What belongs to an item of a list, below its first paragraph."""
    place = f'<w:ind w:left="{STEP * depth}"/>'
    return Look(named("List Continue", depth), "", spaced(0, 80) + place)


BOLD = "<w:b/><w:bCs/>"
BORDERED = f"<w:pBdr>{ruled('top', 'single', 18, 6)}</w:pBdr>"
NOTED = f"<w:pBdr>{ruled('left', 'double', 6, 10)}</w:pBdr>"

HEADS = [
    Head(54, 120, 120, "", font(SERIF)),
    Head(32, 440, 140, BORDERED, font(SERIF) + BOLD),
    Head(26, 360, 120, "", font(SERIF) + BOLD),
    Head(22, 240, 60, "", BOLD),
]

LOOKS = [
    *(heading(level, head) for level, head in enumerate(HEADS, 1)),
    *(numbered(kind, depth) for kind in SIGNS for depth in DEPTHS),
    *map(continued, DEPTHS),
    Look("caption", "Normal", KEEPS + spaced(240, 80), BOLD + sized(20)),
    Look("header", "", spaced(0, 0, 252), sized(18)),
    Look("footer", "", spaced(0, 0, 252), sized(18)),
    Look(
        "Marking",
        "Normal",
        f'{spaced(0, 0, 252)}<w:jc w:val="center"/>',
        f'{BOLD}<w:spacing w:val="14"/>{sized(19)}',
        own=True,
    ),
    Look(
        "Note",
        "",
        f'<w:keepLines/>{NOTED}{spaced(0, 120)}<w:ind w:left="{STEP}"/>',
        own=True,
    ),
    Look("Note List", "", '<w:spacing w:after="60"/>', builds_on="Note", own=True),
    Look("Figure", "Normal", f"<w:keepNext/>{spaced(200, 80, 240)}", own=True),
    Look("Table Text", "", spaced(40, 40, 252), sized(19), own=True),
    Look("Table Head", "", "<w:keepNext/>", BOLD, builds_on="Table Text", own=True),
]

CELLS = """<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>"""

TABLES = f"""
<w:style w:type="table" w:customStyle="1" w:styleId="MargTable"><w:name w:val="Marg Table"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>{ruled("bottom", "single", 4, 0, LINE)}
{ruled("insideH", "single", 4, 0, LINE)}</w:tblBorders>
{CELLS.format(top=20, right=PADDING)}</w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>
{ruled("bottom", "single", 12, 0)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="MargFacts"><w:name w:val="Marg Facts"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr>{CELLS.format(top=0, right=PADDING)}</w:tblPr></w:style>
"""


def written(look: Look) -> str:
    """A style in Word's own words."""
    own = ' w:customStyle="1"' if look.own else ""
    follows = f'<w:next w:val="{ident(look.follows)}"/>' if look.follows else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{ident(look.name)}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="{ident(look.builds_on)}"/>{follows}'
        f'<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{look.paragraph}</w:pPr><w:rPr>{look.run}</w:rPr></w:style>"
    )


def ident(name: str) -> str:
    """The name a style has within the file: Heading1, ListBullet2."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def styles() -> str:
    """Every style marg's papers need, and nothing else."""
    return f"""<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr>{font(SANS)}<w:color w:val="{INK}"/>{sized(SIZE)}
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr>{spaced(0, 120, 276)}</w:pPr></w:pPrDefault></w:docDefaults>
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
 w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/></w:style>
{"".join(map(written, LOOKS))}{TABLES}</w:styles>"""


def numbering() -> str:
    """Bullets and numbers, three levels deep, each level tied to its style."""
    kinds = [
        abstract_list(kind, number, [ident(named(kind, depth)) for depth in DEPTHS])
        for number, kind in enumerate(SIGNS)
    ]
    used = [
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(len(kinds))
    ]
    return f"<w:numbering {NAMESPACES}>{''.join([*kinds, *used])}</w:numbering>"


SETTINGS = f"""<w:settings {NAMESPACES}><w:zoom w:percent="100"/>
<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""

PAGE = f"""<w:document {NAMESPACES}><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1587" w:right="1020" w:bottom="1247" w:left="1020" w:header="425" w:footer="510"
 w:gutter="0"/></w:sectPr></w:body></w:document>"""


def made() -> bytes:
    """python-docx's own document, with everything gone that a paper does not need."""
    base = Document()
    parts = {KIND.STYLES: styles(), KIND.NUMBERING: numbering(), KIND.SETTINGS: SETTINGS}
    for name, relation in list(base.part.rels.items()):
        if relation.reltype not in KEPT:
            del base.part.rels[name]
        else:
            _fill(relation.target_part, parts[relation.reltype])
    _fill(base.part, PAGE)
    return packed(base, "", "en-GB")


def _fill(part: XmlPart, xml: str) -> None:
    element = part.element
    for child in list(element):
        element.remove(child)
    element.extend(parse_xml("".join(xml.split("\n"))))


if __name__ == "__main__":
    BASE.write_bytes(made())
