from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.readme_reference import README, refreshed
from tests.transcript import Person, matches

TEXT = README.read_text("utf-8")
EXAMPLES = README.with_name("examples")


def blocks() -> list[tuple[str, list[str]]]:
    """Every command of the README's console blocks, with the lines that follow it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def test_every_command_of_the_tour_prints_what_the_readme_says(tmp_path: Path):
    for file in EXAMPLES.glob("*.csv"):
        shutil.copy(file, tmp_path)
    person = Person(tmp_path)
    for command, expected in blocks():
        ran = person.types(command, together=True)
        assert matches(expected, ran.stdout), f"$ {command}\n{ran.stdout}"


def test_the_tour_is_a_tour():
    assert len(blocks()) > 15


def test_the_reference_is_what_the_program_says():
    assert refreshed(TEXT) == TEXT, "make it anew with: python -m tests.readme_reference"


def test_the_readme_gives_the_two_commands():
    assert "make demo" in TEXT
    assert "make test" in TEXT


def test_every_file_the_readme_points_to_is_there():
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT):
        assert (README.parent / target).exists(), target
