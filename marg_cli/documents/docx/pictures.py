"""Pictures in Word: in line with the words, no wider than the page, and said in words too."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from marg_cli.documents.blocks import Chart
from marg_cli.documents.document import Document
from marg_cli.documents.docx.xml import attribute
from marg_cli.documents.house.style import Logo

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

EMU_A_TWIP = 635
EMU_A_MM = 36000
EMU_AN_INCH = 914400
PPI = 200
"""How fine charts are drawn: so many pixels to an inch."""

TALLEST = 180 * EMU_A_MM

INLINE = """<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{wide}" cy="{tall}"/>\
<wp:docPr id="{number}" name="Picture {number}" descr={said} title={title}/>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>\
</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>\
</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
</wp:inline></w:drawing></w:r>"""


class Pictures:
    """Puts pictures into one document; *room* is how wide they may be, in twentieths of a point."""

    def __init__(self, word: WordDocument, document: Document, room: int) -> None:
        self.word = word
        self.style = document.style
        self.search = document.search
        self.most = room * EMU_A_TWIP
        self.numbers = count(1)

    def chart(self, chart: Chart) -> str:
        """A chart as a picture, as large as it was drawn."""
        from marg_cli.documents.charts import described, svg

        drawn = self._drawn(svg(chart, self.style))
        return self._put(drawn, chart.title, described(chart), None)

    def logo(self, logo: Logo) -> str:
        """The group's logo, as wide as its house style says."""
        content = logo.content
        if logo.kind == "svg":
            content = self._drawn(content.decode(errors="replace"))
        return self._put(content, "Logo", logo.alt, round(logo.width * EMU_A_MM))

    def _drawn(self, svg: str) -> bytes:
        from marg_cli.documents.typesetting import picture

        return picture(svg, self.style, self.search)

    def _put(self, content: bytes, title: str, said: str, wide: int | None) -> str:
        relation, image = self.word.part.get_or_add_image(BytesIO(content))
        if wide is None:
            wide = image.px_width * EMU_AN_INCH // PPI
        wide = min(wide, self.most, TALLEST * image.px_width // image.px_height)
        return INLINE.format(
            wide=wide,
            tall=wide * image.px_height // image.px_width,
            number=next(self.numbers),
            relation=relation,
            said=attribute(said),
            title=attribute(title),
        )
