import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from marg_cli.errors import (
    CannotUnlock,
    Damaged,
    MargError,
    NewerVersion,
    NoRegister,
    NotWritable,
    RegisterExists,
    UsageRefused,
)
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.folder import Folder, create, inspect

OTHER_LAYOUT = '{\n  "id": "0123456789abcdef0123456789abcdef",\n  "format": 1\n}'


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def made(path: Path) -> Folder:
    with create(path) as folder:
        create_file(folder.database, b"rows")
        create_file(folder.key_file, b"key")
    return folder


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_a_new_folder_and_all_in_it_are_its_owners_alone(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    assert {mode_of(folder.path), mode_of(folder.holders_folder)} == {0o700}
    files = (folder.marker, folder.database, folder.key_file)
    assert {mode_of(file) for file in files} == {0o600}


def test_what_was_made_is_found_again(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    found = inspect(tmp_path / "group.marg")
    assert (found.id, found.database) == (folder.id, tmp_path / "group.marg" / "register.db")
    assert len(found.id) == 32


def test_the_folder_names_nobody_and_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    assert folder.marker.read_text() == f'{{"format": 1, "id": "{folder.id}"}}\n'
    assert {part.name for part in folder.path.iterdir()} == {
        "register.db",
        "register.key.age",
        "holders",
        "store.json",
    }


def test_a_folder_above_that_is_missing_is_made(tmp_path: Path) -> None:
    made(tmp_path / "data" / "marg" / "group.marg")
    assert inspect(tmp_path / "data" / "marg" / "group.marg").id


def test_an_empty_folder_is_taken_and_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "group.marg").mkdir(mode=0o755)
    made(tmp_path / "group.marg")
    assert mode_of(tmp_path / "group.marg") == 0o700


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("notes.txt", "That folder is not empty."),
        ("register.db", "There is a register in that folder already."),
        ("store.json", "There is a register in that folder already."),
    ],
)
def test_a_folder_in_use_is_not_taken(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / content).write_text("theirs")
    with pytest.raises(RegisterExists) as refused, create(tmp_path):
        pytest.fail("it was taken")
    assert refused.value.message == sentence
    assert [part.name for part in tmp_path.iterdir()] == [content]
    assert (tmp_path / content).read_text() == "theirs"


