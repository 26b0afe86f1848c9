"""Every exit code there is, each provoked for real: a sentence, a way out, and nobody's data.

The commands are processes of their own on a register whose every field holds a secret. What no
user can bring about (1) is brought about by somebody who has the key and changes rows by hand.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import termios
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from fcntl import ioctl
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from marg_cli.errors import MEANINGS, Exit
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.connection import Connection
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.identities import new_identity
from marg_cli.store.sqlite.unlock import open_register
from tests.leaks.conftest import Seeded
from tests.leaks.seeded import found_in

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"""["'A-Z0-9].*[.?]""")
MISTAKE = re.compile(r"minutes\.md\.j2:1: .+")
"""Of a template: the file, the line, and what is wrong in it."""

Broken = Callable[[Seeded], AbstractContextManager[object]]


class Fault(NamedTuple):
    """A command, and what is the matter while it runs."""

    code: int
    typed: str
    broken: Broken = lambda _: nullcontext()
    environ: Mapping[str, str] = MappingProxyType({})
    out: str = os.devnull


def before(change: Callable[[Path], object]) -> Broken:
    """Change something in the register's folder, and leave it so."""

    def broken(seeded: Seeded) -> AbstractContextManager[object]:
        change(seeded.folder / "register")
        return nullcontext()

    return broken


def by_hand(statement: str) -> Broken:
    """Have somebody with the key run a statement that marg would never run."""

    def broken(seeded: Seeded) -> AbstractContextManager[object]:
        with closing(opened(seeded)) as connection:
            connection.set_authorizer(None)
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(statement)
        return nullcontext()

    return broken


def opened(seeded: Seeded) -> Connection:
    key = IdentityFile(seeded.folder / "key.txt")
    return open_register(inspect(seeded.folder / "register"), key).connection


@contextmanager
def somebody_writes(seeded: Seeded) -> Iterator[None]:
    with closing(opened(seeded)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def altered(name: str, alter: Callable[[bytes], bytes]) -> Broken:
    """Have one file of the register hold something else."""

    def alter_it(register: Path) -> None:
        file = register / name
        file.write_bytes(alter(file.read_bytes()))

    return before(alter_it)


def marked(**other: object) -> Broken:
    """Have `store.json` say something else."""
    return altered("store.json", lambda held: json.dumps({**json.loads(held), **other}).encode())


def flipped(content: bytes) -> bytes:
    return content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]


def own_template(register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates" / "minutes.md.j2").write_text("{% for %}")


def a_key(name: str, mode: int) -> Broken:
    """Leave a key of nobody's beside the register."""

    def leave(register: Path) -> None:
        create_file(register.with_name(name), f"{new_identity().text()}\n".encode())
        register.with_name(name).chmod(mode)

    return before(leave)


ADD = "action add M26-001 'Ring the landlord' --agency"
KEY = "MARG_IDENTITY_FILE"

FAULTS = {
    "a schema marg does not know": Fault(1, "case list", by_hand("DROP TABLE case_record")),
    "a row marg cannot read": Fault(
        1, "action show A10", by_hand("UPDATE action SET due_on = '2026-99-99' WHERE number = 10")
    ),
    "a date that is none": Fault(2, f"{ADD} LAMP --due 31/02/2027"),
    "something missing, and nobody to ask": Fault(2, f"{ADD} LAMP"),
    "a command that is none": Fault(2, "acton list"),
    "an option that is none": Fault(2, "case list --colour"),
    "a pretended day that is none": Fault(2, "status", environ={"MARG_TODAY": "soon"}),
    "a case that is not there": Fault(4, "case show M26-999"),
    "an agency that is not there": Fault(4, f"{ADD} LAPM --due friday"),
    "a file that is not there": Fault(4, "register restore {out}/Old.margbackup"),
    "done already": Fault(5, "action done A1"),
    "the only key holder": Fault(5, "key remove coordinator --yes"),
    "no register": Fault(10, "status", environ={"MARG_STORE": "{folder}/nowhere"}),
    "a folder that is no register": Fault(10, "status", environ={"MARG_STORE": "{out}"}),
    "somebody writes": Fault(11, f"{ADD} LAMP --due friday", somebody_writes),
    "a key of nobody's": Fault(12, "status", a_key("new.txt", 0o600), {KEY: "{folder}/new.txt"}),
    "a key others may read": Fault(
        12, "status", a_key("open.txt", 0o644), {KEY: "{folder}/open.txt"}
    ),
    "no key where one should be": Fault(12, "status", environ={KEY: "{folder}/nothing"}),
    "a newer folder": Fault(13, "status", marked(format=99)),
    "a newer schema": Fault(13, "status", by_hand("PRAGMA user_version = 9999")),
    "a database of zeros": Fault(
        14, "status", altered("register.db", lambda held: bytes(len(held)))
    ),
    "a cut database": Fault(14, "status", altered("register.db", lambda held: held[:5000])),
    "a flipped bit in the key file": Fault(14, "status", altered("register.key.age", flipped)),
    "a part missing": Fault(
        14, "status", before(lambda held: (held / "register.key.age").unlink())
    ),
    "another register's store.json": Fault(14, "status", marked(id="0" * 32)),
    "no backup": Fault(14, "register restore {folder}/key.txt --yes"),
    "a template with a mistake": Fault(
        15, "minutes render 2026-11-10 --out {out}", before(own_template)
    ),
    "a file in the way": Fault(16, "register backup {folder}/Old.txt", a_key("Old.txt", 0o600)),
    "a register in the way": Fault(16, "init --group G --holder h --sharing core"),
    "a folder that is missing": Fault(17, "register backup {out}/missing/one.backup"),
    "a full disk": Fault(17, "case list --all", out="/dev/full"),
}


def started(
    seeded: Seeded, fault: Fault, *form: str, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    places = {"folder": str(seeded.folder), "out": str(seeded.out)}
    given = {name: value.format(**places) for name, value in fault.environ.items()}
    with Path(fault.out).open("w", encoding="utf-8") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "marg_cli", *shlex.split(fault.typed.format(**places)), *form],
            env={**os.environ, "PYTHONPATH": str(ROOT), **seeded.environ, **given},
            cwd=seeded.folder,
            stdin=stdin,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
        )


