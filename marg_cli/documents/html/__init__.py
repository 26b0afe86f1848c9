"""The paper as one web page that asks nobody for anything, for the screen and for printing."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape

from marg_cli.documents.document import Document
from marg_cli.documents.house.files import house_file
from marg_cli.documents.house.style import HouseStyle, Logo
from marg_cli.documents.html.blocks import Body
from marg_cli.documents.html.pages import printed_pages
from marg_cli.documents.html.watermark import behind
from marg_cli.errors import TemplateError

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = "house.css"
SMALLEST = 12
"""Points: less is hard to read on a screen (RNIB's clear print)."""

LARGE_PAGES = "@media print { .facts { break-after: auto; } }"
"""So few large letters fit on a page that less can be kept together."""

_REACHES_OUT = re.compile(
    r"<|@import|\\|(?:url|src|image-set)\((?!['\"]?data:image/)", re.IGNORECASE
)

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
</style>
</head>
<body>
<a class="skip" href="#paper">Skip to the paper</a>
<header><p class="marking">{marking}</p>{logo}</header>
<main id="paper" tabindex="-1">
{body}
</main>
<footer>
{footer}
<p class="marking">{marking}</p>
</footer>
{watermark}</body>
</html>
"""


def write(document: Document) -> bytes:
    """One file with its style in it and no script; the house style may not reach out either.

    Raises TemplateError when it tries to.
    """
    frame = document.frame
    looks = (_style(document), _look(document.style), printed_pages(frame, document.style))
    page = PAGE.format(
        lang=escape(frame.lang),
        policy=POLICY,
        title=escape(frame.title),
        marking=escape(frame.marking),
        style="\n".join(filter(None, looks)),
        logo=_logo(document.style.logo),
        body="\n".join(Body(document.style).each(document.blocks)),
        footer="\n".join(f"<p>{escape(line)}</p>" for line in frame.footer),
        watermark=behind(frame.watermark),
    )
    return page.encode(errors="replace")


def _style(document: Document) -> str:
    file = house_file(STYLE, document.search)
    try:
        style = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TemplateError(
            f"{file.name}: the file is not written in UTF-8", "Save it again as UTF-8 text."
        ) from None
    if found := _REACHES_OUT.search(style):
        line = style.count("\n", 0, found.start()) + 1
        raise TemplateError(
            f"{file.name}:{line}: a style may not hold {found.group()}",
            "Pictures go in as data:image addresses; nothing may be fetched.",
        )
    return style.strip()


def _look(style: HouseStyle) -> str:
    """What of the group's own look differs from marg's, as the properties house.css reads."""
    usual = HouseStyle()
    said = {
        "text": f'"{style.font}", sans-serif' * bool(style.font),
        "title": f'"{style.font}", sans-serif' * bool(style.font),
        "size": f"{style.size:g}pt" if style.size > SMALLEST else "",
        "margin": f"{style.margin:g}pt" if style.margin != usual.margin else "",
        **{
            name: getattr(style, name)
            for name in ("ink", "accent", "line")
            if getattr(style, name) != getattr(usual, name)
        },
    }
    properties = "".join(f" --{name}: {value};" for name, value in said.items() if value)
    looks = [f":root {{{properties} }}"] if properties else []
    if style.margin != usual.margin:
        looks.append(LARGE_PAGES)
    return "\n".join(looks)


def _logo(logo: Logo | None) -> str:
    """The logo within the page itself, and the words that stand for it."""
    if not logo:
        return ""
    kind = "svg+xml" if logo.kind == "svg" else logo.kind
    source = f"data:image/{kind};base64,{b64encode(logo.content).decode()}"
    width = f"width: {logo.width:g}mm"
    return f'<p class="logo"><img src="{source}" alt="{escape(logo.alt)}" style="{width}"></p>'
