from __future__ import annotations

import tracemalloc

from marg_cli.services.exchange.incoming import Incoming
from marg_cli.services.exchange.records import Item
from tests.exchange.files import ACTIONS, TODAY


def stream_of(rows: int) -> Incoming:
    row = "M26-004,Ring the surgery and ask for a joint visit,GLOW,Ann Other,08/12/2026\n"
    data = f"{ACTIONS}\n{row * rows}".encode()
    return Incoming(data, name="a.csv", kind=None, columns={}, today=TODAY, taken_codes=frozenset())


def most_memory(rows: int) -> int:
    stream = stream_of(rows)
    tracemalloc.start()
    try:
        good = sum(isinstance(found, Item) for found in stream)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        assert good == stream.read == rows


def test_ten_times_the_rows_need_no_more_memory():
    most_memory(100)
    few, many = most_memory(1_000), most_memory(10_000)
    assert many < few + 200_000


def test_records_come_before_the_end_of_the_file_is_reached():
    stream = stream_of(1_000)
    first = next(iter(stream))
    assert isinstance(first, Item)
    assert stream.read == 1