def told(seeded: Seeded, process: subprocess.Popen[str], code: int) -> str:
    """What a process says; nothing in it that is nobody's business."""
    _, said = process.communicate()
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert "  File " not in said
    assert found_in(said.encode(), seeded.secrets.given) == []
    return said


def refused(fault: Fault, people: str, programs: str) -> None:
    """A sentence and its way out for people, and the same for programs."""
    sentence, *way_out = people.rstrip("\n").split("\n")
    kind = MISTAKE if fault.code == Exit.TEMPLATE else SENTENCE
    assert kind.fullmatch(sentence), sentence
    assert any(way_out), people
    (error,) = json.loads(programs).values()
    assert error.keys() == {"code", "message", "hint", "exit"}
    assert error["code"] == re.sub("[^a-z-]", "", error["code"])
    assert error["exit"] == fault.code
    assert f"{error['message']}\n{error['hint']}" == people.rstrip("\n")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_with_its_code_a_sentence_and_a_way_out(seeded: Seeded, name: str):
    fault = FAULTS[name]
    with fault.broken(seeded):
        both = [started(seeded, fault, "--format", form) for form in ("table", "json")]
        people, programs = (told(seeded, process, fault.code) for process in both)
    refused(fault, people, programs)


READS = Fault(130, "action add M26-001 - --agency LAMP --due friday")


def test_ctrl_c_ends_with_its_code_a_sentence_and_a_way_out(seeded: Seeded):
    said = []
    for form in ("table", "json"):
        ours, theirs = os.pipe()
        process = started(seeded, READS, "--format", form, stdin=ours)
        os.write(theirs, b"Ring the")
        while unread(ours):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        said.append(told(seeded, process, READS.code))
        os.close(ours)
        os.close(theirs)
    refused(READS, *said)


def unread(pipe: int) -> int:
    """How many bytes nobody has read yet."""
    count = array("i", [0])
    ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def test_what_a_check_finds_is_told_without_anybodys_data(seeded: Seeded):
    (seeded.folder / "register" / "store.json").chmod(0o644)
    told(seeded, started(seeded, Fault(3, "register check")), Exit.FOUND)


def test_what_is_done_ends_with_0_and_its_next_step(seeded: Seeded):
    done = started(seeded, Fault(0, f"{ADD} LAMP --due friday"))
    assert "marg action list --case M26-001" in told(seeded, done, Exit.DONE)


def test_every_published_code_was_provoked():
    provoked = {fault.code for fault in FAULTS.values()} | {Exit.DONE, Exit.FOUND, READS.code}
    assert provoked == MEANINGS.keys()
