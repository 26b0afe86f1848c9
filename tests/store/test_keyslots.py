import random
import subprocess
from pathlib import Path

import pyrage
import pytest

from marg_cli.errors import CannotUnlock, Damaged, UsageRefused
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import (
    new_identity,
    open_identity,
    public_key,
    read_identities,
    recipient,
    seal_identity,
)
from marg_cli.store.sqlite.keyslots import new_generation, open_generations, seal_generations

WORDS = "correct horse battery staple"


@pytest.fixture(scope="module")
def identity() -> Secret:
    return new_identity()


@pytest.fixture(scope="module")
def holder_file(identity: Secret) -> bytes:
    return seal_identity(identity, Secret.of_text(WORDS))


@pytest.fixture(scope="module")
def key_file(identity: Secret) -> bytes:
    return seal_generations([new_generation()], [public_key(identity)])


def identity_file(folder: Path, content: str, mode: int = 0o600) -> Path:
    path = folder / "identity.txt"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_holder_opens_their_key_with_their_passphrase(
    identity: Secret, holder_file: bytes
) -> None:
    assert open_identity(holder_file, Secret.of_text(WORDS)).text() == identity.text()


def test_a_wrong_passphrase_is_told_from_damage(holder_file: bytes) -> None:
    with pytest.raises(CannotUnlock, match="passphrase does not open") as refused:
        open_identity(holder_file, Secret.of_text(WORDS + " "))
    assert WORDS not in refused.value.message + refused.value.hint


def header_end(sealed: bytes) -> int:
    return sealed.index(b"\n", sealed.index(b"\n---"))


@pytest.mark.parametrize("kept", ["nothing", "a line", "the header", "all but a byte"])
def test_a_holder_file_cut_short_is_damaged(holder_file: bytes, kept: str) -> None:
    length = {
        "nothing": 0,
        "a line": holder_file.index(b"\n") + 1,
        "the header": header_end(holder_file) + 1,
        "all but a byte": len(holder_file) - 1,
    }[kept]
    with pytest.raises(Damaged, match="holder's file is damaged"):
        open_identity(holder_file[:length], Secret.of_text(WORDS))


@pytest.mark.parametrize("part", ["version", "header's seal", "content"])
def test_an_altered_holder_file_is_damaged(holder_file: bytes, part: str) -> None:
    altered = bytearray(holder_file)
    place = {"version": 4, "header's seal": holder_file.index(b"\n---") + 9, "content": -3}[part]
    altered[place] ^= 1
    with pytest.raises(Damaged, match="holder's file is damaged"):
        open_identity(bytes(altered), Secret.of_text(WORDS))


def test_a_holder_file_that_asks_for_years_of_work_is_damaged(holder_file: bytes) -> None:
    first, stanza, rest = holder_file.split(b"\n", 2)
    costly = b"\n".join((first, stanza.rpartition(b" ")[0] + b" 40", rest))
    with pytest.raises(Damaged):
        open_identity(costly, Secret.of_text(WORDS))


def test_a_holder_file_not_sealed_under_a_passphrase_is_damaged(key_file: bytes) -> None:
    with pytest.raises(Damaged, match="holder's file is damaged"):
        open_identity(key_file, Secret.of_text(WORDS))


def test_a_passphrase_that_is_no_text_opens_nothing(holder_file: bytes) -> None:
    with pytest.raises(CannotUnlock, match="not text"):
        open_identity(holder_file, Secret(b"\xff\xfe"))


def test_the_register_key_opens_for_everybody_it_was_sealed_to_and_newest_first() -> None:
    people = [new_identity() for _ in range(3)]
    generations = [new_generation(), new_generation()]
    sealed = seal_generations(generations, [public_key(person) for person in people])
    for person in people:
        opened = open_generations(sealed, person)
        assert [each.reveal() for each in opened] == [each.reveal() for each in generations]


def test_the_register_key_is_a_line_of_96_hex_digits_a_generation(identity: Secret) -> None:
    generations = [new_generation(), new_generation()]
    sealed = seal_generations(generations, [public_key(identity)])
    content = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity.text())])
    assert content.decode() == "".join(each.reveal().hex() + "\n" for each in generations)
    assert {len(line) for line in content.splitlines()} == {96}


def test_new_keys_are_never_the_same() -> None:
    assert len({bytes(new_generation().reveal()) for _ in range(50)}) == 50
    assert len({new_identity().text() for _ in range(50)}) == 50


def test_an_identity_it_was_not_sealed_to_cannot_unlock(key_file: bytes) -> None:
    with pytest.raises(CannotUnlock, match="not among those"):
        open_generations(key_file, new_identity())


def test_no_altered_key_file_is_accepted(key_file: bytes, identity: Secret) -> None:
    dice = random.Random(20260310)  # noqa: S311 - to be the same every time
    for _ in range(600):
        altered = bytearray(key_file)
        altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
        with pytest.raises((CannotUnlock, Damaged)):
            open_generations(bytes(altered), identity)


