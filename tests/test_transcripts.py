from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcript import Person, matches, steps

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_every_command_prints_what_the_transcript_says(file: Path, tmp_path: Path):
    person = Person(tmp_path)
    for step in steps(file.read_text("utf-8")):
        ran = person.types(step.command)
        seen = f"$ {step.command}\n{ran.stdout}\nbeside it:\n{ran.stderr}\nexit {ran.returncode}"
        assert matches(step.out, ran.stdout), seen
        assert matches(step.err, ran.stderr), seen
        assert ran.returncode == step.code, seen


def test_there_are_transcripts():
    assert TRANSCRIPTS


def test_a_transcript_that_expects_another_line_fails():
    assert not matches(["one", "three"], "one\ntwo\n")


def test_an_ellipsis_stands_for_any_lines_or_any_text_in_a_line():
    assert matches(["one", "…", "last …"], "one\ntwo\nthree\nlast of all\n")
