from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import PAPERS, rendered


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return rendered(tmp_path_factory.mktemp("golden"))


def test_the_papers_in_the_examples_are_those_that_are_rendered(made: dict[str, bytes]):
    assert sorted(made) == sorted(file.name for file in PAPERS.iterdir())


@pytest.mark.parametrize("file", sorted(PAPERS.iterdir()), ids=lambda file: file.name)
def test_a_paper_comes_out_byte_for_byte_as_it_was_looked_at(file: Path, made: dict[str, bytes]):
    assert made[file.name].decode() == file.read_text("utf-8"), "render anew with: make golden"
