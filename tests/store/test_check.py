from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from marg_cli.errors import Damaged
from marg_cli.services.register import check
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.connection import create
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.marker import SWAPPED, marker
from marg_cli.store.sqlite.migrate import migrations, statements
from marg_cli.store.sqlite.proven import prove
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.store import SqliteStore
from marg_cli.store.sqlite.unlock import open_register as unlock
from marg_cli.store.sqlite.upkeep import OLDER
from tests.builders import a_case, an_agency
from tests.conftest import Place, clock

PAGE = 4096


def found(place: Place, *, as_it_is: bool = False) -> list[str]:
    """What a check says of a register; one that cannot be opened says so by itself."""
    try:
        store = open_register(
            place.folder,
            IdentityFile(place.identity),
            clock=clock(),
            warn=pytest.fail,
            as_it_is=as_it_is,
        )
    except Damaged as damage:
        return [damage.message]
    with closing(store):
        return [problem.what for problem in store.problems()]


@pytest.fixture
def filled(place: Place, store: SqliteStore) -> Place:
    """A small register with something in it, and nobody in it."""
    with store.change("case add") as change:
        change.save(an_agency(), a_case())
    store.close()
    return place


@pytest.fixture
def pages(filled: Place) -> tuple[Path, bytes]:
    file = filled.folder / "register.db"
    content = file.read_bytes()
    assert len(content) % PAGE == 0
    assert len(content) // PAGE > 20
    return file, content


def test_a_sound_register_has_no_problem(filled: Place):
    assert found(filled) == []


