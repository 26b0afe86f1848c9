"""The paper as one web page that asks nobody for anything, for the screen and for printing."""

from __future__ import annotations

import re
from html import escape

from marg_cli.documents.document import Document, Frame
from marg_cli.documents.house import house_file
from marg_cli.documents.html_blocks import Body
from marg_cli.errors import TemplateError

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = "house.css"

_REACHES_OUT = re.compile(
    r"<|@import|\\|(?:url|src|image-set)\((?!['\"]?data:image/)", re.IGNORECASE
)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ,.:-]")

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{marking}: {title}</title>
<style>
{style}
{pages}
</style>
</head>
<body>
<a class="skip" href="#paper">Skip to the paper</a>
<header><p class="marking">{marking}</p></header>
<main id="paper" tabindex="-1">
{body}
</main>
<footer>
{footer}
<p class="marking">{marking}</p>
</footer>
</body>
</html>
"""


def write(document: Document) -> bytes:
    """One file with its style in it and no script; the house style may not reach out either.

    Raises TemplateError when it tries to.
    """
    frame = document.frame
    page = PAGE.format(
        lang=escape(frame.lang),
        policy=POLICY,
        title=escape(frame.title),
        marking=escape(frame.marking),
        style=_style(document),
        pages=_pages(frame),
        body="\n".join(Body(document.style).each(document.blocks)),
        footer="\n".join(f"<p>{escape(line)}</p>" for line in frame.footer),
    )
    return page.encode(errors="replace")


def _style(document: Document) -> str:
    file = house_file(STYLE, document.search)
    style = file.read_text(encoding="utf-8")
    if found := _REACHES_OUT.search(style):
        line = style.count("\n", 0, found.start()) + 1
        raise TemplateError(
            f"{file.name}:{line}: a style may not hold {found.group()}",
            "Pictures go in as data:image addresses; nothing may be fetched.",
        )
    return style.strip()


def _pages(frame: Frame) -> str:
    """The boxes of printed pages: marking above and below, the rest of the frame beside."""
    marking = _css(frame.marking)
    head, foot = (_css("\n".join(lines)) for lines in (frame.header, frame.footer))
    return (
        f"@page {{ @top-left {{ content: {head}; }} @top-right {{ content: {marking}; }}\n"
        f"@bottom-left {{ content: {foot}; }} @bottom-center {{ content: {marking}; }}\n"
        '@bottom-right { content: "Page " counter(page) " of " counter(pages); } }'
    )


def _css(words: str) -> str:
    return '"' + _NOT_PLAIN.sub(lambda found: f"\\{ord(found.group()):x} ", words) + '"'
