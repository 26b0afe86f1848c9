"""What is written about cases is found by its words, wherever it stands, and only while it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marg_cli.domain.action import ActionNote, NoteKind
from marg_cli.domain.barrier import Barrier
from marg_cli.domain.case import Referral
from marg_cli.domain.case_document import CaseDocument
from marg_cli.domain.correction import Correction
from marg_cli.domain.decision import Decision
from marg_cli.domain.learning import Learning
from marg_cli.domain.meeting import Declaration
from marg_cli.domain.minutes import Entry, Minutes
from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.domain.person_view import PersonView, ViewState
from marg_cli.domain.plan import Plan
from marg_cli.domain.referral.answers import ReferralAnswers
from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskTo
from marg_cli.domain.sought import sought
from marg_cli.domain.value import Value, replace
from marg_cli.services.cases.search import KINDS, search
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.change import SqliteChange
from marg_cli.store.sqlite.connection import SETTINGS, Connection
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.faults import ConstraintFailed
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.migrate import SEARCHED_SINCE, migrate, migrations, statements
from marg_cli.store.sqlite.search import FOUND, PassagesFound
from marg_cli.store.sqlite.store import SqliteStore
from marg_cli.store.sqlite.table import MODULES, table_of
from marg_cli.store.sqlite.unlock import open_register as unlock
from tests.builders import a_case, a_meeting, a_screening, an_action, an_agency, information
from tests.conftest import Place, clock

DAY = date(2026, 11, 10)
CASE: dict[str, Any] = {"number": 1, "case_ref": "M26-001"}
SAID = {**CASE, "text": "x"}

BEFORE = (an_agency(), a_case(), a_meeting(), Minutes(meeting=1))
EXAMPLES: dict[str, Value] = {
    "Case": a_case(),
    "Referral": Referral(**CASE, referred_on=DAY, referrer="GLOW", reason=None),
    "ReferralAnswers": ReferralAnswers(referral=1, case_ref="M26-001"),
    "Screening": a_screening(themes=(), tried=None, failed_because=None),
    "CaseDocument": CaseDocument(**CASE, name="x", type="x", size=1, sha256="0" * 64, added_on=DAY),
    "Action": an_action(case_ref="M26-001"),
    "ActionNote": ActionNote(**SAID, action=1, kind=NoteKind.PROGRESS, made_on=DAY),
    "Entry": Entry(**SAID, meeting=1, heading="why"),
    "Declaration": Declaration(**CASE, meeting=1, member="1", agency="GLOW", interest="x"),
    "Information": information(),
    "PersonView": PersonView(**CASE, state=ViewState.GIVEN, agency="GLOW", said_on=DAY),
    "Risk": Risk(**SAID, to_whom=RiskTo.SELF, raised_on=DAY),
    "RiskDissent": RiskDissent(agreement=1, risk=1, case_ref="M26-001", agency="GLOW", text="x"),
    "Barrier": Barrier(**SAID, service=None, raised_on=DAY),
    "Decision": Decision(**SAID, because=None, decided_on=DAY),
    "Plan": Plan(**CASE, made_on=DAY),
    "Outcome": Outcome(**CASE, meeting=1, kind=OutcomeKind.CONTINUE, said_on=DAY),
    "Correction": Correction(
        **CASE, thing="D8", field="text", was=None, now="x", because="x", made_on=DAY, made_by="x"
    ),
    "Learning": Learning(**SAID, said_on=DAY),
}
NEEDED = {
    "ReferralAnswers": ("Referral",),
    "ActionNote": ("Action",),
    "RiskDissent": ("Risk", "RiskAgreement"),
}
EXAMPLES["RiskAgreement"] = RiskAgreement(**CASE, risk=1, level=None, agreed_on=DAY)

NOT_SEARCHED = {
    *("ref", "case_ref", "agency", "lead_agency", "referrer", "only_for", "thing"),  # references
    *("initials", "name", "aliases", "address", "nhs", "police_ref", "area"),  # for `case find`
    *("case_coordinator", "contact", "owner", "member", "referred_by", "agreed_by"),  # people
    *("answered_by", "told_by", "tells", "made_by"),
    *("at", "type", "sha256", "level", "heading", "field"),  # chosen, not written
}
LEFT_OUT = {
    *("MinutesBlock", "PackAllowance"),
    *("SharingBasis", "SubjectRequest", "HeldBack", "Restriction", "RetentionDecision"),
    *("LegalHold", "Erasure"),
}
"""Final minutes say again what is found where it stands; a pack's reasons outlive the case; what
the group owes a person is said of the record, and not of the case.
"""


def kinds() -> Iterator[type[Value]]:
    for thing in MODULES:
        table_of(thing)
    yield from (kind for kind in Value.__subclasses__() if kind.__name__ in MODULES)


def found(store: SqliteStore, text: str) -> list[str]:
    return [row.thing for row in store.passages.found(sought(text))]


@pytest.fixture
def db(place: Place) -> Iterator[Database]:
    with closing(unlock(inspect(place.folder), IdentityFile(place.identity)).connection) as opened:
        yield Database(opened)


@pytest.fixture
def store(db: Database, place: Place) -> SqliteStore:
    folder = str(place.folder)
    return SqliteStore(db, folder=folder, holder="coordinator", clock=clock(), warn=pytest.fail)


@pytest.fixture
def unchecked(db: Database, store: SqliteStore) -> SqliteStore:
    """A store that takes any one field of a thing by itself."""
    db.run("PRAGMA ignore_check_constraints = ON")
    with store.change("test") as change:
        change.save(*BEFORE)
        change.keep_content(1, [b"x"])
    return store


@pytest.mark.parametrize("kind", [*kinds()], ids=lambda kind: kind.__name__)
def test_every_text_about_a_case_is_searched_or_known_to_be_none(kind: type[Value]):
    if "case_ref" not in kind.__slots__ and kind.__name__ != "Case":
        return
    texts = {field for field, type_ in kind.__annotations__.items() if "str" in str(type_)}
    written = set(table_of(kind.__name__).written)
    assert kind.__name__ in LEFT_OUT or texts - NOT_SEARCHED <= written, texts - written


def test_every_kind_that_is_searched_has_a_name():
    assert {thing for thing in MODULES if table_of(thing).written} == set(KINDS)


@pytest.mark.parametrize(
    ("thing", "column"), [(thing, column) for thing in KINDS for column in table_of(thing).written]
)
def test_every_field_of_every_kind_is_found_until_it_is_gone(
    unchecked: SqliteStore, thing: str, column: str
):
    value = ("Zebedee",) if column == "themes" else "He said Zebedee, twice"
    example = replace(EXAMPLES[thing], **{column: value})
    with unchecked.change("test") as change:
        change.save(*(EXAMPLES[name] for name in NEEDED.get(thing, ())), example)
    (hit,) = search(unchecked, "zebedee")
    assert (hit.case, hit.kind) == ("M26-001", KINDS[thing].name)
    assert (hit.date is None) == (thing == "Case")
    with unchecked.change("test") as change:
        change.save(replace(example, **{column: "Nothing" if column != "themes" else ()}))
    assert search(unchecked, "zebedee") == []


def test_what_is_removed_is_found_no_longer(unchecked: SqliteStore):
    with unchecked.change("test") as change:
        change.save(EXAMPLES["Decision"])
    with unchecked.change("test") as change:
        change.remove(EXAMPLES["Decision"])
    assert found(unchecked, "x") == []


def test_a_case_cannot_leave_while_its_words_are_searched(db: Database, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(resolving="How he keeps the flat"))
    with pytest.raises(ConstraintFailed), db.transaction():
        db.run("DELETE FROM case_record")


@pytest.mark.parametrize(
    "typed",
    [
        *("MÜLLER", "muller", "Mu\u0308ller", "strasse*", "officer", "oﬃcer", "ZÉLIE", "zelie"),
        *("self-neglect", "neglect self", '"self neglect"', "negl*", "don't", "don’t"),
        *("Muller AND officer", "- muller", "muller*", "muller NEAR/2", "(muller OR", '"muller'),
    ],
)
def test_accents_and_the_case_of_letters_make_no_difference(store: SqliteStore, typed: str):
    with store.change("test") as change:
        change.save(
            an_agency(),
            a_case(
                resolving="Müller, the oﬃcer of Strassengasse, and Zélie: self-neglect. "
                "Don't near/2 or and it"
            ),
        )
    assert found(store, typed) == ["Case"]


@given(typed=st.text() | st.text(alphabet="\"*-()^:+ANDORT{}\x00 'ab", max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_fails(store: SqliteStore, typed: str):
    assert found(store, typed) == []


def test_ten_thousand_characters_are_words_like_others(store: SqliteStore):
    many = [f"w{number}" for number in range(2_000)]
    with store.change("test") as change:
        change.save(a_case(resolving=" ".join(many)))
    assert found(store, " ".join(many)) == ["Case"]
    assert found(store, " ".join([*many, "w2000"])) == []


LETTERS = st.characters(categories=("Ll", "Lu", "Lo"), max_codepoint=0x5FF)
WORDS = st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=8)
PARTED = st.sampled_from([" ", ", ", "\n", " – ", ". ", "/"])


@given(words=WORDS, parted=PARTED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_is_found_by_any_of_its_words(store: SqliteStore, words: list[str], parted: str):
    with store.change("test") as change:
        change.save(a_case(resolving=parted.join(words)))
    assert [word for word in words if found(store, word) != ["Case"]] == []


def test_a_limit_takes_what_was_written_last_and_sorts_nothing(db: Database, store: SqliteStore):
    with store.change("test") as change:
        change.save(*(a_case(ref=f"M26-{n:03d}", resolving=f"flat {n}") for n in range(1, 151)))
    last = store.passages.found(sought("flat"), limit=2)
    assert [row.case_ref for row in last] == ["M26-150", "M26-149"]
    assert len(found(store, "flat")) == 150
    asked = {"sought": '"flat"', "case_ref": None, "limit": 2, "open": "", "close": "", "words": 9}
    plan = [row[-1] for row in db.rows(f"EXPLAIN QUERY PLAN {FOUND}", **asked)]
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_marks_in_a_text_cannot_be_taken_for_those_of_a_find(store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(resolving="a \ufdd0dog\ufdd1 and a cat"))
    (row,) = store.passages.found(sought("cat"))
    assert row.excerpt[1::2] == ("cat",)


@pytest.fixture
def readable(tmp_path: Path) -> Iterator[tuple[Connection, Path]]:
    """A database as a register has it, but for its key: what is in its file can be read."""
    file = tmp_path / "readable.db"
    opened = sqlcipher3.dbapi2.connect(str(file), isolation_level=None, factory=Connection)
    with closing(opened):
        for setting in SETTINGS:
            opened.execute(setting)
        yield opened, file


def test_an_older_register_is_searched_once_it_is_brought_up_to_date(
    readable: tuple[Connection, Path],
):
    db, _ = readable
    for number, text in migrations():
        if number < SEARCHED_SINCE:
            for statement in statements(text):
                db.execute(statement)
    case = "'M26-001', 'referred', 'QF', '[]', '[\"fire risk\"]', 'How he keeps the flat'"
    columns = "ref, status, initials, aliases, themes, resolving"
    db.execute(f"INSERT INTO case_record ({columns}) VALUES ({case})")
    migrate(db, SEARCHED_SINCE - 1)
    (row,) = PassagesFound(Database(db)).found(sought("flat fire"))
    assert "".join(row.excerpt) == "fire risk · How he keeps the flat"


def test_what_leaves_the_index_is_on_no_page_of_the_file(readable: tuple[Connection, Path]):
    db, file = readable
    needle = information(number=400, text="Qxzyjneedle was said")
    migrate(db, 0)
    with forgetful(db) as change:
        change.save(an_agency(), a_case(), needle)
        change.save(*(information(number=n, text=f"wattle {n} grew") for n in range(1, 400)))
    assert b"qxzyjneedle" in file.read_bytes()
    with forgetful(db) as change:
        change.remove(needle)
    assert b"qxzyjneedle" not in file.read_bytes().lower()
    assert b"wattle" in file.read_bytes()


@contextmanager
def forgetful(db: Connection) -> Iterator[SqliteChange]:
    """A change that leaves no journal, as where a case is to be forgotten."""
    with Database(db).transaction():
        yield SqliteChange(Database(db), seq=1)
        with db.erasing():
            db.execute("DELETE FROM journal")


def test_a_check_reads_the_index_too(db: Database, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(resolving="How he keeps the flat"))
    assert store.problems() == []
    db.run("UPDATE passage_index_data SET block = zeroblob(length(block)) WHERE id > 100")
    assert [problem.damage for problem in store.problems()] == [True]
