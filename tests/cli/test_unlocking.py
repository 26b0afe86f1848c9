import getpass
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from marg_cli.cli import unlocking
from marg_cli.cli.passphrases import from_command, from_descriptor, from_file
from marg_cli.cli.unlocking import (
    PROMPT,
    Source,
    choose_holder,
    credential,
    new_passphrase,
    source_of,
)
from marg_cli.errors import CannotAsk, CannotUnlock, UsageRefused
from marg_cli.store.credential import IdentityFile, Passphrase

WORDS = "correct horse battery staple"
COMMAND, FILE = "MARG_PASSPHRASE_COMMAND", "MARG_PASSPHRASE_FILE"
IDENTITY, DESCRIPTOR = "MARG_IDENTITY_FILE", "--passphrase-fd"


def private(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def answering(*answers: str) -> tuple[list[str], unlocking.Ask]:
    questions: list[str] = []
    rest = iter(answers)

    def ask(question: str) -> str:
        questions.append(question)
        return next(rest)

    return questions, ask


def saying(script: str) -> str:
    return f"{sys.executable} -c '{script}'"


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        if is_open(end):
            os.close(end)


def is_open(descriptor: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def test_without_a_setting_the_passphrase_is_asked_for() -> None:
    assert source_of({}) == Source(PROMPT, "")


def test_an_empty_setting_counts_as_unset() -> None:
    assert source_of({COMMAND: "", FILE: "", IDENTITY: ""}) == Source(PROMPT, "")


@pytest.mark.parametrize("name", [COMMAND, FILE, IDENTITY])
def test_a_setting_is_where_the_passphrase_comes_from(name: str) -> None:
    assert source_of({name: "value", "MARG_HOLDER": "ann"}) == Source(name, "value")


def test_the_descriptor_0_is_one_too() -> None:
    assert source_of({}, 0) == Source(DESCRIPTOR, "0")


@pytest.mark.parametrize(
    ("first", "second"), [(COMMAND, FILE), (COMMAND, IDENTITY), (FILE, IDENTITY)]
)
def test_two_at_once_are_refused_by_name(first: str, second: str) -> None:
    with pytest.raises(UsageRefused, match=f"{first} and {second} are both given") as refused:
        source_of({second: "/secret/place", first: "/secret/place"})
    assert "/secret" not in refused.value.message


@pytest.mark.parametrize("name", [COMMAND, FILE, IDENTITY])
def test_a_setting_and_the_descriptor_are_two(name: str) -> None:
    with pytest.raises(UsageRefused, match=f"{name} and {DESCRIPTOR} are both given"):
        source_of({name: "value"}, 3)


def test_an_identity_file_needs_neither_holder_nor_question() -> None:
    given = credential(Source(IDENTITY, "/key.txt"), named="", holders=[], ask=None)
    assert isinstance(given, IdentityFile)
    assert given.path == Path("/key.txt")


def test_the_question_says_whose_passphrase() -> None:
    questions, ask = answering(WORDS)
    given = credential(source_of({}), named="", holders=["ann"], ask=ask)
    assert isinstance(given, Passphrase)
    assert (given.holder, given.passphrase.text()) == ("ann", WORDS)
    assert questions == ["Passphrase of ann: "]


def test_nobody_is_asked_where_a_setting_answers(tmp_path: Path) -> None:
    questions, ask = answering()
    path = private(tmp_path / "words", WORDS.encode())
    given = credential(Source(FILE, str(path)), named="", holders=["ann"], ask=ask)
    assert isinstance(given, Passphrase)
    assert given.passphrase.text() == WORDS
    assert questions == []


def test_where_nobody_can_be_asked_the_settings_are_named() -> None:
    with pytest.raises(CannotAsk, match="no terminal") as refused:
        credential(source_of({}), named="", holders=["ann"], ask=None)
    assert refused.value.exit == 2
    for way in (COMMAND, FILE, IDENTITY, DESCRIPTOR):
        assert way in refused.value.hint


def test_an_empty_answer_cannot_unlock() -> None:
    with pytest.raises(CannotUnlock, match="empty passphrase"):
        credential(source_of({}), named="", holders=["ann"], ask=answering("")[1])


def test_an_answer_that_is_no_text_cannot_unlock() -> None:
    with pytest.raises(CannotUnlock, match="not text"):
        credential(source_of({}), named="", holders=["ann"], ask=answering("a\udcff")[1])


def test_a_short_passphrase_that_exists_already_is_not_judged() -> None:
    given = credential(source_of({}), named="", holders=["ann"], ask=answering("x")[1])
    assert isinstance(given, Passphrase)


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"two words", "two words"),
        (b"two words\n", "two words"),
        (b"two words\r\n", "two words"),
        (b"two words\n\n", "two words\n"),
        (b" two words \n", " two words "),
        ("schlüssel\n".encode(), "schlüssel"),
    ],
)
def test_one_newline_at_the_end_of_a_file_or_of_an_output_is_not_part_of_it(
    tmp_path: Path, content: bytes, passphrase: str
) -> None:
    path = private(tmp_path / "words", content)
    assert from_file(path).text() == passphrase
    assert from_command(f"cat {path}").text() == passphrase


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_passphrase_file_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(CannotUnlock, match="open to other users") as refused:
        from_file(private(tmp_path / "words", WORDS.encode(), mode))
    assert "chmod 600" in refused.value.hint
    assert WORDS not in refused.value.message


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n"])
def test_nothing_is_no_passphrase(tmp_path: Path, content: bytes) -> None:
    path = private(tmp_path / "words", content)
    for source in (Source(FILE, str(path)), Source(COMMAND, f"cat {path}")):
        with pytest.raises(CannotUnlock, match=f"{source.name} gave an empty passphrase"):
            credential(source, named="", holders=["ann"], ask=None)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotUnlock, match="not text in UTF-8"):
        from_file(private(tmp_path / "words", b"\xff\xfe\x00"))


