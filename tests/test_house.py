"""The shape of the house: small files, and words that are this project's own."""

from __future__ import annotations

from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "marg_cli").rglob("*.py"))
SIZES = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES}


def test_the_median_source_file_is_under_150_lines():
    assert median(size for size in SIZES.values() if size > 3) < 150


def test_no_source_file_is_above_400_lines():
    assert {path.name: size for path, size in SIZES.items() if size > 400} == {}


def test_nothing_below_the_command_line_reads_the_clock_or_prints():
    below = [path for path in SOURCES if "cli" not in path.relative_to(ROOT / "marg_cli").parts]
    for path in below:
        text = path.read_text("utf-8")
        for word in ("date.today(", "datetime.now(", "print("):
            assert word not in text, f"{path.name}: {word}"


def test_every_migration_is_known_and_the_newest_is_the_latest():
    from marg_cli.store.sqlite.migrate import LATEST, migrations

    numbers = [number for number, _ in migrations()]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == LATEST
