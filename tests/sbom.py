"""What marg is made of, as a CycloneDX 1.6 bill of materials: `python -m tests.sbom FILE`.

cyclonedx-py reads the environment, which holds the tools too; what stays is what
`requirements.lock` names, at the version it names, with every hash it allows.
The same lock gives the same bill on every day and in every folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import distribution, distributions
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from tests.lock import RUNTIME, Locked, locked

HOME = Path(__file__).parents[1]
FONTS = HOME / "templates" / "house" / "fonts"

LICENCES = {
    "colorama": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause",
    "pyrage": "MIT",
    "sqlcipher3": "Zlib",
}
"""Licences of packages that do not declare theirs where a program finds it, as their texts say."""

Part = dict[str, Any]


def bill() -> Part:
    """The bill of materials. Raises LookupError when the environment is not the locked one."""
    here, elsewhere = _divided()
    bom = _environment()
    found: dict[str, Part] = {canonicalize_name(part["name"]): part for part in bom["components"]}
    parts = [_packaged(found[entry.name], entry) for entry in here]
    parts += [_elsewhere(entry) for entry in elsewhere]
    refs = {part["bom-ref"] for part in parts} | {"root-component"}
    bom["components"] = sorted(parts, key=_ref) + _fonts()
    bom["dependencies"] = [
        {**line, "dependsOn": [ref for ref in line.get("dependsOn", ()) if ref in refs]}
        for line in bom["dependencies"]
        if line["ref"] in refs
    ]
    bom["metadata"]["component"]["purl"] = f"pkg:pypi/marg-cli@{_version(bom)}"
    return bom


def written(bom: Part) -> str:
    """The bill as text, always in one order."""
    return json.dumps(bom, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _divided() -> tuple[list[Locked], list[Locked]]:
    """What is locked for this system, all of it installed, and what is locked for others."""
    entries = locked(RUNTIME).values()
    installed = {canonicalize_name(one.name): one.version for one in distributions()}
    here = [entry for entry in entries if entry.installs_here]
    for entry in here:
        if installed.get(entry.name) != entry.version:
            raise LookupError(
                f"{entry.name} {entry.version} is locked, but {installed.get(entry.name)} is here: "
                "pip install --require-hashes --requirement requirements-dev.lock"
            )
    return here, [entry for entry in entries if not entry.installs_here]


def _environment() -> Part:
    command = [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable]
    options = ["--output-reproducible", "--spec-version", "1.6", "--no-validate"]
    project = ["--pyproject", str(HOME / "pyproject.toml")]
    made = subprocess.run(
        [*command, *options, *project], check=True, capture_output=True, text=True
    )
    bom: Part = json.loads(made.stdout)
    return bom


def _packaged(part: Part, entry: Locked) -> Part:
    """A package with its licence, its hashes, and what its wheel holds of other people's."""
    references = [*part.get("externalReferences", ()), _index_page(entry), *_own_bills(entry)]
    whole = {**part, "externalReferences": references}
    if "licenses" not in part:
        whole["licenses"] = [{"license": {"id": LICENCES[entry.name]}}]
    if entry.name in INSIDE:
        whole["components"] = INSIDE[entry.name]()
    return whole


def _elsewhere(entry: Locked) -> Part:
    """A package that only another system installs."""
    return {
        "type": "library",
        "bom-ref": f"{entry.name}=={entry.version}",
        "name": entry.name,
        "version": entry.version,
        "scope": "optional",
        "description": f"Installed where {entry.marker}.",
        "purl": f"pkg:pypi/{entry.name}@{entry.version}",
        "licenses": [{"license": {"id": LICENCES[entry.name]}}],
        "externalReferences": [_index_page(entry)],
    }


def _index_page(entry: Locked) -> Part:
    """Where the package comes from, with the hash of each file of it that may be installed."""
    return {
        "type": "distribution",
        "url": f"https://pypi.org/project/{entry.name}/{entry.version}/",
        "comment": "any one of these files, as requirements.lock allows",
        "hashes": [{"alg": "SHA-256", "content": content} for content in sorted(entry.hashes)],
    }


def _own_bills(entry: Locked) -> list[Part]:
    """The bills of materials that the package's own makers put into its wheel."""
    files = distribution(entry.name).files or ()
    return [
        {"type": "bom", "url": file.as_posix(), "comment": "inside the installed package"}
        for file in sorted(files)
        if "sboms" in file.parts
    ]


def _inside_sqlcipher3() -> list[Part]:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'asked only for versions'")
    (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    connection.close()
    crypto, version, *_ = provider.split()
    within = "sqlcipher3"
    return [
        _inside(within, "SQLCipher", cipher.split()[0], "BSD-3-Clause"),
        _inside(within, "SQLite", dbapi2.sqlite_version, "blessing"),
        _inside(within, crypto, version, "Apache-2.0"),
    ]


def _inside_pikepdf() -> list[Part]:
    import pikepdf

    return [_inside("pikepdf", "qpdf", pikepdf.__libqpdf_version__, "Apache-2.0")]


def _inside_pypdfium2() -> list[Part]:
    from pypdfium2.version import PDFIUM_INFO

    return [_inside("pypdfium2", "PDFium", str(PDFIUM_INFO), "BSD-3-Clause")]


INSIDE = {
    "pikepdf": _inside_pikepdf,
    "pypdfium2": _inside_pypdfium2,
    "sqlcipher3": _inside_sqlcipher3,
}
"""Packages whose wheels hold other people's programs."""


def _inside(package: str, name: str, version: str, licence: str) -> Part:
    return {
        "type": "library",
        "bom-ref": f"{package}/{name}",
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
    }


def _fonts() -> list[Part]:
    return [
        {
            "type": "file",
            "bom-ref": f"fonts/{font.name}",
            "group": "Liberation Sans",
            "name": font.name,
            "hashes": [{"alg": "SHA-256", "content": sha256(font.read_bytes()).hexdigest()}],
            "licenses": [{"license": {"id": "OFL-1.1-RFN"}}],
        }
        for font in sorted(FONTS.glob("*.ttf"))
    ]


def _ref(part: Part) -> str:
    return str(part["bom-ref"]).lower()


def _version(bom: Part) -> str:
    return str(bom["metadata"]["component"]["version"])


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written(bill()), "utf-8")
    print(f"What marg is made of: {target}")  # noqa: T201 said to whoever ran make
