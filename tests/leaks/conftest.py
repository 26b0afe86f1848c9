"""A register of the invented group whose every field holds a secret, made once for all tests."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.cli.app import run
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key, read_identities
from marg_cli.store.sqlite.register import open_register
from tests.conftest import TODAY, Answer, clock
from tests.leaks.seeded import Secrets, seeded_group


class Seeded:
    """A folder of its own with the register, its key, and the secrets that stand in it."""

    def __init__(self, folder: Path, secrets: Secrets) -> None:
        self.folder = folder
        self.secrets = secrets
        self.out = folder / "out"
        self.out.mkdir(exist_ok=True)

    @property
    def environ(self) -> dict[str, str]:
        return {
            "MARG_STORE": str(self.folder / "register"),
            "MARG_IDENTITY_FILE": str(self.folder / "key.txt"),
            "MARG_TODAY": TODAY,
        }

    @property
    def key(self) -> str:
        return public_key(read_identities(self.folder / "key.txt")[0])

    def refer(self) -> None:
        """Put an e-mail that refers somebody into the folder, a secret in every field of it."""
        from tests.leaks.referral import secret_referral

        (self.out / "referral.eml").write_bytes(secret_referral(self.secrets))

    def filled(self, typed: str) -> list[str]:
        """The words of an example with secrets, folder and key put in."""
        put_in: dict[str, Callable[[], str]] = {
            "secret": self.secrets.word,
            "name": lambda: f"{self.secrets.word()} {self.secrets.word()}",
            "text": lambda: f"Of {self.secrets.word()}, at the door.",
            "out": lambda: str(self.out),
            "key": lambda: self.key,
            "another": lambda: public_key(new_identity()),
        }
        return [
            re.sub(r"\{(\w+)\}", lambda found: put_in[found[1]](), word)
            for word in shlex.split(typed)
        ]

    def audit(self) -> list[str]:
        """Every row's command and references, read without leaving one."""
        store = open_register(
            self.folder / "register",
            IdentityFile(self.folder / "key.txt"),
            clock=clock(),
            warn=pytest.fail,
        )
        rows = [f"{row.command} {row.refs}".rstrip() for row in store.audit.each()]
        store.close()
        return [re.sub("sha256:[0-9a-f]{16}", "sha256:…", row) for row in rows]


@pytest.fixture(scope="session")
def group(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """The register all others are copies of."""
    folder = tmp_path_factory.mktemp("seeded")
    create_file(folder / "key.txt", f"{new_identity().text()}\n".encode())
    made = Seeded(folder, Secrets())
    environ = made.environ
    start = ["init", "--group", "G", "--holder", "coordinator", "--sharing", "core"]
    assert run([*start, "--recipient", made.key], environ) == 0
    file = folder / "group.json"
    file.write_text(json.dumps(seeded_group(made.secrets), ensure_ascii=False), "utf-8")
    assert run(["import", str(file)], environ) == 0
    file.unlink()
    return made


@pytest.fixture
def seeded(group: Seeded, tmp_path: Path) -> Seeded:
    """A copy of that register, to do anything with."""
    shutil.copytree(group.folder, tmp_path / "seeded")
    return Seeded(tmp_path / "seeded", group.secrets)


@pytest.fixture
def call(
    seeded: Seeded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Answer]:
    """Run a command on that copy."""

    def called(*args: str, typed: str = "", **environ: str) -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        runtime = {"XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"]}
        code = run(args, {**runtime, **seeded.environ, **environ})
        return Answer(code, *capsys.readouterr())

    return called
