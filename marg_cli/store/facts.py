"""What a register is, seen from outside its content."""

from typing import NamedTuple


class StoreFacts(NamedTuple):
    """What a store says of itself, without a word of what it holds."""

    id: str
    folder: str
    schema: int
    size: int
    holders: tuple[str, ...]
