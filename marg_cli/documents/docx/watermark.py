"""Words behind every page of a Word document, in the way Word makes them and can remove them."""

from __future__ import annotations

from marg_cli.documents.docx.xml import attribute
from marg_cli.documents.stamp import LETTER, as_high

HIGH, ACROSS = 64, 520
"""Points: of the letters at most, of the room from corner to corner."""

FORMULAS = "".join(
    f'<v:f eqn="{formula}"/>'
    for formula in (
        *("sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3"),
        *("if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6"),
        *("mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5"),
    )
)
"""How shape 136, plain words between two lines, is drawn (ECMA-376, part 4)."""

SHAPE = f"""<w:r><w:rPr><w:noProof/></w:rPr><w:pict>\
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"\
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{FORMULAS}</v:formulas>\
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"\
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>\
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>\
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>\
<v:shape id="PowerPlusWaterMarkObject{{number}}" o:spid="_x0000_s{{number}}"\
 type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;margin-top:0;\
width:{{wide:.0f}}pt;height:{{high:.0f}}pt;rotation:308;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:page;\
mso-position-vertical:center;mso-position-vertical-relative:page" o:allowincell="f"\
 fillcolor="#ececec" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;\
font-size:1pt;font-weight:bold" string={{words}}/></v:shape></w:pict></w:r>"""

FIRST = 2049
"""The number of the first shape in heads: Word counts those of the body from 1025."""


def behind(words: str, number: int) -> str:
    """A run that stands behind a page, for its head; *number* tells one head's from another's."""
    high = as_high(words, most=HIGH, across=ACROSS)
    wide = high * len(words) * LETTER
    return SHAPE.format(number=FIRST + number, wide=wide, high=high, words=attribute(words))
