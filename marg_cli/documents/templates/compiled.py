"""Packaged templates compiled once: kept as Python keeps its own modules, in `__pycache__`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.templates import syntax


class Compiled(BytecodeCache):
    """Compiled templates beside their sources; a group's own templates leave nothing behind.

    What it holds is wording, never a case. It is as trusted as marg's own `.pyc` files, and
    like them forgotten when the source, or what compiles it, is another.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The file for what *filename* compiles to, or nothing for one that is not packaged."""
        packaged = filename and Path(filename).is_relative_to(packaged_templates())
        return cache_from_source(filename) if filename and packaged else ""

    def get_source_checksum(self, source: str) -> str:
        """Differs with the source and with every change of what compiles it."""
        makers = (Path(str(module.__file__)).stat() for module in (compiler, syntax))
        stamps = [f"{made.st_size} {made.st_mtime_ns}" for made in makers]
        return super().get_source_checksum("\n".join([*stamps, source]))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept if it is still true; what cannot be read is made again."""
        with suppress(Exception), Path(bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where this user may write and Python keeps its own."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        whole = Path(bucket.key)
        part = whole.with_name(f"{whole.name}.{os.getpid()}")
        with suppress(OSError):
            whole.parent.mkdir(exist_ok=True)
            with part.open("wb") as file:
                bucket.write_bytecode(file)
            part.replace(whole)
