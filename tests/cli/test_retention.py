from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.domain.case import CaseStatus, Destination, Referral
from marg_cli.errors import Exit
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_agency
from tests.conftest import Marg

DESTROY = ("retention", "decide", "M20-001", "destroy", "--by", "Ann, IG lead", "--because", "Old")


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(
            an_agency(),
            a_case(
                ref="M20-001", status=CaseStatus.CLOSED, destination=Destination.PRISON,
                closed_on=date(2020, 3, 1), resolving="Zebedee's flat",
            ),
            a_case(
                ref="M26-002", status=CaseStatus.CLOSED, destination=Destination.DECEASED,
                closed_on=date(2026, 3, 1),
            ),
            a_case(ref="M19-001", status=CaseStatus.DECLINED, because="Elsewhere"),
            Referral(number=1, case_ref="M19-001", referred_on=date(2019, 5, 1), referrer="GLOW",
                     reason=None),
            a_case(ref="M26-003", status=CaseStatus.ACTIVE),
        )  # fmt: skip


def states(marg: Marg) -> dict[str, str]:
    listed = marg("retention", "due", "--all", "--format", "json").json
    return {record["case"]: record["state"] for record in listed}


def test_without_a_period_the_group_has_not_decided_and_nothing_is_due(marg: Marg):
    assert set(states(marg).values()) == {"no period set"}
    told = marg("retention", "due")
    assert "the group has not decided a period" in told.err
    assert "not decided" in told.out
    assert "the group has not decided a period: marg retention due" in marg("status").out


def test_what_is_past_its_period_is_due_by_how_the_case_ended(marg: Marg):
    assert marg("config", "set", "retention.closed", "6 years").code == 0
    assert marg("config", "set", "retention.deceased", "3 months").code == 0
    assert marg("config", "set", "retention.declined", "18 months").code == 0
    assert states(marg) == {"M20-001": "due", "M26-002": "due", "M19-001": "due"}
    assert marg("config", "set", "retention.deceased", "1 year").code == 0
    assert states(marg)["M26-002"] == "kept"
    first = marg("retention", "due", "--format", "json").json[0]
    assert (first["case"], first["due_on"]) == ("M19-001", "2020-11-01")
    assert "M19-001, M20-001 to be decided or destroyed" in marg("status").out
    assert marg("config", "set", "retention.closed", "soon").code == Exit.USAGE
    assert marg("config", "set", "retention.close", "6 years").code == Exit.NOT_FOUND


def test_a_named_person_decides_and_the_next_step_is_said(marg: Marg):
    longer = marg(
        *("retention", "decide", "M20-001", "longer", "--by", "Ann", "--because", "Inquest"),
        *("--until", "2 years"),
    )
    assert longer.code == 0, longer.err
    assert states(marg)["M20-001"] == "kept longer"
    assert states(marg)["M20-001"] == "kept longer"
    later = marg("retention", "due", "--format", "json", MARG_TODAY="2028-11-24").json
    assert [record["state"] for record in later if record["case"] == "M20-001"] == ["due"]
    marg("retention", "decide", "M20-001", "perm", "--by", "Ann", "--because", "History")
    assert states(marg)["M20-001"] == "kept permanently"
    assert "carry-out M20-001" in marg(*DESTROY).err
    assert states(marg)["M20-001"] == "to be destroyed"
    assert "decision on the record" in marg("case", "history", "M20-001").out
    assert marg("undo").code == 0
    assert states(marg)["M20-001"] == "kept permanently"


def test_what_cannot_be_decided_is_refused(marg: Marg):
    decide = ("retention", "decide")
    by = ("--by", "Ann", "--because", "x")
    assert marg(*decide, "M26-003", "destroy", *by).code == Exit.REFUSED
    assert marg(*decide, "M20-001", "burn", *by).code == Exit.USAGE
    assert marg(*decide, "M20-001", "longer", *by).code == Exit.USAGE
    assert marg(*decide, "M20-001", "destroy", "--because", "x").code == Exit.USAGE
    assert marg(*decide, "M20-009", "destroy", *by).code == Exit.NOT_FOUND


