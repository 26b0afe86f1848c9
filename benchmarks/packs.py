"""Item 8: how long a copy for each of thirty recipients takes, each looked through for leaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.data import AGENCIES, Register, opened
from benchmarks.items import MARG, Figure
from benchmarks.measure import CONTROL, CONTROL_SECONDS, Command, ratio
from benchmarks.meetings import meeting_register
from marg_cli.domain.agency import Agency, IsaStatus
from marg_cli.domain.case import Involvement
from marg_cli.domain.settings import Setting
from marg_cli.domain.value import replace

CASES, RECIPIENTS, SECONDS, ROUNDS = 12, 30, 20, 3


def packs(folder: Path) -> Iterator[Figure]:
    """The minutes of twelve cases for thirty recipients, as PDF and Word."""
    place = meeting_register(folder, cases=CASES, actions=2 * CASES)
    _invite(place)
    most = round(SECONDS / CONTROL_SECONDS, 1)
    found = ratio(lambda: _build(place), CONTROL, rounds=ROUNDS, environ=place.environ)
    what = f"pack build, {RECIPIENTS} recipients, {CASES} cases, PDF and Word, scanned"
    yield Figure("8", what, CONTROL[-1], most, *found)


def _invite(place: Register) -> None:
    """Give every case a person, and every agency a third of the cases and no other."""
    store = opened(place)
    codes = [*AGENCIES, *(f"AG{number}" for number in range(RECIPIENTS - len(AGENCIES)))]
    signed = IsaStatus.SIGNED_OFF
    with store.change("import") as change:
        change.save(Setting(key="sharing.policy", value="involved"))
        change.save(*(Agency(code=c, name=f"Agency {c}", isa_status=signed) for c in codes))
        for at, case in enumerate(store.cases.listed()):
            change.save(replace(case, name=f"Quillon Thistledown{at}", lead_agency=codes[at]))
            change.save(
                *(Involvement(case_ref=case.ref, agency=code) for code in codes[at % 3 :: 3])
            )
    store.close()


def _build(place: Register) -> Command:
    out = mkdtemp(dir=place.folder.parent)
    return [*MARG, "pack", "build", "--kind", "minutes", "--as", "pdf,docx", "--out", out]