def test_one_flipped_bit_in_any_page_is_found(filled: Place, pages: tuple[Path, bytes]):
    file, content = pages
    missed = []
    for page in range(len(content) // PAGE):
        at = page * PAGE + (page * 997) % PAGE
        damaged = bytearray(content)
        damaged[at] ^= 1 << page % 8
        file.write_bytes(damaged)
        if not found(filled):
            missed.append(page)
        assert file.read_bytes() == damaged
    assert missed == []


def test_a_file_cut_at_the_end_of_any_page_is_found(filled: Place, pages: tuple[Path, bytes]):
    file, content = pages
    missed = []
    for end in range(0, len(content), PAGE):
        file.write_bytes(content[:end])
        if not found(filled):
            missed.append(end // PAGE)
    assert missed == []


def test_a_file_cut_inside_a_page_or_grown_by_some_bytes_is_found(
    filled: Place, pages: tuple[Path, bytes]
):
    file, content = pages
    for other in (content[:-1], content[: -PAGE // 2], content + b"\0"):
        file.write_bytes(other)
        assert found(filled)


@pytest.mark.parametrize("at", range(16))
def test_a_flip_in_the_salt_of_an_open_register_is_found(place: Place, store: SqliteStore, at: int):
    assert store.problems() == []
    with (place.folder / "register.db").open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
    assert "salt" in " ".join(problem.what for problem in store.problems())


def test_an_altered_row_of_the_audit_is_damage(filled: Place):
    with closing(unlock(inspect(filled.folder), IdentityFile(filled.identity)).connection) as db:
        db.set_authorizer(None)
        db.execute("DROP TRIGGER audit_is_never_changed")
        db.execute("UPDATE audit SET holder = 'nobody' WHERE seq = 2")
    assert found(filled) == ["The audit is not whole: row #2 is missing or was altered."]
    with pytest.raises(Damaged):
        prove(filled.folder, IdentityFile(filled.identity))


def test_a_reference_that_leads_nowhere_is_damage(filled: Place):
    with closing(unlock(inspect(filled.folder), IdentityFile(filled.identity)).connection) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("INSERT INTO journal (seq, step, thing, after) VALUES (999, 1, 'Case', '{}')")
    assert found(filled) == ["A reference leads nowhere in journal."]


def test_a_journal_left_by_a_crash_is_played_back_and_no_problem(filled: Place, tmp_path: Path):
    with closing(unlock(inspect(filled.folder), IdentityFile(filled.identity)).connection) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE agency SET name = name || hex(zeroblob(50000))")
        crashed = tmp_path / "crashed"
        shutil.copytree(filled.folder, crashed)
    assert (crashed / "register.db-journal").stat().st_size
    assert found(filled._replace(folder=crashed)) == []


@pytest.mark.parametrize("name", ["notes.txt", "holders/notes.txt", ".register.key.age.1f.tmp"])
def test_a_stray_file_is_a_problem_and_no_damage(store: SqliteStore, place: Place, name: str):
    (place.folder / name).touch(0o600)
    (problem,) = store.problems()
    assert (name in problem.what, problem.damage) == (True, False)
    assert problem.mend


def test_a_link_in_the_folder_is_a_problem(store: SqliteStore, place: Place):
    (place.folder / "templates").symlink_to(place.identity.parent)
    assert ["templates" in problem.what for problem in store.problems()] == [True]


def test_the_groups_own_wording_belongs_there(store: SqliteStore, place: Place):
    (place.folder / "templates").mkdir()
    (place.folder / "templates" / "agenda.md.j2").write_text("# Agenda")
    assert store.problems() == []


def test_a_key_of_nobody_is_a_problem(store: SqliteStore, place: Place):
    (place.folder / "holders" / "mallory.age").touch(0o600)
    assert ["mallory" in problem.what for problem in store.problems()] == [True]


def test_a_key_file_sealed_to_one_more_than_is_known_is_a_problem(store: SqliteStore, place: Place):
    file = place.folder / "register.key.age"
    head, mark, rest = file.read_bytes().partition(b"\n---")
    stanza = b"\n-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43
    file.write_bytes(head + stanza + mark + rest)
    (problem,) = store.problems()
    assert problem.what == "The key file is sealed to 3 keys, and the register knows 2."


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such bits")
@pytest.mark.parametrize("name", ["", "holders", "register.db", "register.key.age", "store.json"])
def test_whatever_others_may_read_is_a_problem_with_its_way_out(
    store: SqliteStore, place: Place, name: str
):
    part = place.folder / name
    part.chmod(0o755)
    (problem,) = store.problems()
    assert problem.mend.endswith(f"chmod go-rwx {part}")


def swapped(place: Place) -> None:
    (place.folder / "store.json").write_bytes(marker("0" * 32))


def test_a_store_json_of_another_register_is_refused_and_its_line_given(place: Place):
    own = inspect(place.folder).id
    swapped(place)
    with pytest.raises(Damaged, match="of another register") as refusal:
        open_register(place.folder, IdentityFile(place.identity), clock=clock(), warn=pytest.fail)
    (place.folder / "store.json").write_text(refusal.value.hint.partition("line: ")[2])
    assert inspect(place.folder).id == own


def test_a_store_json_of_another_register_is_a_problem_with_its_way_out(place: Place):
    swapped(place)
    assert found(place, as_it_is=True) == [SWAPPED]


def test_a_store_json_of_another_register_lets_no_backup_be_proven(place: Place):
    swapped(place)
    with pytest.raises(Damaged, match="of another register"):
        prove(place.folder, IdentityFile(place.identity))


@pytest.fixture
def old(place: Place) -> Place:
    """A register as the first version of marg made it."""
    db = unlock(inspect(place.folder), IdentityFile(place.identity)).connection
    rows = db.execute("SELECT name, public_key, kind, added_at FROM holder").fetchall()
    key = unlock(inspect(place.folder), IdentityFile(place.identity)).key
    db.close()
    (place.folder / "register.db").unlink()
    db = create(place.folder / "register.db", key)
    number, first = migrations()[0]
    for statement in statements(first):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {number}")
    db.executemany("INSERT INTO holder VALUES (?, ?, ?, ?)", rows)
    day = {"at": "2026-11-23T09:00:00Z", "day": "2026-11-23"}
    Audit(Database(db)).append(**day, holder="coordinator", command="init", refs="")
    db.close()
    return place


def test_a_check_of_an_older_register_tells_so_and_changes_no_byte(old: Place):
    before = (old.folder / "register.db").read_bytes()
    shown = IdentityFile(old.identity)
    with closing(
        open_register(old.folder, shown, clock=clock(), warn=pytest.fail, as_it_is=True)
    ) as store:
        checked = check(store)
    assert [(one.what, one.damage) for one in checked.problems] == [(OLDER, False)]
    assert (old.folder / "register.db").read_bytes() == before


def test_damage_in_an_older_register_is_found_too(old: Place):
    file = old.folder / "register.db"
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)
    assert found(old, as_it_is=True)
    assert file.read_bytes() == content


def test_any_other_command_brings_an_older_register_up_to_date_and_keeps_its_id(old: Place):
    assert found(old) == []
    swapped(old)
    assert found(old, as_it_is=True) == [SWAPPED]
