from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.golden import PAPERS, rendered

WORD = ".docx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return rendered(tmp_path_factory.mktemp("golden"))


def test_the_papers_in_the_examples_are_those_that_are_rendered(made: dict[str, bytes]):
    assert sorted(made) == sorted(file.name for file in PAPERS.iterdir())


@pytest.mark.parametrize("file", sorted(PAPERS.iterdir()), ids=lambda file: file.name)
def test_a_paper_comes_out_byte_for_byte_as_it_was_looked_at(file: Path, made: dict[str, bytes]):
    kept, new = file.read_bytes(), made[file.name]
    if file.suffix == WORD:
        assert members(new) == members(kept), "render anew with: make golden"
    elif file.suffix == ".pdf":
        assert new == kept, "render anew with: make golden"
    else:
        assert new.decode() == kept.decode(), "render anew with: make golden"


def test_every_paper_comes_out_the_same_twice(
    made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
):
    again = rendered(tmp_path_factory.mktemp("golden"))
    assert [name for name in made if again[name] != made[name]] == []


def members(package: bytes) -> Mapping[str, bytes]:
    """What is in a Word file: how tightly it is packed depends on the machine's zlib."""
    with ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