def test_no_key_file_cut_short_is_accepted(key_file: bytes, identity: Secret) -> None:
    for length in range(len(key_file)):
        with pytest.raises((CannotUnlock, Damaged)):
            open_generations(key_file[:length], identity)


@pytest.mark.parametrize(
    "content",
    ["", "\n", "ab" * 47 + "\n", "ab" * 48 + "\n\n", "xy" * 48 + "\n", "ab " * 32 + "\n", "é" * 96],
)
def test_a_key_file_that_holds_something_else_is_damaged(content: str, identity: Secret) -> None:
    to = pyrage.x25519.Recipient.from_str(public_key(identity))
    with pytest.raises(Damaged, match=r"register\.key\.age, is damaged"):
        open_generations(pyrage.encrypt(content.encode(), [to]), identity)


def test_nothing_is_sealed_without_a_key(identity: Secret) -> None:
    with pytest.raises(ValueError, match="no key"):
        seal_generations([], [public_key(identity)])


def test_a_public_key_is_written_the_usual_way(identity: Secret) -> None:
    usual = public_key(identity)
    assert recipient(f"  {usual.upper()}\n") == usual
    assert usual.startswith("age1")
    assert len(usual) == 62


@pytest.mark.parametrize("text", ["", "age1", "age1" + "q" * 58, "ssh-ed25519 AAAA", "\udcff", "é"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(UsageRefused, match="not an age public key"):
        recipient(text)


def test_a_mistyped_public_key_is_refused(identity: Secret) -> None:
    usual = public_key(identity)
    mistyped = usual[:-1] + ("q" if usual[-1] != "q" else "p")
    with pytest.raises(UsageRefused):
        seal_generations([new_generation()], [mistyped])


def test_a_secret_key_in_the_place_of_a_public_one_is_refused_unquoted(identity: Secret) -> None:
    with pytest.raises(UsageRefused, match="secret key") as refused:
        recipient(identity.text())
    assert identity.text()[16:] not in refused.value.message + refused.value.hint


@pytest.mark.parametrize(
    "layout",
    ["{key}", "{key}\n", "# created: today\n# public key: age1\n\n{key}\r\n", "\ufeff{key}\n"],
)
def test_an_identity_file_is_read_as_the_age_program_writes_it(
    tmp_path: Path, identity: Secret, layout: str
) -> None:
    path = identity_file(tmp_path, layout.format(key=identity.text()))
    assert [each.text() for each in read_identities(path)] == [identity.text()]


def test_an_identity_file_may_hold_several(tmp_path: Path) -> None:
    several = [new_identity().text() for _ in range(3)]
    path = identity_file(tmp_path, "\n".join(several))
    assert [each.text() for each in read_identities(path)] == several


@pytest.mark.parametrize("content", ["", "# only a comment\n", "age1abc\n", "AGE-SECRET-KEY-1XYZ"])
def test_a_file_without_an_identity_cannot_unlock(tmp_path: Path, content: str) -> None:
    with pytest.raises(CannotUnlock, match="not an age identity"):
        read_identities(identity_file(tmp_path, content))


def test_an_identity_file_others_can_read_is_refused(tmp_path: Path, identity: Secret) -> None:
    path = identity_file(tmp_path, identity.text(), mode=0o644)
    with pytest.raises(CannotUnlock, match="open to other users") as refused:
        read_identities(path)
    assert "chmod 600" in refused.value.hint


def test_an_identity_file_that_is_itself_sealed_is_named_as_such(
    tmp_path: Path, holder_file: bytes
) -> None:
    path = identity_file(tmp_path, "")
    path.write_bytes(holder_file)
    with pytest.raises(CannotUnlock, match="itself sealed under a passphrase"):
        read_identities(path)


def test_the_age_program_opens_the_register_key(
    tmp_path: Path, identity: Secret, key_file: bytes
) -> None:
    (tmp_path / "register.key.age").write_bytes(key_file)
    path = identity_file(tmp_path, identity.text())
    done = subprocess.run(
        ["age", "-d", "-i", path, tmp_path / "register.key.age"], capture_output=True, check=True
    )
    (generation,) = open_generations(key_file, identity)
    assert done.stdout.decode() == generation.reveal().hex() + "\n"


def test_what_the_age_program_seals_opens_here(tmp_path: Path, identity: Secret) -> None:
    generation = new_generation()
    sealed = subprocess.run(
        ["age", "-r", public_key(identity)],
        input=generation.reveal().hex().encode() + b"\n",
        capture_output=True,
        check=True,
    ).stdout
    (opened,) = open_generations(sealed, identity)
    assert opened.reveal() == generation.reveal()
    made = subprocess.run(
        ["age-keygen", "-o", tmp_path / "key.txt"], capture_output=True, check=True
    )
    (theirs,) = read_identities(tmp_path / "key.txt")
    assert public_key(theirs) in made.stderr.decode()
