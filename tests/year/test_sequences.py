"""Any sequence of real commands, held against the rules as they are written down here.

The machines in tests/services use the program's own tables; a mistake in those shows only here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.year.living import Year

DONE, REFUSED = 0, 5
TODAY = date(2026, 11, 23)
MEETING = "2026-11-10"
FEW = settings(
    max_examples=12,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

CAN_BECOME = {
    "referred": {"screened", "accepted", "deferred", "declined", "withdrawn"},
    "screened": {"accepted", "deferred", "declined", "withdrawn"},
    "deferred": {"screened", "accepted", "deferred", "declined", "withdrawn"},
    "accepted": {"active", "closed", "withdrawn"},
    "active": {"closed", "withdrawn"},
    "declined": {"referred"},
    "withdrawn": {"referred"},
    "closed": {"referred"},
}
"""Which status can follow which, from the terms of reference: not the program's own table."""
ENDED = {"declined", "withdrawn", "closed"}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """One register for all sequences: each begins with a case or an action of its own."""
    folder: Path = tmp_path_factory.mktemp("sequences")
    year = Year(folder, folder / "register", folder / "key.txt")
    year.today = TODAY
    identity = new_identity()
    create_file(year.identity, f"{identity.text()}\n".encode())
    year.marg(
        *("init", "--group", "Puddleby", "--holder", "coordinator", "--sharing", "core"),
        *("--recipient", public_key(identity)),
    )
    for code in ("LAMP", "POL"):
        year.marg("agency", "add", f"The {code} of Puddleby", "--code", code)
    year.marg("meeting", "add", MEETING)
    year.marg("minutes", "start", MEETING)
    return year


class Sequence(RuleBasedStateMachine):
    """Commands one after the other, each allowed or refused; one change can be taken back."""

    year: Year

    def __init__(self) -> None:
        super().__init__()
        self.truth: dict[str, Any] = {}
        self.before: dict[str, Any] | None = None

    def does(self, *words: str, allowed: bool = True, **changes: object) -> None:
        """Run a command that is allowed, and changes what is true, or is refused."""
        self.year.marg(*words, ends=DONE if allowed else REFUSED)
        if allowed:
            self.before = self.truth
            self.truth = self.truth | changes

    def says(self, *words: str, allowed: bool, **changes: object) -> None:
        """The same, of what changes nothing where it is said again on the same day."""
        was, before = self.truth, self.before
        self.does(*words, allowed=allowed, **changes)
        if self.truth == was:
            self.before = before

    @precondition(lambda self: self.before is not None)
    @rule()
    def undo(self) -> None:
        self.year.marg("undo")
        assert self.before is not None
        self.truth, self.before = self.before, None


