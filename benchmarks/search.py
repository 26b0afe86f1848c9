"""Item 7: finding words in many notes, against reading every one of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.data import AGENCIES, CASES, SEED, register
from benchmarks.items import Figure
from marg_cli.domain.sought import sought
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.information import INFORMATION
from marg_cli.store.sqlite.passages import keep_all_words
from marg_cli.store.sqlite.search import PassagesFound
from marg_cli.store.sqlite.unlock import open_register as unlock

NOTES, WORDS_IN_A_NOTE, WORDS_THERE_ARE = 100_000, 60, 20_000
RARE, COMMON, NEXT = 5_800, 30, 31
"""The words looked for, by how common they are: about 100 notes have the first."""

LIKE = """
SELECT number, case_ref, text
  FROM information
 WHERE text LIKE :first
   AND text LIKE :second
"""


def searches(folder: Path, rounds: int) -> Iterator[Figure]:
    """A word, two words and a phrase, each as a scan with LIKE finds it too."""
    place = register(folder, actions=1, overdue=1)
    connection = unlock(inspect(place.folder), IdentityFile(place.identity)).connection
    db = Database(connection)
    try:
        fill(db)
        db.begin()  # as every reading does
        for what, typed, parts in (
            ("a word", word(RARE), (word(RARE), "")),
            ("two words", f"{word(RARE)} {word(COMMON)}", (word(RARE), word(COMMON))),
            ("a phrase", f'"{word(COMMON)} {word(NEXT)}"', (f"{word(COMMON)} {word(NEXT)}", "")),
        ):
            yield _measured(db, what, typed, parts, rounds)
    finally:
        db.close()


def fill(db: Database) -> None:
    """Put the notes in, and what is searched of them."""
    with db.transaction():
        db.run_many(INFORMATION.save, notes())
        keep_all_words(db)


def notes() -> Iterator[dict[str, Any]]:
    """Every note's row, of words of which some are said often and most seldom."""
    chance = random.Random(SEED)  # noqa: S311 - invented data
    vocabulary = [word(number) for number in range(WORDS_THERE_ARE)]
    weights = list(accumulate(1 / (number + 1) for number in range(WORDS_THERE_ARE)))
    for number in range(1, NOTES + 1):
        said = chance.choices(vocabulary, cum_weights=weights, k=WORDS_IN_A_NOTE)
        yield {
            "number": number,
            "case_ref": f"M26-{chance.randrange(1, CASES + 1):03d}",
            "agency": chance.choice(AGENCIES),
            "kind": "fact",
            "text": " ".join(said),
            "third_party": 0,
            "criminal": 0,
            "only_for": "[]",
            "shared_on": "2026-10-13",
            "meeting": None,
            "returned": 0,
        }


def word(number: int) -> str:
    """A word nobody says, of which none is part of another."""
    letters = "bdfgklmnprstvz"
    syllables = [f"{letters[number // 14**place % 14]}{'aeiou'[place]}" for place in range(4)]
    return "".join(syllables) + "x"


def _measured(db: Database, what: str, typed: str, parts: tuple[str, str], rounds: int) -> Figure:
    first, second = (f"%{part}%" for part in parts)
    index = PassagesFound(db)

    def find() -> int:
        return len(index.found(sought(typed)))

    def scan() -> int:
        return len(db.rows(LIKE, first=first, second=second))

    if find() != scan():
        raise RuntimeError(f"the index and the scan found different notes for {what}")
    pairs = [(_seconds(find), _seconds(scan)) for _ in range(rounds)]
    ratio = median(one / other for one, other in pairs)
    name = f"{what} in {NOTES:,} notes, {find()} found"
    return Figure("7", name, "a LIKE scan", 0.05, ratio, median(one for one, _ in pairs) * 1000)


def _seconds(run: Callable[[], int]) -> float:
    """Seconds of CPU that it takes in this process."""
    began = process_time()
    run()
    return process_time() - began
