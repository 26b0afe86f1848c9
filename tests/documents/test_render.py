"""One entry from a paper to the bytes of its formats, and what it costs to come through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from marg_cli.documents.render import FORMATS, render
from marg_cli.errors import UsageRefused
from tests.documents.papers import a_head, a_minutes_paper, an_agenda


def modules_after(code: str) -> set[str]:
    """What is loaded once *code* has run in a fresh interpreter."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return set(told.stdout.split())


def test_every_format_asked_for_is_written() -> None:
    written = render("agenda.md.j2", an_agenda(), ["md", "html", "txt"]).files
    assert list(written) == ["md", "html", "txt"]
    assert all(written.values())
    assert {name: made.suffix for name, made in FORMATS.items()} == {
        "md": ".md",
        "txt": ".txt",
        "html": ".html",
        "docx": ".docx",
        "pdf": ".pdf",
    }


@pytest.mark.parametrize("asked", ["htlm", "MD", ""])
def test_an_unknown_format_is_refused_with_those_there_are(asked: str) -> None:
    with pytest.raises(UsageRefused) as caught:
        render("agenda.md.j2", an_agenda(), ["md", asked])
    assert "md, txt, html, docx, pdf" in caught.value.hint


def test_the_same_paper_is_the_same_bytes() -> None:
    first = render("minutes.md.j2", a_minutes_paper(), FORMATS)
    assert render("minutes.md.j2", a_minutes_paper(), FORMATS) == first


@pytest.mark.parametrize("template", ["agenda.md.j2", "minutes.md.j2"])
def test_the_marking_begins_and_ends_every_format(template: str) -> None:
    head = a_head(marking="SECRET *2*")
    paper = an_agenda(head=head) if template.startswith("agenda") else a_minutes_paper(head=head)
    files = render(template, paper, ("md", "txt", "html")).files
    written = {name: made.decode() for name, made in files.items()}
    assert written["txt"].startswith("SECRET *2*\n")
    assert written["txt"].endswith("\nSECRET *2*\n")
    assert written["md"].startswith("**SECRET \\*2\\***\n")
    assert written["md"].endswith("\n**SECRET \\*2\\***\n")
    assert written["html"].count("SECRET *2*</p>") == 2
    for words in written.values():
        assert words.count("SECRET ") >= 3


def test_markdown_is_neat() -> None:
    written = render("minutes.md.j2", a_minutes_paper(), ["md"]).files["md"].decode()
    assert "\n\n\n" not in written
    assert [line for line in written.split("\n") if line != line.rstrip()] == []
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


def test_asking_for_formats_loads_no_library() -> None:
    loaded = modules_after("import marg_cli.documents.render, marg_cli.documents.writer")
    assert not {"jinja2", "markdown_it", "html.parser"} & loaded


def test_markdown_is_written_without_being_read() -> None:
    code = (
        "from tests.documents.papers import an_agenda\n"
        "from marg_cli.documents.render import render\n"
        "render('agenda.md.j2', an_agenda(), ['md'])"
    )
    loaded = modules_after(code)
    assert "jinja2" in loaded
    assert not {"markdown_it", "marg_cli.documents.html", "marg_cli.documents.text"} & loaded


def test_the_documents_room_touches_no_store_service_or_terminal() -> None:
    code = (
        "from tests.documents.papers import an_agenda\n"
        "from marg_cli.documents.render import FORMATS, render\n"
        "render('agenda.md.j2', an_agenda(), FORMATS)"
    )
    loaded = modules_after(code)
    for room in ("marg_cli.store", "marg_cli.services", "marg_cli.cli", "typer", "rich"):
        assert room not in loaded