@pytest.mark.parametrize("place", ["file", "file/group.marg"])
def test_a_file_is_never_taken_for_a_folder(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("theirs")
    with pytest.raises(RegisterExists, match="file is in the place"), create(tmp_path / place):
        pytest.fail("it was taken")
    assert (tmp_path / "file").read_text() == "theirs"


def half_made(path: Path, stop: BaseException) -> None:
    with create(path) as folder:
        create_file(folder.database, b"rows")
        create_file(folder.holder_file("ann"), b"key")
        raise stop


STOPS = [NotWritable("full"), KeyboardInterrupt(), RuntimeError()]


@pytest.mark.parametrize("stop", STOPS)
def test_what_is_not_finished_leaves_nothing_behind(tmp_path: Path, stop: BaseException) -> None:
    with pytest.raises(type(stop)):
        half_made(tmp_path / "group.marg", stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", STOPS)
def test_what_is_not_finished_leaves_an_empty_folder_empty(
    tmp_path: Path, stop: BaseException
) -> None:
    (tmp_path / "group.marg").mkdir()
    with pytest.raises(type(stop)):
        half_made(tmp_path / "group.marg", stop)
    assert list(tmp_path.rglob("*")) == [tmp_path / "group.marg"]


def test_the_marker_is_written_last(tmp_path: Path) -> None:
    with create(tmp_path / "group.marg") as folder:
        assert not folder.marker.exists()
        create_file(folder.database, b"rows")
        create_file(folder.key_file, b"key")
        with pytest.raises(Damaged, match=r"store\.json") as refused:
            inspect(folder.path)
    assert "cut short" in refused.value.hint


def test_nothing_there_is_no_register_and_the_way_out_starts_one(tmp_path: Path) -> None:
    with pytest.raises(NoRegister, match=r"^There is no register there\.$") as refused:
        inspect(tmp_path / "nothing")
    assert "marg init" in refused.value.hint


@pytest.mark.parametrize("name", ["file", "nul\0byte", "long" * 100, "file/below"])
def test_what_is_no_folder_is_no_register(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(NoRegister, match=r"^There is no register there\.$"):
        inspect(tmp_path / name)


def test_another_folder_is_no_register_and_is_said_to_be_another(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(NoRegister, match=r"^That folder is not a register\.$"):
        inspect(tmp_path)


@pytest.mark.parametrize("part", ["register.db", "register.key.age", "store.json"])
def test_a_missing_part_is_damage_and_is_named(tmp_path: Path, part: str) -> None:
    folder = made(tmp_path / "group.marg")
    (folder.path / part).unlink()
    with pytest.raises(Damaged, match=part):
        inspect(folder.path)


@pytest.mark.parametrize("part", ["register.db", "register.key.age", "store.json"])
def test_a_part_that_is_a_link_is_damage(tmp_path: Path, part: str) -> None:
    folder = made(tmp_path / "group.marg")
    (folder.path / part).rename(tmp_path / part)
    (folder.path / part).symlink_to(tmp_path / part)
    with pytest.raises(Damaged, match=part):
        inspect(folder.path)


@pytest.mark.parametrize("look", [inspect, lambda path: create(path).__enter__()])
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path, look: object) -> None:
    assert callable(look)
    made(tmp_path / "group.marg")
    (tmp_path / "link").symlink_to(tmp_path / "group.marg")
    with pytest.raises(UsageRefused, match="symbolic link"):
        look(tmp_path / "link")


def test_a_newer_format_is_named_as_such(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    folder.marker.write_text('{"format": 2, "id": {"of another": "shape"}}')
    with pytest.raises(NewerVersion, match="newer version of marg") as refused:
        inspect(folder.path)
    assert "Update marg" in refused.value.hint


def test_the_marker_may_be_laid_out_otherwise(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    folder.marker.write_text(OTHER_LAYOUT)
    assert inspect(folder.path).id == "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 60,
        b"\xff\xfe",
        b"[]",
        b"1",
        b'{"format": 1}',
        b'{"format": 1, "id": "short"}',
        b'{"format": 1, "id": 5}',
        b'{"format": true, "id": "0123456789abcdef0123456789abcdef"}',
        b'{"format": 0, "id": "0123456789abcdef0123456789abcdef"}',
        b'{"format": "2", "id": "0123456789abcdef0123456789abcdef"}',
        b'{"format": 1, "id": "0123456789ABCDEF0123456789ABCDEF"}',
        b"[" * 200_000,
        b" " * (1 << 21),
    ],
    ids=range(14),
)
def test_an_unreadable_marker_is_damage(tmp_path: Path, content: bytes) -> None:
    folder = made(tmp_path / "group.marg")
    folder.marker.write_bytes(content)
    with pytest.raises(Damaged, match=r"^The file store\.json in the register's folder is damag"):
        inspect(folder.path)


def test_a_marker_with_one_bit_changed_is_never_misread(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    content = folder.marker.read_bytes()
    for place in range(len(content) * 8):
        altered = bytearray(content)
        altered[place // 8] ^= 1 << place % 8
        folder.marker.write_bytes(altered)
        try:
            found = inspect(folder.path).id
        except (Damaged, NewerVersion):
            continue
        assert len(found) == 32
        assert bytes(altered).split() == content.replace(folder.id.encode(), found.encode()).split()


def test_a_folder_that_may_not_be_read_cannot_be_unlocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "group.marg")

    def forbidden(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(CannotUnlock, match="may not read"):
        inspect(folder.path)


def test_holders_are_listed_by_name_and_stray_files_are_not(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    for name in ("zoë", "ann", "b.example"):
        create_file(folder.holder_file(name), b"key")
    for stray in (".ann.age.12ab.tmp", ".hidden.age", "notes.txt", "con.age", "\x1b[31mred.age"):
        (folder.holders_folder / stray).write_bytes(b"")
    assert folder.holders() == ["ann", "b.example", "zoë"]


def test_no_folder_of_holders_is_nobody(tmp_path: Path) -> None:
    folder = made(tmp_path / "group.marg")
    folder.holders_folder.rmdir()
    assert folder.holders() == []


@pytest.mark.parametrize(
    "name",
    ["ann", "Ann-Example", "b.example", "o_brien", "2nd", "zoë", "Siân", "x" * 48],
)
def test_a_holder_may_be_called(tmp_path: Path, name: str) -> None:
    assert Folder(tmp_path, "").holder_file(name) == tmp_path / "holders" / f"{name}.age"


def test_one_name_is_one_file_however_it_was_typed(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "")
    assert folder.holder_file("zoe\u0308") == folder.holder_file("zo\u00eb")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../ann",
        "a/b",
        "a\\b",
        "/ann",
        "C:ann",
        ".ann",
        "-ann",
        "_ann",
        "ann.",
        "ann example",
        "ann\n",
        "ann\0",
        "~ann",
        "ann\u202etxt",
        "\x1b[31m",
        "\udcff",
        "con",
        "NUL",
        "com1.ann",
        "Recovery",
        "x" * 49,
    ],
)
def test_a_holder_may_not_be_called(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageRefused, match="cannot be a key holder's name") as refused:
        Folder(tmp_path, "").holder_file(name)
    assert "for example" in refused.value.hint


def test_no_refusal_here_is_without_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    for place in (tmp_path, tmp_path / "file", tmp_path / "nothing"):
        with pytest.raises(MargError) as refused:
            inspect(place)
        assert refused.value.hint
        assert str(tmp_path) not in refused.value.message