def test_a_command_runs_without_a_shell(tmp_path: Path) -> None:
    assert from_command("printf '%s' '$HOME; true'").text() == "$HOME; true"
    from_command(f"echo words > {tmp_path / 'made'}")
    assert list(tmp_path.iterdir()) == []


def test_a_command_does_not_eat_the_input_of_this_one(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"the text of the command")
    os.close(pipe[1])
    before = os.dup(0)
    os.dup2(pipe[0], 0)
    try:
        assert from_command(saying("import sys; print(len(sys.stdin.read()))")).text() == "0"
    finally:
        os.dup2(before, 0)
        os.close(before)


def test_a_command_that_fails_is_told_by_its_status_alone() -> None:
    failing = saying('print("the secret"); raise SystemExit(3)')
    with pytest.raises(CannotUnlock, match=r"^The passphrase command ended with status 3\.$") as no:
        from_command(failing)
    assert "secret" not in no.value.message + no.value.hint
    assert no.value.exit == 12


@pytest.mark.parametrize("command", ["/no/such/program", "echo 'unclosed", "   ", "/"])
def test_a_command_that_cannot_start_is_told_without_its_words(command: str) -> None:
    with pytest.raises(CannotUnlock, match="could not be started") as refused:
        from_command(command)
    assert COMMAND in refused.value.hint


def test_one_line_is_read_from_the_descriptor_and_the_rest_is_left(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], f"{WORDS}\nthe text of the command\n".encode())
    os.close(pipe[1])
    assert from_descriptor(pipe[0]).text() == WORDS
    assert os.read(pipe[0], 100) == b"the text of the command\n"


def test_a_line_without_an_end_is_read_from_the_descriptor(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], WORDS.encode())
    os.close(pipe[1])
    assert from_descriptor(pipe[0]).text() == WORDS


def test_a_descriptor_that_says_nothing_cannot_unlock(pipe: tuple[int, int]) -> None:
    os.close(pipe[1])
    with pytest.raises(CannotUnlock, match=f"{DESCRIPTOR} gave an empty passphrase"):
        credential(source_of({}, pipe[0]), named="", holders=["ann"], ask=None)


