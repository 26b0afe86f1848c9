from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from marg_cli.cli.nouns import NOUNS
from tests.conftest import Marg

ASK = """
source "$1"; shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_marg
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(marg: Marg, tmp_path: Path) -> Path:
    """The script for bash, saved."""
    file = tmp_path / "marg.bash"
    file.write_text(marg("completion", "bash").out)
    return file


def completed(script: Path, *words: str) -> list[str]:
    """What bash offers for the last of some words."""
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK, "bash", str(script), "marg", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["case", "sh"], ["show"]),
        (["case", "show", "M26-001", "--ro"], ["--room"]),
        (["status", "--f"], ["--format"]),
        (["status", "--format", ""], ["table", "json", "csv"]),
        (["action", "list", "--status", "d"], ["done"]),
        (["attendance", "set", "LAMP", ""], ["present", "apologies", "absent"]),
        (["completion", "b"], ["bash"]),
        (["agenda", "render", "--as", ""], ["md", "txt", "html", "docx", "pdf"]),
        (["--v"], ["--version"]),
        (["register", "backup", ""], []),
        (["case", "show", "M"], []),
    ],
)
def test_bash_completes_words(script: Path, words: list[str], some: list[str]):
    assert completed(script, *words) == some


def test_bash_knows_every_noun(script: Path):
    assert completed(script, "") == list(NOUNS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shells_script_knows_every_word_and_opens_no_register(marg: Marg, shell: str):
    answer = marg("completion", shell, MARG_STORE="/nowhere")
    assert answer.code == 0
    for words in ("list find search show", "--help --room", "present apologies absent"):
        assert words in answer.out


def test_a_shell_nobody_knows_is_a_usage_error(marg: Marg):
    assert marg("completion", "tcsh").code == 2
