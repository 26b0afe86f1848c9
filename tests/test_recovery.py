"""Reading a register without marg: the README's own lines, with other people's programs."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from marg_cli.cli.app import run
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.readme_reference import README
from tests.terminal import answered

WORDS = "correct horse battery staple"
SECTION = README.read_text("utf-8").partition("### Without marg")[2].partition("\n## ")[0]
LINES = [line for block in re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)
         for line in block.splitlines()]  # fmt: skip
(SCRIPT,) = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)


def line(word: str) -> str:
    """The one line of the README with a word in it, for the Python that runs this."""
    found: str
    (found,) = [line for line in LINES if word in line]
    python = shlex.quote(sys.executable)
    return found.replace("reader/bin/python", python).replace("python3", python)


FOLDER, BACKUP = line("cp -r"), line("zipfile -e")
PASSPHRASE, RECOVERY = line("holders/ann.age"), line("recovery.txt")


class Desk(NamedTuple):
    """Somebody's folder with a register, a backup of it, and who can open them."""

    folder: Path
    environ: dict[str, str]

    def marg(self, *words: str) -> None:
        assert run(words, self.environ) == 0

    def types(self, typed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "-c", typed],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def types_with_a_passphrase(self, typed: str, words: str) -> tuple[int, str]:
        return answered(["/bin/sh", "-c", f"cd {shlex.quote(str(self.folder))} && {typed}"], words)

    def told_by_marg(self, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
        capsys.readouterr()
        self.marg("case", "list", "--all", "--format", "json")
        found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
        return found

    def read(self) -> list[dict[str, str]]:
        with (self.folder / "cases.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's register of the invented group: it was backed up, and then ben was let go."""
    folder = tmp_path_factory.mktemp("desk")
    create_file(folder / "words.txt", f"{WORDS}\n".encode())
    ben = new_identity()
    create_file(folder / "ben.txt", f"{ben.text()}\n".encode())
    desk = desk_in(folder)
    start = ["init", "--group", "G", "--holder", "ann", "--sharing", "core", "--format", "json"]
    with pytest.MonkeyPatch.context() as patch, (folder / "started").open("w") as out:
        patch.setattr("sys.stdout", out)
        desk.marg(*start)
    started = json.loads((folder / "started").read_text())
    create_file(folder / "recovery.txt", f"{started['recovery_key']}\n".encode())
    desk.marg("import", str(README.with_name("examples") / "netherwick.json"))
    desk.marg("key", "add", "ben", "--recipient", public_key(ben), "--yes")
    desk.marg("register", "backup", str(folder / "netherwick.margbackup"))
    desk.marg("key", "remove", "ben", "--yes")
    (folder / "read.py").write_text(SCRIPT)
    return folder


def desk_in(folder: Path) -> Desk:
    environ = {
        "MARG_STORE": str(folder / "register"),
        "MARG_PASSPHRASE_FILE": str(folder / "words.txt"),
        "MARG_TODAY": "2026-11-23",
    }
    return Desk(folder, environ)


@pytest.fixture
def desk(first: Path, tmp_path: Path) -> Desk:
    return desk_in(Path(shutil.copytree(first, tmp_path / "desk")))


def the_same(read: list[dict[str, str]], told: list[dict[str, str]]) -> bool:
    facts = ("ref", "status", "initials")
    return [[line[fact] for fact in facts] for line in read] == [
        [line[fact] for fact in facts] for line in told
    ]


@pytest.mark.parametrize("copy", [FOLDER, BACKUP], ids=["folder", "backup"])
def test_a_key_holder_reads_it_with_their_passphrase(
    desk: Desk, capsys: pytest.CaptureFixture[str], copy: str
):
    assert desk.types(copy).returncode == 0
    status, screen = desk.types_with_a_passphrase(PASSPHRASE, WORDS)
    assert status == 0, screen
    told = desk.told_by_marg(capsys)
    assert the_same(desk.read(), told)
    assert len(told) == 10


@pytest.mark.parametrize("copy", [FOLDER, BACKUP], ids=["folder", "backup"])
def test_the_recovery_key_reads_it(desk: Desk, capsys: pytest.CaptureFixture[str], copy: str):
    assert desk.types(copy).returncode == 0
    ran = desk.types(RECOVERY)
    assert ran.returncode == 0, ran.stderr
    assert the_same(desk.read(), desk.told_by_marg(capsys))


def test_every_table_the_readme_names_is_listed(desk: Desk):
    desk.types(FOLDER)
    ran = desk.types(RECOVERY.replace("case_record", "sqlite_master"))
    assert ran.returncode == 0, ran.stderr
    names = {row["name"] for row in desk.read()}
    told = SECTION.partition("lists the tables")[2].partition("others")[0]
    assert {"case_record", "action", "entry"} < {*re.findall("`([a-z_]+)`", told)} <= names


def test_a_register_of_a_command_cut_short_is_read_as_it_was_before(
    desk: Desk, capsys: pytest.CaptureFixture[str]
):
    told = desk.told_by_marg(capsys)
    crashing = """
import os, sys
from pathlib import Path
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.unlock import open_register
folder = inspect(Path("register"))
connection = open_register(folder, IdentityFile(Path("recovery.txt"))).connection
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE case_record SET resolving = hex(zeroblob(50000)), initials = 'XX'")
os._exit(9)
"""
    environ = {"PYTHONPATH": str(README.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", crashing], cwd=desk.folder, env=environ, check=False
    )
    assert ran.returncode == 9
    assert (desk.folder / "register" / "register.db-journal").stat().st_size
    desk.types(FOLDER)
    assert desk.types(RECOVERY).returncode == 0
    assert the_same(desk.read(), told)


def test_whoever_was_let_go_reads_the_old_backup_and_nothing_written_since(desk: Desk):
    as_ben = RECOVERY.replace("recovery.txt", "ben.txt")
    desk.types(FOLDER)
    ran = desk.types(as_ben)
    assert "no identity matched any of the recipients" in ran.stderr
    assert desk.read() == []
    shutil.rmtree(desk.folder / "copy")
    desk.types(BACKUP)
    assert desk.types(as_ben).returncode == 0
    assert len(desk.read()) == 10


def test_the_key_of_an_old_backup_opens_nothing_written_since(desk: Desk):
    key = as_age_prints(desk, BACKUP)
    shutil.rmtree(desk.folder / "copy")
    assert key != as_age_prints(desk, FOLDER)
    ran = reader(desk, key)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "No key that was given opens" in ran.stderr


def as_age_prints(desk: Desk, copy: str) -> str:
    desk.types(copy)
    return desk.types(RECOVERY.partition("|")[0]).stdout


def reader(desk: Desk, key: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "read.py", "case_record"],
        cwd=desk.folder,
        input=key,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("at", [0, 63, 64, 95])
def test_one_digit_wrong_in_key_or_salt_is_refused(desk: Desk, at: int):
    key = as_age_prints(desk, FOLDER)
    wrong = key[:at] + ("1" if key[at] == "0" else "0") + key[at + 1 :]
    assert reader(desk, key).returncode == 0
    assert reader(desk, wrong).returncode == 1


def test_another_passphrase_is_refused(desk: Desk):
    desk.types(FOLDER)
    _, screen = desk.types_with_a_passphrase(PASSPHRASE, "four words of nobody")
    assert "incorrect passphrase" in screen
    assert desk.read() == []
