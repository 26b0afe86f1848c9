"""What the commands people wait for load, exactly: each module is paid for at every start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marg_cli.cli.lazy import load
from marg_cli.cli.nouns import NOUNS
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.actions import DUE_BEFORE, LISTED
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.unlock import open_register
from tests.conftest import Marg, Place

ROOT = Path(__file__).parents[1]
LOADED = """
import json, os, sys
from marg_cli.cli.app import run
code = run(sys.argv[1:], os.environ)
sys.stderr.write("\\n" + json.dumps([code, sorted(sys.modules)]))
"""

DEAR = {"pydantic", "rich", "jinja2", "holidays", "dateutil", "importlib.metadata", "markdown_it"}
FOREIGN_AT_MOST = 165

COMMANDS = {
    ("action", "overdue"): 46,
    ("status",): 56,
    ("case", "show", "M26-001"): 73,
    ("action", "add", "M26-001", "Visit", "-a", "LAMP", "-o", "Jory", "-d", "2026-12-08"): 61,
    ("action", "done", "A10"): 53,
}
"""How many modules of ours each may load, folders not counted; a figure here may only go down."""

AGENT_OURS, AGENT_FOREIGN = 4, 3


@pytest.fixture(scope="module")
def netherwick(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the invented group's register."""
    folder = tmp_path_factory.mktemp("hot") / "netherwick"
    from marg_cli.cli.app import run

    assert run(["demo", str(folder)], dict(os.environ)) == 0
    return {
        **os.environ,
        "MARG_STORE": str(folder / "register"),
        "MARG_IDENTITY_FILE": str(folder / "demo-key.txt"),
        "MARG_TODAY": "2026-11-23",
    }


def loaded(arguments: tuple[str, ...], environ: dict[str, str]) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    assert code == 0, ran.stderr
    return set(modules)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_command_people_wait_for_loads_nothing_dear(
    arguments: tuple[str, ...], netherwick: dict[str, str]
):
    modules = loaded(arguments, netherwick)
    ours = {module for module in modules if module.split(".")[0] == "marg_cli"}
    files = {module for module in ours if not (ROOT / module.replace(".", "/")).is_dir()}
    assert not modules & DEAR
    assert len(modules - ours) <= FOREIGN_AT_MOST
    assert len(files) <= COMMANDS[arguments], sorted(files)


def test_an_unlocked_register_costs_a_command_few_modules_more(netherwick: dict[str, str]):
    from marg_cli.cli.app import run

    by_file = loaded(("action", "overdue"), netherwick)
    assert run(["unlock"], netherwick) == 0
    without = {name: value for name, value in netherwick.items() if name != "MARG_IDENTITY_FILE"}
    more = loaded(("action", "overdue"), without) - by_file
    ours = {module for module in more if module.split(".")[0] == "marg_cli"}
    assert len(ours) <= AGENT_OURS, sorted(ours)
    assert len(more - ours) <= AGENT_FOREIGN, sorted(more - ours)
    assert run(["lock"], netherwick) == 0


def test_help_loads_no_command_and_opens_no_register():
    modules = loaded(("--help",), {"PATH": os.environ["PATH"], "MARG_STORE": "/nowhere"})
    assert not [m for m in modules if m.startswith(("marg_cli.cli.commands.", "marg_cli.store."))]


def test_every_noun_of_the_help_has_its_module_and_every_module_its_noun():
    folder = ROOT / "marg_cli" / "cli" / "commands"
    modules = {path.stem.rstrip("_") for path in folder.iterdir() if not path.stem.startswith("__")}
    assert modules == set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_the_line_the_help_gives_a_noun_is_the_nouns_own(noun: str):
    assert load(noun).help == NOUNS[noun].about


@pytest.mark.parametrize("noun", NOUNS)
def test_every_verbs_help_is_one_line_of_at_most_sixty_characters(noun: str):
    command = load(noun)
    names = command.list_commands(None) if hasattr(command, "list_commands") else []
    for about in [command.help, *(command.get_command(None, name).help for name in names)]:
        assert about.endswith(".")
        assert len(about) <= 60, about
        assert "\n" not in about


def test_what_is_overdue_is_read_from_the_covering_index_alone(place: Place):
    plan = _plan(place, DUE_BEFORE, {"day": "2026-11-23"})
    assert plan == ["SEARCH action USING COVERING INDEX action_open (due_on<?)"]


def test_a_list_of_everything_reads_the_table(place: Place):
    assert "COVERING" not in " ".join(_plan(place, LISTED, {}))


def test_a_command_that_ends_leaves_what_it_wrote(marg: Marg, place: Place):
    environ = {**os.environ, **place.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "marg_cli", "agency", "add", "Glow", "--code", "GLOW"]
    subprocess.run(command, env=environ, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    assert [a["code"] for a in marg("agency", "list", "--format", "json").json] == ["GLOW"]


def _plan(place: Place, sql: str, values: dict[str, str]) -> list[str]:
    connection = open_register(inspect(place.folder), IdentityFile(place.identity)).connection
    rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    connection.close()
    return [row[-1] for row in rows]
