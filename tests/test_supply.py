"""What marg is put together from: pinned by hash, listed in a bill of materials, and no more."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import sbom
from tests.lock import BUILD, DEVELOPMENT, HOME, RUNTIME, locked

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
ASKED = {
    RUNTIME: PROJECT["project"]["dependencies"],
    BUILD: [*PROJECT["build-system"]["requires"], *GROUPS["build"]],
    DEVELOPMENT: [
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *GROUPS["build"],
        *(line for line in GROUPS["dev"] if isinstance(line, str)),
    ],
}
LOCKS = pytest.mark.parametrize("lock", ASKED, ids=lambda lock: lock.name)

PROBE = """
import json, sys
from marg_cli.packaged import packaged
print(json.dumps([str(packaged(folder)) for folder in ("templates", "examples")]))
"""


@LOCKS
def test_a_lock_holds_all_that_pyproject_asks_for_within_its_ranges(lock: Path) -> None:
    entries = locked(lock)
    for asked in map(Requirement, ASKED[lock]):
        assert entries[canonicalize_name(asked.name)].version in asked.specifier, str(asked)


@LOCKS
def test_every_package_of_a_lock_has_a_hash(lock: Path) -> None:
    assert [name for name, entry in locked(lock).items() if not entry.hashes] == []


@LOCKS
def test_a_lock_names_no_place(lock: Path) -> None:
    assert re.findall(r"://|^-.*|[/@]", lock.read_text("utf-8"), re.MULTILINE) == []


@LOCKS
def test_a_package_has_one_version_and_the_same_hashes_in_every_lock(lock: Path) -> None:
    everything = locked(DEVELOPMENT)
    for name, entry in locked(lock).items():
        assert (entry.version, entry.hashes) == (everything[name].version, everything[name].hashes)


def test_a_lock_with_anything_but_pins_and_hashes_is_refused(tmp_path: Path) -> None:
    for line in ("rich>=15", "rich @ https://example.invalid/rich.whl", "rich==15 --hash=md5:0"):
        (tmp_path / "lock").write_text(f"{line}\n", "utf-8")
        with pytest.raises(ValueError, match="rich"):
            locked(tmp_path / "lock")


@pytest.mark.parametrize("file", ["Makefile", ".ci/run"])
def test_nothing_is_installed_but_by_its_hash(file: str) -> None:
    text = (HOME / file).read_text("utf-8").replace("\\\n", " ")
    installs = [line for line in text.splitlines() if re.search(r"(pip|PIP\)) .*\binstall\b", line)]
    assert installs
    assert [line for line in installs if not re.search("--require-hashes|--no-deps", line)] == []


def test_what_comes_from_npm_has_its_hash_too() -> None:
    text = (HOME / "tests" / "browser" / "package-lock.json").read_text("utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages.keys() == {"node_modules/axe-core"}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "://" not in text
    assert "npm ci" in (HOME / "Makefile").read_text("utf-8")


@pytest.fixture(scope="module")
def made_bill() -> dict[str, Any]:
    return sbom.bill()


def test_the_bill_of_materials_is_valid_cyclonedx(made_bill: dict[str, Any]) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(sbom.written(made_bill)) is None
    assert validator.validate_str(sbom.written({**made_bill, "version": "one"})) is not None


def test_the_bill_names_every_package_that_is_locked_with_its_hashes_and_licence(
    made_bill: dict[str, Any],
) -> None:
    listed: dict[str, Any] = {
        canonicalize_name(part["name"]): (part["version"], _distributed(part), part["licenses"])
        for part in made_bill["components"]
        if part["type"] == "library"
    }
    assert listed.keys() == locked(RUNTIME).keys()
    for name, entry in locked(RUNTIME).items():
        version, hashes, licences = listed[name]
        assert (version, hashes) == (entry.version, entry.hashes)
        assert licences, name


def test_the_bill_says_what_the_program_asks_for_itself(made_bill: dict[str, Any]) -> None:
    (root,) = [line for line in made_bill["dependencies"] if line["ref"] == "root-component"]
    asked = {canonicalize_name(Requirement(line).name) for line in ASKED[RUNTIME]}
    assert {canonicalize_name(ref.partition("==")[0]) for ref in root["dependsOn"]} == asked


def test_the_bill_names_what_is_inside_the_register_and_the_fonts(
    made_bill: dict[str, Any],
) -> None:
    parts = {part["name"]: part for part in made_bill["components"]}
    inside = {part["name"] for part in parts["sqlcipher3"]["components"]}
    assert inside == {"SQLCipher", "SQLite", "OpenSSL"}
    font = sbom.FONTS / "LiberationSans-Regular.ttf"
    assert parts[font.name]["hashes"][0]["content"] == sha256(font.read_bytes()).hexdigest()


def test_the_bill_is_the_same_every_time_and_names_no_folder_and_no_time(
    made_bill: dict[str, Any], tmp_path: Path
) -> None:
    text = sbom.written(made_bill)
    file = tmp_path / "build" / "marg.cdx.json"
    subprocess.run([sys.executable, "-m", "tests.sbom", str(file)], check=True, cwd=HOME)
    assert file.read_text("utf-8") == text
    for secret in (str(HOME), sys.prefix, str(Path.home()), "file:", "timestamp", "serialNumber"):
        assert secret not in text


def test_a_bill_is_refused_where_something_else_is_installed_than_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = locked(RUNTIME)["rich"].version
    other = RUNTIME.read_text("utf-8").replace(f"rich=={version}", "rich==1.0")
    (tmp_path / "lock").write_text(other, "utf-8")
    monkeypatch.setattr(sbom, "RUNTIME", tmp_path / "lock")
    with pytest.raises(LookupError, match=r"rich 1\.0"):
        sbom.bill()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and, made from it, the wheel; by the locked backend, offline."""
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place), str(HOME)]
    subprocess.run(command, check=True, capture_output=True)
    return place


