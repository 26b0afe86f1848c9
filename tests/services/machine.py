"""A real register under a state machine: commands are tried on it one after another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine

from marg_cli.errors import MargError
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.start import start_register
from tests.conftest import clock

SOME = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class RegisterMachine(RuleBasedStateMachine):
    """An empty register; each command may be refused, and then nothing has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        place = Path(self._folder.name)
        identity = new_identity()
        create_file(place / "identity.txt", f"{identity.text()}\n".encode())
        start_register(
            place / "register",
            holder="coordinator",
            passphrase=None,
            recipient=public_key(identity),
            settings={"group.name": "Netherwick", "sharing.policy": "core"},
            clock=clock(),
        )
        self.store = open_register(
            place / "register", IdentityFile(place / "identity.txt"), clock=clock(), warn=print
        )

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    def _try(self, do: object, *given: object, **named: object) -> bool:
        """Run a command on the register; answers whether it was done."""
        with suppress(MargError):
            do(self.store, *given, **named)  # type: ignore[operator]
            return True
        return False