class CaseSequence(Sequence):
    """What becomes of one case; `passes` is how its latest referral was screened, if it was."""

    @initialize()
    def refer(self) -> None:
        added = self.year.json(
            *("case", "add", "--initials", "QF", "--referrer", "LAMP", "--reason", "Alone"),
            *("--theme", "homelessness"),
        )
        self.ref = added["ref"]
        self.truth = {"status": "referred", "passes": None, "referrals": 1}

    def becomes(self, verb: str, status: str, *more: str, also: bool = True, **others: Any) -> None:
        allowed = also and status in CAN_BECOME[self.truth["status"]]
        self.does("case", verb, self.ref, *more, allowed=allowed, status=status, **others)

    @rule(passes=st.booleans())
    def screen(self, passes: bool) -> None:
        now = self.truth["status"]
        stays = now in {"screened", "accepted", "active"} or (now == "deferred" and not passes)
        self.says(
            *("case", "screen", self.ref, "--supervision", "yes" if passes else "no"),
            *("--other-process", "NONE", "--tried", "A tenancy", "--immediate-risk", "no"),
            allowed=now not in ENDED,
            status=now if stays else "screened",
            passes=passes,
        )

    @rule(override=st.booleans())
    def accept(self, override: bool) -> None:
        more = ("--override", "It cannot wait") if override else ()
        self.becomes("accept", "accepted", *more, also=override or bool(self.truth["passes"]))

    @rule()
    def decline(self) -> None:
        self.becomes("decline", "declined", "--because", "One agency can")

    @rule()
    def defer(self) -> None:
        allowed = "deferred" in CAN_BECOME[self.truth["status"]]
        until = ("--until", "2027-01-12")
        self.says("case", "defer", self.ref, *until, allowed=allowed, status="deferred")

    @rule()
    def withdraw(self) -> None:
        self.becomes("withdraw", "withdrawn", "--because", "The person asked for it")

    @rule()
    def close(self) -> None:
        self.becomes("close", "closed", "--destination", "other", "--outcome", "It holds")

    @rule()
    def refer_again(self) -> None:
        more = ("--reason", "The old trouble", "--referrer", "POL")
        times = self.truth["referrals"] + 1
        self.becomes("refer-again", "referred", *more, passes=None, referrals=times)

    @rule()
    def discuss(self) -> None:
        now = self.truth["status"]
        becomes = "active" if now == "accepted" else now
        self.does(*("minutes", "record", self.ref, "why", "Nobody leads"), status=becomes)

    @invariant()
    def stands_where_the_rules_say(self) -> None:
        if self.truth:
            shown = self.year.json("case", "show", self.ref)
            assert shown["status"] == self.truth["status"]
            assert len(shown["referrals"]) == self.truth["referrals"]
            assert shown["repeat"] == (self.truth["referrals"] > 1)


class ActionSequence(Sequence):
    """What becomes of one action."""

    @initialize()
    def set_one(self) -> None:
        added = self.year.json(
            *("action", "add", "group", "Ring the bell", "--agency", "LAMP", "--owner", "Finch"),
            *("--due", "2026-11-30", "--meeting", MEETING),
        )
        self.ref = added["ref"]
        self.truth = {
            "status": "open",
            "agency": "LAMP",
            "due": "2026-11-30",
            "first_due": "2026-11-30",
            "times_moved": 0,
            "closed_because": None,
            "overdue": False,
        }

    @property
    def is_open(self) -> bool:
        return bool(self.truth["status"] == "open")

    @rule()
    def progress(self) -> None:
        self.does("action", "progress", self.ref, "Rang twice")

    @rule()
    def done(self) -> None:
        self.does("action", "done", self.ref, allowed=self.is_open, status="done", overdue=False)

    @rule(because=st.sampled_from(["circumstances", "agency"]))
    def not_done(self, because: str) -> None:
        self.does(
            *("action", "not-done", self.ref, "--because", because),
            allowed=self.is_open,
            status="not_done",
            closed_because=because,
            overdue=False,
        )

    @rule(day=st.sampled_from(["2026-11-20", "2026-11-23", "2026-11-30", "2026-12-14"]))
    def move(self, day: str) -> None:
        self.does(
            *("action", "move", self.ref, "--due", day, "--because", "Rain", "--agreed-by", "All"),
            allowed=self.is_open and day != self.truth["due"],
            due=day,
            times_moved=self.truth["times_moved"] + 1,
            overdue=day < TODAY.isoformat(),
        )

    @rule(agency=st.sampled_from(["LAMP", "POL"]))
    def reassign(self, agency: str) -> None:
        self.does(
            *("action", "reassign", self.ref, "--agency", agency, "--owner", "Wren"),
            allowed=self.is_open,
            agency=agency,
        )

    @invariant()
    def says_what_is_true(self) -> None:
        if self.truth:
            shown = self.year.json("action", "show", self.ref)["action"]
            assert {field: shown[field] for field in self.truth} == self.truth


@pytest.mark.parametrize("sequence", [CaseSequence, ActionSequence])
def test_no_sequence_of_commands_goes_where_the_rules_forbid(year: Year, sequence: type[Sequence]):
    sequence.year = year
    run_state_machine_as_test(sequence, settings=FEW)
