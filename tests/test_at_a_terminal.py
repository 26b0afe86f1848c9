import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import new_identity, public_key, seal_identity
from tests.terminal import answered

WORDS = "correct horse battery staple"

ASK = """
from hashlib import sha256
from marg_cli.cli.passphrases import ask_hidden
print("got", sha256(ask_hidden("Passphrase: ").encode()).hexdigest())
"""

ASK_NOBODY = """
from marg_cli.cli.passphrases import ask_hidden
from marg_cli.errors import MargError
try:
    ask_hidden("Passphrase: ")
except MargError as error:
    print(int(error.exit), error.message, error.hint)
"""


def test_the_age_program_opens_a_holders_own_key(tmp_path: Path) -> None:
    identity = new_identity()
    sealed, opened = tmp_path / "ann.age", tmp_path / "ann.txt"
    sealed.write_bytes(seal_identity(identity, Secret.of_text(WORDS)))
    status, screen = answered(["age", "-d", "-o", str(opened), str(sealed)], WORDS)
    assert status == 0, screen
    assert opened.read_text() == f"# public key: {public_key(identity)}\n{identity.text()}\n"


def test_what_is_typed_at_the_prompt_is_never_shown() -> None:
    status, screen = answered([sys.executable, "-c", ASK], WORDS)
    assert status == 0
    assert sha256(WORDS.encode()).hexdigest() in screen
    assert "correct" not in screen


@pytest.mark.parametrize("piped", [b"", WORDS.encode() + b"\n"])
def test_without_a_terminal_nobody_is_asked_and_standard_input_is_left_alone(piped: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_NOBODY],
        input=piped,
        capture_output=True,
        check=True,
        start_new_session=True,
    )
    said = done.stdout.decode()
    assert said.startswith("2 The passphrase has to be asked for, and there is no terminal.")
    for way in ("MARG_PASSPHRASE_COMMAND", "MARG_PASSPHRASE_FILE", "MARG_IDENTITY_FILE"):
        assert way in said
    assert done.stderr == b""
