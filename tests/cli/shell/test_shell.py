from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.cli.shell.commands import Commands
from marg_cli.errors import Exit
from tests.conftest import Marg, Place

AGENCY = ("agency", "add", "Glow [b] Trust", "--code", "GLOW")


def codes(marg: Marg) -> list[str]:
    return [agency["code"] for agency in marg("agency", "list", "--format", "json").json]


def audit(marg: Marg) -> list[str]:
    rows = marg("audit", "list", "--format", "json").json
    return [row["command"] for row in rows if row["command"] not in {"audit list", "init"}]


def outside(place: Place, *args: str) -> None:
    """Run a command as another process would, while this one goes on."""
    environ = {**os.environ, **place.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-m", "marg_cli", *args],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Callable[[], None]], None]:
    """Have something done by somebody else just before the shell's second command."""

    def arrange(what: Callable[[], None]) -> None:
        real, count = Commands.do, iter(range(100))

        def do(self: Commands, words: list[str]) -> int:
            if next(count) == 1:
                what()
            return real(self, words)

        monkeypatch.setattr(Commands, "do", do)

    return arrange


def test_commands_answer_as_they_do_outside(marg: Marg):
    marg(*AGENCY)
    lines = ["agency list", "marg agency show GLOW", "agency list --format json", "status"] * 50
    whole = "".join(marg(*line.removeprefix("marg ").split()).out for line in lines[:4])
    answer = marg("shell", typed="\n".join(lines))
    assert answer.code == Exit.DONE
    assert answer.out == whole * 50
    assert answer.err == ""


def test_each_command_has_its_row_in_the_audit_and_the_shell_has_one(marg: Marg):
    marg("shell", typed="agency add 'Glow' --code GLOW\nagency list\n")
    assert audit(marg) == ["shell", "agency add", "agency list"]


def test_a_file_stops_at_the_first_line_that_fails(marg: Marg):
    typed = (
        "agency add Glow --code GLOW\n# a remark\nagency show NONE\nagency add Lamp --code LAMP\n"
    )
    answer = marg("shell", typed=typed)
    assert answer.code == Exit.NOT_FOUND
    assert answer.err.endswith("Stopped at line 3, which ended with 4.\n")
    assert codes(marg) == ["GLOW"]


def test_with_keep_going_the_rest_is_done_and_the_first_failure_is_the_answer(marg: Marg):
    typed = "agency show NONE\nfrobnicate\nagency add Lamp --code LAMP\n"
    assert marg("shell", "--keep-going", typed=typed).code == Exit.NOT_FOUND
    assert codes(marg) == ["LAMP"]


def test_exit_ends_a_file(marg: Marg):
    assert marg("shell", typed="exit\nfrobnicate\n").code == Exit.DONE


def test_a_dash_takes_the_lines_up_to_a_full_stop(marg: Marg):
    marg("agency", "add", "Glow", "--code", "GLOW")
    typed = "action add group - --agency GLOW --due friday\nRing: it's\n[b]\n.\naction show A99\n"
    answer = marg("shell", typed=typed)
    assert answer.err.endswith("Stopped at line 5, which ended with 4.\n")
    assert (
        marg("action", "show", "A1", "--format", "json").json["action"]["what"] == "Ring: it's\n[b]"
    )


def test_an_open_quotation_mark_is_one_sentence(marg: Marg):
    answer = marg("shell", typed="agency add 'Glow\n")
    assert answer.code == Exit.USAGE
    assert answer.err.startswith("A quotation mark is left open.\n")


@pytest.mark.parametrize("word", ["shell", "marg shell --room", "unlock"])
def test_what_means_nothing_inside_a_shell_says_so(marg: Marg, word: str):
    answer = marg("shell", typed=word)
    assert answer.code == Exit.USAGE
    assert "already" in answer.err


def test_help_tells_of_the_shells_own_words_too(marg: Marg):
    answer = marg("shell", typed="help\n?\nhelp agency add\n")
    assert answer.code == Exit.DONE
    assert answer.out.count("blank") == 2
    assert "marg agency add" in answer.out


def test_without_a_terminal_nothing_is_blanked_and_lock_is_the_command(marg: Marg):
    answer = marg("shell", typed="blank\nlock\nagency add Glow --code GLOW\n")
    assert answer.err.startswith(
        "Nothing was blanked: there is no terminal.\nNothing was unlocked."
    )
    assert codes(marg) == ["GLOW"]


def test_a_fault_in_one_command_never_ends_the_shell(marg: Marg, monkeypatch: pytest.MonkeyPatch):
    from marg_cli.services import register

    def fail(_store: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(register, "info", fail)
    answer = marg("shell", "--keep-going", typed="register info\nagency add Glow --code GLOW\n")
    assert answer.code == Exit.UNEXPECTED
    assert "ZeroDivisionError" in answer.err
    assert codes(marg) == ["GLOW"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, MemoryError])
def test_a_change_that_is_broken_off_is_rolled_back_and_the_shell_goes_on(
    marg: Marg, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
):
    from marg_cli.store.sqlite.audit import Audit

    real, broken = Audit.append, iter([True])

    def append(self: Audit, **row: str) -> object:
        if row["command"] == "agency add" and next(broken, False):
            raise fault
        return real(self, **row)

    monkeypatch.setattr(Audit, "append", append)
    typed = "agency add Glow --code GLOW\nagency add Lamp --code LAMP\n"
    answer = marg("shell", "--keep-going", typed=typed)
    assert answer.code == (Exit.INTERRUPTED if fault is KeyboardInterrupt else Exit.UNEXPECTED)
    assert codes(marg) == ["LAMP"]
    assert marg("register", "check").code == Exit.DONE


def test_what_a_broken_command_left_under_way_is_rolled_back_before_the_next(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    from marg_cli.services import register
    from marg_cli.store.protocol import Store
    from marg_cli.store.sqlite.store import SqliteStore

    def leave_it_open(store: Store) -> None:
        assert isinstance(store, SqliteStore)
        store._db.begin()  # noqa: SLF001
        raise KeyboardInterrupt

    monkeypatch.setattr(register, "info", leave_it_open)
    marg("shell", "--keep-going", typed="register info\nagency add Glow --code GLOW\n")
    assert codes(marg) == ["GLOW"]


def test_another_process_writes_while_the_shell_waits(
    marg: Marg, place: Place, meanwhile: Callable[[Callable[[], None]], None]
):
    meanwhile(lambda: outside(place, *AGENCY))
    answer = marg("shell", typed="agency list\nagency show GLOW --format json\n")
    assert answer.code == Exit.DONE, answer.err
    assert answer.json["name"] == "Glow [b] Trust"


def test_another_process_puts_the_register_under_a_new_key(
    marg: Marg, place: Place, meanwhile: Callable[[Callable[[], None]], None], another: str
):
    marg("key", "add", "ben", "--recipient", another, "--yes")
    meanwhile(lambda: outside(place, "key", "remove", "ben", "--yes"))
    answer = marg("shell", typed="agency list\nagency add Glow --code GLOW\nagency list\n")
    assert answer.code == Exit.DONE, answer.err
    assert codes(marg) == ["GLOW"]


def test_keys_are_changed_inside_the_shell(marg: Marg, another: str):
    typed = f"key add ben --recipient {another} --yes\nkey remove ben --yes\nkey list\n"
    typed += "agency add Glow --code GLOW\n"
    answer = marg("shell", typed=typed)
    assert answer.code == Exit.DONE, answer.err
    assert codes(marg) == ["GLOW"]


def test_a_key_holder_who_was_removed_meanwhile_reads_no_further(
    marg: Marg, place: Place, tmp_path: Path, meanwhile: Callable[[Callable[[], None]], None]
):
    from marg_cli.store.disk import create_file
    from marg_cli.store.sqlite.identities import new_identity, public_key

    identity = new_identity()
    create_file(tmp_path / "ben.txt", f"{identity.text()}\n".encode())
    marg("key", "add", "ben", "--recipient", public_key(identity), "--yes")
    meanwhile(lambda: outside(place, "key", "remove", "ben", "--yes"))
    ben = {"MARG_IDENTITY_FILE": str(tmp_path / "ben.txt")}
    answer = marg("shell", typed="agency list\nagency list\n", **ben)
    assert answer.code == Exit.LOCKED
    assert "What opened the register before no longer does" in answer.err


def test_a_backup_is_brought_back_inside_the_shell(marg: Marg, tmp_path: Path):
    file = tmp_path / "one.backup"
    typed = f"register backup {file}\nagency add Glow --code GLOW\n"
    typed += f"register restore {file} --yes\nagency add Lamp --code LAMP\n"
    answer = marg("shell", typed=typed)
    assert answer.code == Exit.DONE, answer.err
    assert codes(marg) == ["LAMP"]


def test_another_registers_folder_is_opened_for_one_command_alone(
    marg: Marg, tmp_path: Path, another: str
):
    new = f"--store {tmp_path / 'new'}"
    start = f"init {new} --group Other --holder ann --recipient {another} --sharing core"
    answer = marg(
        "shell",
        "--keep-going",
        typed=f"{start}\nagency list {new}\n{' '.join(AGENCY[:2])} Lamp --code LAMP\n",
    )
    assert answer.code == Exit.LOCKED, answer.err
    assert codes(marg) == ["LAMP"]


def test_a_passphrase_for_what_is_open_is_refused(marg: Marg):
    answer = marg("shell", typed="agency list --passphrase-fd 0\n")
    assert answer.code == Exit.USAGE
    assert answer.err.startswith("The register is open already")


def test_what_was_asked_of_the_shell_is_asked_of_every_command(marg: Marg):
    answer = marg("shell", "--format", "json", typed="agency list\n")
    assert answer.out == "[]\n"


def test_without_a_register_a_file_of_commands_does_nothing(marg: Marg, tmp_path: Path):
    answer = marg("shell", typed="demo\n", MARG_STORE=str(tmp_path / "none"))
    assert answer.code == Exit.NO_REGISTER


def test_a_shell_for_the_room_refuses_what_may_name_somebody(marg: Marg):
    for command in ("agency list", "status --format csv", "case find x", "undo --format json"):
        answer = marg("shell", "--room", typed=command)
        assert (answer.code == Exit.DONE) == command.startswith("status"), answer.err
    assert (
        "marg agency list is not for the room" in marg("shell", "--room", typed="agency list").err
    )
    assert audit(marg)[:2] == ["shell --room", "shell --room"]
    assert "status --room" in audit(marg)


def test_marg_alone_in_a_shell_for_the_room_is_its_status(marg: Marg):
    assert "Last backup" not in marg("shell", "--room", typed="marg\n").out
    assert "Last backup" in marg("shell", typed="marg\n").out


@pytest.fixture
def another() -> str:
    from marg_cli.store.sqlite.identities import new_identity, public_key

    return public_key(new_identity())


def test_a_day_that_cannot_be_read_is_refused_as_outside(marg: Marg):
    answer = marg("shell", typed="status\n", MARG_TODAY="soon")
    assert answer.code == Exit.USAGE
    assert answer.err.startswith("MARG_TODAY is soon")
