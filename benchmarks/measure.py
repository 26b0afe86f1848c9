"""CPU time of whole commands, compared in turn so that a busy machine is fair to both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

Command = Sequence[str]
Source = Command | Callable[[], Command]
"""A command, or what makes the next one (so that each run has an action of its own to close)."""

CONTROL = [sys.executable, "-c", "import typer, sqlcipher3"]
WITH_TEMPLATES = [sys.executable, "-c", "import typer, sqlcipher3, jinja2"]
CONTROL_SECONDS = 0.053
"""What the control took where the targets that are given in seconds were set."""


class Ratio(NamedTuple):
    """How a command compares with another: the median of the rounds' ratios, and its CPU time."""

    value: float
    milliseconds: float


def ratio(
    candidate: Source,
    control: Source,
    *,
    rounds: int,
    environ: Mapping[str, str],
    control_environ: Mapping[str, str] | None = None,
) -> Ratio:
    """Run both in turn, once unmeasured and then *rounds* times."""
    against = control_environ or environ
    spent(candidate, environ)
    spent(control, against)
    pairs = [(spent(candidate, environ), spent(control, against)) for _ in range(rounds)]
    return Ratio(
        median(one / other for one, other in pairs), median(one for one, _ in pairs) * 1000
    )


def spent(source: Source, environ: Mapping[str, str]) -> float:
    """Seconds of CPU one run takes. Raises RuntimeError when the command fails."""
    command = source() if callable(source) else source
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(environ),
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"ended with {process.returncode}: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime
