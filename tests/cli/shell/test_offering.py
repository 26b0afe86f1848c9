from __future__ import annotations

from collections.abc import Iterator

import pytest

from marg_cli.cli.app import doors
from marg_cli.cli.completion import command, nouns, verbs
from marg_cli.cli.holding import Holding
from marg_cli.cli.session import Session
from marg_cli.cli.shell.known import References
from marg_cli.cli.shell.offering import offered
from marg_cli.errors import Busy
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite import connection
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.store import SqliteStore
from tests.conftest import Place, clock
from tests.leaks.conftest import Seeded
from tests.leaks.seeded import found_in


@pytest.fixture
def held(seeded: Seeded) -> Iterator[Holding]:
    """The seeded register, open as a shell holds it."""
    holding = Session(seeded.environ, doors()).holding(room=False)
    holding.open(holding.session()).close()
    yield holding
    holding.forget()


def words(holding: Holding, typed: str) -> list[str]:
    return offered(typed, References(holding).known).words


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("", ["case", "action", "shell", "help", "lock"]),
        ("ca", ["case"]),
        ("marg ca", ["case"]),
        ("case sh", ["show"]),
        ("case show M26-00", ["M26-001", "M26-002"]),
        ("case show m26-001", ["m26-001"]),
        ("action done A1", ["A1", "A10", "A11"]),
        ("action done 2", ["2", "20"]),
        ("action list --case M26-00", ["M26-001"]),
        ("action list --status ", ["open", "done"]),
        ("action list --agency l", ["lAMP"]),
        ("attendance set LAMP ", ["present", "apologies", "absent"]),
        ("attendance set LAMP present --meeting ", ["next", "last", "2026-12-08"]),
        ("case show M26-001 --ro", ["--room"]),
        ("help ca", ["case"]),
        ("help case sh", ["show"]),
    ],
)
def test_tab_offers_words_and_references(held: Holding, typed: str, some: list[str]):
    assert set(some) <= set(words(held, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "action add M26-001 ",
        'action add M26-001 "Ring ',
        "member show ",
        "case find ",
        "foo ",
        "a b ",
    ],
)
def test_where_people_write_nothing_is_offered(held: Holding, typed: str):
    assert words(held, typed) == []


def test_where_a_file_is_meant_files_are_offered(held: Holding):
    assert offered("register backup ", References(held).known).is_file


def test_nothing_offered_anywhere_names_or_describes_anybody(held: Holding, seeded: Seeded):
    said = []
    for noun in nouns():
        for verb in verbs(noun) or ("",):
            begun = f"{noun} {verb} ".replace("  ", " ")
            said += words(held, begun) + words(held, f"{begun}--")
            for option in command(noun, verb).options:
                said += words(held, f"{begun}{option} ")
            for first in ("M26-001", "LAMP", "A10"):
                said += words(held, f"{begun}{first} ")
    assert "M26-001" in said
    assert found_in("\n".join(said).encode(), seeded.secrets.given) == []


def test_offering_references_leaves_no_row_in_the_audit(held: Holding, seeded: Seeded):
    before = seeded.audit()
    words(held, "case show ")
    words(held, "action show A")
    assert seeded.audit() == before


def test_offering_never_waits_for_another_command(
    place: Place, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    other = open_register(
        place.folder, IdentityFile(place.identity), clock=clock(), warn=pytest.fail
    )
    monkeypatch.setattr(connection, "sleep", lambda _: pytest.fail("it waits"))
    other._db.begin("EXCLUSIVE")  # noqa: SLF001
    with pytest.raises(Busy), store.without_waiting():
        store.cases.refs()
    other._db.roll_back()  # noqa: SLF001
    other.close()
    assert store.cases.refs() == []


def test_what_is_closed_offers_no_references(held: Holding):
    held.forget()
    assert words(held, "case show ") == []
