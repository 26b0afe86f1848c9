from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.torture.pages import decrypted
from marg_cli.domain.erasure import ErasedFor
from marg_cli.errors import Exit
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.register import open_register
from tests.conftest import Answer, clock
from tests.leaks.conftest import Seeded
from tests.leaks.seeded import files_with, found_in

CASE = "M26-001"
ERASE = ("subject", "erase", CASE, "--because", "asked", "--by", "Ann, IG lead", "--yes")

Call = Callable[..., Answer]


def said_of(part: Any, ref: str) -> str:
    """All a document says of one case, in whatever list it says so."""
    if isinstance(part, dict):
        if ref in (part.get("case"), part.get("ref")):
            return json.dumps(part, ensure_ascii=False)
        return " ".join(said_of(each, ref) for each in part.values())
    if isinstance(part, list):
        return " ".join(said_of(each, ref) for each in part)
    return ""


@pytest.fixture
def secrets(seeded: Seeded, call: Call) -> list[str]:
    """The secrets of one case, and of nothing else: its documents' and minutes' too."""
    seeded.refer()
    for command in (
        ("document", "add", CASE, str(seeded.out / "referral.eml")),
        ("document", "add", CASE, str(seeded.out / "referral.eml"), "--name", "gone.eml"),
        ("document", "remove", "F2"),
        ("minutes", "finalise", "2026-11-10", "--yes"),
        ("correct", "D1", "text", "Tamarind said so", "--because", "Slip of Tamarind"),
        ("case", "basis", CASE, "--lawful", "public", "--lawful-because", "Tamarind asked"),
        ("subject", "request", CASE, "--by", "Tamarind herself"),
        ("subject", "release", CASE, "--how", "Tamarind", "--held-back", "I1:crime:Tamarind"),
        ("case", "edit", CASE, "--resolving", "What Tamarind wants"),
        ("undo",),
    ):
        answer = call(*command)
        assert answer.code == Exit.DONE, (command, answer.err)
    document = call("export", "--reason", "x", "--out", "-").json
    own = said_of(document, CASE)
    whole = json.dumps(document, ensure_ascii=False)
    words = [
        word
        for word in dict.fromkeys(seeded.secrets.given)
        if word in own and whole.count(word) == own.count(word)
    ]
    assert len(words) >= 50
    return [*words, "Tamarind"]


def pages(seeded: Seeded) -> bytes:
    return decrypted(seeded.folder / "register", seeded.folder / "key.txt")


def test_nothing_of_an_erased_case_is_left_in_any_page_or_file(
    seeded: Seeded, call: Call, secrets: list[str]
):
    assert len(found_in(pages(seeded), secrets)) == len(secrets)
    erased = call(*ERASE)
    assert erased.code == Exit.DONE, erased.err
    assert found_in(pages(seeded), secrets) == []
    assert files_with({"register": seeded.folder / "register"}, secrets) == {}
    assert found_in(erased.out.encode() + erased.err.encode(), secrets) == []
    exported = call("export", "--reason", "x", "--out", "-")
    assert found_in(exported.out.encode(), secrets) == []
    assert call("register", "check").code == Exit.DONE
    assert call("audit", "verify").code == Exit.DONE
    assert call("case", "list", "--all").out.count("M26-") + 1 >= 8  # the others stay


def test_an_erasure_cut_short_before_the_file_is_cleared_is_found_and_finished(
    seeded: Seeded, call: Call, secrets: list[str], monkeypatch: pytest.MonkeyPatch
):
    from marg_cli.errors import Busy
    from marg_cli.store.sqlite.store import SqliteStore

    def busy(_self: SqliteStore) -> None:
        raise Busy("Another command is writing.")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "clear_away", busy)
        cut_short = call(*ERASE)
    assert "could not be cleared" in cut_short.err
    checked = call("register", "check")
    assert checked.code == Exit.FOUND
    assert f"marg subject erase {CASE}" in checked.out + checked.err
    assert call(*ERASE).code == Exit.DONE
    assert call("register", "check").code == Exit.DONE
    assert found_in(pages(seeded), secrets) == []
    assert call(*ERASE).code == Exit.NOT_FOUND


def test_a_change_that_fails_half_way_through_erases_nothing(
    seeded: Seeded, call: Call, secrets: list[str], monkeypatch: pytest.MonkeyPatch
):
    from marg_cli.store.sqlite import erasing

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "THE_CASE", "SELECT no_such_column FROM case_record")
        assert call(*ERASE).code != Exit.DONE
    assert len(found_in(pages(seeded), secrets)) == len(secrets)
    assert call("case", "show", CASE).code == Exit.DONE
    assert call("register", "check").code == Exit.DONE


def test_only_an_erasure_takes_rows_out_of_the_journal(seeded: Seeded):
    store = open_register(
        seeded.folder / "register",
        IdentityFile(seeded.folder / "key.txt"),
        clock=clock(),
        warn=pytest.fail,
    )
    db = store._db._connection  # noqa: SLF001
    for statement in ("DELETE FROM journal", "UPDATE journal SET after = '{}'"):
        with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
            db.execute(statement)
    with store._db.erasing():  # noqa: SLF001
        for statement in (
            "UPDATE journal SET after = '{}'",
            "DELETE FROM audit",
            "UPDATE audit SET refs = ''",
            "DROP TABLE journal",
        ):
            with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
                db.execute(statement)
        with store._db.transaction():  # noqa: SLF001
            db.execute("DELETE FROM journal WHERE seq = 0")
    with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
        db.execute("DELETE FROM journal")
    store.close()


@pytest.mark.usefixtures("secrets")
def test_what_stays_is_a_receipt_and_lines_of_references(seeded: Seeded, call: Call):
    call("case", "render", CASE, "--out", str(seeded.out))
    receipt = call(*ERASE, "--format", "json").json
    assert [copy["kind"] for copy in receipt["copies"]][-1] == "case"
    assert call("pack", "recall", CASE).code == Exit.DONE
    assert receipt["case"] == CASE
    assert receipt["category"] == ErasedFor.REQUEST
    assert receipt["cleared"] is True
    assert any(row.endswith(f"case edit {CASE}") for row in seeded.audit())
    gone = call("case", "show", CASE)
    assert gone.code == Exit.NOT_FOUND
    assert "its reference is not used again" in gone.err
    undone = call("undo")
    assert (undone.code, "cannot be undone" in undone.err) == (Exit.REFUSED, True)
    added = call("case", "add", "--initials", "ZZ", "--referrer", "LAMP", "--new", "--reason", "x")
    assert re.search(r"M26-\d+", added.err), added.err
    assert CASE not in added.err


def test_final_minutes_have_an_amendment_and_the_old_version_says_what_is_gone(
    seeded: Seeded, call: Call, secrets: list[str]
):
    call(*ERASE)
    versions = call("minutes", "versions", "2026-11-10", "--format", "json").json
    assert [version["kind"] for version in versions][-1].startswith("amendment")
    assert versions[-1]["because"] == f"{CASE} was erased: {ErasedFor.REQUEST}"
    for version in ("1", str(len(versions))):
        shown = call(
            "minutes", "render", "2026-11-10", "--version", version, "--as", "md", "--out", "-"
        )
        assert shown.code == Exit.DONE, shown.err
        assert f"[{CASE} was erased on 23 Nov 2026" in shown.out
        assert found_in(shown.out.encode(), secrets) == []
    assert (
        call("minutes", "render", "2026-11-10", "--as", "pdf", "--out", str(seeded.out)).code == 0
    )
