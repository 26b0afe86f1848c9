"""File names and symbolic links: a reference is no path, and nothing is written through a link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.errors import Exit
from tests.conftest import Answer
from tests.leaks.conftest import Seeded

PATHS = [
    "../../etc/passwd",
    "/etc/passwd",
    "M26-001/../../x",
    "..\\..\\x",
    "M26-001\x00.txt",
    "~/x",
    "file:///etc/passwd",
    ".",
    "..",
    "-",
    "M26-001;touch x",
    "$(touch x)",
    "CON/x",
    "x" * 5000,
]
REFUSED = {Exit.USAGE, Exit.NOT_FOUND, Exit.REFUSED, Exit.OUTPUT_EXISTS, Exit.NOT_WRITABLE}

ASKING = {
    "a case": ("case", "render", "{path}", "--out", "{out}"),
    "a case shown": ("case", "show", "{path}"),
    "an action": ("action", "show", "{path}"),
    "an agency": ("action", "chase", "{path}", "--out", "{out}"),
    "a meeting": ("minutes", "render", "{path}", "--out", "{out}"),
    "a reader": ("agenda", "render", "--audience", "{path}", "--out", "{out}"),
    "a template": ("template", "copy", "{path}", "--to", "{out}"),
    "a code": ("agency", "add", "New", "--code", "{path}"),
    "a prefix": ("config", "set", "group.prefix", "{path}"),
}


def files(folder: Path) -> set[str]:
    """Every file and link under a folder, but for the register's own."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    return {name for name in found if not name.startswith("register/register.db")}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: repr(path[:20]))
def test_a_path_is_no_reference(seeded: Seeded, call: Callable[..., Answer], path: str):
    before = files(seeded.folder.parent)
    for what, words in ASKING.items():
        typed = [word.format(path=path, out=seeded.out) for word in words]
        answer = call(*typed, "--no-input")
        assert answer.code in REFUSED, (what, answer)
        assert "Traceback" not in answer.err
        assert "root:" not in answer.out + answer.err
    assert files(seeded.folder.parent) == before


@pytest.mark.parametrize("path", PATHS[:8] + PATHS[10:], ids=lambda path: repr(path[:20]))
def test_a_holder_is_not_named_by_a_path(seeded: Seeded, call: Callable[..., Answer], path: str):
    before = files(seeded.folder.parent)
    start = ["init", "--store", str(seeded.out / "new"), "--group", "G", "--sharing", "core"]
    answer = call(*start, "--holder", path, "--recipient", seeded.key)
    assert answer.code in REFUSED, answer
    assert files(seeded.folder.parent) == before


def test_a_marking_cannot_lead_a_paper_out_of_its_folder(
    seeded: Seeded, call: Callable[..., Answer]
):
    assert call("config", "set", "group.marking", "../../out of here").code == Exit.DONE
    assert call("case", "render", "M26-001", "--out", str(seeded.out)).code == Exit.DONE
    assert [file.parent for file in seeded.out.iterdir()] == [seeded.out]


WRITING = {
    "a paper": ("case", "render", "M26-001", "--as", "md", "--out"),
    "the caseload": ("export", "--reason", "A test", "--out"),
}


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("force", [True, False])
def test_nothing_is_written_through_a_link(
    seeded: Seeded, call: Callable[..., Answer], command: str, *, there: bool, force: bool
):
    target = seeded.folder / "elsewhere.md"
    if there:
        target.write_text("mine")
    link = seeded.out / "paper.md"
    link.symlink_to(target)
    answer = call(*WRITING[command], str(link), *(["--force"] if force else []))
    assert answer.code == (Exit.DONE if force else Exit.OUTPUT_EXISTS)
    assert link.is_symlink() is not force
    assert target.exists() is there
    assert not there or target.read_text() == "mine"


@pytest.mark.parametrize("command", ["status", "case list", "config set group.chair Ann"])
def test_a_register_that_is_a_link_is_refused(
    seeded: Seeded, call: Callable[..., Answer], command: str
):
    link = seeded.folder / "link"
    link.symlink_to(seeded.folder / "register")
    assert call(*command.split(), "--store", str(link)).code == Exit.USAGE


@pytest.mark.parametrize("name", ["", ".", "nothing.json", "link.json", "loop.json"])
def test_what_is_no_file_cannot_be_imported(seeded: Seeded, call: Callable[..., Answer], name: str):
    (seeded.out / "link.json").symlink_to("/nowhere/at/all")
    (seeded.out / "loop.json").symlink_to(seeded.out / "loop.json")
    answer = call("import", f"{seeded.out}/{name}")
    assert answer.code == Exit.NOT_FOUND
    assert "Traceback" not in answer.err
