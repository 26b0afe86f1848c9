"""A real register under a state machine: commands are tried on it one after another."""

from __future__ import annotations

from contextlib import ExitStack, suppress

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine

from marg_cli.errors import MargError
from tests.conftest import a_register

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
        self._open = ExitStack()
        self.store = self._open.enter_context(a_register())

    def teardown(self) -> None:
        self._open.close()

    def _try(self, do: object, *given: object, **named: object) -> bool:
        """Run a command on the register; answers whether it was done."""
        with suppress(MargError):
            do(self.store, *given, **named)  # type: ignore[operator]
            return True
        return False
