"""One file on its way in: its records and problems, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from marg_cli.domain.text import did_you_mean
from marg_cli.errors import UsageRefused
from marg_cli.services.exchange.agency_records import AgencyRecord
from marg_cli.services.exchange.case_records import CaseRecord
from marg_cli.services.exchange.codes import codes_for
from marg_cli.services.exchange.csv_records import csv_records
from marg_cli.services.exchange.json_file import json_records
from marg_cli.services.exchange.problems import CannotGoOn, Lost, Problem, fatal
from marg_cli.services.exchange.records import SECTIONS, Group, Item, Kind

Found = Item | Group | Problem


class Incoming:
    """One file to import, to be read once; `read` counts its records, good or not, as they come.

    Raises UsageRefused at once when *kind* is no kind of record.
    """

    def __init__(
        self,
        data: bytes,
        *,
        name: str,
        kind: str | None,
        columns: Mapping[str, str],
        today: date,
        taken_codes: frozenset[str],
    ) -> None:
        self.read = 0
        self._today = today
        self._taken = taken_codes
        asked = _kind(kind)
        self._source: Iterator[Item | Group | Lost | Problem] = (
            json_records(data, kind=asked)
            if is_json(data, name)
            else csv_records(data, kind=asked, columns=columns, today=today)
        )

    def __iter__(self) -> Iterator[Found]:
        """Give what comes, agencies last: their codes are made when all that are typed are known.

        Nothing is kept but agencies, so that a file of a hundred thousand actions can stream.
        """
        agencies: list[Item] = []
        try:
            for found in self._source:
                if isinstance(found, Item):
                    self.read += 1
                    if found.kind is Kind.AGENCY:
                        agencies.append(found)
                    elif found.kind is Kind.CASE:
                        yield self._born(found)
                    else:
                        yield found
                elif isinstance(found, Lost):
                    self.read += 1
                    yield from found.problems
                else:
                    yield found
        except CannotGoOn as error:
            yield error.problem
        yield from _with_codes(agencies, self._taken)

    def _born(self, item: Item) -> Item | Problem:
        record = item.record
        if not isinstance(record, CaseRecord) or not record.born or record.born <= self._today:
            return item
        field = f"{item.path}.born" if item.path else "born"
        return fatal("is a day still to come", line=item.line, field=field)


def is_json(data: bytes, name: str) -> bool:
    """Whether a file is JSON: by its name, else by what it begins with."""
    ending = name.casefold().rpartition(".")[2]
    if ending in {"json", "csv", "tsv", "txt"}:
        return ending == "json"
    beginning = data[:64].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    return beginning[:1] in {b"[", b"{"}


def _with_codes(agencies: list[Item], taken: frozenset[str]) -> Iterator[Item]:
    records = [item.record for item in agencies if isinstance(item.record, AgencyRecord)]
    typed = {record.code for record in records if record.code}
    made = codes_for((r.name for r in records if not r.code), taken | typed)
    for item, record in zip(agencies, records, strict=True):
        if record.code:
            yield item
        else:
            coded = record.model_copy(update={"code": next(made)})
            yield item._replace(record=coded, made=True)


def _kind(word: str | None) -> Kind | None:
    if word is None:
        return None
    plain = word.strip().casefold()
    if plain in SECTIONS:
        return SECTIONS[plain]
    try:
        return Kind(plain)
    except ValueError as error:
        raise UsageRefused(
            f"“{word}” is not a kind of record.{did_you_mean(word, Kind)}",
            f"One of these: --kind {', '.join(Kind)}",
        ) from error
