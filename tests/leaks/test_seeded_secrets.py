"""Every byte any command leaves is searched for every secret: nothing outside what was asked for.

`MARG_LEAK_KILLS` says how many commands are killed half-way (16 unless said).
"""

from __future__ import annotations

import io
import json
import math
import os
import shutil
import signal
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from marg_cli.cli.app import run
from marg_cli.errors import Exit
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import EXAMPLES
from tests.leaks.seeded import files_with, seeded_group
from tests.leaks.test_audit_of_every_command import MORE

KILLS = int(os.environ.get("MARG_LEAK_KILLS", "16"))
ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108 - searched, not used
PLACES = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
}
ALLOWED = (
    "home/seeded/register/",
    "home/seeded/register.before-restore-",
    "home/seeded/.register.rest",
    "home/seeded/key.txt",
    "state/marg/",
)
"""Where alone anything may be left: registers, the key, and what this machine saw last."""

WRONG = [
    "case show '{name}'",
    "case edit '{name}' --name {name}",
    "case add --name {name} --referrer {secret} --reason {text} --no-input",
    "action add M26-001 {text} --agency {secret} --due friday",
    "action add M26-001 {text} --agency LAMP --due '{text}'",
    "minutes record M26-001 views {text} --meeting {secret}",
    "import {out}/broken.json",
    "case receive {out}/referral.eml --referrer {secret}",
    "case receive {out}/broken.json",
    "document add {secret} {out}/referral.eml",
    "document add M26-001 {out}/{secret}",
    "import {out}/broken.csv",
    "agenda render --audience guest:{secret} --out {out}",
    "config set group.chair",
    "member show '{name}'",
    "frobnicate {secret}",
]
KILLED = [
    "import {out}/group.json",
    "case edit M26-001 --name {name} --address {text} --resolving {text}",
    "minutes record M26-001 views {text} --meeting 2026-11-10",
    "action progress A10 {text}",
    "agenda render --as md,txt,html,docx,pdf --out {out} --force",
    "case render M26-001 --as pdf --out {out} --force",
    "case receive {out}/referral.eml --referrer LAMP --new --yes",
    "document add M26-001 {out}/referral.eml",
    "export --reason Kept --out {out}/whole.json --force",
    "undo",
    "key add newcomer --recipient {another} --yes",
    "register backup {out}/killed.margbackup --force",
    "register restore {out}/before.margbackup --yes",
    "key recovery --yes",
    "key remove newcomer --yes",
]


