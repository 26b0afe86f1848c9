"""What goes along with copies: e-mail drafts with a list of them, calendars, and passwords."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marg_cli.cli.packing import Built
from marg_cli.domain.calendar import british
from marg_cli.errors import UsageRefused

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.circulation.gathering import Gathered

BODY = """{marking}

Attached is your copy of the {paper}{extract}. It is for {recipient} and for nobody else:
please do not copy it or pass it on.{opens}

If this reached you by mistake, tell us at once and delete it.

{marking}
"""
LOCKED = "\n\nIt opens with a password, which you are told by telephone."
CALENDAR = "ics"
MAIL = "eml"


class Passwords:
    """A password for each recipient, made when their first file is locked, and shown once."""

    def __init__(self, session: Session, formats: Sequence[str]) -> None:
        """Raises UsageRefused without a terminal to show them on, and for what has no lock."""
        from marg_cli.documents.locked import LOCKS

        if not session.is_terminal:
            raise UsageRefused(
                "Passwords are shown once, on a terminal, and there is none.",
                "Type the command in a terminal, or leave the copies open: --no-password",
            )
        open_ones = [name for name in formats if name not in LOCKS]
        if open_ones:
            raise UsageRefused(
                f"A file in {open_ones[0]} cannot be locked with a password.",
                f"Ask for formats that can: --as {','.join(LOCKS)}    or: --no-password",
            )
        self._made: dict[str, str] = {}

    def lock(self, recipient: str, format_name: str, content: bytes) -> bytes:
        """Lock a file with its recipient's password."""
        from marg_cli.documents.locked import lock
        from marg_cli.documents.locked.password import new_password

        if recipient not in self._made:
            self._made[recipient] = new_password()
        return lock(content, format_name, self._made[recipient])

    def show(self, session: Session) -> None:
        """Show them; they are kept nowhere."""
        session.say(
            "The passwords, shown this once and kept nowhere. Tell each recipient theirs by "
            "telephone, never in an e-mail:"
        )
        for recipient, password in self._made.items():
            session.say(f"  {recipient}  {password}")


def with_calendars(session: Session, built: Sequence[Built]) -> list[Built]:
    """Add to each copy its recipient's calendar, which says references and nothing else."""
    from marg_cli.documents.mail.calendar import calendar

    return [
        copy.with_file(
            CALENDAR,
            calendar(copy.own.diary, register=session.register_id, made_on=session.today),
        )
        if copy.own.diary
        else copy
        for copy in built
    ]


def with_mails(
    session: Session, gathered: Gathered, built: Sequence[Built], *, locked: bool
) -> list[Built]:
    """Add to each copy an e-mail, ready but for the sending; paper copies stay out of it."""
    from marg_cli.documents.mail.draft import Attachment, Letter, draft

    day = british(gathered.meeting.held_on)
    mailed = []
    for copy in built:
        marking, paper = copy.source.marking, f"{copy.own.kind} of {day}"
        body = BODY.format(
            marking=marking,
            paper=paper,
            extract=", an extract" if copy.source.extract else "",
            recipient=copy.own.named,
            opens=LOCKED if locked else "",
        )
        letter = Letter(
            marking,
            f"{paper}: {copy.own.named}",
            body,
            session.today,
            copy.own.address,
            [Attachment(file.name, file.content) for file in copy.files if file.copy is None],
        )
        mailed.append(copy.with_file(MAIL, draft(letter)))
    return mailed


def send_list(gathered: Gathered, built: Sequence[Built]) -> bytes:
    """The list that always stands beside e-mail drafts: who is to be sent what."""
    from marg_cli.documents.mail.send_list import Sending
    from marg_cli.documents.mail.send_list import send_list as written

    title = f"To be sent: {gathered.kind} of {british(gathered.meeting.held_on)}"
    sendings = [
        Sending(
            copy.own.named,
            copy.own.address,
            tuple((f.name, f.sha256) for f in copy.files if f.copy is None and f.format != MAIL),
        )
        for copy in built
    ]
    return written(built[0].source.marking, title, sendings)
