"""When a key is let go, to the second, by a clock that is only told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.agent.client import end, holder_at
from marg_cli.agent.keeper import Keeper, Limits
from marg_cli.agent.process import listening
from marg_cli.agent.protocol import (
    ANSWER_BYTES,
    END,
    GIVE,
    IDENTITY,
    IDENTITY_BYTES,
    NAME_BYTES,
    WHO,
    answer_of,
    holder_in,
    received,
)
from tests.agent.conftest import KEY

NO_KEY = bytes(IDENTITY_BYTES)


class Kept:
    """A key kept in a thread of this process, so that its bytes can be looked at."""

    def __init__(self, folder: Path, look: float = 0.05) -> None:
        self.time = 1_000.0
        self.where = str(folder / "socket")
        self.marker = folder / "store.json"
        self.marker.write_text("one")
        self.answer = answer_of("ann", bytearray(KEY.encode()))
        self.keeper = Keeper(
            listening(self.where),
            self.where,
            self.answer,
            Limits(600, 43_200, look),
            marker=str(self.marker),
            clock=lambda: self.time,
        )
        self.thread = threading.Thread(target=self.keeper.serve)
        self.thread.start()

    @property
    def key(self) -> bytes:
        return bytes(self.answer[IDENTITY])

    def said(self, word: bytes) -> bytes | None:
        """Say a word; None where no answer comes."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(self.where)
                line.sendall(word)
                return bytes(received(line, ANSWER_BYTES))
            except OSError:
                return None

    def has_ended(self) -> bool:
        self.thread.join(20)
        return not self.thread.is_alive() and not Path(self.where).exists()


@pytest.fixture
def kept() -> Iterator[Kept]:
    with TemporaryDirectory() as folder:
        made = Kept(Path(folder))
        yield made
        end(made.where)
        assert made.has_ended()


def test_the_key_is_given_to_whoever_asks_for_it(kept: Kept):
    answer = kept.said(GIVE)
    assert answer is not None
    assert answer[IDENTITY] == KEY.encode()
    assert holder_in(bytearray(answer)) == "ann"


def test_whose_it_is_is_told_without_the_key(kept: Kept):
    answer = kept.said(WHO)
    assert answer is not None
    assert answer[IDENTITY] == NO_KEY
    assert holder_at(kept.where) == "ann"


def test_a_key_unused_for_ten_minutes_is_overwritten(kept: Kept):
    kept.time += 600
    assert kept.has_ended()
    assert kept.key == NO_KEY


def test_each_use_begins_the_ten_minutes_anew_but_not_the_twelve_hours(kept: Kept):
    for _ in range(72):
        kept.time += 599
        assert kept.said(GIVE)
    kept.time = 1_000 + 43_200
    assert kept.said(GIVE) is None
    assert kept.has_ended()
    assert kept.key == NO_KEY


def test_asking_whose_it_is_is_no_use_of_it(kept: Kept):
    kept.time += 599
    assert kept.said(WHO)
    kept.time += 1
    assert kept.has_ended()


def test_after_a_night_asleep_the_first_caller_gets_nothing(tmp_path: Path):
    kept = Kept(tmp_path, look=1_000)  # it does not look by itself meanwhile
    assert kept.said(GIVE)
    kept.time += 8 * 3_600
    assert kept.said(GIVE) is None
    assert kept.has_ended()
    assert kept.key == NO_KEY


def test_when_told_to_end_the_key_is_overwritten_before_the_answer_comes(kept: Kept):
    answer = kept.said(END)
    assert answer is not None
    assert answer[IDENTITY] == NO_KEY == kept.key
    assert not Path(kept.where).exists()


def test_a_register_that_is_another_now_ends_it(kept: Kept):
    kept.marker.write_text("two")
    assert kept.has_ended()
    assert kept.key == NO_KEY


def test_a_register_that_is_gone_ends_it(kept: Kept):
    kept.marker.unlink()
    assert kept.has_ended()


def test_one_whose_socket_was_taken_by_another_ends_and_leaves_the_other_alone(kept: Kept):
    Path(kept.where).unlink()
    Path(kept.where).touch()
    kept.thread.join(20)
    assert kept.key == NO_KEY
    assert Path(kept.where).exists()
    Path(kept.where).unlink()


@pytest.mark.parametrize("word", [b"", b"m", b"marg1", b"marg2G", b"GET / ", b"\0" * 6])
def test_a_word_it_does_not_know_is_not_answered_and_the_next_caller_is(kept: Kept, word: bytes):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(kept.where)
        line.sendall(word)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""
    assert kept.said(GIVE)


def test_callers_who_say_nothing_keep_nobody_waiting_for_long(kept: Kept):
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(kept.where)
        assert kept.said(GIVE)


def test_a_process_of_another_user_gets_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("marg_cli.agent.protocol.os.geteuid", lambda: 4_242)
    assert kept.said(GIVE) is None
    monkeypatch.undo()
    assert kept.said(GIVE)


@given(st.text(min_size=1, max_size=48).filter(lambda name: "\0" not in name))
def test_every_name_comes_back_from_an_answer(name: str):
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    answer = answer_of(name, bytearray(KEY.encode()))
    assert len(answer) == ANSWER_BYTES
    assert holder_in(answer) == name
    assert answer[IDENTITY] == KEY.encode()


@pytest.mark.parametrize(("name", "key"), [("n" * (NAME_BYTES + 1), KEY), ("ann", KEY[:-1])])
def test_what_does_not_fit_into_an_answer_is_a_fault(name: str, key: str):
    with pytest.raises(ValueError, match="another length"):
        answer_of(name, bytearray(key.encode()))
