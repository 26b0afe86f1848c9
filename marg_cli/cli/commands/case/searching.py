"""`marg case search`: where something was written, by its words."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from marg_cli.cli.commands.case import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import CaseOption
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Format, Session

if TYPE_CHECKING:
    from marg_cli.services.cases.search import Found


def _what(found: "Found") -> str:
    """What kind of thing it is, and for whom: "information I40, only for POL"."""
    named = f"{found.kind} {found.ref}" if found.ref else found.kind
    return f"{named}, only for {', '.join(found.only_for)}" if found.only_for else named


def _excerpt(found: "Found") -> str:
    """The words, those sought between marks that a terminal without colours shows too."""
    return "".join(f"«{piece}»" if at % 2 else piece for at, piece in enumerate(found.excerpt))


FOUND = (
    Column("case", "Case", whole=True),
    Column("", "What", _what),
    Column("date", "Date", whole=True),
    Column("", "Where it says so", _excerpt, bold="«[^»]*»"),
)


@verb(app)
def search(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help='Words, "a phrase", or evict* for what begins so; - reads it.'
        ),
    ] = None,
    case: CaseOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Only so many, those written last.")
    ] = None,
) -> None:
    """Search all that is written about cases for words."""
    from marg_cli.cli import prompts
    from marg_cli.services.cases.search import Found
    from marg_cli.services.cases.search import search as look_for

    session = Session.of(ctx)
    words = prompts.text(session, text, "What do you look for?", option="TEXT")
    found = look_for(session.store, words, case=case, limit=limit)
    empty = f"That is not written about {case or 'any case'}."
    rows = found if session.format is Format.TABLE else [_record(each) for each in found]
    emit(session, rows, FOUND, Found._fields, empty=empty)
    if found and session.format is Format.TABLE:
        session.say(f"See one with: marg case show {found[0].case}")


def _record(found: "Found") -> dict[str, Any]:
    """What programs get: the excerpt without marks."""
    return {**found._asdict(), "excerpt": "".join(found.excerpt)}
