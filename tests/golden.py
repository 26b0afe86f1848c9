"""The invented group's papers as they are meant to look: `make golden` renders them anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from marg_cli.cli.app import run
from tests.conftest import machine
from tests.year import lived

PAPERS = Path(__file__).parents[1] / "examples" / "papers"

RENDERINGS = [
    ["agenda", "render"],
    ["agenda", "render", "--audience", "chair"],
    ["agenda", "render", "--audience", "guest:Ottoline Fetlock"],
    ["minutes", "render", "last"],
    ["minutes", "render", "2026-09-08"],
    ["action", "chase", "LAMP"],
    ["trawl", "render", "LAMP"],
    ["case", "form"],
    ["case", "render", "M26-001"],
    ["report", "render"],
]
FORMATS = ["md", "txt", "html", "docx", "pdf"]


def rendered(folder: Path) -> dict[str, bytes]:
    """Render every paper of the invented group, by file name, through the real commands."""
    place = folder / "netherwick"
    _run(["demo", str(place)], dict(os.environ))
    shutil.rmtree(place / "papers")
    environ = {
        "MARG_STORE": str(place / "register"),
        "MARG_IDENTITY_FILE": str(place / "demo-key.txt"),
        "MARG_TODAY": "2026-11-23",
    }
    for command in RENDERINGS:
        _run([*command, "--as", ",".join(FORMATS), "--out", str(place / "papers")], environ)
    return {file.name: file.read_bytes() for file in sorted((place / "papers").iterdir())}


def _run(command: list[str], environ: dict[str, str]) -> None:
    code = run(command, environ)
    if code != 0:
        raise RuntimeError(f"marg {' '.join(command)} ended with {code}")


def _put(folder: Path, made: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in made.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    with machine(), TemporaryDirectory() as temporary:
        _put(PAPERS, rendered(Path(temporary)))
    with machine(), TemporaryDirectory() as temporary:
        _put(lived.EXAMPLES, lived.chosen(lived.lived(Path(temporary))))
