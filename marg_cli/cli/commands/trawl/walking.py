"""Going through an agency's cases with one key each; every answer is kept as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.cli.commands.trawl.answering import said
from marg_cli.cli.keys import whole_lines
from marg_cli.cli.walk import Kept, Walk
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.domain.information import InformationKind
from marg_cli.domain.text import as_typed
from marg_cli.errors import CannotAsk
from marg_cli.services.trawl import answering
from marg_cli.services.trawl.answering import Answer, Marked, Written
from marg_cli.services.trawl.walking import walk as questions_for

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.trawl.walking import Question
    from marg_cli.services.trawl.walking import Walk as Found

NIL, SPEAK, TEXT, SKIP = "nstk"
KEYS = {NIL: "nil return", SPEAK: "will speak", TEXT: "text", SKIP: "skip"}
KINDS = {"f": InformationKind.FACT, "p": InformationKind.PERCEPTION}


def walk(session: Session, agency: str, *, meeting: str, room: bool, by: str | None) -> None:
    """Ask about each case in turn. Raises CannotAsk where nobody is there to ask."""
    if not session.may_ask:
        raise CannotAsk(
            "Which case is that about? Nobody is there to ask.",
            "Name it: marg trawl return AGENCY CASE --nil, --speak or TEXT; "
            "or say --nil for all that are left.",
        )
    found = questions_for(session.store, agency, meeting=meeting, room=room, on=session.today)
    if not found.questions:
        session.say(
            f"{found.agency} has answered everything: marg trawl list --agency {found.agency}"
        )
        return
    session.say(
        f"{found.agency} · {found.name}. {counted(len(found.questions), 'case')} for "
        f"{british(found.meeting)}, to be back by {british(found.due)}."
    )
    _Checks(session, found, by).go()


class _Checks(Walk):
    """The checks of one agency, one after another."""

    keys = KEYS
    skip = SKIP

    def __init__(self, session: Session, found: Found, by: str | None) -> None:
        super().__init__(session, len(found.questions))
        self._found = found
        self._by = as_typed(by) if by else None

    def asked(self, at: int) -> str:
        return _asked(self._found.questions[at])

    def answer(self, at: int, key: str) -> Kept:
        written = self._written() if key == TEXT else {}
        kept = answering.answer(
            self.session.store,
            self._found.agency,
            self._found.questions[at].check.case,
            Answer(key == NIL, key == SPEAK, written, self._by),
            meeting=self._found.meeting.isoformat(),
            on=self.session.today,
        )
        return Kept(kept.seq, said(kept.checks[0]))

    def _written(self) -> dict[InformationKind, Written]:
        """The text, then three single keys: fact or perception, and how it is marked."""
        self.write("text\n")
        with whole_lines():
            text = prompts.ask(self.session, "  What does it say?", option="TEXT")
        kind = KINDS[self.one_of("Is it", {key: str(kind) for key, kind in KINDS.items()})]
        third_party = self.yes("About somebody else too?")
        criminal = self.yes("Criminal-offence data?")
        return {kind: Written(as_typed(text), Marked(third_party, criminal))}

    def closing(self, kept: int, left: int) -> str:
        agency, meeting = self._found.agency, self._found.meeting
        told = f"{counted(kept, 'answer')} kept"
        if not left:
            return f"{told}. {agency} has answered everything: marg trawl list --meeting {meeting}"
        verb = "is" if left == 1 else "are"
        return f"{told}, {left} {verb} left: marg trawl return {agency} --meeting {meeting}"


def _asked(question: Question) -> str:
    initials = f"  {question.initials}" if question.initials else ""
    late = "  late" if question.check.late else ""
    return f"{question.check.case}{initials}{late}  "
