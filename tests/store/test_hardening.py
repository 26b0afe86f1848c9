import subprocess
import sys

SHOW = """
import ctypes, os, resource
from marg_cli.store.sqlite.hardening import {way}
os.umask(0)
{way}()
print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))
"""
FALL = """
import os
from marg_cli.store.sqlite.hardening import harden
harden()
if not (child := os.fork()):
    os.abort()
status = os.waitpid(child, 0)[1]
print(os.WTERMSIG(status), os.WCOREDUMP(status))
"""


def shown(script: str) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_every_command_leaves_no_core_and_makes_files_for_their_owner_alone() -> None:
    assert shown(SHOW.format(way="harden")) == "0o77 (0, 0) 1"


def test_what_stays_open_cannot_be_looked_into_either() -> None:
    assert shown(SHOW.format(way="harden_for_long")) == "0o77 (0, 0) 0"


def test_a_command_that_falls_over_dumps_nothing() -> None:
    assert shown(FALL) == "6 False"
