import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marg_cli.errors import Busy, Damaged, MargError, NotWritable, RegisterExists
from marg_cli.store.disk import held
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite import connection as module
from marg_cli.store.sqlite.connection import (
    Connection,
    ConstraintFailed,
    connect,
    connect_any,
    create,
    translated,
)
from marg_cli.store.sqlite.keyslots import new_generation

SCHEMA = (
    "CREATE TABLE audit (seq INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT",
    "CREATE TRIGGER never_cut BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'never'); END",
    """CREATE TABLE thing (
           id    INTEGER PRIMARY KEY,
           name  TEXT UNIQUE CHECK (name <> 'x'),
           about INTEGER REFERENCES thing (id)
       ) STRICT""",
    "CREATE INDEX by_about ON thing (about)",
    "CREATE VIEW things AS SELECT name FROM thing",
    "INSERT INTO audit VALUES (1, 'first')",
    "INSERT INTO thing VALUES (1, 'one', NULL), (2, 'two', 1)",
)


@pytest.fixture
def key() -> Secret:
    return new_generation()


@pytest.fixture
def path(tmp_path: Path, key: Secret) -> Path:
    place = tmp_path / "register.db"
    made = create(place, key)
    for statement in SCHEMA:
        made.execute(statement)
    made.close()
    return place


@pytest.fixture
def register(path: Path, key: Secret) -> Iterator[Connection]:
    opened = connect(path, key, busy_seconds=0)
    yield opened
    opened.close()


def test_what_was_written_is_read_again(register: Connection) -> None:
    assert register.execute("SELECT name FROM things ORDER BY name").fetchall() == [
        ("one",),
        ("two",),
    ]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_file_and_its_journal_are_their_owners_alone(
    tmp_path: Path, key: Secret, umask: int
) -> None:
    before = os.umask(umask)
    try:
        made = create(tmp_path / "register.db", key)
        made.execute("CREATE TABLE thing (name TEXT)")
        made.execute("BEGIN IMMEDIATE")
        made.execute("INSERT INTO thing VALUES ('one')")
        modes = {part.name: part.stat().st_mode & 0o777 for part in tmp_path.iterdir()}
        made.close()
    finally:
        os.umask(before)
    assert modes == {"register.db": 0o600, "register.db-journal": 0o600}


def test_a_register_is_never_created_over_a_file(tmp_path: Path, key: Secret) -> None:
    (tmp_path / "register.db").write_bytes(b"theirs")
    with pytest.raises(RegisterExists):
        create(tmp_path / "register.db", key)
    assert (tmp_path / "register.db").read_bytes() == b"theirs"


def test_the_file_begins_with_the_salt_and_nothing_of_it_is_plain(path: Path, key: Secret) -> None:
    content = path.read_bytes()
    assert content[:16] == key.reveal()[32:]
    for plain in (b"SQLite format 3", b"CREATE TABLE", b"first"):
        assert plain not in content
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(path).execute("SELECT * FROM thing")