def test_a_legal_hold_stops_what_was_decided_until_it_is_released(marg: Marg):
    marg(*DESTROY)
    held = marg("retention", "hold", "M20-001", "--because", "Inquest of a neighbour")
    assert held.code == 0, held.err
    assert states(marg)["M20-001"] == "legal hold"
    for command in (
        ("retention", "carry-out", "M20-001", "--yes"),
        ("subject", "erase", "M20-001", "--because", "kept", "--by", "Ann", "--yes"),
        ("retention", "hold", "M20-001", "--because", "again"),
    ):
        refused = marg(*command)
        assert refused.code == Exit.REFUSED, command
        assert "legal hold" in refused.err
    assert marg("retention", "release-hold", "M20-001").code == 0
    assert marg("retention", "release-hold", "M20-001").code == Exit.REFUSED
    assert marg("retention", "carry-out", "M20-001", "--yes").code == 0


def test_a_record_is_destroyed_only_as_decided_and_when_it_is_meant(marg: Marg):
    early = marg("retention", "carry-out", "M20-001", "--yes")
    assert (early.code, "marg retention decide M20-001" in early.err) == (Exit.REFUSED, True)
    marg(*DESTROY)
    assert marg("retention", "carry-out", "M20-001").code == Exit.USAGE
    done = marg("retention", "carry-out", "M20-001", "--yes", "--format", "json")
    assert done.code == 0, done.err
    assert done.json["category"] == "retention period over"
    assert done.json["erased_by"] == "Ann, IG lead"
    gone = marg("case", "show", "M20-001")
    assert (gone.code, "was erased on" in gone.err) == (Exit.NOT_FOUND, True)
    assert "M20-001" not in states(marg)


def test_what_was_decided_before_a_case_came_again_counts_no_more(marg: Marg):
    marg(*DESTROY)
    again = marg(
        "case", "refer-again", "M20-001", "--reason", "Back", "--referrer", "GLOW",
        MARG_TODAY="2026-12-01",
    )  # fmt: skip
    assert again.code == 0, again.err
    refused = marg("retention", "carry-out", "M20-001", "--yes")
    assert refused.code == Exit.REFUSED
    assert "decided of M20-001 is nothing" in refused.err


def test_all_of_it_leaves_by_export_and_comes_back_by_import(
    marg: Marg, tmp_path: Path, store: SqliteStore
):
    for command in (
        DESTROY,
        ("retention", "hold", "M20-001", "--because", "Inquest"),
        ("retention", "hold", "M26-002", "--because", "Claim"),
        ("retention", "release-hold", "M26-002"),
        ("case", "basis", "M26-003", "--lawful", "public", "--lawful-because", "Duty"),
        ("subject", "request", "M26-003", "--by", "Her solicitor"),
        ("subject", "extend", "M26-003", "--because", "Complex"),
        ("subject", "release", "M26-003", "--how", "Post", "--held-back", "I1:crime:open"),
        ("subject", "erase", "M19-001", "--because", "no lawful", "--by", "Ann", "--yes"),
        ("subject", "restrict", "M26-003", "--because", "Disputed"),
    ):
        done = marg(*command)
        assert done.code == 0, (command, done.err)
    whole = marg("export", "--reason", "x", "--out", "-")
    file = tmp_path / "whole.json"
    file.write_text(whole.out)
    new = str(tmp_path / "new")
    identity = marg("init", "--store", new, "--group", "G", "--holder", "ann", "--sharing", "core",
                    "--recipient", recipient(store))  # fmt: skip
    assert identity.code == 0, identity.err
    imported = marg("import", str(file), "--store", new)
    assert imported.code == 0, imported.err + imported.out
    again = marg("export", "--reason", "x", "--out", "-", "--store", new).json
    for part in ("data_protection", "erasures", "cases"):
        assert again[part] == whole.json[part]
    assert marg("case", "show", "M26-003", "--store", new).code == Exit.REFUSED
    assert "was erased" in marg("case", "show", "M19-001", "--store", new).err


def recipient(store: SqliteStore) -> str:
    """The public key of the holder who runs the tests."""
    (key,) = store._db.rows("SELECT public_key FROM holder WHERE kind = 'holder'")[0]  # noqa: SLF001
    return str(key)
