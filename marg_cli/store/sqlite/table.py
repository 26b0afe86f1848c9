"""How a thing of the domain is kept: its table, its key, and the row it becomes."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

from marg_cli.domain.text import spelt_out
from marg_cli.store.sqlite.database import Row

MODULES = {
    "Action": "actions",
    "ActionNote": "actions",
    "Agency": "agencies",
    "Training": "agencies",
    "AgreementOverride": "agencies",
    "Member": "members",
    "Case": "cases",
    "Referral": "cases",
    "Involvement": "cases",
    "ReferralAnswers": "referral_answers",
    "Screening": "screenings",
    "CaseDocument": "documents",
    "Meeting": "meetings",
    "Attendance": "meetings",
    "Declaration": "meetings",
    "LateralCheck": "lateral_checks",
    "Information": "information",
    "AgendaItem": "agendas",
    "Outcome": "at_the_table",
    "Minutes": "minutes",
    "Entry": "minutes",
    "MinutesVersion": "minutes_versions",
    "MinutesBlock": "minutes_versions",
    "PersonView": "at_the_table",
    "Risk": "at_the_table",
    "RiskRating": "at_the_table",
    "RiskAgreement": "at_the_table",
    "RiskDissent": "at_the_table",
    "Barrier": "at_the_table",
    "Decision": "at_the_table",
    "Plan": "at_the_table",
    "Correction": "afterwards",
    "Learning": "afterwards",
    **dict.fromkeys(("Pack", "PackCase", "PackFile", "PackAllowance", "PackEvent"), "circulation"),
    **dict.fromkeys(("SharingBasis", "SubjectRequest", "HeldBack"), "data_protection"),
    **dict.fromkeys(("Restriction", "RetentionDecision", "LegalHold"), "data_protection"),
    "Erasure": "data_protection",
    "Setting": "settings",
}
"""Which module beside this one keeps which thing; loaded when first needed."""

LISTS = frozenset({"themes"})
"""Columns written by people that hold several texts."""

BETWEEN = " · "
"""What stands between one column's words and the next one's."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""What marks words that were found: they are no characters, and none of the words holds them."""

NO_MARKS = str.maketrans({OPEN: " ", CLOSE: " "})


class Table:
    """One table; columns are named as the fields of the thing, the key's among them.

    Those *written* hold what people write about a case in words of their own, and are searched.
    """

    def __init__(
        self,
        name: str,
        key: tuple[str, ...],
        columns: tuple[str, ...],
        written: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.key = key
        self.columns = columns
        self.written = written

    @property
    def listed(self) -> str:
        """The columns as a statement lists them."""
        return ", ".join(self.columns)

    @property
    def fetch(self) -> str:
        """The statement that fetches one row by its key, as every reading finds it."""
        return f"SELECT {self.listed} FROM {self.name} WHERE {self._same_key}"

    @property
    def fetch_kept(self) -> str:
        """The statement that fetches one row by its key, held out of readings or not."""
        return f"SELECT {self.listed} FROM main.{self.name} WHERE {self._same_key}"

    @property
    def save(self) -> str:
        """The statement that adds a row, or replaces the one with its key."""
        values = ", ".join(f":{column}" for column in self.columns)
        changed = ", ".join(f"{c} = excluded.{c}" for c in self.columns if c not in self.key)
        return (
            f"INSERT INTO main.{self.name} ({self.listed}) VALUES ({values}) "
            f"ON CONFLICT ({', '.join(self.key)}) DO "
            + (f"UPDATE SET {changed}" if changed else "NOTHING")
        )

    @property
    def remove(self) -> str:
        """The statement that removes one row by its key."""
        return f"DELETE FROM main.{self.name} WHERE {self._same_key}"

    def row_of(self, thing: object) -> dict[str, Any]:
        """Turn a thing into the values its row holds."""
        return {column: stored(getattr(thing, column)) for column in self.columns}

    def row(self, found: Row) -> dict[str, Any]:
        """Name the values of a fetched row."""
        return dict(zip(self.columns, found, strict=True))

    def words(self, row: Mapping[str, Any] | None) -> str:
        """What a row says about a case, in one piece; nothing where it is about none."""
        if not self.written or row is None or case_of(row) is None:
            return ""
        said = [
            BETWEEN.join(texts(row[column])) if column in LISTS else row[column]
            for column in self.written
        ]
        text = spelt_out(BETWEEN.join(filter(None, said)))
        return text if text.isascii() else text.translate(NO_MARKS)

    def passage(self, thing: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """What a search looks through of one row; only the last part of a key may hold a blank."""
        key = " ".join(str(row[column]) for column in self.key)
        return {"thing": thing, "key": key, "case_ref": case_of(row), "text": self.words(row)}

    @property
    def _same_key(self) -> str:
        return " AND ".join(f"{column} = :{column}" for column in self.key)


def table_of(thing: str) -> Table:
    """Find the table for a kind of thing by its name, as the journal writes it."""
    module = import_module(f"marg_cli.store.sqlite.{MODULES[thing]}")
    table: Table = module.TABLES[thing]
    return table


def case_of(row: Mapping[str, Any]) -> str | None:
    """The reference of the case a row belongs to, or is."""
    found: str | None = row.get("case_ref", row.get("ref"))
    return found


def stored(value: Any) -> Any:
    """Turn a field's value into what the register keeps: text, number or nothing."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        import json

        return json.dumps(value, ensure_ascii=False)
    return value


def day(text: str | None) -> date | None:
    """Read a stored date, which may be missing."""
    return date.fromisoformat(text) if text else None


def texts(text: str) -> tuple[str, ...]:
    """Read a stored list of texts."""
    if text == "[]":
        return ()
    import json

    return tuple(json.loads(text))


def where(
    conditions: Mapping[str, str], given: Mapping[str, Any], always: Iterable[str] = ()
) -> tuple[str, dict[str, Any]]:
    """Choose the conditions whose value was given; answer the clause and the values to bind."""
    asked = {name: stored(value) for name, value in given.items() if value is not None}
    clauses = [*always, *(conditions[name] for name in asked)]
    return (f" WHERE {' AND '.join(clauses)}" if clauses else ""), asked