def test_the_wheel_holds_the_program_its_templates_and_no_sample_papers(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {"marg_cli/examples/netherwick.json"}
    wanted |= {f"marg_cli/{file.relative_to(HOME).as_posix()}" for file in _files("templates")}
    wanted |= {file.relative_to(HOME).as_posix() for file in _files("marg_cli")}
    assert held == wanted
    assert {f"marg_cli/templates/house/{name}" for name in ("base.docx", "house.typ")} <= held
    assert sum(name.endswith((".ttf", "OFL.txt")) for name in held) == 5


def test_the_sdist_holds_what_the_wheel_leaves_out(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {lock.name for lock in ASKED} <= held
    for folder in ("examples", "tests", "templates", "benchmarks"):
        assert {file.relative_to(HOME).as_posix() for file in _files(folder)} <= held


def test_the_program_finds_its_folders_in_the_wheel(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path, "zip")
    found = subprocess.run(
        [sys.executable, "-c", PROBE], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert json.loads(found.stdout) == [
        str(tmp_path / "marg_cli" / folder) for folder in ("templates", "examples")
    ]


def _distributed(part: dict[str, Any]) -> frozenset[str]:
    return frozenset(
        line["content"]
        for reference in part["externalReferences"]
        if reference["type"] == "distribution"
        for line in reference.get("hashes", ())
    )


def _files(folder: str) -> set[Path]:
    """The files of a folder but for what Python and other programs leave there."""
    return {
        path
        for path in (HOME / folder).rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(HOME).parts)
    }


def test_ci_installs_the_programs_the_tests_need_and_that_are_missing(tmp_path: Path) -> None:
    (tmp_path / "age").write_text("#!/bin/sh\n")
    (tmp_path / "age").chmod(0o755)
    make = shutil.which("make")
    assert make
    ran = subprocess.run(
        [make, "--no-print-directory", "programs", f"SHELL={shutil.which('sh')}"],
        cwd=HOME,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "age" not in ran.stdout.split()
    packages = {"strace", "chromium", "libreoffice-writer", "poppler-utils", "npm", "tmux"}
    assert {*ran.stdout.split()} == packages | {"ripmime"}
    assert "make --no-print-directory programs" in (HOME / ".ci" / "run").read_text("utf-8")
