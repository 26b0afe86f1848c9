"""Packaged templates are compiled once, and again when anything about them changed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.render import render
from marg_cli.documents.templates import compiled, environment
from tests.documents.papers import an_agenda


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "templates"
    shutil.copytree(packaged_templates(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "packaged_templates", lambda: folder)
    monkeypatch.setattr(environment, "packaged_templates", lambda: folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return folder


USES = ["_at_the_table", "_extract", "_frame", "_macros", "agenda"]
"""The templates an agenda is made of."""


def agenda() -> bytes:
    return render("agenda.md.j2", an_agenda(), ["md"]).files["md"]


def test_what_was_compiled_is_kept_and_used(packaged: Path) -> None:
    first = agenda()
    kept = sorted((packaged / "__pycache__").iterdir())
    assert [file.name.partition(".")[0] for file in kept] == USES
    times = [file.stat().st_mtime_ns for file in kept]
    assert agenda() == first
    assert [file.stat().st_mtime_ns for file in kept] == times


def test_a_changed_template_is_compiled_anew(packaged: Path) -> None:
    agenda()
    source = packaged / "agenda.md.j2"
    changed = source.read_text(encoding="utf-8").replace("## 1 Welcome", "## 1 Hello")
    source.write_text(changed, encoding="utf-8")
    assert b"## 1 Hello" in agenda()


def test_a_damaged_file_is_compiled_anew(packaged: Path) -> None:
    first = agenda()
    for file in (packaged / "__pycache__").iterdir():
        file.write_bytes(file.read_bytes()[:40])
    assert agenda() == first


def test_where_nothing_can_be_written_it_renders_all_the_same(packaged: Path) -> None:
    (packaged / "__pycache__").write_text("in the way", encoding="utf-8")
    assert agenda()


def test_nothing_is_kept_where_python_keeps_nothing(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    agenda()
    assert not (packaged / "__pycache__").exists()