class Machine:
    """A computer of its own, as far as a program can see: every folder it may write to."""

    def __init__(self, group: Seeded, folder: Path) -> None:
        self.folder = folder
        for name in [*PLACES.values(), "work"]:
            (folder / name).mkdir(mode=0o700)
        shutil.copytree(group.folder, folder / "home" / "seeded")
        self.seeded = Seeded(folder / "home" / "seeded", group.secrets)
        self.seeded.out = folder / "asked"
        self.seeded.out.mkdir()

    @property
    def environ(self) -> dict[str, str]:
        """What a command is told, in this process or in one of its own."""
        places = {name: str(self.folder / place) for name, place in PLACES.items()}
        return {**places, **self.seeded.environ, "PATH": os.environ["PATH"]}

    @property
    def searched(self) -> dict[str, Path]:
        return {name: self.folder / name for name in [*PLACES.values(), "work"]}

    @property
    def left(self) -> list[str]:
        """Every file outside what was asked for."""
        paths = [path for place in self.searched.values() for path in place.rglob("*")]
        return sorted(str(p.relative_to(self.folder)) for p in paths if not p.is_dir())

    def process(self, typed: str, **environ: str) -> subprocess.Popen[bytes]:
        """Start a command as a person would."""
        return subprocess.Popen(
            [sys.executable, "-m", "marg_cli", *self.seeded.filled(typed)],
            env={**self.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | environ,
            cwd=self.folder / "work",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


@pytest.fixture
def machine(group: Seeded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    made = Machine(group, tmp_path)
    for name in PLACES:
        monkeypatch.setenv(name, made.environ[name])
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    document = json.dumps(seeded_group(made.seeded.secrets), ensure_ascii=False)
    (made.seeded.out / "group.json").write_text(document, "utf-8")
    (made.seeded.out / "more.json").write_text(MORE)
    made.seeded.refer()
    broken = document.replace(
        '"status": "active"', '"status": "' + made.seeded.secrets.word() + '"'
    )
    (made.seeded.out / "broken.json").write_text(broken[: len(broken) // 2], "utf-8")
    (made.seeded.out / "broken.csv").write_text(f"name,agency\n{made.seeded.secrets.word()},NO\n")
    yield made
    monkeypatch.setattr("tempfile.tempdir", None)


def all_commands(machine: Machine) -> Counter[int]:
    """Run every command there is in this process, one after the other on the same register."""
    codes: Counter[int] = Counter()
    for command, example in EXAMPLES.items():
        for typed in filter(None, [example.before, f"{command} {example.typed}"]):
            codes[run(machine.seeded.filled(typed), machine.environ)] += 1
    return codes


def in_memory() -> set[Path]:
    return set(MEMORY.rglob("*")) if MEMORY.is_dir() else set()


def test_no_secret_is_left_outside_what_was_asked_for(
    machine: Machine, capsys: pytest.CaptureFixture[str]
):
    before = in_memory()
    codes = all_commands(machine)
    assert codes[Exit.DONE] > len(EXAMPLES) * 0.8
    for typed in WRONG:
        assert run(machine.seeded.filled(typed), machine.environ) not in {Exit.DONE, 1}, typed
    for typed in (KILLED[4], KILLED[8]):
        process = machine.process(typed)
        assert process.communicate()[1] is not None
        assert process.returncode == 0
    capsys.readouterr()
    secrets = machine.seeded.secrets.given
    assert len(set(secrets)) > 250
    assert files_with(machine.searched, secrets) == {}
    assert [file for file in machine.left if not file.startswith(ALLOWED)] == []
    assert in_memory() - before == set()
    asked = files_with({"asked": machine.seeded.out}, secrets[:60])
    assert any(file.endswith("whole.json") for file in asked)


def test_no_secret_is_left_by_a_command_killed_half_way(machine: Machine):
    before, random = in_memory(), Random(9)  # noqa: S311 - where to kill, not what to hide
    backup = machine.seeded.filled("register backup {out}/before.margbackup")
    assert run(backup, machine.environ) == Exit.DONE
    killed = 0
    for number in range(KILLS):
        process = machine.process(KILLED[number % len(KILLED)])
        try:
            process.wait(random.uniform(0.05, 0.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.communicate()
    assert killed >= KILLS // 3
    assert files_with(machine.searched, machine.seeded.secrets.given) == {}
    assert [file for file in machine.left if not file.startswith(ALLOWED)] == []
    assert in_memory() - before == set()
    for mending in (KILLED[-3], "key list", "register check"):
        assert run(machine.seeded.filled(mending), machine.environ) == Exit.DONE


FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "capitals": lambda word: word.upper().encode(),
    "small": lambda word: word.lower().encode(),
    "utf-16-le": lambda word: word.encode("utf-16-le"),
    "utf-16-be": lambda word: b"\0" + word.upper().encode("utf-16-be"),
    "base64": lambda word: b64encode(f"{word} was here".encode()),
    "base64, one on": lambda word: b64encode(f"-{word} was here".encode()),
    "base64, two on": lambda word: b64encode(f"--{word.lower()} was here".encode()),
    "hex": lambda word: word.encode().hex().encode(),
    "hex in capitals": lambda word: word.encode().hex().upper().encode(),
}


def test_a_secret_that_was_planted_is_found_in_each_form_and_in_a_files_name(machine: Machine):
    secrets, places = machine.seeded.secrets.given, list(machine.searched.values())
    expected = {}
    for number, (form, written) in enumerate(FORMS.items()):
        file = places[number % len(places)] / f"{form}.bin"
        file.write_bytes(b"\xff\x00" * 500 + written(secrets[number]) + b"\x00\xff" * 500)
        expected[str(file)] = [secrets[number]]
    named = machine.folder / "tmp" / secrets[-1].upper()
    named.touch()
    assert files_with(machine.searched, secrets) == {**expected, str(named): [secrets[-1]]}


def test_the_register_looks_like_noise_all_through(group: Seeded):
    content = (group.folder / "register" / "register.db").read_bytes()
    share = [count / len(content) for count in Counter(content).values()]
    assert -sum(part * math.log2(part) for part in share) >= 7.99