@pytest.mark.parametrize("descriptor", [-1, 987_654])
def test_a_descriptor_that_is_not_open_is_a_usage_error(descriptor: int) -> None:
    with pytest.raises(UsageRefused, match=f"{descriptor} is not open") as refused:
        from_descriptor(descriptor)
    assert refused.value.exit == 2


def test_the_named_holder_is_chosen_in_any_case_of_letters() -> None:
    assert choose_holder("ben", ["ann", "Ben"]) == "Ben"
    assert choose_holder("ben", ["Ben", "ben"]) == "ben"


def test_the_only_holder_is_chosen_without_a_name() -> None:
    assert choose_holder("", ["ann"]) == "ann"


def test_whoever_is_logged_in_is_chosen_among_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ben")
    assert choose_holder("", ["ann", "ben"]) == "ben"


def test_among_several_strangers_the_way_to_say_whose_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "someone-else")
    with pytest.raises(UsageRefused, match="several key holders") as refused:
        choose_holder("", ["ann", "ben"])
    assert "MARG_HOLDER, one of: ann, ben" in refused.value.hint


def test_a_login_without_a_name_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nameless)
    with pytest.raises(UsageRefused, match="several key holders"):
        choose_holder("", ["ann", "ben"])


@pytest.mark.parametrize("holders", [["ann"], ["ann", "ben"]])
def test_a_name_nobody_has_is_refused_also_where_there_is_one_holder(holders: list[str]) -> None:
    with pytest.raises(UsageRefused, match="no key holder of the name in MARG_HOLDER") as refused:
        choose_holder("cat", holders)
    assert ", ".join(holders) in refused.value.hint


def test_a_register_without_passphrases_asks_for_an_identity() -> None:
    with pytest.raises(CannotUnlock, match="under a passphrase") as refused:
        choose_holder("", [])
    assert IDENTITY in refused.value.hint


def test_a_new_passphrase_is_asked_for_twice() -> None:
    questions, ask = answering(WORDS, WORDS)
    assert new_passphrase(source_of({}), ask).text() == WORDS
    assert len(questions) == 2


def test_two_answers_that_differ_are_refused() -> None:
    with pytest.raises(UsageRefused, match="not the same"):
        new_passphrase(source_of({}), answering(WORDS, WORDS + " ")[1])


def test_a_new_passphrase_of_12_characters_is_enough() -> None:
    assert new_passphrase(source_of({}), answering("ü" * 12, "ü" * 12)[1]).text() == "ü" * 12


def test_a_new_passphrase_of_11_characters_is_refused_with_advice() -> None:
    with pytest.raises(UsageRefused, match="at least 12 characters") as refused:
        new_passphrase(source_of({}), answering("ü" * 11, "ü" * 11)[1])
    assert "Four words" in refused.value.hint


def test_a_short_one_is_refused_from_a_file_too(tmp_path: Path) -> None:
    path = private(tmp_path / "words", b"elevenchars\n")
    with pytest.raises(UsageRefused, match="at least 12"):
        new_passphrase(Source(FILE, str(path)), None)


def test_a_setting_answers_for_a_new_passphrase_without_a_terminal(tmp_path: Path) -> None:
    path = private(tmp_path / "words", WORDS.encode() + b"\n")
    assert new_passphrase(Source(FILE, str(path)), None).text() == WORDS
    assert new_passphrase(Source(COMMAND, f"cat {path}"), None).text() == WORDS


def test_an_empty_new_passphrase_is_refused_before_it_is_asked_again() -> None:
    questions, ask = answering("")
    with pytest.raises(UsageRefused, match="at least 12"):
        new_passphrase(source_of({}), ask)
    assert len(questions) == 1


def test_an_identity_file_is_no_new_passphrase() -> None:
    with pytest.raises(UsageRefused, match="gives no passphrase") as refused:
        new_passphrase(Source(IDENTITY, "/key.txt"), None)
    assert "--recipient" in refused.value.hint
