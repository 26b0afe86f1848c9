"""A template without end is refused soon, in little memory, and in one plain sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents.endless import TEMPLATES

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 5.0
"""Of the processor's own time; three on a machine of our day, and something for older ones."""
MOST_MEMORY = 300_000_000


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How each of the templates ended in a process of their own."""
    folder = str(tmp_path_factory.mktemp("endless"))
    command = [sys.executable, "-m", "tests.documents.endless", folder]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr == "", "nothing is written beside, not even by Python itself"
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return {each["name"]: each for each in told}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_without_end_is_refused_soon(name: str, ended: dict[str, Any]) -> None:
    how = ended[name]
    assert ".md.j2:" in how["ended"], how
    assert "cannot be worked out" not in how["ended"] or "a number of" in name
    assert how["seconds"] < MOST_SECONDS


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_without_end_does_not_fill_the_memory(name: str, ended: dict[str, Any]) -> None:
    assert ended[name]["peak"] < MOST_MEMORY