def test_a_register_that_would_be_plain_is_not_kept(
    tmp_path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_open", lambda path, *_: plain_connection(path))
    with pytest.raises(MargError, match="could not be encrypted"):
        create(tmp_path / "register.db", key)
    assert list(tmp_path.iterdir()) == []


def plain_connection(path: Path) -> Connection:
    opened = Connection(str(path))
    opened.path = path
    return opened


def test_a_path_is_taken_as_it_is_written(tmp_path: Path, key: Secret) -> None:
    place = tmp_path / "a b%20?mode=memory&key=x#ü'\"" / "register.db"
    place.parent.mkdir()
    create(place, key).close()
    connect(place, key).close()
    assert [part.name for part in place.parent.iterdir()] == ["register.db"]


def plain_sqlite(place: Path) -> None:
    plain = sqlite3.connect(place)
    plain.execute("CREATE TABLE thing (name TEXT)")
    plain.close()


@pytest.mark.parametrize(
    "put",
    [
        lambda _: None,
        lambda place: place.write_bytes(b""),
        lambda place: place.write_bytes(b"\0" * 8192),
        lambda place: place.write_bytes(b"Dear all, " * 1000),
        lambda place: place.write_bytes(b"short"),
        plain_sqlite,
        lambda place: place.mkdir(),
        lambda place: place.symlink_to("/dev/null"),
    ],
    ids=["nothing", "empty", "zeros", "text", "short", "plain SQLite", "a folder", "a link"],
)
def test_what_is_no_register_is_damage_in_one_sentence(
    tmp_path: Path, key: Secret, put: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "other.db"
    put(place)
    with pytest.raises(Damaged) as refused:
        connect(place, key)
    assert refused.value.message.count(".") == 1
    assert refused.value.hint
    assert capfd.readouterr() == ("", "")


def test_a_key_that_does_not_fit_is_damage_and_sqlcipher_keeps_quiet(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Damaged):
        connect(path, new_generation())
    assert capfd.readouterr() == ("", "")


def test_every_bit_of_the_first_16_bytes_counts(path: Path, key: Secret) -> None:
    content = path.read_bytes()
    for place in range(16 * 8):
        altered = bytearray(content)
        altered[place // 8] ^= 1 << place % 8
        path.write_bytes(altered)
        with pytest.raises(Damaged):
            connect(path, key)


EVERY_PAGE = (
    "SELECT * FROM audit",
    "SELECT * FROM thing NOT INDEXED",
    "SELECT about FROM thing INDEXED BY by_about WHERE about > 0",
    "SELECT name FROM thing WHERE name = 'two'",
)


def read_every_page(path: Path, key: Secret) -> None:
    with translated():
        opened = connect(path, key)
        for statement in EVERY_PAGE:
            opened.execute(statement).fetchall()


def test_a_bit_changed_in_any_page_is_found_when_it_is_read(path: Path, key: Secret) -> None:
    content = path.read_bytes()
    pages = range(0, len(content), 4096)
    assert len(pages) == 5
    for page in pages:
        altered = bytearray(content)
        altered[page + 777] ^= 4
        path.write_bytes(altered)
        with pytest.raises(Damaged):
            read_every_page(path, key)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
def test_settings_are_as_promised(
    path: Path, key: Secret, register: Connection, setting: str, value: object
) -> None:
    with_key = create(path.with_name("new.db"), key)
    for opened in (register, with_key):
        assert opened.execute(f"SELECT {setting} FROM pragma_{setting}").fetchone() == (value,)
    with_key.close()


def test_a_register_left_in_another_journal_mode_is_put_right(path: Path, key: Secret) -> None:
    other = connect(path, key)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    opened = connect(path, key)
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    opened.close()
    assert {part.name for part in path.parent.iterdir()} == {"register.db"}


def test_working_files_on_disk_are_refused(
    path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTINGS", ("PRAGMA temp_store = FILE",))
    with pytest.raises(MargError, match="working files"):
        connect(path, key)


def test_the_wait_for_another_command_is_ten_seconds_unless_said(path: Path, key: Secret) -> None:
    opened = connect(path, key)
    assert opened.busy_seconds == 10
    opened.execute("BEGIN IMMEDIATE")
    assert opened.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
    opened.close()


def begin(path: Path, key: Secret) -> None:
    with translated():
        connect(path, key, busy_seconds=0).execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_another_command_that_is_writing_is_busy(
    path: Path, key: Secret, register: Connection, lock: str
) -> None:
    register.execute(f"BEGIN {lock}")
    with pytest.raises(Busy, match="writing to the register"):
        begin(path, key)


def test_a_full_disk_is_not_writable(register: Connection) -> None:
    register.execute("PRAGMA max_page_count = 8")
    with pytest.raises(NotWritable, match="disk is full"), translated():
        register.execute("INSERT INTO thing (name) VALUES (hex(zeroblob(100000)))")


def test_a_disk_that_refuses_a_write_is_not_writable(path: Path, key: Secret) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import connect, translated
from marg_cli.errors import NotWritable
opened = connect(Path(sys.argv[1]), Secret(bytes.fromhex(sys.stdin.read())))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
try:
    with translated():
        opened.execute("INSERT INTO thing (name) VALUES ('three')")
except NotWritable as error:
    print(error.message)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, path],
        input=key.reveal().hex(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("The register could not be written: the disk")
    opened = connect(path, key)
    assert opened.execute("SELECT count(*) FROM thing").fetchone() == (2,)
    opened.close()


def test_a_register_opened_for_reading_reads_and_does_not_write(path: Path, key: Secret) -> None:
    opened = connect(path, key, readonly=True)
    assert opened.execute("SELECT count(*) FROM thing").fetchone() == (2,)
    with pytest.raises(NotWritable, match="may not write there"), translated():
        opened.execute("DELETE FROM thing")
    opened.close()


@pytest.mark.parametrize(
    ("statement", "kind", "where"),
    [
        ("INSERT INTO thing (name) VALUES ('one')", "UNIQUE", "thing.name"),
        ("INSERT INTO thing (id) VALUES (1)", "UNIQUE", "thing.id"),
        ("INSERT INTO thing (name) VALUES ('x')", "CHECK", "name <> 'x'"),
        ("INSERT INTO audit (what) VALUES (NULL)", "NOT NULL", "audit.what"),
        ("INSERT INTO thing (about) VALUES (99)", "FOREIGN KEY", ""),
        ("INSERT INTO thing (id) VALUES ('a')", "", "datatype mismatch"),
        ("REPLACE INTO audit VALUES (1, 'changed')", "", "never"),
    ],
)
def test_the_schemas_refusals_stay_inside_and_say_which(
    register: Connection, statement: str, kind: str, where: str
) -> None:
    with pytest.raises(ConstraintFailed) as failed, translated():
        register.execute(statement)
    assert (failed.value.kind, failed.value.where) == (kind, where)
    assert not isinstance(failed.value, MargError)
    assert str(failed.value) == "a rule of the schema was broken"


@pytest.mark.parametrize("statement", ["SELEKT", "SELECT nothing FROM thing", "SELECT ?"])
def test_a_fault_of_ours_is_told_without_the_drivers_words(
    register: Connection, statement: str
) -> None:
    with pytest.raises(MargError, match="did not understand marg") as refused, translated():
        register.execute(statement)
    assert refused.value.exit == 1
    for words in ("SELEKT", "syntax", "nothing FROM", "column", "binding"):
        assert words not in refused.value.message + refused.value.hint


ALWAYS_DENIED = [
    "ATTACH 'other.db' AS other",
    "ATTACH ('other' || '.db') AS other",
    "VACUUM INTO 'copy.db'",
    "UPDATE audit SET what = 'changed'",
    "UPDATE AUDIT SET what = 'changed'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE seq = 1",
    "DROP TABLE audit",
    "INSERT INTO audit VALUES (1, 'x') ON CONFLICT (seq) DO UPDATE SET what = 'changed'",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA Writable_Schema = ON",
    "PRAGMA recursive_triggers = OFF",
]
DENIED_BETWEEN_MIGRATIONS = [
    "DROP TRIGGER never_cut",
    "DROP VIEW things",
    "DROP INDEX by_about",
    "DROP TABLE thing",
    "ALTER TABLE thing ADD COLUMN note TEXT",
    "ALTER TABLE thing RENAME TO other",
]


def content_of(register: Connection) -> list[object]:
    tables = ("sqlite_master ORDER BY name", "audit", "thing")
    return [register.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize("statement", ALWAYS_DENIED + DENIED_BETWEEN_MIGRATIONS)
def test_no_statement_may(
    register: Connection, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(register.path.parent)
    before = content_of(register)
    with pytest.raises(MargError, match="SQLite result 23"), translated():
        register.execute(statement)
    assert content_of(register) == before
    assert [part.name for part in register.path.parent.iterdir()] == ["register.db"]


@pytest.mark.parametrize("statement", ALWAYS_DENIED)
def test_not_even_a_migration_may(register: Connection, statement: str) -> None:
    with register.migrating(), pytest.raises(MargError, match="result 23"), translated():
        register.execute(statement)


@pytest.mark.parametrize("statement", DENIED_BETWEEN_MIGRATIONS)
def test_a_migration_may_and_nothing_after_it(register: Connection, statement: str) -> None:
    with register.migrating():
        register.execute(statement)
    with pytest.raises(MargError, match="result 23"), translated():
        register.execute("ALTER TABLE audit ADD COLUMN note TEXT")


def test_a_migration_that_fails_lifts_nothing_for_good(register: Connection) -> None:
    with pytest.raises(KeyError), register.migrating():
        raise KeyError
    with pytest.raises(MargError, match="result 23"), translated():
        register.execute("DROP TABLE thing")


def test_a_statement_made_ready_in_a_migration_is_denied_after_it(register: Connection) -> None:
    again = "ALTER TABLE thing ADD COLUMN note TEXT"
    with register.migrating():
        register.execute("BEGIN")
        register.execute(again)
        register.execute("ROLLBACK")
    with pytest.raises(MargError, match="result 23"), translated():
        register.execute(again)


def test_vacuum_still_works(register: Connection) -> None:
    before = content_of(register)
    register.execute("VACUUM")
    assert content_of(register) == before


def test_the_key_is_in_no_statement(
    path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    execute = Connection.execute

    def seen(self: Connection, sql: str) -> object:
        statements.append(sql)
        return execute(self, sql)

    monkeypatch.setattr(Connection, "execute", seen)
    connect(path, key).close()
    assert len(statements) >= 8
    assert not [sql for sql in statements if key.reveal()[:32].hex() in sql]


def test_the_newer_or_the_older_key_opens_and_it_is_said_which(path: Path, key: Secret) -> None:
    for keys in ([key], [new_generation(), key], [key, new_generation()]):
        opened, fitting = connect_any(path, keys)
        assert fitting is key
        opened.close()


def test_when_no_key_fits_it_is_damage(path: Path) -> None:
    with pytest.raises(Damaged):
        connect_any(path, [new_generation(), new_generation()])


def test_a_write_cut_short_is_undone_whichever_key_is_tried_first(
    path: Path, register: Connection, key: Secret, tmp_path: Path
) -> None:
    before = content_of(register)
    register.execute("PRAGMA cache_size = 1")
    register.execute("BEGIN IMMEDIATE")
    register.execute("UPDATE thing SET name = name || hex(zeroblob(50000))")
    (tmp_path / "cut").mkdir()
    for part in (path, path.with_name("register.db-journal")):
        (tmp_path / "cut" / part.name).write_bytes(part.read_bytes())
    opened, _ = connect_any(tmp_path / "cut" / path.name, [new_generation(), key])
    assert content_of(opened) == before
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA cipher_integrity_check").fetchall() == []
    opened.close()


def test_a_register_put_in_the_place_of_the_open_one_is_noticed(
    path: Path, register: Connection, key: Secret
) -> None:
    assert not register.was_replaced()
    fresh = create(path.with_name("fresh.db"), key)
    fresh.execute("CREATE TABLE thing (name TEXT)")
    assert not fresh.was_replaced()
    fresh.close()
    path.with_name("fresh.db").replace(path)
    assert register.was_replaced()
    with pytest.raises(Busy, match="put in place anew"):
        register.execute("BEGIN IMMEDIATE")
    path.unlink()
    assert register.was_replaced()


def test_a_file_that_was_moved_away_never_takes_the_journal_of_the_one_in_its_place(
    path: Path, register: Connection, key: Secret
) -> None:
    fresh = create(path.with_name("fresh.db"), key)
    fresh.execute("CREATE TABLE thing (name TEXT)")
    fresh.close()
    path.with_name("fresh.db").replace(path)
    writer = connect(path, key)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO thing VALUES (hex(zeroblob(50000)))")
    journal = path.with_name("register.db-journal")
    assert journal.exists()
    for statement in ("SELECT count(*) FROM thing", "BEGIN IMMEDIATE"):
        with pytest.raises(Busy):
            register.execute(statement)
    assert journal.exists()
    writer.close()


def test_nobody_opens_a_register_whose_folder_somebody_holds_alone(path: Path, key: Secret) -> None:
    with held(path.parent, 0, alone=True), pytest.raises(Busy):
        connect(path, key, busy_seconds=0.05)
    connect(path, key).close()
