"""Looking through copies before they leave: what speaks of a case its reader may not see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.domain.counting import in_a_sentence
from marg_cli.errors import Refused
from marg_cli.services.circulation.entering import Allowed

if TYPE_CHECKING:
    from marg_cli.cli.rendering import Source
    from marg_cli.cli.session import Session
    from marg_cli.documents.leakscan import Sought
    from marg_cli.documents.render import Rendered
    from marg_cli.domain.leaks import Hit
    from marg_cli.services.circulation.secrets import Secrets, SecretsOf

AllowOption = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="CASE:FIELD", help="Let pass what the scan finds."),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why it may pass; - reads it.")
]


def passing(session: Session, allow: Sequence[str] | None, because: str | None) -> dict[Hit, str]:
    """What may pass, and why: one reason for all that is named. Raises UsageRefused."""
    if not allow:
        return {}
    from marg_cli.domain.leaks import read_allowance

    hits = [read_allowance(text) for text in allow]
    why = prompts.text(session, because, "Why may it pass?", option="--because TEXT")
    return dict.fromkeys(hits, why)


def passed(hits: Collection[Hit], may_pass: Mapping[Hit, str]) -> tuple[Allowed, ...]:
    """What was found and let pass, for the ledger."""
    return tuple(
        Allowed(hit.case_ref, hit.field.value, may_pass[hit])
        for hit in sorted(hits)
        if hit in may_pass
    )


class Leaks:
    """What was found in copies and may not stand there."""

    def __init__(self) -> None:
        self._found: dict[Hit, list[str]] = {}

    def add(self, hits: Sequence[Hit], recipient: str) -> None:
        """Keep what stands in a recipient's copy."""
        for hit in hits:
            self._found.setdefault(hit, []).append(recipient)

    def must_be_none(self, *, can_allow: bool = True) -> None:
        """Raises Refused, naming case and field, and never the words."""
        if not self._found:
            return
        copies = {recipient for recipients in self._found.values() for recipient in recipients}
        first = next(iter(self._found))
        told = "; ".join(
            f"{hit.case_ref}, its {hit.field}, in that of {in_a_sentence(recipients)}"
            for hit, recipients in self._found.items()
        )
        many = "1 copy speaks" if len(copies) == 1 else f"{len(copies)} copies speak"
        way_out = "Look for it in what was recorded, and put it right there."
        if can_allow:
            way_out += f" If it is somebody else, let it pass with: --allow {first} --because TEXT"
        raise Refused(
            f"{many} of a case its reader may not see, so none was written: {told}.", way_out
        )


class Searches:
    """What is looked for in each copy; readers who see the same cases share one search."""

    def __init__(self) -> None:
        self._made: dict[tuple[Secrets, tuple[str, ...]], Sought] = {}

    def of(self, secrets: Secrets, known: tuple[str, ...]) -> Sought:
        """What is looked for where those are secret; *known* names may stand in any copy."""
        from marg_cli.documents.leakscan import Sought

        if (secrets, known) not in self._made:
            made = Sought(secrets.unseen, shown=secrets.shown, known=known)
            self._made[secrets, known] = made
        return self._made[secrets, known]


class Looking:
    """Looks through the copies one command renders, each for what its reader may not be told.

    *may_pass* is None where nothing can be let pass.
    """

    def __init__(self, session: Session, may_pass: Mapping[Hit, str] | None) -> None:
        self._store = session.store
        self._may_pass = may_pass
        self._leaks = Leaks()
        self._searches = Searches()

    def through(self, source: Source, rendered: Rendered) -> tuple[Allowed, ...]:
        """Keep what was found in a copy, in all its formats; answer what was let pass of it."""
        recipient = source.recipient
        if recipient is None:
            return ()
        from marg_cli.documents.leakscan import scan
        from marg_cli.services.circulation.secrets import known_names, meeting_on

        secrets = self._secrets.kept_from_recipient(recipient, day=source.day, about=source.about)
        if not secrets.unseen:
            return ()
        known = known_names(self._store, meeting_on(self._store, source.day))
        sought, may_pass = self._searches.of(secrets, known), self._may_pass or {}
        hits = scan(rendered.files, rendered.document, sought, paper=source.paper)
        self._leaks.add([hit for hit in hits if hit not in may_pass], recipient.named)
        return passed(hits, may_pass)

    def must_find_none(self) -> None:
        """Raises Refused where some copy speaks of a case its reader may not see."""
        self._leaks.must_be_none(can_allow=self._may_pass is not None)

    @cached_property
    def _secrets(self) -> SecretsOf:
        from marg_cli.services.circulation.secrets import SecretsOf

        return SecretsOf(self._store)
