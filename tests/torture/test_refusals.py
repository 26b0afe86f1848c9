"""What is said when the disk fails at the two worst moments: at the very end, and in the answer."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.torture import strace
from benchmarks.torture.place import MARG, Place, Words, call


def run(place: Place, words: Words, out: int, err: int) -> subprocess.CompletedProcess[bytes]:
    command = [*MARG, *words]
    return subprocess.run(command, env=place.environ, check=False, stdout=out, stderr=err)


def last_sync(place: Place, scratch: Path) -> strace.Call:
    with place.copied() as copy:
        return [made for made in strace.calls(copy, "action add", scratch) if made.name == "fsync"][
            -1
        ]


def test_a_change_made_before_the_last_sync_fails_is_not_called_undone(
    base: Place, tmp_path: Path
) -> None:
    at = last_sync(base, tmp_path)
    with base.copied() as place:
        ended = strace.failed(place, "action add", tmp_path, at, "EIO")
        assert call(place, ("action", "show", "A30")).returncode == 0
    assert ended.code == 17
    assert ended.said == (
        "The change was made, but the disk reported a fault at the very end.\n"
        "Do not give the command again. Have the disk looked at, and make a backup.\n"
    )


@pytest.mark.parametrize("words", [("action", "list"), ("--help",), ("status",)])
def test_an_answer_that_does_not_fit_on_the_disk_is_said_to_be_missing(
    base: Place, words: Words
) -> None:
    with base.copied() as place, Path("/dev/full").open("wb") as full:
        answer = run(place, words, full.fileno(), subprocess.PIPE)
    assert answer.returncode == 17
    assert answer.stderr.splitlines()[0] == b"The answer could not be written: the disk is full."


def test_a_refusal_that_cannot_be_written_is_in_the_exit_code(base: Place) -> None:
    with base.copied() as place, Path("/dev/full").open("wb") as full:
        answer = run(place, ("action", "show", "A999"), subprocess.PIPE, full.fileno())
    assert answer.returncode == 4
