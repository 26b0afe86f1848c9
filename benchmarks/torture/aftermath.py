"""What must hold after a command that was cut short, whichever it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.torture import holders, traces
from benchmarks.torture.bare import lying_bare
from benchmarks.torture.place import Place, call
from benchmarks.torture.state import State, but_last_row, sound
from benchmarks.torture.steps import ended
from marg_cli.errors import Exit, NoRegister
from marg_cli.store.sqlite.archive import unpack

HIDDEN = ".local"
"""The one hidden folder that is not left over: what this machine saw last is in it."""


ERASE = "subject erase"

LEAVING = {"key remove": ("leaver",), "key recovery": ("recovery",)}
"""Whose key opens nothing any more when all is done."""


class Aftermath:
    """How a register stood before a command and after it, and what may be in between."""

    def __init__(self, base: Place, name: str) -> None:
        """Run the command once, undisturbed."""
        self._base = base
        self._name = name
        self._old = holders.data_keys(base)
        self._brought_back = in_backup(base, base.stick / "group.margbackup")
        self._traces = traces.of_the_case(base) if name == ERASE else []
        self.before = sound(base)
        with base.copied() as place:
            answer = call(place, place.words(name), name)
            if answer.returncode != 0:
                raise RuntimeError(f"{name} ended with {answer.returncode}: {answer.stderr}")
            self.after = sound(self._result(place))

    def problems(self, place: Place, *, acknowledged: bool) -> list[str]:
        """Look at all of it; *acknowledged* is whether anybody was told that it is done."""
        try:
            bare = list(lying_bare(place, self._old))
            found = [*bare, *self._problems(place, acknowledged=acknowledged)]
            return [*found, *lying_bare(place, holders.data_keys(place))]
        except Exception as fault:  # noqa: BLE001 - whatever it is, the register did not open
            return [f"damaged: {type(fault).__name__}: {fault}"]

    def stands(self, place: Place) -> bool:
        """Whether all that was asked for is done."""
        with suppress(Exception):
            return self._state(place) == self.after
        return False

    def _problems(self, place: Place, *, acknowledged: bool) -> Iterator[str]:
        state = self._state(place)
        if state not in self._allowed(acknowledged=acknowledged):
            yield "a change is lost, or half of one is there"
        stands = state == self.after
        if self._name.endswith("new computer"):
            yield from self._new_computer(place, stands=stands)
            return
        yield from holders.astray(place, leaving=LEAVING.get(self._name, ()))
        if "leaver" not in holders.listed(place) and holders.opens(place, self._old[0]):
            yield "the key before opens it still"
        if self._name.startswith("key "):
            yield from self._phrase(place, stands=stands)
            yield from holders.unmended(place)
        if self._name.startswith("register backup"):
            yield from self._backup(place, acknowledged=acknowledged)
        if self._name == ERASE:
            yield from self._erased(place, begun=bool(state and state["erasure"]))
        if self._name == "register restore":
            yield from self._kept_aside(place, stands=stands)
            yield from _left_by_restores(place, self._name)

    def _result(self, place: Place) -> Place:
        if self._name.endswith("new computer"):
            return place._replace(folder=place.home / "elsewhere" / "register")
        return place

    def _state(self, place: Place) -> State | None:
        try:
            return sound(self._result(place))
        except NoRegister:
            if self._name.endswith("new computer"):
                return None
            raise

    def _allowed(self, *, acknowledged: bool) -> list[State | None]:
        """What it may hold; a backup that stands may lack its last line in the audit."""
        may_be: list[State | None] = [self.after]
        if self._name.startswith("register backup"):
            may_be.append(but_last_row(self.after))
        if self._name == ERASE:
            may_be += traces.between(self.before, self.after)
        if not acknowledged:
            may_be.append(None if self._name.endswith("new computer") else self.before)
        return may_be

    def _erased(self, place: Place, *, begun: bool) -> Iterator[str]:
        """See that what has begun is said to be unfinished, and ends with no trace of the case."""
        checked, _ = ended(("register", "check"), place.environ)
        if not begun:
            if checked != Exit.DONE or not traces.found(place, self._traces):
                yield f"the check ended with {checked}, or a trace is gone of a case not erased"
            return
        again, _ = ended(place.words(ERASE), place.environ)
        if (checked, again) not in {(Exit.FOUND, Exit.DONE), (Exit.DONE, Exit.NOT_FOUND)}:
            yield f"the check ended with {checked}, and erasing again with {again}"
        if left := traces.found(place, self._traces):
            yield f"{left} of {len(self._traces)} traces are left of the case"

    def _phrase(self, place: Place, *, stands: bool) -> Iterator[str]:
        if self._name != "key passphrase":
            return
        if stands and not holders.phrase_is_new(place, self._base):
            yield "the audit tells of a new passphrase, and it is the old one"

    def _backup(self, place: Place, *, acknowledged: bool) -> Iterator[str]:
        """See that the file is the one before, or a whole one, or none where there was none."""
        begun = but_last_row(self.after)
        file = Path(place.words(self._name)[2])
        may_be: list[State | None] = [begun]
        if not acknowledged:
            may_be.append(None if "another" in file.name else self._brought_back)
        if in_backup(place, file) not in may_be:
            yield "the backup is not whole, or is missing"
        later = ("register", "backup", str(place.stick / "later.margbackup"))
        code, _ = ended(later, place.environ)
        names = {part.name for part in place.stick.iterdir()}
        whole = {"group.margbackup", "later.margbackup", file.name}
        if code != 0 or not names <= whole:
            yield f"the next backup ended with {code} and left {sorted(names - whole)}"

    def _kept_aside(self, place: Place, *, stands: bool) -> Iterator[str]:
        aside = [part for part in place.home.iterdir() if ".before-restore-" in part.name]
        if stands and [sound(place._replace(folder=one)) for one in aside] != [self.before]:
            yield "the register that was there is not kept aside"

    def _new_computer(self, place: Place, *, stands: bool) -> Iterator[str]:
        if not stands:
            yield from _left_by_restores(place, self._name)
        if sound(place) != self.before:
            yield "the register of the old computer was touched"


def _left_by_restores(place: Place, name: str) -> Iterator[str]:
    """Give the command again, and tell what is left of the one before."""
    code, _ = ended(place.words(name), place.environ)
    folders = [place.home, place.home / "elsewhere"]
    left = [
        part.name
        for folder in folders
        if folder.is_dir()
        for part in folder.iterdir()
        if part.name.startswith(".") and part.name != HIDDEN
    ]
    if code != 0 or left:
        yield f"the next restore ended with {code} and left {left}"


def in_backup(place: Place, file: Path) -> State | None:
    """What a backup holds, whole; None where there is no file. Raises what a restore would."""
    with suppress(FileNotFoundError), TemporaryDirectory(dir=place.home) as scratch:
        file.stat()
        copy = place._replace(folder=Path(scratch) / "register")
        copy.folder.mkdir(mode=0o700)
        unpack(file, copy.folder, lambda _: None)
        return sound(copy)
    return None
